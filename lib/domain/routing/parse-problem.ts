/**
 * Reads a planning problem from JSON, and names every field that is malformed or contradicts another.
 *
 * Shape   travel matrices become flat whole-second and whole-metre tables; no way is `null` in one, or longer than any
 *         leg may be. A field that is absent, or `null`, takes its default.
 * Errors  `problem-invalid` with at most 100 errors: a path such as `stores[3].windows[0]`, a stable code, a sentence
 *         for the programmer at the other end.
 */
import { dayNumber, isIsoDate } from '@/lib/domain/calendar/dates'
import { fail, ok, type Result } from '@/lib/domain/result'
import {
  DEFAULT_WEIGHTS,
  type Interval,
  type PlanManager,
  type PlanProblem,
  type PlanStore,
  type PlanWeights,
  SECOND_MAX,
  type VisitLock,
  WEIGHTS,
} from './problem'
import {
  asArray,
  ascending,
  asFields,
  type Fields,
  isAbsent,
  type Note,
  readAmount,
  readDay,
  readDayList,
  readId,
  readInterval,
  readPosition,
  readWhole,
  shown,
} from './problem-fields'
import { readTravel } from './problem-travel'

export type ProblemError = { readonly path: string; readonly code: string; readonly message: string }
export type ProblemFailure = { readonly code: 'problem-invalid'; readonly errors: readonly ProblemError[] }

const ERRORS_MAX = 100
const DAYS_MAX = 366
const WINDOWS_MAX = 100
const PATTERNS_MAX = 10_000

export function parseProblem(json: unknown): Result<PlanProblem, ProblemFailure> {
  const errors: ProblemError[] = []
  const note: Note = (path, code, message) => {
    if (errors.length < ERRORS_MAX) errors.push({ path, code, message })
    return undefined
  }
  const root = asFields(json, 'problem', note)
  if (!root) return fail({ code: 'problem-invalid', errors })

  const days = readDays(root.days, note)
  const managers = readManagers(root.managers, days.length, note)
  const managerIds = new Map(managers.map((manager) => [manager.id, manager]))
  const dates = days.map(({ date }) => dayNumber(date))
  const stores = readStores(root.stores, { dates, managers: managerIds }, note)
  noteTakenPlaces(stores, managers, note)
  noteSharedPositions(stores, managers, note)
  const weights = readWeights(root.weights, note)
  const previous = readPrevious(root.previous, days.length, note)
  const travel = readTravel(root.travel, managers, stores, note)
  if (errors.length > 0 || !travel) return fail({ code: 'problem-invalid', errors })
  return ok({ days, managers, stores, travel, weights, ...(previous && { previous }) })
}

function readDays(value: unknown, note: Note): { date: string }[] {
  const rows = asArray(value, 'days', note)
  if (rows?.length === 0) note('days', 'empty', 'a plan needs at least one day')
  if (rows && rows.length > DAYS_MAX) note('days', 'too-many', `at most ${DAYS_MAX} days`)
  let before = Number.NEGATIVE_INFINITY
  return (rows ?? []).map((row, k) => {
    const date = asFields(row, `days[${k}]`, note)?.date
    if (typeof date !== 'string' || !isIsoDate(date)) {
      note(`days[${k}].date`, 'date', 'a date YYYY-MM-DD is needed')
      return { date: '1970-01-01' } // stands for the day until the problem is refused
    }
    if (dayNumber(date) <= before) note(`days[${k}].date`, 'order', 'days must ascend')
    before = dayNumber(date)
    return { date }
  })
}

function readManagers(value: unknown, dayCount: number, note: Note): PlanManager[] {
  const seen = new Set<string>()
  const managers: PlanManager[] = []
  for (const [k, row] of (asArray(value, 'managers', note) ?? []).entries()) {
    const path = `managers[${k}]`
    const fields = asFields(row, path, note)
    if (!fields) continue
    const id = readId(fields.id, path, seen, note)
    const start = readPosition(fields.start, `${path}.start`, note)
    const end = isAbsent(fields.end) ? start : readPosition(fields.end, `${path}.end`, note)
    const shift = readInterval(fields.shift, `${path}.shift`, SECOND_MAX, note)
    if (shift && shift[0] >= shift[1]) note(`${path}.shift`, 'order', 'a shift must end after it starts')
    const pause = isAbsent(fields.break) ? undefined : readBreak(fields.break, `${path}.break`, note)
    const visitsMax = isAbsent(fields.visitsMax)
      ? undefined
      : readWhole(fields.visitsMax, `${path}.visitsMax`, 1_000_000, note)
    const daysOff = readDayList(fields.daysOff, `${path}.daysOff`, dayCount, note)
    if (id === undefined) continue
    // a faulty manager stands for itself until the problem is refused, so that its stores are not blamed
    managers.push({
      id,
      start: start ?? [0, 0],
      end: end ?? [0, 0],
      shift: shift ?? [0, 0],
      ...(pause && { break: pause }),
      ...(visitsMax !== undefined && { visitsMax }),
      ...(daysOff.length > 0 && { daysOff }),
    })
  }
  return managers
}

function readBreak(value: unknown, path: string, note: Note): PlanManager['break'] {
  const fields = asFields(value, path, note)
  if (!fields) return undefined
  const window = readInterval(fields.window, `${path}.window`, SECOND_MAX, note)
  const seconds = readWhole(fields.seconds, `${path}.seconds`, SECOND_MAX, note)
  if (window && window[0] > window[1])
    note(`${path}.window`, 'order', 'a window must not end before it starts')
  return window && seconds !== undefined ? { window, seconds } : undefined
}

type Frame = {
  /** Of each day, counted since 1970. */
  readonly dates: readonly number[]
  readonly managers: ReadonlyMap<string, PlanManager>
}

function readStores(value: unknown, frame: Frame, note: Note): PlanStore[] {
  const seen = new Set<string>()
  const stores: PlanStore[] = []
  const rows = asArray(value, 'stores', note) ?? []
  if (rows.length > 0 && frame.managers.size === 0) note('managers', 'empty', 'stores need a manager')
  for (const [k, row] of rows.entries()) {
    const path = `stores[${k}]`
    const fields = asFields(row, path, note)
    if (!fields) continue
    const store = readStore(fields, path, seen, frame, note)
    if (!store) continue
    noteContradictions(store, path, frame, note)
    stores.push(store)
  }
  return stores
}

function readStore(
  fields: Fields,
  path: string,
  seen: Set<string>,
  frame: Frame,
  note: Note,
): PlanStore | undefined {
  const dayCount = frame.dates.length
  const id = readId(fields.id, path, seen, note)
  const position = readPosition(fields.position, `${path}.position`, note)
  const manager = isAbsent(fields.manager) ? undefined : fields.manager
  if (manager !== undefined && (typeof manager !== 'string' || !frame.managers.has(manager))) {
    return note(`${path}.manager`, 'unknown-manager', `no manager ${shown(manager)}`)
  }
  const lastVisit = isAbsent(fields.lastVisit) ? undefined : fields.lastVisit
  if (lastVisit !== undefined && (typeof lastVisit !== 'string' || !isIsoDate(lastVisit))) {
    return note(`${path}.lastVisit`, 'date', 'a date YYYY-MM-DD is needed')
  }
  const serviceSeconds = readWhole(fields.serviceSeconds, `${path}.serviceSeconds`, SECOND_MAX, note)
  const windows = readWindows(fields.windows, `${path}.windows`, note)
  const closedDays = readDayList(fields.closedDays, `${path}.closedDays`, dayCount, note)
  const priority = isAbsent(fields.priority)
    ? undefined
    : readAmount(fields.priority, `${path}.priority`, 1e6, note)
  const channel = isAbsent(fields.channel) ? 'onsite' : fields.channel
  if (channel !== 'onsite' && channel !== 'phone') {
    return note(`${path}.channel`, 'channel', 'a channel is "onsite" or "phone"')
  }
  const lock = readLocks(fields.lock, `${path}.lock`, dayCount, note)
  const rhythm = readRhythm(fields, path, dayCount, note)
  if (id === undefined || !position || serviceSeconds === undefined || !rhythm) return undefined
  return {
    id,
    position,
    serviceSeconds,
    ...rhythm,
    ...(manager !== undefined && { manager }),
    ...(lastVisit !== undefined && { lastVisit }),
    ...(windows && { windows }),
    ...(closedDays.length > 0 && { closedDays }),
    ...(priority !== undefined && { priority }),
    ...(channel === 'phone' && { channel }),
    ...(lock.length > 0 && { lock }),
  }
}

/** Either the allowed sets of days, or how many visits and how far apart. */
function readRhythm(
  fields: Fields,
  path: string,
  dayCount: number,
  note: Note,
): Pick<PlanStore, 'patterns' | 'visits' | 'gapDays'> | undefined {
  const byPatterns = !isAbsent(fields.patterns)
  const byCount = !isAbsent(fields.visits)
  if (byPatterns === byCount) {
    return note(path, 'rhythm', 'a store has either patterns, or visits (with gapDays)')
  }
  if (byPatterns) {
    if (!isAbsent(fields.gapDays))
      note(`${path}.gapDays`, 'rhythm', 'patterns already say which days go together')
    const rows = asArray(fields.patterns, `${path}.patterns`, note)
    if (rows?.length === 0) note(`${path}.patterns`, 'pattern-empty', 'at least one pattern is needed')
    if (rows && rows.length > PATTERNS_MAX) {
      return note(`${path}.patterns`, 'too-many', `at most ${PATTERNS_MAX} patterns`)
    }
    const patterns = rows?.map((row, k) => {
      const at = `${path}.patterns[${k}]`
      const days = asArray(row, at, note) ? readDayList(row, at, dayCount, note) : []
      if (Array.isArray(row) && row.length === 0)
        note(at, 'pattern-empty', 'a pattern needs at least one day')
      return days
    })
    return patterns && { patterns }
  }
  const visits = readWhole(fields.visits, `${path}.visits`, 10_000, note)
  if (visits === undefined) return undefined
  if (isAbsent(fields.gapDays)) return { visits }
  const gapDays = readInterval(fields.gapDays, `${path}.gapDays`, 100_000, note)
  if (!gapDays) return undefined
  if (gapDays[0] < 1) note(`${path}.gapDays[0]`, 'range', 'two visits lie at least one day apart')
  if (gapDays[0] > gapDays[1]) note(`${path}.gapDays`, 'order', 'the least gap is above the most')
  return { visits, gapDays }
}

function readWindows(value: unknown, path: string, note: Note): Interval[] | undefined {
  if (isAbsent(value)) return undefined
  const rows = asArray(value, path, note)
  if (!rows) return undefined
  if (rows.length === 0) return undefined
  if (rows.length > WINDOWS_MAX) return note(path, 'too-many', `at most ${WINDOWS_MAX} windows`)
  return rows.flatMap((row, k) => {
    const window = readInterval(row, `${path}[${k}]`, SECOND_MAX, note)
    if (window && window[0] > window[1]) {
      note(`${path}[${k}]`, 'order', 'a window must not end before it starts')
    }
    return window ? [window] : []
  })
}

function readLocks(value: unknown, path: string, dayCount: number, note: Note): VisitLock[] {
  if (isAbsent(value)) return []
  return (asArray(value, path, note) ?? []).flatMap((row, k) => {
    const at = `${path}[${k}]`
    const fields = asFields(row, at, note)
    if (!fields) return []
    const day = readDay(fields.day, `${at}.day`, dayCount, note)
    const position = isAbsent(fields.position)
      ? undefined
      : readWhole(fields.position, `${at}.position`, 100_000, note)
    const manager = isAbsent(fields.manager) ? undefined : fields.manager
    if (manager !== undefined && typeof manager !== 'string') {
      note(`${at}.manager`, 'unknown-manager', 'a manager is named by its id')
      return []
    }
    if (day === undefined) return []
    return [{ day, ...(manager !== undefined && { manager }), ...(position !== undefined && { position }) }]
  })
}

/** What is well formed by itself but cannot hold together with the rest. */
function noteContradictions(store: PlanStore, path: string, frame: Frame, note: Note): void {
  const { windows, serviceSeconds, lock = [], closedDays = [], lastVisit } = store
  if (lastVisit !== undefined && dayNumber(lastVisit) > frame.dates.at(-1)!) {
    note(`${path}.lastVisit`, 'order', 'the last visit lies after the last day')
  }
  if (windows && windows.length > 0 && windows.every(([open, close]) => close - open < serviceSeconds)) {
    note(`${path}.windows[0]`, 'window-shorter-than-service', `no window holds ${serviceSeconds} seconds`)
  }
  const locked = new Set<number>()
  let lockManager = store.manager
  for (const [k, { day, manager }] of lock.entries()) {
    const at = `${path}.lock[${k}]`
    if (locked.has(day)) note(at, 'lock-twice', 'two locks on one day')
    locked.add(day)
    if (closedDays.includes(day)) note(at, 'lock-on-closed-day', `the store is closed on day ${day}`)
    if (manager !== undefined && !frame.managers.has(manager)) {
      note(`${at}.manager`, 'unknown-manager', `no manager ${shown(manager)}`)
      continue
    }
    if (manager !== undefined && lockManager !== undefined && manager !== lockManager) {
      note(`${at}.manager`, 'lock-against-manager', `the store's manager is ${shown(lockManager)}`)
    }
    lockManager ??= manager
  }
  const person = lockManager === undefined ? undefined : frame.managers.get(lockManager)
  const people = person ? [person] : [...frame.managers.values()]
  for (const [k, { day }] of lock.entries()) {
    if (people.length === 0 || people.some(({ daysOff }) => !daysOff?.includes(day))) continue
    const who = person ? `manager ${shown(person.id)}` : 'every manager'
    note(`${path}.lock[${k}]`, 'lock-on-day-off', `${who} is off on day ${day}`)
  }
  if (locked.size > 0 && !locksFit(store, [...locked].sort(ascending), frame.dates)) {
    note(`${path}.lock`, 'lock-against-rhythm', 'no allowed choice of days holds every locked day')
  }
}

function locksFit(store: PlanStore, locked: readonly number[], dates: Frame['dates']): boolean {
  const { patterns, visits = 0, gapDays, lastVisit, closedDays = [] } = store
  if (patterns) return patterns.some((pattern) => locked.every((day) => pattern.includes(day)))
  if (locked.length > visits) return false
  if (!gapDays) return true
  const [least, most] = gapDays
  const fits = (gap: number) => gap >= least && gap <= most
  const since = lastVisit === undefined ? undefined : dayNumber(lastVisit)
  const last = locked.at(-1)!
  // the fewest visits of which the last is on each day, none of them skipping a lock
  const fewest = Array.from({ length: last + 1 }, () => Number.POSITIVE_INFINITY)
  for (let day = 0; day <= last; day++) {
    if (closedDays.includes(day)) continue
    const lockBefore = locked.findLast((other) => other < day)
    if (lockBefore === undefined && (since === undefined || fits(dates[day]! - since))) fewest[day] = 1
    for (let from = lockBefore ?? 0; from < day; from++) {
      if (fits(dates[day]! - dates[from]!)) fewest[day] = Math.min(fewest[day]!, fewest[from]! + 1)
    }
  }
  return fewest[last]! <= visits
}

/** A manager's ends are places under names of their own, which no store may have. */
function noteTakenPlaces(stores: readonly PlanStore[], managers: readonly PlanManager[], note: Note): void {
  const ends = new Set(managers.flatMap(({ id }) => [`${id}:start`, `${id}:end`]))
  for (const [k, { id }] of stores.entries()) {
    if (ends.has(id)) note(`stores[${k}].id`, 'duplicate', `${shown(id)} is the place of a manager`)
  }
}

function noteSharedPositions(
  stores: readonly PlanStore[],
  managers: readonly PlanManager[],
  note: Note,
): void {
  const taken = new Set<string>()
  for (const [k, store] of stores.entries()) {
    const { lock = [] } = store
    const named = store.manager ?? lock.find(({ manager }) => manager !== undefined)?.manager
    const person = named ?? (managers.length === 1 ? managers[0]!.id : undefined)
    for (const [j, { day, position }] of lock.entries()) {
      if (position === undefined || person === undefined) continue
      const key = JSON.stringify([person, day, position])
      if (taken.has(key)) {
        note(
          `stores[${k}].lock[${j}].position`,
          'lock-position-taken',
          `position ${position} is locked twice`,
        )
      }
      taken.add(key)
    }
  }
}

function readWeights(value: unknown, note: Note): PlanWeights {
  if (isAbsent(value)) return DEFAULT_WEIGHTS
  const fields = asFields(value, 'weights', note)
  if (!fields) return DEFAULT_WEIGHTS
  const weights: Record<string, number> = { ...DEFAULT_WEIGHTS }
  for (const name of WEIGHTS) {
    if (isAbsent(fields[name])) continue
    weights[name] = readAmount(fields[name], `weights.${name}`, 1e9, note) ?? 0
  }
  for (const name of Object.keys(fields)) {
    if (!Object.hasOwn(DEFAULT_WEIGHTS, name)) note(`weights.${name}`, 'unknown-weight', 'no such weight')
  }
  return weights as PlanWeights
}

/** Of a previous plan only who was seen when matters. */
function readPrevious(value: unknown, dayCount: number, note: Note): PlanProblem['previous'] {
  if (isAbsent(value)) return undefined
  const rows = asArray(asFields(value, 'previous', note)?.routes, 'previous.routes', note)
  const routes = (rows ?? []).flatMap((row, k) => {
    const path = `previous.routes[${k}]`
    const fields = asFields(row, path, note)
    const day = fields && readDay(fields.day, `${path}.day`, dayCount, note)
    const stops = fields && asArray(fields.stops, `${path}.stops`, note)
    if (typeof fields?.manager !== 'string') note(`${path}.manager`, 'id', 'a manager is named by its id')
    if (day === undefined || !stops || typeof fields?.manager !== 'string') return []
    const visited = stops.flatMap((stop, j) => {
      const store = asFields(stop, `${path}.stops[${j}]`, note)?.store
      if (typeof store !== 'string') {
        note(`${path}.stops[${j}].store`, 'id', 'a store is named by its id')
        return []
      }
      return [{ store, arrive: 0, start: 0, leave: 0, driveSeconds: 0, driveMeters: 0 }]
    })
    const empty = { break: null, startTime: 0, endTime: 0, driveSeconds: 0, driveMeters: 0, workSeconds: 0 }
    return [{ manager: fields.manager, day, stops: visited, ...empty }]
  })
  return { routes }
}
