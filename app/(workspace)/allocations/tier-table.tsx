'use client'

import { Button, CopyButton, Select } from '@mantine/core'
import { IconCopy } from '@tabler/icons-react'
import { useLocale, useTranslations } from 'next-intl'
import { formatNumber, formatPercent } from '@/lib/i18n/format'
import type { RunView, ZoneView } from '@/lib/usecases/view-allocation'
import classes from './allocations.module.css'
import type { useAllocationWords } from './words'

type Props = {
  run: RunView
  words: ReturnType<typeof useAllocationWords>
  selected: string | null
  onSelect: (zoneKey: string | null) => void
}

/** The tiers of one zone from the top down (档位): quota, step to the next, what they got; the largest zone first. */
export function TierTable({ run, words, selected, onSelect }: Props) {
  const t = useTranslations('allocation.tiers')
  const locale = useLocale()
  const largest = run.zones.reduce<ZoneView | undefined>(
    (best, zone) => (zone.units > (best?.units ?? -1) ? zone : best),
    undefined,
  )
  const zone = run.zones.find(({ key }) => key === selected) ?? largest
  if (!zone) return null
  const given = zone.tiers.reduce((sum, { units }) => sum + units, 0)
  const number = (value: number) => formatNumber(locale, value)
  const reached = Math.round(zone.fairness.reach * zone.retailers)
  return (
    <>
      <div className={classes.filters}>
        <Select
          label={t('zone')}
          w={260}
          allowDeselect={false}
          value={zone.key}
          data={run.zones.map(({ key }) => ({ value: key, label: words.zone(key) }))}
          onChange={onSelect}
        />
        <Notation text={zone.notation} />
      </div>
      <p className={classes.about}>
        {t('about', { units: zone.units, error: zone.units - given })}{' '}
        {t('reached', {
          some: reached,
          all: zone.retailers,
          share: formatPercent(locale, zone.fairness.reach),
        })}
      </p>
      <div className={classes.tableScroll}>
        <table className={classes.table} data-dense>
          <thead>
            <tr>
              <th scope="col" className={classes.figure}>
                {t('tier')}
              </th>
              {(['shops', 'quota', 'step', 'allowed', 'given'] as const).map((column) => (
                <th key={column} scope="col" className={classes.figure}>
                  {t(column)}
                </th>
              ))}
              <td className={classes.barColumn} />
            </tr>
          </thead>
          <tbody>
            {zone.tiers.map(({ tier, retailers, quotaUnits, units }, k) => {
              const next = zone.tiers[k + 1]?.quotaUnits ?? 0
              const step = quotaUnits - next
              return (
                <tr key={tier} data-empty={retailers === 0 || undefined}>
                  <th scope="row" className={classes.figure}>
                    {tier}
                  </th>
                  <td className={classes.figure}>{number(retailers)}</td>
                  <td className={classes.figure}>
                    <strong>{number(quotaUnits)}</strong>
                  </td>
                  <td className={classes.figure}>{step === 0 ? '' : `−${number(step)}`}</td>
                  <td className={classes.figure}>{number(quotaUnits * retailers)}</td>
                  <td className={classes.figure}>{number(units)}</td>
                  <td className={classes.barColumn}>
                    <span
                      style={{ width: `${(100 * quotaUnits) / Math.max(1, zone.tiers[0]!.quotaUnits)}%` }}
                    />
                  </td>
                </tr>
              )
            })}
          </tbody>
          <tfoot>
            <tr>
              <th scope="row">{t('total')}</th>
              <td className={classes.figure}>{number(zone.retailers)}</td>
              <td colSpan={3} />
              <td className={classes.figure}>{number(given)}</td>
              <td />
            </tr>
          </tfoot>
        </table>
      </div>
    </>
  )
}

function Notation({ text }: { text: string }) {
  const t = useTranslations('allocation.tiers')
  return (
    <div className={classes.notation}>
      <span className={classes.soft}>{t('notation')}</span>
      <code>{text}</code>
      <CopyButton value={text}>
        {({ copied, copy }) => (
          <Button
            size="compact-sm"
            variant="default"
            leftSection={<IconCopy size={14} stroke={1.8} />}
            onClick={copy}
          >
            {copied ? t('copied') : t('copy')}
          </Button>
        )}
      </CopyButton>
    </div>
  )
}
