/** What follows from a changed trade area: each shop's area, and the rings, whose class depends on the area's type. */
import { raiseDataVersion } from '@/lib/db/data-version-repository'
import { listParameterVersions } from '@/lib/db/parameter-repository'
import { assignTradeAreas } from '@/lib/usecases/assign-trade-areas'
import { drawRings } from '@/lib/usecases/draw-rings'

/** Returns how many retailers belong elsewhere now. `retyped` are the retailers whose area changed its type. */
export async function followShape(retyped: readonly number[] = []): Promise<number> {
  const moved = await assignTradeAreas()
  if (moved.length > 0) await raiseDataVersion('retailers')
  await followType([...new Set([...moved, ...retyped])])
  return moved.length
}

export async function followType(retailerIds: readonly number[]): Promise<void> {
  const hasRadii = (await listParameterVersions('rings')).length > 0
  if (hasRadii && retailerIds.length > 0) await drawRings(retailerIds)
}
