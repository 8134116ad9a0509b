import { expect, test } from 'vitest'
import { adherenceInWeekOf, adherenceOnDayOf, coverageOf, sumVisitFigures } from '@/lib/domain/visit/figures'

const OCTOBER = {
  retailers: 20,
  visited: 15,
  planned: 40,
  doneOnDay: 30,
  doneInWeek: 36,
  notDone: 3,
  debtDays: 12,
  overdue: 2,
}

test('15 of 20 shops seen is 75 %; 30 of 40 planned visits on their day, 36 within their week', () => {
  expect(coverageOf(OCTOBER)).toBe(0.75)
  expect(adherenceOnDayOf(OCTOBER)).toBe(0.75)
  expect(adherenceInWeekOf(OCTOBER)).toBe(0.9)
})

test('where there is no shop or no plan, there is no rate', () => {
  const none = sumVisitFigures([])
  expect([coverageOf(none), adherenceOnDayOf(none), adherenceInWeekOf(none)]).toEqual([
    undefined,
    undefined,
    undefined,
  ])
})

test('a rate of the whole is made of the sums, not of the rates of its parts', () => {
  const small = { ...OCTOBER, retailers: 1, visited: 0 }
  expect(coverageOf(sumVisitFigures([OCTOBER, small]))).toBe(15 / 21)
})
