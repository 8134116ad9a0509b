/** Draws the rings of retailers: the radii of each one's class in the parameter version in force. */
import { pool } from '@/lib/db/client'
import { copyRows } from '@/lib/db/copy'
import { getParameters } from '@/lib/db/parameter-repository'
import type { BusinessFormat, MarketType } from '@/lib/domain/retailer/classification'
import { type RingParameters, ringClassOf } from '@/lib/domain/trade-area/ring-class'
import { RINGS } from '@/lib/domain/trade-area/rings'

type Subject = { id: number; format: BusinessFormat; marketType: MarketType; tradeAreaType: string | null }

/** Returns the number of rings drawn. */
export async function drawRings(retailerIds: readonly number[] | 'all'): Promise<number> {
  const parameters = await getParameters<RingParameters>('rings')
  const client = await pool().connect()
  try {
    await client.query('begin')
    const { rows } = await client.query<Subject>(
      `select r.id, r.format, r."marketType", area."typeCode" as "tradeAreaType"
       from "Retailer" r left join "TradeArea" area on area.id = r."tradeAreaId"
       where r."closedAt" is null and ($1::int[] is null or r.id = any($1)) order by r.id for update of r`,
      [retailerIds === 'all' ? null : retailerIds],
    )
    const ids = rows.map(({ id }) => id)
    await client.query('delete from "StoreRing" where "retailerId" = any($1::int[])', [ids])
    await copyRows(
      client,
      'StoreRing',
      ['retailerId', 'ring', 'radiusM', 'source', 'ringClass', 'parameterSetId'],
      rows.flatMap(({ id, ...subject }) => {
        const ringClass = ringClassOf(subject)
        const radiiM = parameters.values.radiiM[ringClass]
        return RINGS.map((ring) => [id, ring, radiiM[ring], 'fixed', ringClass, parameters.id])
      }),
    )
    await client.query('commit')
    return rows.length * RINGS.length
  } catch (error) {
    await client.query('rollback')
    throw error
  } finally {
    client.release()
  }
}
