import fc from 'fast-check'
import { expect, test } from 'vitest'
import {
  addDays,
  addMonths,
  dateAt,
  dateOf,
  dayNumber,
  daysBetween,
  daysInMonth,
  isIsoDate,
  secondOfDayAt,
  weekdayOf,
  weekOf,
  weekStart,
} from '@/lib/domain/calendar/dates'

const date = fc.integer({ min: -20_000, max: 40_000 }).map(dateOf)

test('a date and its day number say the same', () => {
  fc.assert(fc.property(date, (day) => dateOf(dayNumber(day)) === day && isIsoDate(day)))
})

test('days added are days between', () => {
  fc.assert(
    fc.property(
      date,
      fc.integer({ min: -500, max: 500 }),
      (day, n) => daysBetween(day, addDays(day, n)) === n,
    ),
  )
})

test('every day lies in the seven days from the Monday of its own week', () => {
  fc.assert(
    fc.property(date, (day) => {
      const monday = weekStart(weekOf(day))
      expect(weekdayOf(monday)).toBe(1)
      expect(daysBetween(monday, day)).toBe(weekdayOf(day) - 1)
    }),
  )
})

test('weeks turn with their Thursday, not with the year', () => {
  expect(weekOf('2026-11-23')).toBe('2026-W48')
  expect(weekOf('2021-01-03')).toBe('2020-W53')
  expect(weekOf('2024-12-30')).toBe('2025-W01')
  expect(weekStart('2026-W48')).toBe('2026-11-23')
  expect(() => weekStart('2026-W54')).toThrow('not a week')
})

test('months add over the turn of the year and know their length', () => {
  expect(addMonths('2026-11', 3)).toBe('2027-02')
  expect(addMonths('2026-01', -1)).toBe('2025-12')
  expect(daysInMonth('2024-02')).toBe(29)
})

test('today depends on where one stands', () => {
  const instant = Date.parse('2026-11-23T01:30:00Z')
  expect(dateAt(instant, 'America/Montevideo')).toBe('2026-11-22')
  expect(secondOfDayAt(instant, 'America/Montevideo')).toBe(22 * 3600 + 1800)
  expect(dateAt(instant, 'Asia/Shanghai')).toBe('2026-11-23')
  expect(secondOfDayAt(Date.parse('2026-11-23T16:00:00Z'), 'Asia/Shanghai')).toBe(0)
})

test('what only looks like a date is none', () => {
  expect(['2026-02-30', '2026-13-01', '26-01-01', '2026-1-1', ''].some(isIsoDate)).toBe(false)
})
