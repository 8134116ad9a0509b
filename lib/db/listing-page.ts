/**
 * Records in pages, as REST lists them: in the order of their ids, beginning after one, within a reach of territories.
 *
 * Shape   a page holds up to `limit` records; `next` is the id to begin after for the page that follows, null on the
 *         last. Whoever walks all pages meets every record that stays in the list exactly once, whatever is added,
 *         changed or taken away meanwhile.
 */
import type { Reach } from './reach'

export type PageAt = { readonly after: number; readonly limit: number }
export type PageOf<T> = { readonly items: T[]; readonly next: number | null }

export function pageOf<T>(rows: readonly T[], { limit }: PageAt, idOf: (row: T) => number): PageOf<T> {
  const items = rows.slice(0, limit)
  const last = items.at(-1)
  return { items, next: rows.length > limit && last !== undefined ? idOf(last) : null }
}

export function inReach(reach: Reach): { territoryId?: { in: number[] } } {
  return reach === 'all' ? {} : { territoryId: { in: [...reach] } }
}

export function afterId({ after }: PageAt): { id: { gt: number } } {
  return { id: { gt: after } }
}
