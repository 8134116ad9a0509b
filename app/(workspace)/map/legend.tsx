'use client'

/** What the colours mean, how many shops of each there are, and at the same time the filter. */
import { ActionIcon, Drawer, SegmentedControl, Switch } from '@mantine/core'
import { IconChevronDown, IconChevronRight, IconStack2 } from '@tabler/icons-react'
import { useLocale, useTranslations } from 'next-intl'
import { useMemo, useState } from 'react'
import { formatNumber } from '@/lib/i18n/format'
import { COLORINGS, type Coloring } from '@/lib/map/layers/retailer-layer'
import type { MapTradeAreaType } from '@/lib/map/layers/trade-area-layer'
import type { MapStart } from '@/lib/usecases/view-map'
import classes from './legend.module.css'
import { countLegend, DIMENSIONS, type Dimension } from './legend-filter'
import { LegendGroup } from './legend-group'

type State = { readonly by: Coloring; readonly hide: readonly string[]; readonly zones: boolean }
type Props = {
  tally: MapStart['tally']
  types: readonly MapTradeAreaType[]
  state: State
  onChange: (change: { by?: Coloring; hide?: string[]; zones?: boolean }) => void
  isPhone: boolean
}

export function Legend(props: Props) {
  const t = useTranslations('map.legend')
  const common = useTranslations('common')
  const [isOpen, setOpen] = useState(false)
  const [isFolded, setFolded] = useState(false)
  if (props.isPhone) {
    return (
      <>
        <ActionIcon
          className={classes.opener ?? ''}
          variant="default"
          size={40}
          aria-label={t('label')}
          onClick={() => setOpen(true)}
        >
          <IconStack2 size={20} stroke={1.7} />
          {props.state.hide.length > 0 && <span className={classes.dot} />}
        </ActionIcon>
        <Drawer
          opened={isOpen}
          onClose={() => setOpen(false)}
          position="bottom"
          size="75%"
          title={t('label')}
          closeButtonProps={{ 'aria-label': common('close') }}
        >
          <Content {...props} />
        </Drawer>
      </>
    )
  }
  const Chevron = isFolded ? IconChevronRight : IconChevronDown
  return (
    <section className={classes.panel} aria-label={t('label')}>
      <button
        type="button"
        className={classes.fold}
        aria-expanded={!isFolded}
        onClick={() => setFolded(!isFolded)}
      >
        <Chevron size={15} stroke={1.8} aria-hidden="true" /> {t('label')}
      </button>
      {!isFolded && <Content {...props} />}
    </section>
  )
}

function Content({ tally, types, state, onChange }: Props) {
  const t = useTranslations('map.legend')
  const locale = useLocale()
  const [toggled, setToggled] = useState<Partial<Record<Dimension, boolean>>>({})
  const counts = useMemo(() => countLegend(tally, state.hide), [tally, state.hide])
  const isOpen = (dimension: Dimension) => toggled[dimension] ?? dimension === state.by
  return (
    <div className={classes.content}>
      <div>
        <p id="legend-by" className={classes.byTitle}>
          {t('by')}
        </p>
        <SegmentedControl
          size="xs"
          fullWidth
          aria-labelledby="legend-by"
          value={state.by}
          data={COLORINGS.map((value) => ({ value, label: t(`colorings.${value}`) }))}
          onChange={(by) => {
            setToggled({})
            onChange({ by: by as Coloring })
          }}
        />
      </div>
      {DIMENSIONS.map((dimension) => (
        <LegendGroup
          key={dimension}
          dimension={dimension}
          types={types}
          counts={counts.of[dimension]}
          hide={state.hide}
          isOpen={isOpen(dimension)}
          onToggle={() => setToggled({ ...toggled, [dimension]: !isOpen(dimension) })}
          onHide={(hide) => onChange({ hide })}
        />
      ))}
      <Switch
        size="xs"
        label={t('zones')}
        checked={state.zones}
        onChange={(event) => onChange({ zones: event.currentTarget.checked })}
      />
      <p className={classes.sum} role="status">
        {t('shown', { shown: formatNumber(locale, counts.shown), total: formatNumber(locale, counts.total) })}
        {state.hide.length > 0 && (
          <button type="button" className={classes.all} onClick={() => onChange({ hide: [] })}>
            {t('show-all')}
          </button>
        )}
      </p>
    </div>
  )
}
