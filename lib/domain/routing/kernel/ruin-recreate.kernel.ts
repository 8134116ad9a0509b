/**
 * Ruin: strings of stops around a seed are taken out of several routes, or all visits of the stores nearest to it; or two
 * routes exchange their days.
 * Recreate: each store taken out gets the set of days whose best insertions cost least in sum.
 *
 * A ruin by strings either frees the whole store (all its visits, so that its days may change) or only the visits in the
 * strings.
 *
 * Source  Christiaens & Vanden Berghe, Slack Induction by String Removals, Transportation Science 54(2), 2020; extended to
 *         periods: the seed's neighbours are met on any day they are visited.
 * Cost    O(strings × (stops + visits freed)) to ruin, O(stores freed × positions) to recreate; nothing allocated.
 */
import { chooseDays } from './choose-days.kernel'
import { exchangeRoutes } from './exchange-routes.kernel'
import { bestInsertion } from './insertion.kernel'
import type { Model } from './model.kernel'
import {
  AREA_SHARE,
  countMissing,
  IMPOSSIBLE,
  nextRandom,
  type PlanState,
  totalCost,
} from './plan-state.kernel'
import { type f64, type i32, larger, smaller, toFloat, toInt } from './prelude'
import { dayOfVisit, freeStore, markRemoved, putIn, settleTouched, takeOut } from './visits.kernel'

const REMOVED_MEAN: f64 = 10
const STRING_MAX: f64 = 10
/** Stores without a place to go are tried again, this many an iteration. */
const ABSENT_TRIED: i32 = 8
const INSISTED: f64 = 0.1
const GATHERED_MAX: i32 = 20
const SPLIT_CHANCE: f64 = 0.5
const SPLIT_GROWTH: f64 = 0.01
const FREES_STORES: f64 = 0.6
/** A string is a whole route now and then, or their number would never fall. */
const WHOLE_ROUTE: f64 = 0.05
/** Share of the ruins that keep to one day, and where areas are freed as well. */
const ONE_DAY: f64 = 0.6
const ONE_DAY_OF_AREAS: f64 = 0.3
/** The most stores that an area holds. */
const AREA_MAX: i32 = 14
/** Share of the ruins of areas that exchange two routes instead. */
const EXCHANGES_ROUTES: f64 = 0.1

export function ruin(m: Model, s: PlanState): void {
  s.removedCount = 0
  s.ruinedCount = 0
  if (s.absentCount > 1 && nextRandom(s) < INSISTED) {
    gatherAbsent(m, s)
    return
  }
  if (s.usedSlots > 0) {
    const areaShare = s.sums[AREA_SHARE]!
    if (areaShare === 0 || nextRandom(s) >= areaShare) ruinStrings(m, s)
    else if (m.isPlain && nextRandom(s) < EXCHANGES_ROUTES) exchangeRoutes(m, s)
    else freeArea(m, s)
  }
  for (let k = 0; k < s.ruinedCount; k++) s.isRuined[s.ruined[k]!] = 0
  settleTouched(m, s)
  for (let k = 0; k < s.removedCount; k++) countMissing(m, s, s.removed[k]!)

  const tried = smaller(ABSENT_TRIED, s.absentCount)
  for (let k = 0; k < tried; k++) {
    const pick = tried === s.absentCount ? k : toInt(nextRandom(s) * s.absentCount)
    markRemoved(m, s, s.absent[pick]!)
  }
}

function ruinStrings(m: Model, s: PlanState): void {
  const mean = toFloat(s.visitCount) / s.usedSlots
  const lengthMax: f64 = mean < STRING_MAX ? mean : STRING_MAX
  const stringsMax: f64 = (4 * REMOVED_MEAN) / (1 + lengthMax) - 1
  const strings = toInt(nextRandom(s) * stringsMax + 1)
  const seed = toInt(nextRandom(s) * m.storeCount)
  const freesStores = nextRandom(s) < FREES_STORES
  const oneDay = s.sums[AREA_SHARE]! > 0 ? ONE_DAY_OF_AREAS : ONE_DAY
  const dayOnly = m.dayCount > 1 && nextRandom(s) < oneDay ? dayOfVisit(m, s, seed, nextRandom(s)) : -1
  const seedLength: f64 = nextRandom(s) < WHOLE_ROUTE ? -1 : lengthMax
  ruinAround(m, s, seed, strings, seedLength, freesStores, dayOnly)
  const row = seed * m.neighbourCount
  for (let k = 0; k < m.neighbourCount && s.ruinedCount < strings; k++) {
    ruinAround(m, s, m.neighbours[row + k]!, strings, lengthMax, freesStores, dayOnly)
  }
}

/** Takes out all visits of a store and of those nearest to it, so that the days of all of them may change together. */
function freeArea(m: Model, s: PlanState): void {
  const seed = toInt(nextRandom(s) * m.storeCount)
  const most = 1 + toInt(nextRandom(s) * AREA_MAX)
  const row = seed * m.neighbourCount
  for (let k = -1; k < m.neighbourCount && s.removedCount < most; k++) {
    const store = k < 0 ? seed : m.neighbours[row + k]!
    markRemoved(m, s, store)
    freeStore(m, s, store)
  }
}

/** A few stores near each other that all lack visits: none may be worth the way alone, and together they are. */
function gatherAbsent(m: Model, s: PlanState): void {
  s.insists = 1
  const seed = s.absent[toInt(nextRandom(s) * s.absentCount)]!
  const most = 2 + toInt(nextRandom(s) * (GATHERED_MAX - 1))
  markRemoved(m, s, seed)
  const row = seed * m.neighbourCount
  for (let k = 0; k < m.neighbourCount && s.removedCount < most; k++) {
    const store = m.neighbours[row + k]!
    if (s.missing[store]! > 0) markRemoved(m, s, store)
  }
}

/** Takes one string out around a visit of `store` in a slot not yet ruined; the whole route if `lengthMax` is below 0. */
function ruinAround(
  m: Model,
  s: PlanState,
  store: i32,
  strings: i32,
  lengthMax: f64,
  freesStores: boolean,
  dayOnly: i32,
): void {
  if (s.isRemoved[store]! || s.ruinedCount >= strings) return
  const day = dayOnly >= 0 ? dayOnly : m.dayCount === 1 ? 0 : dayOfVisit(m, s, store, nextRandom(s))
  if (day < 0) return
  const slot = s.slotOf[store * m.dayCount + day]!
  if (slot < 0 || s.isRuined[slot]!) return
  s.isRuined[slot] = 1
  s.ruined[s.ruinedCount] = slot
  s.ruinedCount++

  const count = s.count[s.rowOf[slot]!]!
  const base = s.rowOf[slot]! * s.stride + 1
  const longest: f64 = lengthMax < count ? lengthMax : count
  const length = lengthMax < 0 ? count : smaller(count, toInt(nextRandom(s) * longest + 1))
  let spared: i32 = 0
  if (length > 1 && length < count && nextRandom(s) < SPLIT_CHANCE) {
    spared = 1
    while (length + spared < count && nextRandom(s) < SPLIT_GROWTH) spared++
  }
  const span = length + spared
  let position: i32 = 0
  while (s.stop[base + position]! !== store) position++
  const lowest = larger(0, position - span + 1)
  const highest = smaller(position, count - span)
  const from = lowest + toInt(nextRandom(s) * (highest - lowest + 1))
  const sparedFrom = spared > 0 ? 1 + toInt(nextRandom(s) * (length - 1)) : span
  // rows move when they are touched, and taking a store out of other days leaves this row alone
  let at = from
  for (let k = 0; k < span; k++) {
    if (k >= sparedFrom && k < sparedFrom + spared) {
      at++
      continue
    }
    const stop = s.stop[s.rowOf[slot]! * s.stride + 1 + at]!
    markRemoved(m, s, stop)
    if (freesStores) freeStore(m, s, stop)
    else takeOut(m, s, stop, day)
  }
}

const BY_CHANCE: f64 = 4
const BY_DEMAND: f64 = 8
const BY_FAR: f64 = 10
const BY_NEAR: f64 = 11
const BY_WORK: f64 = 14

/**
 * Puts back all stores taken out, as far as it pays. False if it was given up, the plan then being unfinished, because
 * without those still to be put back it already cost `limit` or more. Elsewhere than in plain problems it is never given up:
 * there a visit more may make days more even.
 */
export function recreate(m: Model, s: PlanState, limit: f64): boolean {
  const draw = nextRandom(s) * BY_WORK
  for (let k = 0; k < s.removedCount; k++) {
    const store = s.removed[k]!
    let key: f64 = 0
    if (draw < BY_CHANCE) key = nextRandom(s)
    else if (draw < BY_DEMAND) key = -m.demand[store]!
    else if (draw < BY_FAR) key = -s.far[store]!
    else if (draw < BY_NEAR) key = s.far[store]!
    else key = toFloat(s.missing[store]!) * -100_000 - m.service[store]!
    s.key[k] = key
  }
  sortByKey(s)
  let owed: f64 = 0
  for (let k = 0; k < s.removedCount; k++) owed += priceOfLeavingOut(m, s, s.removed[k]!)
  let placed: i32 = 0
  let isWhole = true
  while (placed < s.removedCount && isWhole) {
    const store = s.removed[placed]!
    placed++
    owed -= priceOfLeavingOut(m, s, store)
    placeStore(m, s, store)
    isWhole = !m.isPlain || totalCost(m, s) - owed < limit
  }
  for (let k = 0; k < s.removedCount; k++) s.isRemoved[s.removed[k]!] = 0
  s.removedCount = 0
  s.insists = 0
  return isWhole
}

function priceOfLeavingOut(m: Model, s: PlanState, store: i32): f64 {
  return m.dropPrice[store]! * toFloat(s.missing[store]!)
}

function sortByKey(s: PlanState): void {
  for (let i = 1; i < s.removedCount; i++) {
    const key = s.key[i]!
    const store = s.removed[i]!
    let j = i
    while (j > 0 && s.key[j - 1]! > key) {
      s.key[j] = s.key[j - 1]!
      s.removed[j] = s.removed[j - 1]!
      j--
    }
    s.key[j] = key
    s.removed[j] = store
  }
}

/** Plans the missing visits of a store at least cost; what costs more than leaving it out stays missing. */
export function placeStore(m: Model, s: PlanState, store: i32): void {
  if (s.missing[store]! === 0) return
  if (!placeMissing(m, s, store) && s.planned[store]! > 0) {
    // what was kept does not go with any other day: start afresh
    freeStore(m, s, store)
    settleTouched(m, s)
    countMissing(m, s, store)
    placeMissing(m, s, store)
  }
}

/** False if no allowed set of days holds the visits that the store keeps. */
function placeMissing(m: Model, s: PlanState, store: i32): boolean {
  const days = m.dayCount
  const fixedCrew = m.crew[store]! >= 0 ? m.crew[store]! : s.crewNow[store]!
  const firstCrew = larger(fixedCrew, 0)
  const lastCrew = fixedCrew >= 0 ? fixedCrew : m.crewCount - 1
  let best = IMPOSSIBLE
  for (let crew = firstCrew; crew <= lastCrew; crew++) {
    priceDays(m, s, store, crew)
    const cost = chooseDays(m, s, store)
    if (cost >= best) continue
    best = cost
    for (let day = 0; day < days; day++) {
      s.bestChosen[day] = s.chosen[day]! && !s.kept[day]! ? 1 : 0
      s.bestDaySlot[day] = s.daySlot[day]!
      s.bestDayPosition[day] = s.dayPosition[day]!
    }
  }
  if (best >= IMPOSSIBLE) return false
  for (let day = 0; day < days; day++) {
    if (s.bestChosen[day]!) putIn(m, s, store, s.bestDaySlot[day]!, s.bestDayPosition[day]!)
  }
  countMissing(m, s, store)
  return true
}

/** Fills `kept` and `dayCost` for a store that a crew might have. */
export function priceDays(m: Model, s: PlanState, store: i32, crew: i32): void {
  const days = m.dayCount
  // of a store with one visit only the cheapest day matters
  const isSingle = !m.byPattern[store]! && m.visits[store]! === 1
  let below = IMPOSSIBLE
  for (let day = 0; day < days; day++) {
    s.kept[day] = s.slotOf[store * days + day]! >= 0 ? 1 : 0
    s.dayCost[day] = IMPOSSIBLE
  }
  for (let day = 0; day < days; day++) {
    if (s.kept[day]!) s.dayCost[day] = 0
    else if (m.dayOpen[store * days + day]! && mayFit(m, s, store, day)) {
      const cost = bestInsertion(m, s, store, crew, day, below)
      s.dayCost[day] = s.foundSlot < 0 ? IMPOSSIBLE : cost
      if (isSingle && s.foundSlot >= 0) below = cost
      s.daySlot[day] = s.foundSlot
      s.dayPosition[day] = s.foundPosition
    }
  }
}

/** Quick no: too near to a visit that is kept, or outside the dates of the first visit. */
function mayFit(m: Model, s: PlanState, store: i32, day: i32): boolean {
  const days = m.dayCount
  if (m.byPattern[store]!) return m.inPattern[store * days + day]! === 1
  const date = m.dates[day]!
  if (date < m.firstLeast[store]!) return false
  if (m.visits[store]! === 1 && date > m.firstMost[store]!) return false
  const least = m.gapLeast[store]!
  for (let other = day - 1; other >= 0 && date - m.dates[other]! < least; other--) {
    if (s.kept[other]!) return false
  }
  for (let other = day + 1; other < days && m.dates[other]! - date < least; other++) {
    if (s.kept[other]!) return false
  }
  return true
}
