/** Planning on threads: what a part is given to, the plan stays the same. */
import { afterEach, expect, test } from 'vitest'
import { seededRandom } from '@/lib/domain/random'
import { checkPlan } from '@/lib/domain/routing/check-plan'
import type { PlanProblem } from '@/lib/domain/routing/problem'
import { solve } from '@/lib/domain/routing/solve'
import { kernelEngine } from '@/lib/solver/kernel'
import { LARGE_PART, solveInWorker } from '@/lib/solver/pool'
import { cityProblem, withFreeManagers } from '@/tests/bench/instances/planner-problems'
import { aManager, aStore, problemOf, workingDays } from './a-problem'

const aborts: AbortController[] = []
afterEach(() => {
  for (const abort of aborts.splice(0)) abort.abort()
})

test('each manager’s part is planned on a thread as it is by itself', async () => {
  const problem = townProblem(60, ['a', 'b', 'c'])
  const plan = await solveInWorker(problem, { iterations: 300, seed: 5 })
  const alone = solve(problem, { iterations: 300, seed: 5, engine: kernelEngine() })
  expect({ ...plan, seconds: 0 }).toEqual({ ...alone, seconds: 0 })
})

test.each([
  ['of one manager', townProblem(LARGE_PART, ['a']), 200],
  [
    'of several, any for any store',
    withOneShut(withFreeManagers(townProblem(LARGE_PART, ['a', 'b', 'c']))),
    200,
  ],
  [
    'of several that are to be even',
    withEvenness(withFreeManagers(townProblem(LARGE_PART, ['a', 'b', 'c']))),
    20 * LARGE_PART,
  ],
])(
  'a large part %s gives the same plan twice, and no worse than one alone begins',
  async (_, problem, iterations) => {
    const plan = await solveInWorker(problem, { iterations, seed: 5 })
    expect(checkPlan(problem, JSON.parse(JSON.stringify(plan))).violations).toEqual([])
    const again = await solveInWorker(problem, { iterations, seed: 5 })
    expect({ ...again, seconds: 0 }).toEqual({ ...plan, seconds: 0 })
    expect(plan.cost.total).toBeLessThan(solve(problem, { iterations: 0, seed: 5 }).cost.total)
  },
)

test('a city whose shops any manager may take ends better than by one search of all managers', async () => {
  const problem = withFreeManagers(cityProblem(1))
  const plan = await solveInWorker(problem, { iterations: 500, seed: 1 })
  const alone = solve(problem, { iterations: 500, seed: 1, engine: kernelEngine() })
  expect(plan.cost.total).toBeLessThan(0.95 * alone.cost.total)
})

test.each([
  ['several parts', townProblem(80, ['a', 'b']), 'at once'],
  ['one large part', townProblem(LARGE_PART, ['a']), 'at once'],
  [
    'one large part, each manager by themselves',
    withFreeManagers(townProblem(LARGE_PART, ['a', 'b'])),
    'by manager',
  ],
])('an abort gives the best plan so far: %s', async (_, problem, when) => {
  const abort = new AbortController()
  aborts.push(abort)
  const plan = await solveInWorker(problem, {
    iterations: when === 'at once' ? 100_000_000 : 2000,
    seed: 5,
    signal: abort.signal,
    onProgress: ({ manager }) => {
      if (when === 'at once' || manager !== undefined) abort.abort()
    },
  })
  expect(abort.signal.aborted).toBe(true)
  expect(checkPlan(problem, JSON.parse(JSON.stringify(plan))).valid).toBe(true)
})

/** One store is closed on all days, so that no plan has it. */
function withOneShut(problem: PlanProblem): PlanProblem {
  const [first, ...others] = problem.stores
  return { ...problem, stores: [{ ...first!, closedDays: problem.days.map((_, day) => day) }, ...others] }
}

function withEvenness(problem: PlanProblem): PlanProblem {
  return { ...problem, weights: { ...problem.weights, balance: 6 } }
}

/** Stores around a town that belong to the managers in turn, one visit each in a week. */
function townProblem(count: number, managers: readonly string[]): PlanProblem {
  const random = seededRandom(7)
  const near = () => 0.05 * (random.next() - 0.5)
  return problemOf({
    days: workingDays(5),
    managers: managers.map((id) => aManager({ id })),
    stores: Array.from({ length: count }, (_, k) =>
      aStore({ id: `s${k}`, position: [near(), near()], manager: managers[k % managers.length]! }),
    ),
    travel: { estimate: { speedKmh: 20, detour: 1.3 } },
  })
}
