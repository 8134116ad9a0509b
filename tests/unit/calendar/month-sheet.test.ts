import { expect, test } from 'vitest'
import { monthSheet, unnamedYears, workingDaysChange } from '@/lib/domain/calendar/month-sheet'
import { uruguayCalendar } from '@/lib/domain/calendar/uruguay'
import { termsFault } from '@/lib/domain/territory/working-terms'
import { chinaCalendar } from '@/lib/files/holidays'

const china = chinaCalendar({ from: 2024, to: 2026 })
const uruguay = uruguayCalendar({ from: 2024, to: 2026 })

test('China’s February 2025 has the rest of the Spring Festival and, on Saturday the 8th, a day made up', () => {
  const [february] = monthSheet('2025-02', 1, china)
  const day = (date: string) => february!.days.find((one) => one.date === date)!
  expect(february!.days).toHaveLength(28)
  expect(day('2025-02-04')).toMatchObject({ state: 'holiday', named: { nameZh: '春节' } })
  expect(day('2025-02-05')).toMatchObject({ state: 'work', named: null })
  expect(day('2025-02-08')).toMatchObject({ state: 'make-up', named: { nameZh: '春节' } })
  expect(day('2025-02-09')).toMatchObject({ state: 'weekend', named: null })
})

test('changing from Uruguay’s calendar to China’s before National Day loses six weekdays and gains two Saturdays', () => {
  // 2025: off 1–8 October; worked 28 September (Sunday) and 11 October (Saturday)
  const change = workingDaysChange('2025-09-26', 10, uruguay, china)
  expect(change.before[0]).toBe('2025-09-26')
  expect(change.before).toHaveLength(10)
  expect(change.after).toHaveLength(10)
  expect(change.gained).toEqual(['2025-09-28', '2025-10-11'])
  expect(change.lost).toEqual([
    '2025-10-01',
    '2025-10-02',
    '2025-10-03',
    '2025-10-06',
    '2025-10-07',
    '2025-10-08',
  ])
})

test('a calendar changed for itself changes nothing; years it names no day of are told', () => {
  const same = workingDaysChange('2025-01-20', 20, china, china)
  expect([same.gained, same.lost]).toEqual([[], []])
  expect(same.before).toEqual(same.after)
  expect(unnamedYears('2026-11-01', '2027-10-31', uruguay)).toEqual([2027])
})

test('a break lies within the shift, and a shift ends after it starts', () => {
  const hours = (from: number, to: number) => [from * 3600, to * 3600] as const
  const lunch = { window: hours(12, 13), seconds: 3600 }
  expect(termsFault({ shift: hours(8, 17), break: lunch })).toBeUndefined()
  expect(termsFault({ shift: hours(8, 17), break: null })).toBeUndefined()
  expect(termsFault({ shift: hours(17, 8), break: null })).toBe('shift-order')
  expect(termsFault({ shift: hours(8, 17), break: { window: hours(13, 12), seconds: 60 } })).toBe(
    'break-order',
  )
  expect(termsFault({ shift: hours(13, 17), break: lunch })).toBe('break-outside')
  expect(termsFault({ shift: hours(8, 13.5), break: lunch })).toBe('break-outside')
})
