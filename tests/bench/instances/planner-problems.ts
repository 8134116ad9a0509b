/**
 * Planning problems of the size that the product is made for, from a seed: the visits of four weeks (20 working days)
 * that the service rules owe. Territories come of halving the map again and again by work, not of the product's own
 * forming, so that the problems stay the same while that changes; each manager starts in the middle of the territory.
 *
 *   city         1,000 shops and 5 managers within some 14 × 12 km, dense along a dozen shopping streets; or shops of a
 *                given list of positions
 *   prefecture   15,000 shops and 100 managers within 120 × 100 km: a city, a dozen county towns, townships, villages
 *
 * A fifth of the shops is class A (every 7 days, 15 minutes), a third B (14 days, 15), the rest C (28 days, 10, in part
 * by phone in turn); gaps are those of the service rules. More than half of the shops are open only part of the day, a
 * tenth is closed on one weekday. Shift 9–17 h with an hour's break, at most 25 visits a day.
 *
 * Units   positions [lng, lat] WGS 84; whole seconds of the day. Travel is estimated: 20 km/h in the city, 30 km/h in
 *         the prefecture, along 1.3 times the straight line.
 */
import { addDays, dateOf, dayNumber } from '@/lib/domain/calendar/dates'
import type { Position } from '@/lib/domain/geo/position'
import { type Random, seededRandom } from '@/lib/domain/random'
import type { PlanManager, PlanProblem, PlanStore } from '@/lib/domain/routing/problem'
import { DEFAULT_PLANNING_PARAMETERS } from '@/lib/domain/routing/service/planning-parameters'
import {
  DEFAULT_SERVICE_RULES,
  findRule,
  type ServiceRule,
  serviceClassesByTier,
} from '@/lib/domain/routing/service/service-rules'
import { type ServedRetailer, visitDemand } from '@/lib/domain/routing/service/visit-demand'
import { findDepot } from '@/lib/domain/territory/depot'
import type { TerritoryStore } from '@/lib/domain/territory/measure'
import { monthlyWorkS } from '@/lib/domain/territory/work-load'

export const CITY = { stores: 1000, managers: 5 }
export const PREFECTURE = { stores: 15_000, managers: 100 }

const DAYS = 20
const FIRST_DAY = '2026-11-30'
const HOUR = 3600
const MINUTES_MAX = 15
const DETOUR = 1.3
const RULES: readonly ServiceRule[] = DEFAULT_SERVICE_RULES.map((rule) => ({
  ...rule,
  minutes: Math.min(rule.minutes, MINUTES_MAX),
}))
const DAY_PLAN: Pick<PlanManager, 'shift' | 'break' | 'visitsMax'> = {
  shift: [9 * HOUR, 17 * HOUR],
  break: { window: [11.5 * HOUR, 13.5 * HOUR], seconds: HOUR },
  visitsMax: 25,
}
/** What part of the shops opens when; the rest is open all day. */
const OPENING: readonly { readonly share: number; readonly windows: ServedRetailer['windows'] }[] = [
  { share: 0.2, windows: [[10 * HOUR, 20 * HOUR]] },
  {
    share: 0.15,
    windows: [
      [8 * HOUR, 12 * HOUR],
      [14 * HOUR, 19 * HOUR],
    ],
  },
  { share: 0.12, windows: [[7 * HOUR, 13 * HOUR]] },
  { share: 0.08, windows: [[13 * HOUR, 21 * HOUR]] },
]
const CLOSED_SHARE = 0.1
const PHONE_SHARE = 0.4
const SIGNAL_SHARE = 0.1
const TIERS = 30

/** Of a city's shops those drawn by the seed where there are more; without positions all are made up. */
export function cityProblem(seed: number, positions?: readonly Position[]): PlanProblem {
  const random = seededRandom(seed)
  const chosen = positions ? draw(positions, CITY.stores, random) : cityPositions(random)
  return problemOf(chosen, CITY.managers, 20, random)
}

export function prefectureProblem(seed: number): PlanProblem {
  const random = seededRandom(seed)
  return problemOf(prefecturePositions(random), PREFECTURE.managers, 30, random)
}

/** The same visits, but any manager may make those of a store. */
export function withFreeManagers(problem: PlanProblem): PlanProblem {
  return { ...problem, stores: problem.stores.map(({ manager: _manager, ...store }) => store) }
}

/** Visits longer by a factor; 1.3 fills the city's days. */
export function withLongerVisits(problem: PlanProblem, factor: number): PlanProblem {
  const longer = (seconds: number) => Math.round(seconds * factor)
  return {
    ...problem,
    stores: problem.stores.map((store) => ({ ...store, serviceSeconds: longer(store.serviceSeconds) })),
  }
}

function problemOf(
  positions: readonly Position[],
  managers: number,
  speedKmh: number,
  random: Random,
): PlanProblem {
  const monday = dayNumber(FIRST_DAY)
  const days = Array.from({ length: DAYS }, (_, k) => dateOf(monday + 7 * Math.floor(k / 5) + (k % 5)))
  const retailers = retailersOf(positions.length, random)
  const territoryOf = territories(positions, retailers, managers, speedKmh)
  const stores = visitDemand(retailers, RULES, days).map((demand): PlanStore => {
    const k = Number(demand.retailerId.slice(1))
    return {
      id: demand.retailerId,
      position: positions[k]!,
      manager: `m${territoryOf.of[k]! + 1}`,
      visits: demand.visits,
      gapDays: demand.gapDays,
      ...(demand.countsFrom !== undefined && { lastVisit: demand.countsFrom }),
      serviceSeconds: demand.serviceSeconds,
      ...(demand.windows.length > 0 && { windows: demand.windows }),
      ...(demand.closedDays.length > 0 && { closedDays: demand.closedDays }),
      priority: demand.priority,
      channel: demand.channel,
    }
  })
  return {
    days: days.map((date) => ({ date })),
    managers: territoryOf.depots.map(
      (depot, k): PlanManager => ({ id: `m${k + 1}`, start: depot, end: depot, ...DAY_PLAN }),
    ),
    stores,
    travel: { estimate: { speedKmh, detour: DETOUR } },
    weights: DEFAULT_PLANNING_PARAMETERS.weights,
  }
}

function retailersOf(count: number, random: Random): ServedRetailer[] {
  const tiers = Array.from({ length: count }, () => 1 + random.int(TIERS))
  const classes = serviceClassesByTier(tiers)
  return tiers.map((tier, k): ServedRetailer => {
    const serviceClass = classes[k]!
    const { intervalDays } = findRule(RULES, serviceClass)!
    return {
      id: `s${k}`,
      tier,
      serviceClass,
      // no earlier than makes a first visit due, no later than the Friday before
      lastVisit: addDays(FIRST_DAY, -3 - random.int(intervalDays - 2)),
      lastChannel: random.next() < 0.5 ? 'onsite' : 'phone',
      windows: openingHours(random.next()),
      closedWeekdays: random.next() < CLOSED_SHARE ? [1 + random.int(5)] : [],
      contact: random.next() < PHONE_SHARE ? 'allowed' : 'onsite-only',
      signal: random.next() < SIGNAL_SHARE ? 1 : 0,
      inFocus: false,
      lockedDays: [],
    }
  })
}

function openingHours(chance: number): ServedRetailer['windows'] {
  let below = 0
  for (const { share, windows } of OPENING) {
    below += share
    if (chance < below) return windows
  }
  return []
}

function territories(
  positions: readonly Position[],
  retailers: readonly ServedRetailer[],
  count: number,
  speedKmh: number,
): { of: readonly number[]; depots: Position[] } {
  const visits = retailers.map(({ serviceClass }, k) => {
    const { intervalDays, minutes } = findRule(RULES, serviceClass)!
    return { position: positions[k]!, visitsPerMonth: 28 / intervalDays, serviceS: 60 * minutes }
  })
  const rule = { speedKmh, detour: DETOUR, workDaysPerMonth: DAYS }
  const work = monthlyWorkS(visits, rule)
  const stores = positions.map((position, k) => ({ id: `s${k}`, position, workS: work[k]! }))
  const parts = halve(stores, count)
  const territoryOf = new Map(parts.flatMap((part, k) => part.map(({ id }) => [id, k] as const)))
  return {
    of: stores.map(({ id }) => territoryOf.get(id)!),
    depots: parts.map((part) => findDepot(part)!.position),
  }
}

/** Parts of about equal work: across the longer side, each half again until there are `count`. */
function halve(stores: readonly TerritoryStore[], count: number): TerritoryStore[][] {
  if (count === 1) return [[...stores]]
  const lengthOf = (axis: 0 | 1) => {
    const degrees = stores.map(({ position }) => position[axis])
    return Math.max(...degrees) - Math.min(...degrees)
  }
  const axis = lengthOf(0) * Math.cos((stores[0]!.position[1] * Math.PI) / 180) > lengthOf(1) ? 0 : 1
  const sorted = stores.toSorted((a, b) => a.position[axis] - b.position[axis])
  const first = Math.floor(count / 2)
  const all = sorted.reduce((sum, { workS }) => sum + workS, 0)
  let cut = 0
  for (let work = 0; work < (all * first) / count; cut++) work += sorted[cut]!.workS
  return [...halve(sorted.slice(0, cut), first), ...halve(sorted.slice(cut), count - first)]
}

/** Half of the shops along a dozen streets, the others all over the city. */
function cityPositions(random: Random): Position[] {
  const center: Position = [113.1, 36.19]
  const streets = Array.from({ length: 12 }, () => scattered(center, [3.5, 3], random))
  return Array.from({ length: CITY.stores }, () =>
    random.next() < 0.5
      ? scattered(streets[random.int(streets.length)]!, [0.7, 0.5], random)
      : scattered(center, [3.5, 3], random),
  )
}

/** Three shops in ten in the city, four in the county towns, two in the townships, one in a village anywhere. */
function prefecturePositions(random: Random): Position[] {
  const anywhere = (): Position => [112.4 + 1.3 * random.next(), 35.8 + 0.9 * random.next()]
  const city: Position = [113.1, 36.19]
  const towns = Array.from({ length: 12 }, anywhere)
  const townships = Array.from({ length: 130 }, anywhere)
  return Array.from({ length: PREFECTURE.stores }, () => {
    const chance = random.next()
    if (chance < 0.3) return scattered(city, [4, 3.5], random)
    if (chance < 0.7) return scattered(towns[random.int(towns.length)]!, [1.8, 1.5], random)
    if (chance < 0.9) return scattered(townships[random.int(townships.length)]!, [0.8, 0.7], random)
    return anywhere()
  })
}

/** Roughly normal around a center, with the given deviations in kilometres. */
function scattered(
  [lng, lat]: Position,
  [eastKm, northKm]: readonly [number, number],
  random: Random,
): Position {
  const kmPerDegree = 111.195
  const round = (degrees: number) => Math.round(degrees * 1e6) / 1e6
  return [
    round(lng + (bell(random) * eastKm) / (kmPerDegree * Math.cos((lat * Math.PI) / 180))),
    round(lat + (bell(random) * northKm) / kmPerDegree),
  ]
}

/** Roughly normal with deviation 1: a sum of uniform numbers. */
function bell(random: Random): number {
  return (random.next() + random.next() + random.next() + random.next() - 2) * Math.sqrt(3)
}

function draw<T>(items: readonly T[], count: number, random: Random): T[] {
  const left = [...items]
  return Array.from({ length: Math.min(count, left.length) }, () => {
    const k = random.int(left.length)
    const [item] = left.splice(k, 1)
    return item as T
  })
}
