'use client'

import { SegmentedControl } from '@mantine/core'
import Link from 'next/link'
import { useLocale, useTranslations } from 'next-intl'
import { formatDistance, formatNumber, formatPercent } from '@/lib/i18n/format'
import { ExplainedNumber } from '@/lib/ui/explained-number'
import type { RetailerOnMap } from '@/lib/usecases/view-retailer-on-map'
import type { CountOf } from './inspector'
import classes from './inspector.module.css'
import type { Selection } from './map-state'

type Rings = NonNullable<RetailerOnMap['rings']>
type Props = {
  rings: Rings
  of: CountOf
  onCountOf: (of: CountOf) => void
  onSelect: (selection: Selection) => void
}

/** What the three rings hold, said of the disc or of the band, and where their radii come from. */
export function RingFacts({ rings, of, onCountOf, onSelect }: Props) {
  const t = useTranslations('map.inspector.rings')
  const common = useTranslations('common')
  const locale = useLocale()
  const number = (value: number) => formatNumber(locale, value)
  const { contents, overlaps, source, ringClass, version } = rings
  const core = contents[0]!
  const foremost = overlaps[0]?.strongest[0]
  return (
    <section className={classes.section} aria-label={t('title')}>
      <h3>{t('title')}</h3>
      <p className={classes.sentence}>
        {t('sentence', {
          radius: formatDistance(locale, core.radiusM),
          rivals: core.disc.rivals,
          demand: number(core.disc.demand),
        })}{' '}
        {foremost &&
          t('foremost', {
            share: formatPercent(locale, foremost.ofFirst),
            name: foremost.name ?? t('foreign'),
          })}
      </p>

      <SegmentedControl
        size="xs"
        fullWidth
        aria-label={t('of')}
        value={of}
        data={[
          { value: 'disc', label: t('disc') },
          { value: 'band', label: t('band') },
        ]}
        onChange={(value) => onCountOf(value as CountOf)}
      />
      <p className={classes.note}>{t(`about.${of}`)}</p>

      <table className={classes.table}>
        <thead>
          <tr>
            <th scope="col">{t('columns.ring')}</th>
            <th scope="col">{t('columns.retailers')}</th>
            <th scope="col">{t('columns.rivals')}</th>
            <th scope="col">{t('columns.demand')}</th>
          </tr>
        </thead>
        <tbody>
          {contents.map((content, k) => {
            const { retailers, rivals, demand } = content[of]
            const fromM = of === 'band' && k > 0 ? contents[k - 1]!.radiusM : 0
            return (
              <tr key={content.ring} data-ring={content.ring}>
                <th scope="row">
                  {common(`rings.${content.ring}`)}
                  <span className={classes.soft}>
                    {fromM === 0
                      ? t('to', { to: formatDistance(locale, content.radiusM) })
                      : t('from-to', {
                          from: formatDistance(locale, fromM),
                          to: formatDistance(locale, content.radiusM),
                        })}
                  </span>
                </th>
                <td>{number(retailers)}</td>
                <td>{number(rivals)}</td>
                <td>{number(demand)}</td>
              </tr>
            )
          })}
        </tbody>
      </table>

      <h4>{t('overlap.title')}</h4>
      <p className={classes.note}>{t('overlap.about')}</p>
      <table className={classes.table}>
        <thead>
          <tr>
            <th scope="col">{t('columns.ring')}</th>
            <th scope="col">{t('overlap.neighbours')}</th>
            <th scope="col">{t('overlap.index')}</th>
          </tr>
        </thead>
        <tbody>
          {overlaps.map(({ ring, count, competitionIndex }) => (
            <tr key={ring}>
              <th scope="row">{common(`rings.${ring}`)}</th>
              <td>{number(count)}</td>
              <td>
                <ExplainedNumber
                  label={`${common(`rings.${ring}`)}, ${t('overlap.index')}`}
                  value={formatNumber(locale, competitionIndex, 2)}
                  formula={t('overlap.formula')}
                  parameters={[{ name: t('overlap.neighbours'), value: number(count) }]}
                  source={t('overlap.source')}
                />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      {overlaps[0] && overlaps[0].strongest.length > 0 && (
        <ul className={classes.neighbours} aria-label={t('overlap.strongest')}>
          {overlaps[0].strongest.map(({ id, name, ofFirst, distanceM }, k) => (
            <li key={id ?? `foreign ${k}`}>
              {id === null ? (
                <span className={classes.soft}>{t('foreign')}</span>
              ) : (
                <button
                  type="button"
                  className={classes.pick}
                  onClick={() => onSelect({ kind: 'retailer', id })}
                >
                  {name}
                </button>
              )}
              <span className={classes.soft}>{formatDistance(locale, distanceM)}</span>
              <span>{formatPercent(locale, ofFirst)}</span>
            </li>
          ))}
        </ul>
      )}

      <p className={classes.note}>
        {t('source', {
          source: t(`sources.${source}`),
          class: t(`classes.${ringClass as 'village'}`),
          version,
        })}{' '}
        <Link href="/rules">{t('rules')}</Link>
      </p>
    </section>
  )
}
