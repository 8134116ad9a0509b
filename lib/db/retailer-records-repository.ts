/**
 * What has happened at one retailer and what is planned: visits, orders and shares of scarce products.
 *
 * Units   whole units of a product; months as `YYYY-MM`, as the screens show them.
 */
import type { LineReason } from '@/lib/domain/allocation/allocate'
import { pool } from './client'

export type PastVisit = {
  readonly id: number
  readonly date: string
  readonly channel: string
  readonly done: boolean
  readonly reason: string | null
  readonly notes: string
  readonly author: string | null
}

/** Newest first. */
export async function listPastVisits(retailerId: number, limit: number): Promise<PastVisit[]> {
  const { rows } = await pool().query<PastVisit>(
    `select v.id, to_char(v.date, 'YYYY-MM-DD') as date, v.channel, v.done, v.reason, v.notes, u.name as author
     from "VisitRecord" v left join "User" u on u.id = v."authorId"
     where v."retailerId" = $1 order by v.date desc, v.id desc limit $2`,
    [retailerId, limit],
  )
  return rows
}

export type ComingVisit = {
  readonly date: string
  readonly start: number
  readonly channel: string
  readonly status: 'draft' | 'published'
  readonly week: string
  readonly territoryId: number
}

/** The visits that week plans have from a day on, drafts and published ones, by day. */
export async function listComingVisits(retailerId: number, from: string): Promise<ComingVisit[]> {
  const { rows } = await pool().query<ComingVisit>(
    `select to_char(d.date, 'YYYY-MM-DD') as date, v.start, v.channel, w.status, w.week, w."territoryId"
     from "PlannedVisit" v join "PlanDay" d on d.id = v."planDayId"
     join "WeekPlan" w on w."cycleId" = d."cycleId" and to_char(d.date, 'IYYY-"W"IW') = w.week
     where v."retailerId" = $1 and d.date >= $2::date order by d.date, v.start, w.status`,
    [retailerId, from],
  )
  return rows
}

export type OrderMonth = {
  readonly month: string
  readonly need: number
  readonly ordered: number
  readonly delivered: number
}

/** Sums over all products, oldest first; at most so many of the latest months. */
export async function listOrderMonths(retailerId: number, months: number): Promise<OrderMonth[]> {
  const { rows } = await pool().query<Omit<OrderMonth, 'month'> & { month: number }>(
    `select month, sum(need)::int as need, sum(ordered)::int as ordered, sum(delivered)::int as delivered
     from "Order" where "retailerId" = $1 group by month order by month desc limit $2`,
    [retailerId, months],
  )
  return rows.toReversed().map(({ month, ...sums }) => ({ ...sums, month: monthOf(month) }))
}

export type RetailerShare = {
  readonly productId: number
  readonly nameEn: string
  readonly nameZh: string
  readonly month: string
  readonly demandUnits: number
  readonly units: number
  readonly reason: LineReason
}

/** The latest published share of each scarce product, from a month on where one is given. */
export async function listLatestShares(retailerId: number, from = 0): Promise<RetailerShare[]> {
  const { rows } = await pool().query<Omit<RetailerShare, 'month'> & { month: number }>(
    `select distinct on (p.code) p.id as "productId", p."nameEn", p."nameZh", s.month, l."demandUnits", l.units, l.reason
     from "AllocationLine" l join "AllocationRun" r on r.id = l."runId"
     join "SupplyCycle" s on s.id = r."supplyCycleId" join "Product" p on p.id = s."productId"
     where l."retailerId" = $1 and r.status = 'published' and s.month >= $2
     order by p.code, s.month desc`,
    [retailerId, from],
  )
  return rows.map(({ month, ...share }) => ({ ...share, month: monthOf(month) }))
}

function monthOf(month: number): string {
  return `${Math.floor(month / 100)}-${String(month % 100).padStart(2, '0')}`
}
