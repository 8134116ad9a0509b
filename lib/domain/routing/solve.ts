/**
 * Plans the visits of a problem: splits it into independent parts, searches each, times the routes, explains what is left.
 *
 * Deterministic for problem, seed and iterations, which count for each part; a time budget only cuts them short. A part
 * gives the same plan by itself as within the whole.
 *
 * Units   seconds. `elapsed` is the caller's clock, in seconds since the start.
 * Errors  AssertionError if the problem still travels along roads, or a part is too large to hold in memory.
 */
import { assert } from '@/lib/domain/assert'
import { anneal } from './anneal'
import { planCost } from './cost'
import { explainMissing } from './explain'
import type { MakeEngine } from './kernel/engine'
import type { Model } from './kernel/model.kernel'
import { splitProblem } from './parts'
import {
  isTravelTable,
  type Plan,
  type PlanProblem,
  type PlanRoute,
  type PlanStore,
  type Unplanned,
} from './problem'
import { scheduleStops, type TravelBetween } from './schedule'
import { toModel } from './to-model'
import { travelBetween, travelTableOf } from './travel-table'

export type SolveOptions = {
  readonly iterations?: number
  readonly seed: number
  readonly secondsMax?: number
  readonly elapsed?: () => number
  readonly onProgress?: (progress: Progress) => void
  readonly shouldStop?: () => boolean
  /** A plan to go on from, which is worth nothing in itself. */
  readonly initial?: Pick<Plan, 'routes'>
  /** Who runs the kernel; TypeScript if not said. */
  readonly engine?: MakeEngine
}
/** `done` is the share of the search that is over, `cost` that of the best plan of the part under way. */
export type Progress = { readonly done: number; readonly cost: number; readonly manager?: string }

export const ITERATIONS_DEFAULT = 20_000
/** Seconds to explain a store, and the most of a time limit that this may take. */
const EXPLAIN_S = 0.002
const EXPLAIN_SHARE_MAX = 0.4
/** More places than this would need more memory than a process should take. */
export const PART_STORES_MAX = 8000

export function solve(problem: PlanProblem, options: SolveOptions): Plan {
  const parts = splitProblem(problem)
  const work = parts.map(({ stores }) => stores.length)
  let workLeft = work.reduce((sum, count) => sum + count, 0)
  const workAll = workLeft
  const plans = parts.map((part, k) => {
    const now = options.elapsed?.() ?? 0
    const until =
      options.secondsMax === undefined ? undefined : now + ((options.secondsMax - now) * work[k]!) / workLeft
    const before = 1 - workLeft / workAll
    workLeft -= work[k]!
    return solvePart(part, options, until, (progress) =>
      options.onProgress?.({ ...progress, done: before + (progress.done * work[k]!) / workAll }),
    )
  })
  return mergePlans(problem, plans, options)
}

/** One plan out of the plans of the parts of a problem. */
export function mergePlans(
  problem: PlanProblem,
  plans: readonly Plan[],
  { seed, elapsed }: Pick<SolveOptions, 'seed' | 'elapsed'>,
): Plan {
  const order = new Map(problem.managers.map(({ id }, k) => [id, k]))
  const rank = new Map(problem.stores.map(({ id }, k) => [id, k]))
  const routes = plans
    .flatMap((plan) => plan.routes)
    .sort((a, b) => order.get(a.manager)! - order.get(b.manager)! || a.day - b.day)
  const unplanned = plans
    .flatMap((plan) => plan.unplanned)
    .sort((a, b) => rank.get(a.store)! - rank.get(b.store)!)
  return {
    routes,
    unplanned,
    cost: planCost(problem, routes, new Map(unplanned.map(({ store, visits }) => [store, visits]))),
    seed,
    iterations: plans.reduce((sum, plan) => sum + plan.iterations, 0),
    seconds: elapsed?.() ?? 0,
    travelSource: travelSource(problem),
  }
}

function travelSource({ travel }: PlanProblem): string {
  if (isTravelTable(travel)) return travel.source ?? 'matrix'
  return 'estimate' in travel ? 'estimate' : 'roads'
}

function solvePart(
  problem: PlanProblem,
  options: SolveOptions,
  until: number | undefined,
  onProgress: (progress: Progress) => void,
): Plan {
  assert(
    problem.stores.length <= PART_STORES_MAX,
    `a part of ${problem.stores.length} stores is more than ${PART_STORES_MAX}`,
  )
  const { elapsed } = options
  const table = travelTableOf(problem)
  const { model } = toModel(problem, table)
  const iterations =
    options.iterations ?? (until === undefined ? ITERATIONS_DEFAULT : Number.MAX_SAFE_INTEGER)
  const from = elapsed?.() ?? 0
  const isLimited = until !== undefined && elapsed !== undefined
  let missing = 0
  /** What is left for the search once every store without all its visits gets its reason. */
  const searchUntil = () => until! - Math.min((until! - from) * EXPLAIN_SHARE_MAX, missing * EXPLAIN_S)
  const timeUsed = isLimited ? () => (elapsed() - from) / Math.max(1e-9, searchUntil() - from) : undefined
  const manager = problem.managers.length === 1 ? problem.managers[0]!.id : undefined
  const before = problem.weights.change > 0 ? problem.previous : undefined
  const initial = options.initial ?? before
  const found = anneal(model, {
    iterations,
    seed: seedOf(options.seed, problem),
    ...(timeUsed && { timeUsed, isTimed: options.iterations === undefined }),
    ...(options.shouldStop && { shouldStop: options.shouldStop }),
    ...(options.engine && { engine: options.engine }),
    onImproved: (_, count) => {
      missing = count
    },
    ...(initial && { initial: routesBefore(problem, model, initial) }),
    onProgress: (done, cost) => onProgress({ done, cost, ...(manager !== undefined && { manager }) }),
  })
  const explained = explainMissing(
    problem,
    table,
    model,
    found.routes,
    isLimited ? () => elapsed() > until : undefined,
  )
  const travel = travelBetween(table)
  const routes = routesOf(problem, model.slotCrew, model.slotDay, explained.routes, travel)
  return {
    routes,
    unplanned: explained.unplanned,
    cost: planCost(problem, routes, missingOf(explained.unplanned)),
    seed: options.seed,
    iterations: found.iterations,
    seconds: (elapsed?.() ?? 0) - from,
    travelSource: travelSource(problem),
  }
}

/** The visits of a plan, a list a slot of the model. */
function routesBefore({ managers, stores }: PlanProblem, m: Model, plan: Pick<Plan, 'routes'>): number[][] {
  const crewOf = new Map(managers.map(({ id }, crew) => [id, crew]))
  const indexOf = new Map(stores.map(({ id }, store) => [id, store]))
  const routes: number[][] = Array.from({ length: m.slotCount }, () => [])
  const slotOf = new Map(routes.map((_, slot) => [`${m.slotCrew[slot]}:${m.slotDay[slot]}`, slot]))
  for (const { manager, day, stops } of plan.routes) {
    const slot = slotOf.get(`${crewOf.get(manager)}:${day}`)
    if (slot === undefined) continue
    for (const stop of stops) {
      const store = indexOf.get(stop.store)
      if (store !== undefined) routes[slot]!.push(store)
    }
  }
  return routes
}

function missingOf(unplanned: readonly Unplanned[]): Map<string, number> {
  return new Map(unplanned.map(({ store, visits }) => [store, visits]))
}

function routesOf(
  problem: PlanProblem,
  slotCrew: Int32Array,
  slotDay: Int32Array,
  lists: readonly (readonly number[] | Int32Array)[],
  travel: TravelBetween,
): PlanRoute[] {
  return lists.flatMap((list, slot) => {
    if (list.length === 0) return []
    const stores = Array.from(list, (store): PlanStore => problem.stores[store]!)
    return [scheduleStops(problem.managers[slotCrew[slot]!]!, slotDay[slot]!, stores, travel).route]
  })
}

/** Mixes the names of the managers in (FNV-1a), so that parts of one problem do not repeat each other's chances. */
function seedOf(seed: number, { managers }: PlanProblem): number {
  let hash = 0x811c9dc5 ^ seed
  for (const { id } of managers) {
    for (let k = 0; k < id.length; k++) hash = Math.imul(hash ^ id.charCodeAt(k), 0x01000193)
  }
  return hash | 0
}
