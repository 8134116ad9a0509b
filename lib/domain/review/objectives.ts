/** What a visit may be asked to see to (拜访目的), as a review gives it to the visits of its trade area. */
export const OBJECTIVES = [
  'explain-shortage',
  'check-price',
  'sell-down-stock',
  'win-back',
  'serve-new-demand',
  'use-event',
  'introduce-product',
] as const
export type Objective = (typeof OBJECTIVES)[number]
