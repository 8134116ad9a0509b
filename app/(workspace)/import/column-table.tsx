'use client'

import { Button, MultiSelect, Select, Table } from '@mantine/core'
import { useLocale, useTranslations } from 'next-intl'
import { useState } from 'react'
import { aliasesOf, type FieldName } from '@/lib/domain/import/columns'
import type { ColumnMapping, ImportKind } from '@/lib/domain/import/import-check'
import type { ImportReport } from '@/lib/domain/import/import-report'
import { formatList } from '@/lib/i18n/format'
import classes from './import.module.css'

type Props = {
  kind: ImportKind
  report: ImportReport
  /** What the person said; everything else is matched by name. */
  mapping: ColumnMapping
  onMap: (mapping: NonNullable<Choices['mapping']>) => void
}
type Choices = { mapping?: Record<string, string | string[] | null> }

const SAMPLE_ROWS = 3
const LEAVE_OUT = '\u0000'
/** Of a retailer it depends on how the file gives its place. */
const NEEDED: Readonly<Partial<Record<ImportKind, readonly FieldName[]>>> = {
  'trade-areas': ['name', 'geometry'],
  products: ['code', 'name', 'brand', 'priceClass', 'price'],
  orders: ['retailer', 'product', 'month', 'need', 'ordered', 'delivered'],
}
/** Headers that were cut for the screen cannot be told from each other. */
const CUT = '…'

/** Which column of the file is which of our fields, each to be corrected. */
export function ColumnTable({ kind, report, mapping, onMap }: Props) {
  const t = useTranslations('import.screen')
  const locale = useLocale()
  const headers = [...new Set(report.headers)].filter((header) => header !== '' && !header.endsWith(CUT))
  const isNeeded = neededIn(kind, report)
  const [allShown, setAllShown] = useState(false)
  const fields = fieldsOf(kind, report.shape)
  const shown = fields.filter(
    (field) =>
      allShown || isNeeded(field) || report.mapping[field] !== undefined || Object.hasOwn(mapping, field),
  )
  const choose = (field: FieldName, chosen: string | string[] | null) =>
    onMap({ ...mapping, [field]: chosen } as NonNullable<Choices['mapping']>)
  return (
    <section className={classes.card} aria-labelledby="import-columns">
      <h2 id="import-columns" className={classes.heading}>
        {t('columns.title')}
      </h2>
      <p className={classes.soft}>
        {report.shape === 'features' && `${t('columns.from-shape')} `}
        {report.ignoredColumns.length > 0
          ? t('columns.ignored', { columns: formatList(locale, report.ignoredColumns) })
          : t('columns.ignored-none')}
      </p>
      <Table.ScrollContainer minWidth={520}>
        <Table verticalSpacing={4}>
          <Table.Thead>
            <Table.Tr>
              <Table.Th>{t('columns.field')}</Table.Th>
              <Table.Th w={220}>{t('columns.column')}</Table.Th>
              <Table.Th>{t('columns.first')}</Table.Th>
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {shown.map((field) => {
              const columns = report.mapping[field] ?? []
              const label = t(`fields.${field}`)
              return (
                <Table.Tr key={field}>
                  <Table.Td>
                    {label}
                    {isNeeded(field) && (
                      <span className={classes.needed} title={t('columns.needed')}>
                        {' *'}
                      </span>
                    )}
                  </Table.Td>
                  <Table.Td>
                    {field === 'address' ? (
                      <MultiSelect
                        size="xs"
                        aria-label={label}
                        data={headers}
                        value={columns.filter((column) => headers.includes(column))}
                        placeholder={columns.length === 0 ? t('columns.none') : ''}
                        onChange={(chosen) => choose(field, chosen.length > 0 ? chosen : null)}
                        searchable
                      />
                    ) : (
                      <Select
                        size="xs"
                        aria-label={label}
                        data={[{ value: LEAVE_OUT, label: t('columns.leave-out') }, ...headers]}
                        value={
                          columns.find((column) => headers.includes(column)) ??
                          (mapping[field] === null ? LEAVE_OUT : null)
                        }
                        placeholder={t('columns.none')}
                        onChange={(chosen) => choose(field, chosen === LEAVE_OUT ? null : chosen)}
                        allowDeselect={false}
                        searchable
                      />
                    )}
                  </Table.Td>
                  <Table.Td className={classes.cells}>{sampleOf(report, columns)}</Table.Td>
                </Table.Tr>
              )
            })}
          </Table.Tbody>
        </Table>
      </Table.ScrollContainer>
      {shown.length < fields.length && (
        <Button size="xs" variant="subtle" onClick={() => setAllShown(true)}>
          {t('columns.more', { count: fields.length - shown.length })}
        </Button>
      )}
    </section>
  )
}

function fieldsOf(kind: ImportKind, shape: ImportReport['shape']): FieldName[] {
  const placed: readonly FieldName[] = ['lng', 'lat', 'position', 'geometry']
  return (Object.keys(aliasesOf(kind)) as FieldName[]).filter(
    (field) => shape !== 'features' || !placed.includes(field),
  )
}

function neededIn(kind: ImportKind, { mapping, shape }: ImportReport): (field: FieldName) => boolean {
  const listed = NEEDED[kind]
  if (listed) return (field) => listed.includes(field)
  const isInOneColumn = mapping.position !== undefined
  return (field) =>
    field === 'code' ||
    field === 'name' ||
    (shape === 'table' && (isInOneColumn ? field === 'position' : field === 'lng' || field === 'lat'))
}

function sampleOf({ preview }: ImportReport, columns: readonly string[]): string {
  const indexes = columns.map((column) => preview.headers.indexOf(column)).filter((index) => index >= 0)
  return preview.rows
    .slice(0, SAMPLE_ROWS)
    .map(({ cells }) => indexes.map((index) => cells[index]).join(' '))
    .filter((text) => text.trim() !== '')
    .join(' · ')
}
