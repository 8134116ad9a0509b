'use client'

import { Button } from '@mantine/core'
import { IconPackages } from '@tabler/icons-react'
import Link from 'next/link'
import { useLocale, useTranslations } from 'next-intl'
import { parseAsString, useQueryState } from 'nuqs'
import { MonthChoice } from '@/app/(workspace)/month-choice'
import { useWorkspace } from '@/app/(workspace)/workspace-context'
import { formatNumber } from '@/lib/i18n/format'
import { DemonstrationBadge } from '@/lib/ui/demonstration-badge'
import { EmptyState } from '@/lib/ui/empty-state'
import { Page } from '@/lib/ui/page'
import type { AllocationOverview, OverviewRow } from '@/lib/usecases/view-allocation-overview'
import classes from './allocations.module.css'
import { RunStateBadge } from './run-state'
import { useAllocationWords } from './words'

/** The scarce products of a month: supply, what is allocated, how far it is. The choice of what to work on. */
export function Overview({ overview }: { overview: AllocationOverview }) {
  const t = useTranslations('allocation')
  const words = useAllocationWords()
  const { organization } = useWorkspace()
  const { scope, month, months, products } = overview
  const [, chooseMonth] = useQueryState(
    'month',
    parseAsString.withOptions({ shallow: false, history: 'push' }),
  )
  return (
    <Page
      title={
        <>
          {t('title')} {organization?.demonstration && <DemonstrationBadge compact />}
        </>
      }
      about={t(scope === 'own' ? 'overview.about-own' : 'overview.about', { month: words.month(month) })}
      actions={<MonthChoice month={month} months={months} onChoose={chooseMonth} />}
    >
      {products.length === 0 ? (
        <NoSupply overview={overview} />
      ) : (
        <div className={classes.tableScroll}>
          {scope === 'own' ? <OwnTable overview={overview} /> : <WholeTable overview={overview} />}
        </div>
      )}
    </Page>
  )
}

function NoSupply({ overview: { month, months, scarceProducts } }: { overview: AllocationOverview }) {
  const t = useTranslations('allocation.overview')
  const words = useAllocationWords()
  const other = months.findLast((one) => one !== month)
  return (
    <EmptyState
      icon={IconPackages}
      title={t('empty-title', { month: words.month(month) })}
      action={
        other && (
          <Button component={Link} href={`/allocations?month=${other}`} variant="default">
            {t('empty-other', { month: words.month(other) })}
          </Button>
        )
      }
    >
      {t('empty-text', { scarce: scarceProducts })}
    </EmptyState>
  )
}

function WholeTable({ overview: { month, products } }: { overview: AllocationOverview }) {
  const t = useTranslations('allocation.overview')
  return (
    <table className={classes.table}>
      <thead>
        <tr>
          <th scope="col">{t('product')}</th>
          <th scope="col">{t('state')}</th>
          <Figure head>{t('supply')}</Figure>
          <Figure head>{t('allocated')}</Figure>
          <Figure head>{t('rest')}</Figure>
          <th scope="col" className={classes.wide}>
            {t('author')}
          </th>
          <th scope="col" className={classes.wide}>
            {t('published')}
          </th>
        </tr>
      </thead>
      <tbody>
        {products.map((row) => (
          <WholeRow key={row.product.code} row={row} month={month} />
        ))}
      </tbody>
    </table>
  )
}

function WholeRow({ row, month }: { row: OverviewRow; month: string }) {
  const t = useTranslations('allocation.overview')
  const locale = useLocale()
  const words = useAllocationWords()
  const { newest, published } = row
  const supply = row.supplyUnits ?? 0
  const rest = newest ? supply - newest.allocatedUnits : null
  const number = (value: number) => formatNumber(locale, value)
  const by = (name: string | null, instant: string) =>
    name ? t('by', { name, date: words.date(instant) }) : t('system', { date: words.date(instant) })
  return (
    <tr>
      <ProductCell row={row} month={month} />
      <td>
        <RunStateBadge run={newest} />
      </td>
      <Figure>{number(supply)}</Figure>
      <Figure>{newest ? number(newest.allocatedUnits) : '–'}</Figure>
      <Figure>
        {rest === null ? '–' : <span className={rest ? classes.warn : undefined}>{number(rest)}</span>}
      </Figure>
      <td className={`${classes.soft} ${classes.wide}`}>{newest && by(newest.author, newest.createdAt)}</td>
      <td className={`${classes.soft} ${classes.wide}`}>
        {published?.publishedAt ? by(published.publishedBy, published.publishedAt) : t('none-published')}
      </td>
    </tr>
  )
}

function OwnTable({ overview: { month, products } }: { overview: AllocationOverview }) {
  const t = useTranslations('allocation.overview')
  const locale = useLocale()
  const number = (value: number) => formatNumber(locale, value)
  return (
    <table className={classes.table}>
      <thead>
        <tr>
          <th scope="col">{t('product')}</th>
          <Figure head>{t('shops')}</Figure>
          <Figure head>{t('need')}</Figure>
          <Figure head>{t('units')}</Figure>
        </tr>
      </thead>
      <tbody>
        {products.map((row) => (
          <tr key={row.product.code}>
            <ProductCell row={row} month={month} />
            {row.own ? (
              <>
                <Figure>{t('of', { some: row.own.reached, all: row.own.retailers })}</Figure>
                <Figure>{number(row.own.demandUnits)}</Figure>
                <Figure>{number(row.own.units)}</Figure>
              </>
            ) : (
              <td colSpan={3} className={classes.soft}>
                {t('none-published')}
              </td>
            )}
          </tr>
        ))}
      </tbody>
    </table>
  )
}

function ProductCell({ row: { product }, month }: { row: OverviewRow; month: string }) {
  const words = useAllocationWords()
  const address = new URLSearchParams({ month, product: product.code })
  return (
    <th scope="row">
      <Link href={`/allocations?${address}`}>{words.product(product)}</Link>{' '}
      <span className={classes.soft}>{product.code}</span>
    </th>
  )
}

function Figure({ head = false, children }: { head?: boolean; children: React.ReactNode }) {
  if (!head) return <td className={classes.figure}>{children}</td>
  return (
    <th scope="col" className={classes.figure}>
      {children}
    </th>
  )
}
