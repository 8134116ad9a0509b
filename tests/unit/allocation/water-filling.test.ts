import fc from 'fast-check'
import { expect, test } from 'vitest'
import { fairnessOf } from '@/lib/domain/allocation/fairness'
import { shareInProportion, waterFill, waterFillUnits } from '@/lib/domain/allocation/water-filling'

const sum = (values: readonly number[]) => values.reduce((a, b) => a + b, 0)
const demands = fc.array(fc.integer({ min: 0, max: 60 }), { minLength: 1, maxLength: 12 })

test('ten over demands 2, 2.6, 4, 5: the small are met, the others share evenly', () => {
  expect(waterFill(10, [2, 2.6, 4, 5]).map((x) => Math.round(x * 1e9) / 1e9)).toEqual([2, 2.6, 2.7, 2.7])
  expect(shareInProportion(10, [2, 2.6, 4, 5]).map((x) => Math.round(x * 100) / 100)).toEqual([
    1.47, 1.91, 2.94, 3.68,
  ])
})

test('weights tilt the level and floors hold', () => {
  expect(waterFill(9, [10, 10], { weights: [2, 1] })).toEqual([6, 3])
  expect(waterFill(9, [10, 10], { weights: [2, 1], floors: [0, 5] })).toEqual([4, 5])
  expect(waterFillUnits(25, [12, 14, 9], { packUnits: 5 })).toEqual([10, 10, 5])
})

test('everyone has the level, the demand or the floor, and the supply is used up', () => {
  const weighted = fc.array(
    fc.record({
      demand: fc.integer({ min: 0, max: 60 }),
      weight: fc.integer({ min: 1, max: 9 }),
      floorPart: fc.double({ min: 0, max: 0.4, noNaN: true }),
    }),
    { minLength: 1, maxLength: 12 },
  )
  fc.assert(
    fc.property(weighted, fc.integer({ min: 0, max: 500 }), (all, extra) => {
      const wants = all.map(({ demand }) => demand)
      const weights = all.map(({ weight }) => weight)
      const floors = all.map(({ demand, floorPart }) => demand * floorPart)
      const supply = sum(floors) + extra
      const shares = waterFill(supply, wants, { weights, floors })
      expect(sum(shares)).toBeCloseTo(Math.min(supply, sum(wants)), 6)
      const level = Math.max(
        ...shares.map((share, k) => (share > floors[k]! + 1e-9 ? share / weights[k]! : 0)),
      )
      shares.forEach((share, k) => {
        expect(share).toBeLessThanOrEqual(wants[k]! + 1e-9)
        expect(share).toBeGreaterThanOrEqual(floors[k]! - 1e-9)
        // whoever is below the level has all the demand
        if (share < wants[k]! - 1e-6) expect(share).toBeGreaterThanOrEqual(level * weights[k]! - 1e-6)
      })
    }),
  )
})

test('in packs nothing is lost, nobody gets more than asked, and two alike differ by one pack at most', () => {
  fc.assert(
    fc.property(
      demands,
      fc.integer({ min: 0, max: 600 }),
      fc.integer({ min: 1, max: 6 }),
      (wants, supply, packUnits) => {
        const shares = waterFillUnits(supply, wants, { packUnits })
        const whole = (units: number) => units - (units % packUnits)
        expect(sum(shares)).toBe(Math.min(whole(supply), sum(wants.map(whole))))
        shares.forEach((share, k) => {
          expect(share % packUnits).toBe(0)
          expect(share).toBeLessThanOrEqual(wants[k]!)
          wants.forEach((want, other) => {
            if (want === wants[k]) expect(Math.abs(share - shares[other]!)).toBeLessThanOrEqual(packUnits)
          })
        })
      },
    ),
  )
})

test('fairness figures of a worked case', () => {
  const lines = [
    { units: 10, demandUnits: 10 },
    { units: 5, demandUnits: 10 },
    { units: 0, demandUnits: 5 },
    { units: 0, demandUnits: 0 },
  ]
  const fairness = fairnessOf(lines)
  expect(fairness.fillMin).toBe(0)
  expect(fairness.reach).toBe(0.5)
  expect(fairness.hhi).toBeCloseTo(4 / 9 + 1 / 9)
  expect(fairness.jain).toBeCloseTo(1.5 ** 2 / (3 * 1.25))
  expect(fairness.gini).toBeCloseTo(4 / 9) // mean |rᵢ − rⱼ| ÷ (2 · mean r) = (4/9) ÷ (2 · 1/2)
  expect(fairnessOf([])).toEqual({ fillMin: 1, gini: 0, reach: 0, hhi: 0, jain: 1 })
})
