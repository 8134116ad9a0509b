/**
 * Plan cycles and the week plans at their heads.
 *
 * Shape   a store of the planning problem is named by its retailer's id as text; places of the travel matrix are start,
 *         end, then the stores in the problem's order; matrices are row-major whole seconds and metres.
 */
import { assert } from '@/lib/domain/assert'
import type { Plan, PlanProblem, PlanRoute, UnplannedReason } from '@/lib/domain/routing/problem'
import type { Freedom } from '@/lib/domain/routing/replan'
import type { PurposeParam } from '@/lib/domain/routing/service/purposes'
import type { MoveReason } from '@/lib/domain/routing/visit-moves'
import { db, pool } from './client'
import { Prisma } from './generated/client'
import { dateOf, isoDate } from './organization-repository'

export type Travel = { readonly size: number; readonly seconds: Int32Array; readonly meters: Int32Array }
export type Purpose = { readonly code: string; readonly params: Readonly<Record<string, PurposeParam>> }
type JsonRows = Prisma.InputJsonArray
export type VisitLock = { readonly by: string; readonly reason: string }

/** What planning a week again changed in it. */
export type ReplanRecord = {
  readonly freedom: Freedom
  /** Of the week before. */
  readonly visits: number
  readonly moves: readonly {
    readonly retailerId: number
    readonly from: string | null
    readonly to: string | null
    readonly why: MoveReason
  }[]
}

export type PlanCycleDraft = {
  territoryId: number
  week: string
  dates: readonly string[]
  problem: PlanProblem
  travel: Travel
  plan: Plan
  /** why each visit is made, by `store:day` */
  purposes: ReadonlyMap<string, readonly Purpose[]>
  /** locks that the plan was made with, by `store:day` */
  locks: ReadonlyMap<string, VisitLock>
  /** parameter-set versions by kind */
  parameters: Readonly<Record<string, number>>
  replan?: ReplanRecord
  authorId: string | null
}

/** Stores a cycle as the draft of its week, in place of an earlier draft, which can come back (replan-repository.ts). */
export async function saveDraftCycle(
  draft: PlanCycleDraft,
): Promise<{ cycleId: number; weekPlanId: number }> {
  const { plan } = draft
  const channels = channelsOf(draft.problem)
  return db.$transaction(
    async (tx) => {
      const { territoryId, week: ofWeek } = draft
      const earlier = await tx.weekPlan.findFirst({ where: { territoryId, week: ofWeek, status: 'draft' } })
      if (earlier) {
        await tx.planCycle.deleteMany({ where: { replacedById: earlier.cycleId } })
        await tx.weekPlan.delete({ where: { id: earlier.id } })
      }
      const cycle = await tx.planCycle.create({
        data: {
          territoryId: draft.territoryId,
          startsOn: dateOf(draft.dates[0] as string),
          dates: [...draft.dates],
          problem: withoutTravel(draft.problem),
          travel: bytesOf(draft.travel),
          cost: plan.cost,
          seed: plan.seed,
          iterations: plan.iterations,
          seconds: plan.seconds,
          travelSource: plan.travelSource,
          parameters: draft.parameters,
          replan: (draft.replan as Prisma.InputJsonObject | undefined) ?? Prisma.DbNull,
          authorId: draft.authorId,
        },
      })
      if (earlier) {
        await tx.planCycle.update({ where: { id: earlier.cycleId }, data: { replacedById: cycle.id } })
      }
      const days = await tx.planDay.createManyAndReturn({
        data: draft.dates.map((date, dayIndex) => ({
          cycleId: cycle.id,
          dayIndex,
          date: dateOf(date),
          ...daySums(plan.routes.find((route) => route.day === dayIndex)),
        })),
        select: { id: true, dayIndex: true },
      })
      const dayIds = new Map(days.map(({ id, dayIndex }) => [dayIndex, id]))
      await tx.plannedVisit.createMany({
        data: plan.routes.flatMap((route) =>
          visitRows(route, dayIds.get(route.day) as number, channels, draft.purposes, draft.locks),
        ),
      })
      await tx.unplannedVisit.createMany({
        data: plan.unplanned.map(({ store, visits, reason, needs }) => ({
          cycleId: cycle.id,
          retailerId: Number(store),
          visits,
          reason,
          needs: (needs ?? undefined) as Prisma.InputJsonValue,
        })),
      })
      const week = await tx.weekPlan.create({
        data: { territoryId: draft.territoryId, cycleId: cycle.id, week: draft.week },
      })
      return { cycleId: cycle.id, weekPlanId: week.id }
    },
    { timeout: 60_000 },
  )
}

export type WeekPlanRecord = {
  id: number
  territoryId: number
  cycleId: number
  week: string
  status: 'draft' | 'published'
  version: number
  publishedAt: Date | null
  publishedBy: string | null
  updatedAt: Date
}

/** The draft and the published plan of a week, the draft first. */
export async function listWeekPlans(
  territoryIds: readonly number[],
  week: string,
): Promise<WeekPlanRecord[]> {
  return db.weekPlan.findMany({
    where: { territoryId: { in: [...territoryIds] }, week },
    orderBy: [{ territoryId: 'asc' }, { status: 'asc' }],
  })
}

export async function findWeekPlan(id: number): Promise<WeekPlanRecord | null> {
  return db.weekPlan.findUnique({ where: { id } })
}

export type PlannedVisitRecord = {
  id: number
  retailerId: number
  position: number
  arrive: number
  start: number
  leave: number
  driveSeconds: number
  driveMeters: number
  channel: string
  locked: boolean
  lockedBy: string | null
  lockReason: string | null
  purposes: Purpose[]
  breaches: Purpose[]
}

export type PlanDayRecord = {
  id: number
  dayIndex: number
  date: string
  startTime: number | null
  endTime: number | null
  break: { start: number; end: number } | null
  driveSeconds: number
  driveMeters: number
  workSeconds: number
  legs: [number, number][][] | null
  visits: PlannedVisitRecord[]
}

export type PlanCycleRecord = {
  id: number
  territoryId: number
  dates: string[]
  cost: Plan['cost']
  seed: number
  iterations: number
  seconds: number
  travelSource: string
  parameters: Record<string, number>
  replan: ReplanRecord | null
  /** The draft that it took the place of, if that is kept. */
  replacedId: number | null
  createdAt: Date
  days: PlanDayRecord[]
  unplanned: {
    retailerId: number
    visits: number
    reason: UnplannedReason
    needs: Plan['unplanned'][number]['needs']
  }[]
}

/** A cycle as the screen shows it: its days with their visits in order, without problem and matrices. */
export async function getCycle(id: number): Promise<PlanCycleRecord> {
  const row = await db.planCycle.findUniqueOrThrow({
    where: { id },
    omit: { problem: true, travel: true },
    include: {
      replaced: { select: { id: true } },
      days: { orderBy: { dayIndex: 'asc' }, include: { visits: { orderBy: { position: 'asc' } } } },
      unplanned: { orderBy: { retailerId: 'asc' } },
    },
  })
  return {
    ...row,
    cost: row.cost as Plan['cost'],
    parameters: row.parameters as Record<string, number>,
    replan: row.replan as ReplanRecord | null,
    replacedId: row.replaced?.id ?? null,
    days: row.days.map((day) => ({
      ...day,
      date: isoDate(day.date),
      break:
        day.breakStart === null || day.breakEnd === null
          ? null
          : { start: day.breakStart, end: day.breakEnd },
      legs: day.legs as [number, number][][] | null,
      visits: day.visits.map((visit) => ({
        ...visit,
        purposes: visit.purposes as Purpose[],
        breaches: visit.breaches as Purpose[],
      })),
    })),
    unplanned: row.unplanned.map((visit) => ({
      ...visit,
      reason: visit.reason as UnplannedReason,
      needs: visit.needs as unknown as Plan['unplanned'][number]['needs'],
    })),
  }
}

/** The problem that a cycle solved, with its travel table. */
export async function getProblem(cycleId: number): Promise<PlanProblem> {
  const row = await db.planCycle.findUniqueOrThrow({
    where: { id: cycleId },
    select: { problem: true, travel: true, travelSource: true },
  })
  assert(row.travel, `plan cycle ${cycleId} has no travel matrix`)
  const problem = row.problem as unknown as PlanProblem
  const { size, seconds, meters } = travelOf(row.travel)
  const manager = problem.managers[0]?.id
  const places = [`${manager}:start`, `${manager}:end`, ...problem.stores.map(({ id }) => id)]
  assert(size === places.length, `plan cycle ${cycleId} has ${size} places for ${places.length}`)
  return { ...problem, travel: { places, seconds, meters, source: row.travelSource } }
}

/** What a change by hand leaves behind: changed days whole, and on the others what became of the breaches. */
export type EditedDays = {
  readonly days: readonly { readonly dayId: number; readonly route: PlanRoute }[]
  /** by `store:day` */
  readonly breaches: ReadonlyMap<string, readonly Purpose[]>
  readonly locks: ReadonlyMap<string, VisitLock>
  /** by store id */
  readonly channels: ReadonlyMap<string, string>
  /** by `store:day` */
  readonly purposes: ReadonlyMap<string, readonly Purpose[]>
  readonly unplanned: ReadonlyMap<string, number>
  readonly otherBreaches: readonly { readonly visitId: number; readonly breaches: readonly Purpose[] }[]
  readonly cost: Plan['cost']
}

/**
 * Puts changed days in the place of the old ones; their geometry is made again when asked for. False if the draft is no
 * longer at the given version: someone else changed it.
 */
export async function replaceDays(
  plan: { readonly id: number; readonly cycleId: number; readonly version: number },
  edited: EditedDays,
): Promise<boolean> {
  return db.$transaction(async (tx) => {
    if (!(await raiseVersion(tx, plan))) return false
    for (const { dayId } of edited.days) await tx.plannedVisit.deleteMany({ where: { planDayId: dayId } })
    for (const { dayId, route } of edited.days) {
      await tx.planDay.update({
        where: { id: dayId },
        data: { ...daySums(route.stops.length > 0 ? route : undefined), legs: Prisma.DbNull },
      })
      const { channels, purposes, locks, breaches } = edited
      await tx.plannedVisit.createMany({ data: visitRows(route, dayId, channels, purposes, locks, breaches) })
    }
    for (const { visitId, breaches } of edited.otherBreaches) {
      await tx.plannedVisit.update({ where: { id: visitId }, data: { breaches: breaches as JsonRows } })
    }
    for (const [store, visits] of edited.unplanned) {
      const where = { cycleId: plan.cycleId, retailerId: Number(store) }
      if (visits === 0) await tx.unplannedVisit.deleteMany({ where })
      else await tx.unplannedVisit.updateMany({ where, data: { visits } })
    }
    await tx.planCycle.update({ where: { id: plan.cycleId }, data: { cost: edited.cost } })
    return true
  })
}

/** Sets or takes away a lock; false if the draft is no longer at the given version. */
export async function setLock(
  plan: { readonly id: number; readonly version: number },
  visitId: number,
  lock: VisitLock | null,
): Promise<boolean> {
  return db.$transaction(async (tx) => {
    if (!(await raiseVersion(tx, plan))) return false
    await tx.plannedVisit.update({
      where: { id: visitId },
      data: { locked: lock !== null, lockedBy: lock?.by ?? null, lockReason: lock?.reason ?? null },
    })
    return true
  })
}

async function raiseVersion(
  tx: Prisma.TransactionClient,
  { id, version }: { readonly id: number; readonly version: number },
): Promise<boolean> {
  const raised = await tx.weekPlan.updateMany({
    where: { id, version, status: 'draft' },
    data: { version: { increment: 1 } },
  })
  return raised.count === 1
}

export async function saveLegs(
  dayId: number,
  legs: readonly (readonly (readonly [number, number])[])[],
): Promise<void> {
  await db.planDay.update({ where: { id: dayId }, data: { legs: legs as unknown as Prisma.InputJsonValue } })
}

/** The draft takes the place of what was published for its week; an earlier draft that it replaced is let go. */
export async function publishWeekPlan(id: number, authorId: string, at: Date): Promise<void> {
  await db.$transaction(async (tx) => {
    const plan = await tx.weekPlan.findUniqueOrThrow({ where: { id } })
    await tx.planCycle.deleteMany({
      where: {
        OR: [
          { territoryId: plan.territoryId, week: { week: plan.week, status: 'published' } },
          { replacedById: plan.cycleId },
        ],
      },
    })
    await tx.weekPlan.update({
      where: { id },
      data: { status: 'published', publishedAt: at, publishedBy: authorId },
    })
  })
}

/** A copy of a published plan to work on, so that the published one stays as it is. */
export async function copyToDraft(weekPlanId: number, authorId: string): Promise<number> {
  const client = await pool().connect()
  try {
    await client.query('begin')
    const copied = await client.query<{ id: number; territory: number; week: string; old: number }>(
      `with source as (select * from "WeekPlan" where id = $1),
       cycle as (
         insert into "PlanCycle" ("territoryId", "startsOn", dates, problem, travel, cost, seed, iterations, seconds,
           "travelSource", parameters, "authorId")
         select c."territoryId", c."startsOn", c.dates, c.problem, c.travel, c.cost, c.seed, c.iterations, c.seconds,
           c."travelSource", c.parameters, $2
         from "PlanCycle" c join source on c.id = source."cycleId" returning id
       )
       select cycle.id, source."territoryId" as territory, source.week, source."cycleId" as old from cycle, source`,
      [weekPlanId, authorId],
    )
    const cycle = copied.rows[0]
    assert(cycle, `week plan ${weekPlanId} is gone`)
    await client.query(
      `with day as (
         insert into "PlanDay" ("cycleId", "dayIndex", date, "startTime", "endTime", "breakStart", "breakEnd",
           "driveSeconds", "driveMeters", "workSeconds", legs)
         select $1, "dayIndex", date, "startTime", "endTime", "breakStart", "breakEnd", "driveSeconds", "driveMeters",
           "workSeconds", legs from "PlanDay" where "cycleId" = $2 returning id, "dayIndex"
       )
       insert into "PlannedVisit" ("planDayId", "retailerId", position, arrive, start, leave, "driveSeconds",
         "driveMeters", channel, locked, "lockedBy", "lockReason", purposes, breaches)
       select day.id, v."retailerId", v.position, v.arrive, v.start, v.leave, v."driveSeconds", v."driveMeters",
         v.channel, v.locked, v."lockedBy", v."lockReason", v.purposes, v.breaches
       from "PlannedVisit" v join "PlanDay" old on old.id = v."planDayId" join day on day."dayIndex" = old."dayIndex"
       where old."cycleId" = $2`,
      [cycle.id, cycle.old],
    )
    await client.query(
      `insert into "UnplannedVisit" ("cycleId", "retailerId", visits, reason, needs)
       select $1, "retailerId", visits, reason, needs from "UnplannedVisit" where "cycleId" = $2`,
      [cycle.id, cycle.old],
    )
    const plan = await client.query<{ id: number }>(
      `insert into "WeekPlan" ("territoryId", "cycleId", week, "updatedAt") values ($1, $2, $3, now()) returning id`,
      [cycle.territory, cycle.id, cycle.week],
    )
    await client.query('commit')
    return (plan.rows[0] as { id: number }).id
  } catch (error) {
    await client.query('rollback')
    throw error
  } finally {
    client.release()
  }
}

/** How each store of a problem is visited, by store id. */
export function channelsOf({ stores }: PlanProblem): Map<string, string> {
  return new Map(stores.map(({ id, channel }) => [id, channel ?? 'onsite']))
}

function visitRows(
  route: PlanRoute,
  planDayId: number,
  channels: ReadonlyMap<string, string>,
  purposes: ReadonlyMap<string, readonly Purpose[]>,
  locks: ReadonlyMap<string, VisitLock>,
  breaches?: ReadonlyMap<string, readonly Purpose[]>,
): Prisma.PlannedVisitCreateManyInput[] {
  return route.stops.map((stop, position) => {
    const key = `${stop.store}:${route.day}`
    const lock = locks.get(key)
    return {
      planDayId,
      retailerId: Number(stop.store),
      position,
      arrive: stop.arrive,
      start: stop.start,
      leave: stop.leave,
      driveSeconds: stop.driveSeconds,
      driveMeters: stop.driveMeters,
      channel: channels.get(stop.store) ?? 'onsite',
      locked: lock !== undefined,
      lockedBy: lock?.by ?? null,
      lockReason: lock?.reason ?? null,
      purposes: (purposes.get(key) ?? []) as JsonRows,
      breaches: (breaches?.get(key) ?? []) as JsonRows,
    }
  })
}

function daySums(route: PlanRoute | undefined) {
  return {
    startTime: route?.startTime ?? null,
    endTime: route?.endTime ?? null,
    breakStart: route?.break?.start ?? null,
    breakEnd: route?.break?.end ?? null,
    driveSeconds: route?.driveSeconds ?? 0,
    driveMeters: route?.driveMeters ?? 0,
    workSeconds: route?.workSeconds ?? 0,
  }
}

function withoutTravel(problem: PlanProblem): Prisma.InputJsonValue {
  const { travel: _travel, previous: _previous, ...rest } = problem
  return rest as unknown as Prisma.InputJsonValue
}

function bytesOf({ seconds, meters }: Travel): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(seconds.byteLength + meters.byteLength)
  bytes.set(new Uint8Array(seconds.buffer, seconds.byteOffset, seconds.byteLength))
  bytes.set(new Uint8Array(meters.buffer, meters.byteOffset, meters.byteLength), seconds.byteLength)
  return bytes
}

function travelOf(bytes: Uint8Array): Travel {
  const cells = bytes.byteLength / 8
  const copy = bytes.slice().buffer
  return {
    size: Math.round(Math.sqrt(cells)),
    seconds: new Int32Array(copy, 0, cells),
    meters: new Int32Array(copy, cells * 4, cells),
  }
}
