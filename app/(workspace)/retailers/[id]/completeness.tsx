'use client'

import { Progress } from '@mantine/core'
import { useLocale, useTranslations } from 'next-intl'
import { RECORD_FIELDS } from '@/lib/domain/retailer/completeness'
import { formatList, formatPercent } from '@/lib/i18n/format'
import { KeyFigure } from '@/lib/ui/explained-number'
import type { RetailerPage } from '@/lib/usecases/view-retailer'
import classes from './retailer.module.css'

/** How much of the record is known, and what is worth asking for at the next visit. */
export function Completeness({ completeness }: { completeness: RetailerPage['completeness'] }) {
  const t = useTranslations('retailer.completeness')
  const locale = useLocale()
  const { share, missing } = completeness
  const share100 = formatPercent(locale, share)
  return (
    <section className={classes.card} aria-label={t('label')}>
      <KeyFigure
        label={t('label')}
        value={share100}
        formula={t('formula')}
        parameters={[
          { name: t('known'), value: String(RECORD_FIELDS.length - missing.length) },
          { name: t('asked'), value: String(RECORD_FIELDS.length) },
        ]}
      />
      <Progress value={share * 100} mt={6} aria-label={`${t('label')} ${share100}`} />
      <p className={classes.soft}>
        {missing.length === 0
          ? t('whole')
          : t('missing', {
              fields: formatList(
                locale,
                missing.map((field) => t(`fields.${field}`)),
              ),
            })}
      </p>
    </section>
  )
}
