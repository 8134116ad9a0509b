/** What follows from a change of a retailer: its rings, drawn anew by the class and parameter version of now. */
import { listParameterVersions } from '@/lib/db/parameter-repository'
import { findTerritory } from '@/lib/db/territory-repository'
import { type Actor, can } from '@/lib/domain/actor'
import { drawRings } from '@/lib/usecases/draw-rings'

export async function redrawRings(id: number): Promise<void> {
  const hasRadii = (await listParameterVersions('rings')).length > 0
  if (hasRadii) await drawRings([id])
}

/** May the actor put a retailer into this territory, and is there such an open one? */
export async function territoryFailure(
  actor: Actor,
  territoryId: number | null,
): Promise<'forbidden-territory' | 'no-territory' | undefined> {
  if (!can(actor, 'edit-retailers', territoryId)) return 'forbidden-territory'
  if (territoryId === null) return undefined
  const territory = await findTerritory(territoryId)
  return territory && !territory.isClosed ? undefined : 'no-territory'
}
