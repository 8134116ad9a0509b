/**
 * The basemap as paths for paper: what lies in a view, from the vector tiles that the screen shows too.
 *
 * Units   those of the view: tenths of a millimetre.
 * Shape   one SVG path a layer and kind, in drawing order; buildings are left out, they would be a grey smear. Labels of
 *         streets stand along their longest free straight piece, those of places at their point; none lies on another.
 */
import { gunzipSync } from 'node:zlib'
import { VectorTile, type VectorTileFeature } from '@mapbox/vector-tile'
import { PbfReader } from 'pbf'
import type { Tile } from '@/lib/domain/geo/mercator'
import type { PaperView } from '@/lib/domain/geo/paper-view'

export const PAPER_LAYERS = ['land', 'landuse', 'green', 'beach', 'water', 'rail', 'road'] as const
export type PaperLayer = (typeof PAPER_LAYERS)[number]

export type PaperPath = {
  readonly layer: PaperLayer
  readonly kind: string
  readonly isArea: boolean
  readonly d: string
}
export type PaperLabel = {
  readonly text: string
  readonly x: number
  readonly y: number
  readonly degrees: number
  readonly kind: 'street' | 'place'
}
export type PaperMap = { readonly paths: readonly PaperPath[]; readonly labels: readonly PaperLabel[] }

type Point = readonly [x: number, y: number]
export type Disc = { readonly x: number; readonly y: number; readonly reach: number }

/** `taken` is what stands on the map above the labels, as discs: no label lies under them. */
export function drawPaperMap(
  tiles: readonly { readonly tile: Tile; readonly data: Uint8Array }[],
  view: PaperView,
  taken: readonly Disc[] = [],
): PaperMap {
  const pieces = new Map<string, string[]>()
  const streets = new Map<string, Street>()
  const places: { text: string; at: Point }[] = []
  for (const { tile, data } of tiles) {
    const { layers } = new VectorTile(new PbfReader(gunzipSync(data)))
    const place = placer(tile, view)
    for (const name of [...PAPER_LAYERS, 'place']) {
      const layer = layers[name]
      if (!layer) continue
      for (let k = 0; k < layer.length; k++) {
        const feature = layer.feature(k)
        const parts = partsIn(feature, layer.extent, place, view)
        if (parts.length === 0) continue
        const kind = String(feature.properties.kind)
        const text = String(feature.properties.name ?? '')
        if (name === 'place') {
          if (parts[0]?.[0] && PLACES.includes(kind)) places.push({ text, at: parts[0][0] })
          continue
        }
        const key = `${name} ${kind} ${feature.type === AREA ? 'area' : 'line'}`
        pieces.set(key, [
          ...(pieces.get(key) ?? []),
          ...parts.map((part) => pathOf(part, feature.type === AREA)),
        ])
        if (name === 'road' && feature.type === LINE && text !== '') keepPieces(streets, text, kind, parts)
      }
    }
  }
  const paths = [...pieces].map(([key, parts]): PaperPath => {
    const [layer, kind, shape] = key.split(' ') as [PaperLayer, string, string]
    return { layer, kind, isArea: shape === 'area', d: parts.join('') }
  })
  const order = (path: PaperPath) => PAPER_LAYERS.indexOf(path.layer) * 100 + LESSER_FIRST.indexOf(path.kind)
  return {
    paths: paths.toSorted((a, b) => order(a) - order(b)),
    labels: labelsOf(streets, places, view, taken),
  }
}

const [LINE, AREA] = [2, 3]
/** Within the roads, the greater is drawn over the lesser. */
const LESSER_FIRST = [
  'path',
  'track',
  'service',
  'pedestrian',
  'minor',
  'tertiary',
  'secondary',
  'primary',
  'trunk',
  'motorway',
]
const LABELLED = ['motorway', 'trunk', 'primary', 'secondary', 'tertiary', 'minor']
/** The name of the whole city says nothing on a sheet. */
const PLACES = ['suburb', 'quarter', 'neighbourhood', 'village', 'hamlet']
/** Vertices closer than this to the last one add nothing on paper. */
const VERTEX_UNITS = 3

function placer({ z, x, y }: Tile, view: PaperView): (px: number, py: number, extent: number) => Point {
  // both are Web Mercator, so two corners give the whole affine map
  const corner = (tx: number, ty: number) =>
    view.project([
      (tx / 2 ** z - 0.5) * 360,
      (Math.atan(Math.sinh(Math.PI * (1 - (2 * ty) / 2 ** z))) * 180) / Math.PI,
    ])
  const [left, top] = corner(x, y)
  const [right, bottom] = corner(x + 1, y + 1)
  return (px, py, extent) => [left + ((right - left) * px) / extent, top + ((bottom - top) * py) / extent]
}

/** The parts of a feature that touch the view, thinned to what paper shows. */
function partsIn(
  feature: VectorTileFeature,
  extent: number,
  place: ReturnType<typeof placer>,
  { width, height }: PaperView,
): Point[][] {
  return feature.loadGeometry().flatMap((raw) => {
    const points: Point[] = []
    let [minX, minY, maxX, maxY] = [Infinity, Infinity, -Infinity, -Infinity]
    raw.forEach(({ x, y }, k) => {
      const point = place(x, y, extent)
      minX = Math.min(minX, point[0])
      maxX = Math.max(maxX, point[0])
      minY = Math.min(minY, point[1])
      maxY = Math.max(maxY, point[1])
      const last = points.at(-1)
      const isEnd = k === raw.length - 1
      if (!last || isEnd || Math.hypot(point[0] - last[0], point[1] - last[1]) >= VERTEX_UNITS)
        points.push(point)
    })
    return maxX < 0 || maxY < 0 || minX > width || minY > height ? [] : [points]
  })
}

function pathOf(points: readonly Point[], isArea: boolean): string {
  let [lastX, lastY] = [0, 0]
  const steps = points.map(([x, y], k) => {
    const [roundX, roundY] = [Math.round(x), Math.round(y)]
    const step = k === 0 ? `M${roundX} ${roundY}` : `l${roundX - lastX} ${roundY - lastY}`
    lastX = roundX
    lastY = roundY
    return step
  })
  return isArea ? `${steps.join('')}z` : steps.join('')
}

type Piece = { units: number; from: Point; to: Point }
type Street = { rank: number; pieces: Piece[] }

/** The straight pieces of a street, and the greatest kind it has anywhere. */
function keepPieces(
  streets: Map<string, Street>,
  name: string,
  kind: string,
  parts: readonly Point[][],
): void {
  const rank = LABELLED.indexOf(kind)
  if (rank < 0) return
  const street = streets.get(name) ?? { rank, pieces: [] }
  streets.set(name, street)
  street.rank = Math.min(street.rank, rank)
  for (const [from, to] of parts.flatMap(straightPieces)) {
    street.pieces.push({ from, to, units: Math.hypot(to[0] - from[0], to[1] - from[1]) })
  }
}

const BEND_RADIANS = 0.12

function straightPieces(points: readonly Point[]): [Point, Point][] {
  const pieces: [Point, Point][] = []
  let from = points[0]
  if (!from) return []
  for (let k = 1; k < points.length; k++) {
    const here = points[k]!
    const next = points[k + 1]
    const before = points[k - 1]!
    const turn = next ? Math.abs(angleBetween(before, here, next)) : Infinity
    if (turn < BEND_RADIANS) continue
    pieces.push([from, here])
    from = here
  }
  return pieces
}

function angleBetween(a: Point, b: Point, c: Point): number {
  const turn = Math.atan2(c[1] - b[1], c[0] - b[0]) - Math.atan2(b[1] - a[1], b[0] - a[0])
  return Math.atan2(Math.sin(turn), Math.cos(turn))
}

const LABELS_MAX = 60
const PIECES_TRIED = 8
const ALONG = [0.5, 0.3, 0.7]
const CHARACTER_UNITS = 10
const PLACE_CHARACTER_UNITS = 15
const LABEL_HEIGHT_UNITS = 24

function labelsOf(
  streets: ReadonlyMap<string, Street>,
  places: readonly { text: string; at: Point }[],
  view: PaperView,
  discs: readonly Disc[],
): PaperLabel[] {
  const labels: PaperLabel[] = []
  const taken = [...discs]
  const add = (label: PaperLabel, long: number) => {
    const steps = Math.max(1, Math.ceil(long / LABEL_HEIGHT_UNITS))
    const radians = (label.degrees * Math.PI) / 180
    const spots = Array.from({ length: steps + 1 }, (_, k) => {
      const along = (k / steps - 0.5) * long
      return {
        x: label.x + along * Math.cos(radians),
        y: label.y + along * Math.sin(radians),
        reach: LABEL_HEIGHT_UNITS / 2,
      }
    })
    const isInside = spots.every(
      ({ x, y }) => x > 20 && y > 20 && x < view.width - 20 && y < view.height - 20,
    )
    const isFree = spots.every((spot) =>
      taken.every((other) => Math.hypot(spot.x - other.x, spot.y - other.y) > spot.reach + other.reach),
    )
    if (!isInside || !isFree) return false
    taken.push(...spots)
    labels.push(label)
    return true
  }
  for (const { text, at } of places) {
    add(
      { text, x: Math.round(at[0]), y: Math.round(at[1]), degrees: 0, kind: 'place' },
      text.length * PLACE_CHARACTER_UNITS,
    )
  }
  const longest = ({ pieces }: Street) => Math.max(...pieces.map(({ units }) => units))
  const ranked = [...streets].toSorted(([, a], [, b]) => a.rank - b.rank || longest(b) - longest(a))
  for (const [text, { pieces }] of ranked) {
    if (labels.length >= LABELS_MAX) break
    const long = text.length * CHARACTER_UNITS
    const spots = pieces
      .filter(({ units }) => units >= long)
      .toSorted((a, b) => b.units - a.units)
      .slice(0, PIECES_TRIED)
      .flatMap((piece) => ALONG.map((share) => ({ piece, share })))
    spots.some(({ piece: { from, to }, share }) =>
      add(
        {
          text,
          x: Math.round(from[0] + (to[0] - from[0]) * share),
          y: Math.round(from[1] + (to[1] - from[1]) * share),
          degrees: uprightDegrees(from, to),
          kind: 'street',
        },
        long,
      ),
    )
  }
  return labels
}

function uprightDegrees(from: Point, to: Point): number {
  const degrees = (Math.atan2(to[1] - from[1], to[0] - from[0]) * 180) / Math.PI
  const upright = degrees > 90 ? degrees - 180 : degrees < -90 ? degrees + 180 : degrees
  return Math.round(upright * 10) / 10
}
