'use client'

import { Button } from '@mantine/core'
import { IconPlus } from '@tabler/icons-react'
import dynamic from 'next/dynamic'
import Link from 'next/link'
import { useState } from 'react'
import { notify } from '@/app/(workspace)/plans/notify'
import { editReviewAction } from '@/app/(workspace)/reviews/actions'
import { useStep } from '@/app/(workspace)/reviews/use-step'
import { formatMonth } from '@/lib/i18n/format'
import { proposalSentence, type ReviewWords } from '@/lib/i18n/review-sentences'
import type { ReviewView } from '@/lib/usecases/review/view-review'
import classes from './review.module.css'

const AdjustDialog = dynamic(() => import('./adjust-dialog').then((m) => m.AdjustDialog), { ssr: false })
const DropDialog = dynamic(() => import('./drop-dialog').then((m) => m.DropDialog), { ssr: false })
const AddDialog = dynamic(() => import('./add-dialog').then((m) => m.AddDialog), { ssr: false })

export type ProposalView = ReviewView['review']['proposals'][number]
type Open = { readonly what: 'adjust' | 'drop'; readonly proposal: ProposalView } | { readonly what: 'add' }

/** What is to be done: each kept, changed or dropped with a reason, and others by hand. */
export function Proposals({ view, words }: { view: ReviewView; words: ReviewWords }) {
  const { review: t, locale } = words
  const { review, actions } = view
  const [open, setOpen] = useState<Open | null>(null)
  const mayEdit = actions.includes('edit')
  const end = () => setOpen(null)
  return (
    <section className={classes.card} aria-labelledby="proposals">
      <div className={classes.cardHead}>
        <h2 id="proposals">
          {t('proposals.title', { month: formatMonth(locale, review.profile.effectMonth) })}
        </h2>
        {mayEdit && (
          <Button
            size="compact-sm"
            variant="default"
            leftSection={<IconPlus size={14} stroke={1.8} />}
            onClick={() => setOpen({ what: 'add' })}
          >
            {t('proposals.add')}
          </Button>
        )}
      </div>
      {review.proposals.length === 0 && <p className={classes.soft}>{t('proposals.none')}</p>}
      <ul className={classes.proposals}>
        {review.proposals.map((proposal) => (
          <li key={proposal.id} data-state={proposal.state}>
            <Proposal
              proposal={proposal}
              view={view}
              words={words}
              mayEdit={mayEdit}
              onOpen={(what) => setOpen({ what, proposal })}
            />
          </li>
        ))}
      </ul>
      {open?.what === 'adjust' && (
        <AdjustDialog review={review} proposal={open.proposal} words={words} onEnd={end} />
      )}
      {open?.what === 'drop' && (
        <DropDialog review={review} proposal={open.proposal} words={words} onEnd={end} />
      )}
      {open?.what === 'add' && <AddDialog view={view} words={words} onEnd={end} />}
    </section>
  )
}

type Props = {
  proposal: ProposalView
  view: ReviewView
  words: ReviewWords
  mayEdit: boolean
  onOpen: (what: 'adjust' | 'drop') => void
}

function Proposal({ proposal, view, words, mayEdit, onOpen }: Props) {
  const { review: t } = words
  const { review } = view
  const { take, isSaving, error } = useStep()
  const finding = proposal.finding === null ? undefined : review.findings[proposal.finding]
  const keep = () =>
    void take(
      () =>
        editReviewAction({
          id: review.id,
          version: review.version,
          change: { what: 'keep', proposalId: proposal.id },
        }),
      () => void notify(t('proposals.saved')),
    )
  return (
    <>
      <p className={classes.proposal}>
        <span className={classes.kind}>{t(`proposals.kinds.${proposal.kind}`)}</span>
        <span>{proposalSentence(proposal, words)}</span>
      </p>
      <p className={classes.proposalAbout}>
        {proposal.state !== 'proposed' && (
          <span className={classes.note}>{t(`proposals.states.${proposal.state}`)}</span>
        )}
        <span>
          {finding
            ? t('proposals.from-finding', { finding: t(`findings.names.${finding.code}`) })
            : t('proposals.by-hand')}
        </span>
        {proposal.reason && (
          <span>{t('proposals.by', { name: proposal.author ?? '', reason: proposal.reason })}</span>
        )}
        {proposal.state === 'approved' && <Effect proposal={proposal} words={words} />}
      </p>
      {mayEdit && (
        <div className={classes.proposalActions}>
          {proposal.state === 'dropped' ? (
            <Button size="compact-xs" variant="default" loading={isSaving} onClick={keep}>
              {t('proposals.keep')}
            </Button>
          ) : (
            <>
              {(proposal.kind === 'allocation' || proposal.kind === 'service') && (
                <Button size="compact-xs" variant="default" onClick={() => onOpen('adjust')}>
                  {t('proposals.adjust')}
                </Button>
              )}
              <Button size="compact-xs" variant="default" onClick={() => onOpen('drop')}>
                {t('proposals.drop')}
              </Button>
            </>
          )}
          {error && <span role="alert">{error}</span>}
        </div>
      )}
    </>
  )
}

function Effect({ proposal, words: { review: t } }: { proposal: ProposalView; words: ReviewWords }) {
  if (proposal.kind === 'allocation') {
    return <Link href={`/allocations?month=${proposal.forMonth}`}>{t('proposals.see.allocation')}</Link>
  }
  return <Link href="/plans">{t('proposals.see.objective')}</Link>
}
