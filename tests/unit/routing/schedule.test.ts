import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { anneal } from '@/lib/domain/routing/anneal'
import { type PlanManager, type PlanStore, UNREACHABLE_S } from '@/lib/domain/routing/problem'
import { scheduleStops } from '@/lib/domain/routing/schedule'
import { settledState } from '@/lib/domain/routing/settled-state'
import { toModel } from '@/lib/domain/routing/to-model'
import { legsOf, travelTableOf } from '@/lib/domain/routing/travel-table'
import { aManager, aStore, HOUR, problems } from './a-problem'

const noon = { window: [11 * HOUR, 13 * HOUR], seconds: 3600 } as const

describe('the break', () => {
  test('is not taken on a day that ends within its window', () => {
    const { route } = timed([half('a'), half('b')], { break: noon, shift: [9 * HOUR, 17 * HOUR] })
    expect(route.break).toBeNull()
    expect(route.endTime).toBe(9 * HOUR + 2 * 1800 + 3 * 600)
  })

  test('is taken after arriving, at the opening of its window at the earliest', () => {
    // a 9:10–10:40, b reached at 10:50: waiting for the break until 11:00 is as good as after b, but ends no earlier
    const { route } = timed(
      [aStore({ id: 'a', serviceSeconds: 7200 }), aStore({ id: 'b', serviceSeconds: 7200 })],
      {
        break: noon,
      },
    )
    expect(route.stops.map(({ arrive, start, leave }) => [arrive, start, leave])).toEqual([
      [33_000, 33_000, 40_200], // 9:10 to 11:10
      [40_800, 44_400, 51_600], // reached at 11:20, the break until 12:20, then to 14:20
    ])
    expect(route.break).toEqual({ start: 40_800, end: 44_400 })
    expect(route.endTime).toBe(52_200)
  })

  test('falls into a drive that no visit may interrupt, and makes it longer', () => {
    const travel = legs({ 'm:start': 0, 'm:end': 0, far: 14_400 })
    const { route } = scheduleStops(aManager({ break: noon }), 0, [aStore({ id: 'far' })], travel)
    // four hours out from 9:00 arrive at 13:00, the last moment for the break to start after arriving
    expect(route.break).toEqual({ start: 13 * HOUR, end: 14 * HOUR })
    const late = scheduleStops(
      aManager({ break: { window: [10 * HOUR, 11 * HOUR], seconds: 1800 } }),
      0,
      [aStore({ id: 'far' })],
      travel,
    )
    expect(late.route.break).toEqual({ start: 10 * HOUR, end: 10.5 * HOUR })
    expect(late.route.stops[0]!.arrive).toBe(9 * HOUR + 14_400 + 1800)
  })

  test('is dropped by a day that may as well start within its window', () => {
    const afternoon = aStore({ id: 'a', windows: [[15 * HOUR, 16 * HOUR]] })
    const { route } = timed([afternoon], { break: noon })
    expect(route.break).toBeNull()
    expect(route.startTime).toBe(15 * HOUR - 600)
    expect(route.endTime).toBe(15 * HOUR + 1200)
  })
})

describe('windows', () => {
  test('are waited for, and a visit that no longer fits the first takes the second', () => {
    const split = aStore({
      id: 'b',
      serviceSeconds: 1800,
      windows: [
        [9 * HOUR, 9.5 * HOUR],
        [14 * HOUR, 15 * HOUR],
      ],
    })
    const { route, late } = timed([half('a'), split])
    expect(late).toEqual([])
    expect(route.stops[1]).toMatchObject({ start: 14 * HOUR, leave: 14.5 * HOUR })
  })

  test('make the day start late rather than wait', () => {
    const { route } = timed([half('a'), aStore({ id: 'b', windows: [[12 * HOUR, 13 * HOUR]] })])
    expect(route.startTime).toBe(12 * HOUR - 600 - 1800 - 600)
    expect(route.stops.map(({ arrive, start }) => start - arrive)).toEqual([0, 0])
  })

  test('that are missed are reported, and the visit is timed all the same', () => {
    const { route, late } = timed([half('a'), aStore({ id: 'b', windows: [[9 * HOUR, 9.2 * HOUR]] })])
    expect(late).toEqual([1])
    expect(route.stops[1]!.start).toBe(9 * HOUR + 600 + 1800 + 600)
  })
})

test('a visit by phone happens where the one before it ended, without driving', () => {
  const { route } = timed([half('a'), aStore({ id: 'p', channel: 'phone' }), half('b')])
  expect(route.stops.map(({ driveSeconds }) => driveSeconds)).toEqual([600, 0, 600])
  expect(route.driveSeconds).toBe(1800)
})

test('the search and the timetable agree on the end of every route', () => {
  fc.assert(
    fc.property(problems, fc.integer(), (problem, seed) => {
      const { model } = toModel(problem, travelTableOf(problem))
      const { routes } = anneal(model, { iterations: 60, seed })
      const state = settledState(model, routes)
      const travel = legsOf(problem)
      for (const [slot, list] of routes.entries()) {
        if (list.length === 0) continue
        const stores = Array.from(list, (k): PlanStore => problem.stores[k]!)
        const manager = problem.managers[model.slotCrew[slot]!]!
        const { route, late } = scheduleStops(manager, model.slotDay[slot]!, stores, travel)
        expect(late).toEqual([])
        // but for days that start so late that they have no break, which the search does not look for
        const isLate = manager.break && route.startTime >= manager.break.window[0]
        if (isLate) expect(route.endTime).toBeLessThanOrEqual(state.end[slot]!)
        else expect(route.endTime).toBe(state.end[slot]!)
      }
    }),
    { numRuns: 100 },
  )
})

test('a day of ways that do not exist is timed all the same', () => {
  const stores = Array.from({ length: 150 }, (_, k) => half(`s${k}`))
  const { route } = scheduleStops(aManager({ break: noon }), 0, stores, () => ({
    seconds: UNREACHABLE_S,
    meters: 0,
  }))
  expect(route.driveSeconds).toBe(151 * UNREACHABLE_S)
  expect(route.endTime).toBe(route.startTime + 151 * UNREACHABLE_S + 150 * 1800 + noon.seconds)
})

/** Half an hour of work. */
function half(id: string): PlanStore {
  return aStore({ id, serviceSeconds: 1800 })
}

/** A day on which every leg takes ten minutes. */
function timed(stores: readonly PlanStore[], fields: Partial<PlanManager> = {}) {
  return scheduleStops(aManager(fields), 0, stores, (from, to) =>
    from === to ? { seconds: 0, meters: 0 } : { seconds: 600, meters: 3000 },
  )
}

function legs(places: Readonly<Record<string, number>>) {
  return (from: string, to: string) => {
    const seconds = Math.abs(places[from]! - places[to]!)
    return { seconds, meters: seconds }
  }
}
