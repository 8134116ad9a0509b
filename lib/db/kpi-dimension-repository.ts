/** What sales are told apart by: org units, territories, trade areas with their types, products with brands and classes. */
import { db, pool } from './client'

export type Named = { readonly nameEn: string; readonly nameZh: string }

export type KpiDimensions = {
  readonly orgUnits: readonly (Named & { readonly id: number; readonly parentId: number | null })[]
  readonly territories: readonly { readonly id: number; readonly name: string; readonly orgUnitId: number }[]
  readonly types: readonly (Named & {
    readonly code: string
    readonly color: string
    readonly builtIn: boolean
  })[]
  readonly tradeAreas: readonly KpiTradeArea[]
  readonly brands: readonly (Named & { readonly id: number; readonly key: boolean })[]
  readonly priceClasses: readonly (Named & { readonly code: string })[]
  readonly products: readonly KpiProduct[]
}
export type KpiTradeArea = {
  readonly id: number
  readonly code: string
  readonly name: string
  readonly typeCode: string | null
  /** The territory with most of its open retailers; of equals the one with the lowest id. */
  readonly ownerId: number | null
}
export type KpiProduct = Named & {
  readonly id: number
  readonly code: string
  readonly brandId: number
  readonly priceClassCode: string
}

/** All of them, whatever a person may see. */
export async function listKpiDimensions(): Promise<KpiDimensions> {
  const name = { nameEn: true, nameZh: true } as const
  const [orgUnits, territories, types, tradeAreas, brands, priceClasses, products] = await Promise.all([
    db.orgUnit.findMany({ select: { id: true, parentId: true, ...name }, orderBy: { code: 'asc' } }),
    db.territory.findMany({
      where: { closedAt: null },
      select: { id: true, name: true, orgUnitId: true },
      orderBy: { code: 'asc' },
    }),
    db.tradeAreaType.findMany({
      select: { code: true, color: true, builtIn: true, ...name },
      orderBy: { position: 'asc' },
    }),
    listTradeAreasWithOwner(),
    db.brand.findMany({ select: { id: true, key: true, ...name }, orderBy: { id: 'asc' } }),
    db.priceClass.findMany({ select: { code: true, ...name }, orderBy: { position: 'asc' } }),
    db.product.findMany({
      select: { id: true, code: true, brandId: true, priceClassCode: true, ...name },
      orderBy: { code: 'asc' },
    }),
  ])
  return { orgUnits, territories, types, tradeAreas, brands, priceClasses, products }
}

async function listTradeAreasWithOwner(): Promise<KpiTradeArea[]> {
  const { rows } = await pool().query<KpiTradeArea>(
    `with shops as (
       select "tradeAreaId", "territoryId", count(*) as shops from "Retailer"
       where "closedAt" is null and "tradeAreaId" is not null and "territoryId" is not null group by 1, 2
     )
     select area.id, area.code, area.name, area."typeCode", owner."territoryId" as "ownerId"
     from "TradeArea" area left join (
       select distinct on ("tradeAreaId") "tradeAreaId", "territoryId" from shops
       order by "tradeAreaId", shops desc, "territoryId"
     ) owner on owner."tradeAreaId" = area.id order by area.name, area.id`,
  )
  return rows
}
