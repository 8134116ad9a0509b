/**
 * Fills the kernel's model (kernel/model.kernel.ts), from a shape that is easy to write down.
 *
 * Units   as in the model.
 */
import { everyPair } from './every-pair'
import { Model, NEVER } from './kernel/model.kernel'
import { nearestPlaces } from './nearest-places'
import type { Interval } from './problem'

export type ModelStore = {
  /** Row of the travel matrix; −1 for a visit by phone. */
  readonly place: number
  readonly service: number
  readonly demand: number
  /** Price of each visit left out. */
  readonly dropPrice: number
  /** −1 if any crew may have it. */
  readonly crew: number
  readonly patterns?: readonly (readonly number[])[]
  readonly visits: number
  readonly gap: Interval
  /** First and last date of the first visit. */
  readonly first: Interval
  readonly windows: readonly Interval[]
  readonly closed: readonly number[]
  /** Locked days; position −1 if free. */
  readonly locks: readonly { readonly day: number; readonly position: number }[]
  /** Visits of the previous plan, if that knew the store. */
  readonly previous?: readonly { readonly day: number; readonly crew: number }[]
  readonly x: number
  readonly y: number
}

export type ModelSlot = {
  readonly crew: number
  readonly day: number
  readonly start: number
  readonly end: number
  readonly from: number
  /** The end after which overtime counts, and the end after which nothing is allowed. */
  readonly softEnd: number
  readonly hardEnd: number
  readonly capacity: number
  readonly break?: { readonly window: Interval; readonly seconds: number }
}

export type ModelInput = {
  readonly travel: Int32Array
  readonly placeCount: number
  /** Of each day, counted in calendar days from any origin. */
  readonly dates: readonly number[]
  readonly crewCount: number
  readonly stores: readonly ModelStore[]
  readonly slots: readonly ModelSlot[]
  readonly prices: ModelPrices
  /** A way as long as this or longer is none. */
  readonly unreachable: number
  /** Slots of one crew and day are alike: only one empty one need be looked at. */
  readonly alike: boolean
}

export type ModelPrices = {
  readonly drive: number
  readonly overtime: number
  /** Overtime is a limit that the plan given out keeps, not a price. */
  readonly overtimeIsLimit: boolean
  /** Per unit of Σ load² − (Σ load)² / slots. */
  readonly balance: number
  /** Per metre of stops × root-mean-square distance from the route's center. */
  readonly compact: number
  readonly change: number
}

const NEIGHBOURS_MAX = 120

export function buildModel(input: ModelInput): Model {
  const { placeCount, crewCount, dates, prices } = input
  const { stores, slots, travel: given } = inPlaceOrder(input)
  const n = stores.length
  const days = dates.length
  const numbers = (of: (store: ModelStore) => number) => Int32Array.from(stores, of)
  const ofSlots = (of: (slot: ModelSlot) => number) => Int32Array.from(slots, of)

  const slotFrom = new Int32Array(crewCount * days + 1)
  for (const { crew, day } of slots) slotFrom[crew * days + day + 1]!++
  for (let k = 0; k < crewCount * days; k++) slotFrom[k + 1]! += slotFrom[k]!

  const dayOpen = new Uint8Array(n * days).fill(1)
  const locked = new Uint8Array(n * days)
  const lockPosition = new Int32Array(n * days).fill(-1)
  const previousCrew = new Int32Array(n * days).fill(-1)
  for (const [k, store] of stores.entries()) {
    for (const day of store.closed) dayOpen[k * days + day] = 0
    for (const { day, position } of store.locks) {
      locked[k * days + day] = 1
      lockPosition[k * days + day] = position
    }
    for (const { day, crew } of store.previous ?? []) previousCrew[k * days + day] = crew
  }

  const windows = stores.map((store) =>
    store.windows
      .filter(([open, close]) => close - open >= store.service)
      .toSorted((a, b) => a[0] - b[0] || a[1] - b[1]),
  )
  const patterns = stores.map(
    ({ patterns: sets, locks }) =>
      sets?.filter((set) => locks.every(({ day }) => set.includes(day))).map((set) => [...set]) ?? [],
  )
  const allPatterns = patterns.flat()
  const { travel, back } = withTranspose(given, placeCount)

  const m = new Model()
  m.storeCount = n
  m.dayCount = days
  m.crewCount = crewCount
  m.slotCount = slots.length
  m.placeCount = placeCount
  m.stopsMax = stopsMax(stores, slots)
  m.unreachable = input.unreachable
  m.isAlike = flag(input.alike)
  m.overtimeIsLimit = flag(prices.overtimeIsLimit)
  m.hasBreaks = flag(slots.some(hasBreak))
  m.hasLateEnds = flag(slots.some(({ softEnd, hardEnd }) => hardEnd > softEnd))
  m.isTimed = flag(
    windows.some((list) => list.length > 0) || slots.some((slot) => hasBreak(slot) || slot.hardEnd < NEVER),
  )
  m.hasPhones = flag(stores.some(({ place }) => place < 0))
  m.hasPositions = flag(stores.some(({ locks }) => locks.some(({ position }) => position >= 0)))
  m.isCompact = flag(prices.compact > 0)
  m.isBalanced = flag(prices.balance > 0)
  m.isChangePriced = flag(prices.change > 0)
  m.isPlain = flag(
    !(m.isTimed || m.hasPhones || m.hasPositions || m.isCompact || m.isBalanced || m.isChangePriced),
  )
  m.price = Float64Array.of(prices.drive, prices.overtime, prices.balance, prices.compact, prices.change)

  m.travel = travel
  m.back = back
  m.dates = Int32Array.from(dates)
  m.place = numbers(({ place }) => place)
  m.service = numbers(({ service }) => service)
  m.demand = numbers(({ demand }) => demand)
  m.dropPrice = Float64Array.from(stores, ({ dropPrice }) => dropPrice)
  m.crew = numbers(({ crew }) => crew)
  m.visits = numbers(({ visits }) => visits)
  m.gapLeast = numbers(({ gap }) => gap[0])
  m.gapMost = numbers(({ gap }) => gap[1])
  m.firstLeast = numbers(({ first }) => first[0])
  m.firstMost = numbers(({ first }) => first[1])
  m.x = Float64Array.from(stores, ({ x }) => x)
  m.y = Float64Array.from(stores, ({ y }) => y)
  m.hasPrevious = Uint8Array.from(stores, ({ previous }) => flag(previous !== undefined))
  m.previousCrew = previousCrew
  m.dayOpen = dayOpen
  m.locked = locked
  m.lockPosition = lockPosition

  m.windowFrom = offsets(windows)
  m.windowOpen = Int32Array.from(windows.flat(), ([open]) => open)
  m.windowLatest = Int32Array.from(
    windows.flatMap((list, k) => list.map(([, close]) => close - stores[k]!.service)),
  )
  m.byPattern = Uint8Array.from(stores, ({ patterns: sets }) => flag(sets !== undefined))
  m.patternFrom = offsets(patterns)
  m.patternDayFrom = offsets(allPatterns)
  m.patternDay = Int32Array.from(allPatterns.flat())
  m.inPattern = new Uint8Array(n * days)
  for (const [k, sets] of patterns.entries()) {
    for (const day of sets.flat()) m.inPattern[k * days + day] = 1
  }

  m.slotFrom = slotFrom
  m.slotCrew = ofSlots(({ crew }) => crew)
  m.slotDay = ofSlots(({ day }) => day)
  m.slotStart = ofSlots(({ start }) => start)
  m.slotEnd = ofSlots(({ end }) => end)
  m.slotOpens = ofSlots(({ from }) => from)
  m.slotSoftEnd = ofSlots(({ softEnd }) => softEnd)
  m.slotHardEnd = ofSlots(({ hardEnd }) => hardEnd)
  m.slotCapacity = ofSlots(({ capacity }) => capacity)
  m.breakFrom = ofSlots((slot) => (hasBreak(slot) ? slot.break!.window[0] : NEVER))
  m.breakLatest = ofSlots((slot) => (hasBreak(slot) ? slot.break!.window[1] : NEVER))
  m.breakLength = ofSlots((slot) => (hasBreak(slot) ? slot.break!.seconds : 0))

  m.neighbourCount = Math.max(0, Math.min(n - 1, NEIGHBOURS_MAX))
  m.neighbours = nearestPlaces(travel, back, placeCount, m.place, m.neighbourCount)
  return m
}

function flag(isSet: boolean): number {
  return isSet ? 1 : 0
}

function hasBreak(slot: ModelSlot): boolean {
  return slot.break !== undefined && slot.from < slot.break.window[0]
}

function offsets(lists: readonly (readonly unknown[])[]): Int32Array {
  const from = new Int32Array(lists.length + 1)
  for (const [k, list] of lists.entries()) from[k + 1] = from[k]! + list.length
  return from
}

/** Above this many places the matrix is too large for the processor's nearest cache. */
const UNSORTED_MAX = 256

/** Numbers places along a Z-order curve, so that what lies near in the field lies near in a row of the matrix. */
function inPlaceOrder(input: ModelInput): Pick<ModelInput, 'stores' | 'slots' | 'travel'> {
  const { stores, slots, travel, placeCount } = input
  if (placeCount <= UNSORTED_MAX) return input
  const code = new Float64Array(placeCount).fill(-1)
  const onsite = stores.filter(({ place }) => place >= 0)
  const left = onsite.reduce((least, { x }) => Math.min(least, x), Number.POSITIVE_INFINITY)
  const low = onsite.reduce((least, { y }) => Math.min(least, y), Number.POSITIVE_INFINITY)
  const side = onsite.reduce((most, { x, y }) => Math.max(most, x - left, y - low), 1)
  const cell = (value: number) => spread(Math.floor((32_767 * value) / side))
  for (const { place, x, y } of onsite) code[place] = cell(x - left) + 2 * cell(y - low)
  const order = Array.from(code, (_, place) => place).sort((a, b) => code[a]! - code[b]! || a - b)
  const newPlace = new Int32Array(placeCount)
  for (const [k, place] of order.entries()) newPlace[place] = k
  const sorted = new Int32Array(placeCount * placeCount)
  for (const [i, from] of order.entries()) {
    for (let j = 0; j < placeCount; j++) {
      sorted[i * placeCount + newPlace[j]!] = travel[from * placeCount + j]!
    }
  }
  return {
    travel: sorted,
    stores: stores.map((store) => ({ ...store, place: store.place < 0 ? -1 : newPlace[store.place]! })),
    slots: slots.map((slot) => ({ ...slot, start: newPlace[slot.start]!, end: newPlace[slot.end]! })),
  }
}

/** The low 15 bits, each followed by a zero. */
function spread(value: number): number {
  let bits = 0
  for (let k = 0; k < 15; k++) bits += ((value >> k) & 1) * 4 ** k
  return bits
}

/** The matrix and its transpose, so that both ways are read along a row; one array if travel is the same both ways. */
function withTranspose(travel: Int32Array, size: number): { travel: Int32Array; back: Int32Array } {
  if (everyPair(size, (i, j) => travel[i * size + j] === travel[j * size + i]))
    return { travel, back: travel }
  const back = new Int32Array(size * size)
  for (let i = 0; i < size; i++) {
    for (let j = 0; j < size; j++) back[j * size + i] = travel[i * size + j]!
  }
  return { travel, back }
}

/** As many stops as any route can have: all stores, or where that is too much memory what the capacity lets in. */
function stopsMax(stores: readonly ModelStore[], slots: readonly ModelSlot[]): number {
  const n = stores.length
  if (n * slots.length <= 1_000_000) return n
  const capacity = Math.max(...slots.map((slot) => slot.capacity)) * 1.3
  let load = 0
  let stops = 0
  for (const demand of stores.map((store) => store.demand).toSorted((a, b) => a - b)) {
    load += demand
    if (load > capacity) break
    stops++
  }
  return Math.min(n, Math.max(stops, 2))
}
