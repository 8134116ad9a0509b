import { afterAll, beforeEach, expect, test } from 'vitest'
import { closeDatabase, db } from '@/lib/db/client'
import { readDataVersions } from '@/lib/db/data-version-repository'
import { findOrganization } from '@/lib/db/organization-repository'
import { listServedRetailers } from '@/lib/db/served-retailer-repository'
import { type Actor, LOCAL_ADMINISTRATOR } from '@/lib/domain/actor'
import { quadbinOf } from '@/lib/domain/geo/quadbin'
import { DEFAULT_RING_PARAMETERS } from '@/lib/domain/trade-area/ring-class'
import { type AddRetailer, addRetailer } from '@/lib/usecases/edit-retailer/add-retailer'
import { closeRetailer, reopenRetailer, viewClosing } from '@/lib/usecases/edit-retailer/close-retailer'
import { type EditRetailer, editRetailer } from '@/lib/usecases/edit-retailer/edit-retailer'
import { type MoveRetailer, moveRetailer } from '@/lib/usecases/edit-retailer/move-retailer'
import { proposePlace } from '@/lib/usecases/edit-retailer/propose-place'
import { type ExportWords, exportRetailers } from '@/lib/usecases/export-retailers'
import { importFile } from '@/lib/usecases/import-file'
import { ListRetailers, listRetailers, RetailerQuery } from '@/lib/usecases/list-retailers'
import { planTerritory } from '@/lib/usecases/plan-territory'
import { viewRetailer } from '@/lib/usecases/view-retailer'
import { emptyDatabase } from './builders'
import { aSmallTerritory, MONDAY, type SmallTerritory, WEEK } from './plan-territory'

let at: SmallTerritory
let foreign: { territoryId: number; retailerId: number }

beforeEach(async () => {
  process.env.SHANGQUAN_NOW = '2026-11-27T12:00:00Z'
  await emptyDatabase()
  at = await aSmallTerritory()
  const organization = (await findOrganization())!
  await db.parameterSet.create({
    data: {
      organizationId: organization.id,
      kind: 'rings',
      version: 3,
      note: '',
      values: JSON.parse(JSON.stringify(DEFAULT_RING_PARAMETERS)),
    },
  })
  foreign = await aForeignTerritory()
  await aTradeArea('Harbour', 'transport-hub', -56.3, -56.25)
  await aTradeArea('Old town', 'residential', -56.21, -56.15)
})
afterAll(async () => {
  delete process.env.SHANGQUAN_NOW
  await emptyDatabase()
  await closeDatabase()
})

async function aForeignTerritory() {
  const place = { startLng: -56.1, startLat: -34.85, endLng: -56.1, endLat: -34.85 }
  const unit = await db.orgUnit.findFirstOrThrow()
  const territory = await db.territory.create({
    data: { orgUnitId: unit.id, code: 'T2', name: 'Elsewhere', ...place },
  })
  const shop = await db.retailer.create({
    data: {
      code: 'F1',
      name: 'Foreign shop',
      lng: -56.1,
      lat: -34.85,
      quadbin: quadbinOf([-56.1, -34.85]),
      format: 'grocery',
      territoryId: territory.id,
      closedWeekdays: [],
    },
  })
  return { territoryId: territory.id, retailerId: shop.id }
}

async function aTradeArea(name: string, typeCode: string, west: number, east: number) {
  await db.tradeAreaType.create({
    data: { code: typeCode, nameEn: typeCode, nameZh: typeCode, color: '#888888', aliases: [], position: 1 },
  })
  const [south, north] = [-34.92, -34.88]
  const ring = [
    [west, south],
    [east, south],
    [east, north],
    [west, north],
    [west, south],
  ]
  await db.tradeArea.create({
    data: {
      ...{ code: name, name, typeCode, west, south, east, north, areaM2: 1 },
      geometry: { type: 'Polygon', coordinates: [ring] },
    },
  })
}

function anOrder(change: Partial<AddRetailer> = {}): AddRetailer {
  return {
    code: 'NEW-1',
    name: 'Kiosco Nuevo',
    lng: '-56.19',
    lat: '-34.9',
    datum: 'wgs84',
    address: 'Colonia 1921',
    owner: '',
    phone: '',
    licenseNo: '',
    format: 'convenience',
    marketType: 'urban',
    tier: '',
    visitsPerWeek: '',
    openWindows: '09:00-13:00',
    serviceClass: 'C',
    keyGrowth: false,
    assisted: false,
    closedWeekdays: [7],
    contactPreference: 'allowed',
    territoryId: at.territoryId,
    reason: 'New licence',
    confirmed: [],
    ...change,
  }
}

async function added(change: Partial<AddRetailer> = {}): Promise<number> {
  const result = await addRetailer(at.customerManager, anOrder(change))
  if (!result.ok) throw new Error(result.error.code)
  return result.value.id
}

const codeOf = (result: { ok: boolean; error?: { code: string } }) => (result.ok ? 'ok' : result.error?.code)

async function facts(id: number, change: Partial<EditRetailer> = {}): Promise<EditRetailer> {
  const { code: _code, lng: _lng, lat: _lat, datum: _datum, confirmed: _confirmed, ...rest } = anOrder()
  const { version } = await db.retailer.findUniqueOrThrow({ where: { id } })
  return { ...rest, id, version, reason: 'Seen on a visit', ...change }
}

async function aMove(id: number, change: Partial<MoveRetailer> = {}): Promise<MoveRetailer> {
  const { version, territoryId } = await db.retailer.findUniqueOrThrow({ where: { id } })
  return {
    ...{ id, version, territoryId, lng: '-56.18', lat: '-34.9', datum: 'wgs84' },
    ...{ reason: 'Pin was in the wrong place', confirmed: [], ...change },
  }
}

test('a shop added by hand is in its trade area, ringed, on the tiles, in the next plan, and in its own history', async () => {
  const [before = 0] = await readDataVersions(['retailers'])
  const id = await added()
  const shop = await db.retailer.findUniqueOrThrow({
    where: { id },
    include: { tradeArea: true, history: true, rings: { orderBy: { radiusM: 'asc' } } },
  })
  expect(shop).toMatchObject({
    source: 'hand',
    tradeArea: { name: 'Old town' },
    closedWeekdays: [7],
    openWindows: [[32_400, 46_800]],
    history: [{ action: 'create', reason: 'New licence', authorId: 'ana', changes: {} }],
  })
  expect(shop.quadbin).toBe(quadbinOf([-56.19, -34.9]))
  expect(shop.rings.map(({ radiusM, ringClass }) => [radiusM, ringClass])).toEqual([
    [300, 'urban-convenience'],
    [500, 'urban-convenience'],
    [1000, 'urban-convenience'],
  ])
  expect((await readDataVersions(['retailers']))[0]).toBe(before + 1)
  expect((await listServedRetailers(at.territoryId)).map((served) => served.id)).toContain(id)
})

test('what is wrong with a new shop is said by field, and nothing is stored', async () => {
  const before = await db.retailer.count()
  const wrong = await addRetailer(at.customerManager, anOrder({ name: '', openWindows: 'always' }))
  expect(wrong).toMatchObject({
    error: {
      code: 'invalid',
      faults: [
        { field: 'name', code: 'REQUIRED' },
        { field: 'openWindows', code: 'TIME_WINDOW' },
      ],
    },
  })
  expect(codeOf(await addRetailer(at.customerManager, anOrder({ code: 'S0' })))).toBe('code-taken')
  expect(await db.retailer.count()).toBe(before)
})

test('a place far away or among the shops of others is stored only after one says that it is meant', async () => {
  const far = anOrder({ lng: '116.4', lat: '39.9' })
  expect(await addRetailer(at.customerManager, far)).toMatchObject({
    error: { code: 'confirm', asks: ['outside-region'] },
  })
  expect((await addRetailer(at.customerManager, { ...far, confirmed: ['outside-region'] })).ok).toBe(true)

  const among = anOrder({ code: 'NEW-2', lng: '-56.1001', lat: '-34.85' })
  expect(await addRetailer(at.customerManager, among)).toMatchObject({
    error: { code: 'confirm', asks: ['foreign-surroundings'] },
  })
})

test('the datum that is named moves the place', async () => {
  const id = await added({ lng: '116.4', lat: '39.9', datum: 'gcj02', confirmed: ['outside-region'] })
  const { lng } = await db.retailer.findUniqueOrThrow({ where: { id } })
  expect(Math.abs(lng - 116.4)).toBeGreaterThan(0.004)
})

test('a customer manager neither sees nor changes a foreign shop, and puts none into a foreign territory', async () => {
  const { retailerId, territoryId } = foreign
  const { customerManager } = at
  expect(codeOf(await viewRetailer(customerManager, { id: retailerId }))).toBe('forbidden')
  expect(codeOf(await viewClosing(customerManager, retailerId))).toBe('forbidden')
  expect(codeOf(await editRetailer(customerManager, await facts(retailerId)))).toBe('forbidden')
  expect(codeOf(await moveRetailer(customerManager, await aMove(retailerId)))).toBe('forbidden')
  const order = { id: retailerId, version: 1, reason: 'x' }
  expect(codeOf(await closeRetailer(customerManager, order))).toBe('forbidden')
  expect(codeOf(await listRetailers(customerManager, ListRetailers.parse({ territory: territoryId })))).toBe(
    'forbidden',
  )

  const own = at.retailerIds[0]!
  expect(codeOf(await addRetailer(customerManager, anOrder({ territoryId })))).toBe('forbidden-territory')
  expect(codeOf(await addRetailer(customerManager, anOrder({ territoryId: null })))).toBe(
    'forbidden-territory',
  )
  expect(codeOf(await moveRetailer(customerManager, await aMove(own, { territoryId })))).toBe(
    'forbidden-territory',
  )
  expect(codeOf(await editRetailer(customerManager, await facts(own, { territoryId })))).toBe(
    'forbidden-territory',
  )
  const marketing: Actor = { ...at.marketManager, role: 'marketing', territoryIds: 'all' }
  expect(codeOf(await addRetailer(marketing, anOrder()))).toBe('forbidden')
  expect(await db.retailerHistory.count()).toBe(0)
})

test('tier, class and support are for the market manager to set', async () => {
  const id = await added()
  for (const standing of [{ tier: '30' }, { serviceClass: 'A' as const }, { assisted: true }]) {
    expect(codeOf(await editRetailer(at.customerManager, await facts(id, standing)))).toBe(
      'forbidden-standing',
    )
  }
  expect(codeOf(await addRetailer(at.customerManager, anOrder({ code: 'N2', tier: '30' })))).toBe(
    'forbidden-standing',
  )
  expect(codeOf(await editRetailer(at.marketManager, await facts(id, { tier: '12' })))).toBe('ok')
})

test('an edit keeps author, reason and every field from what to what; a format changes the rings', async () => {
  const id = await added()
  const edited = await editRetailer(
    at.customerManager,
    await facts(id, { name: 'Súper Nuevo', format: 'supermarket', closedWeekdays: [7, 6, 7] }),
  )
  expect(edited).toMatchObject({ ok: true, value: { version: 2 } })
  const view = await viewRetailer(at.customerManager, { id })
  if (!view.ok) throw new Error(view.error.code)
  expect(view.value.history[0]).toMatchObject({
    action: 'edit',
    author: 'Ana',
    reason: 'Seen on a visit',
    changes: {
      name: ['Kiosco Nuevo', 'Súper Nuevo'],
      format: ['convenience', 'supermarket'],
      closedWeekdays: [[7], [6, 7]],
    },
  })
  expect(Object.keys(view.value.history[0]!.changes)).toHaveLength(3)
  expect(view.value.map?.rings).toMatchObject({
    radiiM: { core: 500, secondary: 1000, fringe: 2000 },
    version: 3,
  })
  expect(
    codeOf(await editRetailer(at.customerManager, await facts(id, { ...pick(view.value.retailer) }))),
  ).toBe('nothing-changed')
})

function pick({
  name,
  format,
  closedWeekdays,
}: {
  name: string
  format: string
  closedWeekdays: readonly number[]
}) {
  return { name, format, closedWeekdays: [...closedWeekdays] }
}

test('the second of two editors is refused and overwrites nothing', async () => {
  const id = await added()
  const [one, two] = [await facts(id, { name: 'One' }), await facts(id, { name: 'Two' })]
  const move = await aMove(id)
  expect(codeOf(await editRetailer(at.customerManager, one))).toBe('ok')
  expect(codeOf(await editRetailer(at.marketManager, two))).toBe('changed-meanwhile')
  expect(codeOf(await moveRetailer(at.marketManager, move))).toBe('changed-meanwhile')
  expect(codeOf(await closeRetailer(at.marketManager, { id, version: 1, reason: 'x' }))).toBe(
    'changed-meanwhile',
  )
  expect(await db.retailer.findUniqueOrThrow({ where: { id } })).toMatchObject({ name: 'One', version: 2 })
  expect(await db.retailerHistory.count({ where: { retailerId: id } })).toBe(2)
})

test('of two edits at the same moment exactly one is stored', async () => {
  const id = await added()
  const orders = await Promise.all(['One', 'Two', 'Three'].map((name) => facts(id, { name })))
  const codes = (await Promise.all(orders.map((order) => editRetailer(at.marketManager, order)))).map(codeOf)
  expect(codes.toSorted()).toEqual(['changed-meanwhile', 'changed-meanwhile', 'ok'])
  expect(await db.retailerHistory.count({ where: { retailerId: id, action: 'edit' } })).toBe(1)
})

test('a moved shop changes trade area, rings and tiles, as was proposed; its territory stays', async () => {
  const id = await added()
  const place = { lng: '-56.27', lat: '-34.9', datum: 'wgs84' } as const
  const proposed = await proposePlace(at.customerManager, {
    ...place,
    format: 'convenience',
    marketType: 'urban',
  })
  expect(proposed).toMatchObject({
    value: { tradeArea: { name: 'Harbour' }, rings: { ringClass: 'hub-scenic', version: 3 }, near: null },
  })
  const [before = 0] = await readDataVersions(['retailers'])
  expect(codeOf(await moveRetailer(at.customerManager, await aMove(id, place)))).toBe('ok')
  const shop = await db.retailer.findUniqueOrThrow({
    where: { id },
    include: { tradeArea: true, rings: true },
  })
  expect(shop).toMatchObject({
    lng: -56.27,
    tradeArea: { name: 'Harbour' },
    territoryId: at.territoryId,
    version: 2,
  })
  expect(shop.quadbin).toBe(quadbinOf([-56.27, -34.9]))
  expect(shop.rings.map(({ radiusM }) => radiusM).toSorted((a, b) => a - b)).toEqual([300, 800, 1500])
  expect((await readDataVersions(['retailers']))[0]).toBe(before + 1)

  const view = await viewRetailer(at.customerManager, { id })
  expect(view).toMatchObject({
    value: {
      history: [
        { action: 'move', changes: { lng: [-56.19, -56.27], tradeAreaId: ['Old town', 'Harbour'] } },
        { action: 'create' },
      ],
    },
  })
})

test('the market manager hands a shop over to another territory of the team', async () => {
  const { territoryId } = foreign
  const team: Actor = { ...at.marketManager, territoryIds: [at.territoryId, territoryId] }
  const id = await added()
  const order = await aMove(id, { territoryId, lng: '-56.1002', lat: '-34.85' })
  expect(codeOf(await moveRetailer(team, order))).toBe('ok')
  expect((await db.retailer.findUniqueOrThrow({ where: { id } })).territoryId).toBe(territoryId)
  expect(codeOf(await viewRetailer(at.customerManager, { id }))).toBe('forbidden')
})

test('closing says what it leaves behind, and takes the shop from the next plan; reopening brings it back', async () => {
  const planned = await planTerritory(at.marketManager, { territoryId: at.territoryId, week: WEEK })
  expect(planned.ok).toBe(true)
  const visit = await db.plannedVisit.findFirstOrThrow({
    where: { day: { date: { gte: new Date(MONDAY), lt: new Date('2026-12-05') } } },
  })
  const id = visit.retailerId
  const effect = await viewClosing(at.customerManager, id)
  expect(effect).toMatchObject({ ok: true, value: { shares: [] } })
  if (effect.ok) expect(effect.value.visits.map(({ status }) => status)).toContain('draft')

  expect(codeOf(await closeRetailer(at.customerManager, { id, version: 1, reason: 'Gave up' }))).toBe('ok')
  const closed = await viewRetailer(at.customerManager, { id })
  expect(closed).toMatchObject({ value: { retailer: { closedAt: '2026-11-27T12:00:00.000Z' }, map: null } })
  expect((await listServedRetailers(at.territoryId)).map((served) => served.id)).not.toContain(id)
  expect((await planTerritory(at.marketManager, { territoryId: at.territoryId, week: WEEK })).ok).toBe(true)
  // the draft that was planned again is kept only to be taken back
  const stands = { retailerId: id, day: { cycle: { replacedById: null } } }
  expect(await db.plannedVisit.count({ where: stands })).toBe(0)
  expect(codeOf(await editRetailer(at.customerManager, await facts(id)))).toBe('closed')
  expect(codeOf(await moveRetailer(at.customerManager, await aMove(id)))).toBe('closed')
  expect(codeOf(await closeRetailer(at.customerManager, { id, version: 2, reason: 'again' }))).toBe('closed')

  const list = async (closed: boolean) => {
    const found = await listRetailers(at.customerManager, ListRetailers.parse({ closed }))
    return found.ok ? found.value.rows.map((row) => row.id) : []
  }
  expect(await list(true)).toEqual([id])
  expect(await list(false)).not.toContain(id)

  expect(codeOf(await reopenRetailer(at.customerManager, { id, version: 2, reason: 'Opened again' }))).toBe(
    'ok',
  )
  expect(await list(false)).toContain(id)
  const rings = await db.storeRing.count({ where: { retailerId: id } })
  expect(rings).toBe(3)
})

test('page by page one meets every shop once in each order, also where values are alike or lacking', async () => {
  await db.retailer.createMany({
    data: Array.from({ length: 230 }, (_, k) => ({
      code: `P${String(k).padStart(3, '0')}`,
      name: k % 7 === 0 ? 'Doña Ñata' : `Shop ${k % 5}`,
      lng: -56.2,
      lat: -34.9,
      quadbin: 0n,
      format: k % 3 ? 'grocery' : 'mall',
      tier: k % 4 ? (k % 30) + 1 : null,
      serviceClass: 'B',
      territoryId: k % 2 ? at.territoryId : null,
      closedWeekdays: [],
      ...(k % 3 && { lastVisitOn: new Date(Date.UTC(2026, 9, (k % 30) + 1)), lastOrderMonth: '2026-10' }),
    })),
  })
  const all = await db.retailer.count()
  for (const sort of RetailerQuery.shape.sort.def.innerType.options) {
    for (const descending of [false, true]) {
      const seen: number[] = []
      let after: ListRetailers['after']
      for (;;) {
        const order = ListRetailers.parse({ sort, descending, ...(after && { after }) })
        const page = await listRetailers(LOCAL_ADMINISTRATOR, order)
        if (!page.ok) throw new Error(page.error.code)
        if (!after) expect(page.value.total).toBe(all)
        seen.push(...page.value.rows.map(({ id }) => id))
        if (!page.value.next) break
        after = page.value.next
      }
      expect([sort, new Set(seen).size, seen.length]).toEqual([sort, all, all])
    }
  }
})

test('a search finds by name without accents, by code, address and licence, and only within reach', async () => {
  await db.retailer.update({ where: { code: 'S1' }, data: { name: 'Almacén Ñandú', licenseNo: 'LIC_9%' } })
  const find = async (actor: Actor, query: Partial<ListRetailers>) => {
    const found = await listRetailers(actor, ListRetailers.parse(query))
    return found.ok ? found.value.rows.map(({ code }) => code) : found.error.code
  }
  expect(await find(at.customerManager, { text: 'nandu ALMACEN' })).toEqual(['S1'])
  expect(await find(at.customerManager, { text: 'lic_9%' })).toEqual(['S1'])
  expect(await find(at.customerManager, { text: 's1' })).toEqual(['S1'])
  expect(await find(at.customerManager, { text: 'Foreign' })).toEqual([])
  expect(await find(LOCAL_ADMINISTRATOR, { text: 'Foreign' })).toEqual(['F1'])
  expect(await find(LOCAL_ADMINISTRATOR, { formats: ['grocery'] })).toEqual(['F1'])
  expect(await find(LOCAL_ADMINISTRATOR, { tiers: [0, 0], text: 'F1' })).toEqual(['F1'])
})

const WORDS: ExportWords = {
  isChinese: false,
  column: (column) => column,
  format: (code) => code,
  marketType: (code) => code,
  due: (code) => code,
}

test('the file of the list names its datum, starts no formula, is recorded, and is read back by the import', async () => {
  await db.retailer.update({
    where: { code: 'S1' },
    data: { name: '=cmd()', openWindows: [[30_600, 43_200]], tier: 4 },
  })
  const file = await exportRetailers(at.marketManager, RetailerQuery.parse({ text: 'S1' }), WORDS)
  if (!file.ok) throw new Error(file.error.code)
  let text = ''
  for await (const part of file.value) text += part
  const [header = '', row = ''] = text.split('\r\n')
  expect(header).toMatch(/crs/i)
  expect(row).toContain("S1,'=cmd(),-56.192")
  expect(row).toContain('WGS 84')
  expect(await db.auditEntry.count({ where: { action: 'export-retailers', authorId: 'bruno' } })).toBe(1)

  const report = await importFile(at.marketManager, {
    kind: 'retailers',
    fileName: 'list.csv',
    bytes: new TextEncoder().encode(text),
    options: {},
    decision: 'commit',
    validOnly: false,
    yes: false,
  })
  expect(report).toMatchObject({ outcome: 'accept', updated: 1, created: 0, datum: 'column' })
  expect(await db.retailer.findUniqueOrThrow({ where: { code: 'S1' } })).toMatchObject({
    lng: -56.192,
    tier: 4,
    openWindows: [[30_600, 43_200]],
    territoryId: at.territoryId,
  })
})
