import fc from 'fast-check'
import { expect, test } from 'vitest'
import { addParts, FIGURES, figureOf, type PartSums, shortfallOf, targetOf } from '@/lib/domain/kpi/figure'
import { addErrors, NO_ERRORS, skuAccuracyOf, totalAccuracyOf } from '@/lib/domain/kpi/forecast-accuracy'
import {
  comparisonOf,
  keyGrowthOf,
  keyIndexOf,
  valueGrowthOf,
  volumeGrowthOf,
} from '@/lib/domain/kpi/sales-growth'
import {
  fillRateOf,
  lineFillRateOf,
  NO_SALES,
  type SalesSums,
  unitValueFenOf,
} from '@/lib/domain/kpi/sales-sums'
import { DEFAULT_TARGETS } from '@/lib/domain/kpi/targets'

const sales = (given: Partial<SalesSums>): SalesSums => ({ ...NO_SALES, ...given })
const errorsOf = (pairs: readonly (readonly [forecast: number, need: number])[]) =>
  pairs
    .map(([forecastUnits, needUnits]) => ({
      forecastUnits,
      needUnits,
      errorUnits: Math.abs(forecastUnits - needUnits),
    }))
    .reduce(addErrors, NO_ERRORS)

test('two misses of ten that cancel out cost the SKU level a fifth and the total nothing', () => {
  const errors = errorsOf([
    [60, 50],
    [40, 50],
  ])
  expect(skuAccuracyOf(errors)).toBeCloseTo(0.8)
  expect(totalAccuracyOf(errors)).toBe(1)
})

test('a forecast three times the need is worth nothing at SKU level, not less', () => {
  expect(skuAccuracyOf(errorsOf([[150, 50]]))).toBe(0)
  expect(totalAccuracyOf(errorsOf([[150, 50]]))).toBe(-1)
})

test('where nothing was needed there is no accuracy and no fill rate', () => {
  expect(skuAccuracyOf(errorsOf([[5, 0]]))).toBeUndefined()
  expect(totalAccuracyOf(NO_ERRORS)).toBeUndefined()
  expect(fillRateOf(NO_SALES)).toBeUndefined()
  expect(lineFillRateOf(NO_SALES)).toBeUndefined()
  expect(unitValueFenOf(NO_SALES)).toBeUndefined()
})

const pairs = fc.array(fc.tuple(fc.nat(1_000), fc.nat(1_000)), { minLength: 1, maxLength: 30 })

test('the total is never less accurate than its products and zones', () => {
  fc.assert(
    fc.property(pairs, (all) => {
      const errors = errorsOf(all)
      fc.pre(errors.needUnits > 0 && errors.errorUnits <= errors.needUnits)
      expect(totalAccuracyOf(errors)! + 1e-12).toBeGreaterThanOrEqual(skuAccuracyOf(errors)!)
    }),
  )
})

test('a perfect forecast is fully accurate at both levels, and only a perfect one at the lower', () => {
  fc.assert(
    fc.property(pairs, (all) => {
      const errors = errorsOf(all)
      fc.pre(errors.needUnits > 0)
      expect(skuAccuracyOf(errors) === 1).toBe(all.every(([forecast, need]) => forecast === need))
    }),
  )
})

test('95 of 100 needed, in 8 of 10 lines in full: 95 % of units and 80 % of lines, each worth 200 fen', () => {
  const month = sales({
    needUnits: 100,
    orderedUnits: 97,
    deliveredUnits: 95,
    valueFen: 19_000,
    lines: 10,
    linesFilled: 8,
    linesEmpty: 1,
  })
  expect(fillRateOf(month)).toBe(0.95)
  expect(lineFillRateOf(month)).toBe(0.8)
  expect(unitValueFenOf(month)).toBe(200)
})

test('110 units after 100 is a growth of a tenth; 44 of key brands after 36 is faster than that by a ninth', () => {
  const compared = {
    now: sales({ deliveredUnits: 110, valueFen: 121, keyUnits: 44 }),
    before: sales({ deliveredUnits: 100, valueFen: 100, keyUnits: 36 }),
  }
  expect(volumeGrowthOf(compared)).toBeCloseTo(0.1)
  expect(valueGrowthOf(compared)).toBeCloseTo(0.21)
  expect(keyGrowthOf(compared)).toBeCloseTo(8 / 36)
  expect(keyIndexOf(compared)).toBeCloseTo(44 / 36 / 1.1)
})

test('the key-brand index is how much their share of the sales has grown', () => {
  const units = fc.integer({ min: 1, max: 1_000_000 })
  fc.assert(
    fc.property(units, units, units, units, (keyNow, otherNow, keyBefore, otherBefore) => {
      const [now, before] = [keyNow + otherNow, keyBefore + otherBefore]
      const index = keyIndexOf({
        now: sales({ deliveredUnits: now, keyUnits: keyNow }),
        before: sales({ deliveredUnits: before, keyUnits: keyBefore }),
      })
      expect(index).toBeCloseTo(keyNow / now / (keyBefore / before), 6)
    }),
  )
})

test('a month is compared with the same month of last year', () => {
  const known = new Set(['2025-10', '2026-10'])
  expect(comparisonOf('2026-10', known)).toEqual({ now: ['2026-10'], before: ['2025-10'] })
})

test('January and February are one, in either month, so that Spring Festival may fall where it likes', () => {
  const known = new Set(['2025-01', '2025-02', '2026-01', '2026-02'])
  const pair = { now: ['2026-01', '2026-02'], before: ['2025-01', '2025-02'] }
  expect(comparisonOf('2026-01', known)).toEqual(pair)
  expect(comparisonOf('2026-02', known)).toEqual(pair)
})

test('half a pair is not compared with a whole one', () => {
  const known = new Set(['2025-01', '2025-02', '2026-01'])
  expect(comparisonOf('2026-01', known)).toEqual({ missing: 'pair-incomplete' })
})

test('the first year has nothing to compare with', () => {
  expect(comparisonOf('2026-10', new Set(['2026-09', '2026-10']))).toEqual({ missing: 'no-last-year' })
})

const count = fc.nat(10_000)
const someSales: fc.Arbitrary<SalesSums> = fc
  .tuple(count, count, count, count, count)
  .map(([need, missing, key, lines, filled]) => {
    const deliveredUnits = Math.max(0, need - missing)
    return sales({
      needUnits: need,
      orderedUnits: deliveredUnits,
      deliveredUnits,
      valueFen: deliveredUnits * 100,
      keyUnits: Math.min(key, deliveredUnits),
      lines: lines + filled,
      linesFilled: filled,
    })
  })
const part: fc.Arbitrary<PartSums> = fc
  .tuple(someSales, someSales, fc.tuple(count, count), fc.array(count, { minLength: 6, maxLength: 6 }))
  .map(([now, before, pair, [shops, visited, planned, done, debtDays, overdue]]) => ({
    sales: now,
    forecast: errorsOf([pair]),
    compared: { now, before },
    visits: {
      retailers: shops! + visited!,
      visited: visited!,
      planned: planned! + done!,
      doneOnDay: 0,
      doneInWeek: done!,
      notDone: 0,
      debtDays: debtDays!,
      overdue: overdue!,
    },
  }))
const parts = fc.array(part, { minLength: 1, maxLength: 8 })

test('what the parts cost is what the whole lacks', () => {
  fc.assert(
    fc.property(parts, (all) => {
      const whole = all.reduce(addParts)
      for (const figure of FIGURES) {
        const costs = all.map((one) => shortfallOf(figure, one, DEFAULT_TARGETS, whole) ?? 0)
        const sum = costs.reduce((a, b) => a + b, 0)
        expect(sum).toBeCloseTo(shortfallOf(figure, whole, DEFAULT_TARGETS, whole) ?? 0, 4)
      }
    }),
  )
})

test('the whole lacks nothing exactly where it meets its target', () => {
  fc.assert(
    fc.property(parts, (all) => {
      const whole = all.reduce(addParts)
      for (const figure of FIGURES) {
        const [value, target] = [figureOf(figure, whole), targetOf(figure, DEFAULT_TARGETS)]
        const lacks = shortfallOf(figure, whole, DEFAULT_TARGETS, whole)
        if (value === undefined || target === undefined || lacks === undefined) continue
        if (Math.abs(value - target) > 1e-9) expect(lacks > 0).toBe(value < target)
      }
    }),
  )
})

test('a zone that got 80 of 100 cartons costs 15 where 95 % is wanted', () => {
  const zone = {
    sales: sales({ needUnits: 100, deliveredUnits: 80 }),
    forecast: null,
    compared: null,
    visits: null,
  }
  expect(shortfallOf('fill-rate', zone, DEFAULT_TARGETS, zone)).toBeCloseTo(15)
  expect(shortfallOf('sales-growth', zone, DEFAULT_TARGETS, zone)).toBeUndefined()
  expect(figureOf('forecast-accuracy', zone)).toBeUndefined()
})
