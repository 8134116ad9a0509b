/** Week plans and their visits in pages, as REST lists them (listing-page.ts). */
import type { BBox } from '@/lib/domain/geo/position'
import { pool } from './client'
import { type PageAt, type PageOf, pageOf } from './listing-page'
import type { Purpose } from './plan-repository'
import { idsOf, type Reach } from './reach'

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
