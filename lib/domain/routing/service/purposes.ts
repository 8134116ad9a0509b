/**
 * Why a visit is made (拜访目的): codes with parameters, the most pressing first. The catalogue makes the sentences.
 */
import { type IsoDate, type IsoMonth, monthStart } from '@/lib/domain/calendar/dates'
import type { Due } from './due'

export const NO_ORDER_MONTHS_MIN = 2

export type LocalizedName = { readonly nameEn: string; readonly nameZh: string }
export type PurposeParam = string | number | LocalizedName

/** What an approved review asks of the visits of its trade area. */
export type ObjectivePurpose = {
  readonly code: 'objective'
  readonly params: {
    readonly objectiveId: number
    /** One of OBJECTIVES. */
    readonly objective: string
    readonly reviewId: number
    readonly tradeArea: string
    /** The month that was reviewed. */
    readonly month: IsoMonth
    readonly product?: LocalizedName
    readonly priceClass?: LocalizedName
    readonly event?: string
  }
}

export type ServiceChange = {
  readonly from: number
  readonly to: number
  readonly tradeArea: string
  readonly month: IsoMonth
  readonly reviewId: number
}

export type VisitPurpose =
  | { code: 'overdue'; params: { daysSince: number; intervalDays: number } }
  | ObjectivePurpose
  | { code: 'agreed'; params: { date: IsoDate; day: 'same' | 'nearest' } }
  | { code: 'no-order'; params: { months: number; lastOrderMonth: IsoMonth } }
  | { code: 'zone-focus'; params: { tradeArea: string; focus: string } }
  | { code: 'first-visit'; params: Record<string, never> }
  | { code: 'due'; params: { daysSince: number; intervalDays: number } }
  | { code: 'service'; params: ServiceChange }
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
  /** Of the trade area, on the day of the visit. */
  readonly objectives?: readonly ObjectivePurpose[]
  /** The date agreed with the shop, where it is why the visit falls on its day, or on one near it. */
  readonly agreed?: { readonly date: IsoDate; readonly day: 'same' | 'nearest' }
  /** A review has changed the interval that the visit follows. */
  readonly service?: ServiceChange
}

export function purposesOf({
  due,
  intervalDays,
  month,
  lastOrderMonth,
  focus,
  objectives = [],
  agreed,
  service,
}: PurposeContext): VisitPurpose[] {
  const purposes: VisitPurpose[] = []
  const { daysSince } = due
  if (due.state === 'overdue' && daysSince !== undefined) {
    purposes.push({ code: 'overdue', params: { daysSince, intervalDays } })
  }
  if (agreed) purposes.push({ code: 'agreed', params: agreed })
  const months = lastOrderMonth ? monthsWithoutOrder(lastOrderMonth, month) : 0
  if (lastOrderMonth && months >= NO_ORDER_MONTHS_MIN) {
    purposes.push({ code: 'no-order', params: { months, lastOrderMonth } })
  }
  if (focus) purposes.push({ code: 'zone-focus', params: focus })
  if (due.state === 'due') {
    if (daysSince === undefined) purposes.push({ code: 'first-visit', params: {} })
    else purposes.push({ code: 'due', params: { daysSince, intervalDays } })
  }
  if (service) purposes.push({ code: 'service', params: service })
  return objectives.reduce<VisitPurpose[]>(
    withObjective,
    purposes.length > 0 ? purposes : [{ code: 'regular', params: {} }],
  )
}

type Coded = { readonly code: string; readonly params: object }

/** A visit's purposes with one more objective, behind what is overdue and earlier objectives; once only. */
export function withObjective<P extends Coded>(purposes: readonly P[], objective: P & ObjectivePurpose): P[] {
  const isThere = purposes.some(
    ({ code, params }) =>
      code === 'objective' &&
      (params as ObjectivePurpose['params']).objectiveId === objective.params.objectiveId,
  )
  if (isThere) return [...purposes]
  const comesFirst = ({ code }: Coded) => code === 'overdue' || code === 'objective'
  return [
    ...purposes.filter(comesFirst),
    objective,
    ...purposes.filter((purpose) => !comesFirst(purpose) && purpose.code !== 'regular'),
  ]
}

/** Whole months between the last one with an order and the current one, neither of them counted. */
export function monthsWithoutOrder(lastOrderMonth: IsoMonth, month: IsoMonth): number {
  const count = (text: IsoMonth) => Number(monthStart(text).slice(0, 4)) * 12 + Number(text.slice(5))
  return Math.max(0, count(month) - count(lastOrderMonth) - 1)
}
