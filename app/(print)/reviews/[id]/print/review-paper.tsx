'use client'

import { Button } from '@mantine/core'
import { IconPrinter } from '@tabler/icons-react'
import Link from 'next/link'
import { EvidenceCharts, EvidenceTables } from '@/app/(workspace)/reviews/[id]/evidence'
import { FindingText } from '@/app/(workspace)/reviews/[id]/findings'
import { History } from '@/app/(workspace)/reviews/[id]/history'
import { MonthFigures } from '@/app/(workspace)/reviews/[id]/month-figures'
import { Outcomes } from '@/app/(workspace)/reviews/[id]/outcomes'
import { Sections } from '@/app/(workspace)/reviews/[id]/sections'
import { useReviewWords } from '@/app/(workspace)/reviews/words'
import { isNews } from '@/lib/domain/review/finding'
import { formatDate, formatMonth } from '@/lib/i18n/format'
import { proposalSentence } from '@/lib/i18n/review-sentences'
import type { ReviewView } from '@/lib/usecases/review/view-review'
import classes from './paper.module.css'

/** Rows of evidence on paper; all of them stand on the screen. */
const ROWS_MAX = 8

export function ReviewPaper({ view }: { view: ReviewView }) {
  const words = useReviewWords(view)
  const { review: t, locale, typeName, common } = words
  const { review } = view
  const { area, territory, month, profile } = review
  const owner = territory ? [territory.manager, territory.name].filter(Boolean).join(' · ') : null
  const proposals = review.proposals.filter(({ state }) => state === 'proposed' || state === 'approved')
  return (
    <div className={classes.desk}>
      <nav className={classes.toolbar} aria-label={t('title')}>
        <Link href={`/reviews/${review.id}`}>
          {t('document.of', { area: area.name, month: formatMonth(locale, month) })}
        </Link>
        <Button size="xs" leftSection={<IconPrinter size={16} />} onClick={() => window.print()}>
          {t('document.print')}
        </Button>
      </nav>
      <article className={classes.paper}>
        <header className={classes.head}>
          <div>
            <p className={classes.kicker}>{t('document.print-title')}</p>
            <h1>{t('document.of', { area: area.name, month: formatMonth(locale, month) })}</h1>
            <p>
              {typeName(area.typeCode)} ·{' '}
              {owner ? t('document.owner', { name: owner }) : t('document.no-owner')}
            </p>
          </div>
          <div className={classes.state}>
            <strong>{t(`states.${review.state}`)}</strong>
            <span>{t('document.due', { date: formatDate(locale, review.dueOn) })}</span>
            <span>
              {t('document.parameters', {
                review: review.parameters.review ?? 1,
                allocation: review.parameters.allocation ?? 1,
              })}
            </span>
            {view.isDemonstration && (
              <span className={classes.demonstration}>{common('demonstration.label')}</span>
            )}
          </div>
        </header>
        <section>
          <h2>{t('findings.title')}</h2>
          {review.findings.length === 0 && <p>{t('findings.none')}</p>}
          {review.findings.map((finding) => (
            <div key={finding.code} className={classes.finding} data-news={isNews(finding.code) || undefined}>
              <FindingText finding={finding} words={words} />
              <EvidenceCharts finding={finding} words={words} eager />
              <EvidenceTables finding={finding} words={words} rowsMax={ROWS_MAX} />
            </div>
          ))}
        </section>
        <section>
          <h2>{t('proposals.title', { month: formatMonth(locale, profile.effectMonth) })}</h2>
          {proposals.length === 0 && <p>{t('proposals.none')}</p>}
          <ol>
            {proposals.map((proposal) => (
              <li key={proposal.id}>
                {proposalSentence(proposal, words)}
                {proposal.state === 'approved' && ` (${t('proposals.states.approved')})`}
              </li>
            ))}
          </ol>
        </section>
        <section>
          <h2>{t('summary.title')}</h2>
          <p className={classes.summary}>{review.summary || t('summary.empty')}</p>
        </section>
        <Outcomes view={view} words={words} />
        <MonthFigures view={view} words={words} plain />
        <Sections view={view} words={words} plain />
        <History view={view} />
      </article>
    </div>
  )
}
