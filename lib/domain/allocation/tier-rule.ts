/**
 * Tier rule (按档位投放): one quota a tier, falling from the top tier down, that spends a supply as exactly as any can.
 *
 * Given the retailers c₁ … c_J of the tiers from the top down and a supply T, finds whole quotas x₁ ≥ … ≥ x_J ≥ 0 with
 * S = Σ xⱼ·cⱼ. With the steps n_m = x_m − x_{m+1} and n_J = x_J, S is a sum of prefix sums: S = Σ n_m·C_m with
 * C_m = c₁ + … + c_m. So it is a subset-sum problem, and dynamic programming solves it exactly. Of all solutions it takes
 *   1. the smallest rest T − S ≥ 0: never above the supply;
 *   2. then the smallest Σ n_m² over the steps between tiers (m < J): many small steps rather than one cliff;
 *   3. then the widest reach, the most retailers with a quota above zero;
 *   4. then the lexicographically largest x, so that the answer is one.
 *
 * Units   whole units, or whole packs: quotas are multiples of `packUnits`.
 * Errors  AssertionError for counts or supplies that are not whole numbers ≥ 0.
 * Cost    the smallest rest by shortest paths over residues modulo C_J, whatever T is; the shape by a table over the units
 *         that steps may take. A solution of shape cost B takes at most √(B·ΣC²) of them (Cauchy–Schwarz) and no step
 *         above √B, so the table starts small and grows only until the best shape found proves itself.
 * Source  the problem: 按档位投放 as practised in Chinese tobacco wholesale, where it is solved by greedy sweeps.
 */
import { assert } from '@/lib/domain/assert'
import { bestSteps, fewestPrefixes, smallestByResidue } from './tier-rule.kernel'

export type TierRuleOptions = {
  /** Smallest lot; every quota is a multiple of it. */
  readonly packUnits?: number
  /** No quota above this many units. */
  readonly quotaMax?: number
}

export type TierQuotas = {
  /** Units for one retailer of each tier, from the top down. */
  readonly quotas: number[]
  /** Σ quota × retailers. */
  readonly spentUnits: number
  /** Supply − spent, ≥ 0. */
  readonly restUnits: number
}

export function tierRule(
  counts: readonly number[],
  supplyUnits: number,
  { packUnits = 1, quotaMax = Number.POSITIVE_INFINITY }: TierRuleOptions = {},
): TierQuotas {
  assert(counts.length > 0, 'a tier rule needs a tier')
  assert(
    counts.every((count) => Number.isSafeInteger(count) && count >= 0),
    `tier counts must be whole: ${counts}`,
  )
  assert(Number.isSafeInteger(supplyUnits) && supplyUnits >= 0, `a supply must be whole: ${supplyUnits}`)
  assert(Number.isSafeInteger(packUnits) && packUnits > 0, `a pack must be whole: ${packUnits}`)

  const supply = Math.floor(supplyUnits / packUnits)
  const quotas = inPacks(counts, supply, Math.floor(quotaMax / packUnits)).map((quota) => quota * packUnits)
  const spentUnits = quotas.reduce((sum, quota, tier) => sum + quota * counts[tier]!, 0)
  return { quotas, spentUnits, restUnits: supplyUnits - spentUnits }
}

function inPacks(counts: readonly number[], supply: number, quotaMax: number): number[] {
  let sum = 0
  const prefixes = Float64Array.from(counts, (count) => (sum += count))
  const all = prefixes.at(-1)!
  if (all === 0 || quotaMax <= 0) return counts.map(() => 0)
  if (quotaMax * all <= supply) return counts.map(() => quotaMax)

  const free = solve(prefixes, supply, undefined)
  return free[0]! <= quotaMax ? free : solve(prefixes, supply, quotaMax)
}

/** Without a ceiling the top quota is left out of the table, which is then much smaller. */
function solve(prefixes: Float64Array, supply: number, quotaMax: number | undefined): number[] {
  const target = largestReachable(prefixes, supply, quotaMax)
  const squares = prefixes.subarray(0, -1).reduce((sum, prefix) => sum + prefix * prefix, 0)

  for (let costMax = 1; ; ) {
    const stepMax = Math.floor(Math.sqrt(costMax))
    const unitsMax = Math.min(target, Math.floor(Math.sqrt(costMax * squares)))
    const found = bestSteps(prefixes, target, stepMax, unitsMax, quotaMax)
    if (found && found.cost <= costMax) return quotasOf(found.steps)
    costMax = found ? found.cost : costMax * 4 // ends: some shape spends the target, and has a cost
  }
}

/** The most that quotas can spend without passing the supply. */
function largestReachable(prefixes: Float64Array, supply: number, quotaMax: number | undefined): number {
  const all = prefixes.at(-1)!
  if (quotaMax === undefined) {
    const smallest = smallestByResidue(prefixes)
    for (let target = supply; ; target--) if (smallest[target % all]! <= target) return target
  }
  const fewest = fewestPrefixes(prefixes, supply)
  for (let target = supply; ; target--) if (fewest[target]! <= quotaMax) return target
}

/** A quota is the sum of the steps at and below its tier. */
function quotasOf(steps: Float64Array): number[] {
  const quotas = Array.from(steps)
  for (let tier = quotas.length - 2; tier >= 0; tier--) quotas[tier]! += quotas[tier + 1]!
  return quotas
}
