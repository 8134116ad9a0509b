/** The parts of a cut in the order of what they cost the chosen figure. */
import { type Figure, figureOf, shortfallOf, targetOf } from '@/lib/domain/kpi/figure'
import type { CockpitRow, CockpitView } from '@/lib/usecases/cockpit/view-cockpit'

export type RankedRow = CockpitRow & {
  readonly value: number | undefined
  /** Value − target. */
  readonly gap: number | undefined
  /** Positive costs the figure; undefined where nothing is known. */
  readonly shortfall: number | undefined
  /** Of the sum of all that cost, 0…1; 0 for those that do not. */
  readonly share: number
}

export function ranked(
  figure: Figure,
  rows: readonly CockpitRow[],
  { targets, whole }: Pick<CockpitView, 'targets' | 'whole'>,
): RankedRow[] {
  const target = targetOf(figure, targets.values)
  const costing = rows.map((row) => {
    const value = figureOf(figure, row.part)
    const shortfall = shortfallOf(figure, row.part, targets.values, whole)
    return {
      ...row,
      value,
      gap: value === undefined || target === undefined ? undefined : value - target,
      // a part of which there is nothing, such as shops without orders, has neither
      shortfall: value === undefined && shortfall === 0 ? undefined : shortfall,
    }
  })
  const sum = costing.reduce((total, { shortfall = 0 }) => total + Math.max(0, shortfall), 0)
  return costing
    .map((row) => ({ ...row, share: sum > 0 ? Math.max(0, row.shortfall ?? 0) / sum : 0 }))
    .sort((a, b) => (b.shortfall ?? -Infinity) - (a.shortfall ?? -Infinity) || a.key.localeCompare(b.key))
}
