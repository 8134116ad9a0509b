/**
 * Web Mercator: where a position lies in the square that map tiles divide.
 *
 * Units   positions [lng, lat] in WGS 84 degrees; x to the east and y to the south, both 0 … 1.
 * Shape   tile (z, x, y) covers [x, x + 1] × [y, y + 1] / 2^z. Latitudes beyond ±85.0511° are held at the edge.
 */
import type { BBox, Position } from './position'

export type Tile = { readonly z: number; readonly x: number; readonly y: number }

export function toWorld([lng, lat]: Position): readonly [x: number, y: number] {
  const sin = Math.sin((lat * Math.PI) / 180)
  const y = 0.5 - Math.log((1 + sin) / (1 - sin)) / (4 * Math.PI)
  return [lng / 360 + 0.5, Math.min(1, Math.max(0, y))]
}

export function tileAt(position: Position, z: number): Tile {
  const [x, y] = toWorld(position)
  const tiles = 2 ** z
  const last = tiles - 1
  return {
    z,
    x: Math.min(last, Math.max(0, Math.floor(x * tiles))),
    y: Math.min(last, Math.max(0, Math.floor(y * tiles))),
  }
}

/** At most four tiles that together cover a box, of the highest zoom at which that few do. */
export function tilesOver([west, south, east, north]: BBox): Tile[] {
  for (let z = 26; z > 0; z--) {
    const first = tileAt([west, north], z)
    const last = tileAt([east, south], z)
    if (last.x - first.x > 1 || last.y - first.y > 1) continue
    const tiles: Tile[] = []
    for (let x = first.x; x <= last.x; x++) {
      for (let y = first.y; y <= last.y; y++) tiles.push({ z, x, y })
    }
    return tiles
  }
  return [{ z: 0, x: 0, y: 0 }]
}

/** The tile's box, wider by `margin` of its side on each side. */
export function tileBounds({ z, x, y }: Tile, margin = 0): BBox {
  const tiles = 2 ** z
  return [
    lngAt((x - margin) / tiles),
    latAt((y + 1 + margin) / tiles),
    lngAt((x + 1 + margin) / tiles),
    latAt((y - margin) / tiles),
  ]
}

function lngAt(x: number): number {
  return (x - 0.5) * 360
}

function latAt(y: number): number {
  return (Math.atan(Math.sinh(Math.PI * (1 - 2 * y))) * 180) / Math.PI
}
