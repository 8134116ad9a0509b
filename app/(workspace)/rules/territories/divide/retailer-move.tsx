'use client'

import { Button, Checkbox, Group, Select } from '@mantine/core'
import { useLocale, useTranslations } from 'next-intl'
import { useMemo, useState } from 'react'
import shared from '@/app/(workspace)/rules/rules.module.css'
import { formatDistance, formatNumber, formatPercent } from '@/lib/i18n/format'
import classes from './division.module.css'
import type { DivisionState, MoveEffect } from './use-division'

type Props = {
  division: DivisionState
  names: readonly string[]
  colors: readonly string[]
  selected: number | null
  onSelect: (i: number | null) => void
}

const FOUND_MAX = 12

/** One shop by a click on the map or by name: whose it is, what moving it would change, and the move. */
export function RetailerMove({ division, names, colors, selected, onSelect }: Props) {
  const t = useTranslations('rules.divide.retailer')
  const { view, plan, present, kept, before } = division
  const [text, setText] = useState('')
  const [shown, setShown] = useState(selected)
  if (shown !== selected) {
    setShown(selected) // chosen on the map
    setText(selected === null ? '' : view.retailers.names[selected]!)
  }
  const found = useMemo(() => find(view.retailers.names, text), [view.retailers.names, text])
  const label = (i: number) => ({ value: `${i}`, label: view.retailers.names[i]! })
  return (
    <section className={`${shared.card} ${classes.retailer}`} aria-label={t('label')}>
      <Select
        label={t('search')}
        placeholder={t('search-hint')}
        searchable
        clearable
        nothingFoundMessage={text.trim() === '' ? t('search-hint') : t('nothing')}
        data={[...new Set([...(selected === null ? [] : [selected]), ...found])].map(label)}
        filter={({ options }) => options}
        value={selected === null ? null : `${selected}`}
        searchValue={text}
        onSearchChange={setText}
        onChange={(value) => onSelect(value === null ? null : Number(value))}
      />
      {selected === null ? (
        <p className={shared.small}>{t('how')}</p>
      ) : (
        <>
          <div className={classes.place}>
            <span
              className={classes.swatch}
              style={{ background: colors[plan.territoryOf[selected]!] }}
              aria-hidden="true"
            />
            <span>
              {names[plan.territoryOf[selected]!] ?? t('none')}
              {plan.territoryOf[selected] !== present.territoryOf[selected] && (
                <span className={shared.was}>
                  {t('was', { name: names[present.territoryOf[selected]!] ?? t('none') })}
                </span>
              )}
            </span>
          </div>
          {before.of.has(present.territoryOf[selected]!) && (
            <Checkbox
              size="xs"
              label={t('keep', { name: names[present.territoryOf[selected]!]! })}
              checked={kept.has(selected)}
              onChange={(event) => {
                division.keep(selected, event.currentTarget.checked)
                if (event.currentTarget.checked) division.move(selected, present.territoryOf[selected]!)
              }}
            />
          )}
          <Moving key={selected} division={division} names={names} i={selected} />
        </>
      )}
    </section>
  )
}

function Moving({ division, names, i }: { division: DivisionState; names: readonly string[]; i: number }) {
  const t = useTranslations('rules.divide.retailer')
  const { plan, kept } = division
  const [to, setTo] = useState<number | null>(null)
  const effect = to === null ? undefined : division.effectOf(i, to)
  const choices = names.flatMap((name, k) =>
    k === plan.territoryOf[i] || plan.closing.includes(k) ? [] : [{ value: `${k}`, label: name }],
  )
  if (kept.has(i) || choices.length === 0) return null
  return (
    <>
      <Group gap="xs" align="flex-end" wrap="nowrap">
        <Select
          className={classes.target ?? ''}
          label={t('move-to')}
          placeholder={t('move-hint')}
          data={choices}
          value={to === null ? null : `${to}`}
          onChange={(value) => setTo(value === null ? null : Number(value))}
        />
        <Button
          variant="light"
          disabled={to === null}
          onClick={() => {
            if (to === null) return
            division.move(i, to)
            setTo(null)
          }}
        >
          {t('move')}
        </Button>
      </Group>
      {effect && <Effect effect={effect} names={names} />}
    </>
  )
}

/** Before anything is moved: work of both territories, and balance and distance of the whole. */
function Effect({ effect, names }: { effect: MoveEffect; names: readonly string[] }) {
  const t = useTranslations('rules.divide.retailer')
  const locale = useLocale()
  const hours = (seconds: number) => t('hours', { hours: formatNumber(locale, seconds / 3600, 1) })
  const change = (by: string, from: string, to: string) => (from === to ? by : t('change', { by, from, to }))
  const signedHours = (seconds: number) =>
    t('hours', {
      hours: new Intl.NumberFormat(locale, { maximumFractionDigits: 1, signDisplay: 'exceptZero' }).format(
        seconds / 3600,
      ),
    })
  const [spreadBefore, spreadAfter] = effect.spread
  const [distanceBefore, distanceAfter] = effect.meanDistanceM
  return (
    <dl className={classes.effect} aria-label={t('effect')}>
      {effect.work.map(({ territory, before, after }) => (
        <div key={territory}>
          <dt>{names[territory]}</dt>
          <dd>{change(signedHours(after - before), hours(before), hours(after))}</dd>
        </div>
      ))}
      <div>
        <dt>{t('balance')}</dt>
        <dd>
          {change(
            t('points', {
              points: new Intl.NumberFormat(locale, {
                maximumFractionDigits: 2,
                signDisplay: 'exceptZero',
              }).format((spreadAfter - spreadBefore) * 100),
            }),
            formatPercent(locale, spreadBefore, 1),
            formatPercent(locale, spreadAfter, 1),
          )}
        </dd>
      </div>
      <div>
        <dt>{t('distance')}</dt>
        <dd>
          {change(
            t('metres', {
              metres: new Intl.NumberFormat(locale, {
                maximumFractionDigits: 1,
                signDisplay: 'exceptZero',
              }).format(distanceAfter - distanceBefore),
            }),
            formatDistance(locale, distanceBefore),
            formatDistance(locale, distanceAfter),
          )}
        </dd>
      </div>
    </dl>
  )
}

/** Names that begin with the text come first. */
function find(names: readonly string[], text: string): number[] {
  const wanted = text.trim().toLocaleLowerCase()
  if (wanted === '') return []
  const starting: number[] = []
  const holding: number[] = []
  for (const [i, name] of names.entries()) {
    const at = name.toLocaleLowerCase().indexOf(wanted)
    if (at === 0) starting.push(i)
    else if (at > 0 && holding.length < FOUND_MAX) holding.push(i)
    if (starting.length >= FOUND_MAX) break
  }
  return [...starting, ...holding].slice(0, FOUND_MAX)
}
