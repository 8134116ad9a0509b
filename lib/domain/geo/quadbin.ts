/**
 * The quadbin of a position, and the range of quadbins inside a map tile, so that one B-tree range is one tile.
 *
 * Units   cells of resolution 26: 0.6 m at the equator, finer than any position that is entered.
 * Shape   both ends of a range belong to it.
 * Source  CARTO's quadbin index, by the npm package `quadbin`.
 */
import { tileToCell } from 'quadbin'
import { type Tile, tileAt } from './mercator'
import type { Position } from './position'

const RESOLUTION = 26
const RESOLUTION_BITS = 0x1fn << 52n
const FINEST = BigInt(RESOLUTION) << 52n

export function quadbinOf(position: Position): bigint {
  return tileToCell(tileAt(position, RESOLUTION))
}

export function quadbinRange(tile: Tile): { readonly from: bigint; readonly to: bigint } {
  const to = (tileToCell(tile) & ~RESOLUTION_BITS) | FINEST
  return { from: to & ~(0xfffffffffffffn >> BigInt(2 * tile.z)), to }
}
