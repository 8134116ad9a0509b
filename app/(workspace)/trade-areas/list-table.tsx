'use client'

import { IconChevronDown, IconChevronUp, IconFlag } from '@tabler/icons-react'
import Link from 'next/link'
import { useLocale, useTranslations } from 'next-intl'
import { useEffect, useRef } from 'react'
import { TypeSwatch } from '@/app/(workspace)/map/swatch'
import { weekParts } from '@/app/(workspace)/plans/week-parts'
import { formatDate, formatNumber } from '@/lib/i18n/format'
import type { MapTradeAreaType } from '@/lib/map/layers/trade-area-layer'
import type { TradeAreaList, ZoneRow } from '@/lib/usecases/trade-area/list-trade-areas'
import { formatMonth } from './format-month'
import classes from './list.module.css'
import { NO_TYPE, SORTS, type Sort, type useListState } from './list-state'

export type RowsProps = {
  areas: readonly ZoneRow[]
  list: TradeAreaList
  types: readonly MapTradeAreaType[]
  typeName: (code: string | null) => string
  state: ReturnType<typeof useListState>[0]
  onSort: (sort: Sort, order: 'ascending' | 'descending') => void
  onSelect: (id: number | null) => void
}

const NUMBERS: readonly Sort[] = ['shops', 'visits', 'units', 'area']

export function ListTable({ areas, list, types, typeName, state, onSort, onSelect }: RowsProps) {
  const t = useTranslations('trade-area.list')
  const locale = useLocale()
  const month = formatMonth(locale, list.month)
  const { number: week } = weekParts(list.week)
  const sortBy = (column: Sort) => {
    const first = NUMBERS.includes(column) || column === 'changed' ? 'descending' : 'ascending'
    const other = first === 'descending' ? 'ascending' : 'descending'
    onSort(column, state.sort === column && state.order === first ? other : first)
  }
  return (
    <div className={classes.scroll}>
      <table className={classes.table}>
        <thead>
          <tr>
            {SORTS.map((column) => (
              <th
                key={column}
                scope="col"
                data-number={NUMBERS.includes(column) || undefined}
                aria-sort={state.sort === column ? state.order : 'none'}
              >
                <button type="button" onClick={() => sortBy(column)}>
                  {t(`columns.${column}`, { week, month })}
                  {state.sort === column &&
                    (state.order === 'ascending' ? (
                      <IconChevronUp size={14} aria-hidden />
                    ) : (
                      <IconChevronDown size={14} aria-hidden />
                    ))}
                </button>
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {areas.map((area) => (
            <Row
              key={area.id}
              area={area}
              isSelected={area.id === state.area}
              types={types}
              typeName={typeName}
              onSelect={onSelect}
            />
          ))}
        </tbody>
      </table>
    </div>
  )
}

type RowProps = Pick<RowsProps, 'types' | 'typeName' | 'onSelect'> & { area: ZoneRow; isSelected: boolean }

function Row({ area, isSelected, types, typeName, onSelect }: RowProps) {
  const t = useTranslations('trade-area')
  const locale = useLocale()
  const row = useRef<HTMLTableRowElement>(null)
  useEffect(() => {
    if (isSelected) row.current?.scrollIntoView({ block: 'nearest' })
  }, [isSelected])
  const number = (value: number) => formatNumber(locale, value)
  return (
    <tr ref={row} aria-selected={isSelected} onClick={() => onSelect(isSelected ? null : area.id)}>
      <th scope="row">
        <Link
          href={`/trade-areas/${area.id}`}
          className={classes.name ?? ''}
          onClick={(e) => e.stopPropagation()}
        >
          {area.name}
        </Link>
        <span className={classes.code}>
          {area.code}
          {area.focus && (
            <span className={classes.focus} title={area.focus}>
              <IconFlag size={12} stroke={1.8} aria-hidden /> {t('list.in-focus')}
            </span>
          )}
        </span>
      </th>
      <td>
        <span className={classes.type}>
          <TypeSwatch code={area.typeCode ?? NO_TYPE} types={types} />
          {typeName(area.typeCode)}
        </span>
      </td>
      <td className={classes.soft}>{t(`type-sources.${area.typeSource as 'rule'}`)}</td>
      <td data-number>{number(area.shops)}</td>
      <td data-number>{number(area.visits)}</td>
      <td data-number>{number(area.units)}</td>
      <td data-number>{formatNumber(locale, area.areaM2 / 1e6, 2)}</td>
      <td className={classes.soft}>
        {formatDate(locale, area.changedAt.slice(0, 10), 'short')}
        {area.change && (
          <span className={classes.code}>
            {t(`actions.${area.change as 'edit'}`)} · {area.changedBy}
          </span>
        )}
      </td>
    </tr>
  )
}
