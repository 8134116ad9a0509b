'use client'

import { Button, Checkbox, Select, TextInput } from '@mantine/core'
import { useDebouncedCallback } from '@mantine/hooks'
import { IconFileAnalytics, IconReportAnalytics, IconSearch } from '@tabler/icons-react'
import Link from 'next/link'
import { useLocale, useTranslations } from 'next-intl'
import { parseAsString, useQueryStates } from 'nuqs'
import { type ReactNode, useState } from 'react'
import { MonthChoice } from '@/app/(workspace)/month-choice'
import { notify } from '@/app/(workspace)/plans/notify'
import { REVIEW_STATES } from '@/lib/domain/review/workflow'
import { formatMonth, formatNumber } from '@/lib/i18n/format'
import { DemonstrationBadge } from '@/lib/ui/demonstration-badge'
import { EmptyState } from '@/lib/ui/empty-state'
import { Page } from '@/lib/ui/page'
import type { ReviewQueue } from '@/lib/usecases/review/view-review-queue'
import { draftReviewsAction } from './actions'
import { QueueRows } from './queue-rows'
import classes from './reviews.module.css'
import { useStep } from './use-step'

const SEARCH_MS = 300

/** All reviews of a month: what needs a decision first, by whom and until when. */
export function QueueScreen({ queue }: { queue: ReviewQueue }) {
  const t = useTranslations('review')
  const locale = useLocale()
  const [query, setQuery] = useQueryStates(
    {
      month: parseAsString,
      state: parseAsString,
      territory: parseAsString,
      q: parseAsString,
      news: parseAsString,
    },
    { shallow: false },
  )
  const search = useDebouncedCallback((text: string) => void setQuery({ q: text || null }), SEARCH_MS)
  const { month, months, tally, filter, rows } = queue
  const isFiltered =
    filter.state !== null || filter.territory !== null || filter.text !== '' || filter.withNews
  const hrefOf = (state: string | null) => {
    const parameters = new URLSearchParams(
      Object.entries({ ...query, state }).flatMap(([key, value]) => (value ? [[key, value]] : [])),
    )
    return `/reviews?${parameters}`
  }
  return (
    <Page
      title={t('title')}
      about={
        <>
          {t('about')} {queue.isDemonstration && <DemonstrationBadge compact />}
        </>
      }
      actions={tally.all > 0 && <DraftButton queue={queue} variant="default" />}
    >
      <div className={classes.toolbar}>
        <MonthChoice
          month={month}
          months={months.toReversed()}
          onChoose={(to) => void setQuery({ month: to }, { history: 'push' })}
        />
        <TextInput
          w={210}
          aria-label={t('filters.search')}
          placeholder={t('filters.search')}
          leftSection={<IconSearch size={16} stroke={1.7} />}
          defaultValue={filter.text}
          maxLength={80}
          onChange={(event) => search(event.currentTarget.value)}
        />
        {queue.territories.length > 1 && (
          <Select
            w={230}
            clearable
            aria-label={t('filters.owner')}
            placeholder={t('filters.all-owners')}
            value={filter.territory === null ? null : `${filter.territory}`}
            data={queue.territories.map(({ id, name, manager }) => ({
              value: `${id}`,
              label: manager ? `${manager} · ${name}` : name,
            }))}
            onChange={(territory) => void setQuery({ territory })}
          />
        )}
        <Checkbox
          label={t('filters.news')}
          checked={query.news !== null}
          onChange={(event) => void setQuery({ news: event.currentTarget.checked ? '1' : null })}
        />
      </div>
      {tally.all > 0 && (
        <nav className={classes.states} aria-label={t('states.label')}>
          <Tab href={hrefOf(null)} isHere={filter.state === null} count={tally.all}>
            {t('states.all')}
          </Tab>
          {REVIEW_STATES.map((state) => (
            <Tab key={state} href={hrefOf(state)} isHere={filter.state === state} count={tally[state]}>
              {t(`states.${state}`)}
            </Tab>
          ))}
          <span className={classes.tab} role="status">
            <span>
              {t('queue.count', {
                shown: formatNumber(locale, rows.length),
                total: formatNumber(locale, tally.all),
              })}
            </span>
            {tally.overdue > 0 && (
              <span className={classes.overdue}>{t('queue.overdue', { count: tally.overdue })}</span>
            )}
          </span>
        </nav>
      )}
      {rows.length > 0 && <QueueRows queue={queue} />}
      {rows.length === 0 && isFiltered && (
        <EmptyState
          icon={IconReportAnalytics}
          title={t('queue.nothing')}
          action={
            <Button
              variant="default"
              onClick={() => void setQuery({ state: null, territory: null, q: null, news: null })}
            >
              {t('queue.clear')}
            </Button>
          }
        />
      )}
      {rows.length === 0 && !isFiltered && (
        <EmptyState
          icon={IconReportAnalytics}
          title={t('queue.empty.title', { month: formatMonth(locale, month) })}
          action={<DraftButton queue={queue} variant="filled" />}
        >
          {t(queue.may.draft ? 'queue.empty.text' : 'queue.empty.text-own')}
        </EmptyState>
      )}
    </Page>
  )
}

type TabProps = { href: string; isHere: boolean; count: number; children: ReactNode }

function Tab({ href, isHere, count, children }: TabProps) {
  const locale = useLocale()
  return (
    <Link className={classes.tab} href={href} aria-current={isHere ? 'page' : undefined} scroll={false}>
      {children} <span>{formatNumber(locale, count)}</span>
    </Link>
  )
}

function DraftButton({ queue, variant }: { queue: ReviewQueue; variant: 'default' | 'filled' }) {
  const t = useTranslations('review.queue')
  const locale = useLocale()
  const { take, isSaving, error } = useStep()
  const [shown, setShown] = useState<string | null>(null)
  if (!queue.may.draft) return null
  const month = formatMonth(locale, queue.month)
  if (error && error !== shown) {
    setShown(error)
    void notify(error, 'refused')
  }
  return (
    <Button
      variant={variant}
      loading={isSaving}
      leftSection={<IconFileAnalytics size={16} stroke={1.8} />}
      onClick={() =>
        void take(
          () => draftReviewsAction({ month: queue.month }),
          (done) => void notify(t('drafted', { ...done })),
        )
      }
    >
      {isSaving ? t('drafting', { month }) : t('draft', { month })}
    </Button>
  )
}
