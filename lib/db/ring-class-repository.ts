/** Retailers by the class of their rings, with some of each as examples. */
import type { Position } from '@/lib/domain/geo/position'
import type { BusinessFormat } from '@/lib/domain/retailer/classification'
import type { RingClass } from '@/lib/domain/trade-area/ring-class'
import { pool } from './client'
import { idsOf } from './reach'

export type RingSample = {
  readonly id: number
  readonly ringClass: RingClass
  readonly name: string
  readonly address: string
  readonly format: BusinessFormat
  readonly position: Position
}

export async function countRingClasses(): Promise<Map<RingClass, number>> {
  const { rows } = await pool().query<{ ringClass: RingClass; count: number }>(
    `select ring."ringClass", count(*)::int from "StoreRing" ring
     join "Retailer" r on r.id = ring."retailerId"
     where ring.ring = 'core' and r."closedAt" is null group by 1`,
  )
  return new Map(rows.map(({ ringClass, count }) => [ringClass, count]))
}

/** Spread over the retailers of each class that are within reach, the same ones every time. */
export async function listRingSamples(
  territoryIds: readonly number[] | 'all',
  perClass: number,
): Promise<RingSample[]> {
  const { rows } = await pool().query<Omit<RingSample, 'position'> & { lng: number; lat: number }>(
    `select id, "ringClass", name, address, format, lng, lat from (
       select r.id, ring."ringClass", r.name, r.address, r.format, r.lng, r.lat,
         ntile($2::int) over place as part, row_number() over place as place,
         count(*) over (partition by ring."ringClass") as members
       from "StoreRing" ring join "Retailer" r on r.id = ring."retailerId"
       where ring.ring = 'core' and r."closedAt" is null and ($1::int[] is null or r."territoryId" = any($1))
       window place as (partition by ring."ringClass" order by r.code)
     ) placed
     where place = greatest(1, round((part - 0.5) * members / least($2::int, members)))
     order by "ringClass", place`,
    [idsOf(territoryIds), perClass],
  )
  return rows.map(({ lng, lat, ...row }) => ({ ...row, position: [lng, lat] }))
}
