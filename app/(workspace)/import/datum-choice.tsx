'use client'

import { Radio } from '@mantine/core'
import { useLocale, useTranslations } from 'next-intl'
import { DATUMS, type Datum } from '@/lib/domain/import/import-check'
import type { ImportReport } from '@/lib/domain/import/import-report'
import { formatDistance } from '@/lib/i18n/format'
import classes from './import.module.css'

type Props = {
  report: ImportReport
  shiftM: Partial<Record<Datum, number>>
  chosen: Datum | undefined
  onChoose: (datum: Datum) => void
}

/** Which datum the numbers are in: never guessed, never preset. */
export function DatumChoice({ report, shiftM, chosen, onChoose }: Props) {
  const t = useTranslations('import.screen.datum')
  const locale = useLocale()
  const shift = (datum: Datum) => {
    const meters = shiftM[datum]
    if (datum === 'wgs84' || meters === undefined) return ''
    return ` · ${meters === 0 ? t('same') : t('shift', { distance: formatDistance(locale, meters) })}`
  }
  return (
    <section className={classes.card} aria-labelledby="import-datum">
      <h2 id="import-datum" className={classes.heading}>
        {t('title')} <span className={classes.needed}>*</span>
      </h2>
      {report.datum === 'column' ? (
        <p className={classes.soft}>{t('column', { column: report.mapping.crs?.[0] ?? 'crs' })}</p>
      ) : (
        <>
          <p className={classes.soft}>{t('choose')}</p>
          <Radio.Group
            value={chosen ?? null}
            onChange={(value) => onChoose(value as Datum)}
            aria-labelledby="import-datum"
          >
            <div className={classes.datums}>
              {DATUMS.map((datum) => (
                <Radio.Card key={datum} value={datum} className={classes.datum ?? ''} aria-label={t(datum)}>
                  <span className={classes.datumName}>
                    <Radio.Indicator size="xs" />
                    {t(datum)}
                  </span>
                  <span className={classes.datumAbout}>
                    {t(`about.${datum}`)}
                    {shift(datum)}
                  </span>
                </Radio.Card>
              ))}
            </div>
          </Radio.Group>
        </>
      )}
    </section>
  )
}
