/** The published week plans of the months before today, as the visits of the demonstration were planned. */
import type { PoolClient } from '@/lib/db/copy'
import { copyRows } from '@/lib/db/copy'
import { listTerritories } from '@/lib/db/territory-repository'
import { addDays, type IsoDate, weekStart } from '@/lib/domain/calendar/dates'
import {
  type PastPlansInput,
  type PastTerritory,
  type PastWeek,
  planPastWeeks,
  visitKey,
} from '@/lib/domain/demonstration/past-plans'
import { DEFAULT_WEIGHTS, type PlanCost } from '@/lib/domain/routing/problem'

export type PastPlans = Omit<PastPlansInput, 'territories'> & {
  readonly retailerIds: readonly number[]
  readonly publishedBy: string
  /** Versions of the parameter sets that went in. */
  readonly parameters: Readonly<Record<string, number>>
}

type Row = readonly unknown[]
const TABLES = {
  PlanCycle: [
    ...[
      'id',
      'territoryId',
      'startsOn',
      'dates',
      'problem',
      'travel',
      'cost',
      'seed',
      'iterations',
      'seconds',
    ],
    ...['travelSource', 'parameters', 'authorId', 'createdAt'],
  ],
  WeekPlan: [
    ...['territoryId', 'cycleId', 'week', 'status', 'publishedAt', 'publishedBy', 'createdAt', 'updatedAt'],
  ],
  PlanDay: [
    ...[
      'id',
      'cycleId',
      'dayIndex',
      'date',
      'startTime',
      'endTime',
      'breakStart',
      'breakEnd',
      'driveSeconds',
    ],
    ...['driveMeters', 'workSeconds'],
  ],
  PlannedVisit: [
    ...['planDayId', 'retailerId', 'position', 'arrive', 'start', 'leave', 'driveSeconds', 'driveMeters'],
    ...['channel', 'purposes'],
  ],
} as const
type Rows = Record<keyof typeof TABLES, Row[]>

/** In the caller's transaction, before anything else is planned. */
export async function loadPastPlans(client: PoolClient, past: PastPlans): Promise<void> {
  await client.query('truncate "PlanCycle" cascade')
  const territories = (await listTerritories('all')).map(({ id, break: pause, ...territory }) => ({
    ...territory,
    id: `${id}`,
    ...(pause && { break: pause }),
  }))
  const rows: Rows = { PlanCycle: [], WeekPlan: [], PlanDay: [], PlannedVisit: [] }
  for (const week of planPastWeeks({ ...past, territories })) {
    addWeek(rows, week, territories[week.territoryIndex]!, past)
  }
  for (const [table, columns] of Object.entries(TABLES)) {
    await copyRows(client, table, columns, rows[table as keyof typeof TABLES])
  }
  for (const table of ['PlanCycle', 'PlanDay']) {
    await client.query(
      `select setval(pg_get_serial_sequence('"${table}"', 'id'), (select max(id) from "${table}"))`,
    )
  }
}

function addWeek(rows: Rows, { week, days, visits }: PastWeek, territory: PastTerritory, past: PastPlans) {
  const { id, start, end, shift, visitsMax, break: pause } = territory
  const cycleId = rows.PlanCycle.length + 1
  const dates = days.map(({ date }) => date)
  const manager = { id, start, end, shift, visitsMax, ...(pause && { break: pause }) }
  // no stores: nobody can plan a week again that is over
  const problem = {
    days: dates.map((date) => ({ date })),
    managers: [manager],
    stores: [],
    weights: DEFAULT_WEIGHTS,
  }
  const at = fridayBefore(week)
  rows.PlanCycle.push([
    ...[
      cycleId,
      Number(id),
      dates[0],
      `{${dates.join()}}`,
      problem,
      NO_STORES,
      costOf(days, shift[1]),
      0,
      0,
      0,
    ],
    ...['estimate', past.parameters, past.publishedBy, at],
  ])
  rows.WeekPlan.push([Number(id), cycleId, week, 'published', at, past.publishedBy, at, at])
  days.forEach(({ date, route }, dayIndex) => {
    const dayId = rows.PlanDay.length + 1
    rows.PlanDay.push([
      ...[dayId, cycleId, dayIndex, date, route?.startTime, route?.endTime, route?.break?.start],
      ...[route?.break?.end, route?.driveSeconds ?? 0, route?.driveMeters ?? 0, route?.workSeconds ?? 0],
    ])
    route?.stops.forEach(({ store, arrive, start, leave, driveSeconds, driveMeters }, position) => {
      const { channel, purposes } = visits.get(visitKey(store, date))!
      rows.PlannedVisit.push([
        ...[
          dayId,
          past.retailerIds[Number(store)],
          position,
          arrive,
          start,
          leave,
          driveSeconds,
          driveMeters,
        ],
        ...[channel, purposes],
      ])
    })
  })
}

/** Seconds and metres between start and end only: 2 × 2 of each, as whole numbers of four bytes. */
const NO_STORES = new Uint8Array(32)

function costOf(days: PastWeek['days'], shiftEnd: number): PlanCost {
  const routes = days.flatMap(({ route }) => (route ? [route] : []))
  const drive = DEFAULT_WEIGHTS.drive * sum(routes.map(({ driveSeconds }) => driveSeconds))
  const overtime =
    DEFAULT_WEIGHTS.overtime * sum(routes.map(({ endTime }) => Math.max(0, endTime - shiftEnd)))
  return { total: drive + overtime, drive, overtime, unplanned: 0, balance: 0, compact: 0, change: 0 }
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0)
}

/** By UTC: exact enough for made-up entries. */
function fridayBefore(week: string): string {
  const friday: IsoDate = addDays(weekStart(week), -3)
  return `${friday}T18:00:00.000Z`
}
