/** The columns of the list of retailers, in their order; it can be sorted by each. */
export const RETAILER_COLUMNS = [
  'code',
  'name',
  'format',
  'tier',
  'class',
  'territory',
  'trade-area',
  'due',
  'last-visit',
  'last-order',
] as const
export type RetailerColumn = (typeof RETAILER_COLUMNS)[number]
