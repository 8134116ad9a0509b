import fc from 'fast-check'
import { expect, test } from 'vitest'
import {
  DEFAULT_ALLOCATION_PARAMETERS,
  marketState,
  suggestZones,
} from '@/lib/domain/allocation/zone-suggestion'

const sum = (values: readonly number[]) => values.reduce((a, b) => a + b, 0)

test('two zones of equal need: each term worked by hand', () => {
  const [short, full] = suggestZones(1000, [
    { demandUnits: 500, fillRate: 0.6, isr: 0.5, priceIndex: 1.04 },
    { demandUnits: 500, fillRate: 0.8, isr: 0.7, priceIndex: 0.99 },
  ])
  expect(short!.terms.map(({ term, value }) => [term, Math.round(value * 1e6) / 1e6])).toEqual([
    ['fill', 0.05], // 0.5 × (0.7 − 0.6)
    ['isr', 0.03], // −0.3 × (0.5 − 0.6)
    ['price', 0.06], // 1.5 × 0.04
  ])
  expect(short!.terms[0]).toMatchObject({ parameter: 0.5, inputs: { zone: 0.6, target: 0.7 } })
  expect(short!.factor).toBeCloseTo(1.14)
  expect(full!.factor).toBeCloseTo(1 - 0.05 - 0.03 - 0.015)
  expect(short!.suggestedUnits).toBeCloseTo((1000 * 1.14) / (1.14 + 0.905))
  expect([short!.marketState, full!.marketState]).toEqual(['rather-tight', 'balanced'])
})

test('the factor stops at its bounds and says at which', () => {
  const [poor, rich] = suggestZones(100, [
    { demandUnits: 10, fillRate: 0.1, isr: 0.1, priceIndex: 1.3 },
    { demandUnits: 90, fillRate: 0.9, isr: 2.5, priceIndex: 0.7 },
  ])
  expect(poor).toMatchObject({ factor: 1.2, bound: 'max' })
  expect(rich).toMatchObject({ factor: 0.8, bound: 'min' })
})

test('what nobody measured adds nothing and shows as such', () => {
  const [zone] = suggestZones(100, [{ demandUnits: 10, fillRate: null, isr: null, priceIndex: null }])
  expect(zone).toMatchObject({ factor: 1, bound: null, marketState: null, suggestedUnits: 100 })
  expect(zone!.terms.every(({ value, inputs }) => value === 0 && inputs.zone === null)).toBe(true)
})

test('the grid of market states', () => {
  const state = (priceIndex: number, isr: number) => marketState({ priceIndex, isr }, 1)
  expect([1.05, 1, 0.95].map((price) => [0.5, 1, 1.5].map((isr) => state(price, isr)))).toEqual([
    ['tight', 'rather-tight', 'check-data'],
    ['rather-tight', 'balanced', 'rather-loose'],
    ['check-data', 'rather-loose', 'loose'],
  ])
})

test('suggestions sum to the supply, and no factor leaves its bounds', () => {
  const figure = (max: number) => fc.option(fc.double({ min: 0, max, noNaN: true }))
  const zone = fc.record({
    demandUnits: fc.integer({ min: 1, max: 5000 }),
    fillRate: figure(1),
    isr: figure(5),
    priceIndex: figure(2),
  })
  fc.assert(
    fc.property(
      fc.array(zone, { minLength: 1, maxLength: 16 }),
      fc.integer({ min: 0, max: 50_000 }),
      (zones, supply) => {
        const suggestions = suggestZones(supply, zones)
        expect(sum(suggestions.map(({ suggestedUnits }) => suggestedUnits))).toBeCloseTo(supply, 4)
        const { factorMin, factorMax } = DEFAULT_ALLOCATION_PARAMETERS
        for (const { factor, rawFactor, bound, terms } of suggestions) {
          expect(factor).toBeGreaterThanOrEqual(factorMin)
          expect(factor).toBeLessThanOrEqual(factorMax)
          expect(rawFactor).toBeCloseTo(1 + sum(terms.map(({ value }) => value)))
          expect(bound === null).toBe(factor === rawFactor)
        }
      },
    ),
  )
})
