'use client'

import { useLocale, useTranslations } from 'next-intl'
import type { Fairness as Figures } from '@/lib/domain/allocation/fairness'
import { formatNumber, formatPercent } from '@/lib/i18n/format'
import { KeyFigure } from '@/lib/ui/explained-number'
import type { RunView } from '@/lib/usecases/view-allocation'
import classes from './allocations.module.css'
import type { useAllocationWords } from './words'

/** Gini up to which needs count as met evenly, and somewhat unevenly; reach below which few shops are reached. */
const GINI_EVEN = 0.2
const GINI_SOME = 0.35
const REACH_LOW = 0.5

/** How evenly needs are met (公平性): each figure with what it is and what it says here, then by zone. */
export function Fairness({ run, words }: { run: RunView; words: ReturnType<typeof useAllocationWords> }) {
  const t = useTranslations('allocation.fairness')
  const names = useTranslations('allocation.zones')
  const locale = useLocale()
  const { fillMin, gini, jain, reach, hhi } = run.fairness
  const percent = (share: number) => formatPercent(locale, share)
  const number = (value: number, digits = 2) => formatNumber(locale, value, digits)
  const figures = [
    {
      name: 'fillMin',
      value: percent(fillMin),
      reading: t('fillMin-reading', { value: fillMin === 0 ? 'zero' : 'some', percent: percent(fillMin) }),
    },
    {
      name: 'gini',
      value: number(gini),
      reading: t('gini-reading', { level: gini <= GINI_EVEN ? 'even' : gini <= GINI_SOME ? 'some' : 'no' }),
    },
    { name: 'jain', value: number(jain), reading: t('jain-reading', { percent: percent(jain) }) },
    {
      name: 'reach',
      value: percent(reach),
      reading: t('reach-reading', { level: reach < REACH_LOW ? 'low' : 'fair', percent: percent(reach) }),
    },
    {
      name: 'hhi',
      value: number(hhi, 4),
      reading: t('hhi-reading', { count: hhi > 0 ? Math.round(1 / hhi) : 0 }),
    },
  ] as const
  return (
    <>
      <p className={classes.about}>{t('about')}</p>
      <ul className={classes.fairness}>
        {figures.map(({ name, value, reading }) => (
          <li key={name}>
            <KeyFigure label={t(name)} value={value} formula={t(`${name}-formula`)} />
            <p>{reading}</p>
          </li>
        ))}
      </ul>
      <h2 className={classes.heading}>{t('by-zone')}</h2>
      <div className={classes.tableScroll}>
        <table className={classes.table}>
          <thead>
            <tr>
              <th scope="col">{names('zone')}</th>
              {figures.map(({ name }) => (
                <th key={name} scope="col" className={classes.figure}>
                  {t(name)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {run.zones.map(({ key, fairness }) => (
              <tr key={key}>
                <th scope="row">{words.zone(key)}</th>
                {cellsOf(fairness, percent, number).map(([name, text]) => (
                  <td key={name} className={classes.figure}>
                    {text}
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </>
  )
}

function cellsOf(
  { fillMin, gini, jain, reach, hhi }: Figures,
  percent: (share: number) => string,
  number: (value: number, digits?: number) => string,
) {
  return [
    ['fillMin', percent(fillMin)],
    ['gini', number(gini)],
    ['jain', number(jain)],
    ['reach', percent(reach)],
    ['hhi', number(hhi, 4)],
  ] as const
}
