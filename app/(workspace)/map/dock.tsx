'use client'

/** The table of the retailers in view, below the map: the way through them by keyboard. */
import { Skeleton } from '@mantine/core'
import { IconChevronDown, IconChevronUp, IconTable } from '@tabler/icons-react'
import { useLocale, useTranslations } from 'next-intl'
import { useEffect, useRef } from 'react'
import type { BBox } from '@/lib/domain/geo/position'
import { formatDate, formatNumber } from '@/lib/i18n/format'
import type { MapTradeAreaType } from '@/lib/map/layers/trade-area-layer'
import type { RetailerSort, RetailersOnMap } from '@/lib/usecases/list-retailers-on-map'
import classes from './dock.module.css'
import type { RetailerFilter } from './legend-filter'
import { DueSwatch, TypeSwatch } from './swatch'
import { useRetailersInView } from './use-retailers-in-view'

type Props = {
  open: boolean
  onToggle: (open: boolean) => void
  bounds: BBox | undefined
  territory: number | null
  filter: RetailerFilter
  types: readonly MapTradeAreaType[]
  selected: number | null
  onSelect: (id: number) => void
}

const COLUMNS = ['due', 'name', 'code', 'format', 'tier', 'type', 'lastVisit', 'territory'] as const

export function Dock({ open, onToggle, bounds, territory, filter, types, selected, onSelect }: Props) {
  const t = useTranslations('map.table')
  const locale = useLocale()
  const { view, sort, setSort } = useRetailersInView(open ? bounds : undefined, territory, filter)
  const Chevron = open ? IconChevronDown : IconChevronUp
  return (
    <section className={classes.dock} data-open={open} aria-label={t('title')}>
      <button type="button" className={classes.bar} aria-expanded={open} onClick={() => onToggle(!open)}>
        <IconTable size={16} stroke={1.7} aria-hidden="true" />
        {t('title')}
        {open && view && (
          <span className={classes.sum} role="status">
            {view.total > view.rows.length
              ? t('first', {
                  shown: formatNumber(locale, view.rows.length),
                  total: formatNumber(locale, view.total),
                })
              : t('all', { count: view.total })}
          </span>
        )}
        <Chevron className={classes.chevron ?? ''} size={16} stroke={1.8} aria-hidden="true" />
      </button>
      {open && (
        <div className={classes.scroll}>
          {!view && <Outline />}
          {view?.total === 0 && <p className={classes.nothing}>{t('nothing')}</p>}
          {view && view.total > 0 && (
            <Table
              view={view}
              sort={sort}
              onSort={setSort}
              types={types}
              selected={selected}
              onSelect={onSelect}
            />
          )}
        </div>
      )}
    </section>
  )
}

type TableProps = Pick<Props, 'types' | 'selected' | 'onSelect'> & {
  view: RetailersOnMap
  sort: RetailerSort
  onSort: (sort: RetailerSort) => void
}

function Table({ view, sort, onSort, types, selected, onSelect }: TableProps) {
  const t = useTranslations('map.table')
  const common = useTranslations('common')
  const locale = useLocale()
  const chosen = useRef<HTMLTableRowElement>(null)
  useEffect(() => {
    if (selected !== null) chosen.current?.scrollIntoView({ block: 'nearest' })
  }, [selected])
  const typeName = (code: string | null) =>
    types.find((type) => type.code === code)?.name ?? common('trade-area-types.none')
  return (
    <table className={classes.table}>
      <thead>
        <tr>
          {COLUMNS.map((column) => (
            <Heading key={column} column={column} sort={sort} onSort={onSort} />
          ))}
        </tr>
      </thead>
      <tbody>
        {view.rows.map(({ id, name, code, format, tier, due, typeCode, lastVisit, territory }) => (
          <tr
            key={id}
            ref={id === selected ? chosen : null}
            aria-selected={id === selected}
            onClick={() => onSelect(id)}
          >
            <td>
              <span className={classes.sign}>
                <DueSwatch state={due} />
                {common(`due.${due}`)}
              </span>
            </td>
            <td>
              <button type="button" className={classes.name} onClick={() => onSelect(id)}>
                {name}
              </button>
            </td>
            <td>{code}</td>
            <td>{common(`formats.${format as 'other'}`)}</td>
            <td className={classes.number}>{tier ?? '–'}</td>
            <td>
              <span className={classes.sign}>
                <TypeSwatch code={typeCode ?? 'none'} types={types} />
                {typeName(typeCode)}
              </span>
            </td>
            <td>{lastVisit ? formatDate(locale, lastVisit, 'short') : t('never')}</td>
            <td>{territory ?? '–'}</td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}

type HeadingProps = {
  column: (typeof COLUMNS)[number]
  sort: RetailerSort
  onSort: (s: RetailerSort) => void
}

function Heading({ column, sort, onSort }: HeadingProps) {
  const t = useTranslations('map.table.columns')
  if (column === 'type' || column === 'territory') return <th scope="col">{t(column)}</th>
  const isSorted = sort.by === column
  const isDescending = isSorted && sort.isDescending
  return (
    <th
      scope="col"
      className={column === 'tier' ? classes.number : undefined}
      aria-sort={isSorted ? (isDescending ? 'descending' : 'ascending') : 'none'}
    >
      <button type="button" onClick={() => onSort({ by: column, isDescending: isSorted && !isDescending })}>
        {t(column)}
        <span aria-hidden="true">{isSorted ? (isDescending ? ' ↓' : ' ↑') : ''}</span>
      </button>
    </th>
  )
}

function Outline() {
  return (
    <div className={classes.outline} aria-hidden="true">
      {['a', 'b', 'c', 'd', 'e'].map((row) => (
        <Skeleton key={row} height={20} />
      ))}
    </div>
  )
}
