/** Gives each open retailer the trade area that holds it, after shops or areas have come, gone or moved. */
import type { MultiPolygon, Polygon } from 'geojson'
import { pool } from '@/lib/db/client'
import { assignRetailers } from '@/lib/domain/trade-area/assign-retailers'

/** Returns the ids of the retailers that belong elsewhere now. */
export async function assignTradeAreas(): Promise<number[]> {
  const [areas, retailers] = await Promise.all([
    pool().query<{ id: number; geometry: Polygon | MultiPolygon }>(
      'select id, geometry from "TradeArea" where "closedAt" is null order by id',
    ),
    pool().query<{ id: number; lng: number; lat: number; tradeAreaId: number | null }>(
      'select id, lng, lat, "tradeAreaId" from "Retailer" where "closedAt" is null order by id',
    ),
  ])
  const found = assignRetailers(
    retailers.rows.map(({ lng, lat }) => [lng, lat]),
    areas.rows.map(({ geometry }) => geometry),
  )
  const moved = retailers.rows.flatMap(({ id, tradeAreaId }, k) => {
    const index = found[k]
    const now = index === null || index === undefined ? null : (areas.rows[index]?.id ?? null)
    return now === tradeAreaId ? [] : [{ id, now }]
  })
  await pool().query(
    `update "Retailer" r set "tradeAreaId" = moved.area
     from unnest($1::int[], $2::int[]) as moved(id, area) where r.id = moved.id`,
    [moved.map(({ id }) => id), moved.map(({ now }) => now)],
  )
  return moved.map(({ id }) => id)
}
