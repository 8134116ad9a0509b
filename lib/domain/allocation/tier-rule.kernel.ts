/**
 * The tables behind the tier rule.
 *
 * Shape    `prefixes` holds C₁ ≤ … ≤ C_J, whole numbers, C_J > 0; leading zeros are tiers without retailers.
 * Assumes  what `tierRule` asserts; the shape's cost stays below 2²⁰ and the steps together below 2²³.
 */

/** For each residue modulo C_J, the smallest sum of prefixes that has it; Infinity if none has. */
export function smallestByResidue(prefixes: Float64Array): Float64Array {
  const all = prefixes[prefixes.length - 1]!
  const smallest = new Float64Array(all).fill(Number.POSITIVE_INFINITY)
  smallest[0] = 0
  for (let m = 0; m < prefixes.length - 1; m++) {
    const prefix = prefixes[m]!
    if (prefix === 0 || prefix === all) continue
    const cycles = greatestCommonDivisor(prefix, all)
    for (let start = 0; start < cycles; start++) {
      // adding one prefix walks a cycle of residues; twice around reaches every residue from the cycle's smallest
      let from = start
      for (let walked = 0; walked < (2 * all) / cycles; walked++) {
        const to = from + prefix >= all ? from + prefix - all : from + prefix
        const sum = smallest[from]! + prefix
        if (sum < smallest[to]!) smallest[to] = sum
        from = to
      }
    }
  }
  return smallest
}

/** For each sum up to the supply, the fewest prefixes that make it; Infinity if none do. */
export function fewestPrefixes(prefixes: Float64Array, supply: number): Float64Array {
  const fewest = new Float64Array(supply + 1).fill(Number.POSITIVE_INFINITY)
  fewest[0] = 0
  for (let m = 0; m < prefixes.length; m++) {
    const prefix = prefixes[m]!
    if (prefix === 0) continue
    for (let sum = prefix; sum <= supply; sum++) {
      const count = fewest[sum - prefix]! + 1
      if (count < fewest[sum]!) fewest[sum] = count
    }
  }
  return fewest
}

// One number orders the solutions: shape cost, then reach, then the sum of the steps, the smaller the better.
const COST = 2 ** 32
const REACH = 2 ** 24
const SUM_MIDDLE = 2 ** 23

/**
 * The best steps that spend the target exactly, among those with no step above `stepMax` between two tiers and no more
 * than `unitsMax` units in all such steps; undefined if there are none.
 *
 * `best[m][used, sum]` is the order of the best steps m … J when the steps above have used so many units and, under a
 * ceiling, summed to so much. The last step is free and takes what is left, a multiple of C_J.
 */
export function bestSteps(
  prefixes: Float64Array,
  target: number,
  stepMax: number,
  unitsMax: number,
  quotaMax: number | undefined,
): { steps: Float64Array; cost: number } | undefined {
  const last = prefixes.length - 1
  const all = prefixes[last]!
  const wholes = Math.floor(target / all)
  // Under a ceiling, the steps between tiers sum to no more than their squares do, nor than the ceiling.
  const sumMax = quotaMax === undefined ? 0 : Math.min(quotaMax, stepMax * last)
  const width = sumMax + 1
  const cells = (unitsMax + 1) * width
  const best: Float64Array[] = Array.from({ length: last + 1 }, () => new Float64Array(0))
  const reachOf = reachClasses(prefixes)

  const ends = new Float64Array(cells).fill(Number.POSITIVE_INFINITY)
  for (let used = target % all; used <= unitsMax; used += all) {
    const lift = (target - used) / all
    for (let sum = 0; sum < width; sum++) {
      if (quotaMax !== undefined && sum + lift > quotaMax) continue
      const reach = lift > 0 ? reachOf[last]! : 0
      ends[used * width + sum] = (last + 1 - reach) * REACH + SUM_MIDDLE + wholes - lift
    }
  }
  best[last] = ends

  for (let m = last - 1; m >= 0; m--) {
    const below = best[m + 1]!
    const prefix = prefixes[m]!
    if (prefix === 0) {
      best[m] = below // a step where no retailer is above it costs shape and spends nothing
      continue
    }
    const here = Float64Array.from(below)
    for (let used = 0; used <= unitsMax; used++) {
      for (let step = 1; step <= stepMax; step++) {
        const to = used + step * prefix
        if (to > unitsMax) break
        const price = priceOf(step, to === target ? reachOf[m]! : 0)
        for (let sum = 0; sum + (quotaMax === undefined ? 0 : step) < width; sum++) {
          const order = below[to * width + sum + (quotaMax === undefined ? 0 : step)]! + price
          if (order < here[used * width + sum]!) here[used * width + sum] = order
        }
      }
    }
    best[m] = here
  }

  const order = best[0]![0]!
  if (order === Number.POSITIVE_INFINITY) return undefined
  return {
    steps: stepsAlong(prefixes, best, reachOf, target, stepMax, unitsMax, width),
    cost: Math.floor(order / COST),
  }
}

/** What a step adds to the order; the step that spends the last unit also sets the reach. */
function priceOf(step: number, reach: number): number {
  return step * step * COST - reach * REACH - step
}

/** Walks the tables from the top tier, taking the smallest step that is best: the lexicographically largest quotas. */
function stepsAlong(
  prefixes: Float64Array,
  best: readonly Float64Array[],
  reachOf: Uint8Array,
  target: number,
  stepMax: number,
  unitsMax: number,
  width: number,
): Float64Array {
  const last = prefixes.length - 1
  const steps = new Float64Array(last + 1)
  let used = 0
  let sum = 0
  for (let m = 0; m < last; m++) {
    const prefix = prefixes[m]!
    const order = best[m]![used * width + sum]!
    const below = best[m + 1]!
    for (let step = 0; step <= stepMax; step++) {
      const to = used + step * prefix
      const sumTo = width === 1 ? 0 : sum + step
      if (to > unitsMax || sumTo >= width) break
      const price = step === 0 ? 0 : priceOf(step, to === target ? reachOf[m]! : 0)
      if (below[to * width + sumTo]! + price !== order) continue
      steps[m] = step
      used = to
      sum = sumTo
      break
    }
  }
  steps[last] = (target - used) / prefixes[last]!
  return steps
}

/** Numbers the prefixes by size, from 1: a larger class reaches more retailers, an equal one as many. */
function reachClasses(prefixes: Float64Array): Uint8Array {
  const classes = new Uint8Array(prefixes.length)
  let reach = 0
  for (let m = 0; m < prefixes.length; m++) {
    if (m === 0 || prefixes[m] !== prefixes[m - 1]) reach++
    classes[m] = reach
  }
  return classes
}

function greatestCommonDivisor(a: number, b: number): number {
  while (b > 0) [a, b] = [b, a % b]
  return a
}
