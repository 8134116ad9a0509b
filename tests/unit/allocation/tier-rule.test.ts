import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { tierRule } from '@/lib/domain/allocation/tier-rule'

/** c_j = round(100 − 90·j/29): 1,650 retailers in 30 tiers. */
const COUNTS = Array.from({ length: 30 }, (_, j) => Math.round(100 - (90 * j) / 29))

describe('worked by hand', () => {
  test('10,000 over 1,650 retailers is spent exactly, seven to the top tier and six to all others', () => {
    expect(COUNTS.reduce((a, b) => a + b)).toBe(1650)
    expect(tierRule(COUNTS, 10_000)).toEqual({
      quotas: [7, ...Array.from({ length: 29 }, () => 6)],
      spentUnits: 10_000,
      restUnits: 0,
    })
  })

  test('10,030, on which the published greedy is 30 off, is spent exactly', () => {
    expect(tierRule(COUNTS, 10_030).restUnits).toBe(0)
  })

  test('quotas are multiples of the pack, and what no pack can spend is the rest', () => {
    expect(tierRule([1, 2], 107, { packUnits: 10 })).toEqual({
      quotas: [40, 30],
      spentUnits: 100,
      restUnits: 7,
    })
  })

  test('a ceiling holds, and where everyone has it the rest is left', () => {
    expect(tierRule([1, 3], 9, { quotaMax: 3 })).toEqual({ quotas: [3, 2], spentUnits: 9, restUnits: 0 })
    expect(tierRule([1, 3], 100, { quotaMax: 5 })).toEqual({ quotas: [5, 5], spentUnits: 20, restUnits: 80 })
  })

  test('no retailers, or no supply: nobody gets anything', () => {
    expect(tierRule([0, 0], 12)).toEqual({ quotas: [0, 0], spentUnits: 0, restUnits: 12 })
    expect(tierRule([3, 2], 0).quotas).toEqual([0, 0])
  })

  test('a supply below the top tier is no one’s, for a tier is never divided', () => {
    expect(tierRule([5, 7], 4)).toEqual({ quotas: [0, 0], spentUnits: 0, restUnits: 4 })
  })

  test('half a unit, or a negative one, is refused', () => {
    expect(() => tierRule([1.5], 3)).toThrow('whole')
    expect(() => tierRule([1], -1)).toThrow('whole')
    expect(() => tierRule([], 1)).toThrow('needs a tier')
  })
})

const counts = fc.array(fc.integer({ min: 0, max: 6 }), { minLength: 1, maxLength: 5 })
const supply = fc.integer({ min: 0, max: 28 })
const ceiling = fc.option(fc.integer({ min: 1, max: 6 }), { nil: undefined })

test('of all quotas there are, it takes the best: rest, shape, reach, then the largest', () => {
  fc.assert(
    fc.property(counts, supply, ceiling, (tiers, units, quotaMax) => {
      if (tiers.every((count) => count === 0)) return
      const found = tierRule(tiers, units, quotaMax === undefined ? {} : { quotaMax })
      expect(found.quotas).toEqual(bestByTrial(tiers, units, quotaMax))
    }),
    { numRuns: 300 },
  )
})

test('quotas fall from the top tier down, the sum is what it says and never above the supply', () => {
  const many = fc.array(fc.integer({ min: 0, max: 300 }), { minLength: 1, maxLength: 30 })
  fc.assert(
    fc.property(
      many,
      fc.integer({ min: 0, max: 40_000 }),
      fc.integer({ min: 1, max: 12 }),
      (tiers, units, packUnits) => {
        const { quotas, spentUnits, restUnits } = tierRule(tiers, units, { packUnits })
        quotas.forEach((quota, j) => {
          expect(quota % packUnits).toBe(0)
          expect(quota).toBeGreaterThanOrEqual(quotas[j + 1] ?? 0)
        })
        expect(spentUnits).toBe(quotas.reduce((sum, quota, j) => sum + quota * tiers[j]!, 0))
        expect(spentUnits + restUnits).toBe(units)
        expect(restUnits).toBeGreaterThanOrEqual(0)
      },
    ),
    { numRuns: 60 },
  )
})

test('the rest is the smallest there is, by a table over all sums', () => {
  const some = fc.array(fc.integer({ min: 1, max: 90 }), { minLength: 2, maxLength: 30 })
  fc.assert(
    fc.property(some, fc.integer({ min: 0, max: 3000 }), (tiers, units) => {
      const reachable = new Uint8Array(units + 1)
      reachable[0] = 1
      let prefix = 0
      for (const count of tiers) {
        prefix += count
        for (let sum = prefix; sum <= units; sum++) reachable[sum]! |= reachable[sum - prefix]!
      }
      expect(units - tierRule(tiers, units).restUnits).toBe(reachable.lastIndexOf(1))
    }),
    { numRuns: 100 },
  )
})

/** Every non-increasing list of quotas, by trial. */
function bestByTrial(tiers: readonly number[], units: number, quotaMax: number | undefined): number[] {
  let best: { quotas: number[]; key: number[] } | undefined
  const visit = (quotas: number[], spent: number) => {
    if (quotas.length === tiers.length) {
      const squares = quotas.slice(0, -1).reduce((sum, quota, j) => sum + (quota - quotas[j + 1]!) ** 2, 0)
      const reach = quotas.reduce((sum, quota, j) => sum + (quota > 0 ? tiers[j]! : 0), 0)
      const key = [units - spent, squares, -reach, ...quotas.map((quota) => -quota)]
      const differs = best ? key.findIndex((value, k) => value !== best!.key[k]) : 0
      if (!best || (differs >= 0 && key[differs]! < best.key[differs]!)) best = { quotas, key }
      return
    }
    const j = quotas.length
    const most = j === 0 ? (quotaMax ?? units) : quotas[j - 1]!
    for (let quota = 0; quota <= Math.min(most, units) && spent + quota * tiers[j]! <= units; quota++) {
      visit([...quotas, quota], spent + quota * tiers[j]!)
    }
  }
  visit([], 0)
  return best!.quotas
}
