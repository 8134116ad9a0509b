import Link from 'next/link'
import type { Outcome } from '@/lib/domain/review/outcome'
import { formatMonth, formatNumber, formatPercent } from '@/lib/i18n/format'
import { proposalSentence, type ReviewWords } from '@/lib/i18n/review-sentences'
import type { ReviewView } from '@/lib/usecases/review/view-review'
import classes from './review.module.css'

/** What came of what was approved before: its figure then and now, and the visits that carried it. */
export function Outcomes({ view, words }: { view: ReviewView; words: ReviewWords }) {
  const { review: t, locale } = words
  const { outcomes } = view.review.profile
  if (outcomes.length === 0) return null
  const text = ({ measure }: Outcome, value: number | null) => {
    if (value === null) return '–'
    return measure === 'stock-to-sales' ? formatNumber(locale, value, 2) : formatPercent(locale, value, 1)
  }
  return (
    <section className={classes.card} aria-labelledby="outcomes">
      <h2 id="outcomes">{t('outcomes.title')}</h2>
      <p className={classes.soft}>{t('outcomes.about')}</p>
      <div className={classes.scroll}>
        <table className={classes.table}>
          <thead>
            <tr>
              <th scope="col">{t('outcomes.proposal')}</th>
              <th scope="col">{t('outcomes.measure')}</th>
              <th scope="col" data-number>
                {t('outcomes.before')}
              </th>
              <th scope="col" data-number>
                {t('outcomes.now')}
              </th>
              <th scope="col" data-number>
                {t('outcomes.city')}
              </th>
              <th scope="col">{t('outcomes.visits')}</th>
            </tr>
          </thead>
          <tbody>
            {outcomes.map((outcome) => (
              <tr key={JSON.stringify([outcome.reviewId, outcome.kind, outcome.code, outcome.params])}>
                <th scope="row">
                  {proposalSentence(outcome, words)}{' '}
                  <Link href={`/reviews/${outcome.reviewId}`} className={classes.small}>
                    {t('outcomes.from', { month: formatMonth(locale, outcome.month) })}
                  </Link>
                  {outcome.isPending && (
                    <span className={classes.note}>
                      {t('outcomes.pending', { month: formatMonth(locale, outcome.forMonth) })}
                    </span>
                  )}
                </th>
                <td>{t(`outcomes.measures.${outcome.measure}`)}</td>
                <td data-number>{text(outcome, outcome.before)}</td>
                <td data-number>{text(outcome, outcome.now)}</td>
                <td data-number>
                  {outcome.cityBefore === null && outcome.cityNow === null
                    ? '–'
                    : `${text(outcome, outcome.cityBefore)} → ${text(outcome, outcome.cityNow)}`}
                </td>
                <td>
                  {outcome.visits
                    ? t('outcomes.visits-done', {
                        done: formatNumber(locale, outcome.visits.done),
                        planned: formatNumber(locale, outcome.visits.planned),
                      })
                    : '–'}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </section>
  )
}
