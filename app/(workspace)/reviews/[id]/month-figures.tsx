import { changeOf, type Figure } from '@/lib/domain/review/profile'
import { formatMoney, formatNumber, formatPercent } from '@/lib/i18n/format'
import { changeText, type ReviewWords } from '@/lib/i18n/review-sentences'
import { Chart } from '@/lib/ui/chart/chart'
import { ExplainedNumber } from '@/lib/ui/explained-number'
import type { ReviewView } from '@/lib/usecases/review/view-review'
import { seriesOption, shortMonth } from './chart-option'
import classes from './review.module.css'

const FIGURES = ['need', 'ordered', 'delivered', 'valueFen', 'fillRate', 'cityShare'] as const
const SHOWN_MONTHS = 25

/** The month's trade against last month, the half year and the year before, with its course as a chart. */
export function MonthFigures({
  view,
  words,
  plain = false,
}: {
  view: ReviewView
  words: ReviewWords
  plain?: boolean
}) {
  const { review: t, locale, currency } = words
  const { profile, area } = view.review
  const valueText = (key: (typeof FIGURES)[number], value: number | null) => {
    if (value === null) return '–'
    if (key === 'valueFen') return formatMoney(locale, value, currency)
    if (key === 'fillRate' || key === 'cityShare')
      return formatPercent(locale, value, key === 'fillRate' ? 1 : 2)
    return formatNumber(locale, value)
  }
  const against = (key: (typeof FIGURES)[number], figure: Figure, before: number | null) => {
    if (key === 'fillRate') return pointsText(figure.now, before)
    const change = changeOf(figure.now, before)
    return change === null ? '–' : changeText(change, locale)
  }
  /** Rates are told apart in points, since a percent of a percent says little. */
  const pointsText = (now: number | null, before: number | null) => {
    if (now === null || before === null) return '–'
    const points = Math.round((now - before) * 1000) / 10
    const sign = points > 0 ? '+' : points < 0 ? '−' : ''
    return t('profile.points', { value: `${sign}${formatNumber(locale, Math.abs(points), 1)}` })
  }
  const cityYear = changeOf(profile.cityNeed.now, profile.cityNeed.lastYear)
  const { history } = profile
  const months = history.months.slice(-SHOWN_MONTHS)
  const [need, delivered] = [history.need.slice(-SHOWN_MONTHS), history.delivered.slice(-SHOWN_MONTHS)]
  return (
    <section className={classes.card} aria-labelledby="figures">
      <h2 id="figures">{t('profile.title')}</h2>
      <div className={classes.scroll}>
        <table className={classes.table}>
          <thead>
            <tr>
              <th scope="col">
                <span className={classes.hiddenHead}>{t('outcomes.measure')}</span>
              </th>
              <th scope="col" data-number>
                {t('profile.compare.now')}
              </th>
              <th scope="col" data-number>
                {t('profile.compare.last-month')}
              </th>
              <th scope="col" data-number>
                {t('profile.compare.mean6')}
              </th>
              <th scope="col" data-number>
                {t('profile.compare.last-year')}
              </th>
            </tr>
          </thead>
          <tbody>
            {FIGURES.map((key) => {
              const figure = profile.trade[key]
              return (
                <tr key={key}>
                  <th scope="row">{t(`profile.figures.${key}`)}</th>
                  <td data-number>
                    {plain ? (
                      valueText(key, figure.now)
                    ) : (
                      <ExplainedNumber
                        label={t(`profile.figures.${key}`)}
                        value={valueText(key, figure.now)}
                        formula={t(`profile.formulas.${key}`)}
                        parameters={[
                          { name: t('profile.compare.last-month'), value: valueText(key, figure.lastMonth) },
                          { name: t('profile.compare.mean6'), value: valueText(key, figure.mean6) },
                          { name: t('profile.compare.last-year'), value: valueText(key, figure.lastYear) },
                        ]}
                      />
                    )}
                  </td>
                  <td data-number>{against(key, figure, figure.lastMonth)}</td>
                  <td data-number>{against(key, figure, figure.mean6)}</td>
                  <td data-number>{against(key, figure, figure.lastYear)}</td>
                </tr>
              )
            })}
          </tbody>
        </table>
      </div>
      {cityYear !== null && (
        <p className={classes.soft}>
          {t('profile.compare.city')}: {changeText(cityYear, locale)}
        </p>
      )}
      <Chart
        label={t('profile.chart', { name: area.name })}
        height={200}
        eager={plain}
        option={seriesOption(
          months.map((month) => shortMonth(locale, month)),
          [
            { name: t('evidence.series.need'), values: need },
            { name: t('evidence.series.delivered'), values: delivered },
          ],
          (value) => formatNumber(locale, value),
        )}
        table={{
          columns: [t('evidence.month'), t('evidence.series.need'), t('evidence.series.delivered')],
          rows: months.map((month, k) => [
            shortMonth(locale, month),
            formatNumber(locale, need[k] ?? 0),
            formatNumber(locale, delivered[k] ?? 0),
          ]),
        }}
      />
    </section>
  )
}
