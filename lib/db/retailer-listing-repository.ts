/** Retailers, trade areas and rings in pages, as REST lists them (listing-page.ts). */
import type { MultiPolygon, Polygon } from 'geojson'
import type { BBox, Position } from '@/lib/domain/geo/position'
import type { ServiceClass } from '@/lib/domain/retailer/classification'
import type { ContactPreference } from '@/lib/domain/routing/service/service-rules'
import { db, pool } from './client'
import type { Prisma } from './generated/client'
import { afterId, inReach, type PageAt, type PageOf, pageOf } from './listing-page'
import { isoDate } from './organization-repository'
import { idsOf, type Reach } from './reach'

export type ListedRetailer = Omit<Prisma.RetailerGetPayload<{ select: typeof RETAILER }>, Overridden> & {
  position: Position
  serviceClass: ServiceClass
  contactPreference: ContactPreference
  openWindows: (readonly [number, number])[]
  lastVisitOn: string | null
  openedOn: string | null
  closedAt: string | null
  updatedAt: string
}
type Overridden =
  | 'serviceClass'
  | 'contactPreference'
  | 'lng'
  | 'lat'
  | 'openWindows'
  | 'lastVisitOn'
  | 'openedOn'
  | 'closedAt'
  | 'updatedAt'

const RETAILER = {
  id: true,
  code: true,
  name: true,
  lng: true,
  lat: true,
  address: true,
  ownerName: true,
  phone: true,
  licenseNo: true,
  format: true,
  marketType: true,
  tier: true,
  serviceClass: true,
  keyGrowth: true,
  assisted: true,
  openWindows: true,
  closedWeekdays: true,
  contactPreference: true,
  visitsPerWeek: true,
  territoryId: true,
  tradeAreaId: true,
  lastVisitOn: true,
  lastOrderMonth: true,
  openedOn: true,
  closedAt: true,
  source: true,
  version: true,
  updatedAt: true,
} as const satisfies Prisma.RetailerSelect

export type RetailerListing = {
  readonly bbox?: BBox | undefined
  readonly territoryId?: number | undefined
  readonly tradeAreaId?: number | undefined
}

/** Open retailers. */
export async function listRetailersPage(
  reach: Reach,
  { bbox, territoryId, tradeAreaId }: RetailerListing,
  at: PageAt,
): Promise<PageOf<ListedRetailer>> {
  const rows = await db.retailer.findMany({
    where: {
      closedAt: null,
      AND: [inReach(reach), afterId(at)],
      ...(territoryId !== undefined && { territoryId }),
      ...(tradeAreaId !== undefined && { tradeAreaId }),
      ...(bbox && { lng: { gte: bbox[0], lte: bbox[2] }, lat: { gte: bbox[1], lte: bbox[3] } }),
    },
    select: RETAILER,
    orderBy: { id: 'asc' },
    take: at.limit + 1,
  })
  return pageOf(rows.map(toRetailer), at, ({ id }) => id)
}

/** Also one that is closed. */
export async function findListedRetailer(reach: Reach, id: number): Promise<ListedRetailer | undefined> {
  const row = await db.retailer.findFirst({ where: { AND: [inReach(reach), { id }] }, select: RETAILER })
  return row ? toRetailer(row) : undefined
}

export type ListedTradeArea = {
  readonly id: number
  readonly code: string
  readonly name: string
  readonly typeCode: string | null
  readonly typeSource: string
  readonly geometry: Polygon | MultiPolygon
  readonly bbox: BBox
  readonly areaM2: number
  readonly focus: string | null
  readonly source: string
  readonly version: number
  readonly updatedAt: string
  /** Open ones within reach. */
  readonly retailers: number
}

/** Open trade areas; for some territories, those that hold an open retailer of theirs. */
export async function listTradeAreasPage(
  reach: Reach,
  { bbox, typeCode }: { readonly bbox?: BBox | undefined; readonly typeCode?: string | undefined },
  at: PageAt,
): Promise<PageOf<ListedTradeArea>> {
  const rows = await readTradeAreas(
    reach,
    {
      AND: [afterId(at)],
      ...(typeCode !== undefined && { typeCode }),
      ...(bbox && {
        west: { lte: bbox[2] },
        east: { gte: bbox[0] },
        south: { lte: bbox[3] },
        north: { gte: bbox[1] },
      }),
    },
    at.limit + 1,
  )
  return pageOf(rows, at, ({ id }) => id)
}

export async function findListedTradeArea(reach: Reach, id: number): Promise<ListedTradeArea | undefined> {
  return (await readTradeAreas(reach, { id }, 1))[0]
}

async function readTradeAreas(
  reach: Reach,
  where: Prisma.TradeAreaWhereInput,
  take: number,
): Promise<ListedTradeArea[]> {
  const retailers = { closedAt: null, ...inReach(reach) }
  const rows = await db.tradeArea.findMany({
    where: { ...where, closedAt: null, ...(reach !== 'all' && { retailers: { some: retailers } }) },
    omit: { typeEvidence: true, sourceRef: true, closedAt: true, createdAt: true },
    include: { _count: { select: { retailers: { where: retailers } } } },
    orderBy: { id: 'asc' },
    take,
  })
  return rows.map(({ west, south, east, north, geometry, updatedAt, _count, ...row }) => ({
    ...row,
    geometry: geometry as unknown as Polygon | MultiPolygon,
    bbox: [west, south, east, north],
    updatedAt: updatedAt.toISOString(),
    retailers: _count.retailers,
  }))
}

export type ListedRings = {
  readonly retailerId: number
  readonly position: Position
  readonly ringClass: string
  readonly source: string
  readonly parameterVersion: number
  readonly radiiM: { readonly core: number; readonly secondary: number; readonly fringe: number }
}

/** The rings of open retailers, by retailer. */
export async function listRingsPage(
  reach: Reach,
  { bbox, retailerId }: { readonly bbox?: BBox | undefined; readonly retailerId?: number | undefined },
  at: PageAt,
): Promise<PageOf<ListedRings>> {
  const { rows } = await pool().query<Omit<ListedRings, 'position'> & { lng: number; lat: number }>(
    `select r.id as "retailerId", r.lng, r.lat, min(ring."ringClass") as "ringClass", min(ring.source) as source,
       min(p.version) as "parameterVersion", json_object_agg(ring.ring, ring."radiusM") as "radiiM"
     from "Retailer" r join "StoreRing" ring on ring."retailerId" = r.id
     join "ParameterSet" p on p.id = ring."parameterSetId"
     where r."closedAt" is null and r.id > $1 and ($2::int[] is null or r."territoryId" = any($2))
       and ($3::int is null or r.id = $3)
       and ($4::float8 is null or (r.lng between $4 and $6 and r.lat between $5 and $7))
     group by r.id order by r.id limit $8`,
    [at.after, idsOf(reach), retailerId ?? null, ...(bbox ?? [null, null, null, null]), at.limit + 1],
  )
  return pageOf(
    rows.map(({ lng, lat, ...row }) => ({ ...row, position: [lng, lat] as const })),
    at,
    (rings) => rings.retailerId,
  )
}

function toRetailer({
  lng,
  lat,
  openWindows,
  lastVisitOn,
  openedOn,
  closedAt,
  updatedAt,
  ...row
}: Prisma.RetailerGetPayload<{ select: typeof RETAILER }>): ListedRetailer {
  return {
    ...row,
    position: [lng, lat],
    serviceClass: row.serviceClass as ServiceClass,
    contactPreference: row.contactPreference as ContactPreference,
    openWindows: openWindows as unknown as [number, number][],
    lastVisitOn: lastVisitOn && isoDate(lastVisitOn),
    openedOn: openedOn && isoDate(openedOn),
    closedAt: closedAt?.toISOString() ?? null,
    updatedAt: updatedAt.toISOString(),
  }
}
