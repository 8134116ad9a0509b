'use client'

import { Alert } from '@mantine/core'
import { useLocale, useTranslations } from 'next-intl'
import { formatArea, formatNumber } from '@/lib/i18n/format'
import classes from './editor.module.css'
import { useShapeWords } from './shape-words'
import type { useOutline } from './use-outline'

/** How large the outline is and what lies inside, while it is drawn; or what is wrong with it. */
export function ShapeFigures({
  outline,
  storedM2,
}: {
  outline: ReturnType<typeof useOutline>
  storedM2: number | null
}) {
  const t = useTranslations('trade-area.editor')
  const locale = useLocale()
  const words = useShapeWords()
  const { answer, sketchM2 } = outline
  const checked = answer.state === 'checked' ? answer.shape : undefined
  const number = (value: number | undefined) => (value === undefined ? '–' : formatNumber(locale, value))
  const m2 = sketchM2 ?? checked?.areaM2 ?? (answer.state === 'unchanged' ? storedM2 : null)
  return (
    <div aria-live="polite">
      <dl className={classes.figures} data-waiting={answer.state === 'checking' || undefined}>
        <dt>{t('area')}</dt>
        <dd>{m2 === null ? '–' : formatArea(locale, m2)}</dd>
        <dt>{t('shops')}</dt>
        <dd data-testid="shops-inside">{number(checked?.retailers)}</dd>
        <dt>{t('homes')}</dt>
        <dd>{number(checked?.homes)}</dd>
      </dl>
      {checked && checked.members < checked.retailers && (
        <p className={classes.note}>
          {t('members', { members: checked.members, stay: checked.retailers - checked.members })}
        </p>
      )}
      {answer.state === 'unchanged' && <p className={classes.note}>{t('unchanged')}</p>}
      {answer.state === 'refused' && (
        <Alert color="red" mt="xs" role="alert">
          {words(answer.error)}
        </Alert>
      )}
    </div>
  )
}
