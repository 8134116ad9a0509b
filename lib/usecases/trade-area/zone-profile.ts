/**
 * What is known of a trade area for the six elements of the brief (消费人群、有效经营者、有效的商业管理、商业发展前景、
 * 商业形象、商圈功能), and how its shops compete.
 *
 * Units   units of goods as ordered; shares 0 … 1; prices against the guide price, 1 = equal; stock in months of sales.
 * Shape   null where nothing is on record. Shops are those within the caller's reach; rivals are all.
 */
import { listDemand, listNeighbours, type Neighbour, widestRing } from '@/lib/db/surroundings-repository'
import type { TradeAreaRecord } from '@/lib/db/trade-area-repository'
import {
  countCity,
  countZoneShops,
  listMemberIds,
  listZoneTrade,
  type PriceClassTrade,
  readZonePanel,
  type ZonePanel,
  type ZoneShops,
} from '@/lib/db/zone-repository'
import { type Actor, can } from '@/lib/domain/actor'
import { addDays, type IsoDate, type IsoMonth } from '@/lib/domain/calendar/dates'
import { monthNumber } from '@/lib/domain/calendar/month-number'
import { insideTest } from '@/lib/domain/geo/inside-test'
import { areRivals } from '@/lib/domain/trade-area/inside'
import { competitionAround } from '@/lib/domain/trade-area/overlap'
import { fullMonthsBefore } from './zone-period'

export type ZoneProfile = {
  readonly homes: number
  readonly cityHomesPerShop: number | null
  readonly shops: ZoneShops
  readonly panel: ZonePanel
  /** Months of the figures on trade, newest first. */
  readonly months: readonly IsoMonth[]
  readonly trade: readonly PriceClassTrade[]
  readonly competition: ZoneCompetition | null
  readonly visitedSince: IsoDate
}

export type ZoneCompetition = {
  readonly shops: number
  /** Mean over the shops: rivals whose core rings meet the own, and the sum of the shares they cover. */
  readonly rivals: number
  readonly index: number
  readonly hardest: readonly { readonly id: number; readonly name: string; readonly index: number }[]
}

const MONTHS = 3
const VISITED_DAYS = 30
const HARDEST = 3

export async function profileZone(actor: Actor, area: TradeAreaRecord, today: IsoDate): Promise<ZoneProfile> {
  const months = fullMonthsBefore(today, MONTHS)
  const numbers = months.map(monthNumber)
  const visitedSince = addDays(today, -VISITED_DAYS)
  const { id, bbox, geometry } = area
  const reach = actor.territoryIds
  const [demand, shops, panel, trade, city, competition] = await Promise.all([
    listDemand(bbox),
    countZoneShops(id, reach, { month: months.at(-1) as IsoMonth, date: visitedSince }),
    readZonePanel(id, reach, numbers),
    listZoneTrade(id, reach, numbers),
    countCity(),
    competitionIn(actor, area),
  ])
  const isIn = insideTest(geometry)
  return {
    homes: demand.filter(({ position }) => isIn(position)).length,
    cityHomesPerShop: city.retailers > 0 && city.homes > 0 ? city.homes / city.retailers : null,
    shops,
    panel,
    months,
    trade,
    competition,
    visitedSince,
  }
}

/** Of the members' core rings; null while none are drawn. */
async function competitionIn(actor: Actor, { id, bbox }: TradeAreaRecord): Promise<ZoneCompetition | null> {
  const aroundDeg = (2 * (await widestRing('core'))) / 70_000
  const [west, south, east, north] = bbox
  const [members, neighbours] = await Promise.all([
    listMemberIds(id),
    listNeighbours([west - aroundDeg, south - aroundDeg, east + aroundDeg, north + aroundDeg]),
  ])
  const ids = new Set(members)
  const discs = neighbours.flatMap((one) => (one.core === null ? [] : [discOf(one, one.core)]))
  const found = discs
    .filter(({ shop }) => ids.has(shop.id) && can(actor, 'view-map', shop.territoryId))
    .map((disc) => {
      const rivals = discs.filter(({ shop }) => areRivals(disc.shop.format, shop.format))
      const { overlaps, competitionIndex } = competitionAround(disc, rivals)
      return { id: disc.shop.id, name: disc.shop.name, rivals: overlaps.length, index: competitionIndex }
    })
  if (found.length === 0) return null
  const mean = (of: (one: (typeof found)[number]) => number) =>
    found.reduce((sum, one) => sum + of(one), 0) / found.length
  return {
    shops: found.length,
    rivals: mean(({ rivals }) => rivals),
    index: mean(({ index }) => index),
    hardest: found
      .toSorted((a, b) => b.index - a.index || a.id - b.id)
      .slice(0, HARDEST)
      .filter(({ index }) => index > 0)
      .map(({ id: shopId, name, index }) => ({ id: shopId, name, index })),
  }
}

function discOf(shop: Neighbour, radiusM: number) {
  return { id: String(shop.id), position: [shop.lng, shop.lat] as const, radiusM, shop }
}
