import fc from 'fast-check'
import { expect, test } from 'vitest'
import { addDays, daysBetween, weekdayOf } from '@/lib/domain/calendar/dates'
import { workingDays } from '@/lib/domain/calendar/working-days'
import { agreedDay } from '@/lib/domain/routing/service/agreed-day'
import { DEFAULT_SERVICE_RULES } from '@/lib/domain/routing/service/service-rules'
import { visitDemand } from '@/lib/domain/routing/service/visit-demand'

const DAYS = workingDays('2026-11-23', 20, { weekend: [6, 7], holidays: [], extraWorkdays: [] })
const OPEN = { closedWeekdays: [], datesOff: [], today: '2026-11-20' }

test('a working day on which the shop is open is the agreed one itself', () => {
  expect(agreedDay('2026-11-26', DAYS, OPEN)).toBe(3)
})

test('Saturday becomes Friday, Sunday becomes Monday: the nearest working day', () => {
  expect(DAYS[agreedDay('2026-11-28', DAYS, OPEN) as number]).toBe('2026-11-27')
  expect(DAYS[agreedDay('2026-11-29', DAYS, OPEN) as number]).toBe('2026-11-30')
})

test('of two days as near, the later: nobody comes before the shop said', () => {
  expect(agreedDay('2026-11-25', DAYS, { ...OPEN, closedWeekdays: [3] })).toBe(3)
  expect(agreedDay('2026-11-25', DAYS, { ...OPEN, datesOff: ['2026-11-25', '2026-11-26'] })).toBe(1)
})

test('what was agreed and missed is made up for at once; what lies behind the horizon waits', () => {
  expect(agreedDay('2026-11-16', DAYS, { ...OPEN, today: '2026-11-24' })).toBe(1)
  expect(agreedDay('2027-02-01', DAYS, OPEN)).toBe('later')
  expect(agreedDay('2026-11-26', DAYS, { ...OPEN, closedWeekdays: [1, 2, 3, 4, 5] })).toBeUndefined()
})

const aShop = {
  id: 'r1',
  tier: 10,
  windows: [],
  contact: 'allowed' as const,
  signal: 0,
  inFocus: false,
}

test('an agreed day is the first one, and the turns count from there', () => {
  const [demand] = visitDemand(
    [
      {
        ...aShop,
        serviceClass: 'A',
        lastVisit: '2026-11-20',
        closedWeekdays: [],
        lockedDays: [8],
        agreed: 8,
      },
    ],
    DEFAULT_SERVICE_RULES,
    DAYS,
  )
  // Thursday of the second week, then 10 and 17 December; nothing may come within 5 days before the first
  expect(demand).toMatchObject({ visits: 3, gapDays: [5, 9], countsFrom: '2026-11-28', stretched: false })
})

test('a shop that agreed on a day after the horizon is left to the next plan, overdue or not', () => {
  const shop = {
    ...aShop,
    serviceClass: 'A' as const,
    lastVisit: '2026-10-01',
    closedWeekdays: [],
    lockedDays: [],
  }
  expect(visitDemand([{ ...shop, agreed: 'later' }], DEFAULT_SERVICE_RULES, DAYS)).toEqual([])
})

test('an interval that a review decided stands above the rule, and below one of the shop itself', () => {
  const shop = { ...aShop, serviceClass: 'B' as const, closedWeekdays: [], lockedDays: [] }
  const intervalOf = (more: object) =>
    visitDemand([{ ...shop, ...more }], DEFAULT_SERVICE_RULES, DAYS)[0]?.intervalDays
  expect(intervalOf({ reviewedIntervalDays: 7 })).toBe(7)
  expect(intervalOf({ reviewedIntervalDays: 7, visitsPerWeek: 2 })).toBe(3.5)
})

test('whatever was agreed, no visit is owed before its day, and the day itself can be taken', () => {
  const record = fc.record({
    serviceClass: fc.constantFrom('A' as const, 'B' as const, 'C' as const),
    sinceDays: fc.integer({ min: 1, max: 60 }),
    aheadDays: fc.integer({ min: 0, max: 40 }),
    closedWeekdays: fc.uniqueArray(fc.integer({ min: 1, max: 7 }), { maxLength: 3 }),
  })
  fc.assert(
    fc.property(record, ({ serviceClass, sinceDays, aheadDays, closedWeekdays }) => {
      const agreedOn = addDays(DAYS[0]!, aheadDays)
      const day = agreedDay(agreedOn, DAYS, { ...OPEN, closedWeekdays })
      if (day === undefined) return
      const lockedDays = day === 'later' ? [] : [day]
      const lastVisit = addDays(DAYS[0]!, -sinceDays)
      const shop = { ...aShop, serviceClass, lastVisit, closedWeekdays, lockedDays, agreed: day }
      const [demand] = visitDemand([shop], DEFAULT_SERVICE_RULES, DAYS)
      if (day === 'later') {
        expect(demand).toBeUndefined()
        return
      }
      expect(closedWeekdays).not.toContain(weekdayOf(DAYS[day]!))
      const [least, most] = demand!.gapDays
      const earliest = addDays(demand!.countsFrom!, least)
      expect(earliest).toBe(DAYS[day])
      expect(daysBetween(demand!.countsFrom!, DAYS[day]!)).toBeLessThanOrEqual(most)
      expect(demand!.visits).toBeGreaterThanOrEqual(1)
    }),
  )
})
