/**
 * A piece of the world on a sheet of paper: where positions come to lie, and which tiles are needed to draw it.
 *
 * Units   positions [lng, lat] in WGS 84 degrees; paper in tenths of a millimetre, x to the right and y down.
 * Shape   the positions lie inside with `marginMm` around them; the sheet is as wide as given and as high as they need,
 *         between the two bounds. Nothing is drawn larger than 1 : 4,000.
 */
import { type Tile, tileAt, toWorld } from './mercator'
import { type BBox, distanceM, type Position } from './position'

export type PaperSize = {
  readonly widthMm: number
  readonly heightMm: readonly [least: number, most: number]
  readonly marginMm: number
}

export type PaperView = {
  readonly width: number
  readonly height: number
  readonly bbox: BBox
  /** Metres on the ground of one tenth of a millimetre on paper, in the middle. */
  readonly metersPerUnit: number
  readonly project: (position: Position) => readonly [x: number, y: number]
}

const UNITS_PER_MM = 10
const SCALE_MOST = 4_000

export function paperView(positions: readonly Position[], size: PaperSize): PaperView {
  const worlds = positions.map(toWorld)
  const [west, east] = [Math.min(...worlds.map(([x]) => x)), Math.max(...worlds.map(([x]) => x))]
  const [north, south] = [Math.min(...worlds.map(([, y]) => y)), Math.max(...worlds.map(([, y]) => y))]
  const middle = [(west + east) / 2, (north + south) / 2] as const
  const metersPerWorld =
    distanceM(toPosition([middle[0] - 1e-5, middle[1]]), toPosition([middle[0] + 1e-5, middle[1]])) / 2e-5

  const inside = (mm: number) => (mm - 2 * size.marginMm) * UNITS_PER_MM
  const width = size.widthMm * UNITS_PER_MM
  const [least, most] = size.heightMm
  const worldPerUnit = Math.max(
    (east - west) / inside(size.widthMm),
    (south - north) / inside(most),
    SCALE_MOST / 10_000 / metersPerWorld,
  )
  const needed = (south - north) / worldPerUnit + 2 * size.marginMm * UNITS_PER_MM
  const height = Math.round(Math.min(most * UNITS_PER_MM, Math.max(least * UNITS_PER_MM, needed)))
  const left = middle[0] - (width / 2) * worldPerUnit
  const top = middle[1] - (height / 2) * worldPerUnit
  const [w, n] = toPosition([left, top])
  const [e, s] = toPosition([left + width * worldPerUnit, top + height * worldPerUnit])
  return {
    width,
    height,
    bbox: [w, s, e, n],
    metersPerUnit: worldPerUnit * metersPerWorld,
    project: (position) => {
      const [x, y] = toWorld(position)
      return [(x - left) / worldPerUnit, (y - top) / worldPerUnit]
    },
  }
}

/** The tiles that cover the view, at a zoom whose detail suits paper. */
export function tilesOf({ bbox, width }: PaperView, zooms: readonly [least: number, most: number]): Tile[] {
  const [west, south, east, north] = bbox
  const pixels = (width / UNITS_PER_MM) * PIXELS_PER_MM
  const fitting = Math.log2((pixels * 360) / (TILE_PIXELS * (east - west)))
  const z = Math.max(zooms[0], Math.min(zooms[1], Math.round(fitting + 0.4)))
  const first = tileAt([west, north], z)
  const last = tileAt([east, south], z)
  const tiles: Tile[] = []
  for (let x = first.x; x <= last.x; x++) for (let y = first.y; y <= last.y; y++) tiles.push({ z, x, y })
  return tiles
}

const PIXELS_PER_MM = 96 / 25.4
const TILE_PIXELS = 512

function toPosition([x, y]: readonly [number, number]): Position {
  return [(x - 0.5) * 360, (Math.atan(Math.sinh(Math.PI * (1 - 2 * y))) * 180) / Math.PI]
}
