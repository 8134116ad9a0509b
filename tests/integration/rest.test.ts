import fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { answerRequest } from '@/app/api/v1/answer'
import { createToken, findActorOfToken } from '@/lib/auth/token'
import { closeDatabase, db } from '@/lib/db/client'
import type { BBox } from '@/lib/domain/geo/position'
import { DEFAULT_RING_PARAMETERS } from '@/lib/domain/trade-area/ring-class'
import { drawRings } from '@/lib/usecases/draw-rings'
import { planTerritory } from '@/lib/usecases/plan-territory'
import { publishWeek } from '@/lib/usecases/publish-week'
import { findEndpoints } from '@/lib/usecases/rest/endpoints'
import { emptyDatabase } from './builders'
import { aSmallTerritory, MONDAY, type SmallTerritory, WEEK } from './plan-territory'

let at: SmallTerritory
let other: { territoryId: number; retailerIds: number[]; areaId: number; sharedAreaId: number }
let ana: string
let bruno: string
let runId: number

const LISTS = ['/retailers', '/trade-areas', '/rings', '/plans', '/visits', '/allocations'] as const

beforeAll(async () => {
  process.env.SHANGQUAN_NOW = '2026-11-27T12:00:00Z'
  await emptyDatabase()
  at = await aSmallTerritory()
  other = await anotherTerritory()
  await drawRings('all')
  const everything = { ...at.marketManager, territoryIds: [at.territoryId, other.territoryId] }
  for (const territoryId of everything.territoryIds) {
    const planned = await planTerritory(everything, { territoryId, week: WEEK })
    if (!planned.ok) throw new Error(planned.error.code)
    await publishWeek(everything, { weekPlanId: planned.value.weekPlanId, version: 1 })
  }
  runId = await anAllocation()
  ana = await createToken('ana')
  bruno = await createToken('bruno')
})
afterAll(async () => {
  delete process.env.SHANGQUAN_NOW
  await emptyDatabase()
  await closeDatabase()
})

/** A neighbour's territory: 14 shops, a trade area of its own, and one that holds a shop of each. */
async function anotherTerritory() {
  const organization = await db.organization.findFirstOrThrow()
  await db.parameterSet.create({
    data: {
      organizationId: organization.id,
      kind: 'rings',
      version: 3,
      note: '',
      values: { ...DEFAULT_RING_PARAMETERS },
    },
  })
  await db.tradeAreaType.create({
    data: { code: 'campus', nameEn: 'Campus', nameZh: '文教区', color: '#3A7CA5', aliases: [], position: 1 },
  })
  const unit = await db.orgUnit.findFirstOrThrow()
  await db.user.create({
    data: { id: 'carla', name: 'Carla', email: 'carla@x.invalid', role: 'customer_manager' },
  })
  const place = { startLng: -56.1, startLat: -34.9, endLng: -56.1, endLat: -34.9 }
  const territory = await db.territory.create({
    data: { orgUnitId: unit.id, code: 'T2', name: 'Avenue', managerId: 'carla', ...place },
  })
  const market = await db.orgUnit.create({
    data: {
      organizationId: organization.id,
      level: 'market',
      code: 'M2',
      nameEn: 'Elsewhere',
      nameZh: '别处',
    },
  })
  await db.territory.create({ data: { orgUnitId: market.id, code: 'T3', name: 'Elsewhere', ...place } })
  const areas = await db.tradeArea.createManyAndReturn({
    data: ['own', 'shared'].map((name, k) => ({
      code: `Z${k}`,
      name,
      typeCode: 'campus',
      geometry: { type: 'Polygon', coordinates: [square(-56.15, -34.92, 0.05)] },
      west: -56.15,
      south: -34.92,
      east: -56.1,
      north: -34.87,
      areaM2: 2.5e7,
    })),
  })
  const [own, shared] = areas.toSorted((a, b) => a.code.localeCompare(b.code)).map(({ id }) => id) as [
    number,
    number,
  ]
  const shops = await db.retailer.createManyAndReturn({
    data: Array.from({ length: 14 }, (_, k) => ({
      code: `N${k}`,
      name: `Neighbour ${k}`,
      lng: -56.15 + 0.003 * k,
      lat: -34.9,
      quadbin: 0n,
      format: 'grocery',
      serviceClass: 'A',
      territoryId: territory.id,
      tradeAreaId: k === 0 ? shared : own,
      lastVisitOn: new Date('2026-11-23'),
    })),
    select: { id: true },
  })
  await db.retailer.update({ where: { id: at.retailerIds[0]! }, data: { tradeAreaId: shared } })
  await db.retailer.create({
    data: { code: 'FREE', name: 'Nobody', lng: -56.2, lat: -34.9, quadbin: 0n, format: 'grocery' },
  })
  return {
    territoryId: territory.id,
    retailerIds: shops.map(({ id }) => id),
    areaId: own,
    sharedAreaId: shared,
  }
}

function square(west: number, south: number, side: number): number[][] {
  const [east, north] = [west + side, south + side]
  return [
    [west, south],
    [east, south],
    [east, north],
    [west, north],
    [west, south],
  ]
}

/** Two runs: one gives to shops of both territories, one to the neighbour's alone. Returns the first. */
async function anAllocation(): Promise<number> {
  await db.brand.create({ data: { id: 1, nameEn: 'Brand', nameZh: '品牌' } })
  await db.priceClass.create({ data: { code: 'c1', nameEn: 'One', nameZh: '一类', position: 1 } })
  const parameters = await db.parameterSet.findFirstOrThrow()
  const runs = []
  for (const [k, shops] of [[...at.retailerIds, ...other.retailerIds], other.retailerIds].entries()) {
    const product = { nameEn: 'P', nameZh: '品', brandId: 1, priceClassCode: 'c1', priceFen: 100 }
    const { id: productId } = await db.product.create({ data: { ...product, code: `P${k}` } })
    const cycle = await db.supplyCycle.create({ data: { productId, month: 202612, supplyUnits: 100 } })
    const run = await db.allocationRun.create({
      data: {
        supplyCycleId: cycle.id,
        supplyUnits: 100,
        allocatedUnits: 2 * shops.length,
        parameterSetId: parameters.id,
        status: 'published',
        publishedAt: new Date('2026-11-27T12:00:00Z'),
        result: {},
        lines: {
          create: shops.map((retailerId) => ({
            retailerId,
            zoneKey: 'campus:urban',
            tier: 12,
            demandUnits: 5,
            units: 2,
            reason: { code: 'tier-limit', params: { tier: 12 } },
          })),
        },
      },
    })
    runs.push(run.id)
  }
  return runs[0]!
}

type Answer = {
  status: number
  type: string | null
  json: Record<string, unknown> & { items: Item[]; next: number | null }
}
type Item = Record<string, unknown>

async function ask(token: string | undefined, address: string, init: RequestInit = {}): Promise<Answer> {
  const path = address.split('?')[0]!
  const request = new Request(`http://localhost/api/v1${address}`, init)
  const answer = await answerRequest(request, path, async () => (token ? findActorOfToken(token) : undefined))
  return {
    status: answer.status,
    type: answer.headers.get('content-type'),
    json: (await answer.json()) as Answer['json'],
  }
}

function send(token: string, address: string, body: unknown): Promise<Answer> {
  const headers = { 'Content-Type': 'application/json' }
  return ask(token, address, { method: 'POST', headers, body: JSON.stringify(body) })
}

async function walk(token: string, list: string, limit: number): Promise<Item[]> {
  const items: Item[] = []
  let after: number | null = 0
  while (after !== null) {
    const glue = list.includes('?') ? '&' : '?'
    const { status, json }: Answer = await ask(token, `${list}${glue}after=${after}&limit=${limit}`)
    if (status !== 200) throw new Error(`${list}: ${status} ${String(json.code)}`)
    items.push(...json.items)
    after = json.next
  }
  return items
}

const keyOf = (item: Item) => Number(item.id ?? item.retailerId)

test('a token is the person it was made for until it is revoked, and is not kept in clear', async () => {
  const token = await createToken('ana')
  expect(await ask(token, '/retailers')).toMatchObject({ status: 200 })
  const held = await db.apiToken.findFirstOrThrow({ orderBy: { id: 'desc' } })
  expect(JSON.stringify(held)).not.toContain(token)
  expect(held.lastUsedAt).not.toBeNull()

  await db.apiToken.update({ where: { id: held.id }, data: { revokedAt: new Date() } })
  for (const unknown of [token, `${token}x`, undefined]) {
    expect(await ask(unknown, '/retailers')).toMatchObject({
      status: 401,
      type: 'application/problem+json',
      json: { type: 'about:blank', title: 'Unauthorized', status: 401, code: 'not-signed-in' },
    })
  }
})

test('a customer manager sees only the own territory, in every list', async () => {
  const own = new Set(at.retailerIds)
  const seen = Object.fromEntries(
    await Promise.all(LISTS.map(async (list) => [list, await walk(ana, list, 500)])),
  )
  expect(seen['/retailers'].map(keyOf)).toEqual(at.retailerIds)
  expect(seen['/rings'].map(keyOf)).toEqual(at.retailerIds)
  expect(seen['/trade-areas']).toMatchObject([{ id: other.sharedAreaId, retailers: 1 }])
  expect(seen['/plans']).toMatchObject([
    { territoryId: at.territoryId, week: WEEK, status: 'published', visits: 10 },
  ])
  expect(seen['/visits']).toHaveLength(10)
  for (const visit of seen['/visits']) expect(own.has(visit.retailerId as number)).toBe(true)
  expect(seen['/allocations']).toMatchObject([
    { id: runId, whole: null, retailers: 10, demandUnits: 50, units: 20 },
  ])
  expect((await walk(ana, `/allocations/${runId}/lines`, 500)).map(keyOf)).toEqual(at.retailerIds)

  const asked = [`/retailers?territory=${other.territoryId}`, `/retailers?tradeArea=${other.areaId}`]
  asked.push(`/plans?territory=${other.territoryId}`, `/visits?territory=${other.territoryId}`)
  for (const list of asked) expect(await walk(ana, list, 500)).toEqual([])
})

test('a market manager sees the territories of the own market, and a shop of nobody is not among them', async () => {
  const both = [...at.retailerIds, ...other.retailerIds]
  expect((await walk(bruno, '/retailers', 500)).map(keyOf)).toEqual(both)
  expect(await walk(bruno, '/plans', 500)).toHaveLength(2)
  expect(await walk(bruno, '/allocations', 500)).toHaveLength(2)
  expect((await walk(bruno, '/trade-areas', 500)).map(({ retailers }) => retailers)).toEqual([13, 2])
})

test('a draft of the allocation is for those who allocate', async () => {
  await db.allocationRun.update({ where: { id: runId }, data: { status: 'draft' } })
  expect((await ask(bruno, `/allocations/${runId}`)).status).toBe(404)
  expect(await walk(bruno, '/allocations?status=draft', 500)).toEqual([])
  await db.allocationRun.update({ where: { id: runId }, data: { status: 'published' } })
  expect((await ask(bruno, `/allocations/${runId}`)).status).toBe(200)
})

test('what is out of reach is not found, like what does not exist', async () => {
  const [neighbour] = other.retailerIds
  const plan = await db.weekPlan.findFirstOrThrow({ where: { territoryId: other.territoryId } })
  const visit = await db.plannedVisit.findFirstOrThrow({ where: { retailerId: neighbour! } })
  const run = await db.allocationRun.findFirstOrThrow({ where: { id: { not: runId } } })
  const hidden = [`/retailers/${neighbour}`, `/rings/${neighbour}`, `/trade-areas/${other.areaId}`]
  hidden.push(
    `/plans/${plan.id}`,
    `/visits/${visit.id}`,
    `/allocations/${run.id}`,
    `/allocations/${run.id}/lines`,
  )
  for (const address of hidden) {
    expect([address, await ask(bruno, address)]).toMatchObject([address, { status: 200 }])
    const missing = address.replace(/\d+/, '2000000000')
    for (const unseen of [address, missing]) {
      expect(await ask(ana, unseen)).toMatchObject({ status: 404, json: { code: 'not-found' } })
    }
  }
})

test('whoever walks the pages meets every record exactly once, in order, whatever the size of a page', async () => {
  const whole = new Map<string, Item[]>()
  const lists = [
    ...LISTS,
    `/allocations/${runId}/lines`,
    '/retailers?bbox=-56.2,-35,-56.12,-34',
    '/visits?from=2026-12-02',
  ]
  for (const list of lists)
    whole.set(list, (await ask(bruno, `${list}${list.includes('?') ? '&' : '?'}limit=500`)).json.items)
  await fc.assert(
    fc.asyncProperty(fc.constantFrom(...lists), fc.integer({ min: 1, max: 30 }), async (list, limit) => {
      const items = await walk(bruno, list, limit)
      expect(items).toEqual(whole.get(list))
      const keys = items.map(keyOf)
      expect(keys).toEqual([...new Set(keys)].toSorted((a, b) => a - b))
    }),
    { numRuns: 40 },
  )
})

test('a shop that closes while somebody walks the pages neither hides nor repeats another', async () => {
  const first = await ask(ana, '/retailers?limit=4')
  const [gone, ...rest] = at.retailerIds
  await db.retailer.update({ where: { id: gone! }, data: { closedAt: new Date() } })
  const others = await walk(ana, `/retailers?bbox=-180,-90,180,90`, 4)
  const second = await ask(ana, `/retailers?limit=500&after=${first.json.next}`)
  await db.retailer.update({ where: { id: gone! }, data: { closedAt: null } })
  expect(others.map(keyOf)).toEqual(rest)
  expect([...first.json.items, ...second.json.items].map(keyOf)).toEqual(at.retailerIds)
})

test('a box holds what lies in it or on its border', async () => {
  const box: BBox = [-56.2, -34.95, -56.18, -34.85]
  const shops = await walk(bruno, `/retailers?bbox=${box}`, 3)
  expect(shops.map(keyOf)).toEqual(at.retailerIds.slice(0, 5))
  expect((await walk(bruno, `/rings?bbox=${box}`, 3)).map(keyOf)).toEqual(at.retailerIds.slice(0, 5))
  expect(await walk(bruno, '/trade-areas?bbox=-56.12,-34.9,-56,-34.8', 3)).toHaveLength(2)
  expect(await walk(bruno, '/trade-areas?bbox=-56.09,-34.9,-56,-34.8', 3)).toEqual([])
})

test('every answer is as the document describes it', async () => {
  const plan = await db.weekPlan.findFirstOrThrow({ where: { territoryId: at.territoryId } })
  const visit = await db.plannedVisit.findFirstOrThrow({ where: { day: { cycleId: plan.cycleId } } })
  const run = await db.planRun.create({ data: { territoryId: at.territoryId, week: WEEK, authorId: 'ana' } })
  const ones = [`/retailers/${at.retailerIds[0]}`, `/rings/${at.retailerIds[0]}`, `/plan-runs/${run.id}`]
  ones.push(`/trade-areas/${other.sharedAreaId}`, `/plans/${plan.id}`, `/visits/${visit.id}`)
  ones.push(`/allocations/${runId}`, `/allocations/${runId}/lines`)
  for (const address of [...LISTS, ...ones]) {
    const { json } = await ask(ana, address)
    const endpoint = findEndpoints(address)?.endpoints.find(({ method }) => method === 'GET')
    expect(endpoint?.answer.parse(json)).toEqual(json) // an unknown field would be left out
  }
})

test('a plan tells its days in order, each with its visits', async () => {
  const [plan] = await walk(ana, '/plans', 5)
  const { json } = await ask(ana, `/plans/${plan!.id}`)
  const days = json.days as { date: string; visitIds: number[] }[]
  expect(days.map(({ date }) => date)[0]).toBe(MONDAY)
  expect(days).toHaveLength(5)
  expect(days.flatMap(({ visitIds }) => visitIds).toSorted((a, b) => a - b)).toEqual(
    (await walk(ana, '/visits', 500)).map(keyOf),
  )
})

test('what is asked wrongly is answered with the place and code of every fault', async () => {
  const faults = async (address: string) => {
    const { status, json } = await ask(ana, address)
    return [status, json.code, json.errors]
  }
  expect(await faults('/retailers?limit=501&bbox=1,2,3&colour=red')).toEqual([
    400,
    'invalid-request',
    [
      { path: 'query.limit', code: 'too_big' },
      { path: 'query.bbox', code: 'too_small' },
      { path: 'query.colour', code: 'unrecognized_keys' },
    ],
  ])
  const wrong = [
    'bbox=3,2,1,4',
    'bbox=1,2,3,',
    'bbox=1,2,3,400',
    'after=-1',
    'after=99999999999',
    'limit=0',
    'limit=x',
  ]
  for (const query of wrong)
    expect((await faults(`/retailers?${query}`)).slice(0, 2)).toEqual([400, 'invalid-request'])
  expect((await faults('/retailers/one')).slice(0, 2)).toEqual([400, 'invalid-request'])
  expect((await faults('/visits?from=2026-02-30')).slice(0, 2)).toEqual([400, 'invalid-request'])
  expect((await faults('/nothing')).slice(0, 2)).toEqual([404, 'no-such-address'])
  expect((await ask(ana, '/rings', { method: 'DELETE' })).json.code).toBe('method-not-allowed')
})

test('a body that is not JSON, or too large, is refused before anything is read from it', async () => {
  const plain = await ask(ana, '/plans', {
    method: 'POST',
    body: '{}',
    headers: { 'Content-Type': 'text/plain' },
  })
  expect([plain.status, plain.json.code]).toEqual([415, 'json-expected'])
  const headers = { 'Content-Type': 'application/json; charset=utf-8' }
  const broken = await ask(ana, '/plans', { method: 'POST', body: '{', headers })
  expect([broken.status, broken.json.code]).toEqual([400, 'invalid-json'])
  const large = await send(ana, '/plans', { week: 'x'.repeat(70_000) })
  expect([large.status, large.json.code]).toEqual([413, 'body-too-large'])
})

test('a visit is locked and moved in a draft, at the version that was seen, and the market manager publishes it', async () => {
  const [published] = await walk(ana, '/plans?status=published', 5)
  const visit = (await walk(ana, '/visits', 500)).find(({ dayIndex }) => dayIndex !== 4)!
  const { retailerId, dayIndex: day } = visit
  const lock = { version: published!.version, retailerId, day, reason: 'delivery' }
  const locked = await send(ana, `/plans/${published!.id}/locks`, lock)
  expect(locked).toMatchObject({ status: 200, json: { version: 2 } })
  const draft = `/plans/${String(locked.json.id)}`
  expect(await walk(ana, `/visits?plan=${String(locked.json.id)}&retailer=${retailerId}`, 5)).toMatchObject([
    { locked: true, lockReason: 'delivery' },
  ])

  const move = { version: 2, retailerId, fromDay: day, toDay: 4, position: 0 }
  expect((await send(ana, `${draft}/moves`, { ...move, version: 1 })).json).toMatchObject({
    code: 'plan-changed',
  })
  expect((await send(ana, `${draft}/moves`, { ...move, retailerId: other.retailerIds[0] })).status).toBe(404)
  expect(await send(ana, `${draft}/moves`, move)).toMatchObject({ status: 200, json: { version: 3 } })
  const [moved] = await walk(ana, `/visits?status=draft&retailer=${retailerId}`, 5)
  expect(moved).toMatchObject({ dayIndex: 4, position: 0, locked: true })

  expect(await send(ana, `${draft}/publication`, { version: 3 })).toMatchObject({ status: 403 })
  expect(await send(bruno, `${draft}/publication`, { version: 3 })).toMatchObject({ status: 200 })
  expect(await walk(ana, '/plans', 5)).toMatchObject([{ status: 'published', version: 3 }])
})

test('who manages every market there is also has a shop of nobody', async () => {
  const before = (await walk(bruno, '/retailers', 500)).length
  await db.territory.delete({ where: { code: 'T3' } })
  expect(await walk(bruno, '/retailers', 500)).toHaveLength(before + 1)
})
