/**
 * The visits that a territory's retailers are owed within a planning horizon, from service rules and past visits.
 *
 * A retailer is owed its first visit one interval after the last (at once if that has passed) and one more each
 * interval; visits whose turn comes after the horizon are left to the next plan. Two visits lie 70 % to 130 % of the
 * interval apart. An overdue retailer's first visit falls within the first five days, whatever the drive costs. One never
 * visited starts anywhere.
 *
 * Where closed days, holidays or locks leave no room for that, the gap is stretched first and visits are dropped last;
 * `stretched` says so, for a quiet stretch is what users of other planners complain of.
 *
 * Units   dates, calendar days between visits, whole seconds; a *day* is an index into the horizon's working days.
 * Source  PRODUCT 4.5; priority = w₁·urgency + w₂·tier + w₃·signal + w₄·zone focus.
 */
import { dateOf, dayNumber, type IsoDate } from '@/lib/domain/calendar/dates'
import { indexesOfWeekdays } from '@/lib/domain/calendar/working-days'
import { type ServiceClass, TIERS_MAX } from '@/lib/domain/retailer/classification'
import { DUE_FROM, type Due, dueState } from './due'
import { canPlaceVisits } from './place-visits'
import {
  type ContactPreference,
  channelOf,
  findRule,
  type ServiceRule,
  type VisitChannel,
} from './service-rules'

export type ServedRetailer = {
  readonly id: string
  readonly tier: number | null
  readonly serviceClass: ServiceClass
  readonly lastVisit?: IsoDate
  readonly lastChannel?: VisitChannel
  /** Asked for this retailer itself; stands above the rule's interval. */
  readonly visitsPerWeek?: number
  /** Seconds of the day; empty means always open. */
  readonly windows: readonly (readonly [number, number])[]
  /** 1 Monday … 7 Sunday. */
  readonly closedWeekdays: readonly number[]
  readonly contact: ContactPreference
  /** 0 … 1: how loudly the figures call for a visit, such as no order for two months. */
  readonly signal: number
  readonly inFocus: boolean
  /** Days of the horizon on which a visit is locked. */
  readonly lockedDays: readonly number[]
}

export type PriorityWeights = {
  readonly urgency: number
  readonly tier: number
  readonly signal: number
  readonly focus: number
}
export const DEFAULT_PRIORITY_WEIGHTS: PriorityWeights = { urgency: 3, tier: 3, signal: 2, focus: 1 }

export type VisitDemand = {
  readonly retailerId: string
  readonly visits: number
  readonly gapDays: readonly [least: number, most: number]
  /** The date from which the first gap counts: the last visit, or for an overdue one a date that keeps it early. */
  readonly countsFrom?: IsoDate
  readonly priority: number
  readonly serviceSeconds: number
  readonly windows: readonly (readonly [number, number])[]
  readonly closedDays: readonly number[]
  readonly channel: VisitChannel
  readonly intervalDays: number
  readonly due: Due
  readonly stretched: boolean
}

const GAP_LEAST = DUE_FROM
const GAP_MOST = 1.3
/** Within so many working days an overdue retailer is seen. */
const OVERDUE_DAYS = 5
const URGENCY_MAX = 2

export function visitDemand(
  retailers: readonly ServedRetailer[],
  rules: readonly ServiceRule[],
  days: readonly IsoDate[],
  weights: PriorityWeights = DEFAULT_PRIORITY_WEIGHTS,
): VisitDemand[] {
  const first = days[0]
  if (first === undefined) return []
  return retailers.flatMap((retailer) => {
    const rule = findRule(rules, retailer.serviceClass)
    if (!rule) return []
    const intervalDays = intervalOf(retailer, rule)
    const due = dueState(retailer.lastVisit, intervalDays, first)
    const visits = Math.max(visitsOwed(due, intervalDays, days), retailer.lockedDays.length)
    if (visits === 0) return []

    const closedDays = indexesOfWeekdays(days, retailer.closedWeekdays)
    return {
      retailerId: retailer.id,
      ...spacing(retailer, due, visits, intervalDays, days, closedDays),
      priority: priorityOf(retailer, due, weights),
      serviceSeconds: rule.minutes * 60,
      windows: retailer.windows,
      closedDays,
      channel: channelOf(rule, retailer.contact, retailer.lastChannel),
      intervalDays,
      due,
    }
  })
}

export function intervalOf(retailer: { readonly visitsPerWeek?: number }, rule: ServiceRule): number {
  return retailer.visitsPerWeek ? 7 / retailer.visitsPerWeek : rule.intervalDays
}

/** Turns that come within the horizon: at the day the first one is owed, and each interval after. */
function visitsOwed(due: Due, intervalDays: number, days: readonly IsoDate[]): number {
  const lengthDays = dayNumber(days.at(-1)!) - dayNumber(days[0]!)
  const firstTurn = due.daysSince === undefined ? 0 : Math.max(0, intervalDays - due.daysSince)
  if (firstTurn > lengthDays) return 0
  return Math.min(days.length, Math.floor((lengthDays - firstTurn) / intervalDays) + 1)
}

function spacing(
  retailer: ServedRetailer,
  due: Due,
  owed: number,
  intervalDays: number,
  days: readonly IsoDate[],
  closedDays: readonly number[],
): Pick<VisitDemand, 'visits' | 'gapDays' | 'countsFrom' | 'stretched'> {
  const least = Math.max(1, Math.ceil(GAP_LEAST * intervalDays))
  const most = Math.max(least, Math.floor(GAP_MOST * intervalDays))
  const dates = days.map(dayNumber)
  const anchor = due.state === 'overdue' ? overdueAnchor(days, least, most) : retailer.lastVisit
  const countsFrom = isLockedBy(anchor, retailer.lockedDays, dates) ? undefined : anchor
  const fits = (visits: number, from: number, to: number) =>
    canPlaceVisits({
      dates,
      closed: closedDays,
      locked: retailer.lockedDays,
      visits,
      least: from,
      most: to,
      ...(countsFrom === undefined ? undefined : { anchor: dayNumber(countsFrom) }),
    })
  const result = (visits: number, from: number, to: number, stretched: boolean) => ({
    visits,
    gapDays: [from, to] as const,
    ...(countsFrom === undefined ? undefined : { countsFrom }),
    stretched,
  })

  if (fits(owed, least, most)) return result(owed, least, most, false)
  const lengthDays = dates.at(-1)! - Math.min(dates[0]!, countsFrom ? dayNumber(countsFrom) : dates[0]!)
  for (let visits = owed; visits >= Math.max(1, retailer.lockedDays.length); visits--) {
    for (let to = most; to <= Math.max(most, lengthDays); to++) {
      if (fits(visits, least, to)) return result(visits, least, to, true)
    }
    for (let from = least - 1; from >= 1; from--) {
      if (fits(visits, from, Math.max(most, lengthDays))) {
        return result(visits, from, Math.max(most, lengthDays), true)
      }
    }
  }
  return result(owed, least, most, false) // no day at all: the planner names the reason
}

/** Is a visit locked on the very day of the last one? The hand that locked it has settled the first gap. */
function isLockedBy(anchor: IsoDate | undefined, lockedDays: readonly number[], dates: readonly number[]) {
  return anchor !== undefined && lockedDays.some((day) => dates[day]! <= dayNumber(anchor))
}

/** A last visit for which the first day is allowed and, as far as the gaps admit that, none after the first five. */
function overdueAnchor(days: readonly IsoDate[], least: number, most: number): IsoDate {
  const fifth = dayNumber(days[Math.min(OVERDUE_DAYS, days.length) - 1]!)
  return dateOf(Math.min(fifth - most, dayNumber(days[0]!) - least))
}

function priorityOf(retailer: ServedRetailer, due: Due, weights: PriorityWeights): number {
  const value =
    weights.urgency * Math.min(due.urgency, URGENCY_MAX) +
    (weights.tier * (retailer.tier ?? 0)) / TIERS_MAX +
    weights.signal * retailer.signal +
    weights.focus * (retailer.inFocus ? 1 : 0)
  return Math.max(1, Math.round(value * 10) / 10)
}
