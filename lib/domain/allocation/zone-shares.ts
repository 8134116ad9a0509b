/**
 * From a zone's packs to its retailers: one quota a tier, nobody above demand, and every pack given.
 *
 * The exact tier rule sets quotas. A retailer whose demand is below the quota takes only the demand, and what that frees
 * is spent by the rule again over those who still want more, so that quotas rise and keep falling with the tier. The
 * rest, fewer packs than the top tier has takers, goes pack by pack to takers of that tier, those with the largest unmet
 * part of their demand first, ties to the earlier.
 *
 * Units   whole packs. A retailer who orders k times in the period takes k quotas.
 * Shape   quotas from the top tier (TIERS_MAX) down. Shares sum to the supply, or to all demands if they are less.
 * Errors  AssertionError if the floors ask for more than the supply.
 */
import { assert } from '@/lib/domain/assert'
import { TIERS_MAX } from '@/lib/domain/retailer/classification'
import { tierRule } from './tier-rule'

export type Taker = {
  readonly tier: number
  /** No share above it: the demand in whole packs, or a ceiling of the retailer's own. */
  readonly ceiling: number
  /** No share below it: the protected minimum. */
  readonly floor: number
  readonly orders: number
}

export type ZoneShares = {
  readonly quotas: number[]
  readonly shares: number[]
  /** How much of each share came from the rest, one pack at a time. */
  readonly extras: number[]
}

export function shareZone(supply: number, takers: readonly Taker[]): ZoneShares {
  const quotas = Array.from({ length: TIERS_MAX }, () => 0)
  const floors = takers.map(({ floor }) => floor)
  const extras = takers.map(() => 0)
  const row = (taker: Taker) => TIERS_MAX - taker.tier
  const shareOf = (taker: Taker, k: number) =>
    Math.min(taker.ceiling, Math.max(floors[k]!, quotas[row(taker)]! * taker.orders))
  const spent = () => takers.reduce((sum, taker, k) => sum + shareOf(taker, k), 0)
  assert(spent() <= supply, 'floors above the supply')

  for (let left = supply - spent(); left > 0; left = supply - spent()) {
    const open = takers.map((taker, k) => ({ taker, k, floor: floors[k]! })).filter(isOpen)
    if (open.length === 0) break
    // A floor that the next quota does not pass costs nothing yet; quotas may rise up to it before it is counted.
    const isWaiting = ({ taker, floor }: { taker: Taker; floor: number }) =>
      floor >= (quotas[row(taker)]! + 1) * taker.orders
    const waiting = open.filter(isWaiting)
    const taking = open.filter((one) => !isWaiting(one))
    const untilWaiting = waiting.map(
      ({ taker, floor }) => Math.floor(floor / taker.orders) - quotas[row(taker)]!,
    )
    const untilFull = taking.map(({ taker }) => Math.ceil(taker.ceiling / taker.orders) - quotas[row(taker)]!)
    if (taking.length === 0) {
      raise(
        quotas,
        Array.from(quotas, () => least(untilWaiting)),
      )
      continue
    }
    const counts = Array.from(quotas, () => 0)
    for (const { taker } of taking) counts[row(taker)]! += taker.orders
    const quotaMax = Math.min(most(untilFull), least(untilWaiting))
    const { quotas: rises, spentUnits } = tierRule(counts, left, { quotaMax })
    if (spentUnits > 0) raise(quotas, rises)
    else {
      const next = nextForRest(taking, (k) => shareOf(takers[k]!, k))
      floors[next] = shareOf(takers[next]!, next) + 1
      extras[next]! += 1
    }
  }
  return { quotas, shares: takers.map(shareOf), extras }

  function isOpen({ taker, k }: { taker: Taker; k: number }): boolean {
    return shareOf(taker, k) < taker.ceiling
  }
}

function nextForRest(taking: readonly { taker: Taker; k: number }[], shareOf: (k: number) => number): number {
  const top = most(taking.map(({ taker }) => taker.tier))
  const unmet = ({ taker, k }: { taker: Taker; k: number }) => 1 - shareOf(k) / taker.ceiling
  return taking
    .filter(({ taker }) => taker.tier === top)
    .reduce((best, one) => (unmet(one) > unmet(best) ? one : best)).k
}

function raise(quotas: number[], rises: readonly number[]): void {
  rises.forEach((rise, tier) => {
    quotas[tier]! += rise
  })
}

function least(values: readonly number[]): number {
  return values.reduce((a, b) => Math.min(a, b), Number.POSITIVE_INFINITY)
}

function most(values: readonly number[]): number {
  return values.reduce((a, b) => Math.max(a, b), 0)
}
