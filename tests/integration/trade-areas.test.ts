import { afterAll, afterEach, beforeEach, expect, test } from 'vitest'
import { closeDatabase, db } from '@/lib/db/client'
import { readDataVersions } from '@/lib/db/data-version-repository'
import type { Actor } from '@/lib/domain/actor'
import { quadbinOf } from '@/lib/domain/geo/quadbin'
import { TRADE_AREA_TYPES } from '@/lib/domain/trade-area/type-code'
import { DEFAULT_TYPING_RULE } from '@/lib/domain/trade-area/typing-rule'
import { planTerritory } from '@/lib/usecases/plan-territory'
import { publishWeek } from '@/lib/usecases/publish-week'
import { checkShape } from '@/lib/usecases/trade-area/check-shape'
import { closeTradeArea } from '@/lib/usecases/trade-area/close-trade-area'
import { type DrawTradeArea, drawTradeArea } from '@/lib/usecases/trade-area/draw-trade-area'
import { editTradeArea } from '@/lib/usecases/trade-area/edit-trade-area'
import { listTradeAreas } from '@/lib/usecases/trade-area/list-trade-areas'
import { retagTradeArea } from '@/lib/usecases/trade-area/retag-trade-area'
import { setFocus } from '@/lib/usecases/trade-area/set-focus'
import { type TradeAreaView, viewTradeArea } from '@/lib/usecases/trade-area/view-trade-area'
import { emptyDatabase } from './builders'
import { aSmallTerritory, type SmallTerritory, WEEK } from './plan-territory'

/** The shops stand on latitude −34.9, at −56.196, −56.192 … −56.160. */
const STREET = box(-56.21, -34.91, -56.15, -34.89)
const WEST_HALF = box(-56.205, -34.905, -56.178, -34.895)

let at: SmallTerritory
let boss: Actor

beforeEach(async () => {
  process.env.SHANGQUAN_NOW = '2026-11-27T12:00:00Z'
  await emptyDatabase()
  at = await aSmallTerritory()
  boss = at.marketManager
  const organization = await db.organization.findFirstOrThrow()
  await db.parameterSet.create({
    data: {
      organizationId: organization.id,
      kind: 'typing',
      version: 1,
      note: '',
      values: DEFAULT_TYPING_RULE as never,
    },
  })
  await db.tradeAreaType.createMany({
    data: [...TRADE_AREA_TYPES, 'night-market'].map((code, position) => ({
      code,
      nameEn: code,
      nameZh: code,
      color: '#000000',
      builtIn: code !== 'night-market',
      position,
    })),
  })
  await db.demandCell.createMany({
    data: Array.from({ length: 200 }, (_, k) => {
      const lng = -56.2 + 0.0002 * k
      return { lng, lat: -34.9, quadbin: quadbinOf([lng, -34.9]) }
    }),
  })
  for (const { id, lng, lat } of await db.retailer.findMany()) {
    await db.retailer.update({ where: { id }, data: { quadbin: quadbinOf([lng, lat]) } })
  }
})
afterEach(() => {
  delete process.env.SHANGQUAN_NOW
})
afterAll(async () => {
  await emptyDatabase()
  await closeDatabase()
})

function box(west: number, south: number, east: number, north: number): [number, number][] {
  return [
    [west, south],
    [east, south],
    [east, north],
    [west, north],
    [west, south],
  ]
}

const drawing = (change: Partial<DrawTradeArea> = {}): DrawTradeArea => ({
  name: 'Street',
  parts: [[STREET]],
  type: { by: 'rule' },
  reason: 'The new shopping street',
  overlapsMeant: [],
  ...change,
})

async function draw(change: Partial<DrawTradeArea> = {}): Promise<number> {
  const drawn = await drawTradeArea(boss, drawing(change))
  if (!drawn.ok) throw new Error(drawn.error.code)
  return drawn.value.id
}

async function view(id: number, actor: Actor = boss): Promise<TradeAreaView> {
  const found = await viewTradeArea(actor, { id })
  if (!found.ok) throw new Error(found.error.code)
  return found.value
}

async function membersOf(id: number): Promise<number> {
  return db.retailer.count({ where: { tradeAreaId: id } })
}

test('an area that is drawn takes its shops, its type from the rule, and keeps who drew it and why', async () => {
  const [before] = await readDataVersions(['trade-areas'])
  const id = await draw()
  expect(await membersOf(id)).toBe(10)
  const { area, evidence, history } = await view(id)
  expect(area).toMatchObject({
    code: 'H-001',
    name: 'Street',
    typeSource: 'rule',
    source: 'hand',
    version: 1,
  })
  expect(area.typeCode).toBe(evidence.proposed)
  expect(history).toMatchObject([
    { version: 0, action: 'draw', author: 'Bruno', reason: 'The new shopping street' },
  ])
  expect((await readDataVersions(['trade-areas']))[0]).toBeGreaterThan(before!)
})

test('a smaller area inside a larger one takes the shops, once the overlap is said to be meant', async () => {
  const whole = await draw()
  const half = drawing({ name: 'West', parts: [[WEST_HALF]] })
  expect(await drawTradeArea(boss, half)).toEqual({ ok: false, error: { code: 'overlaps' } })
  expect(await db.tradeArea.count()).toBe(1)

  const inner = await draw({ ...half, overlapsMeant: [whole] })
  expect([await membersOf(whole), await membersOf(inner)]).toEqual([5, 5])
  expect((await view(inner)).overlaps).toMatchObject([{ id: whole, name: 'Street', ofThis: 1 }])

  const closed = await closeTradeArea(boss, { id: inner, version: 1, reason: 'Not needed' })
  expect(closed).toEqual({ ok: true, value: { moved: 5 } })
  expect(await membersOf(whole)).toBe(10)
  expect(await viewTradeArea(boss, { id: inner })).toEqual({ ok: false, error: { code: 'not-found' } })
  expect(await db.tradeAreaVersion.findMany({ where: { tradeAreaId: inner } })).toMatchObject([
    { version: 1, action: 'close', authorId: 'bruno', reason: 'Not needed' },
  ])
})

test('a type by hand stands beside the rule’s suggestion, which can be taken again', async () => {
  const id = await draw()
  const { evidence } = await view(id)
  const byHand = {
    id,
    version: 1,
    type: { by: 'hand', code: 'night-market' } as const,
    reason: 'Stalls at night',
  }
  expect(await retagTradeArea(boss, byHand)).toMatchObject({ ok: true })

  const tagged = await view(id)
  expect(tagged.area).toMatchObject({ typeCode: 'night-market', typeSource: 'manual', version: 2 })
  expect(tagged.evidence.proposed).toBe(evidence.proposed)
  expect(tagged.history[0]).toMatchObject({
    version: 1,
    action: 'retag',
    author: 'Bruno',
    reason: 'Stalls at night',
    diff: { type: { from: evidence.proposed, to: 'night-market' } },
  })
  expect(tagged.history[0]!.diff).not.toHaveProperty('shape')

  await retagTradeArea(boss, { id, version: 2, type: { by: 'rule' }, reason: 'They are gone' })
  expect((await view(id)).area).toMatchObject({ typeCode: evidence.proposed, typeSource: 'rule', version: 3 })
})

test('a new outline moves the shops, and its history tells what was gained and lost', async () => {
  const id = await draw()
  const edited = await editTradeArea(boss, {
    id,
    version: 1,
    name: 'West street',
    parts: [[WEST_HALF]],
    reason: 'The east is another place',
    overlapsMeant: [],
  })
  expect(edited).toEqual({ ok: true, value: { id, moved: 5 } })
  expect(await membersOf(id)).toBe(5)
  const { area, history } = await view(id)
  expect(area).toMatchObject({ name: 'West street', version: 2 })
  const [change] = history
  expect(change).toMatchObject({ action: 'edit', diff: { name: { from: 'Street', to: 'West street' } } })
  expect(change!.outline).toMatchObject({ type: 'Polygon' })
  expect(change!.diff.shape!.gainedM2).toBeLessThan(0.01 * change!.diff.shape!.toM2)
  expect(change!.diff.shape!.lostM2).toBeGreaterThan(change!.diff.shape!.toM2)
})

test('a rename leaves outline and type alone', async () => {
  const id = await draw({ type: { by: 'hand', code: 'office' } })
  const edited = await editTradeArea(boss, { ...drawing({ name: 'Calle' }), id, version: 1 })
  expect(edited).toMatchObject({ ok: true, value: { moved: 0 } })
  const { area, history } = await view(id)
  expect(area).toMatchObject({ name: 'Calle', typeCode: 'office', typeSource: 'manual' })
  expect(history[0]!.diff).toEqual({ name: { from: 'Street', to: 'Calle' } })
})

test('what someone else changed meanwhile is not overwritten, by any of the changes', async () => {
  const id = await draw()
  await setFocus(boss, { id, version: 1, focus: 'Price tags', reason: 'November' })
  const stale = { id, version: 1, reason: 'Late' }
  const refusals = [
    await retagTradeArea(boss, { ...stale, type: { by: 'hand', code: 'office' } }),
    await editTradeArea(boss, { ...drawing({ name: 'Other' }), ...stale }),
    await setFocus(boss, { ...stale, focus: null }),
    await closeTradeArea(boss, stale),
  ]
  for (const refusal of refusals)
    expect(refusal).toMatchObject({ ok: false, error: { code: 'changed-meanwhile' } })
  expect((await view(id)).area).toMatchObject({ name: 'Street', focus: 'Price tags', version: 2 })
})

test('two changes of the same version at once: one is stored, one is refused', async () => {
  const id = await draw()
  const change = (code: string) =>
    retagTradeArea(boss, { id, version: 1, type: { by: 'hand', code }, reason: 'Both' })
  const outcomes = await Promise.all([change('office'), change('tourism')])
  expect(outcomes.filter(({ ok }) => ok)).toHaveLength(1)
  expect(await db.tradeAreaVersion.count({ where: { tradeAreaId: id } })).toBe(1)
})

test('a focus becomes the purpose of visits planned there, until it is cleared', async () => {
  const id = await draw()
  await setFocus(boss, { id, version: 1, focus: 'New product', reason: 'Launch in December' })
  const { history } = await view(id)
  expect(history[0]).toMatchObject({ action: 'focus', focus: { from: null, to: 'New product' } })
  const planned = await planTerritory(boss, { territoryId: at.territoryId, week: WEEK })
  if (!planned.ok) throw new Error(planned.error.code)
  await publishWeek(boss, { weekPlanId: planned.value.weekPlanId, version: 1 })

  const { week } = await view(id)
  expect(week.week).toBe(WEEK)
  expect(week.visits.length).toBeGreaterThan(0)
  for (const { purposes, managerName } of week.visits) {
    expect(purposes.map(({ code }) => code)).toContain('zone-focus')
    expect(managerName).toBe('Ana')
  }
  expect((await listTradeAreas(boss))!.areas).toMatchObject([
    { id, shops: 10, visits: week.visits.length, focus: 'New product' },
  ])

  expect(await setFocus(boss, { id, version: 2, focus: null, reason: 'Over' })).toMatchObject({ ok: true })
  expect((await view(id)).area.focus).toBeNull()
})

test('an outline that cannot be is refused with its fault and place, and nothing is stored', async () => {
  const cross: [number, number][] = [
    [-56.2, -34.9],
    [-56.18, -34.88],
    [-56.18, -34.9],
    [-56.2, -34.88],
    [-56.2, -34.9],
  ]
  const faultOf = async (parts: DrawTradeArea['parts']) => {
    const refused = await drawTradeArea(boss, drawing({ parts }))
    return refused.ok ? undefined : refused.error
  }
  expect(await faultOf([[cross]])).toMatchObject({ code: 'fault', fault: { code: 'SELF_INTERSECTION' } })
  expect(await faultOf([[box(-56.2, -34.9, -56.1999, -34.8999)]])).toMatchObject({
    fault: { code: 'TOO_SMALL' },
  })
  expect(await faultOf([[STREET, box(-56.1, -34.9, -56.09, -34.89)]])).toMatchObject({
    fault: { code: 'HOLE_OUTSIDE' },
  })
  expect(await faultOf([[box(2, 48, 2.1, 48.1)]])).toMatchObject({ fault: { code: 'OUTSIDE_CITY' } })
  expect(await faultOf([[STREET.map(([lng, lat]): [number, number] => [lat, lng])]])).toMatchObject({
    fault: { code: 'SWAPPED' },
  })
  expect(await faultOf([])).toMatchObject({ fault: { code: 'RING_TOO_SHORT' } })
  expect(await checkShape(boss, { tradeAreaId: null, shape: { text: 'POINT (1 2)' } })).toEqual({
    ok: false,
    error: { code: 'not-an-area' },
  })
  expect(await db.tradeArea.count()).toBe(0)
})

test('a customer manager looks at areas with own shops, but changes none', async () => {
  const id = await draw()
  const ana = at.customerManager
  const refused = { ok: false, error: { code: 'forbidden' } }
  expect(await drawTradeArea(ana, drawing())).toEqual(refused)
  expect(await checkShape(ana, { tradeAreaId: null, shape: { parts: [[STREET]] } })).toEqual(refused)
  expect(await editTradeArea(ana, { ...drawing({ name: 'Mine' }), id, version: 1 })).toEqual(refused)
  expect(
    await retagTradeArea(ana, { id, version: 1, type: { by: 'hand', code: 'office' }, reason: 'x' }),
  ).toEqual(refused)
  expect(await setFocus(ana, { id, version: 1, focus: 'x', reason: 'x' })).toEqual(refused)
  expect(await closeTradeArea(ana, { id, version: 1, reason: 'x' })).toEqual(refused)
  expect(await db.tradeAreaVersion.count({ where: { tradeAreaId: id } })).toBe(0)

  const seen = await view(id, ana)
  expect(seen.may.edit).toBe(false)
  expect(seen.profile.shops.shops).toBe(10)
  const stranger: Actor = { ...ana, territoryIds: [999_999] }
  expect(await viewTradeArea(stranger, { id })).toEqual({ ok: false, error: { code: 'not-found' } })
  expect((await listTradeAreas(stranger))!.areas).toEqual([])
})

test('of an area that two managers share, each is shown own shops', async () => {
  const unit = await db.orgUnit.findFirstOrThrow()
  const place = { startLng: -56.2, startLat: -34.9, endLng: -56.2, endLat: -34.9 }
  const other = await db.territory.create({
    data: { orgUnitId: unit.id, code: 'T2', name: 'East', ...place },
  })
  await db.retailer.updateMany({
    where: { id: { in: at.retailerIds.slice(0, 4) } },
    data: { territoryId: other.id },
  })
  const id = await draw()
  const seen = await view(id, { ...at.customerManager, territoryIds: [at.territoryId] })
  expect(seen.profile.shops.shops).toBe(6)
  expect(seen.tally.reduce((sum, { count }) => sum + count, 0)).toBe(6)
})

test('a manager of some territories cannot draw an area without a shop of theirs', async () => {
  const empty = drawing({ parts: [[box(-56.28, -34.99, -56.26, -34.97)]] })
  expect(await drawTradeArea(boss, empty)).toEqual({ ok: false, error: { code: 'no-own-shop' } })
  expect(await drawTradeArea({ ...boss, territoryIds: 'all' }, empty)).toMatchObject({ ok: true })
})
