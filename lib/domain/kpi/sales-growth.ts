/**
 * Sales growth (销售成长率) and the growth of key brands (重点品牌成长度), against the same months of last year.
 *
 * Growth      (S_t − S_{t−12}) ÷ S_{t−12}, of delivered units and of their value.
 * Festival    January and February are taken together in both months: Spring Festival moves between the two.
 * Key brands  g_key, the growth of the key brands' units, and its index (1 + g_key) ÷ (1 + g_total): above 1 they grow
 *             faster than the whole, which is that their share of it grows.
 * Units       rates, 0 is no change; undefined where nothing was sold last year.
 * Source      PRODUCT 4.9. No published definition of 重点品牌成长度 was found: the index is ours, and its target is a
 *             parameter.
 */
import { addMonths, type IsoMonth } from '@/lib/domain/calendar/dates'
import type { SalesSums } from './sales-sums'

export type ComparedSales = { readonly now: SalesSums; readonly before: SalesSums }

export type Comparison =
  | { readonly now: readonly IsoMonth[]; readonly before: readonly IsoMonth[] }
  /** `no-last-year`: no orders are stored of then. `pair-incomplete`: it is January, and February is not over. */
  | { readonly missing: 'no-last-year' | 'pair-incomplete' }

/** The months that a month's growth is of; `known` are those with orders. */
export function comparisonOf(month: IsoMonth, known: ReadonlySet<IsoMonth>): Comparison {
  const year = month.slice(0, 4)
  const now = /-0[12]$/.test(month) ? [`${year}-01`, `${year}-02`] : [month]
  const before = now.map((one) => addMonths(one, -12))
  if (!before.every((one) => known.has(one))) return { missing: 'no-last-year' }
  if (!now.every((one) => known.has(one))) return { missing: 'pair-incomplete' }
  return { now, before }
}

export function volumeGrowthOf({ now, before }: ComparedSales): number | undefined {
  return growth(now.deliveredUnits, before.deliveredUnits)
}

export function valueGrowthOf({ now, before }: ComparedSales): number | undefined {
  return growth(now.valueFen, before.valueFen)
}

export function keyGrowthOf({ now, before }: ComparedSales): number | undefined {
  return growth(now.keyUnits, before.keyUnits)
}

export function keyIndexOf(compared: ComparedSales): number | undefined {
  const [key, total] = [keyGrowthOf(compared), volumeGrowthOf(compared)]
  return key === undefined || total === undefined || total === -1 ? undefined : (1 + key) / (1 + total)
}

function growth(now: number, before: number): number | undefined {
  return before === 0 ? undefined : (now - before) / before
}
