import fc from 'fast-check'
import { expect, test } from 'vitest'
import { capacityOf } from '@/lib/domain/routing/service/capacity'
import { dueState } from '@/lib/domain/routing/service/due'
import { monthsWithoutOrder, purposesOf } from '@/lib/domain/routing/service/purposes'
import {
  DEFAULT_SERVICE_RULES,
  findRule,
  serviceClassesByTier,
} from '@/lib/domain/routing/service/service-rules'

test('due from 70 % of the interval, overdue above all of it', () => {
  const state = (since: string, interval = 10) => dueState(since, interval, '2026-11-23').state
  expect(state('2026-11-17')).toBe('not-due')
  expect(state('2026-11-16')).toBe('due')
  expect(state('2026-11-13')).toBe('due')
  expect(state('2026-11-12')).toBe('overdue')
  expect(dueState(undefined, 10, '2026-11-23')).toEqual({ state: 'due', urgency: 1 })
  expect(dueState('2026-11-01', undefined, '2026-11-23').state).toBe('none')
})

test('the classes are the top 20, next 30 and last 50 percent, and no tier is divided', () => {
  const tiers = Array.from({ length: 300 }, (_, k) => 30 - Math.floor(k / 10))
  const classes = serviceClassesByTier(tiers)
  const count = (serviceClass: string) => classes.filter((c) => c === serviceClass).length
  expect([count('A'), count('B'), count('C')]).toEqual([60, 90, 150])

  const anyTiers = fc.array(fc.option(fc.integer({ min: 1, max: 30 })), { maxLength: 80 })
  fc.assert(
    fc.property(anyTiers, (some) => {
      const given = serviceClassesByTier(some)
      some.forEach((tierA, a) => {
        some.forEach((tierB, b) => {
          if ((tierA ?? 0) >= (tierB ?? 0)) expect(given[a]! <= given[b]!).toBe(true)
        })
      })
    }),
  )
})

test('150 shops, a fifth weekly, three tenths fortnightly, half monthly, owe 303 visits a month', () => {
  const month = 365.25 / 12
  const owed = (count: number, intervalDays: number) =>
    Array.from({ length: count }, () => ({ intervalDays, serviceSeconds: 1200, channel: 'onsite' as const }))
  const capacity = capacityOf([...owed(30, 7), ...owed(45, 14), ...owed(75, month)], {
    days: month,
    workingDays: 22,
    shiftSeconds: 8 * 3600,
    breakSeconds: 3600,
    travelSeconds: 300,
  })
  expect(Math.round(capacity.visits)).toBe(303)
  expect(Math.round(capacity.visitsPerDay)).toBe(14)
  expect(capacity.haveSeconds).toBe(22 * 7 * 3600)
  expect(capacity.load).toBeCloseTo((303.3 * 1500) / (22 * 7 * 3600), 3)
})

test('a territory of 180 shops owes ten to fifteen visits on site a day by the default rules', () => {
  const of = (serviceClass: 'A' | 'B' | 'C') => findRule(DEFAULT_SERVICE_RULES, serviceClass)!.intervalDays
  const onsite = (36 * 28) / of('A') + (54 * 28) / of('B') + (90 * 28) / of('C') / 2
  expect(onsite / 20).toBeGreaterThan(10)
  expect(onsite / 20).toBeLessThanOrEqual(15)
})

test('the purposes of a visit, the most pressing first', () => {
  const due = dueState('2026-11-01', 14, '2026-11-23')
  const focus = { tradeArea: 'Pocitos', focus: 'new-product' }
  expect(
    purposesOf({ due, intervalDays: 14, month: '2026-11', lastOrderMonth: '2026-08', focus }).map(
      ({ code }) => code,
    ),
  ).toEqual(['overdue', 'no-order', 'zone-focus'])
  expect(
    purposesOf({ due: dueState('2026-11-12', 14, '2026-11-23'), intervalDays: 14, month: '2026-11' }),
  ).toEqual([{ code: 'due', params: { daysSince: 11, intervalDays: 14 } }])
  const neverSeen = purposesOf({
    due: dueState(undefined, 14, '2026-11-23'),
    intervalDays: 14,
    month: '2026-11',
  })
  expect(neverSeen).toEqual([{ code: 'first-visit', params: {} }])
  const early = purposesOf({
    due: dueState('2026-11-22', 14, '2026-11-23'),
    intervalDays: 14,
    month: '2026-11',
  })
  expect(early).toEqual([{ code: 'regular', params: {} }])
})

test('the running month and the last with an order do not count as months without', () => {
  expect(monthsWithoutOrder('2026-10', '2026-11')).toBe(0)
  expect(monthsWithoutOrder('2026-08', '2026-11')).toBe(2)
  expect(monthsWithoutOrder('2025-11', '2026-02')).toBe(2)
  expect(monthsWithoutOrder('2026-11', '2026-11')).toBe(0)
})
