'use client'

import { Button, Collapse } from '@mantine/core'
import { IconChevronDown, IconChevronUp } from '@tabler/icons-react'
import dynamic from 'next/dynamic'
import Link from 'next/link'
import { useTranslations } from 'next-intl'
import { useState } from 'react'
import type { UnplannedVisitView, WeekView } from '@/lib/usecases/view-week'
import classes from './plans.module.css'
import { usePlanWords } from './words'

const DaysOff = dynamic(() => import('./days-off').then((m) => m.DaysOff), { ssr: false })

type Remedy = 'days-off' | 'territory' | 'locks' | 'retailer'
/** Where each field of a relaxation is changed; what is not named here, with the retailer. */
const REMEDIES: Readonly<Record<string, Remedy>> = {
  daysOff: 'days-off',
  shift: 'territory',
  visitsMax: 'territory',
  lock: 'locks',
}

function remediesOf({ needs }: UnplannedVisitView): Remedy[] {
  if (!needs) return []
  return [...new Set([needs, ...(needs.and ?? [])].map(({ field }) => REMEDIES[field] ?? 'retailer'))]
}

/** Visits that found no place, each with why, the smallest change that would admit it, and where to make that. */
export function Unplanned({
  view,
  onPlace,
  onSelect,
}: {
  view: WeekView
  onPlace: (visit: UnplannedVisitView) => void
  onSelect: (retailerId: number) => void
}) {
  const t = useTranslations('plan')
  const words = usePlanWords()
  const [isOpen, setOpen] = useState(false)
  const [isDaysOff, setDaysOff] = useState(false)
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
                <p className={classes.remedies}>
                  {remediesOf(visit).map((remedy) => {
                    const text = t(`unplanned.remedies.${remedy}`)
                    if (remedy === 'territory' || remedy === 'retailer') {
                      const href =
                        remedy === 'territory' ? '/rules/territories' : `/retailers/${visit.retailer.id}`
                      return (
                        <Link key={remedy} href={href}>
                          {text}
                        </Link>
                      )
                    }
                    const act =
                      remedy === 'locks' ? () => onSelect(visit.retailer.id) : () => setDaysOff(true)
                    return (
                      <button key={remedy} type="button" className={classes.linkButton} onClick={act}>
                        {text}
                      </button>
                    )
                  })}
                </p>
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
      {isDaysOff && <DaysOff view={view} onClose={() => setDaysOff(false)} />}
    </div>
  )
}
