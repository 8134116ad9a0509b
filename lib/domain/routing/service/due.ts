/**
 * Due state: how pressing a retailer's next visit is (应访状态).
 *
 * Urgency u = days since the last visit ÷ interval. Due from 0.7, overdue above 1. A retailer never visited is due with
 * u = 1; one without an interval is owed nothing.
 *
 * Source  portatour's default: follow-up calls are due after 70 % of their interval.
 */
import { daysBetween, type IsoDate } from '@/lib/domain/calendar/dates'

export const DUE_FROM = 0.7

export type DueState = 'overdue' | 'due' | 'not-due' | 'none'
export type Due = {
  readonly state: DueState
  readonly urgency: number
  /** Calendar days since the last visit; absent if there was none. */
  readonly daysSince?: number
}

export function dueState(
  lastVisit: IsoDate | undefined,
  intervalDays: number | undefined,
  today: IsoDate,
): Due {
  if (intervalDays === undefined) return { state: 'none', urgency: 0 }
  if (lastVisit === undefined) return { state: 'due', urgency: 1 }

  const daysSince = Math.max(0, daysBetween(lastVisit, today))
  const urgency = daysSince / intervalDays
  return { state: urgency > 1 ? 'overdue' : urgency >= DUE_FROM ? 'due' : 'not-due', urgency, daysSince }
}
