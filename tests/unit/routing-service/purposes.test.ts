import fc from 'fast-check'
import { expect, test } from 'vitest'
import { type ObjectivePurpose, purposesOf, withObjective } from '@/lib/domain/routing/service/purposes'

const anObjective = (objectiveId: number): ObjectivePurpose => ({
  code: 'objective',
  params: {
    objectiveId,
    objective: 'check-price',
    reviewId: 3,
    tradeArea: 'Centro',
    month: '2026-10',
    product: { nameEn: 'Red', nameZh: '红' },
  },
})
const codes = (purposes: readonly { code: string }[]) => purposes.map(({ code }) => code)
const OVERDUE = { state: 'overdue', urgency: 2, daysSince: 14 } as const
const DUE = { state: 'due', urgency: 0.8, daysSince: 6 } as const

test('an objective comes behind what is overdue and before all else', () => {
  const context = { intervalDays: 7, month: '2026-11', focus: { tradeArea: 'Centro', focus: 'new brand' } }
  const objectives = [anObjective(1), anObjective(2)]
  expect(codes(purposesOf({ ...context, due: OVERDUE, objectives }))).toEqual([
    'overdue',
    'objective',
    'objective',
    'zone-focus',
  ])
  const agreed = { date: '2026-11-26', day: 'same' as const }
  expect(codes(purposesOf({ ...context, due: DUE, objectives, agreed }))).toEqual([
    'objective',
    'objective',
    'agreed',
    'zone-focus',
    'due',
  ])
})

test('a visit that had no purpose but its turn has one now', () => {
  const regular = purposesOf({
    due: { state: 'not-due', urgency: 0, daysSince: 1 },
    intervalDays: 7,
    month: '2026-11',
  })
  expect(codes(regular)).toEqual(['regular'])
  expect(codes(withObjective(regular, anObjective(1)))).toEqual(['objective'])
})

test('brought in afterwards or planned with it, the purposes are the same; twice is once', () => {
  fc.assert(
    fc.property(
      fc.constantFrom(OVERDUE, DUE),
      fc.uniqueArray(fc.integer({ min: 1, max: 5 }), { maxLength: 4 }),
      fc.boolean(),
      (due, ids, hasFocus) => {
        const context = {
          due,
          intervalDays: 7,
          month: '2026-11',
          ...(hasFocus && { focus: { tradeArea: 'Centro', focus: 'x' } }),
        }
        const objectives = ids.map(anObjective)
        const planned = purposesOf({ ...context, objectives })
        const attached = [...objectives, ...objectives].reduce(withObjective, purposesOf(context))
        expect(attached).toEqual(planned)
      },
    ),
  )
})

test('an interval that a review decided is said', () => {
  const service = { from: 14, to: 7, tradeArea: 'Centro', month: '2026-10', reviewId: 3 }
  expect(purposesOf({ due: DUE, intervalDays: 7, month: '2026-11', service })).toEqual([
    { code: 'due', params: { daysSince: 6, intervalDays: 7 } },
    { code: 'service', params: service },
  ])
})
