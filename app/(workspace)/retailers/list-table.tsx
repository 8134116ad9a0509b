'use client'

/** The rows: a table, on a phone cards. Further ones come while one scrolls to them, or by the button below. */
import { Button } from '@mantine/core'
import { IconArrowDown, IconArrowUp } from '@tabler/icons-react'
import Link from 'next/link'
import { useLocale, useTranslations } from 'next-intl'
import { type KeyboardEvent, useEffect, useRef, useState, useTransition } from 'react'
import { DueSwatch } from '@/app/(workspace)/map/swatch'
import { RETAILER_COLUMNS, type RetailerColumn } from '@/lib/domain/retailer/list-columns'
import { formatDate, formatNumber } from '@/lib/i18n/format'
import type { RetailerList, RetailerQuery } from '@/lib/usecases/list-retailers'
import { listMoreRetailersAction } from './actions'
import classes from './list.module.css'

type Row = RetailerList['rows'][number]
const NUMBERS: readonly RetailerColumn[] = ['tier']

type Props = { first: RetailerList; query: RetailerQuery; sort: string; onSort: (sort: string) => void }

export function ListTable({ first, query, sort, onSort }: Props) {
  const t = useTranslations('retailer.list')
  const common = useTranslations('common')
  const locale = useLocale()
  const { rows, next, more, isPending } = useMore(first, query)
  return (
    <>
      <table className={classes.table} onKeyDown={walk}>
        <caption className={classes.hidden}>{common('sections.retailers')}</caption>
        <thead>
          <tr>
            {RETAILER_COLUMNS.map((column) => (
              <Heading key={column} column={column} sort={sort} onSort={onSort} />
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={row.id}>
              {RETAILER_COLUMNS.map((column) => (
                <td key={column} data-column={column} data-label={t(`columns.${column}`)}>
                  <Cell column={column} row={row} />
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
      {next && (
        <p className={classes.more}>
          {t('shown', {
            shown: formatNumber(locale, rows.length),
            total: formatNumber(locale, first.total ?? rows.length),
          })}
          <More onMore={more} isPending={isPending} />
        </p>
      )}
    </>
  )
}

function useMore(first: RetailerList, query: RetailerQuery) {
  const [later, setLater] = useState<Pick<RetailerList, 'rows' | 'next'>>()
  const [isPending, start] = useTransition()
  const next = later ? later.next : first.next
  const more = () =>
    start(async () => {
      if (!next) return
      const page = await listMoreRetailersAction({ ...query, after: next })
      if (page) setLater((known) => ({ rows: [...(known?.rows ?? []), ...page.rows], next: page.next }))
    })
  return { rows: [...first.rows, ...(later?.rows ?? [])], next, more, isPending }
}

function More({ onMore, isPending }: { onMore: () => void; isPending: boolean }) {
  const t = useTranslations('retailer.list')
  const button = useRef<HTMLButtonElement>(null)
  const latest = useRef(onMore)
  useEffect(() => {
    latest.current = onMore
  })
  useEffect(() => {
    if (!button.current || isPending) return
    const watch = new IntersectionObserver(([entry]) => entry?.isIntersecting && latest.current(), {
      rootMargin: '400px',
    })
    watch.observe(button.current)
    return () => watch.disconnect()
  }, [isPending])
  return (
    <Button ref={button} size="xs" variant="default" loading={isPending} onClick={onMore}>
      {t('more')}
    </Button>
  )
}

type HeadingProps = { column: RetailerColumn; sort: string; onSort: (sort: string) => void }

function Heading({ column, sort, onSort }: HeadingProps) {
  const t = useTranslations('retailer.list')
  const isDescending = sort === `-${column}`
  const isSorted = isDescending || sort === column
  const Arrow = isDescending ? IconArrowDown : IconArrowUp
  return (
    <th
      scope="col"
      data-column={column}
      data-number={NUMBERS.includes(column) || undefined}
      aria-sort={isSorted ? (isDescending ? 'descending' : 'ascending') : 'none'}
    >
      <button type="button" onClick={() => onSort(sort === column ? `-${column}` : column)}>
        {t(`columns.${column}`)}
        {isSorted && <Arrow size={13} stroke={2} aria-hidden />}
      </button>
    </th>
  )
}

function Cell({ column, row }: { column: RetailerColumn; row: Row }) {
  const t = useTranslations('retailer.list')
  const common = useTranslations('common')
  const locale = useLocale()
  switch (column) {
    case 'name':
      return (
        <>
          <Link href={`/retailers/${row.id}`} prefetch={false} className={classes.name}>
            {row.name}
          </Link>
          <span className={classes.address}>
            {row.closedOn ? t('closed-on', { date: formatDate(locale, row.closedOn) }) : row.address}
          </span>
        </>
      )
    case 'code':
      return row.code
    case 'format':
      return common(`formats.${row.format}`)
    case 'tier':
      return row.tier ?? '–'
    case 'class':
      return row.serviceClass
    case 'territory':
      return row.territory ?? '–'
    case 'trade-area':
      return row.tradeArea ?? '–'
    case 'due':
      if (row.closedOn) return '–'
      return (
        <span className={classes.due}>
          <DueSwatch state={row.due} />
          {common(`due.${row.due}`)}
        </span>
      )
    case 'last-visit':
      return row.lastVisit ? formatDate(locale, row.lastVisit) : '–'
    case 'last-order':
      return row.lastOrderMonth ?? '–'
  }
}

/** Up and down go from shop to shop. */
function walk(event: KeyboardEvent<HTMLTableElement>) {
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key]
  if (!step || !(event.target instanceof HTMLAnchorElement)) return
  const links = [...event.currentTarget.querySelectorAll<HTMLAnchorElement>('tbody a')]
  links[links.indexOf(event.target) + step]?.focus()
  event.preventDefault()
}
