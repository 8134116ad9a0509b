'use client'

import { Button } from '@mantine/core'
import { IconBuildingStore, IconPackages, IconRoute } from '@tabler/icons-react'
import Link from 'next/link'
import { useLocale, useTranslations } from 'next-intl'
import { useWorkspace } from '@/app/(workspace)/workspace-context'
import { formatDate, formatNumber } from '@/lib/i18n/format'
import type { MapTradeAreaType } from '@/lib/map/layers/trade-area-layer'
import { DemonstrationBadge } from '@/lib/ui/demonstration-badge'
import { ExplainedNumber } from '@/lib/ui/explained-number'
import type { RetailerOnMap } from '@/lib/usecases/view-retailer-on-map'
import type { CountOf } from './inspector'
import classes from './inspector.module.css'
import type { Selection } from './map-state'
import { RingFacts } from './ring-facts'
import { DueSwatch, TypeSwatch } from './swatch'

type Props = {
  retailer: RetailerOnMap
  types: readonly MapTradeAreaType[]
  of: CountOf
  onCountOf: (of: CountOf) => void
  onSelect: (selection: Selection) => void
}

/** One retailer: who it is, how pressing its visit is, where it belongs, and what its rings hold. */
export function RetailerPanel({ retailer, types, of, onCountOf, onSelect }: Props) {
  const t = useTranslations('map.inspector')
  const common = useTranslations('common')
  const { organization } = useWorkspace()
  const { id, code, name, address, format, marketType, tier, serviceClass, territory, tradeArea } = retailer
  return (
    <>
      <header className={classes.header}>
        <h2>{name}</h2>
        <p>
          {code} · {common(`formats.${format}`)}
        </p>
        {address !== '' && <p>{address}</p>}
        {organization?.demonstration && <DemonstrationBadge />}
      </header>

      <dl className={classes.facts}>
        <dt>{t('due')}</dt>
        <dd>
          <Due retailer={retailer} />
        </dd>
        <dt>{t('tier')}</dt>
        <dd>{tier === null ? t('untiered') : t('tier-of', { tier })}</dd>
        <dt>{t('class')}</dt>
        <dd>
          {serviceClass} · {common(`market-types.${marketType as 'urban'}`)}
        </dd>
        <dt>{t('trade-area')}</dt>
        <dd>
          {tradeArea ? (
            <button
              type="button"
              className={classes.pick}
              onClick={() => onSelect({ kind: 'trade-area', id: tradeArea.id })}
            >
              <TypeSwatch code={tradeArea.typeCode ?? 'none'} types={types} />
              {tradeArea.name}
            </button>
          ) : (
            common('trade-area-types.none')
          )}
        </dd>
        <dt>{common('territory.label')}</dt>
        <dd>
          {territory
            ? [territory.name, territory.managerName].filter(Boolean).join(' · ')
            : t('no-territory')}
        </dd>
      </dl>

      <nav className={classes.links} aria-label={t('more')}>
        <Button
          component={Link}
          href={`/retailers/${id}`}
          size="xs"
          leftSection={<IconBuildingStore size={15} stroke={1.7} />}
        >
          {t('open-retailer')}
        </Button>
        {territory && (
          <Button
            component={Link}
            href={`/plans?territory=${territory.id}&stop=${id}`}
            size="xs"
            variant="default"
            leftSection={<IconRoute size={15} stroke={1.7} />}
          >
            {t('open-week')}
          </Button>
        )}
        <Button
          component={Link}
          href={`/retailers/${id}#allocation`}
          size="xs"
          variant="default"
          leftSection={<IconPackages size={15} stroke={1.7} />}
        >
          {t('open-allocation')}
        </Button>
      </nav>

      {retailer.rings ? (
        <RingFacts rings={retailer.rings} of={of} onCountOf={onCountOf} onSelect={onSelect} />
      ) : (
        <p className={classes.soft}>{t('rings.none')}</p>
      )}
    </>
  )
}

function Due({ retailer: { due, lastVisit, serviceClass } }: { retailer: RetailerOnMap }) {
  const t = useTranslations('map.inspector')
  const common = useTranslations('common')
  const locale = useLocale()
  const { state, urgency, daysSince, intervalDays, rulesVersion } = due
  const interval = intervalDays === null ? undefined : formatNumber(locale, intervalDays, 1)
  return (
    <span className={classes.due}>
      <DueSwatch state={state} />
      <ExplainedNumber
        label={t('due')}
        value={common(`due.${state}`)}
        formula={t('due-formula')}
        parameters={[
          { name: t('days-since'), value: daysSince === undefined ? '–' : formatNumber(locale, daysSince) },
          { name: t('interval'), value: interval ?? '–' },
          { name: t('urgency'), value: formatNumber(locale, urgency, 2) },
        ]}
        source={t('due-source', { serviceClass, version: rulesVersion })}
        href="/rules"
      />
      <span className={classes.soft}>
        {lastVisit && daysSince !== undefined
          ? t('last-visit', { date: formatDate(locale, lastVisit, 'short'), days: daysSince })
          : t('never-visited')}
      </span>
    </span>
  )
}
