/**
 * Bench `tiles`: retailer tiles at 100,000 generated retailers, from a database of its own, as a person's map asks for
 * them: with the filters of the legend, the due state of today and the reach of the caller, not from a cache.
 *
 * The peer is the usual static pipeline: the same shops with the same properties, clustered by supercluster below the
 * zoom where shops stand alone and cut by geojson-vt above, in memory, encoded by @maplibre/vt-pbf and packed. It knows
 * neither filter nor reach, and its index is made beforehand and not counted.
 *
 * Shape   one line a zoom and one for all; `ours` and `peer` are the 99th percentile in seconds of one tile at a time,
 *         `ratio` = peer ÷ ours; `p50`, `p99` and `peerP50` in milliseconds. `cached` is the 99th percentile of the
 *         same tiles asked for once more.
 */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import geojsonvt from 'geojson-vt'
import Supercluster from 'supercluster'
import { openDatabase } from '@/lib/cli/database'
import { closeDatabase, db, pool } from '@/lib/db/client'
import { copyRows } from '@/lib/db/copy'
import type { Actor } from '@/lib/domain/actor'
import { tileAt } from '@/lib/domain/geo/mercator'
import type { Position } from '@/lib/domain/geo/position'
import { quadbinOf } from '@/lib/domain/geo/quadbin'
import { type Random, seededRandom } from '@/lib/domain/random'
import { DEFAULT_SERVICE_RULES } from '@/lib/domain/routing/service/service-rules'
import { EXTENT, encodeTile, type TileFeature } from '@/lib/tiles/encode-tile'
import { serveTile } from '@/lib/usecases/serve-tile'

const RETAILERS = 100_000
const TILES_A_ZOOM = 60
const ZOOMS = [7, 8, 9, 10, 11, 12, 13, 14, 15]
const SINGLE_FROM_Z = 11
const TODAY = '2026-11-27T12:00:00Z'
const CALLER: Actor = { userId: 'bench', name: 'bench', role: 'marketing', territoryIds: 'all' }

type Options = { seed: number; only?: string[]; json: boolean }
type Shop = { id: number; name: string; position: Position; tier: number; format: string; lastVisit: string }
type Address = { z: number; x: number; y: number }
type Sample = { zoom: number; oursMs: number; cachedMs: number; peerMs: number }

export async function bench({ seed, only, json }: Options): Promise<void> {
  if (only && !only.some((name) => name.startsWith('retailers'))) return
  process.env.SHANGQUAN_NOW = TODAY
  const random = seededRandom(seed)
  const shops = generateShops(random)
  const startedMs = performance.now()
  const samples = await withOwnDatabase(async () => {
    await store(shops)
    return measure(shops, random)
  })
  const seconds = (performance.now() - startedMs) / 1000
  for (const zoom of ZOOMS)
    report(
      `retailers-100000-z${zoom}`,
      samples.filter((one) => one.zoom === zoom),
      json,
    )
  report('retailers-100000', samples, json, seconds)
}

async function withOwnDatabase<T>(run: () => Promise<T>): Promise<T> {
  const folder = mkdtempSync(path.join(tmpdir(), 'shangquan-bench-'))
  const given = process.env.DATABASE_URL
  delete process.env.DATABASE_URL
  const database = await openDatabase(folder, { mode: 'serving', command: 'bench tiles' })
  try {
    return await run()
  } finally {
    await closeDatabase()
    await database.close()
    rmSync(folder, { recursive: true, force: true })
    if (given === undefined) delete process.env.DATABASE_URL
    else process.env.DATABASE_URL = given
  }
}

async function measure(shops: readonly Shop[], random: Random): Promise<Sample[]> {
  const peer = makePeer(shops)
  const addresses = ZOOMS.flatMap((zoom) => drawTiles(shops, zoom, random))
  for (const address of addresses.slice(0, 20)) {
    await ours(address, { formats: 'mall' }) // warm, but not these tiles
    peer(address)
  }
  const samples: Sample[] = []
  for (const address of addresses) {
    const oursMs = await timeMs(() => ours(address))
    const cachedMs = await timeMs(() => ours(address))
    const peerMs = await timeMs(() => peer(address))
    samples.push({ zoom: address.z, oursMs, cachedMs, peerMs })
  }
  return samples
}

async function ours({ z, x, y }: Address, filter: Record<string, string> = {}): Promise<void> {
  const served = await serveTile(CALLER, {
    set: 'retailers',
    address: { z: String(z), x: String(x), y: String(y) },
    filter,
  })
  if (!served.ok) throw new Error(served.error.code)
}

function makePeer(shops: readonly Shop[]): (address: Address) => Uint8Array | undefined {
  const features = shops.map(({ id, name, position, tier, format }) => ({
    type: 'Feature' as const,
    properties: { id, code: `R${id}`, name, format, tier, due: 'due', type: 'none', territory: 1 },
    geometry: { type: 'Point' as const, coordinates: [...position] },
  }))
  const groups = new Supercluster({ maxZoom: SINGLE_FROM_Z - 1, extent: EXTENT, radius: 512 }).load(features)
  const single = geojsonvt(
    { type: 'FeatureCollection', features },
    { maxZoom: 15, extent: EXTENT, buffer: 0, indexMaxZoom: 8, indexMaxPoints: 0 },
  )
  return ({ z, x, y }) => {
    const tile = z < SINGLE_FROM_Z ? groups.getTile(z, x, y) : single.getTile(z, x, y)
    return encodeTile({ retailers: (tile?.features ?? []) as unknown as TileFeature[] })
  }
}

async function timeMs(work: () => unknown): Promise<number> {
  const startedMs = performance.now()
  await work()
  return performance.now() - startedMs
}

/** Where shops are, each tile once: what a person looks at. */
function drawTiles(shops: readonly Shop[], z: number, random: Random): Address[] {
  const drawn = new Map<string, Address>()
  for (let k = 0; k < TILES_A_ZOOM; k++) {
    const { x, y } = tileAt(shops[random.int(shops.length)]!.position, z)
    drawn.set(`${x} ${y}`, { z, x, y })
  }
  return [...drawn.values()]
}

function report(instance: string, samples: readonly Sample[], json: boolean, seconds?: number): void {
  const of = (key: keyof Sample, share: number) =>
    quantile(
      samples.map((one) => one[key]),
      share,
    )
  const [p50, p99] = [of('oursMs', 0.5), of('oursMs', 0.99)]
  const [peerP50, peerP99] = [of('peerMs', 0.5), of('peerMs', 0.99)]
  const cached = of('cachedMs', 0.99)
  const total = seconds ?? samples.reduce((sum, { oursMs }) => sum + oursMs, 0) / 1000
  if (json) {
    const line = { instance, seconds: total, ours: p99 / 1000, peer: peerP99 / 1000, ratio: peerP99 / p99 }
    console.log(JSON.stringify({ ...line, tiles: samples.length, p50, p99, peerP50, peerP99, cached }))
    return
  }
  const ms = (value: number) => value.toFixed(1).padStart(6)
  console.log(
    `${instance.padEnd(22)} ${String(samples.length).padStart(3)} tiles  p50 ${ms(p50)} ms  p99 ${ms(p99)} ms` +
      `  cached ${ms(cached)} ms  peer p50 ${ms(peerP50)} ms  p99 ${ms(peerP99)} ms`,
  )
}

function quantile(values: readonly number[], share: number): number {
  const sorted = values.toSorted((a, b) => a - b)
  return sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? 0
}

async function store(shops: readonly Shop[]): Promise<void> {
  const organization = await db.organization.create({
    data: {
      name: 'Bench',
      timeZone: 'Asia/Shanghai',
      holidayCalendar: 'CN',
      weekend: [6, 7],
      currency: 'CNY',
      bbox: [112, 35, 114, 37],
      attribution: '',
    },
  })
  await db.parameterSet.create({
    data: {
      organizationId: organization.id,
      kind: 'service-rules',
      version: 1,
      note: '',
      values: DEFAULT_SERVICE_RULES.map((rule) => ({ ...rule })),
    },
  })
  const client = await pool().connect()
  try {
    const columns = [
      'id',
      'code',
      'name',
      'lng',
      'lat',
      'quadbin',
      'format',
      'tier',
      'serviceClass',
      'lastVisitOn',
    ]
    await copyRows(
      client,
      'Retailer',
      [...columns, 'updatedAt'],
      shops.map(({ id, name, position: [lng, lat], format, tier, lastVisit }) => [
        ...[id, `R${id}`, name, lng, lat, quadbinOf([lng, lat]), format, tier, 'ABC'[id % 3]],
        ...[lastVisit, TODAY],
      ]),
    )
    await client.query('vacuum analyze "Retailer"')
  } finally {
    client.release()
  }
}

/** Three in four in one of thirty towns, dense in the middle; the rest over 180 × 130 km. */
function generateShops(random: Random): Shop[] {
  const anywhere = (): Position => [112 + random.next() * 2, 35.5 + random.next() * 1.2]
  const towns = Array.from({ length: 30 }, (_, k) => ({ at: anywhere(), spreadDeg: k < 3 ? 0.06 : 0.025 }))
  return Array.from({ length: RETAILERS }, (_, k): Shop => {
    const town = towns[random.next() < 0.4 ? random.int(3) : random.int(towns.length)]!
    const near = (): Position => [
      town.at[0] + bell(random) * town.spreadDeg,
      town.at[1] + bell(random) * town.spreadDeg * 0.8,
    ]
    return {
      id: k + 1,
      name: `便利店${k}`,
      position: random.next() < 0.75 ? near() : anywhere(),
      tier: 1 + random.int(30),
      format: random.next() < 0.8 ? 'convenience' : 'supermarket',
      lastVisit: `2026-11-${String(1 + random.int(26)).padStart(2, '0')}`,
    }
  })
}

/** Roughly normal with deviation 1: a sum of uniform numbers. */
function bell(random: Random): number {
  return (random.next() + random.next() + random.next() + random.next() - 2) * Math.sqrt(3)
}
