/** An empty plan for a model: every array at its length, every store missing. */
import { keepChanges } from './journal.kernel'
import { type Model, NEVER, PRICE_BALANCE, PRICE_DRIVE, PRICE_OVERTIME } from './model.kernel'
import {
  BALANCE_PRICE,
  COST_BEST,
  countMissing,
  DISPLACED_PRICE,
  EXCESS_PRICE,
  IMPOSSIBLE,
  OVERTIME_PRICE,
  PlanState,
  SUMS,
  SUMS_AND_PRICES,
} from './plan-state.kernel'
import { refreshSlot } from './rows.kernel'

export function createState(m: Model, seed: number): PlanState {
  const { slotCount, storeCount, dayCount, crewCount } = m
  const s = new PlanState()
  const rows = 2 * slotCount
  const stride = m.stopsMax + 3
  const elements = (isNeeded: boolean | number) => new Int32Array(isNeeded ? rows * stride : 0)
  const ints = (count: number, value = 0) => new Int32Array(count).fill(value)
  const cells = storeCount * dayCount
  const isRested = m.isTimed && (m.hasBreaks || m.hasLateEnds)

  s.stride = stride
  s.random = seed | 0 || 0x2545f491
  s.blinkIn = NEVER
  s.foundSlot = -1
  s.foundPosition = -1
  s.sums = new Float64Array(SUMS_AND_PRICES)
  s.savedSums = new Float64Array(SUMS)
  s.rowOf = Int32Array.from({ length: slotCount }, (_, slot) => slot)

  s.stop = elements(true)
  s.leg = elements(true)
  s.at = elements(true)
  s.ahead = elements(m.hasPhones)
  s.direct = elements(m.hasPhones)
  s.leave0 = elements(m.isTimed)
  s.onTime0 = elements(m.isTimed)
  s.leave1 = elements(m.isTimed && m.hasBreaks)
  s.onTime1 = elements(isRested)
  s.latest0 = elements(isRested)
  s.latest1 = elements(isRested)

  s.count = ints(rows)
  s.drive = ints(rows)
  s.work = ints(rows)
  s.load = ints(rows)
  s.end = ints(rows)
  s.overtime = ints(rows)
  s.excess = ints(rows)
  s.displaced = ints(rows)
  s.positionLocks = ints(rows)
  s.phones = ints(rows)
  s.changed = ints(rows)
  s.x = new Float64Array(rows)
  s.y = new Float64Array(rows)
  s.squares = new Float64Array(rows)
  s.scatter = new Float64Array(rows)

  s.slotOf = ints(cells, -1)
  s.planned = ints(storeCount)
  s.missing = ints(storeCount)
  s.crewNow = ints(storeCount, -1)

  s.lookedAt = ints(slotCount)
  s.listed = ints(slotCount + 1)
  s.emptyFrom = m.slotFrom.slice(0, crewCount * dayCount)
  s.dayCost = new Float64Array(dayCount)
  s.daySlot = ints(dayCount)
  s.dayPosition = ints(dayCount)
  s.kept = new Uint8Array(dayCount)
  s.chosen = new Uint8Array(dayCount)
  s.bestChosen = new Uint8Array(dayCount)
  s.bestDaySlot = ints(dayCount)
  s.bestDayPosition = ints(dayCount)
  s.chainCost = new Float64Array((dayCount + 1) * dayCount)
  s.chainFrom = ints((dayCount + 1) * dayCount)

  s.freeRowCount = slotCount
  s.freeRows = Int32Array.from({ length: slotCount }, (_, k) => slotCount + k)
  s.touched = ints(slotCount)
  s.isTouched = new Uint8Array(slotCount)
  s.isDirty = new Uint8Array(slotCount)
  s.oldRow = ints(slotCount)
  s.changedStores = ints(storeCount)
  s.isChanged = new Uint8Array(storeCount)
  s.savedSlotOf = ints(cells)
  s.savedPlanned = ints(storeCount)
  s.savedCrew = ints(storeCount)
  s.savedMissing = ints(storeCount)

  s.absent = ints(storeCount)
  s.absentAt = ints(storeCount, -1)

  s.removed = ints(storeCount)
  s.isRemoved = new Uint8Array(storeCount)
  s.key = new Float64Array(storeCount)
  s.ruined = ints(slotCount)
  s.isRuined = new Uint8Array(slotCount)
  const from = slotCount > 0 ? m.slotStart[0]! * m.placeCount : 0
  s.far = Int32Array.from(m.place, (place) => (place < 0 || slotCount === 0 ? 0 : m.travel[from + place]!))

  s.bestStop = ints(slotCount * stride)
  s.bestCount = ints(slotCount)
  s.stale = ints(slotCount)
  s.isStale = new Uint8Array(slotCount)

  let legs = 0
  for (let k = 0; k < m.placeCount; k++) legs = Math.max(legs, m.travel[k]!)
  s.sums[EXCESS_PRICE] = IMPOSSIBLE
  s.sums[OVERTIME_PRICE] = m.price[PRICE_OVERTIME]!
  s.sums[DISPLACED_PRICE] = 100 * (m.price[PRICE_DRIVE]! + 1) * (1 + Math.min(legs, 1_000_000))
  s.sums[BALANCE_PRICE] = m.price[PRICE_BALANCE]!
  s.sums[COST_BEST] = Number.POSITIVE_INFINITY
  for (let slot = 0; slot < slotCount; slot++) refreshSlot(m, s, slot)
  for (let store = 0; store < storeCount; store++) countMissing(m, s, store)
  keepChanges(s)
  return s
}
