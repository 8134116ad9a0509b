'use client'

import { useLocale, useTranslations } from 'next-intl'
import { TIER_KEYS, tierKeyOf, UNTIERED } from '@/app/(workspace)/map/legend-filter'
import { formatNumber } from '@/lib/i18n/format'
import { Bars } from '@/lib/ui/bars'

type Member = { readonly format: string; readonly tier: number | null; readonly count: number }

/** The shops of a trade area by format and by tier. */
export function ShopTally({ members, className }: { members: readonly Member[]; className?: string }) {
  const t = useTranslations('common.shop-tally')
  const common = useTranslations('common')
  const formats = tally(members, ({ format }) => format).toSorted((a, b) => b.count - a.count)
  const tiers = tally(members, ({ tier }) => tierKeyOf(tier)).toSorted(
    (a, b) => TIER_KEYS.indexOf(a.key) - TIER_KEYS.indexOf(b.key),
  )
  const tierName = (key: string) =>
    key === UNTIERED ? t('untiered') : t('tiers', { band: key.replace('-', '–') })
  if (members.length === 0) return null
  return (
    <>
      <Part
        title={t('by-format')}
        rows={formats.map(({ key, count }) => ({ name: common(`formats.${key as 'other'}`), count }))}
        className={className}
      />
      <Part
        title={t('by-tier')}
        rows={tiers.map(({ key, count }) => ({ name: tierName(key), count }))}
        className={className}
      />
    </>
  )
}

type PartProps = {
  title: string
  rows: readonly { name: string; count: number }[]
  className: string | undefined
}

function Part({ title, rows, className }: PartProps) {
  const locale = useLocale()
  const largest = Math.max(...rows.map(({ count }) => count))
  return (
    <section className={className}>
      <h3>{title}</h3>
      <Bars
        label={title}
        rows={rows.map(({ name, count }) => ({
          name,
          share: count / largest,
          value: formatNumber(locale, count),
        }))}
      />
    </section>
  )
}

function tally(members: readonly Member[], keyOf: (member: Member) => string) {
  const counts = new Map<string, number>()
  for (const member of members) counts.set(keyOf(member), (counts.get(keyOf(member)) ?? 0) + member.count)
  return [...counts].map(([key, count]) => ({ key, count }))
}
