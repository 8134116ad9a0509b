/**
 * Renamings of days that leave a problem as it is. Where any two days can be exchanged, two plans that are the same but
 * for that have nothing in common until the days of one are renamed.
 *
 * Shape   a renaming is a list of days: what was on day d comes to day `renaming[d]`.
 */
import type { Model } from './kernel/model.kernel'

export type Renaming = readonly number[]

/** More days than these have too many renamings to try. */
const DAYS_MAX = 10

/**
 * Exchanges of one pair of days, or of two at once, turns and mirrors of the whole circle; others are made by one after
 * the other. None where a store has its days by count and gap, a lock, or a price on leaving its former days.
 */
export function dayRenamings(m: Model): Renaming[] {
  const days = m.dayCount
  const isByPatterns = m.byPattern.every((flag) => flag === 1)
  if (days < 2 || days > DAYS_MAX || !isByPatterns || m.isChangePriced) return []
  if (m.locked.some((flag) => flag === 1)) return []
  const keepsSlots = slotTest(m)
  const keepsStores = storeTest(m)
  const isKept = (renaming: Renaming) => keepsSlots(renaming) && keepsStores(renaming)

  const same = Array.from({ length: days }, (_, day) => day)
  const pairs = same.flatMap((a) => same.slice(a + 1).map((b) => [a, b] as const))
  const swap = ([a, b]: readonly [number, number], renaming: Renaming = same) =>
    renaming.map((day) => (day === a ? b : day === b ? a : day))
  const single = pairs.map((pair) => swap(pair)).filter(isKept)
  const bound = pairs.filter((pair) => !isKept(swap(pair)))
  const double = bound.flatMap((one, k) =>
    bound
      .slice(k + 1)
      .filter((other) => !other.some((day) => one.includes(day)))
      .map((other) => swap(other, swap(one))),
  )
  const turns = same.slice(1).map((by) => same.map((day) => (day + by) % days))
  const mirrors = same.map((by) => same.map((day) => (by + days - day) % days))
  return [...single, ...[...double, ...turns, ...mirrors].filter(isKept)]
}

/** Whether each crew has the same slots on the day that a day becomes. */
function slotTest(m: Model): (renaming: Renaming) => boolean {
  const { slotStart, slotEnd, slotOpens, slotSoftEnd, slotHardEnd, slotCapacity } = m
  const fields = [slotStart, slotEnd, slotOpens, slotSoftEnd, slotHardEnd, slotCapacity]
  const breaks = [m.breakFrom, m.breakLatest, m.breakLength]
  const cells = Array.from({ length: m.crewCount * m.dayCount }, (_, cell) =>
    [...fields, ...breaks]
      .map((field) => field.slice(m.slotFrom[cell], m.slotFrom[cell + 1]).join())
      .join(';'),
  )
  return (renaming) =>
    cells.every((slots, cell) => {
      const day = cell % m.dayCount
      return slots === cells[cell - day + renaming[day]!]
    })
}

/** Whether each store has the same allowed sets of days, and the same open days, after the renaming. */
function storeTest(m: Model): (renaming: Renaming) => boolean {
  const keyOf = (sets: readonly number[], open: number) => `${sets.toSorted((a, b) => a - b)};${open}`
  const kinds = new Map<string, { readonly sets: readonly number[]; readonly open: number }>()
  for (let store = 0; store < m.storeCount; store++) {
    const sets = Array.from({ length: m.patternFrom[store + 1]! - m.patternFrom[store]! }, (_, k) => {
      const pattern = m.patternFrom[store]! + k
      return setOf(m.patternDay.subarray(m.patternDayFrom[pattern], m.patternDayFrom[pattern + 1]))
    })
    const isOpen = m.dayOpen.subarray(store * m.dayCount, (store + 1) * m.dayCount)
    const open = setOf([...isOpen.keys()].filter((day) => isOpen[day]))
    kinds.set(keyOf(sets, open), { sets, open })
  }
  const renamed = (set: number, renaming: Renaming) => setOf(renaming.filter((_, day) => set & (1 << day)))
  return (renaming) =>
    [...kinds].every(([key, { sets, open }]) => {
      const after = sets.map((set) => renamed(set, renaming))
      return keyOf(after, renamed(open, renaming)) === key
    })
}

/** A bit a day. */
function setOf(days: Iterable<number>): number {
  let set = 0
  for (const day of days) set |= 1 << day
  return set
}

/**
 * The routes with days renamed so that as many visits as can be found are on the days that the store has in `like`.
 *
 * Shape   routes a list a slot; `like` 1 for each store and day with a visit.
 */
export function alignDays(
  m: Model,
  renamings: readonly Renaming[],
  routes: readonly Int32Array[],
  like: Uint8Array,
): readonly Int32Array[] {
  if (renamings.length === 0) return routes
  const days = m.dayCount
  /** Visits of a day whose stores the other plan visits on another. */
  const shared = new Int32Array(days * days)
  for (const [slot, route] of routes.entries()) {
    const row = m.slotDay[slot]! * days
    for (const store of route) {
      for (let day = 0; day < days; day++) shared[row + day]! += like[store * days + day]!
    }
  }
  const score = (renaming: Renaming) =>
    renaming.reduce((sum, other, day) => sum + shared[day * days + other]!, 0)
  let best: Renaming = Array.from({ length: days }, (_, day) => day)
  let most = score(best)
  for (let isBetter = true; isBetter; ) {
    isBetter = false
    for (const renaming of renamings) {
      const next = best.map((day) => renaming[day]!)
      const found = score(next)
      if (found <= most) continue
      best = next
      most = found
      isBetter = true
    }
  }
  const renamed: Int32Array[] = Array.from({ length: m.slotCount }, () => new Int32Array(0))
  for (const [slot, route] of routes.entries()) {
    const day = m.slotDay[slot]!
    const cell = m.slotCrew[slot]! * days
    const nth = slot - m.slotFrom[cell + day]!
    renamed[m.slotFrom[cell + best[day]!]! + nth] = route
  }
  return renamed
}
