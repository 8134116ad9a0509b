/**
 * The first day of the Chinese year (春节), which moves between 21 January and 20 February.
 *
 * A table, because `Intl`'s Chinese calendar is wrong in 2027 and 2030.
 *
 * Source  Purple Mountain Observatory's calendar by GB/T 33661-2017; checked in the tests against npm `chinese-days`.
 */
import { assert } from '@/lib/domain/assert'
import type { IsoDate } from './dates'

export const SPRING_FESTIVALS: readonly IsoDate[] = [
  '2018-02-16',
  '2019-02-05',
  '2020-01-25',
  '2021-02-12',
  '2022-02-01',
  '2023-01-22',
  '2024-02-10',
  '2025-01-29',
  '2026-02-17',
  '2027-02-06',
  '2028-01-26',
  '2029-02-13',
  '2030-02-03',
  '2031-01-23',
  '2032-02-11',
]

export function springFestivalOf(year: number): IsoDate {
  const date = SPRING_FESTIVALS.find((day) => day.startsWith(`${year}-`))
  assert(date, `the Spring Festival of ${year} is not in the table`)
  return date
}
