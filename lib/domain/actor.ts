/** Whoever is calling, and what that person may do. Rights are asked for in the use cases. */
export const ROLES = ['administrator', 'marketing', 'market-manager', 'customer-manager'] as const
export type Role = (typeof ROLES)[number]

export type Actor = {
  readonly userId: string
  readonly name: string
  readonly role: Role
  /** Territories within reach; `all` for people without a territory of their own. */
  readonly territoryIds: readonly number[] | 'all'
}

export const ABILITIES = [
  'view-map',
  'view-plans',
  'plan-routes',
  'publish-plans',
  'record-visits',
  'edit-retailers',
  'edit-trade-areas',
  'import',
  'view-allocations',
  'view-whole-allocations',
  'allocate',
  'publish-allocations',
  'view-forecasts',
  'forecast',
  'view-reviews',
  'edit-reviews',
  'approve-reviews',
  'draft-reviews',
  'view-kpis',
  'edit-parameters',
  'manage-people',
] as const
export type Ability = (typeof ABILITIES)[number]

const CUSTOMER_MANAGER: readonly Ability[] = [
  'view-map',
  'view-plans',
  'plan-routes',
  'record-visits',
  'edit-retailers',
  'view-allocations',
  'view-reviews',
  'edit-reviews',
  'view-kpis',
]
const MARKET_MANAGER: readonly Ability[] = [
  ...CUSTOMER_MANAGER,
  'approve-reviews',
  'draft-reviews',
  'publish-plans',
  'view-whole-allocations',
  'view-forecasts',
  'edit-trade-areas',
  'import',
  'edit-parameters',
]
const MARKETING: readonly Ability[] = [
  'view-map',
  'view-plans',
  'view-allocations',
  'view-whole-allocations',
  'allocate',
  'publish-allocations',
  'view-forecasts',
  'forecast',
  'view-reviews',
  'view-kpis',
  'edit-trade-areas',
  'edit-parameters',
  'import',
]
const GRANTS: Readonly<Record<Role, readonly Ability[]>> = {
  administrator: ABILITIES,
  marketing: MARKETING,
  'market-manager': MARKET_MANAGER,
  'customer-manager': CUSTOMER_MANAGER,
}

/** May the actor do this, and, where a territory is named, there? `null` is a thing outside every territory. */
export function can(actor: Actor, ability: Ability, territoryId?: number | null): boolean {
  if (!GRANTS[actor.role].includes(ability)) return false
  if (territoryId === undefined || actor.territoryIds === 'all') return true
  return territoryId !== null && actor.territoryIds.includes(territoryId)
}

/** The commands of this machine act as the person who runs it. */
export const LOCAL_ADMINISTRATOR: Actor = {
  userId: 'local',
  name: 'local administrator',
  role: 'administrator',
  territoryIds: 'all',
}
