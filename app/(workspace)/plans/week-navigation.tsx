'use client'

import { ActionIcon, Tooltip } from '@mantine/core'
import { IconChevronLeft, IconChevronRight } from '@tabler/icons-react'
import { useLocale, useTranslations } from 'next-intl'
import { parseAsString, useQueryStates } from 'nuqs'
import { addDays, weekOf, weekStart } from '@/lib/domain/calendar/dates'
import { formatDate } from '@/lib/i18n/format'
import classes from './plans.module.css'
import { weekParts } from './week-parts'

/** Which week the screen shows, and the way to its neighbours; the choice stands in the address. */
export function WeekNavigation({ week }: { week: string }) {
  const t = useTranslations('plan.week')
  const locale = useLocale()
  const [, choose] = useQueryStates(
    { week: parseAsString, plan: parseAsString, day: parseAsString, stop: parseAsString },
    { shallow: false, history: 'push' },
  )
  const monday = weekStart(week)
  const go = (days: number) =>
    choose({ week: weekOf(addDays(monday, days)), plan: null, day: null, stop: null })
  return (
    <div className={classes.week}>
      <Step label={t('previous')} onClick={() => go(-7)} icon={<IconChevronLeft size={18} stroke={1.8} />} />
      <span className={classes.weekName}>
        <strong>{t('label', weekParts(week))}</strong>
        <span>
          {t('range', {
            from: formatDate(locale, monday, 'short'),
            to: formatDate(locale, addDays(monday, 4), 'short'),
          })}
        </span>
      </span>
      <Step label={t('next')} onClick={() => go(7)} icon={<IconChevronRight size={18} stroke={1.8} />} />
    </div>
  )
}

function Step({ label, onClick, icon }: { label: string; onClick: () => void; icon: React.ReactNode }) {
  return (
    <Tooltip label={label}>
      <ActionIcon variant="subtle" color="gray" aria-label={label} onClick={onClick}>
        {icon}
      </ActionIcon>
    </Tooltip>
  )
}
