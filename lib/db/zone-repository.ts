/**
 * Trade areas (商圈) in figures: shops, this week's visits, what was allocated, who trades how much there.
 *
 * Shape   of the open retailers within reach only, whatever else an area holds.
 */
import type { MultiPolygon, Polygon } from 'geojson'
import type { SuggestionTerm } from '@/lib/domain/allocation/zone-suggestion'
import type { BBox } from '@/lib/domain/geo/position'
import { pool } from './client'
import type { Purpose } from './plan-repository'
import { idsOf, type Reach } from './reach'

export type ZoneRow = {
  readonly id: number
  readonly code: string
  readonly name: string
  readonly typeCode: string | null
  readonly typeSource: string
  readonly source: string
  readonly focus: string | null
  readonly areaM2: number
  readonly bbox: BBox
  readonly shops: number
  readonly visits: number
  readonly units: number
  readonly changedAt: string
  /** Who made the last change, and what it was; null where nothing was changed since the area came. */
  readonly changedBy: string | null
  readonly change: string | null
}

/** Open trade areas; for some territories, those that hold an open retailer of theirs. */
export async function listZones(reach: Reach, week: string, month: number): Promise<ZoneRow[]> {
  const { rows } = await pool().query<ZoneRow>(
    `with member as (
       select id, "tradeAreaId" from "Retailer"
       where "closedAt" is null and ($1::int[] is null or "territoryId" = any($1))
     ), visit as (
       select member."tradeAreaId", count(*)::int as visits
       from "WeekPlan" w
       join "PlanDay" d on d."cycleId" = w."cycleId" and to_char(d.date, 'IYYY-"W"IW') = w.week
       join "PlannedVisit" v on v."planDayId" = d.id
       join member on member.id = v."retailerId"
       where w.week = $2 and w.status = 'published' group by 1
     ), run as (${runsOf('$3')}
     ), share as (
       select member."tradeAreaId", sum(line.units)::int as units
       from run join "AllocationLine" line on line."runId" = run.id
       join member on member.id = line."retailerId" group by 1
     ), shop as (select "tradeAreaId", count(*)::int as shops from member group by 1)
     select area.id, area.code, area.name, area."typeCode", area."typeSource", area.source, area.focus, area."areaM2",
       array[area.west, area.south, area.east, area.north] as bbox,
       coalesce(shop.shops, 0) as shops, coalesce(visit.visits, 0) as visits, coalesce(share.units, 0) as units,
       to_char(coalesce(last.at, area."createdAt") at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"') as "changedAt",
       coalesce(author.name, last."authorId") as "changedBy", last.action as change
     from "TradeArea" area
     left join shop on shop."tradeAreaId" = area.id
     left join visit on visit."tradeAreaId" = area.id
     left join share on share."tradeAreaId" = area.id
     left join lateral (
       select at, "authorId", action from "TradeAreaVersion" past where past."tradeAreaId" = area.id
       order by version desc limit 1
     ) last on true
     left join "User" author on author.id = last."authorId"
     where area."closedAt" is null and ($1::int[] is null or shop.shops > 0)
     order by area.name, area.id`,
    [idsOf(reach), week, month],
  )
  return rows
}

/** The published run of each product of a month. */
function runsOf(month: string): string {
  return `select distinct on (cycle.id) run.id, run.status, run."supplyUnits", run.result, run."createdAt",
      cycle."productId"
    from "SupplyCycle" cycle join "AllocationRun" run on run."supplyCycleId" = cycle.id
    where cycle.month = ${month} and run.status = 'published'
    order by cycle.id, run."createdAt" desc`
}

/** The first published week from `week` on that visits anyone within reach; undefined if there is none. */
export async function findPlannedWeek(reach: Reach, week: string): Promise<string | undefined> {
  const { rows } = await pool().query<{ week: string | null }>(
    `select min(week) as week from "WeekPlan"
     where status = 'published' and week >= $2 and ($1::int[] is null or "territoryId" = any($1))`,
    [idsOf(reach), week],
  )
  return rows[0]?.week ?? undefined
}

export type ZoneVisit = {
  readonly date: string
  readonly start: number
  readonly leave: number
  readonly channel: string
  readonly retailerId: number
  readonly retailerName: string
  readonly territoryId: number
  readonly territoryName: string
  readonly managerName: string | null
  readonly purposes: readonly Purpose[]
  /** Null while nothing is on record for the day. */
  readonly done: boolean | null
}

/** The published visits of a week in one area, by day and time. */
export async function listZoneVisits(tradeAreaId: number, reach: Reach, week: string): Promise<ZoneVisit[]> {
  const { rows } = await pool().query<ZoneVisit>(
    `select to_char(d.date, 'YYYY-MM-DD') as date, v.start, v.leave, v.channel, r.id as "retailerId",
       r.name as "retailerName", t.id as "territoryId", t.name as "territoryName", m.name as "managerName", v.purposes,
       (select bool_or(record.done) from "VisitRecord" record
        where record."retailerId" = r.id and record.date = d.date) as done
     from "WeekPlan" w
     join "PlanDay" d on d."cycleId" = w."cycleId" and to_char(d.date, 'IYYY-"W"IW') = w.week
     join "PlannedVisit" v on v."planDayId" = d.id
     join "Retailer" r on r.id = v."retailerId"
     join "Territory" t on t.id = w."territoryId"
     left join "User" m on m.id = t."managerId"
     where w.status = 'published' and w.week = $3 and r."tradeAreaId" = $1
       and ($2::int[] is null or r."territoryId" = any($2))
     order by d.date, v.start, r.id`,
    [tradeAreaId, idsOf(reach), week],
  )
  return rows
}

export type ZoneAllocation = {
  readonly runId: number
  readonly product: {
    readonly id: number
    readonly code: string
    readonly nameEn: string
    readonly nameZh: string
  }
  readonly month: number
  readonly supplyUnits: number
  /** Of the retailers of this area that belong to the zone. */
  readonly here: {
    readonly retailers: number
    readonly supplied: number
    readonly demandUnits: number
    readonly units: number
  }
  /** Of the whole zone (type × market), as the run suggested it. */
  readonly zone: {
    readonly key: string
    readonly type: string | null
    readonly market: string
    readonly retailers: number
    readonly demandUnits: number
    readonly units: number
    readonly suggestedUnits: number
    readonly factor: number
    readonly rawFactor: number
    readonly bound: 'min' | 'max' | null
    readonly terms: readonly SuggestionTerm[]
    readonly marketState: string | null
    readonly adjustment: { readonly code: string; readonly units: number }
  }
}

/** What the month's runs give the retailers of an area, zone by zone, product by product. */
export async function listZoneAllocations(
  tradeAreaId: number,
  reach: Reach,
  month: number,
): Promise<ZoneAllocation[]> {
  const { rows } = await pool().query<ZoneAllocation>(
    `with run as (${runsOf('$3')}), here as (
       select line."runId", line."zoneKey", count(*)::int as retailers, sum(line."demandUnits")::int as demand,
         sum(line.units)::int as units, count(*) filter (where line.units > 0)::int as supplied
       from "AllocationLine" line join "Retailer" r on r.id = line."retailerId"
       where r."tradeAreaId" = $1 and r."closedAt" is null and ($2::int[] is null or r."territoryId" = any($2))
         and line."runId" in (select id from run)
       group by 1, 2
     )
     select run.id as "runId", $3::int as month, run."supplyUnits",
       json_build_object('id', p.id, 'code', p.code, 'nameEn', p."nameEn", 'nameZh', p."nameZh") as product,
       json_build_object('retailers', here.retailers, 'supplied', here.supplied, 'demandUnits', here.demand,
         'units', here.units) as here,
       zone.value - 'tiers' - 'fairness' as zone
     from here join run on run.id = here."runId" join "Product" p on p.id = run."productId"
     join lateral jsonb_array_elements(run.result::jsonb -> 'zones') zone on zone.value ->> 'key' = here."zoneKey"
     order by here.units desc, p.id, here."zoneKey"`,
    [tradeAreaId, idsOf(reach), month],
  )
  return rows
}

export type ZoneShops = {
  readonly shops: number
  readonly ordering: number
  readonly keyGrowth: number
  readonly assisted: number
  readonly licensed: number
  readonly visited: number
}

/** The retailers of an area: who ordered since a month, who was visited since a date. */
export async function countZoneShops(
  tradeAreaId: number,
  reach: Reach,
  since: { readonly month: string; readonly date: string },
): Promise<ZoneShops> {
  const { rows } = await pool().query<ZoneShops>(
    `select count(*)::int as shops, count(*) filter (where "lastOrderMonth" >= $3)::int as ordering,
       count(*) filter (where "keyGrowth")::int as "keyGrowth", count(*) filter (where assisted)::int as assisted,
       count(*) filter (where "licenseNo" <> '')::int as licensed,
       count(*) filter (where "lastVisitOn" >= $4::date)::int as visited
     from "Retailer"
     where "tradeAreaId" = $1 and "closedAt" is null and ($2::int[] is null or "territoryId" = any($2))`,
    [tradeAreaId, idsOf(reach), since.month, since.date],
  )
  return rows[0]!
}

export type PriceClassTrade = {
  readonly code: string
  readonly nameEn: string
  readonly nameZh: string
  readonly need: number
  readonly delivered: number
  /** Delivered in the same months a year before. */
  readonly deliveredBefore: number
  /** Delivered to all retailers of the city. */
  readonly deliveredCity: number
}

/** What was needed and delivered in an area over some months, by price class. */
export async function listZoneTrade(
  tradeAreaId: number,
  reach: Reach,
  months: readonly number[],
): Promise<PriceClassTrade[]> {
  const before = months.map((month) => month - 100)
  const { rows } = await pool().query<PriceClassTrade>(
    `with member as (
       select id from "Retailer"
       where "tradeAreaId" = $1 and "closedAt" is null and ($2::int[] is null or "territoryId" = any($2))
     ), here as (
       select p."priceClassCode" as code, sum(o.need) filter (where o.month = any($3)) as need,
         sum(o.delivered) filter (where o.month = any($3)) as delivered,
         sum(o.delivered) filter (where o.month = any($4)) as before
       from "Order" o join "Product" p on p.id = o."productId"
       where o."retailerId" in (select id from member) and o.month = any($3 || $4) group by 1
     ), city as (
       select p."priceClassCode" as code, sum(o.delivered) as delivered
       from "SalesCell" o join "Product" p on p.id = o."productId" where o.month = any($3) group by 1
     )
     select c.code, c."nameEn", c."nameZh", coalesce(here.need, 0)::int as need,
       coalesce(here.delivered, 0)::int as delivered, coalesce(here.before, 0)::int as "deliveredBefore",
       coalesce(city.delivered, 0)::int as "deliveredCity"
     from "PriceClass" c left join here using (code) left join city using (code) order by c.position`,
    [tradeAreaId, idsOf(reach), months, before],
  )
  return rows
}

export type ZonePanel = {
  readonly priced: number
  readonly priceIndex: number | null
  readonly counted: number
  readonly stockToSales: number | null
}

/** Prices asked against the guide price, and stock against a month's deliveries, of the panel's shops in an area. */
export async function readZonePanel(
  tradeAreaId: number,
  reach: Reach,
  months: readonly number[],
): Promise<ZonePanel> {
  const { rows } = await pool().query<ZonePanel>(
    `with member as (
       select id from "Retailer"
       where "tradeAreaId" = $1 and "closedAt" is null and ($2::int[] is null or "territoryId" = any($2))
     ), price as (
       select count(distinct o."retailerId")::int as shops, sum(o."priceFen")::float8 / nullif(sum(p."priceFen"), 0) as index
       from "PriceObservation" o join "Product" p on p.id = o."productId"
       where o."retailerId" in (select id from member) and o.month = any($3)
     ), stock as (
       select count(distinct s."retailerId")::int as shops, sum(s.units)::float8 / nullif(sum(o.delivered), 0) as ratio
       from "StockCount" s
       join "Order" o on o."retailerId" = s."retailerId" and o."productId" = s."productId" and o.month = s.month
       where s."retailerId" in (select id from member) and s.month = any($3)
     )
     select price.shops as priced, price.index as "priceIndex", stock.shops as counted, stock.ratio as "stockToSales"
     from price, stock`,
    [tradeAreaId, idsOf(reach), months],
  )
  return rows[0]!
}

export type RecordedAreaRow = {
  readonly id: number
  readonly name: string
  readonly areaM2: number
  readonly geometry: Polygon | MultiPolygon
  readonly typeEvidence: unknown
  /** Whether the caller's reach includes it. */
  readonly isWithinReach: boolean
}

/** Open trade areas whose boxes meet, largest first. */
export async function listAreasOver(
  [west, south, east, north]: BBox,
  reach: Reach,
): Promise<RecordedAreaRow[]> {
  const { rows } = await pool().query<RecordedAreaRow>(
    `select area.id, area.name, area."areaM2", area.geometry, area."typeEvidence",
       ($5::int[] is null or exists (select from "Retailer" r where r."tradeAreaId" = area.id and r."closedAt" is null
         and r."territoryId" = any($5))) as "isWithinReach"
     from "TradeArea" area
     where area."closedAt" is null and area.west <= $3 and area.east >= $1 and area.south <= $4 and area.north >= $2
     order by area."areaM2" desc, area.id`,
    [west, south, east, north, idsOf(reach)],
  )
  return rows
}

/** Some area for which the typing rule has noted what it saw. */
export async function findTypedArea(): Promise<
  Pick<RecordedAreaRow, 'geometry' | 'typeEvidence'> | undefined
> {
  const { rows } = await pool().query<Pick<RecordedAreaRow, 'geometry' | 'typeEvidence'>>(
    `select geometry, "typeEvidence" from "TradeArea" where "typeEvidence" ? 'evidence' order by id limit 1`,
  )
  return rows[0]
}

export type CityCounts = { readonly homes: number; readonly retailers: number; readonly areaM2: number }

/** Addresses, open retailers and the ground of all trade areas together. */
export async function countCity(): Promise<CityCounts> {
  const { rows } = await pool().query<CityCounts>(
    `select (select count(*)::int from "DemandCell") as homes,
       (select count(*)::int from "Retailer" where "closedAt" is null) as retailers,
       (select coalesce(sum("areaM2"), 0)::float8 from "TradeArea" where "closedAt" is null) as "areaM2"`,
  )
  return rows[0]!
}

export async function listMemberIds(tradeAreaId: number): Promise<number[]> {
  const { rows } = await pool().query<{ id: number }>(
    `select id from "Retailer" where "tradeAreaId" = $1 and "closedAt" is null order by id`,
    [tradeAreaId],
  )
  return rows.map(({ id }) => id)
}
