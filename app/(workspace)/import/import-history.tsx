'use client'

import { Table } from '@mantine/core'
import { useLocale, useTranslations } from 'next-intl'
import { useWorkspace } from '@/app/(workspace)/workspace-context'
import { formatNumber } from '@/lib/i18n/format'
import type { ImportBatchRecord } from '@/lib/usecases/list-imports'
import classes from './import.module.css'

/** Who imported what, newest first. */
export function ImportHistory({ imports }: { imports: readonly ImportBatchRecord[] }) {
  const t = useTranslations('import.screen')
  const locale = useLocale()
  const { organization } = useWorkspace()
  const at = new Intl.DateTimeFormat(locale, {
    dateStyle: 'medium',
    timeStyle: 'short',
    ...(organization && { timeZone: organization.timeZone }),
  })
  const count = (value: number) => formatNumber(locale, value)
  const datumOf = (datum: string) =>
    datum === ''
      ? t('history.no-datum')
      : datum === 'column'
        ? t('history.datum-column')
        : t(`datum.${datum as 'wgs84' | 'gcj02' | 'bd09'}`)
  return (
    <section className={classes.card} aria-labelledby="import-history">
      <h2 id="import-history" className={classes.heading}>
        {t('history.title')}
      </h2>
      {imports.length === 0 ? (
        <p className={classes.soft}>{t('history.empty')}</p>
      ) : (
        <Table.ScrollContainer minWidth={760}>
          <Table>
            <Table.Thead>
              <Table.Tr>
                <Table.Th>{t('history.at')}</Table.Th>
                <Table.Th>{t('history.file')}</Table.Th>
                <Table.Th>{t('history.kind')}</Table.Th>
                <Table.Th>{t('history.datum')}</Table.Th>
                <Table.Th>{t('history.encoding')}</Table.Th>
                <Table.Th ta="right">{t('counts.created')}</Table.Th>
                <Table.Th ta="right">{t('counts.updated')}</Table.Th>
                <Table.Th ta="right">{t('counts.refused')}</Table.Th>
                <Table.Th>{t('history.who')}</Table.Th>
              </Table.Tr>
            </Table.Thead>
            <Table.Tbody>
              {imports.map((batch) => (
                <Table.Tr key={batch.id}>
                  <Table.Td className={classes.nowrap}>{at.format(batch.at)}</Table.Td>
                  <Table.Td className={classes.fileName}>{batch.fileName}</Table.Td>
                  <Table.Td>{t(`kinds.${batch.kind}`)}</Table.Td>
                  <Table.Td className={classes.nowrap}>{datumOf(batch.datum)}</Table.Td>
                  <Table.Td>{batch.encoding}</Table.Td>
                  <Table.Td ta="right">{count(batch.created)}</Table.Td>
                  <Table.Td ta="right">{count(batch.updated)}</Table.Td>
                  <Table.Td ta="right">{count(batch.refused)}</Table.Td>
                  <Table.Td>{batch.author ?? t('history.local')}</Table.Td>
                </Table.Tr>
              ))}
            </Table.Tbody>
          </Table>
        </Table.ScrollContainer>
      )}
    </section>
  )
}
