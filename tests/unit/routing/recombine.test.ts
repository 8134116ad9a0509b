/** A plan out of two, and the long search that makes such plans. */
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { seededRandom } from '@/lib/domain/random'
import { anneal } from '@/lib/domain/routing/anneal'
import { checkPlan } from '@/lib/domain/routing/check-plan'
import { BestPlans, PLANS_MAX, recombine } from '@/lib/domain/routing/recombine'
import { solve } from '@/lib/domain/routing/solve'
import { toModel } from '@/lib/domain/routing/to-model'
import { travelTableOf } from '@/lib/domain/routing/travel-table'
import { kernelEngine } from '@/lib/solver/kernel'
import { aManager, aStore, lineTravel, problemOf, problems, workingDays } from './a-problem'

const MANY_DAYS = problemOf({
  days: workingDays(PLANS_MAX + 4),
  managers: [aManager()],
  stores: [aStore({ id: 's' })],
  travel: lineTravel({ 'm:start': 0, 'm:end': 0, s: 100 }),
})
/** Above 15,000 a visit, for the three stores below. */
const ITERATIONS = 100_000

test('each store has visits of one of the two plans, by one manager, and a day of a manager has no more routes than slots', () => {
  fc.assert(
    fc.property(problems, fc.integer(), (problem, seed) => {
      const { model: m } = toModel(problem, travelTableOf(problem))
      const [near, far] = [1, 2].map((k) => anneal(m, { iterations: 300, seed: k }).routes)
      const random = seededRandom(seed)
      const routes = recombine(m, near!, far!, () => random.next())
      const visitsOf = (plan: readonly Int32Array[]) => {
        const visits = new Map<number, Set<string>>()
        for (const [slot, route] of plan.entries()) {
          for (const store of route) {
            const all = visits.get(store) ?? new Set()
            expect(all.has(`${m.slotDay[slot]}`)).toBe(false)
            visits.set(store, all.add(`${m.slotCrew[slot]}:${m.slotDay[slot]}`))
          }
        }
        return visits
      }
      const [fromNear, fromFar] = [visitsOf(near!), visitsOf(far!)]
      expect(routes).toHaveLength(m.slotCount)
      for (const [store, visits] of visitsOf(routes)) {
        const isPartOf = (all: Set<string> | undefined) => all !== undefined && visits.isSubsetOf(all)
        expect(isPartOf(fromNear.get(store)) || isPartOf(fromFar.get(store))).toBe(true)
      }
    }),
    { numRuns: 60 },
  )
})

test('of plans on the same days the better one stays, and of too many the worst leaves', () => {
  const { model: m } = toModel(MANY_DAYS, travelTableOf(MANY_DAYS))
  const plans = new BestPlans(m)
  const costs = new Map(Array.from({ length: m.slotCount }, (_, day) => [day, 1 + ((7 * day) % m.slotCount)]))
  const add = (day: number, cost: number) => {
    const routes = Array.from({ length: m.slotCount }, (_, slot) => Int32Array.from(slot === day ? [0] : []))
    plans.add({ cost, routes })
  }
  for (const [day, cost] of costs) add(day, cost + 1000)
  for (const [day, cost] of costs) {
    add(day, cost)
    add(day, cost + 500)
  }
  expect(plans.best?.cost).toBe(1)
  const random = seededRandom(1)
  const drawn = new Set<number>()
  for (let k = 0; k < 2000; k++) {
    const [one, other] = plans.pair(() => random.next())
    expect(one.cost).not.toBe(other.cost)
    drawn.add(one.cost).add(other.cost)
  }
  expect([...drawn].sort((a, b) => a - b)).toEqual(Array.from({ length: PLANS_MAX }, (_, k) => k + 1))
})

test('a search so long that it makes plans out of two gives plans that hold, the same by both kernels', () => {
  fc.assert(
    fc.property(problems, fc.integer(), (generated, seed) => {
      const problem = { ...generated, stores: generated.stores.slice(0, 3) }
      const plan = solve(problem, { iterations: ITERATIONS, seed })
      expect(checkPlan(problem, plan).valid).toBe(true)
      expect(solve(problem, { iterations: ITERATIONS, seed, engine: kernelEngine() })).toEqual(plan)
    }),
    { numRuns: 4 },
  )
})
