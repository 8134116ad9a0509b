/**
 * Colours of how much more or less than by need alone a zone of the allocation is given: orange is less, purple is more,
 * grey is even (blue would be water).
 */

/** Diverging, told apart by colour-blind eyes; `from` is the share from which it holds. */
export const OVER_BANDS = [
  { from: Number.NEGATIVE_INFINITY, color: '#b35806' },
  { from: -0.15, color: '#e08214' },
  { from: -0.05, color: '#fdb863' },
  { from: -0.01, color: '#d4d6db' },
  { from: 0.01, color: '#b2abd2' },
  { from: 0.05, color: '#8073ac' },
  { from: 0.15, color: '#542788' },
] as const

export function bandOf(over: number): (typeof OVER_BANDS)[number] {
  return OVER_BANDS.findLast(({ from }) => over >= from) ?? OVER_BANDS[0]
}
