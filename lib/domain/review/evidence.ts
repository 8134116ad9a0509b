/**
 * What stands behind a finding: tables whose rows anyone may add up again, and a chart of the same figures.
 *
 * Shape   columns, rows and series carry codes; the catalogue has their words. Stored with the review, so that the
 *         document shows the same next year.
 */
import type { IsoMonth } from '@/lib/domain/calendar/dates'

export type LocalName = { readonly nameEn: string; readonly nameZh: string }
export type RetailerName = { readonly retailerId: number; readonly name: string }
export type EvidenceCell = number | string | null | LocalName | RetailerName

/** How a number is written; the unit of a text is `text`. */
export type EvidenceUnit =
  | 'units'
  | 'rate'
  | 'change'
  | 'index'
  | 'ratio'
  | 'count'
  | 'text'
  | 'date'
  | 'price'
  | 'format'

export type EvidenceTable = {
  readonly title: string
  readonly columns: readonly { readonly key: string; readonly unit: EvidenceUnit }[]
  readonly rows: readonly (readonly EvidenceCell[])[]
}

export type EvidenceChart = {
  readonly months: readonly IsoMonth[]
  readonly unit: EvidenceUnit
  readonly series: readonly { readonly key: string; readonly values: readonly (number | null)[] }[]
}

export type Evidence = {
  readonly tables: readonly EvidenceTable[]
  readonly chart: EvidenceChart | null
}
