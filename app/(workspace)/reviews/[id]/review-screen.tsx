'use client'

import { Button } from '@mantine/core'
import { IconMap2, IconPrinter } from '@tabler/icons-react'
import Link from 'next/link'
import { TypeSwatch } from '@/app/(workspace)/map/swatch'
import { useTypes } from '@/app/(workspace)/map/use-types'
import { StateBadge } from '@/app/(workspace)/reviews/state-badge'
import { useReviewWords } from '@/app/(workspace)/reviews/words'
import { addMonths } from '@/lib/domain/calendar/dates'
import { formatDate, formatMonth } from '@/lib/i18n/format'
import { DemonstrationBadge } from '@/lib/ui/demonstration-badge'
import { Page } from '@/lib/ui/page'
import type { ReviewView } from '@/lib/usecases/review/view-review'
import { Findings } from './findings'
import { History } from './history'
import { MonthFigures } from './month-figures'
import { Outcomes } from './outcomes'
import { Proposals } from './proposals'
import classes from './review.module.css'
import { Sections } from './sections'
import { Summary } from './summary'
import { WorkflowBar } from './workflow-bar'

/** One review as a document: what happened, what it rests on, what is to be done, and who said so. */
export function ReviewScreen({ view }: { view: ReviewView }) {
  const { review, before, after } = view
  const { area, month, territory, parameters } = review
  const words = useReviewWords(view)
  const types = useTypes(view.types)
  const { review: t, locale, typeName } = words
  const owner = territory ? [territory.manager, territory.name].filter(Boolean).join(' · ') : null
  return (
    <Page
      title={
        <span className={classes.title}>
          <TypeSwatch code={area.typeCode ?? 'none'} types={types} />
          {t('document.of', { area: area.name, month: formatMonth(locale, month) })}
          <StateBadge state={review.state} />
        </span>
      }
      about={
        <span className={classes.about}>
          <span>{typeName(area.typeCode)}</span>
          <span>{owner ? t('document.owner', { name: owner }) : t('document.no-owner')}</span>
          <span>{t('document.due', { date: formatDate(locale, review.dueOn) })}</span>
          {view.isDemonstration && <DemonstrationBadge compact />}
        </span>
      }
      actions={
        <>
          <Button
            variant="default"
            component={Link}
            href={`/map?sel=t:${area.id}`}
            leftSection={<IconMap2 size={16} stroke={1.8} />}
          >
            {t('document.map')}
          </Button>
          <Button
            variant="default"
            component={Link}
            href={`/reviews/${review.id}/print`}
            leftSection={<IconPrinter size={16} stroke={1.8} />}
          >
            {t('document.print')}
          </Button>
        </>
      }
    >
      <nav className={classes.links} aria-label={t('title')}>
        <Link href={`/reviews?month=${month}`}>{t('document.back')}</Link>
        <Link href={`/trade-areas/${area.id}`}>{t('document.area')}</Link>
        {before !== null && (
          <Link href={`/reviews/${before}`}>
            {t('document.before', { month: formatMonth(locale, addMonths(month, -1)) })}
          </Link>
        )}
        {after !== null && (
          <Link href={`/reviews/${after}`}>
            {t('document.before', { month: formatMonth(locale, addMonths(month, 1)) })}
          </Link>
        )}
        <Link href="/rules/review">
          {t('document.parameters', {
            review: parameters.review ?? 1,
            allocation: parameters.allocation ?? 1,
          })}
        </Link>
      </nav>
      <WorkflowBar view={view} words={words} />
      <div className={classes.columns}>
        <div className={classes.main}>
          <Findings view={view} words={words} />
          <Proposals view={view} words={words} />
          <Summary view={view} />
          <Outcomes view={view} words={words} />
        </div>
        <div className={classes.side}>
          <MonthFigures view={view} words={words} />
        </div>
      </div>
      <Sections view={view} words={words} />
      <History view={view} />
    </Page>
  )
}
