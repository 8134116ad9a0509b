/**
 * The planning problem and the plan, as outside programs exchange them (`docs/planner.md` has the schema and every formula).
 *
 * Units   whole seconds of the day, whole metres, positions [lng, lat] WGS 84; a *day* is an index into `days`.
 * Shape   the JSON of the contract, but for travel matrices, which are flat and row-major (row = from, column = to).
 */
import type { Position } from '@/lib/domain/geo/position'

export type PlanProblem = {
  readonly days: readonly { readonly date: string }[]
  readonly managers: readonly PlanManager[]
  readonly stores: readonly PlanStore[]
  readonly travel: TravelTable | TravelEstimate | TravelRoads
  readonly weights: PlanWeights
  readonly previous?: Pick<Plan, 'routes'>
}

export type PlanManager = {
  readonly id: string
  readonly start: Position
  readonly end: Position
  readonly shift: Interval
  readonly break?: { readonly window: Interval; readonly seconds: number }
  readonly visitsMax?: number
  readonly daysOff?: readonly number[]
}

export type PlanStore = {
  readonly id: string
  readonly position: Position
  /** Without one the planner assigns one manager to all visits of the store. */
  readonly manager?: string
  readonly lastVisit?: string
  readonly serviceSeconds: number
  readonly windows?: readonly Interval[]
  readonly closedDays?: readonly number[]
  readonly priority?: number
  readonly channel?: 'onsite' | 'phone'
  readonly lock?: readonly VisitLock[]
  /** Allowed sets of days; or instead `visits` and `gapDays`. */
  readonly patterns?: readonly (readonly number[])[]
  readonly visits?: number
  readonly gapDays?: Interval
}

export type VisitLock = { readonly day: number; readonly manager?: string; readonly position?: number }
export type Interval = readonly [from: number, to: number]

/** A leg takes at most `SECOND_MAX`; one of `UNREACHABLE_S` is no way from here to there. */
export type TravelTable = {
  readonly places: readonly string[]
  readonly seconds: Int32Array
  readonly meters: Int32Array
  /** Where the times come from, for the plan's `travelSource`; `matrix` if not said. */
  readonly source?: string
}
export type TravelEstimate = { readonly estimate: { readonly speedKmh: number; readonly detour: number } }
export type TravelRoads = { readonly roads: string }
export const UNREACHABLE_S = 10_000_000
/** Times of a day end two days after it began; no shift, visit or leg is longer. */
export const SECOND_MAX = 2 * 86_400

export const WEIGHTS = ['drive', 'overtime', 'unplanned', 'balance', 'compact', 'change'] as const
export type PlanWeights = Readonly<Record<(typeof WEIGHTS)[number], number>>
export const DEFAULT_WEIGHTS: PlanWeights = {
  drive: 1,
  overtime: 10,
  unplanned: 3600,
  balance: 0,
  compact: 0,
  change: 0,
}

export type Plan = {
  readonly routes: readonly PlanRoute[]
  readonly unplanned: readonly Unplanned[]
  readonly cost: PlanCost
  readonly seed: number
  readonly iterations: number
  readonly seconds: number
  readonly travelSource: string
}

export type PlanRoute = {
  readonly manager: string
  readonly day: number
  readonly stops: readonly PlanStop[]
  readonly break: { readonly start: number; readonly end: number } | null
  readonly startTime: number
  readonly endTime: number
  readonly driveSeconds: number
  readonly driveMeters: number
  readonly workSeconds: number
}

/** `driveSeconds` and `driveMeters` are the leg that leads to the stop. */
export type PlanStop = {
  readonly store: string
  readonly arrive: number
  readonly start: number
  readonly leave: number
  readonly driveSeconds: number
  readonly driveMeters: number
}

export const UNPLANNED_REASONS = [
  'window',
  'shift',
  'capacity',
  'closed',
  'unreachable',
  'channel',
  'locked',
  'gap',
] as const
export type UnplannedReason = (typeof UNPLANNED_REASONS)[number]

export type Unplanned = {
  readonly store: string
  readonly visits: number
  readonly reason: UnplannedReason
  readonly needs?: Relaxation & { readonly and?: readonly Relaxation[] }
}

/** A change of the problem: of the store's field, or of the named manager's, from one value to another. */
export type Relaxation = {
  readonly field: string
  readonly from: unknown
  readonly to: unknown
  readonly manager?: string
}

export const COST_TERMS = ['drive', 'overtime', 'unplanned', 'balance', 'compact', 'change'] as const
export type PlanCost = { readonly total: number } & Readonly<Record<(typeof COST_TERMS)[number], number>>

export function isTravelTable(travel: PlanProblem['travel']): travel is TravelTable {
  return 'places' in travel
}
