'use client'

import { Button } from '@mantine/core'
import dynamic from 'next/dynamic'
import Link from 'next/link'
import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { TypeSwatch } from '@/app/(workspace)/map/swatch'
import { useTypes } from '@/app/(workspace)/map/use-types'
import { formatDate } from '@/lib/i18n/format'
import { findingSentence } from '@/lib/i18n/review-sentences'
import type { QueueRow, ReviewQueue } from '@/lib/usecases/review/view-review-queue'
import classes from './reviews.module.css'
import { StateBadge } from './state-badge'
import { useReviewWords } from './words'

const CloseDialog = dynamic(() => import('./close-dialog').then((m) => m.CloseDialog), { ssr: false })

export function QueueRows({ queue }: { queue: ReviewQueue }) {
  const t = useTranslations('review.queue.columns')
  const [closing, setClosing] = useState<QueueRow | null>(null)
  return (
    <div className={classes.table}>
      <div className={classes.head} aria-hidden="true">
        <span>{t('area')}</span>
        <span>{t('top')}</span>
        <span>{t('owner')}</span>
        <span>{t('due')}</span>
        <span>{t('state')}</span>
        <span />
      </div>
      <ul className={classes.rows}>
        {queue.rows.map((row) => (
          <li key={row.id}>
            <Row row={row} queue={queue} onClose={() => setClosing(row)} />
          </li>
        ))}
      </ul>
      {closing && (
        <CloseDialog
          review={{ id: closing.id, version: closing.version, name: closing.area.name, news: closing.news }}
          onEnd={() => setClosing(null)}
        />
      )}
    </div>
  )
}

function Row({ row, queue, onClose }: { row: QueueRow; queue: ReviewQueue; onClose: () => void }) {
  const t = useTranslations('review')
  const types = useTypes(queue.types)
  const words = useReviewWords(queue)
  const { area, territory, state, dueOn, news, notes, top } = row
  const isOpen = state === 'draft' || state === 'submitted' || state === 'returned'
  const isOverdue = isOpen && dueOn < queue.today
  return (
    <div className={classes.row}>
      <Link className={classes.name} href={`/reviews/${row.id}`}>
        <TypeSwatch code={area.typeCode ?? 'none'} types={types} />
        <span>{area.name}</span>
      </Link>
      <span className={classes.top}>
        {news > 0 && <span className={classes.count}>{news}</span>}
        {news === 0 && notes > 0 && <span className={classes.noteCount}>{notes}</span>}
        {top ? (
          <span className={news === 0 ? classes.quiet : undefined}>{findingSentence(top, words)}</span>
        ) : (
          <span className={classes.quiet}>{t('queue.silent')}</span>
        )}
      </span>
      <span className={classes.owner}>{territory?.manager ?? territory?.name ?? t('queue.no-owner')}</span>
      <span className={isOverdue ? classes.overdue : classes.quiet}>
        {isOpen ? formatDate(words.locale, dueOn, 'short') : ''}
        {isOverdue && ` · ${t('queue.overdue-since')}`}
      </span>
      <span className={classes.stateCell}>
        <StateBadge state={state} />
      </span>
      <span className={classes.actions}>
        {queue.may.edit && state === 'draft' && (
          <Button size="compact-xs" variant="default" onClick={onClose}>
            {t('close.label')}
          </Button>
        )}
      </span>
    </div>
  )
}
