/** Findings of the checker that a person may order against the rules; the board shows them as breaches. */
export const BROKEN_BY_HAND: ReadonlySet<string> = new Set([
  'window',
  'closed-day',
  'day-off',
  'visits-max',
  'gap',
  'pattern',
  'too-many-visits',
  'lock-missing',
])
