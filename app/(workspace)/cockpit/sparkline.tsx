import classes from './cockpit.module.css'

type Props = {
  label: string
  /** Undefined where a month has no value: the line is broken there. */
  values: readonly (number | undefined)[]
  target: number | undefined
}

const [WIDTH, HEIGHT, PAD] = [112, 34, 3]

/** The way of a figure over the months, with its target as a thin line; the last value is marked. */
export function Sparkline({ label, values, target }: Props) {
  const known = values.filter((value) => value !== undefined)
  if (known.length < 2) return <span className={classes.sparkPlace} />
  const all = target === undefined ? known : [...known, target]
  const [low, high] = [Math.min(...all), Math.max(...all)]
  const span = high - low || 1
  const x = (k: number) => PAD + (k * (WIDTH - 2 * PAD)) / Math.max(1, values.length - 1)
  const y = (value: number) => HEIGHT - PAD - ((value - low) * (HEIGHT - 2 * PAD)) / span
  const path = values
    .map((value, k) => {
      if (value === undefined) return ''
      return `${values[k - 1] === undefined ? 'M' : 'L'}${x(k).toFixed(1)} ${y(value).toFixed(1)}`
    })
    .join('')
  const last = values.at(-1)
  return (
    <svg
      className={classes.spark}
      width={WIDTH}
      height={HEIGHT}
      viewBox={`0 0 ${WIDTH} ${HEIGHT}`}
      role="img"
      aria-label={label}
    >
      {target !== undefined && <path d={`M0 ${y(target)}H${WIDTH}`} className={classes.sparkTarget} />}
      <path d={path} className={classes.sparkLine} />
      {last !== undefined && <circle cx={x(values.length - 1)} cy={y(last)} r={2.5} />}
    </svg>
  )
}
