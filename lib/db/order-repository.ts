/**
 * Orders (need, ordered, delivered) and what they sum to.
 *
 * `SalesCell` holds the sums by month, product, territory and trade area. Triggers keep it in the transaction of every
 * change of an order or of where a retailer stands (migration `review_and_sales`), so that no caller can forget it. A
 * city's first load goes around them: indexes, foreign keys and sums are made once, after the rows.
 *
 * Shape   months are year × 100 + month.
 */
import type { PoolClient } from './copy'
import { copyRows } from './copy'

export type OrderRow = readonly [
  month: number,
  productId: number,
  retailerId: number,
  need: number,
  ordered: number,
  delivered: number,
]

const CELLS_OF_ORDERS = `
  insert into "SalesCell"
    (month, "productId", "territoryId", "tradeAreaId", need, ordered, delivered, lines, "linesFilled", "linesEmpty")
  select o.month, o."productId", coalesce(r."territoryId", 0), coalesce(r."tradeAreaId", 0), sum(o.need), sum(o.ordered),
    sum(o.delivered), count(*), count(*) filter (where o.delivered >= o.need), count(*) filter (where o.delivered = 0)
  from "Order" o join "Retailer" r on r.id = o."retailerId"
  group by 1, 2, 3, 4`

/** All orders of a city that has none yet, in the caller's transaction, which keeps everybody else out. */
export async function loadFirstOrders(client: PoolClient, rows: Iterable<OrderRow>): Promise<void> {
  await client.query('truncate "Order"')
  const kept = await client.query<{ name: string; definition: string }>(
    `select conname as name, pg_get_constraintdef(oid) as definition from pg_constraint
     where conrelid = '"Order"'::regclass and contype in ('p', 'f') order by contype desc, conname`,
  )
  const indexes = await client.query<{ name: string; definition: string }>(
    `select indexname as name, indexdef as definition from pg_indexes
     where tablename = 'Order' and schemaname = current_schema() and indexname not in
       (select conname from pg_constraint where conrelid = '"Order"'::regclass)`,
  )
  for (const { name } of kept.rows) await client.query(`alter table "Order" drop constraint "${name}"`)
  for (const { name } of indexes.rows) await client.query(`drop index "${name}"`)
  await client.query('alter table "Order" disable trigger user')
  await copyRows(client, 'Order', ['month', 'productId', 'retailerId', 'need', 'ordered', 'delivered'], rows)
  for (const { name, definition } of kept.rows) {
    await client.query(`alter table "Order" add constraint "${name}" ${definition}`)
  }
  for (const { definition } of indexes.rows) await client.query(definition)
  await client.query(CELLS_OF_ORDERS)
  await client.query('alter table "Order" enable trigger user')
}
