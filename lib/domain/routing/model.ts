/**
 * The solver's inner model: one shape for the product's problems and for the public benchmark formats.
 *
 * A *crew* is who makes all visits of a store (a manager; the whole fleet in a benchmark). A *slot* is one route that may
 * be made: of one crew on one day; a manager has one a day, a fleet several. A visit is a store on a day, at most once.
 *
 * Units   whole numbers: seconds, or a benchmark's distance times a power of ten; prices are per unit of the objective.
 * Shape   structure of arrays; lists of lists are flat, with `…From[k]` to `…From[k + 1]` the part of k. Slots are sorted
 *         by crew, then day. `NEVER` stands for no time at all.
 */
import { nearestPlaces } from './neighbours.kernel'
import type { Interval } from './problem'

export const NEVER = 1_000_000_000

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
  /** Slots of one crew and day are alike: only one empty one need be looked at. */
  readonly alike: boolean
}

/** Prices of the search; `balance` follows the shifts, which an explanation may relax. */
export type ModelPrices = {
  readonly drive: number
  readonly overtime: number
  /** Overtime is a limit that the plan given out keeps, not a price. */
  readonly overtimeIsLimit: boolean
  /** Per unit of Σ load² − (Σ load)² / slots. */
  balance: number
  /** Per metre of stops × root-mean-square distance from the route's center. */
  readonly compact: number
  readonly change: number
}

export type Model = ReturnType<typeof buildModel>

const NEIGHBOURS_MAX = 120

export function buildModel(input: ModelInput) {
  const { stores, slots, placeCount, crewCount, dates } = input
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
  const { travel, back } = withTranspose(input.travel, placeCount)

  return {
    storeCount: n,
    dayCount: days,
    crewCount,
    slotCount: slots.length,
    placeCount,
    stopsMax: stopsMax(stores, slots),
    travel,
    back,
    dates: Int32Array.from(dates),
    alike: input.alike,
    prices: input.prices,
    isTimed:
      windows.some((list) => list.length > 0) ||
      slots.some((slot) => slot.break !== undefined || slot.hardEnd < NEVER),
    hasPositions: stores.some(({ locks }) => locks.some(({ position }) => position >= 0)),

    place: numbers(({ place }) => place),
    service: numbers(({ service }) => service),
    demand: numbers(({ demand }) => demand),
    dropPrice: Float64Array.from(stores, ({ dropPrice }) => dropPrice),
    crew: numbers(({ crew }) => crew),
    visits: numbers(({ visits }) => visits),
    gapLeast: numbers(({ gap }) => gap[0]),
    gapMost: numbers(({ gap }) => gap[1]),
    firstLeast: numbers(({ first }) => first[0]),
    firstMost: numbers(({ first }) => first[1]),
    x: Float64Array.from(stores, ({ x }) => x),
    y: Float64Array.from(stores, ({ y }) => y),
    hasPrevious: Uint8Array.from(stores, ({ previous }) => (previous ? 1 : 0)),
    previousCrew,
    dayOpen,
    locked,
    lockPosition,

    windowFrom: offsets(windows),
    windowOpen: Int32Array.from(windows.flat(), ([open]) => open),
    windowLatest: Int32Array.from(
      windows.flatMap((list, k) => list.map(([, close]) => close - stores[k]!.service)),
    ),
    /** −1: days by count and gap; else patterns. */
    byPattern: Uint8Array.from(stores, ({ patterns: sets }) => (sets ? 1 : 0)),
    patternFrom: offsets(patterns),
    patternDayFrom: offsets(allPatterns),
    patternDay: Int32Array.from(allPatterns.flat()),

    slotFrom,
    slotCrew: ofSlots(({ crew }) => crew),
    slotDay: ofSlots(({ day }) => day),
    slotStart: ofSlots(({ start }) => start),
    slotEnd: ofSlots(({ end }) => end),
    slotOpens: ofSlots(({ from }) => from),
    slotSoftEnd: ofSlots(({ softEnd }) => softEnd),
    slotHardEnd: ofSlots(({ hardEnd }) => hardEnd),
    slotCapacity: ofSlots(({ capacity }) => capacity),
    /** A break that the shift starts too late for is no break; `breakFrom` is then `NEVER`. */
    breakFrom: ofSlots((slot) => (hasBreak(slot) ? slot.break!.window[0] : NEVER)),
    breakLatest: ofSlots((slot) => (hasBreak(slot) ? slot.break!.window[1] : NEVER)),
    breakLength: ofSlots((slot) => (hasBreak(slot) ? slot.break!.seconds : 0)),

    neighbours: nearestPlaces(
      travel,
      back,
      placeCount,
      numbers(({ place }) => place),
      Math.min(n - 1, NEIGHBOURS_MAX),
    ),
    neighbourCount: Math.max(0, Math.min(n - 1, NEIGHBOURS_MAX)),
  }
}

function hasBreak(slot: ModelSlot): boolean {
  return slot.break !== undefined && slot.from < slot.break.window[0]
}

function offsets(lists: readonly (readonly unknown[])[]): Int32Array {
  const from = new Int32Array(lists.length + 1)
  for (const [k, list] of lists.entries()) from[k + 1] = from[k]! + list.length
  return from
}

/** The matrix and its transpose, so that both ways are read along a row; one array if travel is the same both ways. */
function withTranspose(travel: Int32Array, size: number): { travel: Int32Array; back: Int32Array } {
  let isSymmetric = true
  for (let i = 0; i < size && isSymmetric; i++) {
    for (let j = 0; j < i; j++) {
      if (travel[i * size + j] !== travel[j * size + i]) {
        isSymmetric = false
        break
      }
    }
  }
  if (isSymmetric) return { travel, back: travel }
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
