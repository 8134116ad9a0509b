/** Everything that a real city does not tell, generated and labelled: people, tiers, visits, goods and orders. */

import { hashPassword } from '@/lib/auth/password'
import { db, pool } from '@/lib/db/client'
import type { PoolClient } from '@/lib/db/copy'
import { copyRows } from '@/lib/db/copy'
import { loadFirstOrders, type OrderRow } from '@/lib/db/order-repository'
import { getParameters } from '@/lib/db/parameter-repository'
import type { Role } from '@/lib/domain/actor'
import type { IsoDate } from '@/lib/domain/calendar/dates'
import { monthNumber } from '@/lib/domain/calendar/month-number'
import { type Demonstration, generateDemonstration } from '@/lib/domain/demonstration/generate'
import type { ServiceRule } from '@/lib/domain/routing/service/service-rules'
import type { City } from './city'
import { loadPastPlans } from './past-plans-step'
import { listShopFacts, SEED } from './territories-step'

/** The same for every demonstration user, and printed at every start: it guards nothing. */
export const DEMONSTRATION_PASSWORD = 'shangquan-demo'

export async function loadDemonstration(city: City, today: IsoDate): Promise<void> {
  const facts = await listShopFacts()
  const territories = await db.territory.findMany({ orderBy: { code: 'asc' }, select: { id: true } })
  const rules = await getParameters<readonly ServiceRule[]>('service-rules')
  const demonstration = generateDemonstration({
    seed: SEED,
    shops: facts,
    territories: territories.length,
    today,
    calendar: city.calendar,
    rules: rules.values,
    orders: city.orders,
    language: city.language,
    mayClose: city.folder === null,
  })
  const retailerIds = facts.map(({ id }) => id)
  const managers = await loadPeople(demonstration, territories)
  const client = await pool().connect()
  try {
    await client.query('begin')
    await client.query(
      'truncate "VisitRecord", "Order", "SupplyCycle", "StockCount", "PriceObservation", "Product", "Brand", "PriceClass" cascade',
    )
    await describeShops(client, demonstration, retailerIds)
    await loadChanges(client, demonstration, retailerIds)
    await loadEvents(client, demonstration)
    await loadVisits(client, demonstration, retailerIds, managers)
    await loadPastPlans(client, {
      shops: demonstration.shops,
      visits: demonstration.visits,
      rules: rules.values,
      calendar: city.calendar,
      today,
      retailerIds,
      publishedBy: marketManagerOf(demonstration),
      parameters: { 'service-rules': rules.version },
    })
    await loadGoods(client, demonstration, retailerIds)
    await client.query('commit')
  } catch (error) {
    await client.query('rollback')
    throw error
  } finally {
    client.release()
  }
  await pool().query('analyze')
}

function userIdOf(person: number): string {
  return `demo-${person + 1}`
}

function marketManagerOf({ people }: Demonstration): string {
  return userIdOf(people.findIndex(({ role }) => role === 'market-manager'))
}

/** Returns the managers' user ids in the order of their territories. */
async function loadPeople(
  { people }: Demonstration,
  territories: readonly { id: number }[],
): Promise<(string | undefined)[]> {
  await db.territory.updateMany({ data: { managerId: null } })
  await db.user.deleteMany()
  const city = await db.orgUnit.findFirstOrThrow({ where: { level: 'city' } })
  const password = await hashPassword(DEMONSTRATION_PASSWORD)
  const managers: (string | undefined)[] = territories.map(() => undefined)
  for (const [k, { role, name, username, territoryIndex }] of people.entries()) {
    const id = userIdOf(k)
    await db.user.create({
      data: {
        id,
        name,
        email: `${username}@shangquan.invalid`,
        username,
        displayUsername: username,
        role: role.replace('-', '_') as 'market_manager',
        orgUnitId: city.id,
        accounts: {
          create: {
            id: `${id}-password`,
            accountId: id,
            providerId: 'credential',
            password,
          },
        },
      },
    })
    const territory = territoryIndex === null ? undefined : territories[territoryIndex]
    if (territoryIndex === null || !territory) continue
    managers[territoryIndex] = id
    await db.territory.update({ where: { id: territory.id }, data: { managerId: id } })
  }
  return managers
}

/** What the user's own list says of a shop stays. */
async function describeShops(client: PoolClient, { shops }: Demonstration, retailerIds: readonly number[]) {
  const rows = shops.map((shop, k) => ({
    id: retailerIds[k],
    owner: shop.ownerName,
    license: shop.licenseNo,
    market: shop.marketType,
    tier: shop.tier,
    class: shop.serviceClass,
    growth: shop.keyGrowth,
    assisted: shop.assisted,
    windows: shop.openWindows,
    closed: shop.closedWeekdays,
    contact: shop.contact,
    opened: shop.openedOn,
    closed_at: shop.closedOn && momentOf(shop.closedOn),
  }))
  await client.query(
    `update "Retailer" r set "ownerName" = coalesce(nullif(r."ownerName", ''), shop.owner),
       "licenseNo" = coalesce(nullif(r."licenseNo", ''), shop.license),
       "marketType" = shop.market::"MarketType", tier = coalesce(r.tier, shop.tier), "serviceClass" = shop.class,
       "keyGrowth" = shop.growth, assisted = shop.assisted,
       "openWindows" = case when r."openWindows" = '[]' then shop.windows else r."openWindows" end,
       "closedWeekdays" = shop.closed, "contactPreference" = shop.contact,
       "openedOn" = coalesce(r."openedOn", shop.opened), "closedAt" = shop.closed_at
     from jsonb_to_recordset($1::jsonb) as shop(id int, owner text, license text, market text, tier int, class text,
       growth boolean, assisted boolean, windows jsonb, closed int[], contact text, opened date, closed_at timestamptz)
     where r.id = shop.id`,
    [JSON.stringify(rows)],
  )
}

/** The market manager has entered them. */
async function loadChanges(client: PoolClient, demonstration: Demonstration, retailerIds: readonly number[]) {
  const { shops, changes } = demonstration
  const author = marketManagerOf(demonstration)
  await client.query('delete from "RetailerHistory" where "authorId" = $1', [author])
  await copyRows(
    client,
    'RetailerHistory',
    ['retailerId', 'at', 'authorId', 'action', 'reason', 'changes'],
    changes.map(({ retailerIndex, date, action, reason, formatBefore }) => {
      const at = momentOf(date)
      const fields: Record<string, [before: string | null, after: string]> = {}
      if (action === 'close') fields.closedAt = [null, at]
      if (formatBefore) fields.format = [formatBefore, shops[retailerIndex]!.format]
      return [retailerIds[retailerIndex], at, author, action, reason, fields]
    }),
  )
}

/** The afternoon of a day, by UTC: exact enough for made-up entries. */
function momentOf(date: IsoDate): string {
  return `${date}T15:00:00.000Z`
}

async function loadEvents(client: PoolClient, { events }: Demonstration) {
  await client.query('delete from "TradeAreaEvent" where demonstration')
  await copyRows(
    client,
    'TradeAreaEvent',
    ['tradeAreaId', 'kind', 'name', 'startsOn', 'endsOn', 'demonstration'],
    events.map(({ tradeAreaId, kind, name, startsOn, endsOn }) => [
      tradeAreaId,
      kind,
      name,
      startsOn,
      endsOn,
      true,
    ]),
  )
}

async function loadVisits(
  client: PoolClient,
  { visits }: Demonstration,
  retailerIds: readonly number[],
  managers: readonly (string | undefined)[],
) {
  await copyRows(
    client,
    'VisitRecord',
    ['retailerId', 'date', 'authorId', 'channel', 'done', 'reason', 'recordedAt', 'demonstration'],
    visits.map(({ retailerIndex, territoryIndex, date, channel, notDone }) => [
      retailerIds[retailerIndex],
      date,
      managers[territoryIndex],
      channel,
      notDone === null,
      notDone,
      momentOf(date),
      true,
    ]),
  )
  await client.query(
    `update "Retailer" r set "lastVisitOn" = visit.last
     from (select "retailerId", max(date) as last from "VisitRecord" where done group by 1) visit
     where visit."retailerId" = r.id`,
  )
}

async function loadGoods(client: PoolClient, demonstration: Demonstration, retailerIds: readonly number[]) {
  const { brands, priceClasses, products, supplies, panel } = demonstration
  await copyRows(
    client,
    'PriceClass',
    ['code', 'nameEn', 'nameZh', 'position'],
    priceClasses.map(({ code, nameEn, nameZh }, k) => [code, nameEn, nameZh, k]),
  )
  await copyRows(
    client,
    'Brand',
    ['id', 'nameEn', 'nameZh', 'key'],
    brands.map(({ nameEn, nameZh, key }, k) => [k + 1, nameEn, nameZh, key]),
  )
  await copyRows(
    client,
    'Product',
    ['id', 'code', 'nameEn', 'nameZh', 'brandId', 'priceClassCode', 'priceFen', 'packUnits', 'scarce'],
    products.map(({ index, code, nameEn, nameZh, brandIndex, classIndex, priceFen, packUnits, scarce }) => [
      index + 1,
      code,
      nameEn,
      nameZh,
      brandIndex + 1,
      priceClasses[classIndex]?.code,
      priceFen,
      packUnits,
      scarce,
    ]),
  )
  await loadFirstOrders(client, orderRows(demonstration, retailerIds))
  await copyRows(
    client,
    'SupplyCycle',
    ['productId', 'month', 'supplyUnits'],
    supplies.map(({ productIndex, month, supplyUnits }) => [
      productIndex + 1,
      monthNumber(month),
      supplyUnits,
    ]),
  )
  const counted = panel.map(({ retailerIndex, productIndex, month, stockUnits, priceFen }) => ({
    key: [retailerIds[retailerIndex], productIndex + 1, monthNumber(month)],
    stockUnits,
    priceFen,
  }))
  const key = ['retailerId', 'productId', 'month']
  await copyRows(
    client,
    'StockCount',
    [...key, 'units'],
    counted.map((row) => [...row.key, row.stockUnits]),
  )
  await copyRows(
    client,
    'PriceObservation',
    [...key, 'priceFen'],
    counted.map((row) => [...row.key, row.priceFen]),
  )
  for (const table of ['Brand', 'Product']) {
    await client.query(
      `select setval(pg_get_serial_sequence('"${table}"', 'id'), (select max(id) from "${table}"))`,
    )
  }
  await client.query(
    `update "Retailer" r set "lastOrderMonth" = (last.month / 100)::text || '-' || lpad((last.month % 100)::text, 2, '0')
     from (select "retailerId", max(month) as month from "Order" where ordered > 0 group by 1) last
     where last."retailerId" = r.id`,
  )
}

function* orderRows({ orders }: Demonstration, retailerIds: readonly number[]): Generator<OrderRow> {
  for (const { month, count, retailerIndexes, productIndexes, need, ordered, delivered } of orders()) {
    const number = monthNumber(month)
    for (let k = 0; k < count; k++) {
      yield [
        number,
        productIndexes[k]! + 1,
        retailerIds[retailerIndexes[k]!]!,
        need[k]!,
        ordered[k]!,
        delivered[k]!,
      ]
    }
  }
}

export type DemonstrationUser = { readonly role: Role; readonly name: string; readonly password: string }

/** One of each role, for the console: the first customer manager stands for all. */
export async function listDemonstrationUsers(): Promise<DemonstrationUser[]> {
  const users = await db.user.findMany({
    where: { id: { startsWith: 'demo-' } },
    orderBy: [{ territory: { code: 'asc' } }, { id: 'asc' }],
    select: { role: true, username: true },
  })
  const first = new Map(users.toReversed().map((user) => [user.role, user.username ?? '']))
  return (['market_manager', 'customer_manager', 'marketing'] as const).flatMap((role) => {
    const name = first.get(role)
    return name ? [{ role: role.replace('_', '-') as Role, name, password: DEMONSTRATION_PASSWORD }] : []
  })
}
