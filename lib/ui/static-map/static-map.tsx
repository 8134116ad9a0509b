/**
 * A route on a street map as an SVG, for paper: crisp at any size, no WebGL, readable in black and white.
 *
 * Units   tenths of a millimetre.
 */
import classes from './static-map.module.css'

type Point = readonly [x: number, y: number]

export type StaticMapProps = {
  readonly label: string
  readonly width: number
  readonly height: number
  readonly metersPerUnit: number
  /** In drawing order. */
  readonly paths: readonly { layer: string; kind: string; isArea: boolean; d: string }[]
  readonly labels: readonly {
    text: string
    x: number
    y: number
    degrees: number
    kind: 'street' | 'place'
  }[]
  readonly legs: readonly (readonly Point[])[]
  readonly stops: readonly { number: number; at: Point; mark: Point }[]
  readonly start: Point
  readonly end: Point
  readonly attribution: string
  /** A length in metres as the reader writes it. */
  readonly formatLength: (meters: number) => string
}

const UNITS_PER_MM = 10
const MARK_RADIUS = 21
const ARROW_EVERY = 220

export function StaticMap(props: StaticMapProps) {
  const { label, width, height, paths, labels, legs, stops, start, end, attribution } = props
  const bar = scaleBar(props.metersPerUnit)
  const route = legs.map((leg) => line(leg)).join('')
  const isLoop = Math.hypot(start[0] - end[0], start[1] - end[1]) < MARK_RADIUS
  return (
    <svg
      className={classes.map}
      viewBox={`0 0 ${width} ${height}`}
      style={{ width: `${width / UNITS_PER_MM}mm`, maxWidth: '100%', aspectRatio: `${width} / ${height}` }}
      role="img"
      aria-label={label}
    >
      {paths.map(({ layer, kind, isArea, d }) => (
        <path
          key={`${layer} ${kind} ${isArea}`}
          d={d}
          data-layer={layer}
          data-kind={kind}
          data-area={isArea}
        />
      ))}
      {labels.map(({ text, x, y, degrees, kind }) => (
        <text
          key={`${kind} ${text} ${x} ${y}`}
          className={kind === 'place' ? classes.place : classes.street}
          transform={`translate(${x} ${y}) rotate(${degrees})`}
        >
          {text}
        </text>
      ))}
      <path className={classes.routeCasing} d={route} />
      <path className={classes.route} d={route} />
      {arrowsOn(legs).map(({ at: [x, y], degrees }) => (
        <path
          key={`${x} ${y}`}
          className={classes.arrow}
          d="M-9 -9L9 0L-9 9L-4 0z"
          transform={`translate(${x} ${y}) rotate(${degrees})`}
        />
      ))}
      <Depot at={start} />
      {!isLoop && <Depot at={end} />}
      {stops.map(({ number, at, mark }) => (
        <g key={number}>
          <path className={classes.leader} d={line([at, mark])} />
          <circle className={classes.dot} cx={at[0]} cy={at[1]} r={5} />
        </g>
      ))}
      {stops.map(({ number, mark: [x, y] }) => (
        <g key={number} transform={`translate(${x} ${y})`}>
          <circle className={classes.mark} r={MARK_RADIUS} />
          <text className={classes.number}>{number}</text>
        </g>
      ))}
      <g transform={`translate(24 ${height - 28})`}>
        <rect className={classes.plate} x={-10} y={-34} width={bar.units + 20} height={52} />
        <path className={classes.bar} d={`M0 -4V6H${bar.units}V-4`} />
        <text className={classes.barText} x={bar.units / 2} y={-12}>
          {props.formatLength(bar.meters)}
        </text>
      </g>
      <text className={classes.attribution} x={width - 12} y={height - 12}>
        {attribution}
      </text>
    </svg>
  )
}

function Depot({ at: [x, y] }: { at: Point }) {
  return (
    <g transform={`translate(${x} ${y})`}>
      <path className={classes.depot} d="M-20 20V-4L0 -22L20 -4V20z" />
      <path className={classes.depotDoor} d="M-6 20V6H6V20z" />
    </g>
  )
}

function line(points: readonly Point[]): string {
  return points.map(([x, y], k) => `${k === 0 ? 'M' : 'L'}${x} ${y}`).join('')
}

/** One every 22 mm, in the direction of travel. */
function arrowsOn(legs: readonly (readonly Point[])[]): { at: Point; degrees: number }[] {
  const arrows: { at: Point; degrees: number }[] = []
  let left = ARROW_EVERY / 2
  for (const [a, b] of legs.flatMap((leg) => leg.slice(1).map((to, k) => [leg[k]!, to] as const))) {
    const long = Math.hypot(b[0] - a[0], b[1] - a[1])
    for (let along = left; along < long; along += ARROW_EVERY) {
      const share = along / long
      arrows.push({
        at: [Math.round(a[0] + (b[0] - a[0]) * share), Math.round(a[1] + (b[1] - a[1]) * share)],
        degrees: Math.round((Math.atan2(b[1] - a[1], b[0] - a[0]) * 180) / Math.PI),
      })
    }
    left = long < left ? left - long : ARROW_EVERY - ((long - left) % ARROW_EVERY)
  }
  return arrows
}

/** The roundest length of 15 to 40 mm. */
function scaleBar(metersPerUnit: number): { meters: number; units: number } {
  const most = 400 * metersPerUnit
  const power = 10 ** Math.floor(Math.log10(most))
  const meters = [5, 2, 1].map((digit) => digit * power).find((length) => length <= most) ?? power
  return { meters, units: Math.round(meters / metersPerUnit) }
}
