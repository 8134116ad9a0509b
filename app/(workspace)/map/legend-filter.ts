/**
 * The legend as a filter: what is hidden, what the tiles and the table then let through, and how many that leaves.
 *
 * Shape   `hide` holds `dimension:key`, such as `type:campus`, `tier:7-12` or `due:overdue`. What is not named is shown.
 */
import { TIER_BANDS } from '@/lib/map/colors'
import type { MapStart } from '@/lib/usecases/view-map'

export const DIMENSIONS = ['type', 'tier', 'due'] as const
export type Dimension = (typeof DIMENSIONS)[number]

export const DUE_STATES = ['overdue', 'due', 'not-due', 'none'] as const
export const UNTIERED = '0-0'
export const TIER_KEYS: readonly string[] = [...TIER_BANDS.map(({ from, to }) => `${from}-${to}`), UNTIERED]
/** Outside every trade area. */
export const NO_TYPE = 'none'

type Hide = readonly string[]
type TallyRow = MapStart['tally'][number]
export type RetailerFilter = {
  readonly types: readonly string[] | undefined
  readonly tiers: readonly string[] | undefined
  readonly due: readonly string[] | undefined
}

/** A list is absent while nothing of it is hidden. */
export function filterOf(hide: Hide, typeCodes: readonly string[]): RetailerFilter {
  const left = (dimension: Dimension, all: readonly string[]) => {
    const kept = all.filter((key) => !hide.includes(`${dimension}:${key}`))
    return kept.length === all.length ? undefined : kept
  }
  return { types: left('type', typeCodes), tiers: left('tier', TIER_KEYS), due: left('due', DUE_STATES) }
}

export function toggle(hide: Hide, dimension: Dimension, key: string): string[] {
  const item = `${dimension}:${key}`
  return hide.includes(item) ? hide.filter((other) => other !== item) : [...hide, item]
}

/** Only this one of its dimension; once more, all of it. */
export function only(hide: Hide, dimension: Dimension, key: string, all: readonly string[]): string[] {
  const others = hide.filter((item) => !item.startsWith(`${dimension}:`))
  const rest = all.filter((other) => other !== key).map((other) => `${dimension}:${other}`)
  return rest.every((item) => hide.includes(item)) ? others : [...others, ...rest]
}

export type LegendCounts = {
  readonly of: Readonly<Record<Dimension, ReadonlyMap<string, number>>>
  readonly shown: number
  readonly total: number
}

/**
 * A line of the legend counts what passes the filters of the other dimensions, so that it says of a hidden line what
 * showing it would bring.
 */
export function countLegend(tally: readonly TallyRow[], hide: Hide): LegendCounts {
  const of = {
    type: new Map<string, number>(),
    tier: new Map<string, number>(),
    due: new Map<string, number>(),
  }
  let shown = 0
  let total = 0
  for (const row of tally) {
    const keys = keysOf(row)
    const hiddenBy = DIMENSIONS.filter((dimension) => hide.includes(`${dimension}:${keys[dimension]}`))
    total += row.count
    if (hiddenBy.length === 0) shown += row.count
    for (const dimension of DIMENSIONS) {
      if (hiddenBy.some((other) => other !== dimension)) continue
      of[dimension].set(keys[dimension], (of[dimension].get(keys[dimension]) ?? 0) + row.count)
    }
  }
  return { of, shown, total }
}

function keysOf({ typeCode, tier, due }: TallyRow): Record<Dimension, string> {
  return { type: typeCode ?? NO_TYPE, tier: tierKeyOf(tier), due }
}

export function tierKeyOf(tier: number | null): string {
  const band = TIER_BANDS.find(({ from, to }) => tier !== null && from <= tier && tier <= to)
  return band ? `${band.from}-${band.to}` : UNTIERED
}

/** `7-12` as the bounds that the table asks by. */
export function boundsOf(key: string): [number, number] {
  const [from = 0, to = 0] = key.split('-').map(Number)
  return [from, to]
}
