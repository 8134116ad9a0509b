import { useTranslations } from 'next-intl'
import type { ReviewState } from '@/lib/domain/review/workflow'
import classes from './reviews.module.css'

/** The state of a review: a word, with a colour for those who see it. */
export function StateBadge({ state }: { state: ReviewState }) {
  const t = useTranslations('review.states')
  return (
    <span className={classes.state} data-state={state}>
      {t(state)}
    </span>
  )
}
