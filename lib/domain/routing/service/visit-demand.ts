/**
 * The visits that a territory's retailers are owed within a planning horizon, from service rules and past visits.
 *
 * A retailer is owed its first visit one interval after the last (at once if that has passed) and one more each
 * interval; visits whose turn comes after the horizon are left to the next plan. Two visits lie 70 % to 130 % of the
 * interval apart. An overdue retailer's first visit falls within the first five days, whatever the drive costs. One never
 * visited starts anywhere.
 *
 * A date agreed with the shop stands above all that: its day is the first after those that are locked before it, and the
 * turns count from there. One that comes after the horizon leaves the shop to the next plan.
 *
 * Where closed days, holidays or locks leave no room for that, the gap is stretched first and visits are dropped last;
 * `stretched` says so, for a quiet stretch is what users of other planners complain of.
 *
 * Units   dates, calendar days between visits, whole seconds; a *day* is an index into the horizon's working days.
 * Source  PRODUCT 4.5; priority = w₁·urgency + w₂·tier + w₃·signal + w₄·zone focus.
 */
import { dateOf, dayNumber, daysBetween, type IsoDate, weekdayOf } from '@/lib/domain/calendar/dates'
import { type ServiceClass, TIERS_MAX } from '@/lib/domain/retailer/classification'
import type { AgreedDay } from './agreed-day'
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
  /** Decided for its class in the month's review; stands above the rule's interval. */
  readonly reviewedIntervalDays?: number
  /** A day agreed with the shop is among the locked ones. */
  readonly agreed?: AgreedDay
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
  /** So many first days of the horizon are over: no further visit comes onto them. */
  readonly daysOver?: number
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
    const visits = Math.max(visitsOwed(retailer, due, intervalDays, days), retailer.lockedDays.length)
    if (visits === 0) return []

    const { closedWeekdays, lockedDays, daysOver = 0 } = retailer
    const isClosed = (date: IsoDate, day: number) =>
      closedWeekdays.includes(weekdayOf(date)) || (day < daysOver && !lockedDays.includes(day))
    const closedDays = days.flatMap((date, day) => (isClosed(date, day) ? [day] : []))
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

export function intervalOf(
  retailer: Pick<ServedRetailer, 'visitsPerWeek' | 'reviewedIntervalDays'>,
  rule: ServiceRule,
): number {
  return retailer.visitsPerWeek
    ? 7 / retailer.visitsPerWeek
    : (retailer.reviewedIntervalDays ?? rule.intervalDays)
}

/** Turns that come within the horizon: at the day the first one is owed, and each interval after. */
function visitsOwed(
  { agreed, lockedDays }: ServedRetailer,
  due: Due,
  intervalDays: number,
  days: readonly IsoDate[],
): number {
  if (agreed === 'later') return 0
  const lengthDays = daysBetween(days[0]!, days.at(-1)!)
  const turnsFrom = (firstTurn: number) =>
    firstTurn > lengthDays
      ? 0
      : Math.min(days.length, Math.floor((lengthDays - firstTurn) / intervalDays) + 1)
  if (agreed !== undefined) {
    return turnsFrom(daysBetween(days[0]!, days[agreed]!)) + lockedDays.filter((day) => day < agreed).length
  }
  return turnsFrom(due.daysSince === undefined ? 0 : Math.max(0, intervalDays - due.daysSince))
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
  const fromLast = isLockedBy(anchor, retailer.lockedDays, dates) ? undefined : anchor
  const settled = settledFirst(retailer)
  // a settled first day is one least gap after what counts, so that no other visit comes before it
  const countsFrom = (from: number) =>
    settled === undefined ? fromLast : dateOf(dayNumber(days[settled]!) - from)
  const fits = (visits: number, from: number, to: number) => {
    const since = countsFrom(from)
    return canPlaceVisits({
      dates,
      closed: closedDays,
      locked: retailer.lockedDays,
      visits,
      least: from,
      most: to,
      ...(since === undefined ? undefined : { anchor: dayNumber(since) }),
    })
  }
  const result = (visits: number, from: number, to: number, stretched: boolean) => {
    const since = countsFrom(from)
    return {
      visits,
      gapDays: [from, to] as const,
      ...(since === undefined ? undefined : { countsFrom: since }),
      stretched,
    }
  }

  if (fits(owed, least, most)) return result(owed, least, most, false)
  const lengthDays = dates.at(-1)! - Math.min(dates[0]!, fromLast ? dayNumber(fromLast) : dates[0]!)
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

/** The day agreed with the shop, unless another visit is locked before it. */
function settledFirst({ agreed, lockedDays }: ServedRetailer): number | undefined {
  return typeof agreed === 'number' && lockedDays.every((day) => day >= agreed) ? agreed : undefined
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
