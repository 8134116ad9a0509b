'use client'

import { Button, Collapse } from '@mantine/core'
import { IconArrowBackUp, IconChevronDown, IconChevronUp } from '@tabler/icons-react'
import dynamic from 'next/dynamic'
import { useLocale, useTranslations } from 'next-intl'
import { useState } from 'react'
import { formatDate } from '@/lib/i18n/format'
import type { ReplanView, WeekView } from '@/lib/usecases/view-week'
import classes from './plans.module.css'

const Confirm = dynamic(() => import('./confirm').then((m) => m.Confirm), { ssr: false })

type Props = {
  view: WeekView
  replan: ReplanView
  isBusy: boolean
  onSelect: (retailerId: number) => void
  onTakeBack: () => void
}

/** What planning the week again moved, from where to where and why; and a way back to the plan from before. */
export function Replanned({ view, replan, isBusy, onSelect, onTakeBack }: Props) {
  const t = useTranslations('plan')
  const locale = useLocale()
  const [isOpen, setOpen] = useState(false)
  const [isAsking, setAsking] = useState(false)
  const { visits, moves } = replan
  const Chevron = isOpen ? IconChevronUp : IconChevronDown
  const day = (date: string | null, none: 'added' | 'left-out') =>
    date === null ? t(`replanned.${none}`) : formatDate(locale, date, 'weekday')
  return (
    <section className={classes.replanned} aria-label={t('replanned.label')}>
      <div className={classes.replannedHead}>
        <span role="status">{t('replanned.title', { count: moves.length, visits })}</span>
        {moves.length > 0 && (
          <Button
            size="compact-sm"
            variant="subtle"
            aria-expanded={isOpen}
            rightSection={<Chevron size={14} stroke={1.8} aria-hidden="true" />}
            onClick={() => setOpen(!isOpen)}
          >
            {t('replanned.which')}
          </Button>
        )}
        {view.may.plan && (
          <Button
            size="compact-sm"
            variant="default"
            leftSection={<IconArrowBackUp size={14} stroke={1.8} aria-hidden="true" />}
            disabled={isBusy}
            onClick={() => setAsking(true)}
          >
            {t('replanned.take-back')}
          </Button>
        )}
      </div>
      <Collapse expanded={isOpen}>
        <ul className={classes.moves} aria-label={t('replanned.label')}>
          {moves.map(({ retailer, from, to, why }) => (
            <li key={`${retailer.id} ${from} ${to}`}>
              <button type="button" className={classes.linkButton} onClick={() => onSelect(retailer.id)}>
                {retailer.name}
              </button>
              <span>
                {day(from, 'added')} → {day(to, 'left-out')}
              </span>
              <span className={classes.small}>{t(`replanned.why.${why}`)}</span>
            </li>
          ))}
        </ul>
      </Collapse>
      {isAsking && (
        <Confirm
          title={t('replanned.take-back-title')}
          confirm={t('replanned.take-back')}
          onClose={() => setAsking(false)}
          onConfirm={onTakeBack}
        >
          <p>{t('replanned.take-back-text')}</p>
        </Confirm>
      )}
    </section>
  )
}
