/** What a route sheet needs beyond the plan: whom to call, and what was allocated to each shop. */
import { pool } from './client'

export type SheetContact = { readonly phone: string; readonly ownerName: string }

export async function findSheetContacts(retailerIds: readonly number[]): Promise<Map<number, SheetContact>> {
  const { rows } = await pool().query<SheetContact & { id: number }>(
    'select id, phone, "ownerName" from "Retailer" where id = any($1::int[])',
    [retailerIds],
  )
  return new Map(rows.map(({ id, phone, ownerName }) => [id, { phone, ownerName }]))
}

export type SheetShare = {
  readonly retailerId: number
  readonly nameEn: string
  readonly nameZh: string
  readonly units: number
}

/** Published shares of a month (`202611`), of each product the latest run. */
export async function listPublishedShares(
  retailerIds: readonly number[],
  month: number,
): Promise<SheetShare[]> {
  const { rows } = await pool().query<SheetShare>(
    `select line."retailerId", product."nameEn", product."nameZh", line.units
     from (
       select distinct on (run."supplyCycleId") run.id, cycle."productId"
       from "AllocationRun" run join "SupplyCycle" cycle on cycle.id = run."supplyCycleId"
       where cycle.month = $2 and run.status = 'published'
       order by run."supplyCycleId", run."publishedAt" desc
     ) latest
     join "Product" product on product.id = latest."productId"
     join "AllocationLine" line on line."runId" = latest.id
     where line."retailerId" = any($1::int[]) and line.units > 0
     order by product.code, line."retailerId"`,
    [retailerIds, month],
  )
  return rows
}
