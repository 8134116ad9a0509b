'use client'

import { Button } from '@mantine/core'
import { IconPolygon } from '@tabler/icons-react'
import Link from 'next/link'
import { useLocale, useTranslations } from 'next-intl'
import { weekParts } from '@/app/(workspace)/plans/week-parts'
import { ShopTally } from '@/app/(workspace)/shop-tally'
import { useWorkspace } from '@/app/(workspace)/workspace-context'
import { formatArea, formatNumber } from '@/lib/i18n/format'
import type { MapTradeAreaType } from '@/lib/map/layers/trade-area-layer'
import { DemonstrationBadge } from '@/lib/ui/demonstration-badge'
import { KeyFigure } from '@/lib/ui/explained-number'
import type { TradeAreaOnMap } from '@/lib/usecases/view-trade-area-on-map'
import classes from './inspector.module.css'
import { NO_TYPE } from './legend-filter'
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

      <ShopTally members={members} className={classes.section ?? ''} />
    </>
  )
}
