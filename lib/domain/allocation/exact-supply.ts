/**
 * The supplies nearest to one that could not be shared exactly which can: what a person may change it to.
 *
 * Shape   `below` is what was shared; `above` is the next whole pack, where the zones can still take one.
 */
export function exactSupplies({
  supplyUnits,
  allocatedUnits,
  packUnits,
  takeableUnits,
}: {
  readonly supplyUnits: number
  readonly allocatedUnits: number
  readonly packUnits: number
  /** All that the zones can take, those set by hand no more than was set. */
  readonly takeableUnits: number
}): { readonly below: number; readonly above: number | null } {
  const above = allocatedUnits + packUnits
  return { below: allocatedUnits, above: above > supplyUnits && above <= takeableUnits ? above : null }
}
