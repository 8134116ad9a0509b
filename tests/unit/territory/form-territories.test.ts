import { area, booleanValid, feature, featureCollection, intersect } from '@turf/turf'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { isInPolygon } from '@/lib/domain/city/polygon'
import { distanceM, type Position } from '@/lib/domain/geo/position'
import { seededRandom } from '@/lib/domain/random'
import { DEFAULT_SERVICE_RULES } from '@/lib/domain/routing/service/service-rules'
import { findDepot } from '@/lib/domain/territory/depot'
import { formTerritories } from '@/lib/domain/territory/form-territories'
import { effectOfMoving, measureTerritories, type TerritoryStore } from '@/lib/domain/territory/measure'
import { outlinesOf } from '@/lib/domain/territory/outlines'
import { DEFAULT_WORK_RULE, monthlyWorkS, visitsOwed } from '@/lib/domain/territory/work-load'
import { clusteredStores } from './clustered-stores'

const city = fc.record({ seed: fc.nat(1_000_000), size: fc.integer({ min: 150, max: 400 }) })
const few = { numRuns: 25 }

describe('territories', () => {
  test('every store is in exactly one, and the work differs by at most a tenth of the mean', () => {
    fc.assert(
      fc.property(city, fc.integer({ min: 1, max: 6 }), ({ seed, size }, count) => {
        const stores = clusteredStores(seed, size)
        const { territoryOf, measure } = formTerritories({ stores, count, seed })
        expect(territoryOf).toHaveLength(size)
        expect(territoryOf.every((t) => Number.isInteger(t) && 0 <= t && t < count)).toBe(true)
        expect(measure.territories.reduce((sum, t) => sum + t.stores, 0)).toBe(size)
        expect(measure.spread).toBeLessThanOrEqual(0.1)
      }),
      few,
    )
  })

  test('the same seed gives the same territories', () => {
    fc.assert(
      fc.property(city, ({ seed, size }) => {
        const stores = clusteredStores(seed, size)
        expect(formTerritories({ stores, count: 4, seed })).toEqual(
          formTerritories({ stores, count: 4, seed }),
        )
      }),
      { numRuns: 8 },
    )
  })

  test('a store that is kept stays where it is', () => {
    fc.assert(
      fc.property(city, fc.integer({ min: 2, max: 5 }), ({ seed, size }, count) => {
        const stores = clusteredStores(seed, size)
        const random = seededRandom(seed)
        const keep = new Map(stores.slice(0, 40).map(({ id }) => [id, random.int(count)]))
        const { territoryOf } = formTerritories({ stores, count, seed, keep })
        stores.forEach(({ id }, i) => {
          if (keep.has(id)) expect(territoryOf[i]).toBe(keep.get(id))
        })
      }),
      few,
    )
  })

  test('they are tighter than strips of the same work from west to east', () => {
    fc.assert(
      fc.property(fc.nat(1_000_000), (seed) => {
        const stores = clusteredStores(seed, 300)
        const { measure } = formTerritories({ stores, count: 6, seed })
        const fromWest = stores
          .map((_, i) => i)
          .sort((a, b) => stores[a]!.position[0] - stores[b]!.position[0])
        const strips = new Array<number>(300).fill(0)
        fromWest.forEach((i, rank) => {
          strips[i] = Math.floor(rank / 50)
        })
        expect(measure.meanDistanceM).toBeLessThan(measureTerritories(stores, strips, 6).meanDistanceM)
      }),
      few,
    )
  })

  test('two towns of equal work become two territories, the western one first', () => {
    const town = (lng: number, from: number) =>
      Array.from(
        { length: 20 },
        (_, k): TerritoryStore => ({
          id: `s${from + k}`,
          position: [lng + (k % 5) * 0.002, 36 + Math.floor(k / 5) * 0.002],
          workS: 3600,
        }),
      )
    const stores = [...town(113.2, 0), ...town(113, 20)]
    const { territoryOf, measure } = formTerritories({ stores, count: 2, seed: 7 })
    expect(territoryOf).toEqual([...new Array(20).fill(1), ...new Array(20).fill(0)])
    expect(measure.spread).toBe(0)
    expect(measure.territories.map(({ workS }) => workS)).toEqual([72_000, 72_000])
  })

  test('an unknown territory to keep is refused, no stores at all are not', () => {
    const stores = clusteredStores(1, 10)
    expect(() => formTerritories({ stores, count: 2, seed: 1, keep: new Map([['s0', 2]]) })).toThrow(
      'store s0 is kept in territory 2 of 2',
    )
    expect(formTerritories({ stores: [], count: 2, seed: 1 }).territoryOf).toEqual([])
  })
})

describe('moving a store', () => {
  const at = (lng: number): Position => [lng, 0]
  const stores: TerritoryStore[] = [
    { id: 'a', position: at(0), workS: 100 },
    { id: 'b', position: at(0.02), workS: 100 },
    { id: 'c', position: at(0.1), workS: 100 },
    { id: 'd', position: at(0.12), workS: 100 },
  ]

  test('sending c to the other side makes 300 against 100, and the one with three wide', () => {
    const { before, after } = effectOfMoving([{ storeId: 'c', to: 0 }], stores, [0, 0, 1, 1], 2)
    expect(before.spread).toBe(0)
    expect(before.meanDistanceM).toBeCloseTo(distanceM(at(0), at(0.01)), 3)
    expect(after.spread).toBe(1) // (300 − 100) ÷ 200
    expect(after.territories.map(({ stores: count }) => count)).toEqual([3, 1])
    // center at 0.04°: 0.04, 0.02 and 0.06 away
    expect(after.territories[0]!.meanDistanceM).toBeCloseTo(distanceM(at(0), at(0.04)), 3)
    expect(after.territories[1]!.meanDistanceM).toBe(0)
  })

  test('moving there and back changes nothing', () => {
    fc.assert(
      fc.property(fc.nat(3), fc.nat(1), (i, to) => {
        const own = [0, 0, 1, 1]
        const { before, after } = effectOfMoving([{ storeId: stores[i]!.id, to }], stores, own, 2)
        const moved = own.map((t, k) => (k === i ? to : t))
        const back = effectOfMoving([{ storeId: stores[i]!.id, to: own[i]! }], stores, moved, 2)
        expect(back).toEqual({ before: after, after: before })
      }),
    )
  })
})

describe('outlines and depots', () => {
  test('an outline holds the stores of its territory, overlaps no other, and is valid', () => {
    fc.assert(
      fc.property(fc.nat(1_000_000), (seed) => {
        const stores = clusteredStores(seed, 150)
        const { territoryOf } = formTerritories({ stores, count: 4, seed })
        const positions = stores.map(({ position }) => position)
        const outlines = outlinesOf(positions, territoryOf, 4)
        positions.forEach((position, i) => {
          expect(isInPolygon(position, outlines[territoryOf[i]!]!)).toBe(true)
        })
        for (const [k, a] of outlines.entries()) {
          expect(booleanValid(a!)).toBe(true)
          for (const b of outlines.slice(k + 1)) {
            const shared = intersect(featureCollection([feature(a!), feature(b!)]))
            expect(shared ? area(shared) : 0).toBeLessThan(10)
          }
        }
      }),
      { numRuns: 8 },
    )
  })

  test('a territory without stores has neither outline nor depot', () => {
    expect(outlinesOf([[113, 36]], [0], 2)[1]).toBeNull()
    expect(findDepot([])).toBeUndefined()
  })

  test('the depot is the store from which the work is nearest', () => {
    const stores = clusteredStores(3, 60)
    const depot = findDepot(stores)!
    const sumFrom = ({ position }: TerritoryStore) =>
      stores.reduce((sum, store) => sum + store.workS * distanceM(position, store.position), 0)
    for (const store of stores) expect(sumFrom(depot)).toBeLessThanOrEqual(sumFrom(store))
  })
})

describe('work in a month', () => {
  const grid = (stepDeg: number, visitsPerMonth: number) =>
    Array.from({ length: 400 }, (_, k) => ({
      position: [113 + (k % 20) * stepDeg, (Math.floor(k / 20) - 10) * stepDeg] as const,
      visitsPerMonth,
      serviceS: 1200,
    }))

  test('stores every 111 m, visited monthly: 20 minutes each and under 2 minutes on the way', () => {
    // 10 neighbours within 222 m (2 steps): density 10 ÷ (π·222²) = 6.4e-5 a m²; of them 1 in 21 a day, so
    // 0.7124 ÷ √3.1e-6 = 406 m, × 1.3 at 20 km/h = 95 s
    const work = monthlyWorkS(grid(0.001, 1), DEFAULT_WORK_RULE)
    expect(work[210]).toBeGreaterThan(1200 + 85)
    expect(work[210]).toBeLessThan(1200 + 105)
  })

  test('stores four times as far apart are about four times the way', () => {
    const near = monthlyWorkS(grid(0.002, 1), DEFAULT_WORK_RULE)[210]! - 1200
    const far = monthlyWorkS(grid(0.008, 1), DEFAULT_WORK_RULE)[210]! - 1200
    expect(far / near).toBeCloseTo(4, 0)
  })

  test('a call takes its time at the counter but no way', () => {
    const everyOther = grid(0.001, 2).map((store) => ({ ...store, phonePerMonth: 1 }))
    const [onsite, half] = [
      monthlyWorkS(grid(0.001, 1), DEFAULT_WORK_RULE),
      monthlyWorkS(everyOther, DEFAULT_WORK_RULE),
    ]
    expect(half).toEqual(onsite.map((workS) => workS + 1200))
    const calls = grid(0.001, 1).map((store) => ({ ...store, phonePerMonth: 1 }))
    expect(monthlyWorkS(calls, DEFAULT_WORK_RULE)[0]).toBe(1200)
  })

  test('visits are owed by class, every other one by phone where the rule alternates and the shop may be phoned', () => {
    const retailer = { position: [113, 36], serviceClass: 'C', mayPhone: true, visitsPerWeek: null } as const
    const owed = visitsOwed(retailer, DEFAULT_SERVICE_RULES)
    expect(owed).toMatchObject({ visitsPerMonth: 365.25 / 12 / 28, serviceS: 600 })
    expect(owed.phonePerMonth).toBeCloseTo(owed.visitsPerMonth / 2, 9)
    expect(visitsOwed({ ...retailer, mayPhone: false }, DEFAULT_SERVICE_RULES).phonePerMonth).toBe(0)
    expect(visitsOwed({ ...retailer, visitsPerWeek: 2 }, DEFAULT_SERVICE_RULES).visitsPerMonth).toBeCloseTo(
      8.7,
      1,
    )
  })

  test('a store that is owed no visits is no work, and one alone in the world has a finite way', () => {
    expect(monthlyWorkS([{ position: [0, 0], visitsPerMonth: 0, serviceS: 900 }], DEFAULT_WORK_RULE)).toEqual(
      [0],
    )
    const [alone] = monthlyWorkS([{ position: [0, 0], visitsPerMonth: 1, serviceS: 900 }], DEFAULT_WORK_RULE)
    expect(Number.isFinite(alone)).toBe(true)
  })
})
