/**
 * The published way to set tier quotas: sweeps of +1 from the top tier, then more at the top, the best of four.
 *
 *   1  sweeps over the tiers from the top, +1 where that keeps quotas falling, until the next would pass the supply
 *   2  sweeps again from the top tier, starting anew after each that would pass it
 *   3  what is reached when one more for the top tier would meet or pass the supply
 *   4  that one more
 * The smallest |supply − spent| wins, ties to the later. Only 4 may pass the supply.
 *
 * Source  单区域分配算法(SINGLE_LEVEL)详细说明, of the public code base of a tobacco distribution system; written anew from
 *         its description.
 */
export function tierSweeps(counts: readonly number[], supply: number): number[] {
  const quotas = counts.map(() => 0)
  let spent = sweep(quotas, counts, supply, 0)
  const coarse = { quotas: [...quotas], spent }
  for (let before = -1; spent !== before && spent + counts[0]! < supply; ) {
    before = spent
    spent = sweep(quotas, counts, supply, spent)
  }
  const raised = quotas.map((quota, tier) => (tier === 0 ? quota + 1 : quota))
  const candidates = [coarse, { quotas, spent }, { quotas: raised, spent: spent + counts[0]! }]
  return candidates.reduce((best, one) =>
    Math.abs(supply - one.spent) <= Math.abs(supply - best.spent) ? one : best,
  ).quotas
}

/** Rounds of +1 from the top tier down, until the next would pass the supply; gives the units spent by then. */
function sweep(quotas: number[], counts: readonly number[], supply: number, from: number): number {
  let spent = from
  for (let progress = true; progress; ) {
    progress = false
    for (let tier = 0; tier < counts.length; tier++) {
      if (tier > 0 && quotas[tier]! >= quotas[tier - 1]!) continue
      if (spent + counts[tier]! > supply) return spent
      quotas[tier]! += 1
      spent += counts[tier]!
      progress = true
    }
  }
  return spent
}
