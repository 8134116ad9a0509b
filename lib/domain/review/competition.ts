/**
 * How hard the shops of each trade area compete: rivals whose core rings meet the own, and the shares of it they cover.
 *
 * Units   metres; an index is a sum of shares, 0 when alone (overlap.ts).
 * Shape   means over the shops of an area; `cityIndex` is the mean over all.
 */
import { pointIndex } from '@/lib/domain/geo/point-index'
import type { Position } from '@/lib/domain/geo/position'
import type { BusinessFormat } from '@/lib/domain/retailer/classification'
import { areRivals } from '@/lib/domain/trade-area/inside'
import { lensAreaM2 } from '@/lib/domain/trade-area/overlap'
import type { ZoneMonth } from './zone-month'

export type CompetingShop = {
  readonly position: Position
  readonly radiusM: number
  readonly format: BusinessFormat
  readonly tradeAreaId: number | null
}

export function competitionByArea(
  shops: readonly CompetingShop[],
): Map<number, NonNullable<ZoneMonth['competition']>> {
  const points = pointIndex(shops.map(({ position }) => position))
  const index = new Float64Array(shops.length)
  const rivals = new Uint32Array(shops.length)
  shops.forEach(({ position, radiusM: r, format }, i) => {
    points.forEachWithin(position, 2 * r, (j, awayM) => {
      const other = shops[j]!
      const s = other.radiusM
      // each pair once, from the larger disc, so that few wide rings do not widen the search of all
      if (s > r || (s === r && j <= i) || awayM >= r + s || !areRivals(format, other.format)) return
      const shared = lensAreaM2(r, s, awayM)
      index[i]! += shared / (Math.PI * r * r)
      index[j]! += shared / (Math.PI * s * s)
      rivals[i]! += 1
      rivals[j]! += 1
    })
  })
  const mean = (values: ArrayLike<number>, of: readonly number[]) =>
    of.reduce((sum, k) => sum + values[k]!, 0) / of.length
  const cityIndex = shops.length > 0 ? mean(index, [...shops.keys()]) : 0
  const byArea = Map.groupBy(shops.keys(), (k) => shops[k]!.tradeAreaId)
  return new Map(
    [...byArea].flatMap(([area, members]) =>
      area === null
        ? []
        : [
            [
              area,
              {
                shops: members.length,
                rivals: mean(rivals, members),
                index: mean(index, members),
                cityIndex,
              },
            ],
          ],
    ),
  )
}
