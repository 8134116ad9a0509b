/** Which days can be called otherwise, and plans with their days called alike. */
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { anneal } from '@/lib/domain/routing/anneal'
import { alignDays, dayRenamings, type Renaming } from '@/lib/domain/routing/day-renamings'
import type { Model } from '@/lib/domain/routing/kernel/model.kernel'
import type { PlanManager, PlanStore } from '@/lib/domain/routing/problem'
import { BestPlans } from '@/lib/domain/routing/recombine'
import { toModel } from '@/lib/domain/routing/to-model'
import { travelTableOf } from '@/lib/domain/routing/travel-table'
import { aManager, aStore, problemOf, workingDays } from './a-problem'

type Given = {
  days: number
  /** The sets of days that each store may have; visited once on any day without. */
  patterns: readonly (number[][] | undefined)[]
  manager?: Partial<PlanManager>
  store?: Partial<PlanStore>
}

function modelOf({ days, patterns, manager, store }: Given): Model {
  const problem = problemOf({
    days: workingDays(days),
    managers: [aManager({ visitsMax: 8, ...manager })],
    stores: patterns.map((sets, k) =>
      aStore({
        id: `s${k}`,
        position: [0.001 * k, 0.002 * (k % 3)],
        ...(sets && { patterns: sets }),
        ...store,
      }),
    ),
    travel: { estimate: { speedKmh: 20, detour: 1.3 } },
  })
  return toModel(problem, travelTableOf(problem)).model
}

const ANY_DAY = [[0], [1], [2], [3]]
/** Once on any day, or twice with a day between or the weekend. */
const WEEK = [
  [[0], [1], [2], [3], [4]],
  [
    [0, 2],
    [1, 3],
    [2, 4],
  ],
  [[0, 1, 2, 3, 4]],
] as const

test('where a store may be visited on any day, any two days can be exchanged', () => {
  const renamings = dayRenamings(modelOf({ days: 4, patterns: [ANY_DAY] }))
  expect(renamings).toEqual(
    expect.arrayContaining([
      [1, 0, 2, 3],
      [0, 1, 3, 2],
      [3, 1, 2, 0],
    ]),
  )
})

test('rhythms leave only what keeps them: Monday for Friday, Tuesday for Thursday', () => {
  const renamings = dayRenamings(
    modelOf({ days: 5, patterns: WEEK.map((sets) => sets.map((set) => [...set])) }),
  )
  const others = renamings.filter((renaming) => renaming.some((day, k) => day !== k))
  expect(new Set(others.map(String))).toEqual(new Set(['4,1,2,3,0', '0,3,2,1,4', '4,3,2,1,0']))
})

test('a day is not another where a manager is away, a shop is closed or a visit is locked, and none is where days are counted', () => {
  const moves = (given: Partial<Given>) =>
    dayRenamings(modelOf({ days: 4, patterns: [ANY_DAY], ...given })).flatMap((renaming) =>
      renaming.flatMap((day, k) => (day === k ? [] : [k])),
    )
  expect(new Set(moves({}))).toEqual(new Set([0, 1, 2, 3]))
  expect(new Set(moves({ manager: { daysOff: [3] } }))).toEqual(new Set([0, 1, 2]))
  expect(new Set(moves({ store: { closedDays: [0] } }))).toEqual(new Set([1, 2, 3]))
  expect(moves({ store: { lock: [{ day: 1 }] } })).toEqual([])
  expect(moves({ patterns: [ANY_DAY, undefined] })).toEqual([])
})

/** Stores of a week that differ in the rhythms they may have, among which days may or may not be exchanged. */
const weeks = fc
  .array(fc.constantFrom(...WEEK, ANY_DAY), { minLength: 1, maxLength: 8 })
  .map((kinds) => kinds.map((sets) => sets.map((set) => [...set])))

function visitsOf(m: Model, routes: readonly Int32Array[]): Uint8Array {
  const visits = new Uint8Array(m.storeCount * m.dayCount)
  for (const [slot, route] of routes.entries()) {
    for (const store of route) visits[store * m.dayCount + m.slotDay[slot]!] = 1
  }
  return visits
}

const renamedRoutes = (routes: readonly Int32Array[], renaming: Renaming) => {
  const renamed = [...routes]
  for (const [day, other] of renaming.entries()) renamed[other] = routes[day]!
  return renamed
}

test('a plan whose days were renamed gets them back, and each store keeps days that it may have', () => {
  fc.assert(
    fc.property(weeks, fc.nat(), fc.nat(), (patterns, seed, pick) => {
      const m = modelOf({ days: 5, patterns })
      const { routes } = anneal(m, { iterations: 100, seed })
      const renamings = dayRenamings(m)
      const like = visitsOf(m, routes)
      const other = renamedRoutes(routes, renamings[pick % renamings.length] ?? [0, 1, 2, 3, 4])
      const aligned = alignDays(m, renamings, other, like)
      expect(visitsOf(m, aligned)).toEqual(like)
      const visits = visitsOf(m, other)
      for (const [store, sets] of patterns.entries()) {
        const days = [0, 1, 2, 3, 4].filter((day) => visits[store * 5 + day])
        expect(sets.map(String)).toContain(String(days))
      }
    }),
  )
})

test('among the best plans the same one with other days is kept once', () => {
  const m = modelOf({ days: 4, patterns: [ANY_DAY, ANY_DAY, ANY_DAY] })
  const plans = new BestPlans(m)
  const routes = [[0], [1], [2], []].map((route) => Int32Array.from(route))
  plans.add({ cost: 2, routes })
  plans.add({ cost: 1, routes: renamedRoutes(routes, [3, 2, 1, 0]) })
  const [one, other] = plans.pair(() => 0.9)
  expect([one.cost, other.cost]).toEqual([1, 1])
})
