/**
 * Days off in Uruguay: the paid holidays of the law, and the two that nearly all of the trade keeps.
 *
 * Paid by law are 1 January, 1 May, 18 July, 25 August and 25 December, and 1 March when a president takes office
 * (every fifth year, 2025, 2030 …). Carnival Monday and Tuesday and Tourism Week (the week before Easter, Monday to
 * Friday) are not compulsory; field work rests on them here. A calendar file replaces all of it.
 *
 * Source  Decreto-Ley 14.977 and Ley 16.805 (feriados); Easter by the anonymous Gregorian computus (Meeus,
 *         Astronomical Algorithms, chapter 8).
 */
import { addDays, type IsoDate } from './dates'
import type { NamedDay, OrganizationCalendar } from './working-days'

export function uruguayCalendar(years: { from: number; to: number }): OrganizationCalendar {
  const holidays: NamedDay[] = []
  for (let year = years.from; year <= years.to; year++) holidays.push(...holidaysOf(year))
  return { weekend: [6, 7], holidays, extraWorkdays: [], knownYears: years }
}

export function easterOf(year: number): IsoDate {
  const a = year % 19
  const b = Math.floor(year / 100)
  const c = year % 100
  const f = Math.floor((b + 8) / 25)
  const g = Math.floor((b - f + 1) / 3)
  const h = (19 * a + b - Math.floor(b / 4) - g + 15) % 30
  const l = (32 + 2 * (b % 4) + 2 * Math.floor(c / 4) - h - (c % 4)) % 7
  const m = Math.floor((a + 11 * h + 22 * l) / 451)
  const n = h + l - 7 * m + 114
  const pad = (value: number) => String(value).padStart(2, '0')
  return `${year}-${pad(Math.floor(n / 31))}-${pad((n % 31) + 1)}`
}

function holidaysOf(year: number): NamedDay[] {
  const easter = easterOf(year)
  const day = (date: IsoDate, nameEn: string, nameZh: string): NamedDay => ({ date, nameEn, nameZh })
  return [
    day(`${year}-01-01`, "New Year's Day", '元旦'),
    day(addDays(easter, -48), 'Carnival', '狂欢节'),
    day(addDays(easter, -47), 'Carnival', '狂欢节'),
    ...[-6, -5, -4, -3, -2].map((offset) => day(addDays(easter, offset), 'Tourism Week', '旅游周')),
    ...(year % 5 === 0 ? [day(`${year}-03-01`, 'Presidential inauguration', '总统就职日')] : []),
    day(`${year}-05-01`, "Workers' Day", '劳动节'),
    day(`${year}-07-18`, 'Constitution Day', '宪法日'),
    day(`${year}-08-25`, 'Independence Day', '独立日'),
    day(`${year}-12-25`, 'Christmas Day', '圣诞节'),
  ].toSorted((a, b) => (a.date < b.date ? -1 : 1))
}
