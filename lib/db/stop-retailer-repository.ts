/** What a plan tells of the retailers that it visits. */
import { db } from './client'

export type StopRetailer = {
  readonly id: number
  readonly code: string
  readonly name: string
  readonly address: string
  readonly position: readonly [lng: number, lat: number]
  readonly format: string
  readonly serviceClass: string
  readonly tier: number | null
  readonly contact: string
  readonly windows: readonly (readonly [number, number])[]
  /** Whose it is by now; a plan made before may be another's. */
  readonly territoryId: number | null
  /** Closed after the plan was made: nobody is there any more. */
  readonly isClosed: boolean
}

/** What a plan shows of the retailers it visits, by id. */
export async function findStopRetailers(ids: readonly number[]): Promise<Map<number, StopRetailer>> {
  const rows = await db.retailer.findMany({
    where: { id: { in: [...new Set(ids)] } },
    select: {
      id: true,
      code: true,
      name: true,
      address: true,
      lng: true,
      lat: true,
      format: true,
      serviceClass: true,
      tier: true,
      contactPreference: true,
      openWindows: true,
      territoryId: true,
      closedAt: true,
    },
  })
  return new Map(
    rows.map(({ lng, lat, contactPreference, openWindows, closedAt, ...row }) => [
      row.id,
      {
        ...row,
        position: [lng, lat],
        contact: contactPreference,
        windows: openWindows as unknown as [number, number][],
        isClosed: closedAt !== null,
      },
    ]),
  )
}

export async function findStopPositions(
  ids: readonly number[],
): Promise<Map<number, readonly [number, number]>> {
  const rows = await db.retailer.findMany({
    where: { id: { in: [...new Set(ids)] } },
    select: { id: true, lng: true, lat: true },
  })
  return new Map(rows.map(({ id, lng, lat }) => [id, [lng, lat]]))
}
