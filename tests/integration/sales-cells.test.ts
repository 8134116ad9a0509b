import fc from 'fast-check'
import { beforeEach, expect, test } from 'vitest'
import { db, pool } from '@/lib/db/client'
import { loadFirstOrders, type OrderRow } from '@/lib/db/order-repository'
import { A_SQUARE, anOrganization, emptyDatabase } from './builders'

const RETAILERS = 4
const PRODUCTS = 2
const MONTHS = [202609, 202610]
let retailerIds: number[]
let productIds: number[]
let territoryIds: (number | null)[]
let tradeAreaIds: (number | null)[]

beforeEach(async () => {
  await emptyDatabase()
  const { orgUnitId } = await anOrganization({})
  const place = { startLng: -56.2, startLat: -34.9, endLng: -56.2, endLat: -34.9 }
  const territories = await db.territory.createManyAndReturn({
    data: ['T1', 'T2'].map((code) => ({ orgUnitId, code, name: code, ...place })),
  })
  const areas = await db.tradeArea.createManyAndReturn({
    data: ['A1', 'A2'].map((code) => ({
      code,
      name: code,
      geometry: A_SQUARE,
      west: 0,
      south: 0,
      east: 1,
      north: 1,
      areaM2: 1,
    })),
  })
  const retailers = await db.retailer.createManyAndReturn({
    data: Array.from({ length: RETAILERS }, (_, k) => ({
      code: `R${k}`,
      name: `R${k}`,
      lng: -56.2,
      lat: -34.9,
      quadbin: 0n,
      format: 'grocery',
      closedWeekdays: [],
    })),
  })
  const brand = await db.brand.create({ data: { nameEn: 'B', nameZh: 'B' } })
  await db.priceClass.create({ data: { code: 'I', nameEn: 'I', nameZh: 'I', position: 0 } })
  const products = await db.product.createManyAndReturn({
    data: Array.from({ length: PRODUCTS }, (_, k) => ({
      code: `P${k}`,
      nameEn: `P${k}`,
      nameZh: `P${k}`,
      brandId: brand.id,
      priceClassCode: 'I',
      priceFen: 1000,
    })),
  })
  retailerIds = retailers.map(({ id }) => id)
  productIds = products.map(({ id }) => id)
  territoryIds = [null, ...territories.map(({ id }) => id)]
  tradeAreaIds = [null, ...areas.map(({ id }) => id)]
})

const SUMS = `
  select o.month, o."productId", coalesce(r."territoryId", 0) as "territoryId",
    coalesce(r."tradeAreaId", 0) as "tradeAreaId", sum(need)::int as need, sum(ordered)::int as ordered,
    sum(delivered)::int as delivered, count(*)::int as lines,
    (count(*) filter (where delivered >= need))::int as "linesFilled",
    (count(*) filter (where delivered = 0))::int as "linesEmpty"
  from "Order" o join "Retailer" r on r.id = o."retailerId" group by 1, 2, 3, 4 order by 1, 2, 3, 4`

async function expectCellsToBeTheSums() {
  const cells = await pool().query('select * from "SalesCell" order by 1, 2, 3, 4')
  expect(cells.rows).toEqual((await pool().query(SUMS)).rows)
}

const upTo = (length: number) => fc.integer({ min: 0, max: length - 1 })
const line = fc.record({
  retailer: upTo(RETAILERS),
  product: upTo(PRODUCTS),
  month: fc.constantFrom(...MONTHS),
  need: fc.integer({ min: 0, max: 9 }),
  short: fc.integer({ min: 0, max: 9 }),
})
type Line = typeof line extends fc.Arbitrary<infer T> ? T : never

const change = fc.oneof(
  fc.record({ kind: fc.constant('order' as const), lines: fc.array(line, { minLength: 1, maxLength: 6 }) }),
  fc.record({
    kind: fc.constant('move' as const),
    retailer: upTo(RETAILERS),
    territory: upTo(3),
    tradeArea: upTo(3),
  }),
  fc.record({
    kind: fc.constant('cancel' as const),
    product: upTo(PRODUCTS),
    month: fc.constantFrom(...MONTHS),
  }),
  fc.record({ kind: fc.constant('area-closed' as const), tradeArea: upTo(3) }),
)
type Change = typeof change extends fc.Arbitrary<infer T> ? T : never

function rowsOf(lines: readonly Line[]): OrderRow[] {
  const rows = lines.map(({ retailer, product, month, need, short }): OrderRow => {
    const delivered = Math.max(0, need - short)
    return [month, productIds[product]!, retailerIds[retailer]!, need, delivered, delivered]
  })
  return [...new Map(rows.map((row) => [row.slice(0, 3).join(), row])).values()]
}

async function apply(step: Change): Promise<void> {
  if (step.kind === 'order') {
    await pool().query(
      `insert into "Order" (month, "productId", "retailerId", need, ordered, delivered)
       select (row->>0)::int, (row->>1)::int, (row->>2)::int, (row->>3)::int, (row->>4)::int, (row->>5)::int
       from jsonb_array_elements($1::jsonb) row
       on conflict ("retailerId", "productId", month) do update
       set need = excluded.need, ordered = excluded.ordered, delivered = excluded.delivered`,
      [JSON.stringify(rowsOf(step.lines))],
    )
  } else if (step.kind === 'move') {
    await db.retailer.update({
      where: { id: retailerIds[step.retailer]! },
      data: { territoryId: territoryIds[step.territory]!, tradeAreaId: tradeAreaIds[step.tradeArea]! },
    })
  } else if (step.kind === 'cancel') {
    await db.order.deleteMany({ where: { productId: productIds[step.product]!, month: step.month } })
  } else {
    await db.retailer.updateMany({
      where: { tradeAreaId: tradeAreaIds[step.tradeArea]! },
      data: { tradeAreaId: null },
    })
  }
}

test('whatever is ordered, cancelled or moved, the cells are the sums of the rows', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(change, { minLength: 1, maxLength: 8 }), async (changes) => {
      await db.order.deleteMany()
      for (const step of changes) await apply(step)
      await expectCellsToBeTheSums()
    }),
    { numRuns: 60, seed: 7 },
  )
})

test('a retailer that is deleted takes its orders out of the cells', async () => {
  await apply({ kind: 'order', lines: [{ retailer: 0, product: 0, month: 202610, need: 5, short: 1 }] })
  await apply({ kind: 'order', lines: [{ retailer: 1, product: 0, month: 202610, need: 3, short: 0 }] })
  await db.retailer.delete({ where: { id: retailerIds[0]! } })
  await expectCellsToBeTheSums()
  expect(await db.salesCell.findMany({ select: { need: true, lines: true } })).toEqual([
    { need: 3, lines: 1 },
  ])
})

test('the first load of a city makes the same cells, and later changes go on from there', async () => {
  const rows = rowsOf([
    { retailer: 0, product: 0, month: 202609, need: 5, short: 0 },
    { retailer: 1, product: 1, month: 202610, need: 4, short: 4 },
  ])
  const client = await pool().connect()
  try {
    await client.query('begin')
    await loadFirstOrders(client, rows)
    await client.query('commit')
  } finally {
    client.release()
  }
  await expectCellsToBeTheSums()
  await apply({ kind: 'move', retailer: 1, territory: 1, tradeArea: 2 })
  await apply({ kind: 'order', lines: [{ retailer: 1, product: 1, month: 202610, need: 6, short: 1 }] })
  await expectCellsToBeTheSums()
  await expect(
    db.order.create({
      data: {
        month: 202610,
        productId: productIds[0]!,
        retailerId: 999_999_999,
        need: 1,
        ordered: 1,
        delivered: 1,
      },
    }),
  ).rejects.toThrow()
})
