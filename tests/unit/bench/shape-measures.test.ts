import { expect, test } from 'vitest'
import type { PlanProblem, PlanRoute } from '@/lib/domain/routing/problem'
import { evennessOf, overlapOf, spreadOf } from '@/tests/bench/shape-measures'
import { aManager, aStore, problemOf, workingDays } from '@/tests/unit/routing/a-problem'

/** Corners of a square of a thousandth of a degree, from its south-west corner on. */
function square(name: string, x: number, y: number) {
  const corners = [
    [0, 0],
    [1, 0],
    [1, 1],
    [0, 1],
  ] as const
  return corners.map(([east, north], k) =>
    aStore({ id: `${name}${k}`, position: [(x + east) / 1000, (y + north) / 1000], manager: 'm' }),
  )
}

function aRoute(day: number, stores: readonly { id: string }[], driveSeconds = 0): PlanRoute {
  const times = { arrive: 0, start: 0, leave: 0, driveSeconds: 0, driveMeters: 0 }
  return {
    manager: 'm',
    day,
    stops: stores.map(({ id }) => ({ store: id, ...times })),
    break: null,
    startTime: 0,
    endTime: 0,
    driveSeconds,
    driveMeters: 0,
    workSeconds: 0,
  }
}

function aWeek(stores: readonly unknown[]): PlanProblem {
  return problemOf({
    days: workingDays(10),
    managers: [aManager()],
    stores,
    travel: { estimate: { speedKmh: 20, detour: 1.3 } },
  })
}

test('two squares that share a half cover a third of their area twice', () => {
  const [a, b] = [square('a', 0, 0), square('b', 0.5, 0)]
  const problem = aWeek([...a, ...b])
  expect(overlapOf(problem, { routes: [aRoute(0, a), aRoute(1, b)] })).toBeCloseTo(1 / 3, 3)
})

test('days of different weeks do not overlap, nor do days apart', () => {
  const [a, b, far] = [square('a', 0, 0), square('b', 0.5, 0), square('c', 5, 5)]
  const problem = aWeek([...a, ...b, ...far])
  expect(overlapOf(problem, { routes: [aRoute(0, a), aRoute(5, b)] })).toBe(0)
  expect(overlapOf(problem, { routes: [aRoute(0, a), aRoute(1, far)] })).toBe(0)
})

test('what three days share counts once', () => {
  const days = [square('a', 0, 0), square('b', 0, 0), square('c', 0, 0)]
  const problem = aWeek(days.flat())
  expect(overlapOf(problem, { routes: days.map((stores, day) => aRoute(day, stores)) })).toBeCloseTo(1, 6)
})

test('work is driving and service, and a day without visits has none', () => {
  const stores = square('a', 0, 0)
  const problem = { ...aWeek(stores), days: workingDays(2) }
  const routes = [aRoute(0, stores, 600)]
  expect(evennessOf(problem, { routes }).spread).toBeCloseTo(2)
  expect(evennessOf(problem, { routes: [...routes, aRoute(1, stores, 600)] }).spread).toBe(0)
})

test('the spread of 90, 100 and 110 is a fifth', () => {
  expect(spreadOf([90, 100, 110])).toBeCloseTo(0.2)
})
