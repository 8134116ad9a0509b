/**
 * Visits from the first of the month three months back until yesterday, such as the service rules would have planned them,
 * and what became of them.
 *
 * A retailer's last visit lies a uniform part of its interval back; 8 % are overdue, by up to half an interval, most
 * of them because the visit that was due was not made; 1 % were never visited. Earlier visits lie one interval apart,
 * give or take a tenth. Every visit falls on a working day on which the shop is open; a day takes one more than its part
 * of the territory's week, and hands the rest to the other days.
 *
 * Of the visits planned in the weeks before this one about 3 % were made on another day of their week and 6 % not at all,
 * for a reason. In one territory of four or more, every fifth was not made.
 */
import {
  addDays,
  addMonths,
  type IsoDate,
  monthOf,
  monthStart,
  weekdayOf,
  weekOf,
  weekStart,
} from '@/lib/domain/calendar/dates'
import { isWorkingDay, type OrganizationCalendar } from '@/lib/domain/calendar/working-days'
import {
  channelOf,
  findRule,
  type ServiceRule,
  type VisitChannel,
} from '@/lib/domain/routing/service/service-rules'
import type { NotDoneReason } from '@/lib/domain/visit/not-done'
import { between, pick, pickByShare, streamOf } from './draws'
import type { DemonstrationShop } from './shops'

export type PastVisit = {
  readonly retailerIndex: number
  readonly territoryIndex: number
  /** On which it was made; the planned day, if it was not. */
  readonly date: IsoDate
  readonly plannedOn: IsoDate
  readonly channel: VisitChannel
  /** null: it was made. */
  readonly notDone: NotDoneReason | null
}

const HISTORY_MONTHS = 3
const NEVER_SHARE = 0.01
const OVERDUE_SHARE = 0.08
const OVERDUE_MISSED_SHARE = 0.8
const MOVED_SHARE = 0.03
/** Of all but the last visit of each shop, which is always made. */
const MISSED_SHARE = 0.065
const MISSED_SHARE_SLACK = 0.24
const SLACK_TERRITORIES_MIN = 4
const REASONS: readonly { readonly reason: NotDoneReason; readonly share: number }[] = [
  { reason: 'shop-closed', share: 0.2 },
  { reason: 'owner-absent', share: 0.25 },
  { reason: 'no-time', share: 0.3 },
  { reason: 'weather', share: 0.1 },
  { reason: 'refused', share: 0.05 },
  { reason: 'other', share: 0.1 },
]

/** Ascending by date, then by retailer. */
export function generatePastVisits(
  seed: number,
  shops: readonly DemonstrationShop[],
  rules: readonly ServiceRule[],
  calendar: OrganizationCalendar,
  today: IsoDate,
): PastVisit[] {
  const first = monthStart(addMonths(monthOf(today), -HISTORY_MONTHS))
  const weeks = weeksOf(first, today, calendar)
  const territories = shops.reduce((most, { territoryIndex }) => Math.max(most, territoryIndex + 1), 0)
  const slack = territories >= SLACK_TERRITORIES_MIN ? streamOf(seed, 'slack').int(territories) : -1
  const planned = shops.flatMap((shop) => {
    const missedShare = shop.territoryIndex === slack ? MISSED_SHARE_SLACK : MISSED_SHARE
    return plannedOf(seed, shop, findRule(rules, shop.serviceClass), { first, today, weeks, missedShare })
  })
  spread(planned, weeks)
  const taken = new Set(planned.map(({ shop, date }) => `${shop.index} ${date}`))
  return planned
    .map(({ shop, date, channel, notDone }) => ({
      retailerIndex: shop.index,
      territoryIndex: shop.territoryIndex,
      plannedOn: date,
      date: notDone === null ? dayMade(seed, shop, date, weeks, taken) : date,
      channel,
      notDone,
    }))
    .toSorted((a, b) => (a.date < b.date ? -1 : a.date > b.date ? 1 : a.retailerIndex - b.retailerIndex))
}

/** The working days of a week within the history, and whether it is over. */
type Week = { readonly days: readonly IsoDate[]; readonly isOver: boolean }
/** By each of their dates. */
type Weeks = ReadonlyMap<IsoDate, Week>

function weeksOf(first: IsoDate, today: IsoDate, calendar: OrganizationCalendar): Weeks {
  const weeks = new Map<IsoDate, Week>()
  const current = weekStart(weekOf(today))
  for (let monday = weekStart(weekOf(first)); monday < today; monday = addDays(monday, 7)) {
    const dates = Array.from({ length: 7 }, (_, k) => addDays(monday, k))
    const isKnown = (date: IsoDate) => date >= first && date < today
    const days = dates.filter((date) => isKnown(date) && isWorkingDay(date, calendar))
    const week = { days, isOver: monday < current }
    for (const date of dates) if (isKnown(date)) weeks.set(date, week)
  }
  return weeks
}

type Planned = {
  readonly shop: DemonstrationShop
  date: IsoDate
  readonly channel: VisitChannel
  readonly notDone: NotDoneReason | null
}
type Span = {
  readonly first: IsoDate
  readonly today: IsoDate
  readonly weeks: Weeks
  readonly missedShare: number
}

/** Ascending by date; at most one a day. */
function plannedOf(
  seed: number,
  shop: DemonstrationShop,
  rule: ServiceRule | undefined,
  { first, today, weeks, missedShare }: Span,
): Planned[] {
  const random = streamOf(seed, 'visits', shop.index)
  if (!rule || random.next() < NEVER_SHARE) return []

  const isOverdue = random.next() < OVERDUE_SHARE
  const urgency = isOverdue ? between(random, 1.1, 1.5) : random.next()
  const end = shop.closedOn ?? today
  const from = shop.openedOn > first ? shop.openedOn : first
  const dates = new Set<IsoDate>()
  let back = Math.max(1, Math.round(urgency * rule.intervalDays))
  for (;;) {
    const wanted = addDays(end, -back)
    if (wanted < from) break
    const open = openDays(shop, wanted, weeks).filter((day) => isInBusiness(shop, day))
    const day = open.includes(wanted) ? wanted : open.length > 0 ? pick(random, open) : undefined
    if (day !== undefined) dates.add(day)
    back += Math.max(1, Math.round(rule.intervalDays * between(random, 0.9, 1.1)))
  }
  const made = [...dates].toSorted()
  const last = made.at(-1)
  const missed = new Set(
    made.filter((day) => day !== last && weeks.get(day)?.isOver && random.next() < missedShare),
  )
  if (isOverdue && last !== undefined && shop.closedOn === null && random.next() < OVERDUE_MISSED_SHARE) {
    const due = addDays(last, rule.intervalDays)
    const day = openDays(shop, due, weeks).find((open) => open >= due)
    if (day !== undefined && weeks.get(day)?.isOver) missed.add(day)
  }
  let lastChannel: VisitChannel | undefined = random.next() < 0.5 ? 'onsite' : 'phone'
  return [...new Set([...made, ...missed])].toSorted().map((date) => {
    const channel = channelOf(rule, shop.contact, lastChannel)
    if (!missed.has(date)) lastChannel = channel
    return { shop, date, channel, notDone: missed.has(date) ? pickByShare(random, REASONS).reason : null }
  })
}

/** Working days of a date's week on which the shop is open. */
function openDays({ closedWeekdays }: DemonstrationShop, date: IsoDate, weeks: Weeks): IsoDate[] {
  const days = weeks.get(date)?.days ?? []
  return closedWeekdays.length === 0
    ? [...days]
    : days.filter((day) => !closedWeekdays.includes(weekdayOf(day)))
}

function isInBusiness({ openedOn, closedOn }: DemonstrationShop, day: IsoDate): boolean {
  return day >= openedOn && (closedOn === null || day < closedOn)
}

/** Moves planned visits off the days of a territory's week that have more than their part. */
function spread(planned: readonly Planned[], weeks: Weeks): void {
  const groups = Map.groupBy(planned, ({ shop, date }) => `${shop.territoryIndex} ${weekOf(date)}`)
  for (const visits of groups.values()) {
    const { days } = weeks.get(visits[0]!.date)!
    const most = Math.ceil(visits.length / days.length) + 1
    const counts = new Map(days.map((day) => [day, 0]))
    const taken = new Set(visits.map(({ shop, date }) => `${shop.index} ${date}`))
    for (const visit of visits) {
      const { shop, date } = visit
      let best = date
      if (counts.get(date)! >= most) {
        for (const day of openDays(shop, date, weeks)) {
          if (!isInBusiness(shop, day) || taken.has(`${shop.index} ${day}`)) continue
          if (counts.get(day)! < counts.get(best)!) best = day
        }
      }
      taken.add(`${shop.index} ${best}`)
      visit.date = best
      counts.set(best, counts.get(best)! + 1)
    }
  }
}

/** For a few another day of the week on which the shop is open and not to be visited anyway. */
function dayMade(
  seed: number,
  shop: DemonstrationShop,
  planned: IsoDate,
  weeks: Weeks,
  taken: ReadonlySet<string>,
): IsoDate {
  const random = streamOf(seed, 'moved', shop.index, planned)
  if (!weeks.get(planned)!.isOver || random.next() >= MOVED_SHARE) return planned
  const others = openDays(shop, planned, weeks).filter(
    (day) => isInBusiness(shop, day) && !taken.has(`${shop.index} ${day}`),
  )
  return others.length > 0 ? pick(random, others) : planned
}
