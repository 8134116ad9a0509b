import fc from 'fast-check'
import { expect, test } from 'vitest'
import { SERVICE_CLASSES } from '@/lib/domain/retailer/classification'
import { type RetailerGroup, serviceLoad } from '@/lib/domain/routing/service/service-load'
import type { ServiceRule } from '@/lib/domain/routing/service/service-rules'

const PERIOD = { days: 30, workingDays: 22, shiftSeconds: 9 * 3600, breakSeconds: 3600, travelSeconds: 300 }
const rule = (
  serviceClass: ServiceRule['serviceClass'],
  intervalDays: number,
  minutes: number,
  channel: ServiceRule['channel'] = 'onsite',
): ServiceRule => ({ serviceClass, intervalDays, minutes, channel })

const rules = fc
  .tuple(
    ...SERVICE_CLASSES.map(() => fc.tuple(fc.integer({ min: 1, max: 60 }), fc.integer({ min: 1, max: 60 }))),
  )
  .map((rows) => rows.map(([days, minutes], k) => rule(SERVICE_CLASSES[k]!, days, minutes)))
const groups = fc.array(
  fc.record<RetailerGroup>({
    serviceClass: fc.constantFrom(...SERVICE_CLASSES),
    mayPhone: fc.boolean(),
    visitsPerWeek: fc.option(fc.integer({ min: 1, max: 5 })),
    retailers: fc.integer({ min: 1, max: 100 }),
  }),
  { minLength: 1, maxLength: 6 },
)

test('30 A weekly, 45 B fortnightly and 75 C monthly are 300 visits in 30 days, worked by hand', () => {
  const of = (serviceClass: RetailerGroup['serviceClass'], retailers: number): RetailerGroup => ({
    serviceClass,
    retailers,
    mayPhone: true,
    visitsPerWeek: null,
  })
  const load = serviceLoad(
    [of('A', 30), of('B', 45), of('C', 75)],
    [rule('A', 7, 20), rule('B', 14, 20), rule('C', 30, 20)],
    PERIOD,
  )
  // 30 · 30/7 + 45 · 30/14 + 75 · 30/30 = 128.57 + 96.43 + 75
  expect(load.visits).toBeCloseTo(300, 6)
  expect(load.needSeconds).toBe(300 * (20 * 60 + 300))
  expect(load.haveSeconds).toBe(22 * 8 * 3600)
  expect(load.load).toBeCloseTo(450_000 / 633_600, 6)
  expect(load.byClass.get('A')).toEqual({ retailers: 30, visits: expect.closeTo(128.5714, 3) })
})

test('a phone visit needs no travel, and only those who may be phoned get one', () => {
  const ten = { serviceClass: 'C' as const, visitsPerWeek: null, retailers: 10 }
  const need = (mayPhone: boolean, channel: ServiceRule['channel']) =>
    serviceLoad([{ ...ten, mayPhone }], [rule('C', 30, 10, channel)], PERIOD).needSeconds
  expect(need(true, 'onsite')).toBe(10 * 900)
  expect(need(true, 'phone')).toBe(10 * 600)
  expect(need(true, 'alternate')).toBe(5 * 900 + 5 * 600)
  expect(need(false, 'phone')).toBe(10 * 900)
})

test('the classes add up to the whole, and a longer interval never raises the load', () => {
  fc.assert(
    fc.property(groups, rules, fc.integer({ min: 0, max: 2 }), (members, table, pick) => {
      const load = serviceLoad(members, table, PERIOD)
      const sums = [...load.byClass.values()]
      expect(sums.reduce((sum, { visits }) => sum + visits, 0)).toBeCloseTo(load.visits, 6)
      expect(sums.reduce((sum, { retailers }) => sum + retailers, 0)).toBe(
        members.reduce((sum, { retailers }) => sum + retailers, 0),
      )
      const rarer = table.map((row, k) => (k === pick ? { ...row, intervalDays: row.intervalDays + 1 } : row))
      expect(serviceLoad(members, rarer, PERIOD).load).toBeLessThanOrEqual(load.load + 1e-12)
    }),
  )
})
