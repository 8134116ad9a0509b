'use client'

import Link from 'next/link'
import { useLocale, useTranslations } from 'next-intl'
import type { ReactNode } from 'react'
import { DueSwatch, TypeSwatch } from '@/app/(workspace)/map/swatch'
import { useTypes } from '@/app/(workspace)/map/use-types'
import { useRetailerWords } from '@/app/(workspace)/retailers/words'
import { useWorkspace } from '@/app/(workspace)/workspace-context'
import { formatDate, formatNumber } from '@/lib/i18n/format'
import { DemonstrationBadge } from '@/lib/ui/demonstration-badge'
import { ExplainedNumber } from '@/lib/ui/explained-number'
import type { RetailerPage } from '@/lib/usecases/view-retailer'
import classes from './retailer.module.css'

/** Identity, classification and how the shop can be reached. */
export function FactSheet({ view }: { view: RetailerPage }) {
  const t = useTranslations('retailer')
  const common = useTranslations('common')
  const words = useRetailerWords()
  const { organization } = useWorkspace()
  const types = useTypes(view.types)
  const { retailer, map } = view
  const { tradeArea, territory, tier, serviceClass, assisted, keyGrowth } = retailer
  const unknown = <span className={classes.soft}>{t('facts.unknown')}</span>
  const marks = [keyGrowth && words.field('keyGrowth'), assisted && words.field('assisted')].filter(Boolean)
  return (
    <section className={classes.card} aria-labelledby="facts">
      <h2 id="facts">{t('facts.title')}</h2>
      <dl className={classes.facts}>
        {map && (
          <Fact name={t('facts.due')}>
            <Due map={map} />
          </Fact>
        )}
        <Fact name={words.field('tier')}>
          {tier === null ? t('facts.untiered') : t('facts.tier', { tier })}
        </Fact>
        <Fact name={words.field('serviceClass')}>{serviceClass}</Fact>
        <Fact name={words.field('marketType')}>{common(`market-types.${retailer.marketType}`)}</Fact>
        <Fact name={words.field('tradeAreaId')}>
          {tradeArea ? (
            <Link href={`/trade-areas/${tradeArea.id}`} className={classes.area}>
              <TypeSwatch code={tradeArea.typeCode ?? 'none'} types={types} />
              {tradeArea.name}
            </Link>
          ) : (
            common('trade-area-types.none')
          )}
        </Fact>
        <Fact name={words.field('territoryId')}>
          {territory
            ? [territory.name, territory.managerName].filter(Boolean).join(' · ')
            : t('facts.no-territory')}
        </Fact>
        <Fact name={words.field('openWindows')}>{words.windows(retailer.openWindows)}</Fact>
        <Fact name={words.field('closedWeekdays')}>
          {words.value('closedWeekdays', retailer.closedWeekdays)}
        </Fact>
        <Fact name={words.field('contactPreference')}>{t(`contact.${retailer.contactPreference}`)}</Fact>
        <Fact name={words.field('visitsPerWeek')}>{retailer.visitsPerWeek ?? t('facts.by-rule')}</Fact>
        {marks.length > 0 && <Fact name={t('facts.marks')}>{marks.join(' · ')}</Fact>}
        <Fact name={t('facts.position')}>
          {retailer.position.map((degrees) => degrees.toFixed(5)).join(', ')}
          <span className={classes.soft}> WGS 84</span>
        </Fact>
        <Fact name={t('facts.source')}>{t(`sources.${retailer.source as 'hand'}`)}</Fact>
      </dl>
      <h3 className={classes.personal}>
        {t('facts.personal')} {organization?.demonstration && <DemonstrationBadge />}
      </h3>
      <dl className={classes.facts}>
        <Fact name={words.field('owner')}>{retailer.ownerName || unknown}</Fact>
        <Fact name={words.field('phone')}>{retailer.phone || unknown}</Fact>
        <Fact name={words.field('licenseNo')}>{retailer.licenseNo || unknown}</Fact>
      </dl>
    </section>
  )
}

function Fact({ name, children }: { name: string; children: ReactNode }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  )
}

function Due({ map }: { map: NonNullable<RetailerPage['map']> }) {
  const t = useTranslations('map.inspector')
  const common = useTranslations('common')
  const locale = useLocale()
  const { due, lastVisit, serviceClass } = map
  return (
    <span className={classes.area}>
      <DueSwatch state={due.state} />
      <ExplainedNumber
        label={t('due')}
        value={common(`due.${due.state}`)}
        formula={t('due-formula')}
        parameters={[
          {
            name: t('days-since'),
            value: due.daysSince === undefined ? '–' : formatNumber(locale, due.daysSince),
          },
          {
            name: t('interval'),
            value: due.intervalDays === null ? '–' : formatNumber(locale, due.intervalDays, 1),
          },
          { name: t('urgency'), value: formatNumber(locale, due.urgency, 2) },
        ]}
        source={t('due-source', { serviceClass, version: due.rulesVersion })}
        href="/rules"
      />
      <span className={classes.soft}>
        {lastVisit && due.daysSince !== undefined
          ? t('last-visit', { date: formatDate(locale, lastVisit, 'short'), days: due.daysSince })
          : t('never-visited')}
      </span>
    </span>
  )
}
