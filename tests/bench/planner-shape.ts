/**
 * What even days and days apart cost: the city is planned with the weight of `balance`, or of `compact`, at 0 and at other
 * values, and the driving compared. The weight is doubled until the target is reached, then narrowed down between the last
 * two. Of those that reach it the one with the least driving is taken; where none does, the one that comes nearest.
 *
 *   balance-territories   each shop's manager is given, so that only days can be evened out; without weight some days
 *                         stay empty, and working on all of them costs driving whatever the planner does
 *   balance-full-days     the same with visits so long that every day is needed
 *   balance-together      as before, and any manager may take any shop, so that their totals are the planner's too
 *   compactness           each shop's manager is given
 *
 * Shape   `measure` is that of shape-measures.ts at the weight taken and `measureBefore` at weight 0; `extraDrive` the
 *         driving added as a share; `weights` has every weight tried.
 */
import type { Plan, PlanProblem, PlanWeights } from '@/lib/domain/routing/problem'
import { ITERATIONS_DEFAULT } from '@/lib/domain/routing/solve'
import { solveInWorker } from '@/lib/solver/pool'
import { withFreeManagers, withLongerVisits } from './instances/planner-problems'
import {
  checked,
  driveSecondsOf,
  isAsked,
  type PlannerBench,
  type PlannerResult,
  round,
} from './planner-result'
import { evennessOf, overlapOf } from './shape-measures'

const TARGET = 0.1
const BALANCE_FROM = 2
/** A plan that is not searched to its end drives more or less by chance than evenness costs. */
const BALANCE_ITERATIONS = 9 * ITERATIONS_DEFAULT
/** Longer visits by this factor fill the days of the city. */
const FULL_DAYS = 1.3
const COMPACT_FROM = 0.1
const DOUBLINGS = 6
const NARROWINGS = 3

type Search = {
  readonly problem: PlanProblem
  readonly weight: 'balance' | 'compact'
  /** The first weight above 0 to try. */
  readonly from: number
  readonly iterations: number
  readonly seed: number
  readonly measure: (problem: PlanProblem, plan: Plan) => { measure: number }
}

export async function* benchBalance({
  city,
  cityName,
  options,
}: PlannerBench): AsyncGenerator<PlannerResult> {
  const search = {
    weight: 'balance',
    from: BALANCE_FROM,
    seed: options.seed,
    measure: (problem: PlanProblem, plan: Plan) => {
      const { spread, spreadOverDays, spreadOverManagers } = evennessOf(problem, plan)
      return {
        measure: round(spread),
        overDays: round(spreadOverDays),
        overManagers: round(spreadOverManagers),
      }
    },
  } as const
  const full = withLongerVisits(city, FULL_DAYS)
  // one part instead of one for each manager has the iterations of all of them
  const together = BALANCE_ITERATIONS * city.managers.length
  const problems = [
    { instance: 'balance-territories', problem: city, iterations: BALANCE_ITERATIONS },
    { instance: 'balance-full-days', problem: full, iterations: BALANCE_ITERATIONS },
    { instance: 'balance-together', problem: withFreeManagers(full), iterations: together },
  ]
  for (const { instance, problem, iterations } of problems) {
    if (!isAsked(options, instance)) continue
    yield { instance, problem: cityName, ...(await searchWeights({ ...search, problem, iterations })) }
  }
}

export async function* benchCompactness(bench: PlannerBench): AsyncGenerator<PlannerResult> {
  const { city, cityName, options } = bench
  const found = await searchWeights({
    problem: city,
    weight: 'compact',
    from: COMPACT_FROM,
    iterations: ITERATIONS_DEFAULT,
    seed: options.seed,
    measure: (problem, plan) => ({ measure: round(overlapOf(problem, plan)) }),
  })
  yield { instance: 'compactness', problem: cityName, ...found }
}

async function searchWeights({ problem, weight, from, iterations, seed, measure }: Search) {
  const startedMs = performance.now()
  const without: PlanWeights = { ...problem.weights, balance: 0, compact: 0 }
  const planWith = async (value: number) => {
    const weighted = { ...problem, weights: { ...without, [weight]: value } }
    const plan = await solveInWorker(weighted, { iterations, seed })
    const { valid, unplanned } = checked(weighted, plan)
    return { weight: value, valid, unplanned, driveSeconds: driveSecondsOf(plan), ...measure(weighted, plan) }
  }
  const base = await planWith(0)
  const tried: (typeof base & { extraDrive: number })[] = []
  const reaches = async (value: number) => {
    const one = await planWith(value)
    tried.push({ ...one, extraDrive: round(one.driveSeconds / base.driveSeconds - 1, 5) })
    return one.measure <= TARGET
  }
  let [below, above] = [from / 2, from]
  let isReached = await reaches(above)
  while (!isReached && tried.length < DOUBLINGS) {
    below = above
    above *= 2
    isReached = await reaches(above)
  }
  for (let k = 0; isReached && k < NARROWINGS; k++) {
    const middle = round((below + above) / 2, 4)
    if (await reaches(middle)) above = middle
    else below = middle
  }
  const reaching = tried.filter(({ measure: reached }) => reached <= TARGET)
  const best =
    reaching.length > 0
      ? reaching.reduce((a, b) => (b.driveSeconds < a.driveSeconds ? b : a))
      : tried.reduce((a, b) => (b.measure < a.measure ? b : a))
  return {
    seconds: round((performance.now() - startedMs) / 1000),
    iterations,
    weight: best.weight,
    measureBefore: base.measure,
    measure: best.measure,
    extraDrive: best.extraDrive,
    unplanned: best.unplanned,
    valid: [base, ...tried].every(({ valid }) => valid),
    weights: [{ ...base, extraDrive: 0 }, ...tried.toSorted((a, b) => a.weight - b.weight)],
  }
}
