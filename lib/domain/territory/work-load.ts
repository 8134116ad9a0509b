/**
 * The work that a retailer asks for in a month: its visits, each with service and the way to it.
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

export type StoreVisits = {
  readonly position: Position
  readonly visitsPerMonth: number
  readonly serviceS: number
}

export type WorkRule = {
  readonly speedKmh: number
  /** How much longer the road is than the straight line. */
  readonly detour: number
  readonly workDaysPerMonth: number
}
export const DEFAULT_WORK_RULE: WorkRule = { speedKmh: 20, detour: 1.3, workDaysPerMonth: 21 }

const TOUR_CONSTANT = 0.7124
/** Density is taken from the circle that holds this many other retailers. */
const NEIGHBOURS = 10
const CIRCLE_MIN_M = 100
const CIRCLE_MAX_M = 25_600

/** Seconds of work in a month, in the order of the stores. */
export function monthlyWorkS(stores: readonly StoreVisits[], rule: WorkRule): number[] {
  const visits = stores.reduce((sum, { visitsPerMonth }) => sum + visitsPerMonth, 0)
  const shareADay = visits / Math.max(1, stores.length) / rule.workDaysPerMonth
  const secondsPerM = (rule.detour * 3.6) / rule.speedKmh
  const index = pointIndex(stores.map(({ position }) => position))
  return stores.map(({ position, visitsPerMonth, serviceS }) => {
    if (visitsPerMonth === 0) return 0
    const { radiusM, others } = circleAround(position, index)
    const stopsPerM2 = (Math.max(1, others) / (Math.PI * radiusM * radiusM)) * shareADay
    return Math.round(visitsPerMonth * (serviceS + (TOUR_CONSTANT / Math.sqrt(stopsPerM2)) * secondsPerM))
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
