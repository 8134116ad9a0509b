'use client'

/** What the address of the list holds: what is looked for, which types, the order, and the area that is selected. */
import { parseAsArrayOf, parseAsInteger, parseAsString, parseAsStringLiteral, useQueryStates } from 'nuqs'
import { useMemo } from 'react'
import type { ZoneRow } from '@/lib/usecases/trade-area/list-trade-areas'

export const SORTS = ['name', 'type', 'source', 'shops', 'visits', 'units', 'area', 'changed'] as const
export type Sort = (typeof SORTS)[number]

const ADDRESS = {
  q: parseAsString.withDefault(''),
  types: parseAsArrayOf(parseAsString).withDefault([]),
  sort: parseAsStringLiteral(SORTS).withDefault('shops'),
  order: parseAsStringLiteral(['ascending', 'descending']).withDefault('descending'),
  area: parseAsInteger,
}

export function useListState() {
  return useQueryStates(ADDRESS, { history: 'replace' })
}

type State = ReturnType<typeof useListState>[0]

export const NO_TYPE = 'none'

export function useShownAreas(
  areas: readonly ZoneRow[],
  { q, types, sort, order }: State,
  typeName: (code: string | null) => string,
  locale: string,
): ZoneRow[] {
  return useMemo(() => {
    const wanted = q.trim().toLocaleLowerCase(locale)
    const compare = new Intl.Collator(locale, { numeric: true }).compare
    const text: Partial<Record<Sort, (area: ZoneRow) => string>> = {
      name: ({ name }) => name,
      type: ({ typeCode }) => typeName(typeCode),
      source: ({ typeSource }) => typeSource,
      changed: ({ changedAt }) => changedAt,
    }
    const number: Partial<Record<Sort, (area: ZoneRow) => number>> = {
      shops: ({ shops }) => shops,
      visits: ({ visits }) => visits,
      units: ({ units }) => units,
      area: ({ areaM2 }) => areaM2,
    }
    const by = (a: ZoneRow, b: ZoneRow) => {
      const textOf = text[sort]
      const numberOf = number[sort]
      return textOf ? compare(textOf(a), textOf(b)) : numberOf ? numberOf(a) - numberOf(b) : 0
    }
    return areas
      .filter(
        ({ name, code, typeCode }) =>
          (types.length === 0 || types.includes(typeCode ?? NO_TYPE)) &&
          `${name} ${code}`.toLocaleLowerCase(locale).includes(wanted),
      )
      .sort((a, b) => (order === 'ascending' ? by(a, b) : by(b, a)) || compare(a.name, b.name))
  }, [areas, q, types, sort, order, typeName, locale])
}
