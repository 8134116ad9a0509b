/**
 * Visits of the last nine weeks, such as the service rules would have made.
 *
 * A retailer's last visit lies a uniform part of its interval back; 8 % are overdue, by up to half an interval; 1 % were
 * never visited. Earlier visits lie one interval apart, give or take a tenth. Every visit falls on a working day on
 * which the shop is open.
 */
import { addDays, type IsoDate, weekdayOf } from '@/lib/domain/calendar/dates'
import { type OrganizationCalendar, workingDayBefore } from '@/lib/domain/calendar/working-days'
import {
  channelOf,
  findRule,
  type ServiceRule,
  type VisitChannel,
} from '@/lib/domain/routing/service/service-rules'
import { between, streamOf } from './draws'
import type { DemonstrationShop } from './shops'

export type PastVisit = {
  readonly retailerIndex: number
  readonly territoryIndex: number
  readonly date: IsoDate
  readonly channel: VisitChannel
}

const HISTORY_DAYS = 63
const NEVER_SHARE = 0.01
const OVERDUE_SHARE = 0.08

/** Ascending by date, then by retailer. */
export function generatePastVisits(
  seed: number,
  shops: readonly DemonstrationShop[],
  rules: readonly ServiceRule[],
  calendar: OrganizationCalendar,
  today: IsoDate,
): PastVisit[] {
  const visits = shops.flatMap((shop) => visitsOf(seed, shop, rules, calendar, today))
  return visits.toSorted((a, b) =>
    a.date < b.date ? -1 : a.date > b.date ? 1 : a.retailerIndex - b.retailerIndex,
  )
}

function visitsOf(
  seed: number,
  shop: DemonstrationShop,
  rules: readonly ServiceRule[],
  calendar: OrganizationCalendar,
  today: IsoDate,
): PastVisit[] {
  const rule = findRule(rules, shop.serviceClass)
  const random = streamOf(seed, 'visits', shop.index)
  if (!rule || random.next() < NEVER_SHARE) return []

  const urgency = random.next() < OVERDUE_SHARE ? between(random, 1.1, 1.5) : random.next()
  const first = addDays(today, -HISTORY_DAYS)
  const end = shop.closedOn ?? today
  const dates: IsoDate[] = []
  let back = Math.max(1, Math.round(urgency * rule.intervalDays))
  for (;;) {
    const date = openDayBefore(addDays(end, -back), shop.closedWeekdays, calendar)
    if (date < first || date < shop.openedOn) break
    if (date !== dates.at(-1)) dates.push(date)
    back += Math.max(1, Math.round(rule.intervalDays * between(random, 0.9, 1.1)))
  }
  let lastChannel: VisitChannel | undefined = random.next() < 0.5 ? 'onsite' : 'phone'
  return dates.toReversed().map((date) => {
    lastChannel = channelOf(rule, shop.contact, lastChannel)
    return { retailerIndex: shop.index, territoryIndex: shop.territoryIndex, date, channel: lastChannel }
  })
}

function openDayBefore(
  date: IsoDate,
  closedWeekdays: readonly number[],
  calendar: OrganizationCalendar,
): IsoDate {
  let day = workingDayBefore(date, calendar)
  while (closedWeekdays.includes(weekdayOf(day))) day = workingDayBefore(addDays(day, -1), calendar)
  return day
}
