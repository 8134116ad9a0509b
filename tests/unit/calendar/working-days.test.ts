import chineseDays from 'chinese-days'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { addDays, dateOf, weekdayOf } from '@/lib/domain/calendar/dates'
import { SPRING_FESTIVALS, springFestivalOf } from '@/lib/domain/calendar/spring-festival'
import { easterOf, uruguayCalendar } from '@/lib/domain/calendar/uruguay'
import {
  findDayOff,
  indexesOfWeekdays,
  isWorkingDay,
  unknownYears,
  workingDayBefore,
  workingDays,
  workingDaysOfMonth,
} from '@/lib/domain/calendar/working-days'
import { chinaCalendar, readCalendarFile } from '@/lib/files/holidays'

const WEEKENDS_ONLY = { weekend: [6, 7], holidays: [], extraWorkdays: [] }
const china = chinaCalendar({ from: 2020, to: 2030 })

test('working days ascend, are worked, and none between them is left out', () => {
  const start = fc.integer({ min: 19_000, max: 20_700 }).map(dateOf)
  fc.assert(
    fc.property(start, fc.integer({ min: 1, max: 40 }), (from, count) => {
      const days = workingDays(from, count, china)
      expect(days).toHaveLength(count)
      const worked = []
      for (let day = from; day <= days.at(-1)!; day = addDays(day, 1)) {
        if (isWorkingDay(day, china)) worked.push(day)
      }
      expect(days).toEqual(worked)
    }),
  )
})

test('in China the Spring Festival rests and the Saturday before it is made up', () => {
  expect(findDayOff('2026-02-17', china)).toMatchObject({ reason: 'holiday', holiday: { nameZh: '春节' } })
  expect(isWorkingDay('2026-02-14', china)).toBe(true)
  expect(weekdayOf('2026-02-14')).toBe(6)
  expect(workingDays('2026-02-13', 3, china)).toEqual(['2026-02-13', '2026-02-14', '2026-02-24'])
})

test('a year whose holidays are not announced yet is named', () => {
  expect(china.knownYears!.to).toBeGreaterThanOrEqual(2026)
  const beyond = china.knownYears!.to + 1
  expect(unknownYears([`${beyond - 1}-12-31`, `${beyond}-01-04`, `${beyond}-01-05`], china)).toEqual([beyond])
  expect(unknownYears(['1999-01-01'], WEEKENDS_ONLY)).toEqual([])
})

test('a weekend of seven days is refused instead of searched for ever', () => {
  expect(() => workingDays('2026-01-01', 1, { ...WEEKENDS_ONLY, weekend: [1, 2, 3, 4, 5, 6, 7] })).toThrow(
    'no working day',
  )
})

test('looking back finds the Friday before a weekend, and a month counts its working days', () => {
  expect(workingDayBefore('2026-11-22', WEEKENDS_ONLY)).toBe('2026-11-20')
  expect(workingDaysOfMonth('2026-11', WEEKENDS_ONLY)).toHaveLength(21)
  expect(indexesOfWeekdays(workingDays('2026-11-25', 5, WEEKENDS_ONLY), [1, 3])).toEqual([0, 3])
})

test('Easter and the Uruguayan days that hang on it', () => {
  expect([2024, 2025, 2026, 2027, 2028].map(easterOf)).toEqual([
    '2024-03-31',
    '2025-04-20',
    '2026-04-05',
    '2027-03-28',
    '2028-04-16',
  ])
  const uruguay = uruguayCalendar({ from: 2024, to: 2028 })
  const off = uruguay.holidays.map(({ date }) => date)
  expect(off).toEqual(
    expect.arrayContaining(['2026-02-16', '2026-02-17', '2026-03-30', '2026-04-03', '2026-08-25']),
  )
  expect(off.filter((day) => day.startsWith('2026'))).toHaveLength(12)
  expect(off).toContain('2025-03-01')
  expect(off).toEqual(off.toSorted())
})

test('the table of Spring Festivals agrees with the lunar calendar of chinese-days', () => {
  expect(SPRING_FESTIVALS).toHaveLength(15)
  for (let year = 2018; year <= 2032; year++) {
    expect(springFestivalOf(year)).toBe(chineseDays.getSolarDateFromLunar(`${year}-01-01`).date)
  }
  expect(() => springFestivalOf(2033)).toThrow('2033')
})

test('a calendar file gives holidays and make-up days', () => {
  const text =
    '\ufeffdate,kind,name,name_en\n2026-05-01,holiday,劳动节,Labour Day\n2026-05-09,workday,补班,\n'
  const read = readCalendarFile(text, [6, 7])
  expect(read).toEqual({
    ok: true,
    value: {
      weekend: [6, 7],
      holidays: [{ date: '2026-05-01', nameEn: 'Labour Day', nameZh: '劳动节' }],
      extraWorkdays: [{ date: '2026-05-09', nameEn: '补班', nameZh: '补班' }],
      knownYears: { from: 2026, to: 2026 },
    },
  })
})

test('a faulty calendar file is refused whole, with every line and its fault', () => {
  const text =
    'date,kind,name\n2026-02-30,holiday,a\n2026-03-01,feast,b\n2026-03-02,holiday,c\n2026-03-02,workday,d\n'
  const read = readCalendarFile(text, [6, 7])
  expect(read.ok).toBe(false)
  if (read.ok) return
  expect(read.error.errors.map(({ line, code }) => [line, code])).toEqual([
    [2, 'bad-date'],
    [3, 'bad-kind'],
    [5, 'repeated-date'],
  ])
  expect(readCalendarFile('day;sort\n1;2\n', [6, 7])).toMatchObject({
    ok: false,
    error: { errors: [{ code: 'no-date-column' }] },
  })
  expect(readCalendarFile('date,kind,name\n"2026-01-01,holiday', [6, 7])).toMatchObject({
    ok: false,
    error: { errors: [{ code: 'not-csv' }] },
  })
})
