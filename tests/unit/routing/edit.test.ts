import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { Breach } from '@/lib/domain/routing/breaches'
import { checkPlan, type Violation } from '@/lib/domain/routing/check-plan'
import {
  bestPlaces,
  bestSlots,
  byEase,
  effectOfMove,
  type Move,
  placesFor,
  placeVisit,
  withDays,
} from '@/lib/domain/routing/edit'
import type { Plan, PlanProblem, PlanRoute } from '@/lib/domain/routing/problem'
import { scheduleStops } from '@/lib/domain/routing/schedule'
import { solve } from '@/lib/domain/routing/solve'
import { legsOf } from '@/lib/domain/routing/travel-table'
import { aManager, aStore, HOUR, lineTravel, problemOf, problems, workingDays } from './a-problem'

const RUNS = { numRuns: 120 }

type Sums = Record<'drive' | 'meters' | 'work' | 'late' | 'overtime', number>

/** Every route timed anew from its order alone, and summed. */
function sumsOf(problem: PlanProblem, routes: readonly PlanRoute[]): Sums {
  const sums = { drive: 0, meters: 0, work: 0, late: 0, overtime: 0 }
  for (const { manager: id, day, stops } of routes) {
    const manager = problem.managers.find((one) => one.id === id)!
    const stores = stops.map(({ store }) => problem.stores.find((one) => one.id === store)!)
    const { route } = scheduleStops(manager, day, stores, legsOf(problem))
    sums.drive += route.driveSeconds
    sums.meters += route.driveMeters
    sums.work += route.workSeconds
    sums.overtime += Math.max(0, route.endTime - manager.shift[1])
    for (const [k, { windows = [] }] of stores.entries()) {
      const { start, leave } = route.stops[k]!
      const isInside =
        windows.length === 0 || windows.some(([open, close]) => start >= open && leave <= close)
      if (!isInside) sums.late += Math.max(0, leave - Math.max(...windows.map(([, close]) => close)))
    }
  }
  return sums
}

function difference(after: Sums, before: Sums) {
  return {
    deltaDriveSeconds: after.drive - before.drive,
    deltaDriveMeters: after.meters - before.meters,
    deltaWorkSeconds: after.work - before.work,
    deltaLateSeconds: after.late - before.late,
    deltaOvertimeSeconds: after.overtime - before.overtime,
  }
}

/** A plan of a problem and one of its moves, if it has any. */
function aMoveOf(problem: PlanProblem, seed: number): { plan: Plan; move: Move } | undefined {
  const plan = solve(problem, { iterations: 60, seed })
  const moves = plan.routes.flatMap(({ manager, day, stops }) =>
    stops.flatMap(({ store }) =>
      placesFor(problem, plan, { manager, store, fromDay: day }, [...problem.days.keys()]).map((place) => ({
        store,
        fromDay: day,
        toDay: place.day,
        position: place.position,
      })),
    ),
  )
  const move = moves[Math.abs(seed) % Math.max(1, moves.length)]
  return move && { plan, move }
}

function effectOf(problem: PlanProblem, plan: Plan, move: Move) {
  const effect = effectOfMove(problem, plan, move)
  if (!effect.ok) throw new Error(effect.error.code)
  return effect.value
}

test('the effect of a move is the difference of the whole plan timed before and after it', () => {
  fc.assert(
    fc.property(problems, fc.integer(), (problem, seed) => {
      const made = aMoveOf(problem, seed)
      if (!made) return
      const effect = effectOf(problem, made.plan, made.move)
      const before = sumsOf(problem, made.plan.routes)
      expect(effect).toMatchObject(difference(sumsOf(problem, effect.plan.routes), before))
    }),
    RUNS,
  )
})

test('moving a visit back takes everything back', () => {
  fc.assert(
    fc.property(problems, fc.integer(), (problem, seed) => {
      const made = aMoveOf(problem, seed)
      if (!made) return
      const { store, fromDay, toDay } = made.move
      const position = made.plan.routes
        .find(({ day, stops }) => day === fromDay && stops.some((stop) => stop.store === store))!
        .stops.findIndex((stop) => stop.store === store)
      const there = effectOf(problem, made.plan, made.move)
      const back = effectOf(problem, there.plan, { store, fromDay: toDay, toDay: fromDay, position })
      for (const name of ['Drive', 'Work', 'Late', 'Overtime'] as const) {
        expect(back[`delta${name}Seconds`]).toBe(0 - there[`delta${name}Seconds`])
      }
      expect(codesOf(back.brings)).toEqual(expect.arrayContaining(codesOf(there.heals)))
      expect(codesOf(there.brings)).toEqual(expect.arrayContaining(codesOf(back.heals)))
      expect(back.plan.routes).toEqual(made.plan.routes)
    }),
    RUNS,
  )
})

test('the breaches that a move brings into a sound plan are those that the checker finds in the new one', () => {
  let found = 0
  fc.assert(
    fc.property(problems, fc.integer(), (problem, seed) => {
      const made = aMoveOf(problem, seed)
      if (!made) return
      const { brings, plan } = effectOf(problem, made.plan, made.move)
      const { violations, recomputed } = checkPlan(problem, plan)
      // of a store that lacks a visit the checker takes that to be the locked one
      const isLeftOut = ({ store }: Named) => recomputed.unplanned.some((visit) => visit.store === store)
      const known = violations
        .flatMap((violation) => namedAsBreach(violation, plan) ?? [])
        .filter((breach) => breach.code !== 'lock' || !isLeftOut(breach))
      const told = brings
        .filter(({ code }) => code !== 'overtime')
        .filter((breach) => breach.code !== 'lock' || !isLeftOut(breach))
      found += known.length
      expect(codesOf(told)).toEqual(codesOf(known))
    }),
    RUNS,
  )
  expect(found).toBeGreaterThan(15)
})

test('a best slot adds what inserting the visit there adds, and no other place of its day is easier', () => {
  fc.assert(
    fc.property(problems, fc.integer(), (problem, seed) => {
      const plan = solve(problem, { iterations: 60, seed })
      const store = problem.stores[Math.abs(seed) % Math.max(1, problem.stores.length)]
      if (!store) return
      const slots = bestSlots(problem, plan, store.id)
      const before = sumsOf(problem, plan.routes)
      for (const slot of slots) {
        const visit = { manager: slot.manager, store: store.id, fromDay: undefined }
        const routes = withDays(plan, placeVisit(problem, plan, visit, slot))
        expect(slot).toMatchObject(difference(sumsOf(problem, routes), before))
        for (const other of placesFor(problem, plan, visit, [slot.day])) {
          expect(byEase(slot, other)).toBeLessThanOrEqual(0)
        }
      }
      expect(slots).toEqual(slots.toSorted(byEase))
    }),
    { numRuns: 100 },
  )
})

test('a visit on the way costs nothing, the same one off it costs the way there and back', () => {
  const problem = problemOf({
    days: workingDays(2),
    managers: [aManager()],
    stores: ['far', 'middle', 'beyond'].map((id) => aStore({ id, manager: 'm' })),
    travel: lineTravel({ 'm:start': 0, 'm:end': 0, far: 1000, middle: 400, beyond: 1500 }),
  })
  const plan = handMade(problem, [[0, ['far']]])
  expect(bestSlots(problem, plan, 'middle')).toMatchObject([
    { day: 0, position: 0, deltaDriveSeconds: 0, deltaDriveMeters: 0, deltaWorkSeconds: 600, brings: [] },
    { day: 1, position: 0, deltaDriveSeconds: 800, deltaDriveMeters: 8000 },
  ])
  expect(bestSlots(problem, plan, 'beyond')[0]).toMatchObject({ day: 0, deltaDriveSeconds: 1000 })
})

test('whose window breaks, and by how much, is told, also for another shop of the day', () => {
  const problem = problemOf({
    days: workingDays(2),
    managers: [aManager()],
    stores: [
      aStore({ id: 'early', manager: 'm', windows: [[9 * HOUR, 9 * HOUR + 1200]] }),
      aStore({ id: 'other', manager: 'm', serviceSeconds: 1800 }),
    ],
    travel: lineTravel({ 'm:start': 0, 'm:end': 0, early: 100, other: 50 }),
  })
  const plan = handMade(problem, [
    [0, ['early']],
    [1, ['other']],
  ])
  const effect = effectOf(problem, plan, { store: 'other', fromDay: 1, toDay: 0, position: 0 })
  expect(effect.deltaLateSeconds).toBe(1300)
  expect(effect.brings).toMatchObject([
    { code: 'window', store: 'early', day: 0, params: { start: 9 * HOUR + 1900, leave: 9 * HOUR + 2500 } },
  ])
  expect(effectOf(problem, plan, { store: 'other', fromDay: 1, toDay: 0, position: 1 }).brings).toEqual([])
})

test('moving a visit away tells of the gap that opens between two others', () => {
  const store = aStore({ id: 'a', manager: 'm', visits: 3, gapDays: [2, 8] })
  const problem = problemOf({
    days: workingDays(15),
    managers: [aManager()],
    stores: [store],
    travel: lineTravel({ 'm:start': 0, 'm:end': 0, a: 100 }),
  })
  const plan = handMade(problem, [
    [0, ['a']],
    [5, ['a']],
    [10, ['a']],
  ])
  const { brings } = effectOf(problem, plan, { store: 'a', fromDay: 5, toDay: 14, position: 0 })
  expect(brings).toMatchObject([{ code: 'gap-long', day: 10, params: { gap: 14, most: 8 } }])
})

test('a place after the last stop of a day is the last one', () => {
  const problem = problemOf({
    days: workingDays(1),
    managers: [aManager()],
    stores: ['a', 'b'].map((id) => aStore({ id })),
    travel: lineTravel({ 'm:start': 0, 'm:end': 0, a: 100, b: 200 }),
  })
  const plan = solve(problem, { iterations: 20, seed: 1 })
  const move = { store: 'a', fromDay: 0, toDay: 0 }
  expect(effectOfMove(problem, plan, { ...move, position: 40 })).toEqual(
    effectOfMove(problem, plan, { ...move, position: 1 }),
  )
})

test('a store is visited once a day at most, and only what is there moves', () => {
  const problem = problemOf({
    days: workingDays(2),
    managers: [aManager()],
    stores: [aStore({ id: 'a', manager: 'm', visits: 2, gapDays: [1, 9] })],
    travel: lineTravel({ 'm:start': 0, 'm:end': 0, a: 100 }),
  })
  const plan = handMade(problem, [
    [0, ['a']],
    [1, ['a']],
  ])
  const move = { store: 'a', fromDay: 0, toDay: 1, position: 0 }
  expect(effectOfMove(problem, plan, move)).toEqual({ ok: false, error: { code: 'already-visited' } })
  const absent = effectOfMove(problem, handMade(problem, [[1, ['a']]]), move)
  expect(absent).toEqual({ ok: false, error: { code: 'no-such-visit' } })
  expect(
    bestPlaces(placesFor(problem, plan, { manager: 'm', store: 'a', fromDay: 0 }, [0, 1])),
  ).toMatchObject([{ day: 0, deltaDriveSeconds: 0 }])
})

/** A plan of manager `m` with the given orders. */
function handMade(problem: PlanProblem, orders: readonly (readonly [number, readonly string[]])[]): Plan {
  const routes = orders.map(([day, ids]) => {
    const stores = ids.map((id) => problem.stores.find((store) => store.id === id)!)
    return scheduleStops(problem.managers[0]!, day, stores, legsOf(problem)).route
  })
  const cost = { total: 0, drive: 0, overtime: 0, unplanned: 0, balance: 0, compact: 0, change: 0 }
  return { routes, unplanned: [], cost, seed: 1, iterations: 0, seconds: 0, travelSource: 'matrix' }
}

type Named = Pick<Breach, 'code' | 'day'> & { readonly store?: string | undefined }

function codesOf(breaches: readonly Named[]): string[] {
  return breaches
    .map(({ code, store, day }) => `${code.replace(/^gap-.*/, 'gap')} ${store ?? day}`)
    .sort((a, b) => (a < b ? -1 : 1))
}

const AS_BREACH: Readonly<Record<string, Breach['code']>> = {
  window: 'window',
  'closed-day': 'closed-day',
  'day-off': 'day-off',
  'visits-max': 'visits-max',
  gap: 'gap-long',
  pattern: 'pattern',
  'lock-missing': 'lock',
  'lock-position': 'lock',
  'lock-manager': 'lock',
  'wrong-manager': 'manager',
}

/** A finding of the checker in the words of the board; undefined if it is not about a rule of the field. */
function namedAsBreach({ code, path }: Violation, plan: Plan) {
  const breach = AS_BREACH[code]
  if (breach === undefined) return undefined
  const [, route, stop] = /routes\[(\d+)\](?:\.stops\[(\d+)\])?/.exec(path) ?? []
  const { day, stops } = plan.routes[Number(route)]!
  return { code: breach, day, store: stop === undefined ? undefined : stops[Number(stop)]!.store }
}
