'use client'

import { Button, SegmentedControl, Switch } from '@mantine/core'
import { IconDownload, IconTable } from '@tabler/icons-react'
import Link from 'next/link'
import { useRouter } from 'next/navigation'
import type { ReactNode } from 'react'
import classes from '@/app/(workspace)/cockpit/cockpit.module.css'
import { type CockpitWords, useCockpitWords } from '@/app/(workspace)/cockpit/cockpit-words'
import { searchWith } from '@/app/(workspace)/cockpit/search-with'
import { useWorkspace } from '@/app/(workspace)/workspace-context'
import { SALES_FIGURES } from '@/lib/domain/kpi/figure'
import { DemonstrationBadge } from '@/lib/ui/demonstration-badge'
import { EmptyState } from '@/lib/ui/empty-state'
import { Page } from '@/lib/ui/page'
import type { RowColumn } from '@/lib/usecases/cockpit/export-cockpit'
import type { CockpitRows, ListCockpitRows } from '@/lib/usecases/cockpit/list-cockpit-rows'
import type { NamedScope } from '@/lib/usecases/cockpit/name-scope'

type Query = Omit<ListCockpitRows, 'after'>
type Props = { rows: CockpitRows; query: Query; scope: NamedScope }

/** The rows behind a figure, those that cost it most first; the address says which. */
export function RowsScreen({ rows, query, scope }: Props) {
  const { organization } = useWorkspace()
  const words = useCockpitWords(organization?.currency ?? 'CNY')
  const { t } = words
  const router = useRouter()
  const { figure, level, all, ...part } = query
  const address = searchWith({ ...query, month: rows.month }, {})
  const go = (changes: Record<string, string | null>) =>
    router.push(`/cockpit/rows?${searchWith({ ...query, month: rows.month }, changes)}`)
  const names = scope.map((one) => words.name(one, ''))
  return (
    <Page
      title={
        <>
          {t('rows.title')} {organization?.demonstration && <DemonstrationBadge compact />}
        </>
      }
      about={
        <>
          {[words.month(rows.month), ...names].join(' · ')} ·{' '}
          <Link href={`/cockpit?${searchWith({ ...part, month: rows.month }, { figure })}`}>
            {t('rows.back')}
          </Link>
        </>
      }
      actions={(['xlsx', 'csv'] as const).map((format) => (
        <Button
          key={format}
          component="a"
          href={`/cockpit/rows/export?${address}&format=${format}`}
          download
          variant="default"
          size="xs"
          leftSection={<IconDownload size={15} stroke={1.8} />}
        >
          {t(`take.${format}`)}
        </Button>
      ))}
    >
      <div className={classes.rowsBar}>
        <SegmentedControl
          size="xs"
          aria-label={t('rows.level')}
          value={level}
          onChange={(next) => go({ level: next, after: null })}
          data={[
            { value: 'cells', label: t('rows.cells') },
            { value: 'lines', label: t('rows.lines') },
          ]}
        />
        {level === 'cells' ? (
          <SegmentedControl
            size="xs"
            aria-label={t('rows.figure')}
            value={figure}
            onChange={(next) => go({ figure: next, after: null })}
            data={SALES_FIGURES.map((one) => ({ value: one, label: words.figure(one) }))}
          />
        ) : (
          <Switch
            size="xs"
            label={t('rows.all-lines')}
            checked={all !== undefined}
            onChange={(event) => go({ all: event.currentTarget.checked ? 'yes' : null, after: null })}
          />
        )}
      </div>
      <p className={classes.soft}>{t(level === 'lines' ? 'rows.sorted-lines' : `rows.sorted.${figure}`)}</p>
      {rows.rows.length === 0 ? (
        <EmptyState icon={IconTable} title={t('rows.none')}>
          {t(level === 'lines' && !all ? 'rows.none-short' : 'rows.none-text')}
        </EmptyState>
      ) : (
        <div className={classes.tableScroll}>
          {rows.level === 'cells' ? (
            <Cells rows={rows} query={query} words={words} />
          ) : (
            <Lines rows={rows} words={words} />
          )}
        </div>
      )}
      {rows.next && (
        <Button
          component={Link}
          href={`/cockpit/rows?${searchWith({ ...query, month: rows.month }, { after: rows.next })}`}
          variant="default"
          size="xs"
          mt="sm"
        >
          {t('rows.next')}
        </Button>
      )}
    </Page>
  )
}

type CellsProps = { rows: Extract<CockpitRows, { level: 'cells' }>; query: Query; words: CockpitWords }

function Cells({ rows: { rows, month, isForecast, isCompared }, query, words }: CellsProps) {
  const { t } = words
  return (
    <table className={classes.table}>
      <Head
        words={words}
        names={['product', 'trade-area']}
        numbers={[
          ...(isForecast ? (['forecast'] as const) : []),
          'need',
          'ordered',
          'delivered',
          ...(isCompared ? (['now', 'before'] as const) : []),
          'cost',
        ]}
      />
      <tbody>
        {rows.map((row) => (
          <tr key={`${row.productId} ${row.tradeAreaId}`}>
            <th scope="row">
              <Link
                href={`/cockpit/rows?${searchWith(
                  { ...query, month },
                  {
                    level: 'lines',
                    product: row.productId,
                    area: row.tradeAreaId === 0 ? null : row.tradeAreaId,
                    all: 'yes',
                  },
                )}`}
              >
                {words.name(row.product, '')}
              </Link>{' '}
              <span className={classes.soft}>{row.product.code}</span>
            </th>
            <td>
              {row.tradeArea === null ? (
                t('none.area')
              ) : (
                <Link href={`/trade-areas/${row.tradeAreaId}`}>{row.tradeArea}</Link>
              )}
            </td>
            {isForecast && <Amount>{words.number(row.forecastUnits, 1)}</Amount>}
            <Amount>{words.number(row.needUnits)}</Amount>
            <Amount>{words.number(row.orderedUnits)}</Amount>
            <Amount>{words.number(row.deliveredUnits)}</Amount>
            {isCompared && <Amount>{words.number(row.nowUnits)}</Amount>}
            {isCompared && <Amount>{words.number(row.beforeUnits)}</Amount>}
            <Amount>
              <strong>{words.number(row.costUnits, 1)}</strong>
            </Amount>
          </tr>
        ))}
      </tbody>
    </table>
  )
}

type LinesProps = { rows: Extract<CockpitRows, { level: 'lines' }>; words: CockpitWords }

function Lines({ rows: { rows }, words }: LinesProps) {
  const { t } = words
  return (
    <table className={classes.table}>
      <Head
        words={words}
        names={['retailer', 'product', 'trade-area']}
        numbers={['need', 'ordered', 'delivered', 'undelivered']}
      />
      <tbody>
        {rows.map((row) => (
          <tr key={`${row.retailerId} ${row.productId}`}>
            <th scope="row">
              <Link href={`/retailers/${row.retailerId}`}>{row.retailer}</Link>{' '}
              <span className={classes.soft}>{row.retailerCode}</span>
            </th>
            <td>{words.name(row.product, '')}</td>
            <td>{row.tradeArea ?? t('none.area')}</td>
            <Amount>{words.number(row.needUnits)}</Amount>
            <Amount>{words.number(row.orderedUnits)}</Amount>
            <Amount>{words.number(row.deliveredUnits)}</Amount>
            <Amount>
              <strong>{words.number(row.needUnits - row.deliveredUnits)}</strong>
            </Amount>
          </tr>
        ))}
      </tbody>
    </table>
  )
}

function Head(props: { words: CockpitWords; names: readonly RowColumn[]; numbers: readonly RowColumn[] }) {
  const { words, names, numbers } = props
  return (
    <thead>
      <tr>
        {names.map((column) => (
          <th key={column} scope="col">
            {words.t(`columns.${column}`)}
          </th>
        ))}
        {numbers.map((column) => (
          <th key={column} scope="col" className={classes.number}>
            {words.t(`columns.${column}`)}
          </th>
        ))}
      </tr>
    </thead>
  )
}

function Amount({ children }: { children: ReactNode }) {
  return <td className={classes.number}>{children}</td>
}
