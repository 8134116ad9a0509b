/** Colours of how much of a shortfall is a trade area's: one hue, the darker the more; grey costs nothing. */
export const COST_BANDS = [
  { from: 0, color: '#d4d6db' },
  { from: Number.MIN_VALUE, color: '#fdd0a2' },
  { from: 0.02, color: '#f08a3c' },
  { from: 0.05, color: '#b8370a' },
] as const

/** `share` is 0…1. */
export function costBandOf(share: number): (typeof COST_BANDS)[number] {
  return COST_BANDS.findLast(({ from }) => share >= from) ?? COST_BANDS[0]
}
