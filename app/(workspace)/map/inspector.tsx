'use client'

/** What is selected: beside the map on a wide screen, a sheet below it on a phone. */
import { ActionIcon, Skeleton } from '@mantine/core'
import { useHotkeys } from '@mantine/hooks'
import { IconChevronDown, IconChevronUp, IconX } from '@tabler/icons-react'
import { useTranslations } from 'next-intl'
import { useState } from 'react'
import type { MapTradeAreaType } from '@/lib/map/layers/trade-area-layer'
import { EmptyState } from '@/lib/ui/empty-state'
import type { Selected } from './actions'
import classes from './inspector.module.css'
import type { Selection } from './map-state'
import { RetailerPanel } from './retailer-panel'
import { TradeAreaPanel } from './trade-area-panel'

export type CountOf = 'disc' | 'band'
type Props = {
  selection: Selection
  /** Undefined while it is being read. */
  selected: Selected | undefined
  types: readonly MapTradeAreaType[]
  of: CountOf
  onCountOf: (of: CountOf) => void
  onSelect: (selection: Selection | undefined) => void
}

export function Inspector({ selection, selected, types, of, onCountOf, onSelect }: Props) {
  const t = useTranslations('map.inspector')
  const common = useTranslations('common')
  const [isTall, setTall] = useState(false)
  useHotkeys([['Escape', () => onSelect(undefined)]])
  const Chevron = isTall ? IconChevronDown : IconChevronUp
  return (
    <aside
      className={classes.inspector}
      aria-label={t(`selected-${selection.kind}`)}
      aria-busy={selected === undefined}
      data-tall={isTall}
    >
      <button
        type="button"
        className={classes.handle}
        aria-expanded={isTall}
        aria-label={t(isTall ? 'lower' : 'raise')}
        onClick={() => setTall(!isTall)}
      >
        <Chevron size={18} stroke={1.8} aria-hidden="true" />
      </button>
      <ActionIcon
        className={classes.close ?? ''}
        variant="subtle"
        color="gray"
        aria-label={common('close')}
        onClick={() => onSelect(undefined)}
      >
        <IconX size={18} stroke={1.8} />
      </ActionIcon>
      <div className={classes.scroll}>
        {selected === undefined && <Outline />}
        {selected?.kind === 'not-found' && (
          <EmptyState title={common('not-found.title')}>{common('not-found.text')}</EmptyState>
        )}
        {selected?.kind === 'retailer' && (
          <RetailerPanel
            retailer={selected.retailer}
            types={types}
            of={of}
            onCountOf={onCountOf}
            onSelect={onSelect}
          />
        )}
        {selected?.kind === 'trade-area' && <TradeAreaPanel area={selected.area} types={types} />}
      </div>
    </aside>
  )
}

function Outline() {
  return (
    <div className={classes.outline} aria-hidden="true">
      <Skeleton height={22} width="70%" />
      <Skeleton height={14} width="50%" />
      <Skeleton height={120} mt={10} />
      <Skeleton height={160} mt={10} />
    </div>
  )
}
