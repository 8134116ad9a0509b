/**
 * The work that a retailer asks for in a month: its visits, each with service, and the way to those on site.
 *
 * The way is what a tour through scattered stops takes per stop, 0.7124 ÷ √(stops per m²). The stops of one day
 * are as dense as the retailers around, times the share of them that is visited on an average day.
 *
 * Units   seconds, metres, km/h; positions [lng, lat] in WGS 84 degrees.
 * Source  J. Beardwood, J. Halton and J. Hammersley, The shortest path through many points, 1959; the constant as
 *         in D. Applegate et al., The Traveling Salesman Problem, 2006, section 14.2.
 */
import { pointIndex } from '@/lib/domain/geo/point-index'
import type { Position } from '@/lib/domain/geo/position'
import type { ServiceClass } from '@/lib/domain/retailer/classification'
import { findRule, type ServiceRule } from '@/lib/domain/routing/service/service-rules'
import { intervalOf } from '@/lib/domain/routing/service/visit-demand'

export type StoreVisits = {
  readonly position: Position
  readonly visitsPerMonth: number
  /** Those of them made by phone, which need no way. */
  readonly phonePerMonth?: number
  readonly serviceS: number
}

export type WorkRule = {
  readonly speedKmh: number
  /** How much longer the road is than the straight line. */
  readonly detour: number
  readonly workDaysPerMonth: number
}
export const DEFAULT_WORK_RULE: WorkRule = { speedKmh: 20, detour: 1.3, workDaysPerMonth: 21 }

const DAYS_A_MONTH = 365.25 / 12

export type OwedRetailer = {
  readonly position: Position
  readonly serviceClass: ServiceClass
  readonly mayPhone: boolean
  /** Asked for the retailer itself, above the rule's interval. */
  readonly visitsPerWeek: number | null
}

/** The visits that the service rules owe a retailer; none where its class has no rule. */
export function visitsOwed(
  { position, serviceClass, mayPhone, visitsPerWeek }: OwedRetailer,
  rules: readonly ServiceRule[],
): StoreVisits {
  const rule = findRule(rules, serviceClass)
  if (!rule) return { position, visitsPerMonth: 0, serviceS: 0 }
  const visitsPerMonth = DAYS_A_MONTH / intervalOf(visitsPerWeek === null ? {} : { visitsPerWeek }, rule)
  const phoneShare = !mayPhone || rule.channel === 'onsite' ? 0 : rule.channel === 'phone' ? 1 : 0.5
  return { position, visitsPerMonth, phonePerMonth: visitsPerMonth * phoneShare, serviceS: rule.minutes * 60 }
}

const TOUR_CONSTANT = 0.7124
/** Density is taken from the circle that holds this many other retailers. */
const NEIGHBOURS = 10
const CIRCLE_MIN_M = 100
const CIRCLE_MAX_M = 25_600

/** Seconds of work in a month, in the order of the stores. */
export function monthlyWorkS(stores: readonly StoreVisits[], rule: WorkRule): number[] {
  const visits = stores.reduce(
    (sum, { visitsPerMonth, phonePerMonth = 0 }) => sum + visitsPerMonth - phonePerMonth,
    0,
  )
  const shareADay = visits / Math.max(1, stores.length) / rule.workDaysPerMonth
  const secondsPerM = (rule.detour * 3.6) / rule.speedKmh
  const index = pointIndex(stores.map(({ position }) => position))
  return stores.map(({ position, visitsPerMonth, phonePerMonth = 0, serviceS }) => {
    const onsite = visitsPerMonth - phonePerMonth
    if (onsite === 0) return Math.round(phonePerMonth * serviceS)
    const { radiusM, others } = circleAround(position, index)
    const stopsPerM2 = (Math.max(1, others) / (Math.PI * radiusM * radiusM)) * shareADay
    const wayS = (TOUR_CONSTANT / Math.sqrt(stopsPerM2)) * secondsPerM
    return Math.round(onsite * (serviceS + wayS) + phonePerMonth * serviceS)
  })
}

function circleAround(position: Position, index: ReturnType<typeof pointIndex>) {
  for (let radiusM = CIRCLE_MIN_M; ; radiusM *= 2) {
    const away: number[] = []
    index.forEachWithin(position, radiusM, (_, awayM) => away.push(awayM))
    if (away.length <= NEIGHBOURS && radiusM < CIRCLE_MAX_M) continue
    away.sort((a, b) => a - b) // the first is the store itself
    const others = Math.min(NEIGHBOURS, away.length - 1)
    return { radiusM: Math.max(CIRCLE_MIN_M, away[others]!), others }
  }
}
