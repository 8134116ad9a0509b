/**
 * The day of the horizon on which a shop is visited because that was agreed with it: the agreed date if it is worked and
 * the shop is open then, else the possible day that lies nearest. Of two as near, the later: nobody waits for the shop
 * to be ready before it said.
 *
 * Shape   `later`: the date comes after the horizon, so that the shop is left to the next plan. Undefined: no day is
 *         possible, and the service rule decides.
 */
import { daysBetween, type IsoDate, weekdayOf } from '@/lib/domain/calendar/dates'

/** Stands for the lock's reason where no person locked the visit; the catalogue has the words. */
export const AGREED_LOCK_REASON = 'agreed-with-shop'

export type AgreedDay = number | 'later'

export function agreedDay(
  agreedOn: IsoDate,
  days: readonly IsoDate[],
  shop: {
    readonly closedWeekdays: readonly number[]
    readonly datesOff: readonly IsoDate[]
    /** Days before are over. */
    readonly today: IsoDate
  },
): AgreedDay | undefined {
  const last = days.at(-1)
  if (last === undefined || agreedOn > last) return 'later'
  const possible = days.flatMap((date, day) =>
    date >= shop.today && !shop.closedWeekdays.includes(weekdayOf(date)) && !shop.datesOff.includes(date)
      ? [{ day, gap: daysBetween(agreedOn, date) }]
      : [],
  )
  return possible.toSorted((a, b) => Math.abs(a.gap) - Math.abs(b.gap) || b.gap - a.gap)[0]?.day
}
