import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { seededRandom } from '@/lib/domain/random'
import { CHANGES, type DivisionProblem, divide } from '@/lib/domain/territory/divide'
import { formTerritories } from '@/lib/domain/territory/form-territories'
import { matchNames } from '@/lib/domain/territory/match-names'
import { effectOfMoving, measureTerritories, type TerritoryStore } from '@/lib/domain/territory/measure'
import { clusteredStores } from './clustered-stores'

const COUNT = 5

/** A division that was even once: since then some stores have more work, some none, and a few are new. */
function grownUneven(seed: number, size: number): Pick<DivisionProblem, 'stores' | 'present'> {
  const random = seededRandom(seed)
  const before = clusteredStores(seed, size)
  const { territoryOf } = formTerritories({ stores: before, count: COUNT, seed })
  const stores = before.map((store): TerritoryStore => {
    const grows = store.position[0] < 113.15 ? 0.5 : 0.1
    return random.next() < grows ? { ...store, workS: store.workS * 2 } : store
  })
  return { stores, present: territoryOf.map((territory) => (random.next() < 0.03 ? -1 : territory)) }
}

const asItIs = { count: COUNT, added: 0, closing: [], kept: [], keptStores: [], seed: 1 }
const city = fc.record({ seed: fc.nat(1_000_000), size: fc.integer({ min: 120, max: 260 }) })
const changes = fc.constantFrom(...CHANGES)
const few = { numRuns: 12 }

/** Numbered without gaps, as the measures want it. */
function spreadOf(stores: readonly TerritoryStore[], divided: readonly number[]): number {
  const ids = [...new Set(divided)]
  return measureTerritories(
    stores,
    divided.map((territory) => ids.indexOf(territory)),
    ids.length,
  ).spread
}

const changed = (present: readonly number[], divided: readonly number[]) =>
  divided.filter((territory, i) => territory !== present[i]).length

describe('dividing anew', () => {
  test('every store is in exactly one territory that goes on, the work is even, and the same input gives the same', () => {
    fc.assert(
      fc.property(
        city,
        changes,
        fc.integer({ min: 0, max: 2 }),
        fc.uniqueArray(fc.nat(COUNT - 1), { maxLength: 2 }),
        ({ seed, size }, changes, added, closing) => {
          const problem = { ...asItIs, ...grownUneven(seed, size), changes, added, closing }
          const divided = divide(problem)
          expect(divided).toHaveLength(size)
          const goOn = Array.from({ length: COUNT + added }, (_, k) => k).filter((k) => !closing.includes(k))
          expect([...new Set(divided)].toSorted((a, b) => a - b)).toEqual(goOn)
          expect(spreadOf(problem.stores, divided)).toBeLessThanOrEqual(0.15)
          expect(divide(problem)).toEqual(divided)
        },
      ),
      few,
    )
  })

  test('who is kept stays: single stores, and whole territories, which take nobody either', () => {
    fc.assert(
      fc.property(city, changes, fc.nat(COUNT - 1), ({ seed, size }, changes, keptTerritory) => {
        const { stores, present } = grownUneven(seed, size)
        const keptStores = stores.flatMap(({ id }, i) => (i % 7 === 0 && present[i]! >= 0 ? [id] : []))
        const divided = divide({ ...asItIs, stores, present, keptStores, kept: [keptTerritory], changes })
        stores.forEach(({ id }, i) => {
          if (keptStores.includes(id)) expect(divided[i]).toBe(present[i])
          expect(divided[i] === keptTerritory).toBe(present[i] === keptTerritory)
        })
      }),
      few,
    )
  })

  test('a division that is even already stays nearly as it is when few shops may change', () => {
    fc.assert(
      fc.property(city, ({ seed, size }) => {
        const stores = clusteredStores(seed, size)
        const { territoryOf, measure } = formTerritories({ stores, count: COUNT, seed })
        fc.pre(measure.spread <= 0.05)
        const divided = divide({ ...asItIs, stores, present: territoryOf, changes: 'few' })
        expect(changed(territoryOf, divided)).toBeLessThanOrEqual(size * 0.05)
      }),
      few,
    )
  })

  test('the fewer shops may change, the fewer do, over many cities', () => {
    const sums = CHANGES.map((changes) => {
      let sum = 0
      for (let seed = 0; seed < 8; seed++) {
        const { stores, present } = grownUneven(seed, 200)
        sum += changed(present, divide({ ...asItIs, stores, present, changes }))
      }
      return sum
    })
    expect(sums).toEqual(sums.toSorted((a, b) => a - b))
    expect(sums[0]).toBeLessThan(sums[2]! * 0.8)
  })

  test('two towns with one manager each: the third manager gets half of the town with more work', () => {
    const town = (lng: number, size: number, from: number) =>
      Array.from(
        { length: size },
        (_, k): TerritoryStore => ({
          id: `s${from + k}`,
          position: [lng + (k % 5) * 0.002, 36 + Math.floor(k / 5) * 0.002],
          workS: 3600,
        }),
      )
    const stores = [...town(113, 20, 0), ...town(113.2, 40, 20)]
    const present = stores.map((_, i) => (i < 20 ? 0 : 1))
    const divided = divide({ ...asItIs, stores, present, count: 2, added: 1, changes: 'few' })
    expect(divided.slice(0, 20)).toEqual(new Array(20).fill(0))
    expect([1, 2].map((k) => divided.filter((territory) => territory === k).length)).toEqual([20, 20])
  })

  test('what cannot be is refused by name', () => {
    const { stores, present } = grownUneven(1, 120)
    const problem: DivisionProblem = { ...asItIs, stores, present, changes: 'few' }
    expect(() => divide({ ...problem, kept: [0, 1, 2, 3, 4] })).toThrow(
      'no territory is left to divide among',
    )
    const store = stores[present.indexOf(2)]!.id
    expect(() => divide({ ...problem, closing: [2], keptStores: [store] })).toThrow(
      `store ${store} is kept in a territory that ends`,
    )
  })
})

describe('moving stores', () => {
  const moves = fc.array(fc.record({ i: fc.nat(119), to: fc.nat(COUNT - 1) }), { maxLength: 6 })

  test('the effect is the difference of the measures before and after, and there and back is nothing', () => {
    fc.assert(
      fc.property(fc.nat(1_000_000), moves, (seed, chosen) => {
        const stores = clusteredStores(seed, 120)
        const random = seededRandom(seed)
        const territoryOf = stores.map(() => random.int(COUNT))
        const targets = new Map(chosen.map(({ i, to }) => [i, to]))
        const after = territoryOf.map((territory, i) => targets.get(i) ?? territory)
        const there = [...targets].map(([i, to]) => ({ storeId: stores[i]!.id, to }))
        const back = [...targets].map(([i]) => ({ storeId: stores[i]!.id, to: territoryOf[i]! }))
        const effect = effectOfMoving(there, stores, territoryOf, COUNT)
        expect(effect.before).toEqual(measureTerritories(stores, territoryOf, COUNT))
        expect(effect.after).toEqual(measureTerritories(stores, after, COUNT))
        expect(effectOfMoving(back, stores, after, COUNT)).toEqual({
          before: effect.after,
          after: effect.before,
        })
      }),
    )
  })
})

describe('names of new territories', () => {
  test('no other naming lets more stores keep theirs', () => {
    const square = fc
      .integer({ min: 1, max: 5 })
      .chain((n) =>
        fc.array(fc.array(fc.nat(9), { minLength: n, maxLength: n }), { minLength: n, maxLength: n }),
      )
    fc.assert(
      fc.property(square, (shared) => {
        const names = matchNames(shared)
        expect(names.toSorted((a, b) => a - b)).toEqual(shared.map((_, k) => k))
        const staying = (naming: readonly number[]) => naming.reduce((sum, b, a) => sum + shared[a]![b]!, 0)
        for (const other of permutations(shared.map((_, k) => k))) {
          expect(staying(names)).toBeGreaterThanOrEqual(staying(other))
        }
      }),
    )
  })
})

function permutations(of: readonly number[]): number[][] {
  if (of.length === 0) return [[]]
  return of.flatMap((first) => permutations(of.filter((k) => k !== first)).map((rest) => [first, ...rest]))
}
