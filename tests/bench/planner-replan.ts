/**
 * Planning again after one change: a shop closed on a day, a manager ill for a day, a shop that asks for a visit, a visit
 * locked to another day; with each freedom of replan.ts that holds on to the plan. The plan that changes had 20,000
 * iterations; the budget of the new one is a parameter.
 *
 * A visit is moved if the new plan does not make it on its day by its manager. Those that cannot stay (on the closed day,
 * of the ill manager, the one locked elsewhere) are listed as `forced` and not counted.
 *
 * Shape   a line a case, over five changes drawn by the seed: `seconds` and `movedShare` are the worst of them, `…Mean`
 *         the mean; `extraDrive` is the mean change of driving; `draws` has each.
 */
import { dayNumber } from '@/lib/domain/calendar/dates'
import { type Random, seededRandom } from '@/lib/domain/random'
import { bestPlaces, effectOfMove, placesFor } from '@/lib/domain/routing/edit'
import type { Plan, PlanProblem, PlanStore } from '@/lib/domain/routing/problem'
import { changeProblem, type Freedom, type PlanChange, replanProblem } from '@/lib/domain/routing/replan'
import { solveInWorker } from '@/lib/solver/pool'
import {
  checked,
  driveSecondsOf,
  type PlannerBench,
  type PlannerResult,
  round,
  timed,
} from './planner-result'

const ITERATIONS = 2000
const DRAWS = 5
const HOLDING: readonly Freedom[] = ['must', 'little']

type Visit = { readonly store: string; readonly day: number; readonly manager: string }
/** `plan` is the one to hold on to, where a hand has changed it. */
type Change = PlanChange & { readonly forced: readonly Visit[]; readonly plan?: Plan }
type Case = (problem: PlanProblem, plan: Plan, random: Random) => Change

const CASES: Readonly<Record<string, Case>> = {
  closed: closeShop,
  ill: fallIll,
  added: addVisit,
  locked: lockElsewhere,
}

export async function* benchReplan(bench: PlannerBench): AsyncGenerator<PlannerResult> {
  const { city, cityName, cityPlan, options } = bench
  const { seed, iterations = ITERATIONS } = options
  const plan = await cityPlan()
  for (const freedom of HOLDING) {
    const search = { freedom, iterations, seed }
    await replan(city, plan, { forced: [] }, search) // warm
    for (const [name, draw] of Object.entries(CASES)) {
      const random = seededRandom(seed)
      const draws: Awaited<ReturnType<typeof replan>>[] = []
      for (let k = 0; k < DRAWS; k++) {
        draws.push(await replan(city, plan, draw(city, plan, random), search))
      }
      const of = (figure: 'seconds' | 'cpuSeconds' | 'movedShare' | 'extraDrive') =>
        draws.map((one) => one[figure])
      yield {
        instance: `re-plan-${name}-${freedom}`,
        problem: cityName,
        iterations,
        seconds: round(Math.max(...of('seconds'))),
        secondsMean: round(mean(of('seconds'))),
        cpuSecondsMean: round(mean(of('cpuSeconds'))),
        movedShare: round(Math.max(...of('movedShare')), 5),
        movedShareMean: round(mean(of('movedShare')), 5),
        extraDrive: round(mean(of('extraDrive')), 5),
        unplanned: Math.max(...draws.map(({ unplanned }) => unplanned)),
        valid: draws.every(({ valid }) => valid),
        draws,
      }
    }
  }
}

type Search = { readonly freedom: Freedom; readonly iterations: number; readonly seed: number }

async function replan(
  problem: PlanProblem,
  plan: Plan,
  { forced, plan: changed = plan, ...change }: Change,
  { freedom, ...search }: Search,
) {
  const { value, seconds, cpuSeconds } = await timed(async () => {
    const again = replanProblem(changeProblem(problem, change), changed, { freedom })
    return { again, next: again.complete(await solveInWorker(again.problem, search)) }
  })
  const { again, next } = value

  const before = visitsOf(plan)
  const kept = new Set([...visitsOf(next), ...forced].map(keyOf))
  const moved = before.filter((visit) => !kept.has(keyOf(visit))).length
  const { valid, unplanned } = checked(again.whole, next)
  return {
    seconds,
    cpuSeconds,
    moved,
    movedShare: round(moved / before.length, 5),
    forced: forced.map(keyOf),
    extraDrive: round(driveSecondsOf(next) / driveSecondsOf(plan) - 1, 5),
    unplanned,
    valid,
  }
}

function closeShop(_: PlanProblem, plan: Plan, random: Random): Change {
  const visits = visitsOf(plan)
  const visit = visits[random.int(visits.length)]!
  return { closed: [visit], forced: [visit] }
}

function fallIll(_: PlanProblem, plan: Plan, random: Random): Change {
  const visits = visitsOf(plan)
  const { manager, day } = visits[random.int(visits.length)]!
  const forced = visits.filter((visit) => visit.manager === manager && visit.day === day)
  return { daysOff: [{ manager, day }], forced }
}

/** A shop next door to one that is visited, with a quarter of an hour for it. */
function addVisit(problem: PlanProblem, plan: Plan, random: Random): Change {
  const visits = visitsOf(plan)
  const { store, manager } = visits[random.int(visits.length)]!
  const [lng, lat] = problem.stores.find(({ id }) => id === store)!.position
  const added: PlanStore = {
    id: 'added',
    position: [lng + 0.001, lat + 0.001],
    manager,
    visits: 1,
    serviceSeconds: 900,
  }
  return { stores: [added], forced: [] }
}

/** One visit is dropped on another day of its week that the shop's rhythm and its closed days allow, and locked there. */
function lockElsewhere(problem: PlanProblem, plan: Plan, random: Random): Change {
  const visits = visitsOf(plan)
  for (;;) {
    const visit = visits[random.int(visits.length)]!
    const { day: fromDay, manager } = visit
    const toDay = 5 * Math.floor(fromDay / 5) + random.int(5)
    const store = problem.stores.find(({ id }) => id === visit.store)!
    const days = visits.flatMap((other) =>
      other.store !== store.id ? [] : [other.day === fromDay ? toDay : other.day],
    )
    // ends: most visits may change to a neighbouring day
    if (toDay === fromDay || store.closedDays?.includes(toDay) || !keepsRhythm(problem, store, days)) continue
    const [place] = bestPlaces(placesFor(problem, plan, { manager, store: store.id, fromDay }, [toDay]))
    const moved = effectOfMove(problem, plan, { store: store.id, fromDay, toDay, position: place!.position })
    if (!moved.ok) throw new Error(`a visit cannot be moved: ${moved.error.code}`)
    return { stores: [{ ...store, lock: [{ day: toDay }] }], forced: [visit], plan: moved.value.plan }
  }
}

function keepsRhythm({ days }: PlanProblem, store: PlanStore, visited: readonly number[]): boolean {
  const dates = [
    ...(store.lastVisit === undefined ? [] : [store.lastVisit]),
    ...visited.toSorted((a, b) => a - b).map((day) => days[day]!.date),
  ].map(dayNumber)
  const [least, most] = store.gapDays ?? [1, Number.POSITIVE_INFINITY]
  return dates.slice(1).every((date, k) => date - dates[k]! >= least && date - dates[k]! <= most)
}

function visitsOf({ routes }: Pick<Plan, 'routes'>): Visit[] {
  return routes.flatMap(({ manager, day, stops }) => stops.map(({ store }) => ({ store, day, manager })))
}

function keyOf({ store, day, manager }: Visit): string {
  return `${store} ${manager} day ${day}`
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length
}
