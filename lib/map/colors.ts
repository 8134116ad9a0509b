/** What colours mean on maps, legends and tables. Due states and tiers carry a shape or a number besides. */
import type { DueState } from '@/lib/domain/routing/service/due'
import type { Ring } from '@/lib/domain/trade-area/rings'

export const DUE_COLORS: Readonly<Record<DueState, string>> = {
  overdue: '#d32f2f',
  due: '#e8910c',
  'not-due': '#2e9e5b',
  none: '#8a919e',
}

/** Bands of tiers (档位) from the smallest shops to the largest, light to strong. */
export const TIER_BANDS = [
  { from: 1, to: 6, color: '#9fc3e6' },
  { from: 7, to: 12, color: '#5f9fd6' },
  { from: 13, to: 18, color: '#3577b8' },
  { from: 19, to: 24, color: '#2b4f96' },
  { from: 25, to: 30, color: '#3a1f6b' },
] as const
export const UNTIERED_COLOR = '#8a919e'

/** Of what lies outside every trade area. */
export const NO_TYPE_COLOR = '#8a919e'

/** One hue in three strengths. */
export const RING_COLOR = { light: '#7a1f1f', dark: '#e2736b' } as const
export const RING_OPACITY: Readonly<Record<Ring, number>> = { core: 0.35, secondary: 0.2, fringe: 0.1 }
