/** Dividing retailers anew among territories, and what becomes of plans, visits and history. */
import { randomUUID } from 'node:crypto'
import { afterAll, afterEach, beforeEach, expect, test } from 'vitest'
import { findActorOfUser } from '@/lib/auth/actor'
import { closeDatabase, db } from '@/lib/db/client'
import type { Actor } from '@/lib/domain/actor'
import { type ApplyDivision, applyDivision } from '@/lib/usecases/divide/apply-division'
import { proposeDivision } from '@/lib/usecases/divide/propose-division'
import { type DivisionView, viewDivision } from '@/lib/usecases/divide/view-division'
import { closeRetailer, reopenRetailer } from '@/lib/usecases/edit-retailer/close-retailer'
import { planTerritory } from '@/lib/usecases/plan-territory'
import { publishWeek } from '@/lib/usecases/publish-week'
import { viewToday } from '@/lib/usecases/view-today'
import { viewWeek } from '@/lib/usecases/view-week'
import { RecordVisit, recordVisit } from '@/lib/usecases/visit/record-visit'
import { emptyDatabase } from './builders'
import { aSmallTerritory, MONDAY, type SmallTerritory, WEEK } from './plan-territory'

const NEXT_WEEK = '2026-W50'
const REASON = 'the east has grown'

let at: SmallTerritory
/** East of the street's ten shops: two shops, and a manager with time. */
let eastId: number
let marketManager: Actor

beforeEach(async () => {
  setToday('2026-11-27')
  await emptyDatabase()
  at = await aSmallTerritory()
  const { orgUnitId } = await db.territory.findFirstOrThrow()
  await db.user.create({
    data: { id: 'carla', name: 'Carla', email: 'carla@x.invalid', role: 'customer_manager' },
  })
  const place = { startLng: -56.14, startLat: -34.9, endLng: -56.14, endLat: -34.9 }
  const east = await db.territory.create({
    data: { orgUnitId, code: 'T2', name: 'East', managerId: 'carla', outline: {}, ...place },
  })
  eastId = east.id
  await db.retailer.createMany({
    data: [0, 1].map((k) => ({
      code: `E${k}`,
      name: `Eastern ${k}`,
      lng: -56.145 + 0.004 * k,
      lat: -34.9,
      quadbin: 0n,
      format: 'convenience',
      serviceClass: 'A',
      territoryId: eastId,
      lastVisitOn: new Date('2026-11-23'),
    })),
  })
  marketManager = (await findActorOfUser('bruno'))!
})
afterEach(() => {
  delete process.env.SHANGQUAN_NOW
})
afterAll(async () => {
  await emptyDatabase()
  await closeDatabase()
})

function setToday(date: string) {
  process.env.SHANGQUAN_NOW = `${date}T15:00:00Z`
}

async function view(): Promise<DivisionView> {
  const seen = await viewDivision(marketManager, undefined)
  if (!seen.ok) throw new Error(seen.error.code)
  return seen.value
}

/** As the screen sends it: retailers by their new territory, the added ones numbered after the present. */
function orderOf(seen: DivisionView, territoryOf: readonly number[], more: Partial<ApplyDivision> = {}) {
  const { retailers, territories, unitId, stamp } = seen
  const targets = [...new Set(territoryOf)].map((target) => ({
    to:
      target < territories.length
        ? { territoryId: territories[target]!.id }
        : { added: target - territories.length },
    retailerIds: retailers.ids.filter(
      (_, i) => territoryOf[i] === target && retailers.territoryOf[i] !== target,
    ),
  }))
  const moves = targets.filter(({ retailerIds }) => retailerIds.length > 0)
  return { unitId, stamp, added: [], closing: [], moves, note: REASON, ...more } satisfies ApplyDivision
}

const asked = { added: 0, closing: [], kept: [], keptRetailers: [], changes: 'few' as const }

async function propose(seen: DivisionView, more: Partial<Parameters<typeof proposeDivision>[1]> = {}) {
  const { unitId, stamp } = seen
  const proposed = await proposeDivision(marketManager, { unitId, stamp, ...asked, ...more })
  if (!proposed.ok) throw new Error(proposed.error.code)
  return proposed.value.territoryOf
}

/** Shop `k` of the street goes to the eastern manager. */
async function moveEast(k: number): Promise<void> {
  const seen = await view()
  const territoryOf = seen.retailers.ids.map((id, i) =>
    id === at.retailerIds[k] ? 1 : seen.retailers.territoryOf[i]!,
  )
  expect(await applyDivision(marketManager, orderOf(seen, territoryOf))).toMatchObject({ ok: true })
}

async function planned(territoryId: number, week: string) {
  const plan = await planTerritory(marketManager, { territoryId, week })
  if (!plan.ok) throw new Error(plan.error.code)
  return plan.value
}

async function publish(weekPlanId: number) {
  const { version } = await db.weekPlan.findUniqueOrThrow({ where: { id: weekPlanId } })
  return publishWeek(marketManager, { weekPlanId, version })
}

test('the market manager evens out the work of two managers; every move is in the history with author and reason', async () => {
  const seen = await view()
  expect(seen.territories.map(({ name }) => name)).toEqual(['Street', 'East'])
  const kept = at.retailerIds[9]! // nearest to the east, and wants to stay with Ana
  const territoryOf = await propose(seen, { keptRetailers: [kept] })
  expect([0, 1].map((k) => territoryOf.filter((territory) => territory === k).length)).toEqual([6, 6])
  expect(territoryOf[seen.retailers.ids.indexOf(kept)]).toBe(0)
  expect(await propose(seen, { keptRetailers: [kept] })).toEqual(territoryOf)
  expect(await db.retailer.count({ where: { territoryId: eastId } })).toBe(2) // nothing is stored by asking

  expect(await applyDivision(marketManager, orderOf(seen, territoryOf))).toMatchObject({
    value: { moved: 4 },
  })
  const moved = await db.retailer.findMany({
    where: { territoryId: eastId, code: { startsWith: 'S' } },
    include: { history: true },
  })
  expect(moved).toHaveLength(4)
  for (const { version, history } of moved) {
    expect(version).toBe(2)
    expect(history).toMatchObject([
      {
        authorId: 'bruno',
        action: 'divide',
        reason: REASON,
        changes: { territoryId: [at.territoryId, eastId] },
      },
    ])
  }
  expect(await db.auditEntry.findMany()).toMatchObject([
    {
      action: 'divide-territories',
      authorId: 'bruno',
      reason: REASON,
      details: { moved: 4, before: { territories: 2 } },
    },
  ])
  expect((await db.territory.findUniqueOrThrow({ where: { id: eastId } })).outline).toBeNull()
})

test('customer managers do not divide, and what others changed meanwhile is not overwritten', async () => {
  const seen = await view()
  const territoryOf = await propose(seen)
  for (const act of [
    viewDivision(at.customerManager, undefined),
    applyDivision(at.customerManager, orderOf(seen, territoryOf)),
  ]) {
    expect(await act).toEqual({ ok: false, error: { code: 'forbidden' } })
  }
  await moveEast(9)
  const stale = { ok: false, error: { code: 'changed-meanwhile' } }
  expect(await applyDivision(marketManager, orderOf(seen, territoryOf))).toEqual(stale)
  expect(await proposeDivision(marketManager, { unitId: null, stamp: seen.stamp, ...asked })).toEqual(stale)
  expect(await db.retailer.count({ where: { territoryId: eastId } })).toBe(3)
})

test('a published week stays, and its visits are recorded by whom it sends; the next plan knows of them', async () => {
  const street = await planned(at.territoryId, WEEK)
  await publish(street.weekPlanId)
  const draft = await planned(at.territoryId, NEXT_WEEK)
  const before = await viewWeek(marketManager, { territoryId: at.territoryId, week: WEEK })
  await moveEast(9)

  expect(await viewWeek(marketManager, { territoryId: at.territoryId, week: WEEK })).toMatchObject({
    value: {
      days:
        before.ok &&
        before.value.days.map(({ stops }) => ({ stops: stops.map(({ visitId }) => ({ visitId })) })),
    },
  })
  const route =
    before.ok &&
    before.value.days.find(({ stops }) => stops.some(({ retailer }) => retailer.name === 'Shop 9'))
  if (!route) throw new Error('the shop that moves is not on the published route')
  setToday(route.date)
  const ana = (await findActorOfUser('ana'))!
  const order = { clientId: randomUUID(), retailerId: at.retailerIds[9]!, date: route.date, done: true }
  expect(await recordVisit(ana, RecordVisit.parse(order))).toMatchObject({ ok: true })
  expect(await viewToday(ana, { territoryId: at.territoryId, date: route.date })).toMatchObject({
    value: { records: [{ retailerName: 'Shop 9' }] },
  })

  expect(await publish(draft.weekPlanId)).toEqual({ ok: false, error: { code: 'division-changed' } })
  setToday('2026-11-27')
  await db.visitRecord.deleteMany()
  const names = async (territoryId: number) => {
    const view = await viewWeek(marketManager, { territoryId, week: NEXT_WEEK })
    if (!view.ok) throw new Error(view.error.code)
    return view.value.days.flatMap(({ stops, date }) =>
      stops.map(({ retailer }) => ({ date, name: retailer.name })),
    )
  }
  const again = await planned(at.territoryId, NEXT_WEEK)
  expect((await names(at.territoryId)).map(({ name }) => name)).not.toContain('Shop 9')
  expect(await publish(again.weekPlanId)).toMatchObject({ ok: true })
  await planned(eastId, NEXT_WEEK)
  const visit = (await names(eastId)).find(({ name }) => name === 'Shop 9')!
  expect(visit.date >= route.date && visit.date > MONDAY).toBe(true) // a week after the published visit, not sooner
})

test('a territory is added with a name and half the work, works as its neighbour, and has no manager yet', async () => {
  await db.territory.update({ where: { id: at.territoryId }, data: { shiftStart: 25_200 } })
  const seen = await view()
  const territoryOf = await propose(seen, { added: 1, changes: 'any' })
  expect(new Set(territoryOf)).toEqual(new Set([0, 1, 2]))
  const order = orderOf(seen, territoryOf)
  expect(await applyDivision(marketManager, { ...order, added: [{ name: 'East' }] })).toMatchObject({
    error: { code: 'name-taken' },
  })
  expect(await applyDivision(marketManager, { ...order, added: [{ name: 'Harbour' }] })).toMatchObject({
    ok: true,
  })
  const added = await db.territory.findFirstOrThrow({
    where: { name: 'Harbour' },
    include: { retailers: true },
  })
  expect(added).toMatchObject({ code: 'T03', managerId: null, shiftStart: 25_200, closedAt: null })
  expect(added.retailers).toHaveLength(4)
  expect(added.retailers.some(({ lng }) => lng === added.startLng)).toBe(true)
})

test('a territory that ends gives all its shops away and is closed; its week stays, and a shop reopened later goes on elsewhere', async () => {
  const east = await planned(eastId, WEEK)
  await publish(east.weekPlanId)
  const closed = await db.retailer.findFirstOrThrow({ where: { code: 'E0' } })
  await closeRetailer(marketManager, { id: closed.id, version: 1, reason: 'on holiday' })

  const seen = await view()
  expect(
    await applyDivision(marketManager, orderOf(seen, seen.retailers.territoryOf, { closing: [eastId] })),
  ).toMatchObject({
    error: { code: 'closing-keeps-retailers' },
  })
  const territoryOf = await propose(seen, { closing: [eastId] })
  expect(new Set(territoryOf)).toEqual(new Set([0]))
  expect(await applyDivision(marketManager, orderOf(seen, territoryOf, { closing: [eastId] }))).toMatchObject(
    { ok: true },
  )

  expect((await view()).territories.map(({ name }) => name)).toEqual(['Street'])
  const carla = (await findActorOfUser('carla'))!
  expect(await viewWeek(carla, { territoryId: eastId, week: WEEK })).toMatchObject({
    value: { hasPublished: true },
  })
  expect(await reopenRetailer(marketManager, { id: closed.id, version: 2, reason: 'back' })).toMatchObject({
    ok: true,
  })
  expect((await db.retailer.findUniqueOrThrow({ where: { id: closed.id } })).territoryId).toBe(at.territoryId)
})
