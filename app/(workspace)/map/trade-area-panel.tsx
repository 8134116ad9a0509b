'use client'

import { Button } from '@mantine/core'
import { IconPolygon } from '@tabler/icons-react'
import Link from 'next/link'
import { useLocale, useTranslations } from 'next-intl'
import { weekParts } from '@/app/(workspace)/plans/week-parts'
import { useWorkspace } from '@/app/(workspace)/workspace-context'
import { formatArea, formatNumber } from '@/lib/i18n/format'
import type { MapTradeAreaType } from '@/lib/map/layers/trade-area-layer'
import { DemonstrationBadge } from '@/lib/ui/demonstration-badge'
import { KeyFigure } from '@/lib/ui/explained-number'
import type { TradeAreaOnMap } from '@/lib/usecases/view-trade-area-on-map'
import classes from './inspector.module.css'
import { NO_TYPE, TIER_KEYS, tierKeyOf, UNTIERED } from './legend-filter'
import { TypeSwatch } from './swatch'
import { TypingEvidence } from './typing-evidence'

type Props = { area: TradeAreaOnMap; types: readonly MapTradeAreaType[] }

/** One trade area: its type and what speaks for it, the shops in it, and this week's visits. */
export function TradeAreaPanel({ area, types }: Props) {
  const t = useTranslations('map.area')
  const common = useTranslations('common')
  const locale = useLocale()
  const { organization } = useWorkspace()
  const { id, code, name, typeCode, typeSource, evidence, areaM2, focus, members, weekVisits } = area
  const number = (value: number) => formatNumber(locale, value)
  const count = members.reduce((sum, row) => sum + row.count, 0)
  const typeName = (wanted: string | null) =>
    types.find((type) => type.code === wanted)?.name ?? common('trade-area-types.none')
  const week = t('week', weekParts(weekVisits.week))
  return (
    <>
      <header className={classes.header}>
        <h2>{name}</h2>
        <p>{code}</p>
        <p className={classes.type}>
          <TypeSwatch code={typeCode ?? NO_TYPE} types={types} />
          <strong>{typeCode === null ? t('untyped') : typeName(typeCode)}</strong>
          <span className={classes.soft}>{t(`type-sources.${typeSource as 'rule'}`)}</span>
        </p>
        {organization?.demonstration && <DemonstrationBadge />}
      </header>

      <div className={classes.figures}>
        <KeyFigure
          label={t('retailers')}
          value={number(count)}
          formula={t('retailers-formula')}
          href={`/trade-areas/${id}`}
        />
        <KeyFigure
          label={t('size')}
          value={formatArea(locale, areaM2)}
          formula={t('size-formula')}
          source={t(`sources.${area.source as 'osm'}`)}
        />
        <KeyFigure
          label={t('visits', { week })}
          value={weekVisits.visits === null ? t('not-planned') : number(weekVisits.visits)}
          formula={t('visits-formula')}
          parameters={[{ name: t('visits-week'), value: week }]}
          href={`/plans?week=${weekVisits.week}`}
        />
      </div>
      {focus && <p className={classes.sentence}>{t('focus', { focus })}</p>}

      <nav className={classes.links} aria-label={t('more')}>
        <Button
          component={Link}
          href={`/trade-areas/${id}`}
          size="xs"
          leftSection={<IconPolygon size={15} stroke={1.7} />}
        >
          {t('open')}
        </Button>
      </nav>

      {evidence && <TypingEvidence typing={evidence} typeCode={typeCode} typeName={typeName} />}

      <Tally
        title={t('by-format')}
        rows={tally(members, ({ format }) => format)
          .toSorted((a, b) => b.count - a.count)
          .map(({ key, count }) => ({ name: common(`formats.${key as 'other'}`), count }))}
      />
      <Tally
        title={t('by-tier')}
        rows={tally(members, ({ tier }) => tierKeyOf(tier))
          .toSorted((a, b) => TIER_KEYS.indexOf(a.key) - TIER_KEYS.indexOf(b.key))
          .map(({ key, count }) => ({
            name: key === UNTIERED ? t('untiered') : t('tiers', { band: key.replace('-', '–') }),
            count,
          }))}
      />
    </>
  )
}

type Member = TradeAreaOnMap['members'][number]

function tally(members: readonly Member[], keyOf: (member: Member) => string) {
  const counts = new Map<string, number>()
  for (const member of members) {
    const key = keyOf(member)
    counts.set(key, (counts.get(key) ?? 0) + member.count)
  }
  return [...counts].map(([key, count]) => ({ key, count }))
}

function Tally({ title, rows }: { title: string; rows: readonly { name: string; count: number }[] }) {
  const locale = useLocale()
  const largest = Math.max(1, ...rows.map(({ count }) => count))
  if (rows.length === 0) return null
  return (
    <section className={classes.section}>
      <h3>{title}</h3>
      <ul className={classes.bars} aria-label={title}>
        {rows.map(({ name, count }) => (
          <li key={name}>
            <span>{name}</span>
            <span className={classes.bar} aria-hidden="true">
              <span style={{ width: `${(count / largest) * 100}%` }} />
            </span>
            <span>{formatNumber(locale, count)}</span>
          </li>
        ))}
      </ul>
    </section>
  )
}
