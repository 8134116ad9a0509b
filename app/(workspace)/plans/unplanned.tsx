'use client'

import { Button, Collapse } from '@mantine/core'
import { IconChevronDown, IconChevronUp } from '@tabler/icons-react'
import Link from 'next/link'
import { useTranslations } from 'next-intl'
import { useState } from 'react'
import type { UnplannedVisitView, WeekView } from '@/lib/usecases/view-week'
import classes from './plans.module.css'
import { usePlanWords } from './words'

/** Visits that found no place, each with why and with the smallest change that would admit it. */
export function Unplanned({
  view,
  onPlace,
}: {
  view: WeekView
  onPlace: (visit: UnplannedVisitView) => void
}) {
  const t = useTranslations('plan')
  const words = usePlanWords()
  const [isOpen, setOpen] = useState(false)
  const { unplanned, plan, may } = view
  const count = unplanned.reduce((sum, { visits }) => sum + visits, 0)
  const title = t('unplanned.title', { count })
  if (count === 0) return <p className={classes.allPlanned}>{title}</p>
  const Chevron = isOpen ? IconChevronDown : IconChevronUp
  return (
    <div className={classes.unplanned}>
      <button
        type="button"
        className={classes.unplannedTitle}
        aria-expanded={isOpen}
        onClick={() => setOpen(!isOpen)}
      >
        <Chevron size={16} stroke={1.8} aria-hidden="true" /> {title}
      </button>
      <Collapse expanded={isOpen}>
        <p className={classes.small}>{t('unplanned.about', { days: plan!.dates.length })}</p>
        <ul className={classes.unplannedList}>
          {unplanned.map((visit) => (
            <li key={visit.retailer.id}>
              <div>
                <Link href={`/retailers/${visit.retailer.id}`}>{visit.retailer.name}</Link>
                {visit.visits > 1 && ` · ${t('unplanned.visits', { count: visit.visits })}`}
                <p className={classes.small}>{words.whyUnplanned(visit, plan!.dates)}</p>
              </div>
              {may.plan && (
                <Button size="compact-sm" variant="default" onClick={() => onPlace(visit)}>
                  {t('actions.place')}
                </Button>
              )}
            </li>
          ))}
        </ul>
      </Collapse>
    </div>
  )
}
