'use client'

import { Button } from '@mantine/core'
import { useLocale, useTranslations } from 'next-intl'
import type { ReactNode } from 'react'
import type { ImportKind } from '@/lib/domain/import/import-check'
import type { ImportReport } from '@/lib/domain/import/import-report'
import { formatNumber } from '@/lib/i18n/format'
import classes from './import.module.css'

type Props = {
  kind: ImportKind
  /** Its counts are of what would be stored. */
  report: ImportReport
  waits: { datum: boolean; confirm: boolean; valid: boolean }
  busy: boolean
  /** The choice to store the faultless rows, where there are others. */
  validOnly: ReactNode
  onStore: () => void
}

export function WhatWillHappen({ kind, report, waits, busy, validOnly, onStore }: Props) {
  const t = useTranslations('import.screen.counts')
  const locale = useLocale()
  const { created, updated, unchanged, unmentioned, stored, errorsTotal, lacking, lackingTotal } = report
  const refusedRows = new Set(report.errors.map(({ row }) => row)).size
  const figures = [
    { key: 'created', value: created },
    { key: 'updated', value: updated },
    ...(kind === 'orders' ? [{ key: 'unchanged', value: unchanged } as const] : []),
    { key: 'refused', value: errorsTotal > report.errors.length ? errorsTotal : refusedRows },
    kind === 'orders'
      ? ({ key: 'unmentioned', value: unmentioned } as const)
      : ({ key: 'lacking', value: lackingTotal } as const),
  ] as const
  const hint =
    stored === 0
      ? 'all-faulty'
      : waits.datum
        ? 'need-datum'
        : waits.confirm
          ? 'need-confirm'
          : waits.valid
            ? 'need-valid'
            : null
  return (
    <section className={`${classes.card} ${classes.store}`} aria-labelledby="import-counts">
      <h2 id="import-counts" className={classes.heading}>
        {t('title')}
      </h2>
      <div className={classes.figures}>
        {figures.map(({ key, value }) => (
          <span key={key} className={classes.figure}>
            <span className={classes.figureValue}>{formatNumber(locale, value)}</span>
            <span className={classes.figureLabel}>{t(key)}</span>
          </span>
        ))}
      </div>
      {lackingTotal > 0 && (
        <details>
          <summary>{t('lacking-title', { count: lackingTotal })}</summary>
          <ul className={classes.lacking}>
            {lacking.map(({ code, name }) => (
              <li key={code}>
                {name} <span className={classes.code}>{code}</span>
              </li>
            ))}
            {lackingTotal > lacking.length && (
              <li>{t('lacking-more', { count: lackingTotal - lacking.length })}</li>
            )}
          </ul>
        </details>
      )}
      <div className={`${classes.row} ${classes.spread}`} style={{ marginTop: 12 }}>
        <div className={classes.row}>
          {validOnly}
          {hint && <span className={classes.code}>{t(hint)}</span>}
        </div>
        <Button disabled={hint !== null || busy} onClick={onStore}>
          {t('store', { count: stored })}
        </Button>
      </div>
    </section>
  )
}
