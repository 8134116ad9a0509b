/**
 * What the monthly reviews are drafted from: one statement each for all trade areas of a month, never one a trade area.
 *
 * Units   units of goods; months as year × 100 + month in the records, `2026-10` for dates.
 * Shape   trade area 0 is what lies in none; it belongs to the city and has no review.
 */
import type { MultiPolygon, Polygon } from 'geojson'
import type { IsoDate, IsoMonth } from '@/lib/domain/calendar/dates'
import { addMonths, monthStart } from '@/lib/domain/calendar/dates'
import { monthNumber } from '@/lib/domain/calendar/month-number'
import type { BusinessFormat } from '@/lib/domain/retailer/classification'
import type { MeasuredProfile } from '@/lib/domain/review/outcome'
import type { ReviewProduct } from '@/lib/domain/review/zone-month'
import { pool } from './client'

export type ReviewedArea = {
  readonly id: number
  readonly name: string
  readonly typeCode: string | null
  readonly areaM2: number
  readonly geometry: Polygon | MultiPolygon
}

export async function listReviewedAreas(): Promise<ReviewedArea[]> {
  const { rows } = await pool().query<ReviewedArea>(
    `select id, name, "typeCode", "areaM2", geometry from "TradeArea" where "closedAt" is null order by id`,
  )
  return rows
}

export async function listReviewProducts(): Promise<ReviewProduct[]> {
  const { rows } = await pool().query<ReviewProduct>(
    `select p.id, p."nameEn", p."nameZh", p."priceFen", p."packUnits", p.scarce,
       json_build_object('id', b.id, 'nameEn', b."nameEn", 'nameZh', b."nameZh", 'key', b.key) as brand,
       json_build_object('code', c.code, 'nameEn', c."nameEn", 'nameZh', c."nameZh") as "priceClass"
     from "Product" p join "Brand" b on b.id = p."brandId" join "PriceClass" c on c.code = p."priceClassCode"
     order by p.id`,
  )
  return rows
}

export type PriceClassName = { readonly code: string; readonly nameEn: string; readonly nameZh: string }

export async function listPriceClassNames(): Promise<PriceClassName[]> {
  const { rows } = await pool().query<PriceClassName>(
    'select code, "nameEn", "nameZh" from "PriceClass" order by position',
  )
  return rows
}

export type SalesRow = [
  tradeAreaId: number,
  productId: number,
  month: number,
  need: number,
  ordered: number,
  delivered: number,
  lines: number,
  linesFilled: number,
  linesEmpty: number,
]

export async function listZoneSales(from: IsoMonth, to: IsoMonth): Promise<SalesRow[]> {
  const { rows } = await pool().query<SalesRow>({
    text: `select "tradeAreaId", "productId", month, sum(need)::int, sum(ordered)::int, sum(delivered)::int,
        sum(lines)::int, sum("linesFilled")::int, sum("linesEmpty")::int
      from "SalesCell" where month between $1 and $2 group by 1, 2, 3`,
    values: [monthNumber(from), monthNumber(to)],
    rowMode: 'array',
  })
  return rows
}

export type ReviewedShop = {
  readonly id: number
  readonly name: string
  readonly tradeAreaId: number | null
  readonly territoryId: number | null
  readonly format: BusinessFormat
  readonly tier: number | null
  readonly serviceClass: string
  readonly lng: number
  readonly lat: number
  readonly coreM: number | null
  readonly openedOn: IsoDate | null
  readonly closedOn: IsoDate | null
}

/** Retailers that were open in the month or later; of those that opened after it too. */
export async function listReviewedShops(month: IsoMonth, timeZone: string): Promise<ReviewedShop[]> {
  const { rows } = await pool().query<ReviewedShop>(
    `select r.id, r.name, r."tradeAreaId", r."territoryId", r.format, r.tier, r."serviceClass", r.lng, r.lat,
       ring."radiusM" as "coreM", to_char(r."openedOn", 'YYYY-MM-DD') as "openedOn",
       to_char(r."closedAt" at time zone $2, 'YYYY-MM-DD') as "closedOn"
     from "Retailer" r left join "StoreRing" ring on ring."retailerId" = r.id and ring.ring = 'core'
     where r."closedAt" is null or (r."closedAt" at time zone $2)::date >= $1::date
     order by r.id`,
    [monthStart(month), timeZone],
  )
  return rows
}

export type FormatChangeRow = {
  readonly tradeAreaId: number
  readonly retailerId: number
  readonly name: string
  readonly from: string
  readonly to: string
  readonly on: IsoDate
}

export async function listFormatChanges(month: IsoMonth, timeZone: string): Promise<FormatChangeRow[]> {
  const { rows } = await pool().query<FormatChangeRow>(
    `select r."tradeAreaId", r.id as "retailerId", r.name, h.changes->'format'->>0 as "from",
       h.changes->'format'->>1 as "to", to_char(h.at at time zone $3, 'YYYY-MM-DD') as on
     from "RetailerHistory" h join "Retailer" r on r.id = h."retailerId"
     where h.changes ? 'format' and h.action <> 'create' and r."tradeAreaId" is not null
       and (h.at at time zone $3)::date >= $1::date and (h.at at time zone $3)::date < $2::date
     order by h.at, h.id`,
    [monthStart(month), monthStart(addMonths(month, 1)), timeZone],
  )
  return rows
}

export type TypeChangeRow = {
  readonly tradeAreaId: number
  readonly from: string | null
  readonly to: string | null
  readonly on: IsoDate
}

/** What changed of an area's type in the month, from before the first change to after the last. */
export async function listTypeChanges(month: IsoMonth, timeZone: string): Promise<TypeChangeRow[]> {
  const { rows } = await pool().query<TypeChangeRow>(
    `with state as (
       select "tradeAreaId", version, "typeCode", at from "TradeAreaVersion"
       union all
       select id, version, "typeCode", null from "TradeArea"
     ), step as (
       select "tradeAreaId", version, at, "typeCode" as before,
         lead("typeCode") over (partition by "tradeAreaId" order by version) as after
       from state
     )
     select "tradeAreaId", (array_agg(before order by version))[1] as "from",
       (array_agg(after order by version desc))[1] as "to", to_char(max(at) at time zone $3, 'YYYY-MM-DD') as on
     from step where before is distinct from after and (at at time zone $3)::date >= $1::date
       and (at at time zone $3)::date < $2::date
     group by 1 order by 1`,
    [monthStart(month), monthStart(addMonths(month, 1)), timeZone],
  )
  return rows
}

export type PanelRow = {
  readonly tradeAreaId: number
  readonly productId: number
  readonly month: number
  readonly prices: number
  readonly priceSum: number
  readonly counts: number
  readonly stockUnits: number
  readonly soldUnits: number
}

export async function listPanel(from: IsoMonth, to: IsoMonth): Promise<PanelRow[]> {
  const { rows } = await pool().query<PanelRow>(
    `with price as (
       select coalesce(r."tradeAreaId", 0) as area, o."productId", o.month, count(*) as prices,
         sum(o."priceFen"::float8 / p."priceFen") as total
       from "PriceObservation" o join "Retailer" r on r.id = o."retailerId" join "Product" p on p.id = o."productId"
       where o.month between $1 and $2 and p."priceFen" > 0 group by 1, 2, 3
     ), stock as (
       select coalesce(r."tradeAreaId", 0) as area, s."productId", s.month, count(*) as counts,
         sum(s.units) as units, sum(coalesce(o.delivered, 0)) as sold
       from "StockCount" s join "Retailer" r on r.id = s."retailerId"
       left join "Order" o on o."retailerId" = s."retailerId" and o."productId" = s."productId" and o.month = s.month
       where s.month between $1 and $2 group by 1, 2, 3
     )
     select area as "tradeAreaId", "productId", month, coalesce(prices, 0)::int as prices,
       coalesce(total, 0)::float8 as "priceSum", coalesce(counts, 0)::int as counts,
       coalesce(units, 0)::int as "stockUnits", coalesce(sold, 0)::int as "soldUnits"
     from price full join stock using (area, "productId", month) order by 1, 2, 3`,
    [monthNumber(from), monthNumber(to)],
  )
  return rows
}

/** Sampled shops of each trade area that reported in a month. */
export async function countPanelShops(month: IsoMonth): Promise<Map<number, number>> {
  const { rows } = await pool().query<{ area: number; shops: number }>(
    `select coalesce(r."tradeAreaId", 0) as area, count(*)::int as shops
     from (select "retailerId" from "PriceObservation" where month = $1
       union select "retailerId" from "StockCount" where month = $1) asked
     join "Retailer" r on r.id = asked."retailerId" group by 1`,
    [monthNumber(month)],
  )
  return new Map(rows.map(({ area, shops }) => [area, shops]))
}

export type EventRow = {
  readonly id: number
  readonly tradeAreaId: number | null
  readonly kind: string
  readonly name: string
  readonly startsOn: IsoDate
  readonly endsOn: IsoDate | null
  readonly note: string
}

/** Events that touch a span of days, those of the whole city too; of one area or of all. */
export async function listAreaEvents(from: IsoDate, to: IsoDate, tradeAreaId?: number): Promise<EventRow[]> {
  const { rows } = await pool().query<EventRow>(
    `select id, "tradeAreaId", kind, name, to_char("startsOn", 'YYYY-MM-DD') as "startsOn",
       to_char("endsOn", 'YYYY-MM-DD') as "endsOn", note
     from "TradeAreaEvent"
     where "startsOn" <= $2::date and ("endsOn" is null or "endsOn" >= $1::date)
       and ($3::int is null or "tradeAreaId" is null or "tradeAreaId" = $3)
     order by "startsOn", id`,
    [from, to, tradeAreaId ?? null],
  )
  return rows
}

export type ZoneForecastRow = {
  readonly tradeAreaId: number
  readonly units: number
  readonly low95: number
  readonly high95: number
}

/**
 * What was forecast for a month from the orders up to the one before it. Intervals of products are added up, as if all
 * erred the same way: wider than the truth, never narrower.
 */
export async function listZoneForecasts(month: IsoMonth): Promise<ZoneForecastRow[]> {
  const { rows } = await pool().query<ZoneForecastRow>(
    `select cell."tradeAreaId", sum(cell.units) as units, sum(cell.low95) as low95, sum(cell.high95) as high95
     from "ForecastRun" run join "ForecastCell" cell on cell."runId" = run.id and cell.month = $1 and cell.lead = 1
     where run."lastMonth" = $2 group by 1`,
    [monthNumber(month), monthNumber(addMonths(month, -1))],
  )
  return rows
}

export type ZoneVisitRow = {
  readonly tradeAreaId: number
  readonly visited: number
  readonly done: number
  readonly notDone: number
}

export async function listZoneVisitCounts(month: IsoMonth): Promise<ZoneVisitRow[]> {
  const { rows } = await pool().query<ZoneVisitRow>(
    `select r."tradeAreaId", count(distinct v."retailerId") filter (where v.done)::int as visited,
       count(*) filter (where v.done)::int as done, count(*) filter (where not v.done)::int as "notDone"
     from "VisitRecord" v join "Retailer" r on r.id = v."retailerId"
     where v.date >= $1::date and v.date < $2::date and r."tradeAreaId" is not null group by 1`,
    [monthStart(month), monthStart(addMonths(month, 1))],
  )
  return rows
}

/** Where people are: longitude, latitude, weight. */
export async function listDemandCells(): Promise<[number, number, number][]> {
  const { rows } = await pool().query<[number, number, number]>({
    text: 'select lng, lat, weight from "DemandCell"',
    rowMode: 'array',
  })
  return rows
}

export type ShopNeedRow = [tradeAreaId: number, retailerId: number, month: number, need: number]

/** Month by month for the shops of some trade areas, also of those closed since. */
export async function listShopNeed(
  tradeAreaIds: readonly number[],
  from: IsoMonth,
  to: IsoMonth,
): Promise<ShopNeedRow[]> {
  const { rows } = await pool().query<ShopNeedRow>({
    text: `select r."tradeAreaId", o."retailerId", o.month, sum(o.need)::int
      from "Retailer" r join "Order" o on o."retailerId" = r.id
      where r."tradeAreaId" = any($1) and o.month between $2 and $3 group by 1, 2, 3`,
    values: [tradeAreaIds, monthNumber(from), monthNumber(to)],
    rowMode: 'array',
  })
  return rows
}

export type ShopLineRow = [
  retailerId: number,
  productId: number,
  need: number,
  ordered: number,
  delivered: number,
]

export async function listShopLines(
  tradeAreaIds: readonly number[],
  month: IsoMonth,
): Promise<ShopLineRow[]> {
  const { rows } = await pool().query<ShopLineRow>({
    text: `select o."retailerId", o."productId", o.need, o.ordered, o.delivered
      from "Retailer" r join "Order" o on o."retailerId" = r.id
      where r."tradeAreaId" = any($1) and o.month = $2`,
    values: [tradeAreaIds, monthNumber(month)],
    rowMode: 'array',
  })
  return rows
}

export type ShopNameRow = {
  readonly id: number
  readonly tradeAreaId: number
  readonly name: string
  readonly openedOn: IsoDate | null
  readonly closedOn: IsoDate | null
}

/** All shops of some trade areas, whenever they closed. */
export async function listShopsOfAreas(
  tradeAreaIds: readonly number[],
  timeZone: string,
): Promise<ShopNameRow[]> {
  const { rows } = await pool().query<ShopNameRow>(
    `select id, "tradeAreaId", name, to_char("openedOn", 'YYYY-MM-DD') as "openedOn",
       to_char("closedAt" at time zone $2, 'YYYY-MM-DD') as "closedOn"
     from "Retailer" where "tradeAreaId" = any($1) order by id`,
    [tradeAreaIds, timeZone],
  )
  return rows
}

export type EarlierProposalRow = {
  readonly tradeAreaId: number
  readonly reviewId: number
  readonly month: number
  readonly forMonth: number
  readonly kind: 'allocation' | 'service' | 'campaign' | 'objective'
  readonly code: string
  readonly params: Readonly<Record<string, unknown>>
  readonly finding: string | null
  readonly profile: MeasuredProfile
  /** Visits planned with the objective within its days up to `until`, and those of them that were done; null without one. */
  readonly planned: number | null
  readonly done: number | null
}

/** What reviews of the months before had approved, with what became of their visits. */
export async function listEarlierProposals(
  month: IsoMonth,
  months: number,
  until: IsoDate,
): Promise<EarlierProposalRow[]> {
  const { rows } = await pool().query<EarlierProposalRow>(
    `select review."tradeAreaId", review.id as "reviewId", review.month, p."forMonth", p.kind, p.code, p.params,
       f.code as finding, json_build_object('trade', review.profile->'trade', 'cityFillRate', review.profile->'cityFillRate',
         'market', review.profile->'market', 'visits', review.profile->'visits') as profile, visit.planned, visit.done
     from "Review" review
     join "ReviewProposal" p on p."reviewId" = review.id and p.state = 'approved'
     left join "ReviewFinding" f on f."reviewId" = review.id and f.position = p.finding
     left join lateral (
       select count(distinct (v."retailerId", d.date)) filter (where v.id is not null)::int as planned,
         count(distinct (v."retailerId", d.date)) filter (where exists (
           select from "VisitRecord" record where record."retailerId" = v."retailerId" and record.date = d.date
             and record.done))::int as done
       from "VisitObjective" objective
       left join "Retailer" r on r."tradeAreaId" = objective."tradeAreaId"
       left join "PlannedVisit" v on v."retailerId" = r.id and v.purposes @> jsonb_build_array(jsonb_build_object(
         'code', 'objective', 'params', jsonb_build_object('objective', objective.code, 'reviewId', review.id)))
       left join "PlanDay" d on d.id = v."planDayId" and d.date between objective."startsOn" - 7
         and least(objective."endsOn", $3::date)
         and not exists (select from "PlanCycle" c where c.id = d."cycleId" and c."replacedById" is not null)
       where objective."proposalId" = p.id and d.id is not null
       having count(*) > 0
     ) visit on true
     where review.month < $1 and review.month >= $2
     order by review."tradeAreaId", review.month desc, p.position, p.id`,
    [monthNumber(month), monthNumber(addMonths(month, -months)), until],
  )
  return rows
}
