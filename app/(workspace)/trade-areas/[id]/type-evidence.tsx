'use client'

import { Button } from '@mantine/core'
import { useLocale, useTranslations } from 'next-intl'
import { TypeSwatch } from '@/app/(workspace)/map/swatch'
import { TypingEvidence } from '@/app/(workspace)/map/typing-evidence'
import { formatPercent } from '@/lib/i18n/format'
import type { MapTradeAreaType } from '@/lib/map/layers/trade-area-layer'
import { Bars } from '@/lib/ui/bars'
import type { TradeAreaView } from '@/lib/usecases/trade-area/view-trade-area'
import classes from './area.module.css'

type Props = {
  view: TradeAreaView
  types: readonly MapTradeAreaType[]
  typeName: (code: string | null) => string
  onRetag: () => void
}

/** The type, who says so, and what the rule suggests with its evidence. */
export function TypeEvidence({ view, types, typeName, onRetag }: Props) {
  const t = useTranslations('trade-area.type')
  const locale = useLocale()
  const { area, evidence, history } = view
  const { proposed, shares, estimated = [] } = evidence
  const retag = history.find(({ action }) => action === 'retag')
  const isRule = area.typeCode === proposed
  return (
    <section className={classes.section}>
      <div className={classes.sectionHead}>
        <h2>{t('title')}</h2>
        {view.may.edit && (
          <Button size="compact-sm" variant="subtle" onClick={onRetag}>
            {isRule ? t('change') : t('change-or-take')}
          </Button>
        )}
      </div>
      <p className={classes.typeLine}>
        <TypeSwatch code={area.typeCode ?? 'none'} types={types} />
        <strong>{typeName(area.typeCode)}</strong>
        <span className={classes.soft}>
          {area.typeSource === 'manual' && retag
            ? t('by-hand', { author: retag.author, reason: retag.reason })
            : t(`by-${area.typeSource as 'rule'}`)}
        </span>
      </p>
      {!isRule && (
        <p className={classes.typeLine} data-testid="suggestion">
          <TypeSwatch code={proposed} types={types} />
          {t('suggestion', { type: typeName(proposed) })}
        </p>
      )}
      <Bars
        label={t('shares')}
        rows={Object.entries(shares)
          .toSorted(([, a], [, b]) => b - a)
          .map(([code, share]) => ({
            name: typeName(code),
            share,
            value: formatPercent(locale, share),
            color: types.find((type) => type.code === code)?.color,
          }))}
      />
      <TypingEvidence typing={evidence} typeCode={area.typeCode} typeName={typeName} />
      {estimated.length > 0 && <p className={classes.note}>{t('estimated')}</p>}
      <p className={classes.note}>{t('rule-version', { version: evidence.parameterVersion })}</p>
    </section>
  )
}
