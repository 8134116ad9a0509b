/**
 * Ruin: strings of stops around a seed are taken out of several routes. Recreate: each store taken out gets the set of
 * days whose best insertions cost least in sum.
 *
 * A ruin either frees the whole store (all its visits, so that its days may change) or only the visits in the strings.
 *
 * Source  Christiaens & Vanden Berghe, Slack Induction by String Removals, Transportation Science 54(2), 2020; extended to
 *         periods: the seed's neighbours are met on any day they are visited.
 * Cost    O(strings × (stops + visits freed)) to ruin, O(stores freed × positions) to recreate; nothing allocated.
 */
import { bestInsertion, chooseDays } from './insertion.kernel'
import type { Model } from './model'
import {
  countMissing,
  IMPOSSIBLE,
  nextRandom,
  type PlanState,
  putIn,
  refreshSlot,
  takeOut,
  touchStore,
} from './plan-state.kernel'

export type Ruin = ReturnType<typeof createRuin>

/** Stores without a place to go are tried again, this many an iteration. */
const ABSENT_TRIED = 8
const SPLIT_CHANCE = 0.5
const SPLIT_GROWTH = 0.01

export function createRuin(m: Model, { removedMean, stringMax }: { removedMean: number; stringMax: number }) {
  return {
    removedMean,
    stringMax,
    /** Stores taken out in this iteration, in the order in which they come back. */
    removed: new Int32Array(m.storeCount),
    removedCount: 0,
    isRemoved: new Uint8Array(m.storeCount),
    key: new Float64Array(m.storeCount),
    isRuined: new Uint8Array(m.slotCount),
    ruined: new Int32Array(m.slotCount),
    ruinedCount: 0,
    start: Float64Array.from({ length: m.storeCount }, (_, store) => {
      const place = m.place[store]!
      return place < 0 || m.slotCount === 0 ? 0 : m.travel[m.slotStart[0]! * m.placeCount + place]!
    }),
  }
}

export function ruin(m: Model, s: PlanState, r: Ruin): void {
  let routes = 0
  let visits = 0
  for (let slot = 0; slot < m.slotCount; slot++) {
    if (s.count[slot] === 0) continue
    routes++
    visits += s.count[slot]!
  }
  r.removedCount = 0
  r.ruinedCount = 0
  if (routes > 0) {
    const lengthMax = Math.min(r.stringMax, visits / routes)
    const stringsMax = (4 * r.removedMean) / (1 + lengthMax) - 1
    const strings = Math.floor(nextRandom(s) * stringsMax + 1)
    const seed = Math.floor(nextRandom(s) * m.storeCount)
    const freesStores = nextRandom(s) < 0.6
    const dayOnly = m.dayCount > 1 && nextRandom(s) < 0.3 ? dayOfVisit(m, s, seed, nextRandom(s)) : -1
    ruinAround(m, s, r, seed, strings, lengthMax, freesStores, dayOnly)
    for (let k = 0; k < m.neighbourCount && r.ruinedCount < strings; k++) {
      ruinAround(
        m,
        s,
        r,
        m.neighbours[seed * m.neighbourCount + k]!,
        strings,
        lengthMax,
        freesStores,
        dayOnly,
      )
    }
  }
  for (let k = 0; k < r.ruinedCount; k++) r.isRuined[r.ruined[k]!] = 0
  for (let k = 0; k < s.touchedCount; k++) {
    const slot = s.touched[k]!
    if (s.isDirty[slot]) refreshSlot(m, s, slot)
    s.isDirty[slot] = 0
  }
  for (let k = 0; k < r.removedCount; k++) countMissing(m, s, r.removed[k]!)

  const tried = Math.min(ABSENT_TRIED, s.absentCount)
  for (let k = 0; k < tried; k++) {
    const pick = tried === s.absentCount ? k : Math.floor(nextRandom(s) * s.absentCount)
    markRemoved(s, r, s.absent[pick]!)
  }
}

/** Takes one string out around a visit of `store` in a slot not yet ruined. */
function ruinAround(
  m: Model,
  s: PlanState,
  r: Ruin,
  store: number,
  strings: number,
  lengthMax: number,
  freesStores: boolean,
  dayOnly: number,
): void {
  if (r.isRemoved[store] || r.ruinedCount >= strings) return
  const day = dayOnly >= 0 ? dayOnly : dayOfVisit(m, s, store, nextRandom(s))
  if (day < 0) return
  const slot = s.slotOf[store * m.dayCount + day]!
  if (slot < 0 || r.isRuined[slot]) return
  r.isRuined[slot] = 1
  r.ruined[r.ruinedCount++] = slot

  const count = s.count[slot]!
  const base = slot * s.stride + 1
  const longest = Math.min(count, lengthMax)
  const length = Math.min(count, Math.floor(nextRandom(s) * longest + 1))
  let spared = 0
  if (length > 1 && length < count && nextRandom(s) < SPLIT_CHANCE) {
    spared = 1
    while (length + spared < count && nextRandom(s) < SPLIT_GROWTH) spared++
  }
  const span = length + spared
  let position = 0
  while (s.stop[base + position] !== store) position++
  const lowest = Math.max(0, position - span + 1)
  const highest = Math.min(position, count - span)
  const from = lowest + Math.floor(nextRandom(s) * (highest - lowest + 1))
  const sparedFrom = spared > 0 ? 1 + Math.floor(nextRandom(s) * (length - 1)) : span
  let at = from
  for (let k = 0; k < span; k++) {
    if (k >= sparedFrom && k < sparedFrom + spared) {
      at++
      continue
    }
    const stop = s.stop[base + at]!
    markRemoved(s, r, stop)
    if (freesStores) freeStore(m, s, stop)
    else takeOut(m, s, stop, day)
  }
}

function markRemoved(s: PlanState, r: Ruin, store: number): void {
  touchStore(s, store)
  if (r.isRemoved[store]) return
  r.isRemoved[store] = 1
  r.removed[r.removedCount++] = store
}

function freeStore(m: Model, s: PlanState, store: number): void {
  for (let day = 0; day < m.dayCount; day++) {
    if (s.slotOf[store * m.dayCount + day]! >= 0) takeOut(m, s, store, day)
  }
}

/** A day on which the store is visited, −1 if there is none. */
function dayOfVisit(m: Model, s: PlanState, store: number, random: number): number {
  let skip = Math.floor(random * s.planned[store]!)
  if (s.planned[store] === 0) return -1
  for (let day = 0; day < m.dayCount; day++) {
    if (s.slotOf[store * m.dayCount + day]! >= 0 && skip-- === 0) return day
  }
  return -1
}

const BY_CHANCE = 4
const BY_DEMAND = 8
const BY_FAR = 10
const BY_NEAR = 11
const BY_WORK = 14

/** Puts back all stores taken out, as far as it pays. */
export function recreate(m: Model, s: PlanState, r: Ruin): void {
  const draw = nextRandom(s) * BY_WORK
  for (let k = 0; k < r.removedCount; k++) {
    const store = r.removed[k]!
    r.key[k] =
      draw < BY_CHANCE
        ? nextRandom(s)
        : draw < BY_DEMAND
          ? -m.demand[store]!
          : draw < BY_FAR
            ? -r.start[store]!
            : draw < BY_NEAR
              ? r.start[store]!
              : -s.missing[store]! * 100_000 - m.service[store]!
  }
  sortByKey(r)
  for (let k = 0; k < r.removedCount; k++) {
    const store = r.removed[k]!
    r.isRemoved[store] = 0
    placeStore(m, s, store)
  }
  r.removedCount = 0
}

function sortByKey(r: Ruin): void {
  for (let i = 1; i < r.removedCount; i++) {
    const key = r.key[i]!
    const store = r.removed[i]!
    let j = i
    for (; j > 0 && r.key[j - 1]! > key; j--) {
      r.key[j] = r.key[j - 1]!
      r.removed[j] = r.removed[j - 1]!
    }
    r.key[j] = key
    r.removed[j] = store
  }
}

/** Plans the missing visits of a store at least cost; what costs more than leaving it out stays missing. */
export function placeStore(m: Model, s: PlanState, store: number): void {
  if (s.missing[store] === 0) return
  if (!placeMissing(m, s, store) && s.planned[store]! > 0) {
    // what was kept does not go with any other day: start afresh
    freeStore(m, s, store)
    for (let k = 0; k < s.touchedCount; k++) {
      const slot = s.touched[k]!
      if (s.isDirty[slot]) refreshSlot(m, s, slot)
      s.isDirty[slot] = 0
    }
    countMissing(m, s, store)
    placeMissing(m, s, store)
  }
}

/** False if no allowed set of days holds the visits that the store keeps. */
function placeMissing(m: Model, s: PlanState, store: number): boolean {
  const days = m.dayCount
  const fixedCrew = m.crew[store]! >= 0 ? m.crew[store]! : s.crewNow[store]!
  const firstCrew = Math.max(fixedCrew, 0)
  const lastCrew = fixedCrew >= 0 ? fixedCrew : m.crewCount - 1
  let best = IMPOSSIBLE
  for (let crew = firstCrew; crew <= lastCrew; crew++) {
    priceDays(m, s, store, crew)
    const cost = chooseDays(m, s, store)
    if (cost >= best) continue
    best = cost
    for (let day = 0; day < days; day++) {
      s.bestChosen[day] = s.chosen[day]! && !s.kept[day] ? 1 : 0
      s.bestSlot[day] = s.daySlot[day]!
      s.bestPosition[day] = s.dayPosition[day]!
    }
  }
  if (best >= IMPOSSIBLE) return false
  for (let day = 0; day < days; day++) {
    if (s.bestChosen[day]) putIn(m, s, store, s.bestSlot[day]!, s.bestPosition[day]!)
  }
  countMissing(m, s, store)
  return true
}

/** Fills `kept` and `dayCost` for a store that a crew might have. */
export function priceDays(m: Model, s: PlanState, store: number, crew: number): void {
  const days = m.dayCount
  // of a store with one visit only the cheapest day matters
  const isSingle = !m.byPattern[store] && m.visits[store] === 1
  let below = IMPOSSIBLE
  for (let day = 0; day < days; day++) {
    s.kept[day] = s.slotOf[store * days + day]! >= 0 ? 1 : 0
    s.dayCost[day] = IMPOSSIBLE
  }
  for (let day = 0; day < days; day++) {
    if (s.kept[day]) s.dayCost[day] = 0
    else if (m.dayOpen[store * days + day] && mayFit(m, s, store, day)) {
      const cost = bestInsertion(m, s, store, crew, day, below)
      s.dayCost[day] = s.foundSlot < 0 ? IMPOSSIBLE : cost
      if (isSingle && s.foundSlot >= 0) below = cost
      s.daySlot[day] = s.foundSlot
      s.dayPosition[day] = s.foundPosition
    }
  }
}

/** Quick no: too near to a visit that is kept, or outside the dates of the first visit. */
function mayFit(m: Model, s: PlanState, store: number, day: number): boolean {
  const days = m.dayCount
  if (m.byPattern[store]) {
    for (let p = m.patternFrom[store]!; p < m.patternFrom[store + 1]!; p++) {
      for (let k = m.patternDayFrom[p]!; k < m.patternDayFrom[p + 1]!; k++) {
        if (m.patternDay[k] === day) return true
      }
    }
    return false
  }
  const date = m.dates[day]!
  if (date < m.firstLeast[store]!) return false
  if (m.visits[store] === 1 && date > m.firstMost[store]!) return false
  const least = m.gapLeast[store]!
  for (let other = day - 1; other >= 0 && date - m.dates[other]! < least; other--) {
    if (s.kept[other]) return false
  }
  for (let other = day + 1; other < days && m.dates[other]! - date < least; other++) {
    if (s.kept[other]) return false
  }
  return true
}
