'use client'

import { ActionIcon, Button, Select, Skeleton } from '@mantine/core'
import { IconChevronLeft, IconChevronRight, IconDownload } from '@tabler/icons-react'
import Link from 'next/link'
import { useLocale, useTranslations } from 'next-intl'
import { parseAsInteger, useQueryStates } from 'nuqs'
import { useTerritory } from '@/app/(workspace)/territory'
import { useWorkspace } from '@/app/(workspace)/workspace-context'
import { TIERS_MAX } from '@/lib/domain/retailer/classification'
import { formatNumber } from '@/lib/i18n/format'
import type { SharePage } from '@/lib/usecases/list-allocation-shares'
import type { WholeAllocation } from '@/lib/usecases/view-allocation'
import classes from './allocations.module.css'
import { useShares } from './use-shares'
import { useAllocationWords } from './words'

type Props = {
  runId: number
  zoneKeys: readonly string[]
  types: WholeAllocation['types']
  zone: string | null
  onZone: (zoneKey: string | null) => void
}

const PAGE_ROWS = 50
const TIERS = Array.from({ length: TIERS_MAX }, (_, k) => TIERS_MAX - k)

/** What each shop within reach gets, and why; filtered by zone, tier and territory, as a table and as a file. */
export function Shares({ runId, zoneKeys, types, zone, onZone }: Props) {
  const t = useTranslations('allocation.shops')
  const words = useAllocationWords(types)
  const { territories } = useWorkspace()
  const [territory, setTerritory] = useTerritory()
  const [{ tier, page }, setPage] = useQueryStates({
    tier: parseAsInteger,
    page: parseAsInteger.withDefault(1),
  })
  const filter = {
    runId,
    ...(zone !== null && { zone }),
    ...(tier !== null && { tier }),
    ...(territory !== null && { territory }),
  }
  const { shown, hasFailed, isLoading, retry } = useShares({ ...filter, page })
  const file = new URLSearchParams(Object.entries(filter).map(([name, value]) => [name, String(value)]))
  const pages = Math.max(1, Math.ceil((shown?.sums.retailers ?? 0) / PAGE_ROWS))
  return (
    <>
      <div className={classes.filters}>
        <Select
          label={t('zone')}
          w={220}
          clearable
          placeholder={t('all-zones')}
          value={zone}
          data={zoneKeys.map((key) => ({ value: key, label: words.zone(key) }))}
          onChange={(key) => {
            onZone(key)
            setPage({ page: null })
          }}
        />
        <Select
          label={t('tier')}
          w={120}
          clearable
          searchable
          placeholder={t('all-tiers')}
          value={tier === null ? null : String(tier)}
          data={TIERS.map((one) => ({ value: String(one), label: t('tier-option', { tier: one }) }))}
          onChange={(value) => setPage({ tier: value === null ? null : Number(value), page: null })}
        />
        {territories.length > 1 && (
          <Select
            label={t('territory')}
            w={190}
            clearable
            placeholder={t('all-territories')}
            value={territory === null ? null : String(territory)}
            data={territories.map(({ id, name }) => ({ value: String(id), label: name }))}
            onChange={(value) => {
              setTerritory(value === null ? null : Number(value))
              setPage({ page: null })
            }}
          />
        )}
        <Button
          component="a"
          href={`/allocations/shares?${file}`}
          variant="default"
          leftSection={<IconDownload size={16} stroke={1.8} />}
        >
          {t('download')}
        </Button>
      </div>
      {hasFailed ? (
        <p role="alert" className={classes.about}>
          {t('failed')}{' '}
          <Button size="compact-sm" variant="default" onClick={retry}>
            {t('retry')}
          </Button>
        </p>
      ) : shown ? (
        <Table shown={shown} words={words} isLoading={isLoading} />
      ) : (
        <Skeleton height={420} />
      )}
      {shown && pages > 1 && (
        <nav className={classes.pages} aria-label={t('page', { page, pages })}>
          <ActionIcon
            variant="default"
            aria-label={t('previous')}
            disabled={page <= 1}
            onClick={() => setPage({ page: page - 1 })}
          >
            <IconChevronLeft size={16} />
          </ActionIcon>
          {t('page', { page, pages })}
          <ActionIcon
            variant="default"
            aria-label={t('next')}
            disabled={page >= pages}
            onClick={() => setPage({ page: page + 1 })}
          >
            <IconChevronRight size={16} />
          </ActionIcon>
        </nav>
      )}
    </>
  )
}

type TableProps = { shown: SharePage; words: ReturnType<typeof useAllocationWords>; isLoading: boolean }

function Table({ shown: { rows, sums }, words, isLoading }: TableProps) {
  const t = useTranslations('allocation.shops')
  const locale = useLocale()
  if (rows.length === 0) return <p className={classes.about}>{t('none')}</p>
  return (
    <>
      <p className={classes.about}>
        {t('sums', {
          retailers: sums.retailers,
          reached: sums.reached,
          units: sums.units,
          need: sums.demandUnits,
        })}
      </p>
      <div className={classes.tableScroll} aria-busy={isLoading}>
        <table className={classes.table}>
          <thead>
            <tr>
              <th scope="col">{t('shop')}</th>
              <th scope="col">{t('territory')}</th>
              <th scope="col" className={classes.figure}>
                {t('tier')}
              </th>
              <th scope="col" className={classes.figure}>
                {t('need')}
              </th>
              <th scope="col" className={classes.figure}>
                {t('units')}
              </th>
              <th scope="col">{t('reason')}</th>
            </tr>
          </thead>
          <tbody>
            {rows.map((row) => (
              <tr key={row.retailerId}>
                <th scope="row">
                  <Link href={`/retailers/${row.retailerId}`}>{row.name}</Link>
                </th>
                <td className={classes.soft}>{row.territory ?? t('no-territory')}</td>
                <td className={classes.figure}>{row.tier}</td>
                <td className={classes.figure}>{formatNumber(locale, row.demandUnits)}</td>
                <td className={classes.figure}>
                  <strong>{formatNumber(locale, row.units)}</strong>
                </td>
                <td className={classes.reason}>{words.reason(row.reason)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </>
  )
}
