import fc from 'fast-check'
import { expect, test } from 'vitest'
import { addMonths, type IsoMonth } from '@/lib/domain/calendar/dates'
import { forecastNeed, type NeedInput } from '@/lib/domain/forecast/forecast-need'

const FIRST: IsoMonth = '2023-11'
const PRODUCTS = [
  { id: 1, priceClass: 'I' },
  { id: 2, priceClass: 'I' },
  { id: 3, priceClass: 'II' },
]

function need(length: number, unitsOf: (k: number, zone: number) => number): NeedInput {
  const months = Array.from({ length }, (_, k) => addMonths(FIRST, k))
  return {
    months,
    horizon: 3,
    products: PRODUCTS,
    zones: PRODUCTS.flatMap(({ id }, p) =>
      [0, 7].map((tradeAreaId, a) => ({
        productId: id,
        tradeAreaId,
        values: Float64Array.from(months, (_, k) => unitsOf(k, 2 * p + a)),
      })),
    ),
  }
}

test('zones add up to products, products to price classes, price classes to the total', () => {
  const cell = fc.integer({ min: 0, max: 60 })
  const table = fc
    .integer({ min: 6, max: 40 })
    .chain((length) =>
      fc.array(fc.array(cell, { minLength: 6, maxLength: 6 }), { minLength: length, maxLength: length }),
    )
  fc.assert(
    fc.property(table, (rows) => {
      const input = need(rows.length, (k, zone) => rows[k]![zone]!)
      const { nodes, zones } = forecastNeed(input)
      const at = (level: string, key: string) =>
        nodes.find((node) => node.level === level && node.key === key)!.units
      for (let h = 0; h < 3; h++) {
        const sum = (of: (k: number) => boolean) =>
          zones.reduce((total, { units }, k) => total + (of(k) ? units[h]! : 0), 0)
        expect(at('total', '')[h]).toBeCloseTo(
          sum(() => true),
          6,
        )
        expect(at('class', 'I')[h]).toBeCloseTo(
          sum((k) => input.zones[k]!.productId < 3),
          6,
        )
        expect(at('product', '3')[h]).toBeCloseTo(
          sum((k) => input.zones[k]!.productId === 3),
          6,
        )
        for (const { units } of zones) expect(units[h]).toBeGreaterThanOrEqual(0)
      }
    }),
    { numRuns: 40 },
  )
})

test('what never changes is forecast to stay, at every level', () => {
  const { nodes, zones, months } = forecastNeed(need(36, (_, zone) => 10 * (zone + 1)))
  expect(months).toEqual(['2026-11', '2026-12', '2027-01'])
  zones.forEach(({ units }, zone) => {
    expect(units[0]).toBeCloseTo(10 * (zone + 1), 3)
  })
  expect(nodes[0]!.units[0]).toBeCloseTo(210, 2)
})

test('a level that is surer than its parts holds them: the total stays, the noisy zone gives way', () => {
  // two zones that swing against each other by 20; together they never change
  const input = need(36, (k, zone) => (zone > 1 ? 0 : 50 + (k % 2 === zone ? 20 : -20)))
  const { nodes, zones } = forecastNeed(input)
  expect(nodes.find(({ level, key }) => level === 'product' && key === '1')!.units[0]).toBeCloseTo(100, 0)
  expect(zones[0]!.units[0]! + zones[1]!.units[0]!).toBeCloseTo(100, 0)
})

test('a zone that opened eight months ago goes by its mean', () => {
  const { zones } = forecastNeed(need(36, (k, zone) => (zone === 1 && k < 28 ? 0 : 30)))
  expect(zones.map(({ base }) => base.approach)).toEqual(zones.map((_, k) => (k === 1 ? 'mean' : 'combined')))
  expect(zones[1]!.base.mean[0]).toBe(30)
})

test('where nothing was ever needed, nothing is forecast', () => {
  const { zones } = forecastNeed(need(36, (_, zone) => (zone === 0 ? 0 : 10)))
  expect([...zones[0]!.units]).toEqual([0, 0, 0].map(() => expect.closeTo(0, 2)))
})
