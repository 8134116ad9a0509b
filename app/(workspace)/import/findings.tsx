'use client'

import { Button, Checkbox, Table } from '@mantine/core'
import { IconDownload } from '@tabler/icons-react'
import { useLocale, useTranslations } from 'next-intl'
import { useState } from 'react'
import { faultsCsv } from '@/lib/domain/import/faults-csv'
import type { ImportFault } from '@/lib/domain/import/import-check'
import type { ImportReport } from '@/lib/domain/import/import-report'
import { formatArea } from '@/lib/i18n/format'
import { sentenceOf } from '@/lib/i18n/import-sentence'
import { downloadText } from './download-text'
import classes from './import.module.css'

const PAGE = 50

/** What is wrong and what is strange, by row and column, and what to do about it. */
export function Faults({ report, fileName }: { report: ImportReport; fileName: string }) {
  const t = useTranslations('import.screen.findings')
  const words = useFaultWords()
  const { errors, errorsTotal, warnings, warningsTotal } = report
  if (errorsTotal + warningsTotal === 0) return null

  const download = () => {
    const header = [t('row'), t('column'), t('value'), t('what'), t('do')]
    const rows = [...errors, ...warnings].map((fault) => [
      fault.row,
      fault.column,
      fault.value ?? '',
      words.what(fault),
      words.advice(fault),
    ])
    downloadText(`${fileName.replace(/\.[^.]*$/, '')}.faults.csv`, faultsCsv(header, rows))
  }
  return (
    <section className={classes.card} aria-labelledby="import-faults">
      <div className={`${classes.row} ${classes.spread}`}>
        <h2 id="import-faults" className={classes.heading}>
          {report.outcome === 'reject_file' ? t('file') : t('errors', { count: errorsTotal })}
        </h2>
        <Button size="xs" variant="subtle" leftSection={<IconDownload size={16} />} onClick={download}>
          {t('download')}
        </Button>
      </div>
      {errorsTotal > 0 && (
        <FaultTable faults={errors} total={errorsTotal} label={t('errors', { count: errorsTotal })} />
      )}
      {warningsTotal > 0 && (
        <>
          <h3 className={classes.heading} style={{ marginTop: 12 }}>
            {t('warnings', { count: warningsTotal })}
          </h3>
          <FaultTable
            faults={warnings}
            total={warningsTotal}
            label={t('warnings', { count: warningsTotal })}
          />
        </>
      )}
    </section>
  )
}

function FaultTable({
  faults,
  total,
  label,
}: {
  faults: readonly ImportFault[]
  total: number
  label: string
}) {
  const t = useTranslations('import.screen.findings')
  const words = useFaultWords()
  const [shown, setShown] = useState(PAGE)
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard
    <section className={classes.faults} aria-label={label} tabIndex={0}>
      <Table stickyHeader aria-label={label}>
        <Table.Thead>
          <Table.Tr>
            <Table.Th w={64}>{t('row')}</Table.Th>
            <Table.Th w={120}>{t('column')}</Table.Th>
            <Table.Th>{t('what')}</Table.Th>
            <Table.Th>{t('do')}</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {faults.slice(0, shown).map((fault, k) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: one cell can have several faults, and the list never moves
            <Table.Tr key={k}>
              <Table.Td>{fault.row ?? ''}</Table.Td>
              <Table.Td className={classes.fileName}>{fault.column ?? ''}</Table.Td>
              <Table.Td className={classes.message}>{words.what(fault)}</Table.Td>
              <Table.Td className={classes.message}>{words.advice(fault)}</Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
      {faults.length > shown && (
        <Button size="xs" variant="subtle" onClick={() => setShown(shown + 4 * PAGE)}>
          {t('more', { count: Math.min(4 * PAGE, faults.length - shown) })}
        </Button>
      )}
      {total > faults.length && <p className={classes.soft}>{t('listed', { count: faults.length })}</p>}
    </section>
  )
}

/** Things that may be meant as they are: each is stored only after the person says so. */
export function Asks(props: {
  report: ImportReport
  confirmed: ReadonlySet<string>
  onConfirm: (confirmed: ReadonlySet<string>) => void
}) {
  const { report, confirmed, onConfirm } = props
  const t = useTranslations('import')
  const locale = useLocale()
  if (report.asks.length === 0) return null
  const toggle = (code: string, isOn: boolean) => {
    const next = new Set(confirmed)
    if (isOn) next.add(code)
    else next.delete(code)
    onConfirm(next)
  }
  return (
    <section className={classes.card} aria-labelledby="import-asks">
      <h2 id="import-asks" className={classes.heading}>
        {t('screen.findings.asks')}
      </h2>
      <div className={classes.steps}>
        {report.asks.map((ask) => {
          const { key, params } = sentenceOf(ask, locale)
          return (
            <div key={ask.code} className={classes.ask}>
              <span className={classes.message}>{t(key, params)}</span>
              {ask.pairs && (
                <ul className={classes.lacking}>
                  {ask.pairs.map(({ rows, areaM2 }) => (
                    <li key={rows.join('-')}>
                      {t('screen.findings.pair', {
                        rows: rows.join(' / '),
                        area: formatArea(locale, areaM2),
                      })}
                    </li>
                  ))}
                </ul>
              )}
              <Checkbox
                checked={confirmed.has(ask.code)}
                onChange={(event) => toggle(ask.code, event.currentTarget.checked)}
                label={t('screen.findings.confirm')}
              />
            </div>
          )
        })}
      </div>
    </section>
  )
}

function useFaultWords() {
  const t = useTranslations('import')
  const locale = useLocale()
  return {
    what(fault: ImportFault): string {
      const { key, params } = sentenceOf(fault, locale)
      return t(key, params).trim()
    },
    advice(fault: ImportFault): string {
      const key = `advice.${fault.code}` as const
      return t.has(key) ? t(key) : ''
    },
  }
}
