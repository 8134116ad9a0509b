/** Draws the rings of retailers: the radii of each one's class in the parameter version in force. */
import { copyRows, type PoolClient } from '@/lib/db/copy'
import { getParameters, type ParameterRecord } from '@/lib/db/parameter-repository'
import { inTransaction } from '@/lib/db/transaction'
import type { BusinessFormat, MarketType } from '@/lib/domain/retailer/classification'
import { type RingParameters, ringClassOf } from '@/lib/domain/trade-area/ring-class'
import { RINGS } from '@/lib/domain/trade-area/rings'

type Subject = { id: number; format: BusinessFormat; marketType: MarketType; tradeAreaType: string | null }

/** Returns the number of rings drawn. */
export async function drawRings(retailerIds: readonly number[] | 'all'): Promise<number> {
  const parameters = await getParameters<RingParameters>('rings')
  return inTransaction((client) => drawRingsWithin(client, retailerIds, parameters))
}

/** The same within the transaction of whoever changes the radii, so that no ring outlives its version. */
export async function drawRingsWithin(
  client: PoolClient,
  retailerIds: readonly number[] | 'all',
  parameters: ParameterRecord<RingParameters>,
): Promise<number> {
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
  return rows.length * RINGS.length
}
