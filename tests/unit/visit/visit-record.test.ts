import { expect, test } from 'vitest'
import { findRecordFault, latestAgreedDate, proposedNextVisit } from '@/lib/domain/visit/visit-record'

const TODAY = '2026-11-23'
const DONE = { date: TODAY, done: true, reason: null, notes: '', nextVisitOn: null }

test('a visit is recorded on its day or within a week, never ahead', () => {
  expect(findRecordFault(DONE, TODAY)).toBeUndefined()
  expect(findRecordFault({ ...DONE, date: '2026-11-16' }, TODAY)).toBeUndefined()
  expect(findRecordFault({ ...DONE, date: '2026-11-15' }, TODAY)).toBe('date-too-old')
  expect(findRecordFault({ ...DONE, date: '2026-11-24' }, TODAY)).toBe('date-ahead')
})

test('not done needs a reason, another reason needs a note, done has none', () => {
  expect(findRecordFault({ ...DONE, done: false }, TODAY)).toBe('reason-missing')
  expect(findRecordFault({ ...DONE, done: false, reason: 'weather' }, TODAY)).toBeUndefined()
  expect(findRecordFault({ ...DONE, done: false, reason: 'other', notes: ' ' }, TODAY)).toBe('notes-missing')
  expect(findRecordFault({ ...DONE, reason: 'weather' }, TODAY)).toBe('reason-of-done')
})

test('the next visit comes after this one and within half a year', () => {
  expect(findRecordFault({ ...DONE, nextVisitOn: TODAY }, TODAY)).toBe('next-visit-too-early')
  expect(findRecordFault({ ...DONE, nextVisitOn: '2027-05-23' }, TODAY)).toBeUndefined()
  expect(findRecordFault({ ...DONE, nextVisitOn: '2027-05-24' }, TODAY)).toBe('next-visit-too-late')
  expect(latestAgreedDate('2026-08-31')).toBe('2027-02-28')
})

test('the rule proposes the first working day once its interval has passed', () => {
  const calendar = { weekend: [6, 7], holidays: [], extraWorkdays: [] }
  expect(proposedNextVisit(TODAY, 7, calendar)).toBe('2026-11-30')
  expect(proposedNextVisit('2026-11-20', 7 / 3, calendar)).toBe('2026-11-23')
  expect(proposedNextVisit('2026-11-28', 7, calendar)).toBe('2026-12-07') // a Saturday on
})
