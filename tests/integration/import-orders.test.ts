import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { closeDatabase, db, pool } from '@/lib/db/client'
import { type Actor, LOCAL_ADMINISTRATOR } from '@/lib/domain/actor'
import { importFile } from '@/lib/usecases/import-file'
import { listImports } from '@/lib/usecases/list-imports'
import { previewImport } from '@/lib/usecases/preview-import'
import { anOrganization, emptyDatabase } from './builders'

const HEADER = '零售户编码,品规编码,月份,需求量,订购量,投放量'
const ORDER = {
  kind: 'orders',
  fileName: 'orders.csv',
  options: {},
  decision: 'commit',
  validOnly: false,
  yes: false,
} as const
const csv = (...rows: string[]) => new TextEncoder().encode([HEADER, ...rows].join('\n'))
const bring = (rows: string[], changed: object = {}, actor: Actor = LOCAL_ADMINISTRATOR) =>
  importFile(actor, { ...ORDER, bytes: csv(...rows), ...changed })

let territoryIds: number[]

beforeAll(() => {
  process.env.SHANGQUAN_NOW = '2026-11-23T12:00:00Z'
})
afterAll(async () => {
  delete process.env.SHANGQUAN_NOW
  await closeDatabase()
})

beforeEach(async () => {
  await emptyDatabase()
  await db.importBatch.deleteMany()
  const { orgUnitId } = await anOrganization({})
  const place = { startLng: -56.2, startLat: -34.9, endLng: -56.2, endLat: -34.9 }
  const territories = await db.territory.createManyAndReturn({
    data: ['T1', 'T2'].map((code) => ({ orgUnitId, code, name: code, ...place })),
  })
  territoryIds = territories.map(({ id }) => id)
  await db.retailer.createMany({
    data: ['R1', 'R2', 'R3'].map((code, k) => ({
      ...{ code, name: code, lng: -56.2, lat: -34.9, quadbin: 0n, format: 'grocery', closedWeekdays: [] },
      territoryId: [...territoryIds, null][k]!,
    })),
  })
  const products = 'code,name,brand,price_class,guide_price\nP1,金,青屿,1,650\nP2,白,青屿,5,42.5'
  await importFile(LOCAL_ADMINISTRATOR, {
    ...{ ...ORDER, kind: 'products', fileName: 'products.csv' },
    bytes: new TextEncoder().encode(products),
  })
})

async function cells() {
  const { rows } = await pool().query(
    `select month, product.code, "territoryId", need, ordered, delivered, lines
     from "SalesCell" join "Product" product on product.id = "productId" order by 1, 2, 3`,
  )
  return rows
}

async function cellsAreTheSums() {
  const sums = await pool().query(
    `select o.month, p.code, coalesce(r."territoryId", 0) as "territoryId", sum(need)::int as need,
       sum(ordered)::int as ordered, sum(delivered)::int as delivered, count(*)::int as lines
     from "Order" o join "Retailer" r on r.id = o."retailerId" join "Product" p on p.id = o."productId"
     group by 1, 2, 3 order by 1, 2, 3`,
  )
  expect(await cells()).toEqual(sums.rows)
}

const lastMonths = async () =>
  (await db.retailer.findMany({ orderBy: { code: 'asc' } })).map(({ lastOrderMonth }) => lastOrderMonth)

test('orders are stored, the cells follow, and a second file of the month says only what changed', async () => {
  const first = await bring([
    'R1,P1,2026-09,10,8,8',
    'R1,P1,2026-10,10,8,6',
    'R2,P1,2026-10,5,5,0',
    'R3,P2,2026-10,4,0,0',
  ])
  expect(first).toMatchObject({
    ...{ outcome: 'accept', stored: 4, created: 4, updated: 0, unchanged: 0, unmentioned: 0 },
    monthsTouched: ['2026-09', '2026-10'],
  })
  await cellsAreTheSums()
  expect(await lastMonths()).toEqual(['2026-10', '2026-10', null])

  const second = await bring(['R1,P1,2026-10,10,8,6', 'R2,P1,2026-10,5,5,5', 'R2,P2,2026-10,1,1,1'])
  expect(second).toMatchObject({ stored: 3, created: 1, updated: 1, unchanged: 1, unmentioned: 1 })
  expect(second.monthsTouched).toEqual(['2026-10'])
  await cellsAreTheSums()
  expect(await db.order.count()).toBe(5)
  const [batch] = await db.importBatch.findMany({ orderBy: { id: 'desc' } })
  expect(batch).toMatchObject({ kind: 'orders', datum: '', stored: 3, created: 1, updated: 1, refused: 0 })
  expect(await listImports(LOCAL_ADMINISTRATOR)).toMatchObject({ ok: true })
})

test('the last month of a retailer goes back when its orders are taken back', async () => {
  await bring(['R1,P1,2026-08,1,1,1', 'R1,P1,2026-10,2,2,2'])
  expect((await lastMonths())[0]).toBe('2026-10')
  await bring(['R1,P1,2026-10,2,0,0'])
  expect((await lastMonths())[0]).toBe('2026-08')
  await bring(['R1,P1,2026-07,2,2,0'])
  expect((await lastMonths())[0]).toBe('2026-08')
})

test('unknown codes are refused by row; nothing is stored, or the faultless lines on an express wish', async () => {
  const rows = ['R1,P1,2026-10,1,1,1', 'R9,P1,2026-10,1,1,1', 'R2,P9,2026-10,1,1,1', 'R9,P9,2026-10,1,1,1']
  const refused = await bring(rows)
  expect(refused).toMatchObject({ outcome: 'reject_rows', stored: 0, errorsTotal: 4 })
  expect(refused.errors.map(({ row, column, code, value }) => [row, column, code, value])).toEqual([
    [3, '零售户编码', 'RETAILER_UNKNOWN', 'R9'],
    [4, '品规编码', 'PRODUCT_UNKNOWN', 'P9'],
    [5, '零售户编码', 'RETAILER_UNKNOWN', 'R9'],
    [5, '品规编码', 'PRODUCT_UNKNOWN', 'P9'],
  ])
  expect(await db.order.count()).toBe(0)
  expect(await bring(rows, { validOnly: true })).toMatchObject({
    outcome: 'reject_rows',
    stored: 1,
    created: 1,
  })
  expect(await db.order.count()).toBe(1)
})

test('what may be meant is stored only once it is confirmed', async () => {
  const rows = ['R1,P1,2026-10,1,2,2']
  expect(await bring(rows)).toMatchObject({ outcome: 'ask', stored: 0 })
  expect(await db.order.count()).toBe(0)
  expect(await bring(rows, { yes: true })).toMatchObject({ outcome: 'accept', stored: 1 })
})

test('a manager imports for the own territory; lines of another are refused, and those of none are not', async () => {
  const manager: Actor = {
    ...{ userId: 'm', name: 'm', role: 'market-manager' },
    territoryIds: [territoryIds[0]!],
  }
  const rows = ['R1,P1,2026-10,1,1,1', 'R2,P1,2026-10,1,1,1', 'R3,P1,2026-10,1,1,1']
  const refused = await bring(rows, {}, manager)
  expect(refused.errors).toMatchObject([{ row: 3, code: 'FORBIDDEN_TERRITORY', value: 'T2' }])
  expect(await bring([rows[0]!, rows[2]!], {}, manager)).toMatchObject({ outcome: 'accept', created: 2 })

  const customerManager: Actor = { ...manager, role: 'customer-manager' }
  expect((await bring(rows, {}, customerManager)).errors[0]?.code).toBe('FORBIDDEN')
})

test('a rehearsal and the preview count what storing would do, and store nothing', async () => {
  await bring(['R1,P1,2026-10,1,1,1', 'R2,P1,2026-10,1,1,1', 'R3,P1,2026-10,1,1,1'])
  const rows = ['R1,P1,2026-10,1,1,1', 'R2,P1,2026-10,9,1,1', 'R2,P2,2026-10,1,1,1']
  const expected = {
    stored: 3,
    created: 1,
    updated: 1,
    unchanged: 1,
    unmentioned: 1,
    monthsTouched: ['2026-10'],
  }
  expect(await bring(rows, { decision: 'dry-run' })).toMatchObject(expected)
  const choices = { kind: 'orders', fileName: 'o.csv', validOnly: false, yes: false } as const
  const preview = await previewImport(LOCAL_ADMINISTRATOR, choices, csv(...rows))
  expect(preview).toMatchObject({ needsDatum: false, places: {}, report: expected })
  expect(await db.order.count()).toBe(3)
})

test('a caller who gives up leaves nothing behind', async () => {
  const controller = new AbortController()
  const bytes = csv(
    ...Array.from(
      { length: 24 },
      (_, k) => `R1,P1,${2025 - Math.floor(k / 12)}${String(1 + (k % 12)).padStart(2, '0')},1,1,1`,
    ),
  )
  const running = importFile(LOCAL_ADMINISTRATOR, { ...ORDER, bytes }, controller.signal)
  controller.abort(new Error('enough'))
  await expect(running).rejects.toThrow('enough')
  expect(await db.order.count()).toBe(0)
})

test('two imports of the same month wait for each other', async () => {
  const rows = (delivered: number) => ['R3', 'R1', 'R2'].map((code) => `${code},P1,2026-10,9,9,${delivered}`)
  const reports = await Promise.all([bring(rows(1)), bring(rows(2).toReversed()), bring(rows(3))])
  expect(reports.map(({ stored }) => stored)).toEqual([3, 3, 3])
  expect(reports.map(({ created }) => created).sort()).toEqual([0, 0, 3])
  await cellsAreTheSums()
})

test('products keep what a later list leaves empty, and a brand is known by its name', async () => {
  const text =
    'code,name,brand,price_class,guide_price,scarce,pack,key_brand\nP1,金,青屿,1,700,是,5,是\nP3,红,远帆,三类,180,,,'
  const bytes = new TextEncoder().encode(text)
  const order = { ...ORDER, kind: 'products', fileName: 'p.csv', bytes } as const
  expect(await importFile(LOCAL_ADMINISTRATOR, order)).toMatchObject({
    ...{ stored: 2, created: 1, updated: 1, lackingTotal: 1 },
    lacking: [{ code: 'P2', name: '白' }],
  })
  const again = new TextEncoder().encode('code,name,brand,price_class,guide_price\nP1,金,青屿,1,710')
  await importFile(LOCAL_ADMINISTRATOR, { ...order, bytes: again })
  const product = await db.product.findUniqueOrThrow({ where: { code: 'P1' }, include: { brand: true } })
  expect(product).toMatchObject({ priceFen: 71_000, packUnits: 5, scarce: true, priceClassCode: '1' })
  expect(product.brand).toMatchObject({ nameZh: '青屿', key: true })
  expect(await db.brand.count()).toBe(2)
})
