'use client'

import { Alert, Table } from '@mantine/core'
import { IconAlertTriangle, IconUsers } from '@tabler/icons-react'
import { useLocale, useTranslations } from 'next-intl'
import classes from '@/app/(workspace)/rules/rules.module.css'
import type { ServiceLoad } from '@/lib/domain/routing/service/service-load'
import { formatDate, formatDuration, formatNumber, formatPercent } from '@/lib/i18n/format'
import { EmptyState } from '@/lib/ui/empty-state'
import { ExplainedNumber } from '@/lib/ui/explained-number'
import type { ServiceLoadView, TerritoryServiceLoad } from '@/lib/usecases/view-service-load'
import type { LoadOfAll } from './load-of-all'

type Props = { view: ServiceLoadView; before: LoadOfAll; after: LoadOfAll }

const HOUR_S = 3600

/** Need against have of each territory, for the rules as they stand in the form. */
export function LoadTable({ view, before, after }: Props) {
  const t = useTranslations('rules.service.load')
  const locale = useLocale()
  const { from, to, territories } = view
  const over = [...after.territories.values()].filter(({ load }) => load > 1).length
  return (
    <section className={classes.card} aria-labelledby="service-load">
      <h2 id="service-load" className={classes.heading}>
        {t('title')}
      </h2>
      <p className={classes.soft}>
        {t('about', { from: formatDate(locale, from), to: formatDate(locale, to) })}
      </p>
      {over > 0 && (
        <Alert color="red" variant="light" mb="sm" icon={<IconAlertTriangle size={18} />}>
          {t('over', { count: over })}
        </Alert>
      )}
      {territories.length === 0 ? (
        <EmptyState icon={IconUsers} title={t('none')}>
          {t('none-text')}
        </EmptyState>
      ) : (
        <Table.ScrollContainer minWidth={720}>
          <Table>
            <Table.Thead>
              <Table.Tr>
                <Table.Th>{t('territory')}</Table.Th>
                <Table.Th ta="right">{t('visits')}</Table.Th>
                <Table.Th ta="right">{t('per-day')}</Table.Th>
                <Table.Th ta="right">{t('need')}</Table.Th>
                <Table.Th ta="right">{t('have')}</Table.Th>
                <Table.Th ta="right">{t('load')}</Table.Th>
              </Table.Tr>
            </Table.Thead>
            <Table.Tbody>
              {territories.map((territory) => (
                <LoadRow
                  key={territory.id}
                  name={territory.name}
                  managerName={territory.managerName}
                  territory={territory}
                  before={before.territories.get(territory.id)!}
                  after={after.territories.get(territory.id)!}
                />
              ))}
            </Table.Tbody>
            {territories.length > 1 && (
              <Table.Tfoot>
                <LoadRow
                  name={t('total')}
                  managerName={null}
                  territory={null}
                  before={before.total}
                  after={after.total}
                />
              </Table.Tfoot>
            )}
          </Table>
        </Table.ScrollContainer>
      )}
    </section>
  )
}

type RowProps = {
  name: string
  managerName: string | null
  /** Null for the sum of all. */
  territory: TerritoryServiceLoad | null
  before: ServiceLoad
  after: ServiceLoad
}

function LoadRow({ name, managerName, territory, before, after }: RowProps) {
  const t = useTranslations('rules.service.load')
  const locale = useLocale()
  const hours = (seconds: number) => formatDuration(locale, Math.round(seconds / HOUR_S) * HOUR_S)
  const share = (value: number) => formatPercent(locale, value)
  const source =
    territory &&
    (territory.travelFrom
      ? t('travel-source', { date: formatDate(locale, territory.travelFrom) })
      : t('travel-none'))
  const classParts = [...after.byClass].map(([serviceClass, { retailers, visits }]) => ({
    name: t('class-part', { serviceClass }),
    value: t('class-value', {
      retailers: formatNumber(locale, retailers),
      visits: formatNumber(locale, visits),
    }),
  }))
  const parts = territory
    ? [
        ...classParts,
        { name: t('travel'), value: formatDuration(locale, territory.period.travelSeconds) },
        { name: t('need-part'), value: hours(after.needSeconds) },
        {
          name: t('have-part'),
          value: t('have-value', {
            days: territory.period.workingDays,
            hours: formatDuration(locale, territory.period.shiftSeconds - territory.period.breakSeconds),
          }),
        },
      ]
    : [
        ...classParts,
        { name: t('need-part'), value: hours(after.needSeconds) },
        { name: t('have-part'), value: hours(after.haveSeconds) },
      ]
  return (
    <Table.Tr>
      <Table.Th scope="row">
        {name}
        {managerName && <span className={classes.was}>{managerName}</span>}
      </Table.Th>
      <Figure was={formatNumber(locale, before.visits)} is={formatNumber(locale, after.visits)} />
      <Figure
        was={formatNumber(locale, before.visitsPerDay, 1)}
        is={formatNumber(locale, after.visitsPerDay, 1)}
      />
      <Figure was={hours(before.needSeconds)} is={hours(after.needSeconds)} />
      <Figure was={hours(before.haveSeconds)} is={hours(after.haveSeconds)} />
      <Table.Td className={`${classes.figure} ${after.load > 1 ? classes.over : ''}`}>
        <ExplainedNumber
          label={t('load-of', { name })}
          value={share(after.load)}
          formula={t('formula')}
          parameters={parts}
          {...(source && { source })}
        />
        {share(before.load) !== share(after.load) && (
          <span className={classes.was}>{t('load-before', { value: share(before.load) })}</span>
        )}
      </Table.Td>
    </Table.Tr>
  )
}

function Figure({ was, is }: { was: string; is: string }) {
  return (
    <Table.Td className={classes.figure ?? ''}>
      {is}
      {was !== is && <s className={classes.was}>{was}</s>}
    </Table.Td>
  )
}
