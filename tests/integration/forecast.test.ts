import { beforeEach, expect, test, vi } from 'vitest'
import { db } from '@/lib/db/client'
import { type Actor, LOCAL_ADMINISTRATOR } from '@/lib/domain/actor'
import { addMonths, type IsoMonth } from '@/lib/domain/calendar/dates'
import { monthNumber } from '@/lib/domain/calendar/month-number'
import { makeForecast } from '@/lib/usecases/make-forecast'
import { viewForecast } from '@/lib/usecases/view-forecast'
import { A_SQUARE, anOrganization, emptyDatabase } from './builders'

const LAST: IsoMonth = '2026-10'
const MONTHS = 30
const MARKET_MANAGER: Actor = { ...LOCAL_ADMINISTRATOR, role: 'market-manager' }
const CUSTOMER_MANAGER: Actor = { ...LOCAL_ADMINISTRATOR, role: 'customer-manager', territoryIds: [] }

/** Two products of two classes, sold in one trade area and outside of it; need differs by place and month. */
async function orders(): Promise<{ areaId: number; productIds: number[] }> {
  const brand = await db.brand.create({ data: { nameEn: 'B', nameZh: '乙' } })
  await db.priceClass.createMany({
    data: ['I', 'II'].map((code, position) => ({ code, nameEn: `Class ${code}`, nameZh: code, position })),
  })
  const products = await db.product.createManyAndReturn({
    data: ['I', 'II'].map((priceClassCode, k) => ({
      code: `P${k}`,
      nameEn: `Product ${k}`,
      nameZh: `品规${k}`,
      brandId: brand.id,
      priceClassCode,
      priceFen: 1000,
    })),
  })
  const area = await db.tradeArea.create({
    data: {
      code: 'A',
      name: 'Old Town',
      geometry: A_SQUARE,
      west: 0,
      south: 0,
      east: 1,
      north: 1,
      areaM2: 1,
    },
  })
  const shops = await db.retailer.createManyAndReturn({
    data: [area.id, null].map((tradeAreaId, k) => ({
      code: `R${k}`,
      name: `R${k}`,
      lng: 0,
      lat: 0,
      quadbin: 0n,
      format: 'grocery',
      closedWeekdays: [],
      tradeAreaId,
    })),
  })
  await db.order.createMany({
    data: Array.from({ length: MONTHS }, (_, back) => addMonths(LAST, -back)).flatMap((month, back) =>
      products.flatMap(({ id: productId }, p) =>
        shops.map(({ id: retailerId }, s) => {
          const need = 40 + 10 * p + 5 * s + (back % 3)
          return { month: monthNumber(month), productId, retailerId, need, ordered: need, delivered: need }
        }),
      ),
    ),
  })
  return { areaId: area.id, productIds: products.map(({ id }) => id).sort((a, b) => a - b) }
}

beforeEach(async () => {
  vi.stubEnv('SHANGQUAN_NOW', '2026-11-10T12:00:00Z')
  await emptyDatabase()
  await anOrganization({})
})

test('a forecast holds every product in every trade area, and its levels add up', async () => {
  const { areaId, productIds } = await orders()
  const made = await makeForecast(LOCAL_ADMINISTRATOR, {})
  expect(made.ok && made.value).toMatchObject({ months: MONTHS, series: 4 + 5 })

  const view = await viewForecast(MARKET_MANAGER, { product: productIds[0] })
  if (!view.ok || !view.value.forecast) throw new Error('no forecast')
  const { nodes, series, zones, months } = view.value.forecast
  expect(months).toEqual(['2026-11', '2026-12', '2027-01'])
  const next = (key: string) => nodes.find((node) => node.key === key)!.units[0]!
  expect(next('I') + next('II')).toBeCloseTo(next(''), 1)
  expect(zones.map(({ tradeAreaId }) => tradeAreaId).toSorted()).toEqual([0, areaId])
  expect(zones.reduce((sum, { units }) => sum + units[0]!, 0)).toBeCloseTo(series.ahead[0]!.units, 1)
  expect(series.history).toHaveLength(MONTHS)
  expect(series.history.at(-1)).toEqual({ month: LAST, units: 85 })
  expect(series.made?.methods.reduce((sum, { weight }) => sum + weight, 0)).toBeCloseTo(1, 2)
})

test('made again it takes the place of the old one; one of an earlier month stands beside it and is judged', async () => {
  await orders()
  await makeForecast(LOCAL_ADMINISTRATOR, { lastMonth: '2026-09' })
  await makeForecast(LOCAL_ADMINISTRATOR, {})
  await makeForecast(LOCAL_ADMINISTRATOR, {})
  const runs = await db.forecastRun.findMany({ orderBy: { lastMonth: 'asc' } })
  expect(runs.map(({ lastMonth, retrospective }) => [lastMonth, retrospective])).toEqual([
    [202609, true],
    [202610, false],
  ])
  const view = await viewForecast(MARKET_MANAGER, {})
  if (!view.ok || !view.value.forecast) throw new Error('no forecast')
  expect(view.value.forecast.series.past.map(({ month }) => month)).toEqual(['2026-10'])
  expect(view.value.forecast.series.accuracy).toBeGreaterThan(0.9)
})

test('orders that came in after it are named until it is made again', async () => {
  await orders()
  await makeForecast(LOCAL_ADMINISTRATOR, { lastMonth: '2026-09' })
  const unseen = async () => {
    const view = await viewForecast(MARKET_MANAGER, {})
    return view.ok && view.value.unseenMonth
  }
  expect(await unseen()).toBe('2026-10')
  await makeForecast(LOCAL_ADMINISTRATOR, {})
  expect(await unseen()).toBeNull()
})

test.each([
  ['without orders', async () => {}, LOCAL_ADMINISTRATOR, {}, 'no-orders'],
  ['of a month under way', orders, LOCAL_ADMINISTRATOR, { lastMonth: '2026-11' }, 'month-not-over'],
  ['by a market manager', orders, MARKET_MANAGER, {}, 'forbidden'],
] as const)('none is made %s', async (_, prepare, actor, order, code) => {
  await prepare()
  expect(await makeForecast(actor, order)).toEqual({ ok: false, error: { code } })
  expect(await db.forecastRun.count()).toBe(0)
})

test('whoever gives up leaves the old one, and customer managers see none', async () => {
  await orders()
  await expect(makeForecast(LOCAL_ADMINISTRATOR, {}, AbortSignal.abort())).rejects.toThrow()
  expect(await db.forecastRun.count()).toBe(0)
  expect(await viewForecast(CUSTOMER_MANAGER, {})).toEqual({ ok: false, error: { code: 'forbidden' } })
})
