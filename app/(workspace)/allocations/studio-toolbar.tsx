'use client'

import { ActionIcon, Badge, Button, Menu, Select, Tooltip } from '@mantine/core'
import {
  IconAdjustmentsHorizontal,
  IconArrowLeft,
  IconCalculator,
  IconCheck,
  IconDots,
  IconHandOff,
  IconPencil,
  IconSend,
} from '@tabler/icons-react'
import dynamic from 'next/dynamic'
import Link from 'next/link'
import { useLocale, useTranslations } from 'next-intl'
import { parseAsInteger, useQueryState } from 'nuqs'
import { useState } from 'react'
import { useWorkspace } from '@/app/(workspace)/workspace-context'
import { formatNumber, formatPercent } from '@/lib/i18n/format'
import { DemonstrationBadge } from '@/lib/ui/demonstration-badge'
import { ExplainedNumber } from '@/lib/ui/explained-number'
import type { RunView, WholeAllocation } from '@/lib/usecases/view-allocation'
import classes from './allocations.module.css'
import { RunStateBadge } from './run-state'
import type { AllocationChanges } from './use-allocation-changes'
import { useAllocationWords } from './words'

const PublishDialog = dynamic(() => import('./publish-dialog').then((m) => m.PublishDialog), { ssr: false })

type Props = { view: WholeAllocation; changes: AllocationChanges; onSupply: () => void }

/** Which product and month, in which state, with what sums, and what can be done with it as a whole. */
export function StudioToolbar({ view, changes, onSupply }: Props) {
  const t = useTranslations('allocation')
  const words = useAllocationWords()
  const { organization } = useWorkspace()
  const [isPublishing, setPublishing] = useState(false)
  const { product, month, run, may, supplyUnits } = view
  const isStale = run !== null && run.supplyUnits !== supplyUnits
  const canPublish = may.publish && run?.state === 'draft' && run.isNewest
  const byHand = run?.zones.some(({ override }) => override !== null) ?? false
  return (
    <header className={classes.toolbar}>
      <div className={classes.toolbarStart}>
        <Tooltip label={t('back')}>
          <ActionIcon
            component={Link}
            href={`/allocations?month=${month}`}
            variant="subtle"
            color="gray"
            aria-label={t('back')}
          >
            <IconArrowLeft size={18} stroke={1.8} />
          </ActionIcon>
        </Tooltip>
        <div>
          <h1 className={classes.heading}>{words.product(product)}</h1>
          <span className={classes.soft}>
            {words.month(month)} · {product.code}
          </span>
        </div>
        <RunStateBadge run={run} />
        {organization?.demonstration && <DemonstrationBadge compact />}
      </div>
      <Figures view={view} mayChange={may.allocate} onSupply={onSupply} />
      <div className={classes.toolbarEnd}>
        <RunChoice view={view} />
        {may.allocate && run && (
          <Button
            variant={isStale || !canPublish ? 'filled' : 'default'}
            leftSection={<IconCalculator size={16} stroke={1.8} />}
            loading={changes.isPending}
            onClick={() => changes.compute()}
          >
            {t('actions.compute')}
          </Button>
        )}
        {canPublish && (
          <Button
            leftSection={<IconSend size={16} stroke={1.8} />}
            disabled={changes.isPending || isStale}
            onClick={() => setPublishing(true)}
          >
            {t('actions.publish')}
          </Button>
        )}
        <Menu position="bottom-end">
          <Menu.Target>
            <ActionIcon variant="default" size={34} aria-label={t('actions.more')}>
              <IconDots size={18} stroke={1.8} />
            </ActionIcon>
          </Menu.Target>
          <Menu.Dropdown>
            <Menu.Item
              component={Link}
              href="/rules"
              leftSection={<IconAdjustmentsHorizontal size={16} stroke={1.6} />}
            >
              {t('actions.rules')}
            </Menu.Item>
            {may.allocate && byHand && (
              <Menu.Item
                leftSection={<IconHandOff size={16} stroke={1.6} />}
                onClick={() => changes.compute('drop')}
              >
                {t('actions.compute-drop')}
              </Menu.Item>
            )}
          </Menu.Dropdown>
        </Menu>
      </div>
      {isPublishing && run && (
        <PublishDialog view={view} run={run} changes={changes} onClose={() => setPublishing(false)} />
      )}
    </header>
  )
}

function Figures({
  view: { run, supplyUnits, product },
  mayChange,
  onSupply,
}: {
  view: WholeAllocation
  mayChange: boolean
  onSupply: () => void
}) {
  const t = useTranslations('allocation.figures')
  const actions = useTranslations('allocation.actions')
  const locale = useLocale()
  const words = useAllocationWords()
  const number = (value: number) => formatNumber(locale, value)
  const source = run ? t('run', { id: String(run.id), version: String(run.parameterVersion) }) : undefined
  return (
    <dl className={classes.figures}>
      <Figure label={t('supply')}>
        <ExplainedNumber
          label={t('supply')}
          value={number(supplyUnits)}
          formula={t('supply-formula')}
          parameters={[{ name: t('supply-pack'), value: number(product.packUnits) }]}
        />
        {mayChange && (
          <Tooltip label={actions('supply')}>
            <ActionIcon
              variant="subtle"
              color="gray"
              size="sm"
              aria-label={actions('supply')}
              onClick={onSupply}
            >
              <IconPencil size={14} stroke={1.8} />
            </ActionIcon>
          </Tooltip>
        )}
      </Figure>
      {run && (
        <>
          <Figure label={t('allocated')}>
            <ExplainedNumber
              label={t('allocated')}
              value={number(run.allocatedUnits)}
              formula={t('allocated-formula')}
              {...(source && { source })}
            />
            <SumBadge run={run} />
          </Figure>
          <Figure label={t('fill')}>
            <ExplainedNumber
              label={t('fill')}
              value={
                run.shares.demandUnits > 0
                  ? formatPercent(locale, run.shares.units / run.shares.demandUnits)
                  : '–'
              }
              formula={t('fill-formula')}
              parameters={[
                { name: t('allocated'), value: number(run.shares.units) },
                { name: t('need'), value: number(run.shares.demandUnits) },
              ]}
              source={
                run.forecastFrom === null
                  ? t('need-formula', { months: words.months(run.months) })
                  : t('need-forecast', {
                      month: words.month(run.forecastFrom),
                      months: words.months(run.months),
                    })
              }
            />
          </Figure>
          <Figure label={t('reach')}>
            <ExplainedNumber
              label={t('reach')}
              value={`${number(run.shares.reached)} / ${number(run.shares.retailers)}`}
              formula={t('reach-formula')}
              {...(source && { source })}
            />
          </Figure>
        </>
      )}
    </dl>
  )
}

function Figure({ label, children }: { label: string; children: React.ReactNode }) {
  return (
    <div>
      <dt>{label}</dt>
      <dd>{children}</dd>
    </div>
  )
}

function SumBadge({ run }: { run: RunView }) {
  const t = useTranslations('allocation.sum')
  const left = run.supplyUnits - run.allocatedUnits
  if (left > 0) {
    return (
      <Badge color="orange" variant="light" size="sm" tt="none">
        {t('short', { units: left })}
      </Badge>
    )
  }
  return (
    <Badge
      color="teal"
      variant="light"
      size="sm"
      tt="none"
      leftSection={<IconCheck size={12} stroke={2.2} />}
    >
      {t('exact')}
    </Badge>
  )
}

function RunChoice({ view: { runs, run } }: { view: WholeAllocation }) {
  const t = useTranslations('allocation')
  const words = useAllocationWords()
  const [, choose] = useQueryState('run', parseAsInteger.withOptions({ shallow: false, history: 'push' }))
  if (!run || runs.length < 2) return null
  return (
    <Select
      aria-label={t('actions.runs')}
      w={210}
      allowDeselect={false}
      value={String(run.id)}
      data={runs.map(({ id, state, createdAt }) => ({
        value: String(id),
        label: t('actions.run-label', {
          id: String(id),
          state: t(`state.${state}`),
          date: words.date(createdAt),
        }),
      }))}
      onChange={(id) => choose(id === String(runs[0]?.id) ? null : Number(id))}
    />
  )
}
