import { useFormatter, useTranslations } from 'next-intl'
import { parseCloseComment } from '@/lib/domain/review/close-reason'
import type { ReviewView } from '@/lib/usecases/review/view-review'
import classes from './review.module.css'

/** Who did what with the review, and their words. */
export function History({ view }: { view: ReviewView }) {
  const t = useTranslations('review')
  const format = useFormatter()
  const wordsOf = ({ action, comment }: ReviewView['events'][number]) => {
    if (action !== 'close') return comment
    const { reason, words } = parseCloseComment(comment)
    return [t(`close.reasons.${reason}`), words].filter(Boolean).join(': ')
  }
  return (
    <section className={classes.card} aria-labelledby="history">
      <h2 id="history">{t('history.title')}</h2>
      <ol className={classes.history}>
        {view.events.map((event) => (
          <li key={event.id}>
            <span className={classes.soft}>
              {format.dateTime(new Date(event.at), { dateStyle: 'medium', timeStyle: 'short' })}
            </span>{' '}
            <strong>{event.author ?? t('history.nobody')}</strong> {t(`history.actions.${event.action}`)}
            {wordsOf(event) && <q>{wordsOf(event)}</q>}
          </li>
        ))}
      </ol>
    </section>
  )
}
