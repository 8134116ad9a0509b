/**
 * Checks a plan against its problem: every time, distance, break, window, gap, lock, pattern and cost is recomputed.
 *
 * Shares nothing with the solver but the words of the contract, so that neither can hide the other's mistake.
 *
 * Units   whole seconds of the day, whole metres; a *day* is an index into the problem's days.
 * Shape   `violations` is empty if and only if the plan is valid; `path` names the place in the plan's JSON.
 * Source  DESIGN section 5; the formulas of the cost terms are in docs/planner.md.
 */
import { assert } from '@/lib/domain/assert'
import { dayNumber } from '@/lib/domain/calendar/dates'
import type { Position } from '@/lib/domain/geo/position'
import {
  COST_TERMS,
  isTravelTable,
  type PlanCost,
  type PlanManager,
  type PlanProblem,
  type PlanStore,
  SECOND_MAX,
  UNPLANNED_REASONS,
  UNREACHABLE_S,
} from './problem'

export type Violation = {
  readonly code: string
  readonly path: string
  readonly expected?: unknown
  readonly found?: unknown
}
export type RecomputedRoute = {
  readonly manager: string
  readonly day: number
  readonly visits: number
  readonly startTime: number
  readonly endTime: number
  readonly driveSeconds: number
  readonly driveMeters: number
  readonly workSeconds: number
  readonly overtimeSeconds: number
}
export type PlanCheck = {
  readonly valid: boolean
  readonly violations: readonly Violation[]
  readonly recomputed: {
    readonly cost: PlanCost
    readonly routes: readonly RecomputedRoute[]
    readonly unplanned: readonly { readonly store: string; readonly visits: number }[]
  }
}

const COMPACT_SPEED_MPS = 5
const VIOLATIONS_MAX = 1000
/** Of a list, or of the characters of a text, so many are repeated in a violation. */
const SHOWN_MAX = 60

export function checkPlan(problem: PlanProblem, plan: unknown): PlanCheck {
  return new Checker(problem).check(plan)
}

type Fields = Readonly<Record<string, unknown>>
type Visit = {
  readonly day: number
  readonly manager: string
  readonly position: number
  readonly path: string
}

class Checker {
  private readonly problem: PlanProblem
  private readonly violations: Violation[] = []
  private readonly managers: ReadonlyMap<string, PlanManager>
  private readonly stores: ReadonlyMap<string, PlanStore>
  private readonly travel: (from: string, to: string) => { seconds: number; meters: number }
  private readonly visits = new Map<string, Visit[]>()
  private readonly routes: (RecomputedRoute & { loadSeconds: number; onsite: PlanStore[] })[] = []

  constructor(problem: PlanProblem) {
    this.problem = problem
    this.managers = new Map(problem.managers.map((manager) => [manager.id, manager]))
    this.stores = new Map(problem.stores.map((store) => [store.id, store]))
    this.travel = travelBetween(problem)
  }

  check(plan: unknown): PlanCheck {
    const fields = fieldsOf(plan)
    if (!fields || !Array.isArray(fields.routes) || !Array.isArray(fields.unplanned)) {
      this.note('malformed', '', { expected: 'routes and unplanned', found: typeof plan })
    }
    const rows: unknown[] = Array.isArray(fields?.routes) ? fields.routes : []
    const seen = new Set<string>()
    for (const [k, row] of rows.entries()) this.checkRoute(row, `routes[${k}]`, seen)
    const missing = new Map<string, number>()
    for (const store of this.problem.stores) {
      const visits = this.checkRhythm(store)
      if (visits > 0) missing.set(store.id, visits)
    }
    this.checkUnplanned(Array.isArray(fields?.unplanned) ? fields.unplanned : [], missing)
    const cost = this.costs(missing)
    this.checkCost(fieldsOf(fields?.cost), cost)
    return {
      valid: this.violations.length === 0,
      violations: this.violations,
      recomputed: {
        cost,
        routes: this.routes.map(({ loadSeconds: _load, onsite: _onsite, ...route }) => route),
        unplanned: [...missing].map(([store, visits]) => ({ store, visits })),
      },
    }
  }

  private note(code: string, path: string, detail: { expected?: unknown; found?: unknown } = {}): void {
    if (this.violations.length >= VIOLATIONS_MAX) return
    this.violations.push({ code, path, ...detail, ...('found' in detail && { found: shown(detail.found) }) })
  }

  private expect(code: string, path: string, expected: unknown, found: unknown): void {
    if (expected !== found) this.note(code, path, { expected, found })
  }

  private checkRoute(row: unknown, path: string, seen: Set<string>): void {
    const route = fieldsOf(row)
    const manager = typeof route?.manager === 'string' ? this.managers.get(route.manager) : undefined
    if (!route || !manager) {
      this.note('unknown-manager', `${path}.manager`, { found: route?.manager })
      return
    }
    const day = route.day
    if (typeof day !== 'number' || !Number.isInteger(day) || !this.problem.days[day]) {
      this.note('unknown-day', `${path}.day`, { found: day })
      return
    }
    const key = JSON.stringify([manager.id, day])
    if (seen.has(key)) this.note('route-twice', path, { found: key })
    seen.add(key)
    if (!Array.isArray(route.stops)) {
      this.note('malformed', `${path}.stops`)
      return
    }
    if (route.stops.length === 0) {
      this.note('route-empty', path)
      return
    }
    if (manager.daysOff?.includes(day)) this.note('day-off', `${path}.day`, { found: day })
    if (manager.visitsMax !== undefined && route.stops.length > manager.visitsMax) {
      this.note('visits-max', `${path}.stops`, { expected: manager.visitsMax, found: route.stops.length })
    }
    this.checkTimes(route, manager, day, route.stops, path)
  }

  private checkTimes(route: Fields, manager: PlanManager, day: number, stops: unknown[], path: string): void {
    const startTime = this.whole(route.startTime, `${path}.startTime`)
    if (startTime < manager.shift[0]) {
      this.note('shift-start', `${path}.startTime`, { expected: manager.shift[0], found: startTime })
    }
    const pause = this.checkBreak(route.break, manager, `${path}.break`)
    let pauseLies = pause === undefined
    let place = `${manager.id}:start`
    let time = startTime
    let driveSeconds = 0
    let driveMeters = 0
    let loadSeconds = 0
    const onsite: PlanStore[] = []

    /** Arrival after driving from `time`, with the break in it if the break starts on the way. */
    const drive = (seconds: number): number => {
      const isOnTheWay = pause !== undefined && pause.start >= time && pause.start < time + seconds
      if (isOnTheWay) pauseLies = true
      return time + seconds + (isOnTheWay ? pause.end - pause.start : 0)
    }

    for (const [k, row] of stops.entries()) {
      const at = `${path}.stops[${k}]`
      const stop = fieldsOf(row)
      const store = typeof stop?.store === 'string' ? this.stores.get(stop.store) : undefined
      if (!stop || !store) {
        this.note('unknown-store', `${at}.store`, { found: stop?.store })
        continue
      }
      this.place(store, { day, manager: manager.id, position: k, path: at })
      const isPhone = store.channel === 'phone'
      const leg = isPhone ? { seconds: 0, meters: 0 } : this.travel(place, store.id)
      if (leg.seconds >= UNREACHABLE_S) this.note('unreachable', `${at}.driveSeconds`)
      this.expect('drive-seconds', `${at}.driveSeconds`, leg.seconds, stop.driveSeconds)
      this.expect('drive-meters', `${at}.driveMeters`, leg.meters, stop.driveMeters)

      const arrive = this.whole(stop.arrive, `${at}.arrive`)
      const start = this.whole(stop.start, `${at}.start`)
      const leave = this.whole(stop.leave, `${at}.leave`)
      this.expect('arrive', `${at}.arrive`, drive(leg.seconds), arrive)
      if (start < arrive) this.note('start-before-arrival', `${at}.start`, { expected: arrive, found: start })
      this.expect('leave', `${at}.leave`, start + store.serviceSeconds, leave)
      if (pause && pause.start >= arrive && pause.end <= start) pauseLies = true
      if (pause && pause.start < leave && pause.end > start) this.note('break-in-visit', `${path}.break`)
      const { windows = [], closedDays = [] } = store
      if (windows.length > 0 && !windows.some(([open, close]) => start >= open && leave <= close)) {
        this.note('window', `${at}.start`, { expected: windows, found: [start, leave] })
      }
      if (closedDays.includes(day)) this.note('closed-day', at, { found: day })

      driveSeconds += leg.seconds
      driveMeters += leg.meters
      loadSeconds += store.serviceSeconds
      if (!isPhone) {
        place = store.id
        onsite.push(store)
      }
      time = leave
    }

    const home = this.travel(place, `${manager.id}:end`)
    if (home.seconds >= UNREACHABLE_S) this.note('unreachable', `${path}.endTime`)
    driveSeconds += home.seconds
    driveMeters += home.meters
    const endTime = drive(home.seconds)
    this.expect('end-time', `${path}.endTime`, endTime, route.endTime)
    this.expect('drive-seconds', `${path}.driveSeconds`, driveSeconds, route.driveSeconds)
    this.expect('drive-meters', `${path}.driveMeters`, driveMeters, route.driveMeters)
    this.expect('work-seconds', `${path}.workSeconds`, endTime - startTime, route.workSeconds)
    const due = manager.break
    if (due && !pause && startTime < due.window[0] && endTime > due.window[1]) {
      this.note('break-missing', `${path}.break`)
    }
    if (!pauseLies) this.note('break-outside-route', `${path}.break`)
    this.routes.push({
      manager: manager.id,
      day,
      visits: stops.length,
      startTime,
      endTime,
      driveSeconds,
      driveMeters,
      workSeconds: endTime - startTime,
      overtimeSeconds: Math.max(0, endTime - manager.shift[1]),
      loadSeconds: driveSeconds + loadSeconds,
      onsite,
    })
  }

  private checkBreak(
    value: unknown,
    manager: PlanManager,
    path: string,
  ): { start: number; end: number } | undefined {
    if (value === null || value === undefined) return undefined
    const due = manager.break
    const fields = fieldsOf(value)
    if (!due || !fields) {
      this.note('break-unknown', path)
      return undefined
    }
    const start = this.whole(fields.start, `${path}.start`)
    const end = this.whole(fields.end, `${path}.end`)
    this.expect('break-length', path, start + due.seconds, end)
    if (start < due.window[0] || start > due.window[1]) {
      this.note('break-window', path, { expected: due.window, found: start })
    }
    return { start, end }
  }

  private place(store: PlanStore, visit: Visit): void {
    const visits = this.visits.get(store.id) ?? []
    if (visits.some(({ day }) => day === visit.day)) {
      this.note('store-twice-a-day', visit.path, { found: store.id })
    }
    const expected = store.manager ?? visits[0]?.manager
    if (expected !== undefined && expected !== visit.manager) {
      this.note('wrong-manager', visit.path, { expected, found: visit.manager })
    }
    visits.push(visit)
    this.visits.set(store.id, visits)
  }

  /** Pattern or gaps, and locks, of one store; returns how many of its visits are missing. */
  private checkRhythm(store: PlanStore): number {
    const visits = (this.visits.get(store.id) ?? []).toSorted((a, b) => a.day - b.day)
    const days = [...new Set(visits.map(({ day }) => day))]
    const path = visits[0]?.path ?? 'routes'
    const locks = store.lock ?? []
    for (const lock of locks) {
      const visit = visits.find(({ day }) => day === lock.day)
      if (!visit) continue
      if (lock.manager !== undefined) this.expect('lock-manager', visit.path, lock.manager, visit.manager)
      if (lock.position !== undefined) this.expect('lock-position', visit.path, lock.position, visit.position)
    }
    const locksMissing = locks.filter(({ day }) => !days.includes(day)).length
    const missing = store.patterns
      ? this.missingOfPatterns(store, days, path)
      : this.missingOfGaps(store, days, path)
    if (locksMissing > Math.max(0, missing)) {
      this.note('lock-missing', path, { expected: locks.map(({ day }) => day), found: days })
    }
    return Math.max(0, missing)
  }

  private missingOfPatterns(store: PlanStore, days: readonly number[], path: string): number {
    const locked = (store.lock ?? []).map(({ day }) => day)
    const allowed = (store.patterns ?? []).filter((pattern) => locked.every((day) => pattern.includes(day)))
    const holding = allowed.filter((pattern) => days.every((day) => pattern.includes(day)))
    if (holding.length === 0) {
      this.note('pattern', path, { expected: store.patterns?.slice(0, SHOWN_MAX), found: days })
      return 0
    }
    return Math.min(...holding.map((pattern) => pattern.length)) - days.length
  }

  private missingOfGaps(store: PlanStore, days: readonly number[], path: string): number {
    const { visits = 0, gapDays, lastVisit } = store
    if (days.length > visits) this.note('too-many-visits', path, { expected: visits, found: days.length })
    if (gapDays) {
      const dates = days.map((day) => dayNumber(this.problem.days[day]!.date))
      if (lastVisit !== undefined) dates.unshift(dayNumber(lastVisit))
      for (let k = 1; k < dates.length; k++) {
        const gap = dates[k]! - dates[k - 1]!
        if (gap < gapDays[0] || gap > gapDays[1]) this.note('gap', path, { expected: gapDays, found: gap })
      }
    }
    return visits - days.length
  }

  private checkUnplanned(rows: readonly unknown[], missing: ReadonlyMap<string, number>): void {
    const listed = new Set<string>()
    for (const [k, row] of rows.entries()) {
      const path = `unplanned[${k}]`
      const entry = fieldsOf(row)
      const id = entry?.store
      if (!entry || typeof id !== 'string' || !this.stores.has(id)) {
        this.note('unknown-store', `${path}.store`, { found: id })
        continue
      }
      if (listed.has(id)) this.note('unplanned-twice', `${path}.store`, { found: id })
      listed.add(id)
      this.expect('unplanned-visits', `${path}.visits`, missing.get(id) ?? 0, entry.visits)
      if (!UNPLANNED_REASONS.some((reason) => reason === entry.reason)) {
        this.note('unplanned-reason', `${path}.reason`, { expected: UNPLANNED_REASONS, found: entry.reason })
      }
    }
    for (const [store, visits] of missing) {
      if (!listed.has(store)) this.note('unplanned-missing', 'unplanned', { expected: { store, visits } })
    }
  }

  private costs(missing: ReadonlyMap<string, number>): PlanCost {
    const { weights, managers, days } = this.problem
    const sum = (of: (route: (typeof this.routes)[number]) => number) =>
      this.routes.reduce((total, route) => total + of(route), 0)

    let left = 0
    for (const [id, visits] of missing) left += visits * (this.stores.get(id)?.priority ?? 1)

    let manDays = 0
    let shiftSeconds = 0
    for (const { shift, daysOff = [] } of managers) {
      manDays += days.length - daysOff.length
      shiftSeconds += (days.length - daysOff.length) * (shift[1] - shift[0])
    }
    // in exact whole numbers, as two large sums are subtracted
    const loads = this.routes.map(({ loadSeconds }) => BigInt(loadSeconds))
    const load = loads.reduce((total, seconds) => total + seconds, 0n)
    const squares = loads.reduce((total, seconds) => total + seconds * seconds, 0n)
    const spread = manDays === 0 ? 0 : Number(BigInt(manDays) * squares - load * load) / shiftSeconds

    const terms = {
      drive: weights.drive * sum(({ driveSeconds }) => driveSeconds),
      overtime: weights.overtime * sum(({ overtimeSeconds }) => overtimeSeconds),
      unplanned: weights.unplanned * left,
      balance: weights.balance * spread,
      compact: weights.compact * this.scatter(),
      change: weights.change * this.changes(),
    }
    return { total: COST_TERMS.reduce((total, name) => total + terms[name], 0), ...terms }
  }

  /** Per route: stops × their root-mean-square distance from their center, at 5 m/s. */
  private scatter(): number {
    const onsite = this.problem.stores.filter(({ channel }) => channel !== 'phone')
    if (onsite.length === 0) return 0
    const meanLat = onsite.reduce((total, { position }) => total + position[1], 0) / onsite.length
    const metersPerDegree = (Math.PI / 180) * 6_371_008.8
    const eastward = metersPerDegree * Math.cos((meanLat * Math.PI) / 180)
    let seconds = 0
    for (const { onsite: stops } of this.routes) {
      const points = stops.map(({ position: [lng, lat] }) => [
        Math.round(eastward * (lng - onsite[0]!.position[0])),
        Math.round(metersPerDegree * (lat - onsite[0]!.position[1])),
      ])
      const centerX = points.reduce((total, [x]) => total + x!, 0) / points.length
      const centerY = points.reduce((total, [, y]) => total + y!, 0) / points.length
      const inertia = points.reduce((total, [x, y]) => total + (x! - centerX) ** 2 + (y! - centerY) ** 2, 0)
      if (points.length > 0) seconds += Math.sqrt(points.length * inertia) / COMPACT_SPEED_MPS
    }
    return seconds
  }

  private changes(): number {
    const before = new Set<string>()
    const known = new Set<string>()
    for (const { manager, day, stops } of this.problem.previous?.routes ?? []) {
      for (const { store } of stops) {
        before.add(JSON.stringify([store, day, manager]))
        known.add(store)
      }
    }
    let changes = 0
    for (const [store, visits] of this.visits) {
      if (!known.has(store)) continue
      for (const { day, manager } of visits) {
        if (!before.has(JSON.stringify([store, day, manager]))) changes++
      }
    }
    return changes
  }

  private checkCost(found: Fields | undefined, cost: PlanCost): void {
    if (!found) {
      this.note('malformed', 'cost')
      return
    }
    for (const name of ['total', ...COST_TERMS] as const) {
      const value = found[name]
      const isEqual =
        typeof value === 'number' &&
        Math.abs(value - cost[name]) <= 1e-6 * Math.max(1000, Math.abs(cost[name]))
      if (!isEqual) this.note('cost', `cost.${name}`, { expected: cost[name], found: value })
    }
  }

  private whole(value: unknown, path: string): number {
    if (typeof value === 'number' && Number.isInteger(value)) return value
    this.note('malformed', path, { expected: 'whole seconds', found: value })
    return 0
  }
}

/** What a plan says, as a violation may repeat it: anything but a number, a short text or a list of them is only named. */
function shown(value: unknown): unknown {
  if (typeof value === 'string') return value.length > SHOWN_MAX ? `${value.slice(0, SHOWN_MAX)}…` : value
  if (Array.isArray(value))
    return value.slice(0, SHOWN_MAX).map((entry) => (isPlain(entry) ? entry : typeof entry))
  return isPlain(value) ? value : typeof value
}

function isPlain(value: unknown): boolean {
  return value === null || typeof value === 'number' || typeof value === 'boolean'
}

function fieldsOf(value: unknown): Fields | undefined {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Fields) : undefined
}

function travelBetween(
  problem: PlanProblem,
): (from: string, to: string) => { seconds: number; meters: number } {
  const { travel } = problem
  if (isTravelTable(travel)) {
    const index = new Map(travel.places.map((place, k) => [place, k]))
    const size = travel.places.length
    return (from, to) => {
      const cell = index.get(from)! * size + index.get(to)!
      return { seconds: travel.seconds[cell]!, meters: travel.meters[cell]! }
    }
  }
  assert('estimate' in travel, 'travel along roads is resolved before checking')
  const { speedKmh, detour } = travel.estimate
  const positions = new Map<string, Position>(problem.stores.map(({ id, position }) => [id, position]))
  for (const { id, start, end } of problem.managers) {
    positions.set(`${id}:start`, start)
    positions.set(`${id}:end`, end)
  }
  return (from, to) => {
    const km = greatCircleKm(positions.get(from)!, positions.get(to)!)
    const seconds = Math.round((3600 * detour * km) / speedKmh)
    return {
      seconds: seconds > SECOND_MAX ? UNREACHABLE_S : seconds,
      meters: Math.round(1000 * detour * km),
    }
  }
}

function greatCircleKm([lngA, latA]: Position, [lngB, latB]: Position): number {
  const radians = (degrees: number) => (degrees * Math.PI) / 180
  const half = (angle: number) => Math.sin(radians(angle) / 2) ** 2
  const h = half(latB - latA) + Math.cos(radians(latA)) * Math.cos(radians(latB)) * half(lngB - lngA)
  return 2 * 6371.0088 * Math.asin(Math.min(1, Math.sqrt(h)))
}
