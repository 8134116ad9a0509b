/** Runs of the planner, as screens follow them: asked for, under way, over. */
import type { Freedom } from '@/lib/domain/routing/replan'
import { db, pool } from './client'
import { Prisma } from './generated/client'

export const RUN_STATES = ['queued', 'running', 'done', 'failed', 'cancelled'] as const
export type RunState = (typeof RUN_STATES)[number]

export type PlanRunRecord = {
  readonly id: number
  readonly territoryId: number
  readonly week: string
  /** How much of a plan that stands may move. */
  readonly freedom: Freedom
  readonly state: RunState
  /** Share of the search that is over, 0 … 1. */
  readonly progress: number
  readonly cost: number | null
  readonly cancelRequested: boolean
  readonly cycleId: number | null
  readonly failure: { readonly code: string } | null
  readonly authorId: string
}

const ACTIVE: RunState[] = ['queued', 'running']

/** The run that is under way for a territory and week, or a new one that waits. */
export async function findOrCreateRun({
  territoryId,
  week,
  freedom,
  authorId,
}: Pick<PlanRunRecord, 'territoryId' | 'week' | 'freedom' | 'authorId'>): Promise<{
  run: PlanRunRecord
  isNew: boolean
}> {
  return db.$transaction(async (tx) => {
    await tx.$executeRaw`select pg_advisory_xact_lock(${territoryId}::int, hashtext(${week}))`
    const active = await tx.planRun.findFirst({
      where: { territoryId, week, state: { in: ACTIVE } },
      orderBy: { id: 'desc' },
    })
    if (active) return { run: toRecord(active), isNew: false }
    const created = await tx.planRun.create({ data: { territoryId, week, freedom, authorId } })
    return { run: toRecord(created), isNew: true }
  })
}

export async function findRun(id: number): Promise<PlanRunRecord | undefined> {
  const row = await db.planRun.findUnique({ where: { id } })
  return row ? toRecord(row) : undefined
}

/** Runs of a week that are not over, by territory. */
export async function listActiveRuns(
  territoryIds: readonly number[],
  week: string,
): Promise<PlanRunRecord[]> {
  const rows = await db.planRun.findMany({
    where: { territoryId: { in: [...territoryIds] }, week, state: { in: ACTIVE } },
    orderBy: { id: 'asc' },
  })
  return rows.map(toRecord)
}

export async function listRuns(ids: readonly number[]): Promise<PlanRunRecord[]> {
  const rows = await db.planRun.findMany({ where: { id: { in: [...ids] } }, orderBy: { id: 'asc' } })
  return rows.map(toRecord)
}

/** Takes a waiting run, or one whose worker died, into work; undefined if it is over or called off. */
export async function startRun(id: number): Promise<PlanRunRecord | undefined> {
  const started = await db.planRun.updateMany({
    where: { id, state: { in: ACTIVE }, cancelRequested: false },
    data: { state: 'running', progress: 0, cost: null },
  })
  if (started.count === 0) {
    await db.planRun.updateMany({ where: { id, state: { in: ACTIVE } }, data: { state: 'cancelled' } })
    return undefined
  }
  return findRun(id)
}

/** Notes how far a run is; true if it shall end. */
export async function noteProgress(id: number, progress: number, cost: number): Promise<boolean> {
  const { rows } = await pool().query<{ cancelRequested: boolean }>(
    `update "PlanRun" set progress = $2, cost = $3, "updatedAt" = now() where id = $1 returning "cancelRequested"`,
    [id, progress, cost],
  )
  return rows[0]?.cancelRequested ?? true
}

export async function endRun(
  id: number,
  end: {
    readonly state: 'done' | 'failed' | 'cancelled' | 'queued'
    readonly cycleId?: number
    readonly failure?: { readonly code: string }
  },
): Promise<void> {
  await db.planRun.update({
    where: { id },
    data: {
      state: end.state,
      cycleId: end.cycleId ?? null,
      failure: end.failure ?? Prisma.DbNull,
      ...(end.state === 'done' && { progress: 1 }),
    },
  })
}

/** Asks a run to end; one that nobody has taken yet is over at once. */
export async function requestCancel(id: number): Promise<void> {
  await db.planRun.updateMany({ where: { id, state: 'running' }, data: { cancelRequested: true } })
  await db.planRun.updateMany({
    where: { id, state: 'queued' },
    data: { cancelRequested: true, state: 'cancelled' },
  })
}

function toRecord(row: {
  id: number
  territoryId: number
  week: string
  freedom: string
  state: string
  progress: number
  cost: number | null
  cancelRequested: boolean
  cycleId: number | null
  failure: Prisma.JsonValue
  authorId: string
}): PlanRunRecord {
  const { id, territoryId, week, progress, cost, cancelRequested, cycleId, authorId } = row
  const failure = row.failure as { code: string } | null
  return {
    id,
    territoryId,
    week,
    freedom: row.freedom as Freedom,
    state: row.state as RunState,
    progress,
    cost,
    cancelRequested,
    cycleId,
    failure,
    authorId,
  }
}
