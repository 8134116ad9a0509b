/**
 * How complete a retailer's record (零售户档案) is: of the facts that planning, allocation and visiting ask for, the share
 * that is known, each counted alike.
 *
 * Shape   the share is 0 … 1; the missing fields come in the order in which they are worth asking for.
 */
export const RECORD_FIELDS = [
  'name',
  'address',
  'owner',
  'phone',
  'license',
  'tier',
  'territory',
  'trade-area',
  'opening-hours',
  'last-visit',
] as const
export type RecordField = (typeof RECORD_FIELDS)[number]

export type CompletenessSubject = {
  /** `address` when a shop without a name of its own is called by its address. */
  readonly nameSource: string
  readonly address: string
  readonly ownerName: string
  readonly phone: string
  readonly licenseNo: string
  readonly tier: number | null
  readonly territoryId: number | null
  readonly tradeAreaId: number | null
  readonly openWindows: readonly unknown[]
  readonly lastVisit: string | null
}

export function completenessOf(shop: CompletenessSubject): { share: number; missing: RecordField[] } {
  const known: Readonly<Record<RecordField, boolean>> = {
    name: shop.nameSource !== 'address',
    address: shop.address !== '',
    owner: shop.ownerName !== '',
    phone: shop.phone !== '',
    license: shop.licenseNo !== '',
    tier: shop.tier !== null,
    territory: shop.territoryId !== null,
    'trade-area': shop.tradeAreaId !== null,
    'opening-hours': shop.openWindows.length > 0,
    'last-visit': shop.lastVisit !== null,
  }
  const missing = RECORD_FIELDS.filter((field) => !known[field])
  return { share: 1 - missing.length / RECORD_FIELDS.length, missing }
}
