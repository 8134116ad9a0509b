'use client'

import { Button, Tabs } from '@mantine/core'
import { IconCalculator } from '@tabler/icons-react'
import dynamic from 'next/dynamic'
import { useTranslations } from 'next-intl'
import { parseAsString, parseAsStringLiteral, useQueryStates } from 'nuqs'
import { useState } from 'react'
import { EmptyState } from '@/lib/ui/empty-state'
import type { WholeAllocation } from '@/lib/usecases/view-allocation'
import classes from './allocations.module.css'
import { Fairness } from './fairness'
import { RunNotices } from './run-notices'
import { Shares } from './shares'
import { StudioToolbar } from './studio-toolbar'
import { TierTable } from './tier-table'
import { useAllocationChanges } from './use-allocation-changes'
import { useAllocationWords } from './words'
import { ZoneTable } from './zone-table'

const ZoneMap = dynamic(() => import('./zone-map').then((m) => m.ZoneMap), { ssr: false })
const SupplyDialog = dynamic(() => import('./supply-dialog').then((m) => m.SupplyDialog), { ssr: false })
const ZoneDialog = dynamic(() => import('./zone-dialog').then((m) => m.ZoneDialog), { ssr: false })

export const TABS = ['zones', 'tiers', 'shops', 'fairness'] as const

/** The allocation studio (货源投放策略): one scarce product in one month, on the map and in figures. */
export function Studio({ view }: { view: WholeAllocation }) {
  const t = useTranslations('allocation')
  const words = useAllocationWords(view.types)
  const changes = useAllocationChanges(view)
  const [{ zone, tab, by }, setShown] = useQueryStates({
    zone: parseAsString,
    tab: parseAsStringLiteral(TABS).withDefault('zones'),
    by: parseAsStringLiteral(['suggested', 'given']).withDefault('suggested'),
  })
  const [open, setOpen] = useState<'supply' | 'zone' | null>(null)
  const { run } = view
  const chosen = run?.zones.find(({ key }) => key === zone)
  return (
    <div className={classes.screen}>
      <StudioToolbar view={view} changes={changes} onSupply={() => setOpen('supply')} />
      {changes.isSlow && (
        <p className={classes.working} role="status">
          {t('computing')}
        </p>
      )}
      {run ? (
        <>
          <RunNotices view={view} run={run} changes={changes} />
          <div className={classes.body}>
            <section className={classes.map} aria-label={t('map.label')}>
              <ZoneMap
                run={run}
                extent={view.extent}
                words={words}
                by={by}
                onBy={(next) => setShown({ by: next })}
                selected={chosen?.key ?? null}
                onSelect={(key) => setShown({ zone: key, tab: key ? 'zones' : tab })}
              />
            </section>
            <Tabs
              className={classes.panel ?? ''}
              value={tab}
              onChange={(next) => setShown({ tab: TABS.find((one) => one === next) ?? null })}
              keepMounted={false}
            >
              <Tabs.List aria-label={t('tabs.label')}>
                {TABS.map((one) => (
                  <Tabs.Tab key={one} value={one}>
                    {t(`tabs.${one}`)}
                  </Tabs.Tab>
                ))}
              </Tabs.List>
              <Tabs.Panel value="zones" className={classes.content ?? ''}>
                <ZoneTable
                  run={run}
                  words={words}
                  by={by}
                  selected={chosen?.key ?? null}
                  mayChange={view.may.allocate && run.isNewest}
                  onSelect={(key) => setShown({ zone: key })}
                  onSet={() => setOpen('zone')}
                  onShow={(next) => setShown({ tab: next })}
                />
              </Tabs.Panel>
              <Tabs.Panel value="tiers" className={classes.content ?? ''}>
                <TierTable
                  run={run}
                  words={words}
                  selected={chosen?.key ?? null}
                  onSelect={(key) => setShown({ zone: key })}
                />
              </Tabs.Panel>
              <Tabs.Panel value="shops" className={classes.content ?? ''}>
                <Shares
                  key={run.id}
                  runId={run.id}
                  zoneKeys={run.zones.map(({ key }) => key)}
                  types={view.types}
                  zone={chosen?.key ?? null}
                  onZone={(key) => setShown({ zone: key })}
                />
              </Tabs.Panel>
              <Tabs.Panel value="fairness" className={classes.content ?? ''}>
                <Fairness run={run} words={words} />
              </Tabs.Panel>
            </Tabs>
          </div>
        </>
      ) : (
        <NoRun view={view} changes={changes} />
      )}
      {open === 'supply' && <SupplyDialog view={view} changes={changes} onClose={() => setOpen(null)} />}
      {open === 'zone' && run && chosen && (
        <ZoneDialog
          zone={chosen}
          packUnits={view.product.packUnits}
          words={words}
          changes={changes}
          onClose={() => setOpen(null)}
        />
      )}
    </div>
  )
}

function NoRun({
  view: { may, supplyUnits },
  changes,
}: {
  view: WholeAllocation
  changes: ReturnType<typeof useAllocationChanges>
}) {
  const t = useTranslations('allocation')
  return (
    <EmptyState
      icon={IconCalculator}
      title={t('empty-run.title')}
      action={
        may.allocate && (
          <Button loading={changes.isPending} onClick={() => changes.compute()}>
            {t('actions.compute-first')}
          </Button>
        )
      }
    >
      {may.allocate ? t('empty-run.text', { supply: supplyUnits }) : t('empty-run.text-view')}
    </EmptyState>
  )
}
