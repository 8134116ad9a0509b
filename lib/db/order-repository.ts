/**
 * Orders (need, ordered, delivered) and what they sum to.
 *
 * `SalesCell` holds the sums by month, product, territory and trade area. Triggers keep it in the transaction of every
 * change of an order or of where a retailer stands (migration `review_and_sales`), so that no caller can forget it. A
 * city's first load goes around them: indexes, foreign keys and sums are made once, after the rows.
 *
 * Shape   months are year × 100 + month.
 */
import { monthsOf, type OrderLines } from '@/lib/domain/import/order-lines'
import { pool } from './client'
import { copyRows, type PoolClient } from './copy'
import { type ImportTrace, recordImport } from './import-repository'
import { idsOf, type Reach } from './reach'
import { inTransaction } from './transaction'

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

/** Lines of a file whose codes are known: `retailerIds` and `productIds` are by place in its lists of codes. */
export type OrdersToStore = {
  readonly lines: OrderLines
  readonly retailerIds: readonly number[]
  readonly productIds: readonly number[]
}
export type OrderCounts = { readonly created: number; readonly updated: number; readonly unchanged: number }

/**
 * Stores the lines: new ones, and those that the file says otherwise. The triggers keep the cells within the same
 * transaction. Retailers are locked in one order first, so that two imports wait for each other instead of failing.
 *
 * Errors  rejects with the signal's reason, and nothing is stored, when the caller gives up before the end.
 */
export function storeOrders(
  orders: OrdersToStore,
  trace: ImportTrace,
  signal?: AbortSignal,
): Promise<OrderCounts> {
  return inTransaction((client) =>
    untilAborted(client, signal, async () => {
      await copyDraft(client, orders)
      await client.query(
        `select from "Retailer" where id in (select "retailerId" from "OrderDraft") order by id for no key update`,
      )
      const stored = await client.query<{ created: number; updated: number }>(STORE)
      const { created, updated } = stored.rows[0]!
      await client.query(LAST_ORDER_MONTHS)
      const counts = { created, updated, unchanged: orders.lines.length - created - updated }
      await recordImport(client, trace, counts)
      return counts
    }),
  )
}

/** What storing would do, without doing it. Where nothing is known of its months, all lines are new. */
export async function countOrders(orders: OrdersToStore, signal?: AbortSignal): Promise<OrderCounts> {
  const months = monthsOf(orders.lines)
  const isNew = (await countOrderLines(months, 'all')) === 0
  if (isNew) return { created: orders.lines.length, updated: 0, unchanged: 0 }
  return inTransaction((client) =>
    untilAborted(client, signal, async () => {
      await copyDraft(client, orders)
      const { rows } = await client.query<{ known: number; updated: number }>(
        `select count(*)::int as known, (count(*) filter (where ${DIFFERS}))::int as updated
         from "OrderDraft" draft join "Order" known using ("retailerId", "productId", month)
         where known.month = any($1)`,
        [months],
      )
      const { known, updated } = rows[0]!
      return { created: orders.lines.length - known, updated, unchanged: known - updated }
    }),
  )
}

/** Lines of these months by retailers within reach, or of no territory; from the cells, and so at once. */
export async function countOrderLines(months: readonly number[], reach: Reach): Promise<number> {
  const { rows } = await pool().query<{ lines: number }>(
    `select coalesce(sum(lines), 0)::int as lines from "SalesCell"
     where month = any($1) and ($2::int[] is null or "territoryId" = 0 or "territoryId" = any($2))`,
    [months, idsOf(reach)],
  )
  return rows[0]?.lines ?? 0
}

const DIFFERS = `(known.need, known.ordered, known.delivered)
  is distinct from (draft.need, draft.ordered, draft.delivered)`

const STORE = `
  with stored as (
    insert into "Order" as known (month, "productId", "retailerId", need, ordered, delivered)
    select month, "productId", "retailerId", need, ordered, delivered from "OrderDraft"
    order by "retailerId", "productId", month
    on conflict ("retailerId", "productId", month) do update
    set need = excluded.need, ordered = excluded.ordered, delivered = excluded.delivered
    where (known.need, known.ordered, known.delivered)
      is distinct from (excluded.need, excluded.ordered, excluded.delivered)
    returning (xmax = 0) as created
  )
  select (count(*) filter (where created))::int as created, (count(*) filter (where not created))::int as updated
  from stored`

/** Of the retailers of the file; a month whose orders it takes back is looked for again among all there are. */
const LAST_ORDER_MONTHS = `
  with touched as (
    select "retailerId" as id, max(month) filter (where ordered > 0) as month,
      max(month) filter (where ordered = 0) as emptied
    from "OrderDraft" group by 1
  ), before as (
    select touched.*, coalesce(replace(r."lastOrderMonth", '-', '')::int, 0) as last
    from touched join "Retailer" r using (id)
  ), last as (
    select id, case
      when month >= last then month
      when emptied >= last
        then (select max(o.month) from "Order" o where o."retailerId" = before.id and o.ordered > 0)
      else last end as month
    from before
  ), named as (
    select id, (month / 100)::text || '-' || lpad((month % 100)::text, 2, '0') as month from last
  )
  update "Retailer" r set "lastOrderMonth" = named.month
  from named where named.id = r.id and r."lastOrderMonth" is distinct from named.month`

async function copyDraft(client: PoolClient, orders: OrdersToStore): Promise<void> {
  await client.query(
    `create temporary table "OrderDraft" (month int, "productId" int, "retailerId" int, need int, ordered int,
       delivered int) on commit drop`,
  )
  const columns = ['month', 'productId', 'retailerId', 'need', 'ordered', 'delivered']
  await copyRows(client, 'OrderDraft', columns, rowsOf(orders))
  await client.query('analyze "OrderDraft"')
}

function* rowsOf({ lines, retailerIds, productIds }: OrdersToStore): Generator<OrderRow> {
  const { length, month, product, retailer, need, ordered, delivered } = lines
  for (let k = 0; k < length; k++) {
    yield [
      month[k]!,
      productIds[product[k]!]!,
      retailerIds[retailer[k]!]!,
      need[k]!,
      ordered[k]!,
      delivered[k]!,
    ]
  }
}

/** Stops the statement that runs when the caller gives up, instead of letting it come to its end for nothing. */
async function untilAborted<T>(
  client: PoolClient,
  signal: AbortSignal | undefined,
  work: () => Promise<T>,
): Promise<T> {
  signal?.throwIfAborted()
  const { rows } = await client.query<{ pid: number }>('select pg_backend_pid() as pid')
  const stop = () => {
    void pool()
      .query('select pg_cancel_backend($1)', [rows[0]?.pid])
      .catch(() => undefined)
  }
  signal?.addEventListener('abort', stop, { once: true })
  try {
    const result = await work()
    signal?.throwIfAborted()
    return result
  } catch (error) {
    signal?.throwIfAborted()
    throw error
  } finally {
    signal?.removeEventListener('abort', stop)
  }
}
