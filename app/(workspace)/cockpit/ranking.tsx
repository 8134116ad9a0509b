'use client'

import { Button, UnstyledButton } from '@mantine/core'
import { useState } from 'react'
import type { Figure } from '@/lib/domain/kpi/figure'
import { ExplainedNumber } from '@/lib/ui/explained-number'
import type { CockpitView } from '@/lib/usecases/cockpit/view-cockpit'
import classes from './cockpit.module.css'
import type { CockpitWords } from './cockpit-words'
import type { RankedRow } from './ranking-rows'

type Props = {
  figure: Figure
  view: CockpitView
  rows: readonly RankedRow[]
  words: CockpitWords
  /** Key of the row that is chosen. */
  selected: string | null
  onSelect: (key: string) => void
}

const FIRST_ROWS = 12

/** Which parts cost the figure: its value in each, the gap to the target, and what is missing in what it counts. */
export function Ranking({ figure, view, rows, words, selected, onSelect }: Props) {
  const { t } = words
  const [isWhole, setIsWhole] = useState(false)
  const known = rows.filter(({ shortfall }) => shortfall !== undefined)
  const shown = isWhole ? known : known.slice(0, FIRST_ROWS)
  const costs = known.map(({ shortfall = 0 }) => shortfall)
  // where some cost the figure, their bars are what is compared; those that make up for them end at the edge
  const most = Math.max(...costs) > 0 ? Math.max(...costs) : Math.max(...costs.map(Math.abs), 1e-9)
  const total = known.reduce((sum, { shortfall = 0 }) => sum + shortfall, 0)
  const unit = t(`shortfall-units.${figure}`)
  const none = t(`none.${view.query.by}`)
  return (
    <>
      <div className={classes.tableScroll}>
        <table className={classes.table}>
          <thead>
            <tr>
              <th scope="col">{t(`dimensions.${view.query.by}`)}</th>
              <th scope="col" className={classes.number}>
                {words.figure(figure)}
              </th>
              <th scope="col" className={classes.number}>
                {t('ranking.gap')}
              </th>
              <th scope="col" className={classes.number}>
                <ExplainedNumber
                  label={t('ranking.shortfall', { unit })}
                  value={t('ranking.shortfall', { unit })}
                  formula={t(`shortfalls.${figure}`)}
                  source={t('ranking.adds-up')}
                />
              </th>
              <th scope="col" className={classes.barColumn}>
                {t('ranking.share')}
              </th>
            </tr>
          </thead>
          <tbody>
            {shown.map((row) => (
              // the button in it does the same for the keyboard
              <tr
                key={row.key}
                className={classes.row}
                data-selected={row.key === selected || undefined}
                onClick={() => row.key !== '' && onSelect(row.key)}
              >
                <th scope="row">
                  {row.key === '' ? (
                    none
                  ) : (
                    <UnstyledButton
                      className={classes.rowName ?? ''}
                      aria-pressed={row.key === selected}
                      onClick={(event) => {
                        event.stopPropagation()
                        onSelect(row.key)
                      }}
                    >
                      {words.name(row.name, none)}
                    </UnstyledButton>
                  )}
                </th>
                <td className={classes.number}>{words.value(figure, row.value)}</td>
                <td className={classes.number}>{row.gap === undefined ? '–' : words.gap(figure, row.gap)}</td>
                <td className={classes.number}>
                  {words.number(row.shortfall ?? 0, figure === 'coverage' ? 1 : 0)}
                </td>
                <td className={classes.barColumn}>
                  <span className={classes.barTrack}>
                    <span
                      className={classes.bar}
                      data-costs={(row.shortfall ?? 0) > 0 || undefined}
                      style={{ width: `${Math.min(1, Math.abs(row.shortfall ?? 0) / most) * 100}%` }}
                    />
                  </span>
                  <span>{row.share > 0 ? words.percent(row.share) : ''}</span>
                </td>
              </tr>
            ))}
          </tbody>
          <tfoot>
            <tr>
              <th scope="row">{t('ranking.whole', { count: known.length })}</th>
              <td className={classes.number}>{words.valueOf(figure, view.whole)}</td>
              <td />
              <td className={classes.number}>{words.number(total, figure === 'coverage' ? 1 : 0)}</td>
              <td className={classes.barColumn} />
            </tr>
          </tfoot>
        </table>
      </div>
      {known.length > FIRST_ROWS && (
        <Button variant="subtle" size="compact-sm" onClick={() => setIsWhole(!isWhole)}>
          {isWhole ? t('ranking.fewer') : t('ranking.all', { count: known.length })}
        </Button>
      )}
    </>
  )
}
