import fc from 'fast-check'
import { expect, test } from 'vitest'
import { checkPlan } from '@/lib/domain/routing/check-plan'
import type { Plan, PlanProblem, PlanRoute } from '@/lib/domain/routing/problem'
import { changeProblem, FREEDOMS, type PlanChange, replanProblem } from '@/lib/domain/routing/replan'
import { solve } from '@/lib/domain/routing/solve'
import { visitMoves } from '@/lib/domain/routing/visit-moves'
import { aManager, aStore, HOUR, lineTravel, problemOf, problems, workingDays } from './a-problem'

const SEARCH = { iterations: 60, seed: 7 }
const freedoms = fc.constantFrom(...FREEDOMS)

type Change = { readonly problem: PlanProblem; readonly plan: Plan; readonly change: PlanChange }

/** A problem with a plan, and something that changes: a day off, a shop closed for a day or for good, one visit more. */
const changes: fc.Arbitrary<Change> = fc
  .record({
    problem: problems,
    kind: fc.constantFrom('ill', 'closed', 'gone', 'more'),
    k: fc.nat(1000),
    day: fc.nat(1000),
  })
  .map(({ problem, kind, k, day: at }) => {
    const plan = solve(problem, { iterations: 60, seed: 3 })
    const day = at % problem.days.length
    const manager = problem.managers[k % problem.managers.length]!.id
    const store = problem.stores[k % Math.max(1, problem.stores.length)]
    const change = (): PlanChange => {
      if (kind === 'ill') return { daysOff: [{ manager, day }] }
      if (!store) return {}
      if (kind === 'more') return store.patterns ? {} : { stores: [{ ...store, visits: store.visits! + 1 }] }
      return { closed: [{ store: store.id, day, onwards: kind === 'gone' }] }
    }
    return { problem, plan, change: change() }
  })

const keysOf = (routes: readonly PlanRoute[]) =>
  routes.flatMap(({ manager, day, stops }) => stops.map(({ store }) => `${store} ${day} ${manager}`)).sort()

test('the new plan is a sound one of all days, whatever changed, how much may move and how many days are over', () => {
  fc.assert(
    fc.property(changes, freedoms, fc.nat(4), ({ problem, plan, change }, freedom, over) => {
      const from = Math.min(over, problem.days.length - 1)
      const changed = changeProblem(problem, change)
      const { problem: open, whole, complete } = replanProblem(changed, plan, { freedom, from })
      const ahead = solve(open, SEARCH)
      expect(checkPlan(open, ahead).violations).toEqual([])
      expect(timeFaults(whole, complete(ahead), from)).toEqual([])
    }),
    { numRuns: 200 },
  )
})

/** What the checker finds, but for a shop that is said to be closed on a day on which it was visited already. */
function timeFaults(whole: PlanProblem, plan: Plan, from: number) {
  return checkPlan(whole, JSON.parse(JSON.stringify(plan))).violations.filter(({ code, path }) => {
    const day = plan.routes[Number(/routes\[(\d+)/.exec(path)?.[1])]?.day
    return code !== 'closed-day' || day === undefined || day >= from
  })
}

test('days that are over keep their visits in their order, and get no others', () => {
  fc.assert(
    fc.property(changes, freedoms, fc.nat(4), ({ problem, plan, change }, freedom, over) => {
      const from = Math.min(over, problem.days.length - 1)
      const changed = changeProblem(problem, change)
      const { problem: open, complete } = replanProblem(changed, plan, { freedom, from })
      const isOff = ({ manager, day }: PlanRoute) =>
        changed.managers.find(({ id }) => id === manager)!.daysOff?.includes(day)
      const orders = ({ routes }: Plan) =>
        routes
          .filter((route) => route.day < from && !isOff(route))
          .map(({ manager, day, stops }) => [manager, day, stops.map(({ store }) => store)])
      expect(orders(complete(solve(open, SEARCH)))).toEqual(orders(plan))
    }),
    { numRuns: 100 },
  )
})

test('with only what must, no visit moves but those of shops that cannot stay', () => {
  let forced = 0
  fc.assert(
    fc.property(changes, ({ problem, plan, change }) => {
      const changed = changeProblem(problem, change)
      const { problem: open, complete } = replanProblem(changed, plan, { freedom: 'must' })
      const after = complete(solve(open, SEARCH))
      const kept = new Set(keysOf(after.routes))
      const moved = keysOf(plan.routes).filter((key) => !kept.has(key))
      const affected = (store: string) =>
        // of one that lacks a visit the others may give way
        plan.unplanned.some((visit) => visit.store === store) ||
        change.stores?.some(({ id }) => id === store) ||
        plan.routes.some(
          ({ manager, day, stops }) =>
            stops.some((stop) => stop.store === store) &&
            (change.daysOff?.some((off) => off.manager === manager && off.day === day) ||
              change.closed?.some(
                (shut) => shut.store === store && (shut.onwards ? day >= shut.day : day === shut.day),
              )),
        )
      forced += moved.length
      expect(moved.filter((key) => !affected(key.split(' ')[0]!))).toEqual([])
    }),
    { numRuns: 250 },
  )
  expect(forced).toBeGreaterThan(20)
})

test('locked visits stay, however much the others may move', () => {
  fc.assert(
    fc.property(problems, freedoms, fc.nat(100), (problem, freedom, k) => {
      const plan = solve(problem, { iterations: 60, seed: 3 })
      const visits = plan.routes.flatMap(({ manager, day, stops }) =>
        stops.map(({ store }) => ({ store, day, manager })),
      )
      const lock = visits[k % Math.max(1, visits.length)]
      if (!lock) return
      const stores = problem.stores.map((store) =>
        store.id === lock.store ? { ...store, lock: [{ day: lock.day }] } : { ...store, lock: [] },
      )
      const { problem: open, complete } = replanProblem({ ...problem, stores }, plan, { freedom })
      const after = complete(solve(open, SEARCH))
      expect(keysOf(after.routes).some((key) => key.startsWith(`${lock.store} ${lock.day} `))).toBe(true)
    }),
    { numRuns: 100 },
  )
})

/** Six shops along a street, three a day; each visited every second week. */
function aStreet(fields: { daysOff?: number[] } = {}) {
  const shops = ['a', 'b', 'c', 'd', 'e', 'f']
  const place = Object.fromEntries(shops.map((id, k) => [id, 300 * (k + 1)]))
  const problem = problemOf({
    days: workingDays(10),
    managers: [aManager({ visitsMax: 4, ...fields })],
    stores: shops.map((id) => aStore({ id, manager: 'm', visits: 2, gapDays: [5, 9] })),
    travel: lineTravel({ 'm:start': 0, 'm:end': 0, ...place }),
  })
  return { problem, plan: solve(problem, { iterations: 500, seed: 1 }) }
}

test('a manager who is ill on one day has that day’s visits elsewhere, and each move says why', () => {
  const { problem, plan } = aStreet()
  const { day, stops } = plan.routes[0]!
  const changed = changeProblem(problem, { daysOff: [{ manager: 'm', day }] })
  const { problem: open, complete } = replanProblem(changed, plan, { freedom: 'must' })
  const after = complete(solve(open, SEARCH))
  const moves = visitMoves(changed, plan.routes, after)
  expect(after.unplanned).toEqual([])
  expect(moves.filter(({ from }) => from?.day === day).map(({ store, why }) => [store, why])).toEqual(
    stops.map(({ store }) => [store, 'day-off']),
  )
  const others = moves.filter(({ from }) => from?.day !== day)
  expect(others.every(({ why }) => why === 'rhythm')).toBe(true)
  const affected = new Set(stops.map(({ store }) => store))
  expect(others.every(({ store }) => affected.has(store))).toBe(true)
})

test('where the other visit of a shop leaves no day within its gaps, it moves along', () => {
  const problem = problemOf({
    days: workingDays(4),
    managers: [aManager()],
    stores: [aStore({ id: 'a', manager: 'm', visits: 2, gapDays: [2, 2] })],
    travel: lineTravel({ 'm:start': 0, 'm:end': 0, a: 100 }),
  })
  const plan = solve(problem, SEARCH)
  const [first, second] = plan.routes.map(({ day }) => day)
  const changed = changeProblem(problem, { daysOff: [{ manager: 'm', day: first! }] })
  const { problem: open, complete } = replanProblem(changed, plan, { freedom: 'must' })
  const after = complete(solve(open, SEARCH))
  expect(after.unplanned).toEqual([])
  expect(visitMoves(changed, plan.routes, after)).toMatchObject([
    { store: 'a', from: { day: first }, why: 'day-off' },
    { store: 'a', from: { day: second }, why: 'rhythm' },
  ])
})

test('a shop that is gone is left out, one that is new is added, and the rest stays', () => {
  const { problem, plan } = aStreet()
  const added = aStore({ id: 'g', manager: 'm', visits: 1 })
  const travel = lineTravel({
    'm:start': 0,
    'm:end': 0,
    a: 300,
    b: 600,
    c: 900,
    d: 1200,
    e: 1500,
    f: 1800,
    g: 700,
  })
  const json = { ...problem, travel, stores: [...problem.stores.filter(({ id }) => id !== 'c'), added] }
  const now = problemOf(json)
  const { problem: open, complete } = replanProblem(now, plan, { freedom: 'must' })
  const moves = visitMoves(now, plan.routes, complete(solve(open, SEARCH)))
  expect(moves.map(({ store, why }) => [store, why])).toEqual([
    ['c', 'not-served'],
    ['c', 'not-served'],
    ['g', 'added'],
  ])
})

test('a little freedom moves a visit that saves more than its price, and none that saves less', () => {
  const shops = { near: 100, far: 3000, side: 3050 }
  const problem = problemOf({
    days: workingDays(2),
    managers: [aManager()],
    stores: Object.keys(shops).map((id) => aStore({ id, manager: 'm' })),
    travel: lineTravel({ 'm:start': 0, 'm:end': 0, ...shops }),
    weights: { unplanned: 36_000 },
  })
  const apart = handMade(problem, [
    [0, ['near', 'far']],
    [1, ['side']],
  ])
  const { problem: open } = replanProblem(problem, apart, { freedom: 'little' })
  expect(visitMoves(problem, apart.routes, solve(open, SEARCH))).toMatchObject([{ why: 'chosen' }])

  const cheap = handMade(problem, [
    [0, ['near']],
    [1, ['far', 'side']],
  ])
  const { problem: again } = replanProblem(problem, cheap, { freedom: 'little' })
  expect(visitMoves(problem, cheap.routes, solve(again, SEARCH))).toEqual([])
})

test('a visit locked on a closed day and against its gaps is right, and the rest follows it', () => {
  const problem = problemOf({
    days: workingDays(10),
    managers: [aManager()],
    stores: [aStore({ id: 'a', manager: 'm', visits: 2, gapDays: [7, 7] })],
    travel: lineTravel({ 'm:start': 0, 'm:end': 0, a: 100 }),
  })
  const plan = handMade(problem, [
    [0, ['a']],
    [9, ['a']],
  ])
  const [store] = problem.stores
  const locked = {
    ...problem,
    stores: [{ ...store!, closedDays: [9], lock: [{ day: 0 }, { day: 9 }] }],
  }
  const { problem: open, whole } = replanProblem(locked, plan, { freedom: 'free' })
  expect(whole.stores).toMatchObject([{ closedDays: [], gapDays: [7, 11], visits: 2 }])
  expect(keysOf(solve(open, SEARCH).routes)).toEqual(['a 0 m', 'a 9 m'])
})

test('a change takes away locks that it makes impossible', () => {
  const problem = problemOf({
    days: workingDays(5),
    managers: [aManager()],
    stores: ['a', 'b'].map((id) => aStore({ id, manager: 'm', lock: [{ day: 1 }] })),
    travel: lineTravel({ 'm:start': 0, 'm:end': 0, a: 100, b: 200 }),
  })
  const ill = changeProblem(problem, { daysOff: [{ manager: 'm', day: 1 }] })
  expect(ill.managers[0]!.daysOff).toEqual([1])
  expect(ill.stores.map(({ lock }) => lock)).toEqual([undefined, undefined])
  const closed = changeProblem(problem, { closed: [{ store: 'b', day: 1, onwards: true }] })
  expect(closed.stores).toMatchObject([{ lock: [{ day: 1 }] }, { closedDays: [1, 2, 3, 4] }])
  expect(closed.stores[1]!.lock).toBeUndefined()
})

function handMade(problem: PlanProblem, orders: readonly (readonly [number, readonly string[]])[]): Plan {
  const stops = (ids: readonly string[]) =>
    ids.map((store) => ({ store, arrive: 0, start: 0, leave: 0, driveSeconds: 0, driveMeters: 0 }))
  const sums = { startTime: 9 * HOUR, endTime: 9 * HOUR, driveSeconds: 0, driveMeters: 0, workSeconds: 0 }
  const routes = orders.map(([day, ids]) => ({
    manager: problem.managers[0]!.id,
    day,
    stops: stops(ids),
    break: null,
    ...sums,
  }))
  const cost = { total: 0, drive: 0, overtime: 0, unplanned: 0, balance: 0, compact: 0, change: 0 }
  return { routes, unplanned: [], cost, seed: 1, iterations: 0, seconds: 0, travelSource: 'matrix' }
}
