/**
 * Records in pages, as REST lists them: in the order of their ids, beginning after one, within a reach of territories.
 *
 * Shape   a page holds up to `limit` records; `next` is the id to begin after for the page that follows, null on the
 *         last. Whoever walks all pages meets every record that stays in the list exactly once, whatever is added,
 *         changed or taken away meanwhile.
 */
import type { MultiPolygon, Polygon } from 'geojson'
import type { BBox, Position } from '@/lib/domain/geo/position'
import type { ServiceClass } from '@/lib/domain/retailer/classification'
import type { ContactPreference } from '@/lib/domain/routing/service/service-rules'
import { db, pool } from './client'
import type { Prisma } from './generated/client'
import { isoDate } from './organization-repository'
import type { Purpose } from './plan-repository'

export type Reach = readonly number[] | 'all'
export type PageAt = { readonly after: number; readonly limit: number }
export type PageOf<T> = { readonly items: T[]; readonly next: number | null }

export type ListedRetailer = Omit<Prisma.RetailerGetPayload<{ select: typeof RETAILER }>, Overridden> & {
  position: Position
  serviceClass: ServiceClass
  contactPreference: ContactPreference
  openWindows: (readonly [number, number])[]
  lastVisitOn: string | null
  openedOn: string | null
  closedAt: string | null
  updatedAt: string
}
type Overridden =
  | 'serviceClass'
  | 'contactPreference'
  | 'lng'
  | 'lat'
  | 'openWindows'
  | 'lastVisitOn'
  | 'openedOn'
  | 'closedAt'
  | 'updatedAt'

const RETAILER = {
  id: true,
  code: true,
  name: true,
  lng: true,
  lat: true,
  address: true,
  ownerName: true,
  phone: true,
  licenseNo: true,
  format: true,
  marketType: true,
  tier: true,
  serviceClass: true,
  keyGrowth: true,
  assisted: true,
  openWindows: true,
  closedWeekdays: true,
  contactPreference: true,
  visitsPerWeek: true,
  territoryId: true,
  tradeAreaId: true,
  lastVisitOn: true,
  lastOrderMonth: true,
  openedOn: true,
  closedAt: true,
  source: true,
  version: true,
  updatedAt: true,
} as const satisfies Prisma.RetailerSelect

export type RetailerListing = {
  readonly bbox?: BBox | undefined
  readonly territoryId?: number | undefined
  readonly tradeAreaId?: number | undefined
}

/** Open retailers. */
export async function listRetailersPage(
  reach: Reach,
  { bbox, territoryId, tradeAreaId }: RetailerListing,
  at: PageAt,
): Promise<PageOf<ListedRetailer>> {
  const rows = await db.retailer.findMany({
    where: {
      closedAt: null,
      AND: [inReach(reach), afterId(at)],
      ...(territoryId !== undefined && { territoryId }),
      ...(tradeAreaId !== undefined && { tradeAreaId }),
      ...(bbox && { lng: { gte: bbox[0], lte: bbox[2] }, lat: { gte: bbox[1], lte: bbox[3] } }),
    },
    select: RETAILER,
    orderBy: { id: 'asc' },
    take: at.limit + 1,
  })
  return pageOf(rows.map(toRetailer), at, ({ id }) => id)
}

/** Also one that is closed. */
export async function findListedRetailer(reach: Reach, id: number): Promise<ListedRetailer | undefined> {
  const row = await db.retailer.findFirst({ where: { AND: [inReach(reach), { id }] }, select: RETAILER })
  return row ? toRetailer(row) : undefined
}

export type ListedTradeArea = {
  readonly id: number
  readonly code: string
  readonly name: string
  readonly typeCode: string | null
  readonly typeSource: string
  readonly geometry: Polygon | MultiPolygon
  readonly bbox: BBox
  readonly areaM2: number
  readonly focus: string | null
  readonly source: string
  readonly version: number
  readonly updatedAt: string
  /** Open ones within reach. */
  readonly retailers: number
}

/** Open trade areas; for some territories, those that hold an open retailer of theirs. */
export async function listTradeAreasPage(
  reach: Reach,
  { bbox, typeCode }: { readonly bbox?: BBox | undefined; readonly typeCode?: string | undefined },
  at: PageAt,
): Promise<PageOf<ListedTradeArea>> {
  const rows = await readTradeAreas(
    reach,
    {
      AND: [afterId(at)],
      ...(typeCode !== undefined && { typeCode }),
      ...(bbox && {
        west: { lte: bbox[2] },
        east: { gte: bbox[0] },
        south: { lte: bbox[3] },
        north: { gte: bbox[1] },
      }),
    },
    at.limit + 1,
  )
  return pageOf(rows, at, ({ id }) => id)
}

export async function findListedTradeArea(reach: Reach, id: number): Promise<ListedTradeArea | undefined> {
  return (await readTradeAreas(reach, { id }, 1))[0]
}

async function readTradeAreas(
  reach: Reach,
  where: Prisma.TradeAreaWhereInput,
  take: number,
): Promise<ListedTradeArea[]> {
  const retailers = { closedAt: null, ...inReach(reach) }
  const rows = await db.tradeArea.findMany({
    where: { ...where, closedAt: null, ...(reach !== 'all' && { retailers: { some: retailers } }) },
    omit: { typeEvidence: true, sourceRef: true, closedAt: true, createdAt: true },
    include: { _count: { select: { retailers: { where: retailers } } } },
    orderBy: { id: 'asc' },
    take,
  })
  return rows.map(({ west, south, east, north, geometry, updatedAt, _count, ...row }) => ({
    ...row,
    geometry: geometry as unknown as Polygon | MultiPolygon,
    bbox: [west, south, east, north],
    updatedAt: updatedAt.toISOString(),
    retailers: _count.retailers,
  }))
}

export type ListedRings = {
  readonly retailerId: number
  readonly position: Position
  readonly ringClass: string
  readonly source: string
  readonly parameterVersion: number
  readonly radiiM: { readonly core: number; readonly secondary: number; readonly fringe: number }
}

/** The rings of open retailers, by retailer. */
export async function listRingsPage(
  reach: Reach,
  { bbox, retailerId }: { readonly bbox?: BBox | undefined; readonly retailerId?: number | undefined },
  at: PageAt,
): Promise<PageOf<ListedRings>> {
  const { rows } = await pool().query<Omit<ListedRings, 'position'> & { lng: number; lat: number }>(
    `select r.id as "retailerId", r.lng, r.lat, min(ring."ringClass") as "ringClass", min(ring.source) as source,
       min(p.version) as "parameterVersion", json_object_agg(ring.ring, ring."radiusM") as "radiiM"
     from "Retailer" r join "StoreRing" ring on ring."retailerId" = r.id
     join "ParameterSet" p on p.id = ring."parameterSetId"
     where r."closedAt" is null and r.id > $1 and ($2::int[] is null or r."territoryId" = any($2))
       and ($3::int is null or r.id = $3)
       and ($4::float8 is null or (r.lng between $4 and $6 and r.lat between $5 and $7))
     group by r.id order by r.id limit $8`,
    [at.after, idsOf(reach), retailerId ?? null, ...(bbox ?? [null, null, null, null]), at.limit + 1],
  )
  return pageOf(
    rows.map(({ lng, lat, ...row }) => ({ ...row, position: [lng, lat] as const })),
    at,
    (rings) => rings.retailerId,
  )
}

export type ListedPlan = {
  readonly id: number
  readonly territoryId: number
  readonly week: string
  readonly status: 'draft' | 'published'
  readonly version: number
  readonly publishedAt: string | null
  readonly plannedAt: string
  readonly travelSource: string
  readonly visits: number
  readonly unplannedVisits: number
  readonly driveSeconds: number
  readonly driveMeters: number
  readonly workSeconds: number
}

export type PlanListing = {
  readonly territoryId?: number | undefined
  readonly week?: string | undefined
  readonly status?: 'draft' | 'published' | undefined
}

/** Week plans; visits and sums are those of their week's days. */
export async function listPlansPage(
  reach: Reach,
  { territoryId, week, status }: PlanListing,
  at: PageAt,
): Promise<PageOf<ListedPlan>> {
  type Row = Omit<ListedPlan, 'publishedAt' | 'plannedAt'> & { publishedAt: Date | null; plannedAt: Date }
  const { rows } = await pool().query<Row>(
    `select w.id, w."territoryId", w.week, w.status, w.version, w."publishedAt", c."createdAt" as "plannedAt",
       c."travelSource", sums.*,
       (select coalesce(sum(u.visits), 0)::int from "UnplannedVisit" u where u."cycleId" = c.id) as "unplannedVisits"
     from "WeekPlan" w join "PlanCycle" c on c.id = w."cycleId" cross join lateral (
       select coalesce(sum(d."driveSeconds"), 0)::int as "driveSeconds",
         coalesce(sum(d."driveMeters"), 0)::int as "driveMeters",
         coalesce(sum(d."workSeconds"), 0)::int as "workSeconds",
         coalesce(sum((select count(*) from "PlannedVisit" v where v."planDayId" = d.id)), 0)::int as visits
       from "PlanDay" d where d."cycleId" = c.id and ${DAY_OF_WEEK}
     ) sums
     where w.id > $1 and ($2::int[] is null or w."territoryId" = any($2)) and ($3::int is null or w."territoryId" = $3)
       and ($4::text is null or w.week = $4) and ($5::text is null or w.status::text = $5)
     order by w.id limit $6`,
    [at.after, idsOf(reach), territoryId ?? null, week ?? null, status ?? null, at.limit + 1],
  )
  const plans = rows.map(({ publishedAt, plannedAt, ...row }) => ({
    ...row,
    publishedAt: publishedAt?.toISOString() ?? null,
    plannedAt: plannedAt.toISOString(),
  }))
  return pageOf(plans, at, ({ id }) => id)
}

/** A cycle looks further ahead than its week plan: only the days of the week are planned for good. */
const DAY_OF_WEEK = `to_char(d.date, 'IYYY-"W"IW') = w.week`

export type ListedVisit = {
  readonly id: number
  readonly planId: number
  readonly territoryId: number
  readonly retailerId: number
  readonly date: string
  readonly dayIndex: number
  readonly position: number
  readonly arrive: number
  readonly start: number
  readonly leave: number
  readonly driveSeconds: number
  readonly driveMeters: number
  readonly channel: string
  readonly locked: boolean
  readonly lockReason: string | null
  readonly purposes: readonly Purpose[]
  readonly breaches: readonly Purpose[]
}

export type VisitListing = {
  readonly status: 'draft' | 'published'
  readonly planId?: number | undefined
  readonly territoryId?: number | undefined
  readonly retailerId?: number | undefined
  readonly from?: string | undefined
  readonly to?: string | undefined
  readonly bbox?: BBox | undefined
}

/** Visits on the days of their plan's week. */
export async function listVisitsPage(
  reach: Reach,
  { status, planId, territoryId, retailerId, from, to, bbox }: VisitListing,
  at: PageAt,
): Promise<PageOf<ListedVisit>> {
  const { rows } = await pool().query<ListedVisit>(
    `${VISITS} and v.id > $2 and ($3::text is null or w.status::text = $3) and ($4::int is null or w.id = $4)
       and ($5::int is null or w."territoryId" = $5) and ($6::int is null or v."retailerId" = $6)
       and ($7::date is null or d.date >= $7) and ($8::date is null or d.date <= $8)
       and ($9::float8 is null or exists (
         select 1 from "Retailer" r
         where r.id = v."retailerId" and r.lng between $9 and $11 and r.lat between $10 and $12))
     order by v.id limit $13`,
    [
      idsOf(reach),
      at.after,
      planId === undefined ? status : null,
      planId ?? null,
      territoryId ?? null,
      retailerId ?? null,
      from ?? null,
      to ?? null,
      ...(bbox ?? [null, null, null, null]),
      at.limit + 1,
    ],
  )
  return pageOf(rows, at, ({ id }) => id)
}

export async function findListedVisit(reach: Reach, id: number): Promise<ListedVisit | undefined> {
  const { rows } = await pool().query<ListedVisit>(`${VISITS} and v.id = $2`, [idsOf(reach), id])
  return rows[0]
}

const VISITS = `select v.id, w.id as "planId", w."territoryId", v."retailerId", to_char(d.date, 'YYYY-MM-DD') as date,
    d."dayIndex", v.position, v.arrive, v.start, v.leave, v."driveSeconds", v."driveMeters", v.channel, v.locked,
    v."lockReason", v.purposes, v.breaches
  from "PlannedVisit" v join "PlanDay" d on d.id = v."planDayId" join "WeekPlan" w on w."cycleId" = d."cycleId"
  where ${DAY_OF_WEEK} and ($1::int[] is null or w."territoryId" = any($1))`

export type ListedAllocation = {
  readonly id: number
  readonly productCode: string
  readonly productNameEn: string
  readonly productNameZh: string
  readonly month: string
  readonly status: 'draft' | 'published'
  /** The whole run's figures: null for a reach of some territories. */
  readonly whole: { readonly supplyUnits: number; readonly allocatedUnits: number } | null
  /** Sums within reach. */
  readonly retailers: number
  readonly demandUnits: number
  readonly units: number
  readonly createdAt: string
  readonly publishedAt: string | null
}

export type AllocationListing = {
  readonly id?: number | undefined
  readonly month?: string | undefined
  readonly productCode?: string | undefined
  readonly status?: 'draft' | 'published' | undefined
}

/** Runs of the allocation; for some territories, those that give something to a retailer of theirs. */
export async function listAllocationsPage(
  reach: Reach,
  { id, month, productCode, status }: AllocationListing,
  at: PageAt,
): Promise<PageOf<ListedAllocation>> {
  type Row = Omit<ListedAllocation, 'whole' | 'createdAt' | 'publishedAt' | 'month'> & {
    month: number
    supplyUnits: number
    allocatedUnits: number
    createdAt: Date
    publishedAt: Date | null
  }
  const { rows } = await pool().query<Row>(
    `select run.id, product.code as "productCode", product."nameEn" as "productNameEn",
       product."nameZh" as "productNameZh", cycle.month, run.status, run."supplyUnits", run."allocatedUnits",
       lines.*, run."createdAt", run."publishedAt"
     from "AllocationRun" run join "SupplyCycle" cycle on cycle.id = run."supplyCycleId"
     join "Product" product on product.id = cycle."productId" cross join lateral (
       select count(*)::int as retailers, coalesce(sum(line."demandUnits"), 0)::int as "demandUnits",
         coalesce(sum(line.units), 0)::int as units
       from "AllocationLine" line join "Retailer" r on r.id = line."retailerId"
       where line."runId" = run.id and ($2::int[] is null or r."territoryId" = any($2))
     ) lines
     where run.id > $1 and ($2::int[] is null or lines.retailers > 0) and ($3::int is null or run.id = $3)
       and ($4::int is null or cycle.month = $4) and ($5::text is null or product.code = $5)
       and ($6::text is null or run.status::text = $6)
     order by run.id limit $7`,
    [
      at.after,
      idsOf(reach),
      id ?? null,
      month === undefined ? null : Number(month.replace('-', '')),
      productCode ?? null,
      status ?? null,
      at.limit + 1,
    ],
  )
  const runs = rows.map(({ supplyUnits, allocatedUnits, createdAt, publishedAt, ...row }) => ({
    ...row,
    month: `${Math.floor(row.month / 100)}-${String(row.month % 100).padStart(2, '0')}`,
    whole: reach === 'all' ? { supplyUnits, allocatedUnits } : null,
    createdAt: createdAt.toISOString(),
    publishedAt: publishedAt?.toISOString() ?? null,
  }))
  return pageOf(runs, at, (run) => run.id)
}

export type ListedAllocationLine = {
  readonly retailerId: number
  readonly zoneKey: string
  readonly tier: number
  readonly demandUnits: number
  readonly units: number
  readonly reason: Purpose
}

/** What one run gives each retailer, by retailer. */
export async function listAllocationLinesPage(
  reach: Reach,
  runId: number,
  at: PageAt,
): Promise<PageOf<ListedAllocationLine>> {
  const rows = await db.allocationLine.findMany({
    where: { runId, retailerId: { gt: at.after }, ...(reach !== 'all' && { retailer: inReach(reach) }) },
    omit: { runId: true },
    orderBy: { retailerId: 'asc' },
    take: at.limit + 1,
  })
  const lines = rows.map((row) => ({ ...row, reason: row.reason as unknown as Purpose }))
  return pageOf(lines, at, ({ retailerId }) => retailerId)
}

function pageOf<T>(rows: readonly T[], { limit }: PageAt, idOf: (row: T) => number): PageOf<T> {
  const items = rows.slice(0, limit)
  const last = items.at(-1)
  return { items, next: rows.length > limit && last !== undefined ? idOf(last) : null }
}

function inReach(reach: Reach): { territoryId?: { in: number[] } } {
  return reach === 'all' ? {} : { territoryId: { in: [...reach] } }
}

function afterId({ after }: PageAt): { id: { gt: number } } {
  return { id: { gt: after } }
}

function idsOf(reach: Reach): readonly number[] | null {
  return reach === 'all' ? null : reach
}

function toRetailer({
  lng,
  lat,
  openWindows,
  lastVisitOn,
  openedOn,
  closedAt,
  updatedAt,
  ...row
}: Prisma.RetailerGetPayload<{ select: typeof RETAILER }>): ListedRetailer {
  return {
    ...row,
    position: [lng, lat],
    serviceClass: row.serviceClass as ServiceClass,
    contactPreference: row.contactPreference as ContactPreference,
    openWindows: openWindows as unknown as [number, number][],
    lastVisitOn: lastVisitOn && isoDate(lastVisitOn),
    openedOn: openedOn && isoDate(openedOn),
    closedAt: closedAt?.toISOString() ?? null,
    updatedAt: updatedAt.toISOString(),
  }
}
