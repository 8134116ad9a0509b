'use client'

import { Table } from '@mantine/core'
import { useLocale, useTranslations } from 'next-intl'
import type { ImportReport } from '@/lib/domain/import/import-report'
import { formatList, formatNumber } from '@/lib/i18n/format'
import classes from './import.module.css'

/** The first rows of what has no place on a map, as they were read. */
export function PreviewTable({ report }: { report: ImportReport | undefined }) {
  const t = useTranslations('import.screen.preview')
  const locale = useLocale()
  const { headers = [], rows = [] } = report?.preview ?? {}
  if (!report || rows.length === 0) return <p className={classes.soft}>{t('nothing')}</p>
  return (
    <>
      {report.monthsTouched.length > 0 && (
        <p className={classes.soft}>{t('months', { months: formatList(locale, report.monthsTouched) })}</p>
      )}
      <Table.ScrollContainer minWidth={0}>
        <Table verticalSpacing={4} horizontalSpacing={6} fz="xs">
          <Table.Thead>
            <Table.Tr>
              <Table.Th ta="right">{t('row')}</Table.Th>
              {headers.map((header, k) => (
                // biome-ignore lint/suspicious/noArrayIndexKey: headers may be alike, and columns never move
                <Table.Th key={k} className={classes.nowrap}>
                  {header}
                </Table.Th>
              ))}
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {rows.map(({ row, cells }) => (
              <Table.Tr key={row}>
                <Table.Td ta="right" className={classes.code}>
                  {formatNumber(locale, row)}
                </Table.Td>
                {cells.map((cell, k) => (
                  // biome-ignore lint/suspicious/noArrayIndexKey: cells stand under their headers
                  <Table.Td key={k} className={classes.nowrap}>
                    {cell}
                  </Table.Td>
                ))}
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      </Table.ScrollContainer>
    </>
  )
}
