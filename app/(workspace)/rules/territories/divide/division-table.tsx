'use client'

import { NativeSelect, Table, TextInput } from '@mantine/core'
import { useLocale, useTranslations } from 'next-intl'
import shared from '@/app/(workspace)/rules/rules.module.css'
import { formatDistance, formatNumber } from '@/lib/i18n/format'
import { ExplainedNumber } from '@/lib/ui/explained-number'
import classes from './division.module.css'
import { type DivisionState, FATES, type Fate } from './use-division'

/** As the use case allows. */
const NAME_MAX = 60

type Props = { division: DivisionState; names: readonly string[]; colors: readonly string[] }

/** Each territory with its work as it is and as it would be. */
export function DivisionTable({ division, names, colors }: Props) {
  const t = useTranslations('rules.divide.table')
  return (
    <Table.ScrollContainer minWidth={680}>
      <Table verticalSpacing={6} className={classes.table ?? ''}>
        <Table.Thead>
          <Table.Tr>
            <Table.Th>{t('territory')}</Table.Th>
            <Table.Th>{t('fate')}</Table.Th>
            <Table.Th ta="right">{t('shops')}</Table.Th>
            <Table.Th ta="right">{t('work')}</Table.Th>
            <Table.Th ta="right">{t('share')}</Table.Th>
            <Table.Th ta="right">{t('distance')}</Table.Th>
            <Table.Th ta="right">{t('changing')}</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {names.map((name, k) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: a territory is its number
            <Row key={k} k={k} name={name} color={colors[k] ?? ''} division={division} />
          ))}
        </Table.Tbody>
      </Table>
    </Table.ScrollContainer>
  )
}

type RowProps = { k: number; name: string; color: string; division: DivisionState }

function Row({ k, name, color, division }: RowProps) {
  const t = useTranslations('rules.divide.table')
  const locale = useLocale()
  const { view, plan, present, before, after, changing, fates } = division
  const territory = view.territories[k]
  const was = before.of.get(k)
  const is = after.of.get(k) ?? { stores: 0, workS: 0, meanDistanceM: 0 }
  const come = changing.filter((i) => plan.territoryOf[i] === k).length
  const go = changing.filter((i) => present.territoryOf[i] === k).length
  const number = (value: number, digits = 0) => formatNumber(locale, value, digits)
  const hours = (seconds: number) => number(seconds / 3600)
  const share = (workS: number, { of }: DivisionState['after']) => {
    const works = [...of.values()].map((measure) => measure.workS)
    const mean = works.reduce((sum, one) => sum + one, 0) / Math.max(1, works.length)
    return mean === 0 ? 0 : workS / mean - 1
  }
  const ends = plan.closing.includes(k)
  const over = share(is.workS, after)
  const overBefore = was && share(was.workS, before)
  return (
    <Table.Tr className={ends ? (classes.ends ?? '') : ''}>
      <Table.Th scope="row">
        <div className={classes.name}>
          <span className={classes.swatch} style={{ background: color }} aria-hidden="true" />
          {territory ? (
            <span>
              {name}
              <span className={shared.was}>{territory.managerName ?? t('no-manager')}</span>
            </span>
          ) : (
            <TextInput
              size="xs"
              aria-label={t('name-of', { name })}
              placeholder={t('name')}
              maxLength={NAME_MAX}
              error={!division.names[k - view.territories.length]?.trim()}
              value={division.names[k - view.territories.length] ?? ''}
              onChange={(event) => division.setName(k - view.territories.length, event.currentTarget.value)}
            />
          )}
        </div>
      </Table.Th>
      <Table.Td>
        {territory ? (
          <NativeSelect
            size="xs"
            className={classes.fate ?? ''}
            aria-label={t('fate-of', { name })}
            data={FATES.map((fate) => ({ value: fate, label: t(`fates.${fate}`) }))}
            value={fates[k] ?? 'free'}
            onChange={(event) => division.setFate(k, event.currentTarget.value as Fate)}
          />
        ) : (
          <span className={shared.small}>{t('new')}</span>
        )}
      </Table.Td>
      <Figure is={number(is.stores)} was={was && number(was.stores)} />
      <Figure is={hours(is.workS)} was={was && hours(was.workS)} />
      <Table.Td className={shared.figure ?? ''}>
        <ExplainedNumber
          label={t('share-of', { name })}
          value={signed(locale, over)}
          formula={t('share-formula')}
          parameters={[{ name: t('work'), value: t('hours', { hours: hours(is.workS) }) }]}
        />
        <span className={classes.bar} aria-hidden="true">
          <span style={barOf(over)} data-over={over > 0} />
        </span>
        {overBefore !== undefined && signed(locale, overBefore) !== signed(locale, over) && (
          <s className={shared.was}>{signed(locale, overBefore)}</s>
        )}
      </Table.Td>
      <Figure
        is={formatDistance(locale, is.meanDistanceM)}
        was={was && formatDistance(locale, was.meanDistanceM)}
      />
      <Table.Td className={shared.figure ?? ''}>
        {come + go === 0 ? (
          <span className={shared.small}>{t('none')}</span>
        ) : (
          <>
            {come > 0 && <span className={classes.come}>{t('come', { count: number(come) })}</span>}
            {go > 0 && <span className={shared.was}>{t('go', { count: number(go) })}</span>}
          </>
        )}
      </Table.Td>
    </Table.Tr>
  )
}

function Figure({ is, was }: { is: string; was: string | undefined }) {
  return (
    <Table.Td className={shared.figure ?? ''}>
      {is}
      {was !== undefined && was !== is && <s className={shared.was}>{was}</s>}
    </Table.Td>
  )
}

function signed(locale: string, share: number): string {
  return new Intl.NumberFormat(locale, {
    style: 'percent',
    maximumFractionDigits: 1,
    signDisplay: 'exceptZero',
  }).format(share)
}

/** Half the width is a quarter more or less than the mean. */
const HALF_WIDTH = 0.25

function barOf(over: number) {
  const width = Math.min(50, (Math.abs(over) / HALF_WIDTH) * 50)
  return over > 0 ? { left: '50%', width: `${width}%` } : { right: '50%', width: `${width}%` }
}
