import { gunzipSync } from 'node:zlib'
import { VectorTile } from '@mapbox/vector-tile'
import { PbfReader } from 'pbf'
import { afterAll, afterEach, beforeEach, expect, test } from 'vitest'
import { closeDatabase, db } from '@/lib/db/client'
import { raiseDataVersion } from '@/lib/db/data-version-repository'
import type { Actor } from '@/lib/domain/actor'
import { quadbinOf } from '@/lib/domain/geo/quadbin'
import { lensAreaM2 } from '@/lib/domain/trade-area/overlap'
import { listRetailersOnMap } from '@/lib/usecases/list-retailers-on-map'
import { planTerritory } from '@/lib/usecases/plan-territory'
import { serveTile, type TileSet } from '@/lib/usecases/serve-tile'
import { viewMap } from '@/lib/usecases/view-map'
import { viewRetailerOnMap } from '@/lib/usecases/view-retailer-on-map'
import { viewTradeAreaOnMap } from '@/lib/usecases/view-trade-area-on-map'
import { viewWeek } from '@/lib/usecases/view-week'
import { emptyDatabase } from './builders'
import { aSmallTerritory, type SmallTerritory, WEEK } from './plan-territory'

const LAT = -34.9
const WEST = -56.1
/** One thousandth of a degree of longitude here is 91.2 m. */
const east = (thousandths: number) => WEST + thousandths / 1000
const STREET: [number, number, number, number] = [east(-1), LAT - 0.01, east(30), LAT + 0.01]

let at: SmallTerritory
let ids: Record<'corner' | 'kiosk' | 'bar' | 'grocer' | 'far', number>
let areaIds: { own: number; foreign: number }
let foreignTerritoryId: number
const everyone: Actor = { userId: 'm', name: 'M', role: 'marketing', territoryIds: 'all' }

beforeEach(async () => {
  process.env.SHANGQUAN_NOW = '2026-11-27T12:00:00Z'
  await emptyDatabase()
  at = await aSmallTerritory()
  await layOutStreet()
})
afterEach(() => {
  delete process.env.SHANGQUAN_NOW
})
afterAll(async () => {
  await emptyDatabase()
  await closeDatabase()
})

/**
 * A street: a shop at its head and, eastwards, a kiosk after 182 m, a bar after 365 m, a grocer after 730 m and another
 * shop after 1,824 m. The bar and the grocer belong to somebody else's territory.
 */
async function layOutStreet(): Promise<void> {
  const { id: organizationId } = await db.organization.findFirstOrThrow()
  const { orgUnitId } = await db.territory.findFirstOrThrow()
  const place = { startLng: WEST, startLat: LAT, endLng: WEST, endLat: LAT }
  const foreign = await db.territory.create({ data: { orgUnitId, code: 'T2', name: 'Other', ...place } })
  foreignTerritoryId = foreign.id
  await db.tradeAreaType.createMany({
    data: [
      {
        code: 'commercial',
        nameEn: 'Commercial',
        nameZh: '商业区',
        color: '#d1495b',
        builtIn: true,
        position: 1,
      },
      { code: 'campus', nameEn: 'Campus', nameZh: '文教区', color: '#3a7ca5', builtIn: true, position: 2 },
    ],
  })
  areaIds = {
    own: await aTradeArea('Z1', 'Head of the street', 'commercial', east(-1), east(2.5)),
    foreign: await aTradeArea('Z2', 'Foot of the street', 'campus', east(6), east(9)),
  }
  const own = { territoryId: at.territoryId }
  ids = {
    corner: await aShop('corner', east(0), 'convenience', { ...own, tier: 12, tradeAreaId: areaIds.own }),
    kiosk: await aShop('kiosk', east(2), 'convenience', { ...own, tier: 3, tradeAreaId: areaIds.own }),
    bar: await aShop('bar', east(4), 'entertainment', { territoryId: foreignTerritoryId }),
    grocer: await aShop('grocer', east(8), 'grocery', {
      territoryId: foreignTerritoryId,
      tradeAreaId: areaIds.foreign,
    }),
    far: await aShop('far', east(20), 'supermarket', own),
  }
  const rings = await db.parameterSet.create({
    data: { organizationId, kind: 'rings', version: 4, note: '', values: {} },
  })
  const radiiM = { core: 300, secondary: 500, fringe: 1000 }
  await db.storeRing.createMany({
    data: Object.values(ids).flatMap((retailerId) =>
      (['core', 'secondary', 'fringe'] as const).map((ring) => ({
        retailerId,
        ring,
        radiusM: radiiM[ring],
        source: 'fixed',
        ringClass: 'urban-convenience',
        parameterSetId: rings.id,
      })),
    ),
  })
  // 91 m, 456 m to the west, 912 m and 1,094 m away
  const homes = [...Array(3).fill(1), ...Array(2).fill(-5), 10, 12]
  await db.demandCell.createMany({
    data: homes.map((k: number) => ({ lng: east(k), lat: LAT, quadbin: quadbinOf([east(k), LAT]) })),
  })
  await raiseDataVersion('retailers')
  await raiseDataVersion('trade-areas')
}

type ShopData = { territoryId: number; tier?: number; tradeAreaId?: number }

async function aShop(code: string, lng: number, format: string, data: ShopData): Promise<number> {
  const { id } = await db.retailer.create({
    data: {
      code,
      name: `The ${code}`,
      lng,
      lat: LAT,
      quadbin: quadbinOf([lng, LAT]),
      format,
      serviceClass: 'A',
      ...data,
    },
  })
  return id
}

async function aTradeArea(code: string, name: string, typeCode: string, west: number, eastEdge: number) {
  const [south, north] = [LAT - 0.001, LAT + 0.001]
  const ring = [
    [west, south],
    [eastEdge, south],
    [eastEdge, north],
    [west, north],
    [west, south],
  ]
  const { id } = await db.tradeArea.create({
    data: {
      code,
      name,
      typeCode,
      geometry: { type: 'Polygon', coordinates: [ring] },
      west,
      south,
      east: eastEdge,
      north,
      areaM2: 70_000,
    },
  })
  return id
}

async function inspect(actor: Actor, id: number) {
  const view = await viewRetailerOnMap(actor, { id })
  if (!view.ok) throw new Error(view.error.code)
  return view.value
}

/** The properties of one layer of the tile that holds the whole street. */
async function tileOf(actor: Actor, set: TileSet, layer: string, filter: Record<string, string> = {}) {
  const zoom = 12
  const [x, y] = [
    Math.floor(((WEST + 180) / 360) * 2 ** zoom),
    Math.floor(((1 - Math.asinh(Math.tan((LAT * Math.PI) / 180)) / Math.PI) / 2) * 2 ** zoom),
  ]
  const served = await serveTile(actor, {
    set,
    address: { z: String(zoom), x: String(x), y: String(y) },
    filter,
  })
  if (!served.ok) throw new Error(served.error.code)
  if (!(served.value.data instanceof Uint8Array)) return []
  const found = new VectorTile(new PbfReader(gunzipSync(served.value.data))).layers[layer]
  return Array.from({ length: found?.length ?? 0 }, (_, k) => found!.feature(k).properties)
}
const codes = (features: Awaited<ReturnType<typeof tileOf>>) => features.map(({ code }) => code).sort()

test('a disc counts everything within its radius, a band only what the smaller ring lacks', async () => {
  const { rings } = await inspect(everyone, ids.corner)
  expect(rings).toMatchObject({ source: 'fixed', ringClass: 'urban-convenience', version: 4 })
  expect(rings?.contents).toEqual([
    {
      ring: 'core',
      radiusM: 300,
      disc: { retailers: 1, rivals: 1, demand: 3 },
      band: { retailers: 1, rivals: 1, demand: 3 },
    },
    {
      ring: 'secondary',
      radiusM: 500,
      disc: { retailers: 2, rivals: 1, demand: 5 },
      band: { retailers: 1, rivals: 0, demand: 2 },
    },
    {
      ring: 'fringe',
      radiusM: 1000,
      disc: { retailers: 3, rivals: 2, demand: 6 },
      band: { retailers: 1, rivals: 1, demand: 1 },
    },
  ])
})

test('the competition index sums the shares that neighbours cover, and the grocer, 730 m away, covers no core', async () => {
  const core = (await inspect(everyone, ids.corner)).rings!.overlaps[0]!
  const share = (awayM: number) => lensAreaM2(300, 300, awayM) / (Math.PI * 300 ** 2)
  expect(core.count).toBe(2)
  expect(core.competitionIndex).toBeCloseTo(share(182.4) + share(364.8), 2)
  expect(core.competitionIndex).toBeCloseTo(0.9, 1)
  expect(core.strongest.map(({ name }) => name)).toEqual(['The kiosk', 'The bar'])
})

test('a shop never visited is due, with the interval of its class', async () => {
  const { due } = await inspect(everyone, ids.corner)
  expect(due).toMatchObject({ state: 'due', urgency: 1, rulesVersion: 1 })
  expect(due.intervalDays).toBeGreaterThan(0)
})

test('a customer manager counts the neighbours of others but does not learn who they are', async () => {
  const own = at.customerManager
  const { rings, tradeArea } = await inspect(own, ids.corner)
  expect(tradeArea).toMatchObject({ id: areaIds.own, typeCode: 'commercial' })
  expect(rings!.contents[2]!.disc.retailers).toBe(3)
  expect(rings!.overlaps[0]!.strongest.map(({ id, name }) => [id, name])).toEqual([
    [ids.kiosk, 'The kiosk'],
    [null, null],
  ])
  expect(await viewRetailerOnMap(own, { id: ids.bar })).toEqual({ ok: false, error: { code: 'not-found' } })
  expect(await viewRetailerOnMap(own, { id: 999_999 })).toEqual({ ok: false, error: { code: 'not-found' } })
})

test('the map of a customer manager holds the own territory only: tiles, table and legend', async () => {
  const own = at.customerManager
  expect(codes(await tileOf(everyone, 'retailers', 'retailers'))).toEqual([
    'bar',
    'corner',
    'far',
    'grocer',
    'kiosk',
  ])
  expect(codes(await tileOf(own, 'retailers', 'retailers'))).toEqual(['corner', 'far', 'kiosk'])
  const stolen = { territory: String(foreignTerritoryId) }
  expect(await tileOf(own, 'retailers', 'retailers', stolen)).toEqual([])
  expect(codes(await tileOf(everyone, 'trade-areas', 'trade-areas'))).toEqual(['Z1', 'Z2'])
  expect(codes(await tileOf(own, 'trade-areas', 'trade-areas'))).toEqual(['Z1'])

  const rows = await listRetailersOnMap(own, { bbox: STREET })
  expect(rows.total).toBe(3)
  expect(rows.rows.map(({ code }) => code).sort()).toEqual(['corner', 'far', 'kiosk'])
  expect(await listRetailersOnMap(own, { bbox: STREET, territory: foreignTerritoryId })).toEqual({
    rows: [],
    total: 0,
  })
  const count = async (actor: Actor, territory?: number) =>
    (await viewMap(actor, territory)).tally.reduce((sum, row) => sum + row.count, 0)
  // with the ten shops of the small territory, which stand elsewhere
  expect([await count(everyone), await count(own)]).toEqual([15, 13])
  expect(await count(own, foreignTerritoryId)).toBe(0)
})

test('tiles and table let through what the legend shows, and the table sorts as asked', async () => {
  const filter = { types: 'commercial', tiers: '1-6' }
  expect(codes(await tileOf(everyone, 'retailers', 'retailers', filter))).toEqual(['kiosk'])
  const kept = await listRetailersOnMap(everyone, { bbox: STREET, types: ['commercial'], tiers: [[1, 6]] })
  expect(kept.rows.map(({ code }) => code)).toEqual(['kiosk'])
  expect(await tileOf(everyone, 'retailers', 'retailers', { types: '' })).toEqual([])

  const byTier = await listRetailersOnMap(everyone, {
    bbox: STREET,
    types: ['commercial'],
    sort: { by: 'tier', isDescending: true },
  })
  expect(byTier.rows.map(({ code }) => code)).toEqual(['corner', 'kiosk'])
  const byName = await listRetailersOnMap(everyone, {
    bbox: STREET,
    sort: { by: 'name', isDescending: false },
  })
  expect(byName.rows.map(({ code }) => code)).toEqual(['bar', 'corner', 'far', 'grocer', 'kiosk'])
})

test('a filter that makes no sense is refused, and an address outside the world too', async () => {
  const address = { z: '12', x: '1', y: '1' }
  expect(await serveTile(everyone, { set: 'retailers', address, filter: { tiers: 'many' } })).toEqual({
    ok: false,
    error: { code: 'bad-filter' },
  })
  expect(
    await serveTile(everyone, { set: 'retailers', address: { ...address, x: '-1' }, filter: {} }),
  ).toEqual({
    ok: false,
    error: { code: 'bad-tile' },
  })
})

test('a trade area says who is in it, within reach, and is not found without any shop of one’s own', async () => {
  const view = await viewTradeAreaOnMap(at.customerManager, { id: areaIds.own })
  expect(view.ok && view.value).toMatchObject({
    name: 'Head of the street',
    typeCode: 'commercial',
    evidence: null,
    members: [
      { format: 'convenience', tier: 12, count: 1 },
      { format: 'convenience', tier: 3, count: 1 },
    ],
    weekVisits: { visits: null },
  })
  expect(await viewTradeAreaOnMap(at.customerManager, { id: areaIds.foreign })).toEqual({
    ok: false,
    error: { code: 'not-found' },
  })
})

test('a trade area counts the visits that the nearest planned week pays to its shops', async () => {
  const members = at.retailerIds.slice(0, 4)
  await db.retailer.updateMany({ where: { id: { in: members } }, data: { tradeAreaId: areaIds.own } })
  const planned = await planTerritory(at.marketManager, { territoryId: at.territoryId, week: WEEK })
  expect(planned.ok).toBe(true)
  const week = await viewWeek(at.marketManager, { territoryId: at.territoryId, week: WEEK })
  const stops = week.ok ? week.value.days.flatMap((day) => day.stops) : []
  const inArea = new Set([...members, ids.corner, ids.kiosk])
  const expected = stops.filter(({ retailer }) => inArea.has(retailer.id)).length
  expect(expected).toBeGreaterThan(0)

  const view = await viewTradeAreaOnMap(at.customerManager, { id: areaIds.own })
  expect(view.ok && view.value.weekVisits).toEqual({ week: WEEK, visits: expected })
})
