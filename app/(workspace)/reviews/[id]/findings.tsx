import type { Finding } from '@/lib/domain/review/finding'
import { isNews } from '@/lib/domain/review/finding'
import { formatNumber } from '@/lib/i18n/format'
import { findingSentence, type ReviewWords } from '@/lib/i18n/review-sentences'
import type { ReviewView } from '@/lib/usecases/review/view-review'
import { EvidenceCharts, EvidenceTables } from './evidence'
import { Mark } from './finding-mark'
import classes from './review.module.css'

/** What happened, a sentence each; the rows and the chart behind it are one click away. */
export function Findings({ view, words }: { view: ReviewView; words: ReviewWords }) {
  const { review: t } = words
  const { findings } = view.review
  return (
    <section className={classes.card} aria-labelledby="findings">
      <h2 id="findings">{t('findings.title')}</h2>
      {findings.length === 0 && <p className={classes.soft}>{t('findings.none')}</p>}
      <ol className={classes.findings}>
        {findings.map((finding) => (
          <li key={finding.code} data-news={isNews(finding.code) || undefined}>
            <FindingText finding={finding} words={words} />
            <details className={classes.evidence}>
              <summary>{t('findings.evidence')}</summary>
              <EvidenceCharts finding={finding} words={words} />
              <EvidenceTables finding={finding} words={words} />
            </details>
          </li>
        ))}
      </ol>
    </section>
  )
}

export function FindingText({ finding, words }: { finding: Finding; words: ReviewWords }) {
  const { review: t, locale } = words
  const { score } = finding.params
  return (
    <div className={classes.finding}>
      <h3>
        <Mark code={finding.code} />
        {t(`findings.names.${finding.code}`)}
        {!isNews(finding.code) && <span className={classes.note}>{t('findings.note')}</span>}
      </h3>
      <p>
        {findingSentence(finding, words)}
        {typeof score === 'number' && (
          <span className={classes.clear}>
            {' '}
            {t('findings.clear', { times: formatNumber(locale, score, 1) })}
          </span>
        )}
      </p>
    </div>
  )
}
