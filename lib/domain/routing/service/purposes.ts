/**
 * Why a visit is made (拜访目的): codes with parameters, the most pressing first. The catalogue makes the sentences.
 */
import { type IsoMonth, monthStart } from '@/lib/domain/calendar/dates'
import type { Due } from './due'

export const NO_ORDER_MONTHS_MIN = 2

export type VisitPurpose =
  | { code: 'overdue'; params: { daysSince: number; intervalDays: number } }
  | { code: 'no-order'; params: { months: number; lastOrderMonth: IsoMonth } }
  | { code: 'zone-focus'; params: { tradeArea: string; focus: string } }
  | { code: 'first-visit'; params: Record<string, never> }
  | { code: 'due'; params: { daysSince: number; intervalDays: number } }
  | { code: 'regular'; params: Record<string, never> }

export type PurposeContext = {
  /** As it stands on the day of the visit. */
  readonly due: Due
  readonly intervalDays: number
  /** Month of the visit. */
  readonly month: IsoMonth
  /** Absent while no orders are known. */
  readonly lastOrderMonth?: IsoMonth
  /** The trade area the retailer lies in, if this month's work has a focus there. */
  readonly focus?: { readonly tradeArea: string; readonly focus: string }
}

export function purposesOf({
  due,
  intervalDays,
  month,
  lastOrderMonth,
  focus,
}: PurposeContext): VisitPurpose[] {
  const purposes: VisitPurpose[] = []
  const { daysSince } = due
  if (due.state === 'overdue' && daysSince !== undefined) {
    purposes.push({ code: 'overdue', params: { daysSince, intervalDays } })
  }
  const months = lastOrderMonth ? monthsWithoutOrder(lastOrderMonth, month) : 0
  if (lastOrderMonth && months >= NO_ORDER_MONTHS_MIN) {
    purposes.push({ code: 'no-order', params: { months, lastOrderMonth } })
  }
  if (focus) purposes.push({ code: 'zone-focus', params: focus })
  if (due.state === 'due') {
    if (daysSince === undefined) purposes.push({ code: 'first-visit', params: {} })
    else purposes.push({ code: 'due', params: { daysSince, intervalDays } })
  }
  return purposes.length > 0 ? purposes : [{ code: 'regular', params: {} }]
}

/** Whole months between the last one with an order and the current one, neither of them counted. */
export function monthsWithoutOrder(lastOrderMonth: IsoMonth, month: IsoMonth): number {
  const count = (text: IsoMonth) => Number(monthStart(text).slice(0, 4)) * 12 + Number(text.slice(5))
  return Math.max(0, count(month) - count(lastOrderMonth) - 1)
}
