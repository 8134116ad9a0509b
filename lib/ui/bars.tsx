import classes from './bars.module.css'

type Row = {
  readonly name: string
  /** Length of the bar, 0 … 1. */
  readonly share: number
  readonly value: string
  readonly color?: string | undefined
}

/** Few values of one kind, to be compared: each with its name, a bar and the value. */
export function Bars({ label, rows }: { label: string; rows: readonly Row[] }) {
  return (
    <ul className={classes.bars} aria-label={label}>
      {rows.map(({ name, share, value, color }) => (
        <li key={name}>
          <span>{name}</span>
          <span className={classes.bar} aria-hidden="true">
            <span style={{ width: `${share * 100}%`, background: color }} />
          </span>
          <span>{value}</span>
        </li>
      ))}
    </ul>
  )
}
