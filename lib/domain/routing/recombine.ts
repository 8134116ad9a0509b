/**
 * A plan out of two: whole routes of one near a store, whole routes of the other farther away. What does not go together
 * is left out, to be planned anew. And a plan out of one, whose routes near a store change days.
 *
 * Source  the periodic crossover with insertions of Vidal, Crainic, Gendreau, Lahrichi, Rei, A Hybrid Genetic Algorithm for
 *         Multidepot and Periodic Vehicle Routing Problems, Operations Research 60(3), 2012; here by area, not by day.
 */
import { alignDays, dayRenamings, type Renaming } from './day-renamings'
import type { Model } from './kernel/model.kernel'

/** A plan's routes as store indices, a list a slot, and its cost. */
export type FoundPlan = { readonly routes: readonly Int32Array[]; readonly cost: number }

export const PLANS_MAX = 25
/** Plans that differ in no larger share of their visits are alike, or near each other. */
const ALIKE = 0.05
const NEAR = 0.25
/** So many plans near each other stay, that the family does not come to be all of one kind. */
export const NEAR_MAX = 4
/** Shares of all stores, least and most, that are near when plans are crossed, and when days are exchanged. */
const CROSSED_AREA = [0.2, 0.8] as const
const EXCHANGED_AREA = [0.05, 0.5] as const
const EXCHANGES_MAX = 3

/** The best plans found, best first, each on other days than the others, whatever days are called. */
export class BestPlans {
  private plans: (FoundPlan & { readonly days: Uint8Array })[] = []
  private readonly m: Model
  private readonly renamings: readonly Renaming[]

  constructor(m: Model) {
    this.m = m
    this.renamings = dayRenamings(m)
  }

  get best(): FoundPlan | undefined {
    return this.plans[0]
  }

  /**
   * Of plans that are alike the better one stays, of too many near each other the worst leaves. Nothing if the plan is no
   * whole one.
   */
  add(plan: FoundPlan): void {
    if (plan.cost === Number.POSITIVE_INFINITY) return
    const apart = new Map(
      this.plans.map((other) => [
        other,
        shareApart(this.daysOf(this.aligned(plan.routes, other.days)), other.days),
      ]),
    )
    const within = (share: number) => this.plans.filter((other) => apart.get(other)! <= share)
    const alike = within(ALIKE)
    if (alike.some(({ cost }) => cost <= plan.cost)) return
    const near = within(NEAR).filter((other) => !alike.includes(other))
    const added = { ...plan, days: this.daysOf(plan.routes) }
    const byCost = (a: FoundPlan, b: FoundPlan) => a.cost - b.cost
    const leaving = new Set([...alike, ...[added, ...near].sort(byCost).slice(NEAR_MAX)])
    this.plans = [...this.plans, added]
      .filter((one) => !leaving.has(one))
      .sort(byCost)
      .slice(0, PLANS_MAX)
  }

  /** 1 for each store and day with a visit. */
  private daysOf(routes: FoundPlan['routes']): Uint8Array {
    const days = new Uint8Array(this.m.storeCount * this.m.dayCount)
    for (const [slot, route] of routes.entries()) {
      for (const store of route) days[store * this.m.dayCount + this.m.slotDay[slot]!] = 1
    }
    return days
  }

  private aligned(routes: FoundPlan['routes'], days: Uint8Array): FoundPlan['routes'] {
    return alignDays(this.m, this.renamings, routes, days)
  }

  /**
   * Two different ones by chance, the first the better of two drawn, the second with its days as the first calls them; the
   * same twice if there is but one.
   */
  pair(random: () => number): [FoundPlan, FoundPlan] {
    const { plans } = this
    const draw = () => Math.floor(random() * plans.length)
    const k = Math.min(draw(), draw())
    const step = plans.length > 1 ? 1 + Math.floor(random() * (plans.length - 1)) : 0
    const one = plans[k]!
    const other = plans[(k + step) % plans.length]!
    return [one, { cost: other.cost, routes: this.aligned(other.routes, one.days) }]
  }
}

function shareApart(a: Uint8Array, b: Uint8Array): number {
  let visits = 0
  let apart = 0
  for (let k = 0; k < a.length; k++) {
    visits += a[k]! + b[k]!
    if (a[k] !== b[k]) apart++
  }
  return visits > 0 ? apart / visits : 0
}

/**
 * The days of each store are part of an allowed set, and one manager's. `random` gives numbers in [0, 1).
 *
 * Shape  a list a slot; no more routes of a crew on a day than it has slots.
 */
export function recombine(
  m: Model,
  near: readonly Int32Array[],
  far: readonly Int32Array[],
  random: () => number,
): Int32Array[] {
  const isMostlyNear = drawArea(m, CROSSED_AREA, random)
  const days = m.dayCount
  /** Crew that makes a visit in `near`, −1 for none. */
  const nearCrew = new Int32Array(m.storeCount * days).fill(-1)
  for (const [slot, route] of near.entries()) {
    for (const store of route) nearCrew[store * days + m.slotDay[slot]!] = m.slotCrew[slot]!
  }
  const { routes, put } = emptyPlan(m)
  const isFromNear = new Uint8Array(m.storeCount)
  const isMade = new Uint8Array(m.storeCount * days)
  for (const [slot, route] of near.entries()) {
    if (!isMostlyNear(route)) continue
    put(m.slotCrew[slot]!, m.slotDay[slot]!, route)
    for (const store of route) {
      isFromNear[store] = 1
      isMade[store * days + m.slotDay[slot]!] = 1
    }
  }
  for (const [slot, route] of far.entries()) {
    if (isMostlyNear(route)) continue
    const goesWithNear = (store: number) => {
      const visit = store * days + m.slotDay[slot]!
      return !isMade[visit] && (!isFromNear[store] || nearCrew[visit] === m.slotCrew[slot])
    }
    put(m.slotCrew[slot]!, m.slotDay[slot]!, route.filter(goesWithNear))
  }
  return routes
}

/**
 * The same routes, but days of those near a store are exchanged, up to three times two; nothing if that moves none. Which
 * stores may be visited on the days that they come to is not looked at. `random` gives numbers in [0, 1).
 *
 * Shape   as `recombine`; at least two days.
 */
export function exchangeDays(
  m: Model,
  routes: readonly Int32Array[],
  random: () => number,
): Int32Array[] | undefined {
  const isMostlyNear = drawArea(m, EXCHANGED_AREA, random)
  const dayAfter = Array.from({ length: m.dayCount }, (_, day) => day)
  const exchanges = 1 + Math.floor(random() * Math.min(EXCHANGES_MAX, m.dayCount - 1))
  for (let k = 0; k < exchanges; k++) {
    const one = Math.floor(random() * m.dayCount)
    const other = (one + 1 + Math.floor(random() * (m.dayCount - 1))) % m.dayCount
    ;[dayAfter[one], dayAfter[other]] = [dayAfter[other]!, dayAfter[one]!]
  }
  const exchanged = emptyPlan(m)
  let isMoved = false
  for (const [slot, route] of routes.entries()) {
    const day = m.slotDay[slot]!
    const to = isMostlyNear(route) ? dayAfter[day]! : day
    if (to !== day && route.length > 0) isMoved = true
    exchanged.put(m.slotCrew[slot]!, to, route)
  }
  return isMoved ? exchanged.routes : undefined
}

/** `put` leaves out a route for which a crew has no slot left on that day. */
function emptyPlan(m: Model) {
  const routes: Int32Array[] = Array.from({ length: m.slotCount }, () => new Int32Array(0))
  const used = new Int32Array(m.crewCount * m.dayCount)
  const put = (crew: number, day: number, route: Int32Array) => {
    const cell = crew * m.dayCount + day
    const free = m.slotFrom[cell]! + used[cell]!
    if (route.length === 0 || free === m.slotFrom[cell + 1]!) return
    routes[free] = route
    used[cell]!++
  }
  return { routes, put }
}

/** Whether more than half of a route belongs to a store and those nearest to it, a share of all. */
function drawArea(
  m: Model,
  [least, most]: readonly [number, number],
  random: () => number,
): (route: Int32Array) => boolean {
  const center = m.place[Math.floor(random() * m.storeCount)]!
  const ways = Float64Array.from(m.place, (place) =>
    place < 0 || center < 0 ? 0 : m.travel[center * m.placeCount + place]!,
  )
  const share = least + (most - least) * random()
  const reach = ways.toSorted()[Math.floor(share * (m.storeCount - 1))]!
  return (route) => 2 * route.filter((store) => ways[store]! <= reach).length > route.length
}
