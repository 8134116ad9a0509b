import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { addDays, dayNumber, daysBetween } from '@/lib/domain/calendar/dates'
import { workingDays } from '@/lib/domain/calendar/working-days'
import { canPlaceVisits } from '@/lib/domain/routing/service/place-visits'
import { DEFAULT_SERVICE_RULES } from '@/lib/domain/routing/service/service-rules'
import { type ServedRetailer, visitDemand } from '@/lib/domain/routing/service/visit-demand'

const WEEKENDS_ONLY = { weekend: [6, 7], holidays: [], extraWorkdays: [] }
const DAYS = workingDays('2026-11-23', 20, WEEKENDS_ONLY)

function aRetailer(over: Partial<ServedRetailer> = {}): ServedRetailer {
  return {
    id: 'r1',
    tier: 15,
    serviceClass: 'A',
    windows: [],
    closedWeekdays: [],
    contact: 'allowed',
    signal: 0,
    inFocus: false,
    lockedDays: [],
    ...over,
  }
}
const demandOf = (over: Partial<ServedRetailer>, days = DAYS) =>
  visitDemand([aRetailer(over)], DEFAULT_SERVICE_RULES, days)[0]

describe('how many visits', () => {
  test('a weekly shop seen last Friday is owed three or four visits, five to nine days apart', () => {
    expect(demandOf({ lastVisit: '2026-11-20' })).toMatchObject({
      visits: 4,
      gapDays: [5, 9],
      countsFrom: '2026-11-20',
      stretched: false,
    })
    expect(demandOf({ lastVisit: '2026-11-22' })).toMatchObject({ visits: 3 })
  })

  test('a monthly shop seen yesterday waits for the next plan', () => {
    expect(demandOf({ serviceClass: 'C', lastVisit: '2026-11-22' })).toBeUndefined()
    expect(demandOf({ serviceClass: 'C', lastVisit: '2026-11-12' })).toMatchObject({
      visits: 1,
      gapDays: [20, 36],
    })
  })

  test('a shop never visited is owed its turns from the first day on and may start anywhere', () => {
    const demand = demandOf({ serviceClass: 'B' })
    expect(demand).toMatchObject({ visits: 2, gapDays: [10, 18], due: { state: 'due', urgency: 1 } })
    expect(demand).not.toHaveProperty('countsFrom')
  })

  test('a frequency of its own stands above the rule', () => {
    expect(demandOf({ visitsPerWeek: 2, lastVisit: '2026-11-20' })).toMatchObject({
      intervalDays: 3.5,
      visits: 8,
      gapDays: [3, 4],
    })
  })
})

test('an overdue shop is seen within the first five days', () => {
  for (const [serviceClass, lastVisit] of [
    ['A', '2026-11-09'],
    ['B', '2026-10-20'],
    ['C', '2026-09-01'],
  ] as const) {
    const demand = demandOf({ serviceClass, lastVisit })!
    expect(demand.due.state).toBe('overdue')
    const gaps = DAYS.map((day) => daysBetween(demand.countsFrom!, day))
    const allowed = gaps.flatMap((gap, day) =>
      gap >= demand.gapDays[0] && gap <= demand.gapDays[1] ? [day] : [],
    )
    expect(allowed[0]).toBe(0)
    expect(allowed.at(-1)).toBeLessThanOrEqual(4)
  }
})

test('a week of holidays stretches the gap and says so', () => {
  const week = ['2026-11-30', '2026-12-01', '2026-12-02', '2026-12-03', '2026-12-04']
  const holidays = week.map((date) => ({ date, nameEn: 'Fair', nameZh: '集市' }))
  const days = workingDays('2026-11-23', 20, { ...WEEKENDS_ONLY, holidays })
  const demand = demandOf({ lastVisit: '2026-11-20' }, days)!
  expect(demand.stretched).toBe(true)
  expect(demand.gapDays[1]).toBeGreaterThan(9)
})

test('closed weekdays become closed days of the horizon, and locks are kept within the gaps', () => {
  expect(demandOf({ closedWeekdays: [1, 7] })!.closedDays).toEqual([0, 5, 10, 15])
  expect(demandOf({ lastVisit: '2026-11-20', lockedDays: [0] })).toMatchObject({ stretched: true, visits: 4 })
  expect(demandOf({ serviceClass: 'C', lastVisit: '2026-11-22', lockedDays: [2] })).toMatchObject({
    visits: 1,
  })
})

test('listed and on-site-only shops are never phoned; others alternate', () => {
  const monthly = { serviceClass: 'C', lastVisit: '2026-10-30', lastChannel: 'onsite' } as const
  expect(demandOf(monthly)!.channel).toBe('phone')
  expect(demandOf({ ...monthly, lastChannel: 'phone' })!.channel).toBe('onsite')
  expect(demandOf({ ...monthly, contact: 'listed' })!.channel).toBe('onsite')
  expect(demandOf({ ...monthly, contact: 'onsite-only' })!.channel).toBe('onsite')
})

test('priority weighs urgency, tier, signal and focus', () => {
  // 3 × 0.5 + 3 × 20/30 + 2 × 1 + 1 × 1
  expect(
    demandOf({ serviceClass: 'B', tier: 20, lastVisit: '2026-11-16', signal: 1, inFocus: true })!.priority,
  ).toBe(6.5)
  expect(demandOf({ tier: null, lastVisit: '2026-11-22' })!.priority).toBe(1)
})

test('whatever is owed and not stretched can be placed, and no gap is wider than 130 % of the interval', () => {
  const retailer = fc.record({
    serviceClass: fc.constantFrom('A', 'B', 'C'),
    sinceDays: fc.integer({ min: 0, max: 90 }),
    closedWeekdays: fc.uniqueArray(fc.integer({ min: 1, max: 7 }), { maxLength: 3 }),
    lockedDays: fc.uniqueArray(fc.integer({ min: 0, max: 19 }), { maxLength: 2 }),
  })
  fc.assert(
    fc.property(retailer, ({ serviceClass, sinceDays, closedWeekdays, lockedDays }) => {
      const lastVisit = addDays(DAYS[0]!, -sinceDays)
      const demand = demandOf({ serviceClass: serviceClass as 'A', lastVisit, closedWeekdays, lockedDays })
      if (!demand) return
      const { visits, gapDays, countsFrom, closedDays, intervalDays, stretched } = demand
      const placeable = canPlaceVisits({
        dates: DAYS.map(dayNumber),
        closed: closedDays,
        locked: lockedDays,
        visits,
        least: gapDays[0],
        most: gapDays[1],
        ...(countsFrom && { anchor: dayNumber(countsFrom) }),
      })
      const lockedWhileClosed = lockedDays.some((day) => closedDays.includes(day))
      if (!lockedWhileClosed) expect(placeable).toBe(true)
      if (!stretched && placeable) expect(gapDays[1]).toBeLessThanOrEqual(1.3 * intervalDays)
    }),
  )
})

test('a visit locked on the day of the last one can be placed, though no gap lies between them', () => {
  const demand = demandOf({ serviceClass: 'A', lastVisit: DAYS[0]!, closedWeekdays: [], lockedDays: [0] })
  expect(demand).toMatchObject({ stretched: false })
  expect(demand).not.toHaveProperty('countsFrom')
})

test('days can be chosen exactly when trying all of them finds a choice', () => {
  const n = 7
  const days = fc.uniqueArray(fc.integer({ min: 0, max: n - 1 }), { maxLength: 3 })
  fc.assert(
    fc.property(
      fc.array(fc.integer({ min: 1, max: 4 }), { minLength: n, maxLength: n }),
      days,
      days,
      fc.integer({ min: 1, max: 4 }),
      fc.integer({ min: 1, max: 4 }),
      fc.integer({ min: 0, max: 6 }),
      fc.option(fc.integer({ min: -5, max: 0 }), { nil: undefined }),
      (steps, closed, locked, visits, least, slack, anchor) => {
        let date = 0
        const dates = steps.map((step) => (date += step))
        const most = least + slack
        let found = false
        for (let set = 0; set < 1 << n; set++) {
          const chosen = dates.flatMap((_, day) => (set & (1 << day) ? [day] : []))
          if (chosen.length !== visits || chosen.some((day) => closed.includes(day))) continue
          if (locked.some((day) => !chosen.includes(day))) continue
          const marks = [...(anchor === undefined ? [] : [anchor]), ...chosen.map((day) => dates[day]!)]
          found ||= marks.every(
            (mark, k) => k === 0 || (mark - marks[k - 1]! >= least && mark - marks[k - 1]! <= most),
          )
        }
        const placement = {
          dates,
          closed,
          locked,
          visits,
          least,
          most,
          ...(anchor !== undefined && { anchor }),
        }
        expect(canPlaceVisits(placement)).toBe(found)
      },
    ),
  )
})
