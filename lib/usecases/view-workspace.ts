/** What every screen stands on: the organisation, and the territories that the person can look at. */
import { findOrganization, type OrganizationRecord } from '@/lib/db/organization-repository'
import { listTerritories } from '@/lib/db/territory-repository'
import { type Actor, can } from '@/lib/domain/actor'
import { listTileVersions, type TileSet } from './serve-tile'

export type Workspace = {
  readonly organization: Pick<
    OrganizationRecord,
    'name' | 'timeZone' | 'currency' | 'bbox' | 'attribution' | 'demonstration'
  > | null
  /** What the addresses of map tiles carry; null before anything is loaded. */
  readonly tiles: Readonly<Record<TileSet, string>> | null
  readonly territories: readonly { id: number; code: string; name: string; managerName: string | null }[]
}

export async function viewWorkspace(actor: Actor): Promise<Workspace> {
  if (!can(actor, 'view-map')) return { organization: null, tiles: null, territories: [] }
  const [organization, territories] = await Promise.all([
    findOrganization(),
    listTerritories(actor.territoryIds),
  ])
  return {
    tiles: organization ? await listTileVersions(actor) : null,
    organization: organization
      ? {
          name: organization.name,
          timeZone: organization.timeZone,
          currency: organization.currency,
          bbox: organization.bbox,
          attribution: organization.attribution,
          demonstration: organization.demonstration,
        }
      : null,
    territories: territories.map(({ id, code, name, managerName }) => ({ id, code, name, managerName })),
  }
}
