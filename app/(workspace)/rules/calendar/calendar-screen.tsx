'use client'

import { Alert } from '@mantine/core'
import { IconInfoCircle } from '@tabler/icons-react'
import { useLocale, useTranslations } from 'next-intl'
import { ReadOnly } from '@/app/(workspace)/rules/read-only'
import shared from '@/app/(workspace)/rules/rules.module.css'
import { SaveBar } from '@/app/(workspace)/rules/save-bar'
import { formatList } from '@/lib/i18n/format'
import type { CalendarView } from '@/lib/usecases/view-rules-calendar'
import classes from './calendar.module.css'
import { CalendarChoiceForm } from './calendar-choice-form'
import { CalendarMonths } from './calendar-months'
import { useCalendarChoice } from './use-calendar-choice'
import { WorkingDays } from './working-days'
import { YearTable } from './year-table'

/** The organisation's calendar (工作日历): what it is, and what another choice would change before it is saved. */
export function CalendarScreen({ view }: { view: CalendarView }) {
  const t = useTranslations('rules.calendar-page')
  const rules = useTranslations('rules')
  const locale = useLocale()
  const choice = useCalendarChoice(view)
  const { preview } = choice
  const shown = preview ?? view
  const nameOf = useSourceName()
  const weekend = (days: readonly number[]) =>
    formatList(
      locale,
      days.map((day) => t(`weekdays.${day as 1}`)),
    ) || t('no-weekend')
  const sentence = (source: string, days: readonly number[]) => `${nameOf(source)} · ${weekend(days)}`
  return (
    <div className={shared.stack}>
      {!view.mayEdit && <ReadOnly />}
      <div className={classes.top}>
        <section className={shared.card} aria-labelledby="rules-calendar">
          <h2 id="rules-calendar" className={shared.heading}>
            {t('title')}
          </h2>
          <p className={shared.soft}>{t('about')}</p>
          <p className={shared.soft}>
            {t('now', { source: nameOf(view.source), weekend: weekend(view.weekend) })}
          </p>
          {view.mayEdit && <CalendarChoiceForm choice={choice} />}
        </section>
        <section className={shared.card} aria-label={t('years')}>
          <YearTable years={shown.years} />
          {preview && <WorkingDays change={preview.change} months={preview.months} />}
        </section>
      </div>
      {shown.unnamed.length > 0 && (
        <Alert variant="light" color="yellow" icon={<IconInfoCircle size={18} />}>
          {t('unnamed', { years: formatList(locale, shown.unnamed.map(String)) })}
        </Alert>
      )}
      {view.mayEdit && (
        <SaveBar
          key={view.version}
          changes={
            preview && choice.isChanged
              ? [
                  rules('save.changed', {
                    name: t('title'),
                    before: sentence(view.source, view.weekend),
                    after: sentence(choice.source, choice.weekend),
                  }),
                ]
              : []
          }
          effect={rules('effect.calendar')}
          confirm={rules('save.confirm-plain')}
          hasFaults={false}
          isSaving={choice.isSaving}
          onSave={choice.save}
          onDiscard={choice.discard}
        />
      )}
      <CalendarMonths
        months={shown.months}
        today={view.today}
        status={preview && choice.isChanged ? t('preview') : t('in-force')}
        changed={preview ? [...preview.change.gained, ...preview.change.lost] : []}
      />
    </div>
  )
}

function useSourceName(): (source: string) => string {
  const t = useTranslations('rules.calendar-page')
  return (source) =>
    source === 'CN' || source === 'UY' || source === 'file'
      ? t(`sources.${source}`)
      : t('other-source', { code: source })
}
