/**
 * Where a customer manager's routes may start (出发点) as long as nobody has said: at the retailer from which the
 * others of the territory are nearest, counting each by its work.
 *
 * Units   metres; seconds of work.
 * Cost    every pair of retailers: meant for one territory.
 */
import { distanceM } from '@/lib/domain/geo/position'
import type { TerritoryStore } from './measure'

export function findDepot(members: readonly TerritoryStore[]): TerritoryStore | undefined {
  let best: TerritoryStore | undefined
  let bestSum = Number.POSITIVE_INFINITY
  for (const candidate of members) {
    let sum = 0
    for (const { position, workS } of members) sum += workS * distanceM(candidate.position, position)
    if (sum < bestSum) [best, bestSum] = [candidate, sum]
  }
  return best
}
