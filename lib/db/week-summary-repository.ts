/** Weeks of many territories at a glance: which are planned, how they stand, and when each shop is visited last. */
import { db, pool } from './client'

/** Weeks that have a plan within reach, newest first. */
export async function listPlannedWeeks(territoryIds: readonly number[]): Promise<string[]> {
  const rows = await db.weekPlan.findMany({
    where: { territoryId: { in: [...territoryIds] } },
    distinct: ['week'],
    orderBy: { week: 'desc' },
    select: { week: true },
    take: 60,
  })
  return rows.map(({ week }) => week)
}

export type PlannedVisitDate = {
  readonly retailerId: number
  readonly date: string
  readonly channel: string
}

/**
 * The last visit of each of a territory's retailers that published weeks have between two dates, both included; also
 * weeks of another territory that the retailer belonged to.
 */
export async function listLastPlannedVisits(
  territoryId: number,
  from: string,
  to: string,
): Promise<PlannedVisitDate[]> {
  const { rows } = await pool().query<PlannedVisitDate>(
    `select distinct on (v."retailerId") v."retailerId", to_char(d.date, 'YYYY-MM-DD') as date, v.channel
     from "Retailer" r
     join "PlannedVisit" v on v."retailerId" = r.id
     join "PlanDay" d on d.id = v."planDayId"
     join "WeekPlan" w on w."cycleId" = d."cycleId" and w.week = to_char(d.date, 'IYYY-"W"IW')
     where r."territoryId" = $1 and w.status = 'published' and d.date between $2 and $3
     order by v."retailerId", d.date desc`,
    [territoryId, from, to],
  )
  return rows
}

export type WeekSummary = {
  readonly weekPlanId: number
  readonly territoryId: number
  readonly status: 'draft' | 'published'
  readonly version: number
  readonly publishedAt: Date | null
  readonly createdAt: Date
  readonly unplanned: number
  readonly days: readonly {
    readonly date: string
    readonly visits: number
    readonly locked: number
    readonly breaches: number
    readonly serviceSeconds: number
    readonly driveSeconds: number
    readonly driveMeters: number
    readonly workSeconds: number
    readonly endTime: number | null
  }[]
}

/** Sums of the drafts and published plans of a week, without their visits. */
export async function listWeekSummaries(
  territoryIds: readonly number[],
  week: string,
): Promise<WeekSummary[]> {
  const plans = await db.weekPlan.findMany({
    where: { territoryId: { in: [...territoryIds] }, week },
    orderBy: [{ territoryId: 'asc' }, { status: 'asc' }],
    select: {
      id: true,
      cycleId: true,
      territoryId: true,
      status: true,
      version: true,
      publishedAt: true,
      createdAt: true,
    },
  })
  const cycleIds = plans.map(({ cycleId }) => cycleId)
  const [days, unplanned] = await Promise.all([
    pool().query<WeekSummary['days'][number] & { cycleId: number }>(
      `select d."cycleId", to_char(d.date, 'YYYY-MM-DD') as date, d."driveSeconds", d."driveMeters", d."workSeconds",
         d."endTime", count(v.id)::int as visits, count(*) filter (where v.locked)::int as locked,
         count(*) filter (where v.breaches <> '[]')::int as breaches,
         coalesce(sum(v.leave - v.start), 0)::int as "serviceSeconds"
       from "PlanDay" d left join "PlannedVisit" v on v."planDayId" = d.id
       where d."cycleId" = any($1) and to_char(d.date, 'IYYY-"W"IW') = $2
       group by d.id order by d."cycleId", d.date`,
      [cycleIds, week],
    ),
    db.unplannedVisit.groupBy({
      by: ['cycleId'],
      where: { cycleId: { in: cycleIds } },
      _sum: { visits: true },
    }),
  ])
  return plans.map(({ id, cycleId, ...plan }) => ({
    ...plan,
    weekPlanId: id,
    unplanned: unplanned.find((sum) => sum.cycleId === cycleId)?._sum.visits ?? 0,
    days: days.rows.filter((day) => day.cycleId === cycleId).map(({ cycleId: _cycleId, ...day }) => day),
  }))
}
