'use client'

import { Badge } from '@mantine/core'
import { IconHandClick } from '@tabler/icons-react'
import { useLocale, useTranslations } from 'next-intl'
import { Fragment } from 'react'
import { formatNumber, formatPercent } from '@/lib/i18n/format'
import { bandOf } from '@/lib/map/over-bands'
import { ExplainedNumber } from '@/lib/ui/explained-number'
import type { RunView, ZoneView } from '@/lib/usecases/view-allocation'
import classes from './allocations.module.css'
import type { useAllocationWords } from './words'
import { ZoneDetail } from './zone-detail'

type Words = ReturnType<typeof useAllocationWords>
type Props = {
  run: RunView
  words: Words
  /** What the map is coloured by; the table has the same colours. */
  by: 'suggested' | 'given'
  selected: string | null
  mayChange: boolean
  onSelect: (zoneKey: string | null) => void
  /** Sets the chosen zone by hand. */
  onSet: () => void
  onShow: (tab: 'tiers' | 'shops') => void
}

const COLUMNS = ['need', 'fill', 'isr', 'price', 'market', 'factor', 'units', 'over'] as const

/** The zones with what was measured of them and what they get; the chosen one says why. */
export function ZoneTable({ run, words, by, selected, mayChange, onSelect, onSet, onShow }: Props) {
  const t = useTranslations('allocation.zones')
  const columns = run.previous ? ([...COLUMNS, 'previous'] as const) : COLUMNS
  return (
    <div className={classes.tableScroll}>
      <table className={classes.table}>
        <thead>
          <tr>
            <th scope="col">{t('zone')}</th>
            {columns.map((column) => (
              <th key={column} scope="col" className={column === 'market' ? undefined : classes.figure}>
                <ExplainedNumber
                  label={t(column)}
                  value={t(column)}
                  formula={
                    column === 'need' && run.forecastFrom !== null
                      ? t('need-forecast', { month: words.month(run.forecastFrom) })
                      : t(`${column}-formula`)
                  }
                  source={t('months', { months: words.months(run.months) })}
                />
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {run.zones.map((zone) => (
            <Fragment key={zone.key}>
              <Row
                zone={zone}
                words={words}
                by={by}
                isSelected={zone.key === selected}
                hasPrevious={run.previous !== null}
                onSelect={() => onSelect(zone.key === selected ? null : zone.key)}
              />
              {zone.key === selected && (
                <tr className={classes.detailRow}>
                  <td colSpan={columns.length + 1}>
                    <ZoneDetail
                      zone={zone}
                      words={words}
                      mayChange={mayChange}
                      onSet={onSet}
                      onShow={onShow}
                    />
                  </td>
                </tr>
              )}
            </Fragment>
          ))}
        </tbody>
        <tfoot>
          <Total run={run} words={words} />
        </tfoot>
      </table>
    </div>
  )
}

function Row({
  zone,
  words,
  by,
  isSelected,
  hasPrevious,
  onSelect,
}: {
  zone: ZoneView
  words: Words
  by: Props['by']
  isSelected: boolean
  hasPrevious: boolean
  onSelect: () => void
}) {
  const t = useTranslations('allocation')
  const locale = useLocale()
  const { key, demandUnits, fillRate, isr, priceIndex, factor, units, over, previousUnits, override } = zone
  const tint = over[by]
  const number = (value: number | null, digits = 0) => (value === null ? '–' : fixed(locale, value, digits))
  return (
    // the button in it does the same for the keyboard
    <tr
      className={classes.zoneRow}
      data-selected={isSelected || undefined}
      data-zone={key}
      onClick={onSelect}
    >
      <th scope="row">
        <button type="button" className={classes.zoneName} aria-expanded={isSelected}>
          <span
            className={classes.swatch}
            style={{ background: tint === null ? 'transparent' : bandOf(tint).color }}
            aria-hidden="true"
          />
          {words.zone(key)}
        </button>
        {zone.reviews && (
          <Badge size="xs" variant="light" color="teal" ml={4}>
            {t('zones.review')}
          </Badge>
        )}
        {override && (
          <Badge
            size="xs"
            variant="light"
            color="grape"
            leftSection={<IconHandClick size={10} stroke={2} />}
            ml={4}
          >
            {t('zones.set-by-hand')}
          </Badge>
        )}
      </th>
      <td className={classes.figure}>{number(demandUnits)}</td>
      <td className={classes.figure}>{fillRate === null ? '–' : formatPercent(locale, fillRate)}</td>
      <td className={classes.figure}>{number(isr, 2)}</td>
      <td className={classes.figure}>{number(priceIndex, 2)}</td>
      <td>
        <MarketState zone={zone} />
      </td>
      <td className={classes.figure}>{number(factor, 2)}</td>
      <td className={classes.figure}>
        <strong>{number(units)}</strong>
      </td>
      <td className={classes.figure}>{words.signed(over.given)}</td>
      {hasPrevious && (
        <td className={classes.figure}>
          {previousUnits === null ? '–' : signed(locale, units - previousUnits)}
        </td>
      )}
    </tr>
  )
}

function MarketState({ zone: { marketState } }: { zone: ZoneView }) {
  const t = useTranslations('allocation')
  if (marketState === null) return <span className={classes.soft}>–</span>
  return (
    <span className={classes.market} data-state={marketState}>
      {t(`market.${marketState}`)} <span aria-hidden="true">{t(`market-sign.${marketState}`)}</span>
    </span>
  )
}

function Total({ run: { zones, previous, shares }, words }: { run: RunView; words: Words }) {
  const t = useTranslations('allocation.zones')
  const locale = useLocale()
  const sum = (of: (zone: ZoneView) => number) => zones.reduce((total, zone) => total + of(zone), 0)
  const before = sum(({ previousUnits }) => previousUnits ?? 0)
  const units = sum((zone) => zone.units)
  return (
    <tr>
      <th scope="row">
        {t('total')} <span className={classes.soft}>{t('shops', { count: shares.retailers })}</span>
      </th>
      <td className={classes.figure}>
        {formatNumber(
          locale,
          sum(({ demandUnits }) => demandUnits),
        )}
      </td>
      <td colSpan={5} />
      <td className={classes.figure}>{formatNumber(locale, units)}</td>
      <td className={classes.figure}>{words.signed(0)}</td>
      {previous && <td className={classes.figure}>{signed(locale, units - before)}</td>}
    </tr>
  )
}

function fixed(locale: string, value: number, digits: number): string {
  const places = { minimumFractionDigits: digits, maximumFractionDigits: digits }
  return new Intl.NumberFormat(locale, places).format(value)
}

function signed(locale: string, value: number): string {
  return new Intl.NumberFormat(locale, { signDisplay: 'exceptZero' }).format(value).replace('-', '−')
}
