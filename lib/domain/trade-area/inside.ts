/**
 * What lies inside a retailer's rings: other retailers, rivals among them, and demand.
 *
 * Units   metres; demand in whatever its points weigh (one per address, or persons of a population grid).
 * Shape   per ring, of the disc (all within its radius) and of the band (what the next smaller disc lacks). The
 *         retailer itself is never counted. A point at the radius is inside.
 */

import { pointIndex } from '@/lib/domain/geo/point-index'
import { distanceM, type Position } from '@/lib/domain/geo/position'
import type { BusinessFormat } from '@/lib/domain/retailer/classification'
import { RINGS, type Ring, type RingRadiiM } from './rings'

export type Site = { readonly id: string; readonly position: Position; readonly format: BusinessFormat }
export type DemandPoint = { readonly position: Position; readonly weight: number }
/** What may lie inside: all of it or, quicker, at least what is within the fringe radius. */
export type Nearby = { readonly retailers: readonly Site[]; readonly demand: readonly DemandPoint[] }

export type Contents = { retailers: number; rivals: number; demand: number }
export type RingContents = {
  readonly ring: Ring
  readonly radiusM: number
  readonly disc: Contents
  readonly band: Contents
}

/**
 * The formats that sell to the same customer on the same errand: daily goods round the corner, the weekly
 * shop, an evening out. `other` is kiosks, newsagents and fuel shops. Competing is mutual, and every format
 * competes with itself.
 */
const COMPETITORS: Readonly<Record<BusinessFormat, readonly BusinessFormat[]>> = {
  convenience: ['convenience', 'grocery', 'tobacco-alcohol', 'supermarket', 'other'],
  grocery: ['grocery', 'convenience', 'tobacco-alcohol', 'supermarket', 'other'],
  'tobacco-alcohol': ['tobacco-alcohol', 'convenience', 'grocery', 'other'],
  other: ['other', 'convenience', 'grocery', 'tobacco-alcohol'],
  supermarket: ['supermarket', 'convenience', 'grocery', 'mall'],
  mall: ['mall', 'supermarket'],
  entertainment: ['entertainment'],
}

export function areRivals(a: BusinessFormat, b: BusinessFormat): boolean {
  return COMPETITORS[a].includes(b)
}

export function countInside(site: Site, radiiM: RingRadiiM, nearby: Nearby): RingContents[] {
  const tally = tallyAround(site, radiiM)
  for (const other of nearby.retailers) tally.retailer(other, distanceM(site.position, other.position))
  for (const point of nearby.demand) tally.demand(point, distanceM(site.position, point.position))
  return tally.contents()
}

/** The same for many retailers of one city: what may lie inside is indexed once. */
export function counterInside({ retailers, demand }: Nearby): (s: Site, r: RingRadiiM) => RingContents[] {
  const retailerIndex = pointIndex(retailers.map(({ position }) => position))
  const demandIndex = pointIndex(demand.map(({ position }) => position))
  return (site, radiiM) => {
    const tally = tallyAround(site, radiiM)
    retailerIndex.forEachWithin(site.position, radiiM.fringe, (i, m) => tally.retailer(retailers[i]!, m))
    demandIndex.forEachWithin(site.position, radiiM.fringe, (i, m) => tally.demand(demand[i]!, m))
    return tally.contents()
  }
}

function tallyAround(site: Site, { core, secondary, fringe }: RingRadiiM) {
  const bands = RINGS.map((): Contents => ({ retailers: 0, rivals: 0, demand: 0 }))
  const bandAt = (awayM: number) =>
    awayM > fringe ? undefined : bands[awayM <= core ? 0 : awayM <= secondary ? 1 : 2]
  return {
    retailer(other: Site, awayM: number) {
      const band = bandAt(awayM)
      if (!band || other.id === site.id) return
      band.retailers++
      if (areRivals(site.format, other.format)) band.rivals++
    },
    demand(point: DemandPoint, awayM: number) {
      const band = bandAt(awayM)
      if (band) band.demand += point.weight
    },
    contents(): RingContents[] {
      let disc: Contents = { retailers: 0, rivals: 0, demand: 0 }
      return RINGS.map((ring, k) => {
        const band = bands[k]!
        disc = {
          retailers: disc.retailers + band.retailers,
          rivals: disc.rivals + band.rivals,
          demand: disc.demand + band.demand,
        }
        return { ring, radiusM: [core, secondary, fringe][k]!, disc, band }
      })
    },
  }
}
