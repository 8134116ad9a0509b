/**
 * Between WGS 84, GCJ-02 (the offset Chinese datum) and BD-09 (Baidu's), to within a millimetre.
 *
 * Shape   only the way from WGS 84 is taken from npm gcoord; the way back is found by repeating it. gcoord's own way
 *         back never ends for some points at the edge of its box around China, and misses BD-09 by up to a metre.
 * Source  the constants published with gcoord; there is no official specification of either datum.
 */
import gcoord from 'gcoord'
import type { Position } from '@/lib/domain/geo/position'
import type { Datum } from '@/lib/domain/import/import-check'

const ROUNDS_MAX = 12
const CLOSE_DEG = 1e-9

export function fromWgs84([lng, lat]: Position, datum: Datum): Position {
  if (datum === 'wgs84') return [lng, lat]
  const [x, y] = gcoord.transform([lng, lat], gcoord.WGS84, datum === 'gcj02' ? gcoord.GCJ02 : gcoord.BD09)
  return [x, y]
}

export function toWgs84(position: Position, datum: Datum): Position {
  if (datum === 'wgs84') return position
  let [lng, lat] = position
  for (let round = 0; round < ROUNDS_MAX; round++) {
    const [x, y] = fromWgs84([lng, lat], datum)
    const [offX, offY] = [x - position[0], y - position[1]]
    lng -= offX
    lat -= offY
    if (Math.abs(offX) < CLOSE_DEG && Math.abs(offY) < CLOSE_DEG) break
  }
  return [lng, lat]
}
