'use client'

import { Button, Table } from '@mantine/core'
import { IconUsers } from '@tabler/icons-react'
import dynamic from 'next/dynamic'
import Link from 'next/link'
import { useLocale, useTranslations } from 'next-intl'
import { useState } from 'react'
import { ReadOnly } from '@/app/(workspace)/rules/read-only'
import classes from '@/app/(workspace)/rules/rules.module.css'
import { formatDate, formatNumber, formatTimeOfDay } from '@/lib/i18n/format'
import { EmptyState } from '@/lib/ui/empty-state'
import type { TerritoryTerms } from '@/lib/usecases/view-rules-territories'

const TerritoryDialog = dynamic(() => import('./territory-dialog').then((m) => m.TerritoryDialog), {
  ssr: false,
})

/** How each territory works (片区工作方式), and the way to change it. */
export function Territories({ territories }: { territories: readonly TerritoryTerms[] }) {
  const t = useTranslations('rules.territories-page')
  const [editedId, setEdited] = useState<number | null>(null)
  const edited = territories.find(({ id }) => id === editedId)
  const mayEdit = territories.some((territory) => territory.mayEdit)
  if (territories.length === 0) {
    return (
      <EmptyState icon={IconUsers} title={t('empty')}>
        {t('empty-text')}
      </EmptyState>
    )
  }
  return (
    <div className={classes.stack}>
      {!mayEdit && <ReadOnly />}
      <section className={classes.card} aria-labelledby="rules-territories">
        <div className={classes.head}>
          <h2 id="rules-territories" className={classes.heading}>
            {t('title')}
          </h2>
          {mayEdit && (
            <Button component={Link} href="/rules/territories/divide" size="compact-sm" variant="default">
              {t('divide')}
            </Button>
          )}
        </div>
        <p className={classes.soft}>{t('about')}</p>
        <Table.ScrollContainer minWidth={900}>
          <Table>
            <Table.Thead>
              <Table.Tr>
                <Table.Th>{t('territory')}</Table.Th>
                <Table.Th>{t('mode')}</Table.Th>
                <Table.Th>{t('shift')}</Table.Th>
                <Table.Th>{t('break')}</Table.Th>
                <Table.Th ta="right">{t('visits-max')}</Table.Th>
                <Table.Th>{t('days-off')}</Table.Th>
                {mayEdit && <Table.Th />}
              </Table.Tr>
            </Table.Thead>
            <Table.Tbody>
              {territories.map((territory) => (
                <TerritoryRow
                  key={territory.id}
                  territory={territory}
                  onChange={() => setEdited(territory.id)}
                />
              ))}
            </Table.Tbody>
          </Table>
        </Table.ScrollContainer>
      </section>
      {edited && <TerritoryDialog territory={edited} onClose={() => setEdited(null)} />}
    </div>
  )
}

function TerritoryRow({ territory, onChange }: { territory: TerritoryTerms; onChange: () => void }) {
  const t = useTranslations('rules.territories-page')
  const locale = useLocale()
  const { id, name, managerName, travelMode, shift, break: pause, visitsMax, daysOff, mayEdit } = territory
  return (
    <Table.Tr>
      <Table.Th scope="row">
        {name}
        <span className={classes.was}>{managerName ?? t('no-manager')}</span>
      </Table.Th>
      <Table.Td>{t(`modes.${travelMode}`)}</Table.Td>
      <Table.Td className={classes.nowrap ?? ''}>{shift.map(formatTimeOfDay).join('–')}</Table.Td>
      <Table.Td>
        {pause
          ? t('break-value', {
              minutes: formatNumber(locale, pause.seconds / 60),
              from: formatTimeOfDay(pause.window[0]),
              to: formatTimeOfDay(pause.window[1]),
            })
          : t('no-break')}
      </Table.Td>
      <Table.Td className={classes.figure ?? ''}>{visitsMax}</Table.Td>
      <Table.Td>
        {daysOff.length === 0 ? t('no-days-off') : null}
        {daysOff.map(({ date, reason }) => (
          <span key={date} className={classes.dayOff}>
            {formatDate(locale, date, 'weekday')} · {reason}
          </span>
        ))}
        <Link className={classes.smallLink} href={`/plans?territory=${id}`}>
          {t('edit-days-off')}
        </Link>
      </Table.Td>
      {mayEdit && (
        <Table.Td>
          <Button
            size="compact-sm"
            variant="default"
            onClick={onChange}
            aria-label={t('change-of', { name })}
          >
            {t('change')}
          </Button>
        </Table.Td>
      )}
    </Table.Tr>
  )
}
