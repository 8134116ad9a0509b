import fc from 'fast-check'
import { afterAll, beforeEach, expect, test } from 'vitest'
import { closeDatabase, db } from '@/lib/db/client'
import type { Actor } from '@/lib/domain/actor'
import { DIMENSIONS } from '@/lib/domain/kpi/dimension'
import { addParts, figureOf, shortfallOf } from '@/lib/domain/kpi/figure'
import { totalAccuracyOf } from '@/lib/domain/kpi/forecast-accuracy'
import { DEFAULT_TARGETS } from '@/lib/domain/kpi/targets'
import { DEFAULT_SERVICE_RULES } from '@/lib/domain/routing/service/service-rules'
import { type ExportWords, exportCockpit } from '@/lib/usecases/cockpit/export-cockpit'
import { ListCockpitRows, listCockpitRows } from '@/lib/usecases/cockpit/list-cockpit-rows'
import { findCockpitZone, ViewCockpit, viewCockpit } from '@/lib/usecases/cockpit/view-cockpit'
import { viewCockpitTrend } from '@/lib/usecases/cockpit/view-cockpit-trend'
import { callEndpoint } from '@/lib/usecases/rest/call-endpoint'
import { findEndpoints } from '@/lib/usecases/rest/endpoints'
import { saveRules } from '@/lib/usecases/save-rules'
import { A_SQUARE, anOrganization, emptyDatabase } from './builders'

const MARKETING: Actor = { userId: 'm', name: 'm', role: 'marketing', territoryIds: 'all' }
let unitIds: [north: number, south: number]
let territoryIds: [first: number, second: number]
let areaIds: [school: number, market: number]
let retailerIds: number[]
let productIds: [key: number, other: number]

const manager = (): Actor => ({
  userId: 'c',
  name: 'c',
  role: 'customer-manager',
  territoryIds: [territoryIds[0]],
})
const ask = (query: Record<string, unknown>) => ViewCockpit.parse({ month: '2026-10', ...query })

beforeEach(async () => {
  process.env.SHANGQUAN_NOW = '2026-11-23T12:00:00Z'
  await emptyDatabase()
  await aCity()
})
afterAll(async () => {
  delete process.env.SHANGQUAN_NOW
  await emptyDatabase()
  await closeDatabase()
})

/** Two departments with a territory each; three shops of the first in the school's area, one of the second in either. */
async function aCity() {
  const { organizationId, orgUnitId } = await anOrganization({
    targets: { ...DEFAULT_TARGETS },
    'service-rules': DEFAULT_SERVICE_RULES.map((rule) => ({ ...rule })),
  })
  const unit = (code: string) =>
    db.orgUnit.create({
      data: { organizationId, parentId: orgUnitId, level: 'market', code, nameEn: code, nameZh: code },
    })
  unitIds = [(await unit('NORTH')).id, (await unit('SOUTH')).id]
  const place = { startLng: -56.2, startLat: -34.9, endLng: -56.2, endLat: -34.9 }
  const territories = await db.territory.createManyAndReturn({
    data: unitIds.map((id, k) => ({ orgUnitId: id, code: `T${k}`, name: `T${k}`, ...place })),
  })
  territoryIds = [territories[0]!.id, territories[1]!.id]
  await db.tradeAreaType.createMany({
    data: ['campus', 'mixed'].map((code, position) => ({
      code,
      nameEn: code,
      nameZh: code,
      color: '#000',
      aliases: [],
      position,
    })),
  })
  const areas = await db.tradeArea.createManyAndReturn({
    data: ['campus', 'mixed'].map((typeCode) => ({
      code: typeCode,
      name: typeCode,
      typeCode,
      geometry: A_SQUARE,
      west: 0,
      south: 0,
      east: 1,
      north: 1,
      areaM2: 1,
    })),
  })
  areaIds = [areas[0]!.id, areas[1]!.id]
  const where = [
    [0, 0],
    [0, 0],
    [0, 0],
    [1, 0],
    [1, 1],
    [1, null],
  ] as const
  const retailers = await db.retailer.createManyAndReturn({
    data: where.map(([territory, area], k) => ({
      code: `R${k}`,
      name: `Shop ${k}`,
      lng: -56.2,
      lat: -34.9,
      quadbin: 0n,
      format: 'grocery',
      closedWeekdays: [],
      territoryId: territoryIds[territory],
      tradeAreaId: area === null ? null : areaIds[area],
    })),
  })
  retailerIds = retailers.map(({ id }) => id)
  const brands = await db.brand.createManyAndReturn({
    data: [
      { nameEn: 'Key', nameZh: '重点', key: true },
      { nameEn: 'Other', nameZh: '其他', key: false },
    ],
  })
  await db.priceClass.create({ data: { code: 'I', nameEn: 'I', nameZh: 'I', position: 0 } })
  const products = await db.product.createManyAndReturn({
    data: brands.map(({ id }, k) => ({
      code: `P${k}`,
      nameEn: `P${k}`,
      nameZh: `P${k}`,
      brandId: id,
      priceClassCode: 'I',
      priceFen: (k + 1) * 1000,
    })),
  })
  productIds = [products[0]!.id, products[1]!.id]
}

type Line = readonly [month: number, retailer: number, product: number, need: number, delivered: number]

async function orders(lines: readonly Line[]) {
  await db.order.createMany({
    data: lines.map(([month, retailer, product, need, delivered]) => ({
      month,
      retailerId: retailerIds[retailer]!,
      productId: productIds[product]!,
      need,
      ordered: delivered,
      delivered,
    })),
  })
}

/** One month ahead, from the orders up to the month before. */
async function forecast(
  lastMonth: number,
  month: number,
  cells: readonly (readonly [product: number, area: number | null, units: number])[],
) {
  await db.forecastRun.create({
    data: {
      lastMonth,
      horizon: 1,
      months: 12,
      seriesCount: cells.length,
      seconds: 0,
      cells: {
        create: cells.map(([product, area, units]) => ({
          productId: productIds[product]!,
          tradeAreaId: area === null ? 0 : areaIds[area]!,
          month,
          lead: 1,
          base: units,
          units,
          low80: 0,
          high80: 0,
          low95: 0,
          high95: 0,
        })),
      },
    },
  })
}

async function view(actor: Actor, query: Record<string, unknown> = {}) {
  const result = await viewCockpit(actor, ask(query))
  if (!result.ok) throw new Error(result.error.code)
  return result.value
}

test('80 of 100 delivered in the school’s area and 60 of 60 in the market’s: the school costs the fill rate', async () => {
  await orders([
    [202610, 0, 0, 60, 50],
    [202610, 1, 1, 40, 30],
    [202610, 4, 0, 60, 60],
  ])
  const { whole, rows, targets } = await view(MARKETING)
  expect(figureOf('fill-rate', whole)).toBe(140 / 160)
  const costs = rows.map(({ key, part }) => [key, shortfallOf('fill-rate', part, targets.values, whole)])
  expect(Object.fromEntries(costs)).toEqual({
    [areaIds[0]]: expect.closeTo(15),
    [areaIds[1]]: expect.closeTo(-3),
    '': 0, // the shop outside every trade area ordered nothing
  })
})

test('growth is of the same month a year before, in units and by key brands', async () => {
  await orders([
    [202510, 0, 0, 40, 40],
    [202510, 0, 1, 60, 60],
    [202610, 0, 0, 48, 48],
    [202610, 0, 1, 62, 62],
  ])
  const { whole, comparison } = await view(MARKETING)
  expect(comparison).toEqual({ now: ['2026-10'], before: ['2025-10'] })
  expect(figureOf('sales-growth', whole)).toBeCloseTo(0.1)
  expect(figureOf('key-brands', whole)).toBeCloseTo(1.2 / 1.1)
})

test('January and February are compared as one, whichever is looked at', async () => {
  await orders([
    [202501, 0, 0, 100, 100],
    [202502, 0, 0, 50, 50],
    [202601, 0, 0, 60, 60],
    [202602, 0, 0, 105, 105],
  ])
  for (const month of ['2026-01', '2026-02']) {
    expect(figureOf('sales-growth', (await view(MARKETING, { month })).whole)).toBeCloseTo(0.1)
  }
  process.env.SHANGQUAN_NOW = '2026-02-10T12:00:00Z' // February is not over
  const { whole, comparison } = await view(MARKETING, { month: '2026-01' })
  expect(comparison).toEqual({ missing: 'pair-incomplete' })
  expect(figureOf('sales-growth', whole)).toBeUndefined()
})

test('a month without a forecast has no accuracy; one with a forecast has both kinds', async () => {
  await orders([
    [202609, 0, 0, 10, 10],
    [202610, 0, 0, 50, 50],
    [202610, 4, 0, 50, 50],
  ])
  await forecast(202609, 202610, [
    [0, 0, 60],
    [0, 1, 40],
  ])
  const october = await view(MARKETING)
  expect(figureOf('forecast-accuracy', october.whole)).toBeCloseTo(0.8)
  expect(totalAccuracyOf(october.whole.forecast!)).toBe(1)
  const september = await view(MARKETING, { month: '2026-09' })
  expect(september.forecast).toBeNull()
  expect(september.whole.forecast).toBeNull()
})

test('what was needed where nothing was forecast is an error, and so is the other way round', async () => {
  await orders([[202610, 0, 0, 30, 30]])
  await forecast(202609, 202610, [[1, 1, 12]])
  const { whole } = await view(MARKETING)
  expect(whole.forecast).toEqual({ forecastUnits: 12, needUnits: 30, errorUnits: 42 })
})

test('of a territory count the forecasts of the zones in which it has most shops', async () => {
  await orders([
    [202610, 0, 0, 50, 50],
    [202610, 3, 0, 10, 10],
    [202610, 4, 0, 50, 50],
  ])
  await forecast(202609, 202610, [
    [0, 0, 60],
    [0, 1, 40],
  ])
  const first = await view(MARKETING, { territory: territoryIds[0] })
  expect(first.isByOwner).toBe(true)
  expect(first.whole.forecast).toEqual({ forecastUnits: 60, needUnits: 60, errorUnits: 0 })
  const second = await view(MARKETING, { org: unitIds[1] })
  expect(second.whole.forecast).toEqual({ forecastUnits: 40, needUnits: 50, errorUnits: 10 })
})

test('filters combine: a brand in a type in a territory', async () => {
  await orders([
    [202610, 0, 0, 10, 9],
    [202610, 0, 1, 100, 1],
    [202610, 3, 0, 100, 2],
    [202610, 4, 0, 100, 3],
  ])
  const brand = await db.brand.findFirstOrThrow({ where: { key: true } })
  const { whole } = await view(MARKETING, { territory: territoryIds[0], type: 'campus', brand: brand.id })
  expect(figureOf('fill-rate', whole)).toBe(0.9)
})

test('a customer manager sees the own territory and nothing else', async () => {
  await orders([
    [202610, 0, 0, 10, 9],
    [202610, 4, 0, 100, 1],
  ])
  const own = await view(manager())
  expect(figureOf('fill-rate', own.whole)).toBe(0.9)
  expect(own.choices.territories.map(({ id }) => id)).toEqual([territoryIds[0]])
  for (const query of [{ territory: territoryIds[1] }, { org: unitIds[1] }]) {
    expect(await viewCockpit(manager(), ask(query))).toMatchObject({ error: { code: 'forbidden' } })
  }
  const lines = await listCockpitRows(manager(), ListCockpitRows.parse({ level: 'lines', all: 'yes' }))
  expect(lines.ok && lines.value.rows).toHaveLength(1)
})

test('an area, a brand or a month that is not there is said to be so', async () => {
  expect(await viewCockpit(MARKETING, ask({}))).toMatchObject({ error: { code: 'no-orders' } })
  await orders([[202611, 0, 0, 1, 1]])
  expect(await viewCockpit(MARKETING, ViewCockpit.parse({}))).toMatchObject({
    error: { code: 'no-ended-month' },
  })
  await orders([[202610, 0, 0, 1, 1]])
  expect(await viewCockpit(MARKETING, ask({ month: '2026-08' }))).toMatchObject({
    error: { code: 'no-such-month', months: ['2026-10'] },
  })
  expect(await viewCockpit(MARKETING, ask({ area: 999_999 }))).toMatchObject({ error: { code: 'not-found' } })
})

const line: fc.Arbitrary<Line> = fc
  .tuple(
    fc.constantFrom(202509, 202510, 202609, 202610),
    fc.nat(5),
    fc.nat(1),
    fc.integer({ min: 1, max: 20 }),
    fc.nat(20),
  )
  .map(([month, retailer, product, need, short]) => [
    month,
    retailer,
    product,
    need,
    Math.max(0, need - short),
  ])
const someLines = fc
  .array(line, { minLength: 1, maxLength: 30 })
  .map((lines) => [...new Map(lines.map((one) => [one.slice(0, 3).join(), one])).values()])

test('whatever the cut, its rows add up to the whole, which is what the orders say', async () => {
  await fc.assert(
    fc.asyncProperty(someLines, async (lines) => {
      await db.order.deleteMany()
      await db.forecastRun.deleteMany()
      await orders([...lines.filter(([month, r, p]) => month !== 202610 || r + p > 0), [202610, 0, 0, 7, 5]])
      await forecast(202609, 202610, [
        [0, 0, 12],
        [1, 1, 5],
        [1, null, 3],
      ])
      const ofMonth = await db.order.findMany({ where: { month: 202610 } })
      const sum = (of: (row: (typeof ofMonth)[number]) => number) =>
        ofMonth.reduce((total, row) => total + of(row), 0)
      for (const by of DIMENSIONS) {
        const { whole, rows } = await view(MARKETING, { by })
        expect(whole.sales).toMatchObject({
          needUnits: sum(({ need }) => need),
          deliveredUnits: sum(({ delivered }) => delivered),
          lines: ofMonth.length,
        })
        const together = rows.map(({ part }) => part).reduce(addParts)
        const { visits: _visits, ...added } = together
        expect({ ...whole, visits: null }).toEqual({ ...added, visits: null })
      }
    }),
    { numRuns: 15, seed: 7 },
  )
})

test('page after page meets every line once, those that cost most first', async () => {
  await orders(
    retailerIds.flatMap((_, retailer): Line[] => [
      [202610, retailer, 0, 10 + retailer, 10],
      [202610, retailer, 1, 10, 5],
    ]),
  )
  for (const level of ['lines', 'cells'] as const) {
    const seen: number[] = []
    let after: string | undefined
    do {
      const page = await listCockpitRows(MARKETING, ListCockpitRows.parse({ level, all: 'yes', after }), 3)
      if (!page.ok) throw new Error(page.error.code)
      seen.push(...page.value.rows.map(({ needUnits, deliveredUnits }) => needUnits - deliveredUnits))
      after = page.value.next ?? undefined
    } while (after)
    expect(seen).toEqual(seen.toSorted((a, b) => b - a))
    expect(seen.reduce((a, b) => a + b, 0)).toBe(15 + 30)
    expect(seen).toHaveLength(level === 'lines' ? 12 : 6)
  }
})

test('lines delivered in full are left out unless they are asked for', async () => {
  await orders([
    [202610, 0, 0, 10, 10],
    [202610, 1, 0, 10, 4],
  ])
  const short = await listCockpitRows(MARKETING, ListCockpitRows.parse({ level: 'lines' }))
  expect(
    short.ok && short.value.rows.map(({ needUnits, deliveredUnits }) => needUnits - deliveredUnits),
  ).toEqual([6])
})

test('a chosen trade area shows its products', async () => {
  await orders([
    [202610, 0, 0, 10, 4],
    [202610, 0, 1, 10, 10],
    [202610, 4, 0, 10, 0],
  ])
  const zone = await findCockpitZone(MARKETING, ask({}), areaIds[0])
  expect(zone).toMatchObject({ name: 'campus', typeCode: 'campus' })
  expect(figureOf('fill-rate', zone!.part)).toBe(14 / 20)
  expect(zone!.products.map(({ key }) => Number(key)).toSorted()).toEqual([...productIds].toSorted())
})

test('the trend has every month with orders, and stops at the month that is looked at', async () => {
  await orders([
    [202510, 0, 0, 10, 10],
    [202609, 0, 0, 10, 9],
    [202610, 0, 0, 10, 8],
  ])
  const trend = await viewCockpitTrend(MARKETING, { month: '2026-09' })
  expect(trend.ok && trend.value.map(({ month, part }) => [month, figureOf('fill-rate', part)])).toEqual([
    ['2025-10', 1],
    ['2026-09', 0.9],
  ])
})

test('a new target is a version, and the cockpit measures by it at once', async () => {
  await orders([[202610, 0, 0, 100, 96]])
  const saved = await saveRules(
    { ...MARKETING },
    {
      kind: 'targets',
      basedOn: 1,
      fields: { ...DEFAULT_TARGETS, fillRate: 0.97 },
      note: 'agreed for 2027',
    },
  )
  expect(saved).toMatchObject({ ok: true, value: { version: 2 } })
  const { targets, whole } = await view(MARKETING)
  expect(targets).toMatchObject({ version: 2, values: { fillRate: 0.97 } })
  expect(shortfallOf('fill-rate', whole, targets.values, whole)).toBeCloseTo(1)
})

const PLAIN: ExportWords = {
  sheet: (name) => name,
  about: (name) => name,
  column: (column) => column,
  dimension: (dimension) => dimension,
  none: () => 'none',
  named: ({ nameEn }) => nameEn,
  figure: (figure) => figure,
  unit: () => 'cartons',
  formula: () => 'formula',
  month: (month) => month,
  source: () => 'source',
  limited: String,
}

test('the spreadsheet is one, and the CSV has the same ranking with plain numbers', async () => {
  await orders([
    [202610, 0, 0, 100, 80],
    [202610, 4, 0, 100, 100],
  ])
  const xlsx = await exportCockpit(MARKETING, ask({}), 'fill-rate', 'xlsx', PLAIN)
  expect(xlsx.ok && Buffer.from(xlsx.value.subarray(0, 2)).toString()).toBe('PK')
  const csv = await exportCockpit(MARKETING, ask({}), 'fill-rate', 'csv', PLAIN)
  const lines = csv.ok ? new TextDecoder().decode(csv.value).trim().split('\r\n') : []
  expect(lines[0]).toBe('area,value,target,gap,shortfall,need,ordered,delivered,forecast,now,before')
  expect(lines[1]?.split(',').slice(0, 3)).toEqual(['campus', '0.8', '0.95'])
})

test('REST answers with the same figures', async () => {
  await orders([[202610, 0, 0, 100, 80]])
  const endpoint = findEndpoints('/kpis')?.endpoints[0]
  const answer = await callEndpoint(MARKETING, endpoint!, {
    params: {},
    query: { month: '2026-10', by: 'month' },
    body: undefined,
  })
  expect(answer).toMatchObject({
    ok: true,
    value: { month: '2026-10', whole: { fillRate: 0.8 }, rows: [{ key: '2026-10' }] },
  })
  expect(endpoint!.answer.safeParse(answer.ok && answer.value).success).toBe(true)
  const none = await callEndpoint(MARKETING, endpoint!, {
    params: {},
    query: { month: '2020-01' },
    body: undefined,
  })
  expect(none).toMatchObject({ error: { code: 'no-such-month', status: 404 } })
})
