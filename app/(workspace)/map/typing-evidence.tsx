'use client'

import { useLocale, useTranslations } from 'next-intl'
import { formatArea, formatNumber, formatPercent } from '@/lib/i18n/format'
import { ExplainedNumber } from '@/lib/ui/explained-number'
import type { TradeAreaOnMap } from '@/lib/usecases/view-trade-area-on-map'
import classes from './inspector.module.css'

type Props = {
  typing: NonNullable<TradeAreaOnMap['evidence']>
  typeCode: string | null
  typeName: (code: string) => string
}

const SIGNS_SHOWN = 4

/** Why the typing rule says what it says, as sentences, the weightiest first. */
export function TypingEvidence({ typing, typeCode, typeName }: Props) {
  const t = useTranslations('map.area.evidence')
  const locale = useLocale()
  const { proposed, leader, runnerUp, shares, evidence, parameterVersion } = typing
  const seen = evidence.indicators.filter(({ quantity }) => quantity > 0).slice(0, SIGNS_SHOWN)
  const percent = (code: typeof leader) => formatPercent(locale, shares[code])
  const named = {
    leader: typeName(leader),
    leaderShare: percent(leader),
    runnerUp: typeName(runnerUp),
    runnerUpShare: percent(runnerUp),
  }
  return (
    <section className={classes.section}>
      <h3>{t('title')}</h3>
      <p className={classes.sentence}>{proposed === 'mixed' ? t('mixed', named) : t('leads', named)}</p>
      {typeCode !== proposed && (
        <p className={classes.sentence}>{t('differs', { type: typeName(proposed) })}</p>
      )}
      <ul className={classes.signs}>
        {evidence.ownKind && (
          <li>
            {t('own-kind', {
              kind: t(`kinds.${evidence.ownKind.kind}`),
              type: typeName(evidence.ownKind.type),
              points: evidence.ownKind.points,
            })}
          </li>
        )}
        {seen.map(({ indicator, quantity, ratio, points, type: of }) => {
          const isLand = indicator.endsWith('-land')
          const amount = isLand ? formatArea(locale, quantity) : formatNumber(locale, quantity)
          return (
            <li key={indicator}>
              {t(isLand ? 'land' : 'count', { amount, sign: t(`signs.${indicator}`) })}{' '}
              <ExplainedNumber
                label={t(`signs.${indicator}`)}
                value={t('ratio', { ratio: formatNumber(locale, ratio, 1) })}
                formula={t('formula')}
                parameters={[
                  { name: t('points'), value: formatNumber(locale, points, 2) },
                  { name: t('speaks-for'), value: typeName(of) },
                ]}
                source={t('source', { version: parameterVersion })}
              />
            </li>
          )
        })}
      </ul>
    </section>
  )
}
