'use client'

/** The signs of the map beside words: a type with its hatch, a band of tiers, a due state with its shape. */
import { useId } from 'react'
import { DUE_COLORS, NO_TYPE_COLOR, TIER_BANDS, UNTIERED_COLOR } from '@/lib/map/colors'
import { HATCH_SIZE, hatchStrokes } from '@/lib/map/hatches'
import type { MapTradeAreaType } from '@/lib/map/layers/trade-area-layer'
import type { DUE_STATES } from './legend-filter'

export function TypeSwatch({ code, types }: { code: string; types: readonly MapTradeAreaType[] }) {
  const pattern = useId()
  const color = types.find((type) => type.code === code)?.color ?? NO_TYPE_COLOR
  return (
    <svg width="22" height="14" viewBox="0 0 22 14" aria-hidden="true">
      <pattern
        id={pattern}
        width={HATCH_SIZE}
        height={HATCH_SIZE}
        patternUnits="userSpaceOnUse"
        patternTransform="scale(0.4)"
      >
        {hatchStrokes(code).map(([x1, y1, x2, y2]) => (
          <line
            key={`${x1} ${y1} ${x2} ${y2}`}
            x1={x1}
            y1={y1}
            x2={x2}
            y2={y2}
            stroke={color}
            strokeWidth="3"
            strokeLinecap="round"
          />
        ))}
      </pattern>
      <rect x="0.75" y="0.75" width="20.5" height="12.5" rx="2" fill={color} fillOpacity="0.3" />
      <rect
        x="0.75"
        y="0.75"
        width="20.5"
        height="12.5"
        rx="2"
        fill={`url(#${pattern})`}
        stroke={color}
        strokeWidth="1.5"
      />
    </svg>
  )
}

export function TierSwatch({ band }: { band: string }) {
  const color = TIER_BANDS.find(({ from, to }) => `${from}-${to}` === band)?.color ?? UNTIERED_COLOR
  return (
    <svg width="14" height="14" viewBox="0 0 14 14" aria-hidden="true">
      <circle cx="7" cy="7" r="5.5" fill={color} />
    </svg>
  )
}

const SHAPES = {
  overdue: 'M7 1.2 13.2 12H.8Z',
  due: 'M7 .6 13.4 7 7 13.4.6 7Z',
  'not-due': 'M7 1.5a5.5 5.5 0 1 1 0 11a5.5 5.5 0 1 1 0-11Z',
  none: 'M2 2h10v10H2Z',
} as const

export function DueSwatch({ state }: { state: (typeof DUE_STATES)[number] }) {
  return (
    <svg width="14" height="14" viewBox="0 0 14 14" aria-hidden="true">
      <path d={SHAPES[state]} fill={DUE_COLORS[state]} />
    </svg>
  )
}
