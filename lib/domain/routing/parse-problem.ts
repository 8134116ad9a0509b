/**
 * Reads a planning problem from JSON, and names every field that is malformed or contradicts another.
 *
 * Shape   travel matrices become flat whole-second and whole-metre tables; `null` in one means no way. A field that is
 *         absent, or `null`, takes its default.
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
  type TravelTable,
  UNREACHABLE_S,
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
  SECOND_MAX,
} from './problem-fields'
import { createTravelTable } from './travel-table'

export type ProblemError = { readonly path: string; readonly code: string; readonly message: string }
export type ProblemFailure = { readonly code: 'problem-invalid'; readonly errors: readonly ProblemError[] }

const ERRORS_MAX = 100
const DAYS_MAX = 366
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
  const stores = readStores(root.stores, { days, managers: managerIds }, note)
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
  readonly days: readonly { readonly date: string }[]
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
  const dayCount = frame.days.length
  const id = readId(fields.id, path, seen, note)
  const position = readPosition(fields.position, `${path}.position`, note)
  const manager = isAbsent(fields.manager) ? undefined : fields.manager
  if (manager !== undefined && (typeof manager !== 'string' || !frame.managers.has(manager))) {
    return note(`${path}.manager`, 'unknown-manager', `no manager ${JSON.stringify(manager)}`)
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
  const { windows, serviceSeconds, lock = [], closedDays = [] } = store
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
      note(`${at}.manager`, 'unknown-manager', `no manager ${JSON.stringify(manager)}`)
      continue
    }
    if (manager !== undefined && lockManager !== undefined && manager !== lockManager) {
      note(`${at}.manager`, 'lock-against-manager', `the store's manager is ${JSON.stringify(lockManager)}`)
    }
    lockManager ??= manager
  }
  const person = lockManager === undefined ? undefined : frame.managers.get(lockManager)
  for (const [k, { day }] of lock.entries()) {
    if (person?.daysOff?.includes(day)) {
      note(
        `${path}.lock[${k}]`,
        'lock-on-day-off',
        `manager ${JSON.stringify(person.id)} is off on day ${day}`,
      )
    }
  }
  if (locked.size > 0 && !locksFit(store, [...locked].sort(ascending), frame.days)) {
    note(`${path}.lock`, 'lock-against-rhythm', 'no allowed choice of days holds every locked day')
  }
}

function locksFit(store: PlanStore, locked: readonly number[], days: Frame['days']): boolean {
  const { patterns, visits = 0, gapDays, lastVisit, closedDays = [] } = store
  if (patterns) return patterns.some((pattern) => locked.every((day) => pattern.includes(day)))
  if (locked.length > visits) return false
  if (!gapDays) return true
  const dates = days.map(({ date }) => dayNumber(date))
  const [least, most] = gapDays
  const fits = (gap: number) => gap >= least && gap <= most
  // days on which the k-th visit can fall with no lock skipped before it
  let reachable = dates.flatMap((date, day) =>
    day <= locked[0]! && !closedDays.includes(day) && (!lastVisit || fits(date - dayNumber(lastVisit)))
      ? [day]
      : [],
  )
  for (let k = 1; k <= visits; k++) {
    if (reachable.some((day) => day >= locked.at(-1)!)) return true
    reachable = dates.flatMap((date, day) =>
      !closedDays.includes(day) &&
      reachable.some(
        (from) =>
          from < day &&
          fits(date - dates[from]!) &&
          !locked.some((between) => between > from && between < day),
      )
        ? [day]
        : [],
    )
  }
  return false
}

function noteSharedPositions(
  stores: readonly PlanStore[],
  managers: readonly PlanManager[],
  note: Note,
): void {
  const taken = new Set<string>()
  for (const [k, store] of stores.entries()) {
    for (const [j, { day, position, manager }] of (store.lock ?? []).entries()) {
      const person = manager ?? store.manager ?? (managers.length === 1 ? managers[0]!.id : undefined)
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
    if (!(name in DEFAULT_WEIGHTS)) note(`weights.${name}`, 'unknown-weight', 'no such weight')
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

function readTravel(
  value: unknown,
  managers: readonly PlanManager[],
  stores: readonly PlanStore[],
  note: Note,
): PlanProblem['travel'] | undefined {
  const fields = asFields(value, 'travel', note)
  if (!fields) return undefined
  if (!isAbsent(fields.estimate)) {
    const estimate = asFields(fields.estimate, 'travel.estimate', note)
    const speedKmh = readAmount(estimate?.speedKmh, 'travel.estimate.speedKmh', 1000, note)
    const detour = readAmount(estimate?.detour, 'travel.estimate.detour', 100, note)
    if (speedKmh !== undefined && speedKmh < 0.1) {
      note('travel.estimate.speedKmh', 'range', 'a speed of at least 0.1 km/h is needed')
    }
    return speedKmh === undefined || detour === undefined ? undefined : { estimate: { speedKmh, detour } }
  }
  if (!isAbsent(fields.roads)) {
    if (typeof fields.roads === 'string' && fields.roads !== '') return { roads: fields.roads }
    return note('travel.roads', 'text', 'the name of an .osm.pbf file is needed')
  }
  return readTable(fields, managers, stores, note)
}

function readTable(
  fields: Fields,
  managers: readonly PlanManager[],
  stores: readonly PlanStore[],
  note: Note,
): TravelTable | undefined {
  const places = asArray(fields.places, 'travel.places', note)
  if (!places) return undefined
  const known = new Set<unknown>()
  for (const [k, place] of places.entries()) {
    if (typeof place !== 'string') note(`travel.places[${k}]`, 'id', 'a place is named by a text')
    else if (known.has(place))
      note(`travel.places[${k}]`, 'duplicate', `place ${JSON.stringify(place)} twice`)
    known.add(place)
  }
  for (const [k, { id }] of managers.entries()) {
    for (const end of ['start', 'end']) {
      if (!known.has(`${id}:${end}`)) {
        note(`managers[${k}].${end}`, 'place-missing', `no place ${JSON.stringify(`${id}:${end}`)}`)
      }
    }
  }
  for (const [k, { id, channel }] of stores.entries()) {
    if (channel !== 'phone' && !known.has(id)) {
      note(`stores[${k}].id`, 'place-missing', `no place ${JSON.stringify(id)} in travel.places`)
    }
  }
  const names = places.filter((place) => typeof place === 'string')
  const table = createTravelTable(names)
  const isRead =
    fillMatrix(table.seconds, fields.seconds, 'travel.seconds', names.length, note) &&
    fillMatrix(table.meters, fields.meters, 'travel.meters', names.length, note)
  return isRead ? table : undefined
}

function fillMatrix(into: Int32Array, value: unknown, path: string, size: number, note: Note): boolean {
  const rows = asArray(value, path, note)
  if (!rows) return false
  if (rows.length !== size) {
    note(path, 'not-square', `${rows.length} rows for ${size} places`)
    return false
  }
  let isSound = true
  for (const [i, row] of rows.entries()) {
    if (!Array.isArray(row) || row.length !== size) {
      note(`${path}[${i}]`, 'not-square', `a row of ${size} numbers is needed`)
      isSound = false
      continue
    }
    for (let j = 0; j < size; j++) {
      const entry: unknown = row[j]
      if (entry === null) into[i * size + j] = UNREACHABLE_S
      else if (typeof entry === 'number' && entry >= 0 && entry < Number.POSITIVE_INFINITY) {
        if (!Number.isInteger(entry)) {
          note(`${path}[${i}][${j}]`, 'not-whole', 'whole numbers are needed')
          isSound = false
        }
        into[i * size + j] = Math.min(UNREACHABLE_S, entry)
      } else {
        note(`${path}[${i}][${j}]`, 'number', 'a number of 0 or more is needed, or null for no way')
        isSound = false
      }
    }
  }
  return isSound
}
