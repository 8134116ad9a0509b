/** A plan out of two, and the long search that makes such plans. */
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { seededRandom } from '@/lib/domain/random'
import { anneal } from '@/lib/domain/routing/anneal'
import { checkPlan } from '@/lib/domain/routing/check-plan'
import { BestPlans, recombine } from '@/lib/domain/routing/recombine'
import { solve } from '@/lib/domain/routing/solve'
import { toModel } from '@/lib/domain/routing/to-model'
import { travelTableOf } from '@/lib/domain/routing/travel-table'
import { kernelEngine } from '@/lib/solver/kernel'
import { problems } from './a-problem'

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

test('of plans of one cost one is kept, and the worst leaves', () => {
  const plans = new BestPlans()
  for (const cost of [5, 9, 5, 3, 8, 7, 6, 4, 2, 1]) plans.add({ routes: [], cost })
  expect(plans.best?.cost).toBe(1)
  const drawn = new Set<number>()
  const random = seededRandom(1)
  for (let k = 0; k < 200; k++) {
    const [one, other] = plans.pair(() => random.next())
    expect(one).not.toBe(other)
    drawn.add(one.cost).add(other.cost)
  }
  expect([...drawn].sort()).toEqual([1, 2, 3, 4, 5, 6, 7, 8])
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
