/** What the address of the list holds, and what it asks for. Whatever in it makes no sense is left out. */
import { RetailerQuery } from '@/lib/usecases/list-retailers'

export const QUERY_KEYS = ['territory', 'q', 'format', 'tier', 'due', 'closed', 'sort'] as const
export type Search = Readonly<Partial<Record<(typeof QUERY_KEYS)[number], string | string[]>>>

const { shape } = RetailerQuery

/** `?territory=3&q=kiosk&format=mall,other&tier=13-18&due=overdue&closed=true&sort=-tier` */
export function queryOf(search: Search): RetailerQuery {
  const text = (key: keyof Search) => {
    const value = search[key]
    return (Array.isArray(value) ? value[0] : value) || undefined
  }
  const list = (key: keyof Search) => text(key)?.split(',')
  const sort = text('sort')
  const parts = {
    territory: shape.territory.safeParse(
      text('territory') === undefined ? undefined : Number(text('territory')),
    ),
    text: shape.text.safeParse(text('q')?.slice(0, 80)),
    formats: shape.formats.safeParse(list('format')),
    tiers: shape.tiers.safeParse(text('tier')?.split('-').map(Number)),
    due: shape.due.safeParse(list('due')),
    closed: shape.closed.safeParse(text('closed') === 'true'),
    sort: shape.sort.safeParse(sort?.replace(/^-/, '')),
    descending: shape.descending.safeParse(sort?.startsWith('-') ?? false),
  }
  return RetailerQuery.parse(
    Object.fromEntries(
      Object.entries(parts).flatMap(([key, part]) => (part.success ? [[key, part.data]] : [])),
    ),
  )
}
