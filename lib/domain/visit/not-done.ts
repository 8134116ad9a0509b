/** Why a planned visit was not made (未拜访原因). */
export const NOT_DONE_REASONS = [
  'shop-closed',
  'owner-absent',
  'no-time',
  'weather',
  'refused',
  'other',
] as const
export type NotDoneReason = (typeof NOT_DONE_REASONS)[number]

/** The shop's doing, not the manager's: such a visit is not held against the plan. */
export const NOT_DONE_SHOP_CLOSED: NotDoneReason = 'shop-closed'
