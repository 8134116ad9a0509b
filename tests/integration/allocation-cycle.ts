/**
 * A scarce product for tests of the allocation: December's supply of 60, ten shops in two trade areas, two territories,
 * and orders of the three months before.
 */
import { db } from '@/lib/db/client'
import type { Actor } from '@/lib/domain/actor'
import { DEFAULT_ALLOCATION_PARAMETERS } from '@/lib/domain/allocation/zone-suggestion'
import { anOrganization } from './builders'

export const MONTH = 202612
const MONTHS = [202608, 202609, 202610]
const SHOPS = 10
/** Each shop's need a month. */
const NEED = 10

export type AllocationCycle = {
  readonly productId: number
  readonly retailerIds: readonly number[]
  readonly areaIds: readonly number[]
  readonly marketing: Actor
  readonly marketManager: Actor
  /** Of the first five shops, all of the first trade area. */
  readonly customerManager: Actor
}

export async function anAllocationCycle({ supplyUnits = 60, packUnits = 1 } = {}): Promise<AllocationCycle> {
  const { orgUnitId } = await anOrganization({ allocation: DEFAULT_ALLOCATION_PARAMETERS })
  await db.user.createMany({
    data: [
      { id: 'ana', name: 'Ana', email: 'ana@x.invalid', role: 'customer_manager' },
      { id: 'carla', name: 'Carla', email: 'carla@x.invalid', role: 'marketing' },
    ],
  })
  const place = { startLng: -56.2, startLat: -34.9, endLng: -56.2, endLat: -34.9, orgUnitId }
  const territories = await db.territory.createManyAndReturn({
    data: [
      { ...place, code: 'T1', name: 'First', managerId: 'ana' },
      { ...place, code: 'T2', name: 'Second' },
    ],
  })
  const areaIds = await twoTradeAreas()
  const shops = await db.retailer.createManyAndReturn({
    data: Array.from({ length: SHOPS }, (_, k) => {
      const half = k < SHOPS / 2 ? 0 : 1
      return {
        code: `S${k}`,
        // what a spreadsheet would take for a formula
        name: k === 0 ? '=Shop(0)' : `Shop ${k}`,
        lng: -56.2 + 0.004 * k,
        lat: -34.9,
        quadbin: 0n,
        format: 'convenience',
        tier: 30 - k,
        territoryId: territories[half]!.id,
        tradeAreaId: areaIds[half]!,
      }
    }),
    select: { id: true },
  })
  const retailerIds = shops.map(({ id }) => id).sort((a, b) => a - b)
  const productId = await aScarceProduct(packUnits, supplyUnits)
  await db.order.createMany({
    data: retailerIds.flatMap((retailerId, k) =>
      MONTHS.map((month) => {
        const delivered = k < SHOPS / 2 ? 9 : 6
        return { retailerId, productId, month, need: NEED, ordered: NEED, delivered }
      }),
    ),
  })
  const territoryIds = territories.map(({ id }) => id)
  return {
    productId,
    retailerIds,
    areaIds,
    marketing: { userId: 'carla', name: 'Carla', role: 'marketing', territoryIds: 'all' },
    marketManager: { userId: 'bruno', name: 'Bruno', role: 'market-manager', territoryIds },
    customerManager: {
      userId: 'ana',
      name: 'Ana',
      role: 'customer-manager',
      territoryIds: territoryIds.slice(0, 1),
    },
  }
}

async function aScarceProduct(packUnits: number, supplyUnits: number): Promise<number> {
  const name = { nameEn: 'Far Sail Gold', nameZh: '远帆（金）' }
  const brand = await db.brand.create({ data: name })
  await db.priceClass.create({ data: { code: 'one', position: 1, ...name } })
  const { id } = await db.product.create({
    data: {
      code: 'P03',
      ...name,
      brandId: brand.id,
      priceClassCode: 'one',
      priceFen: 20_000,
      packUnits,
      scarce: true,
      supplies: { create: { month: MONTH, supplyUnits } },
    },
  })
  return id
}

async function twoTradeAreas(): Promise<number[]> {
  const types = ['residential', 'office']
  await db.tradeAreaType.createMany({
    data: types.map((code, position) => ({
      code,
      nameEn: code,
      nameZh: code,
      color: '#888888',
      builtIn: true,
      position,
    })),
    skipDuplicates: true,
  })
  const box = { west: -56.3, south: -35, east: -56, north: -34.8, areaM2: 1 }
  const areas = await db.tradeArea.createManyAndReturn({
    data: types.map((typeCode, k) => ({
      code: `A${k}`,
      name: `Area ${k}`,
      typeCode,
      geometry: { type: 'Polygon', coordinates: [] },
      ...box,
    })),
  })
  return areas.map(({ id }) => id)
}
