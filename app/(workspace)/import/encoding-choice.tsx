'use client'

import { Select } from '@mantine/core'
import { useTranslations } from 'next-intl'
import type { ImportReport } from '@/lib/domain/import/import-report'
import classes from './import.module.css'

const ENCODINGS = ['UTF-8', 'GBK', 'GB18030', 'Big5', 'UTF-16LE', 'UTF-16BE'] as const

type Props = {
  report: ImportReport
  chosen: string | undefined
  onChoose: (encoding: string | undefined) => void
}

export function EncodingChoice({ report, chosen, onChoose }: Props) {
  const t = useTranslations('import.screen.encoding')
  return (
    <section className={classes.card} aria-labelledby="import-encoding">
      <div className={`${classes.row} ${classes.spread}`}>
        <div>
          <h2 id="import-encoding" className={classes.heading}>
            {t('title', { encoding: report.encoding ?? '' })}
          </h2>
          <p className={classes.soft}>{t('hint', { found: report.encodingFound ?? 'none' })}</p>
        </div>
        <Select
          aria-label={t('label')}
          w={150}
          data={[{ value: '', label: t('auto') }, ...ENCODINGS]}
          value={chosen ?? ''}
          onChange={(value) => onChoose(value || undefined)}
          allowDeselect={false}
        />
      </div>
    </section>
  )
}
