/**
 * The times of one manager's day, for stores in a given order: as early an end as can be, and then as late a start.
 *
 * A visit that no window of its store admits any more is made at once and reported, so that a hand-made order always has
 * times. The break is taken where it lets the day end earliest: after arriving if that is still in its window, else on
 * the way.
 *
 * Units   whole seconds of the day, whole metres.
 * Shape   the route of the plan's contract, and the positions of the stops outside every window.
 * Source  DESIGN section 5, on breaks, waiting and visits by phone.
 */
import type { PlanManager, PlanRoute, PlanStop, PlanStore } from './problem'

export type Leg = { readonly seconds: number; readonly meters: number }
/** Travel between places by name: `m1:start`, `m1:end`, or a store's id. */
export type TravelBetween = (from: string, to: string) => Leg

export type Schedule = { readonly route: PlanRoute; readonly late: readonly number[] }

export function scheduleStops(
  manager: PlanManager,
  day: number,
  stores: readonly PlanStore[],
  travel: TravelBetween,
): Schedule {
  const legs = legsOf(manager, stores, travel)
  const { shift, break: pause } = manager
  const withBreak = pause && shift[0] < pause.window[0] ? pause : undefined

  const early = forwards(stores, legs, shift[0], withBreak)
  const needsBreak = early.breakBefore >= 0
  let best = early
  if (needsBreak) {
    // a day that starts within the break's window has none
    const late = forwards(stores, legs, withBreak!.window[0], undefined)
    if (late.late.length <= early.late.length && late.end <= early.end) best = late
  }
  const startMost =
    best === early ? (needsBreak ? Math.min(withBreak!.window[0] - 1, early.end) : early.end) : best.end
  const startTime = latestStart(stores, legs, best, startMost, withBreak)
  return toRoute(manager, day, stores, legs, best, startTime, withBreak)
}

type Break = NonNullable<PlanManager['break']>
type Timing = {
  readonly start: number
  readonly starts: readonly number[]
  readonly late: readonly number[]
  readonly end: number
  /** The element (stop, or the end) before which the break is taken; −1 without. */
  readonly breakBefore: number
}

function legsOf(manager: PlanManager, stores: readonly PlanStore[], travel: TravelBetween): Leg[] {
  let place = `${manager.id}:start`
  const legs = stores.map((store) => {
    if (store.channel === 'phone') return { seconds: 0, meters: 0 }
    const leg = travel(place, store.id)
    place = store.id
    return leg
  })
  if (stores.length > 0) legs.push(travel(place, `${manager.id}:end`))
  return legs
}

/** Earliest times from a start; with a break, in the place for it that gives the fewest late stops and the earliest end. */
function forwards(
  stores: readonly PlanStore[],
  legs: readonly Leg[],
  start: number,
  pause: Break | undefined,
): Timing {
  const without = run(stores, legs, start, undefined, -1)
  if (!pause || without.end <= pause.window[1]) return without
  let best: Timing | undefined
  for (let k = 0; k <= stores.length; k++) {
    const timing = run(stores, legs, start, pause, k)
    if (timing.end === Number.POSITIVE_INFINITY) break
    const isBetter =
      !best ||
      timing.late.length < best.late.length ||
      (timing.late.length === best.late.length && timing.end < best.end)
    if (isBetter) best = timing
  }
  return best!
}

/** Goes through the stops with the break, if any, taken before element `breakBefore`; `end` is infinite if it is too late then. */
function run(
  stores: readonly PlanStore[],
  legs: readonly Leg[],
  start: number,
  pause: Break | undefined,
  breakBefore: number,
): Timing {
  const starts: number[] = []
  const late: number[] = []
  let left = start
  for (let k = 0; k <= stores.length; k++) {
    let ready = left + (legs[k]?.seconds ?? 0)
    if (k === breakBefore && pause) {
      if (left > pause.window[1]) return { start, starts, late, end: Number.POSITIVE_INFINITY, breakBefore }
      ready = Math.max(ready, pause.window[0]) + pause.seconds
    }
    const store = stores[k]
    if (!store) return { start, starts, late, end: ready, breakBefore }
    const begin = earliestStart(store, ready)
    if (begin === undefined) late.push(k)
    starts.push(begin ?? ready)
    left = (begin ?? ready) + store.serviceSeconds
  }
  return { start, starts, late, end: left, breakBefore }
}

function earliestStart({ windows, serviceSeconds }: PlanStore, ready: number): number | undefined {
  if (!windows || windows.length === 0) return ready
  let earliest: number | undefined
  for (const [open, close] of windows) {
    const start = Math.max(ready, open)
    if (start + serviceSeconds <= close && (earliest === undefined || start < earliest)) earliest = start
  }
  return earliest
}

/** The latest start from which the same end is reached with no further stop outside its window. */
function latestStart(
  stores: readonly PlanStore[],
  legs: readonly Leg[],
  timing: Timing,
  startMost: number,
  pause: Break | undefined,
): number {
  let reach = timing.end
  for (let k = stores.length; k >= 0; k--) {
    const leg = legs[k]?.seconds ?? 0
    // the latest leaving of what comes before element k
    let leave = reach - leg
    if (k === timing.breakBefore && pause) {
      if (reach < pause.window[0] + pause.seconds) return timing.start
      leave = Math.min(pause.window[1], reach - pause.seconds - leg)
    }
    if (k === 0) return Math.max(timing.start, Math.min(leave, startMost))
    const store = stores[k - 1]!
    const begin = leave - store.serviceSeconds
    const latest = timing.late.includes(k - 1) ? timing.starts[k - 1]! : latestIn(store, begin)
    reach = Math.max(latest, timing.starts[k - 1]!)
  }
  return timing.start
}

function latestIn({ windows, serviceSeconds }: PlanStore, begin: number): number {
  if (!windows || windows.length === 0) return begin
  let latest = Number.NEGATIVE_INFINITY
  for (const [open, close] of windows) {
    const start = Math.min(begin, close - serviceSeconds)
    if (start >= open) latest = Math.max(latest, start)
  }
  return latest
}

function toRoute(
  manager: PlanManager,
  day: number,
  stores: readonly PlanStore[],
  legs: readonly Leg[],
  timing: Timing,
  startTime: number,
  pause: Break | undefined,
): Schedule {
  const stops: PlanStop[] = []
  const late: number[] = []
  let taken: { start: number; end: number } | null = null
  let left = startTime
  let endTime = startTime
  for (let k = 0; k <= stores.length; k++) {
    const { seconds, meters } = legs[k] ?? { seconds: 0, meters: 0 }
    let arrive = left + seconds
    let ready = arrive
    if (k === timing.breakBefore && pause) {
      const isAfterArrival = k < stores.length && arrive <= pause.window[1]
      const start = Math.max(isAfterArrival ? arrive : left, pause.window[0])
      taken = { start, end: start + pause.seconds }
      if (start < arrive) {
        arrive += pause.seconds
        ready = arrive
      } else ready = start + pause.seconds
    }
    const store = stores[k]
    if (!store) {
      endTime = ready
      break
    }
    const begin = earliestStart(store, ready)
    if (begin === undefined) late.push(k)
    const start = begin ?? ready
    left = start + store.serviceSeconds
    stops.push({ store: store.id, arrive, start, leave: left, driveSeconds: seconds, driveMeters: meters })
  }
  return {
    late,
    route: {
      manager: manager.id,
      day,
      stops,
      break: taken,
      startTime,
      endTime,
      driveSeconds: legs.reduce((sum, leg) => sum + leg.seconds, 0),
      driveMeters: legs.reduce((sum, leg) => sum + leg.meters, 0),
      workSeconds: endTime - startTime,
    },
  }
}
