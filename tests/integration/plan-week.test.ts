import { afterAll, afterEach, beforeEach, expect, test } from 'vitest'
import { closeDatabase, db } from '@/lib/db/client'
import { getCycle, getProblem } from '@/lib/db/plan-repository'
import { checkPlan } from '@/lib/domain/routing/check-plan'
import { editDayOff } from '@/lib/usecases/edit-days-off'
import { lockVisit } from '@/lib/usecases/edit-week/lock-visit'
import { type MoveVisit, moveVisit } from '@/lib/usecases/edit-week/move-visit'
import { openWeek } from '@/lib/usecases/edit-week/open-week'
import { viewMoves } from '@/lib/usecases/edit-week/view-moves'
import { planTerritory } from '@/lib/usecases/plan-territory'
import { publishWeek } from '@/lib/usecases/publish-week'
import { viewToday } from '@/lib/usecases/view-today'
import { viewWeek, type WeekView } from '@/lib/usecases/view-week'
import { viewWeekOverview } from '@/lib/usecases/view-week-overview'
import { emptyDatabase } from './builders'
import { aSmallTerritory, MONDAY, type SmallTerritory, WEEK, weekOf } from './plan-territory'

let at: SmallTerritory

beforeEach(async () => {
  process.env.SHANGQUAN_NOW = '2026-11-27T12:00:00Z'
  await emptyDatabase()
  at = await aSmallTerritory()
  const planned = await planTerritory(at.marketManager, { territoryId: at.territoryId, week: WEEK })
  expect(planned.ok).toBe(true)
})
afterEach(() => {
  delete process.env.SHANGQUAN_NOW
})
afterAll(async () => {
  await emptyDatabase()
  await closeDatabase()
})

const week = (status?: 'draft' | 'published') => weekOf(at, status)

function stopsOf(view: WeekView): { day: number; id: number }[] {
  return view.days.flatMap(({ dayIndex, stops }) =>
    stops.map(({ retailer }) => ({ day: dayIndex!, id: retailer.id })),
  )
}

/** A visit of the first day with any, and another day that does not visit its shop. */
function aMove(view: WeekView): MoveVisit {
  const from = view.days.find(({ stops }) => stops.length > 1)!
  const id = from.stops[0]!.retailer.id
  const to = view.days.find(({ stops }) => !stops.some(({ retailer }) => retailer.id === id))!
  return {
    weekPlanId: view.plan!.id,
    version: view.plan!.version,
    retailerId: id,
    fromDay: from.dayIndex,
    toDay: to.dayIndex!,
    position: 0,
  }
}

test('the week shows its working days, every stop in order with times, and the sums', async () => {
  const view = await week()
  expect(view.plan).toMatchObject({ status: 'draft', version: 1, travelSource: 'estimate' })
  expect(view.days.map(({ date }) => date)[0]).toBe(MONDAY)
  expect(view.days).toHaveLength(5)
  for (const { stops } of view.days) {
    const arrivals = stops.map(({ arrive }) => arrive)
    expect(arrivals).toEqual(arrivals.toSorted((a, b) => a - b))
  }
  expect(new Set(stopsOf(view).map(({ id }) => id)).size).toBe(10)
  expect(view.may).toEqual({ plan: true, publish: true })
})

test('moving a visit gives both days new times, as the effect foretold, and passes the checker', async () => {
  const before = await week()
  const move = aMove(before)
  const moves = await viewMoves(at.customerManager, move)
  if (!moves.ok) throw new Error(moves.error.code)
  const foretold = moves.value.places.find(({ day, position }) => day === move.toDay && position === 0)!

  const moved = await moveVisit(at.customerManager, move)
  expect(moved).toMatchObject({ ok: true, value: { weekPlanId: move.weekPlanId, version: 2 } })
  const after = await week()
  const drive = (view: WeekView) => view.days.reduce((sum, { driveSeconds }) => sum + driveSeconds, 0)
  expect(drive(after) - drive(before)).toBe(foretold.deltaDriveSeconds)
  const stop = after.days.find(({ dayIndex }) => dayIndex === move.toDay)!.stops[0]!
  expect(stop).toMatchObject({ arrive: foretold.arrive, retailer: { id: move.retailerId } })
  expect(stop.breaches.map(({ code }) => code)).toEqual(
    foretold.brings.filter(({ store }) => store === String(move.retailerId)).map(({ code }) => code),
  )

  const opened = await openWeek(at.customerManager, { weekPlanId: move.weekPlanId, version: 2 })
  if (!opened.ok) throw new Error(opened.error.code)
  const times = checkPlan(opened.value.problem, opened.value.plan).violations.map(({ code }) => code)
  expect(times.filter((code) => !['gap', 'window', 'too-many-visits'].includes(code))).toEqual([])
})

test('a shop is visited once a day at most, and two people at one draft do not overwrite each other', async () => {
  const view = await week()
  const move = aMove(view)
  const taken = stopsOf(view).filter(({ id }) => id === move.retailerId)
  const [one, two] = taken
  if (one && two) {
    const twice = await moveVisit(at.customerManager, { ...move, fromDay: one.day, toDay: two.day })
    expect(twice).toMatchObject({ ok: false, error: { code: 'already-visited' } })
  }
  expect((await moveVisit(at.customerManager, move)).ok).toBe(true)
  expect(await moveVisit(at.marketManager, move)).toMatchObject({ error: { code: 'plan-changed' } })
})

test('a visit moved and locked stays on its day when the week is planned again', async () => {
  const move = aMove(await week())
  const moved = await moveVisit(at.customerManager, { ...move, lockReason: 'asked for it' })
  expect(moved.ok).toBe(true)

  const again = await planTerritory(at.marketManager, { territoryId: at.territoryId, week: WEEK })
  expect(again.ok).toBe(true)
  const view = await week()
  const stop = view.days
    .find(({ dayIndex }) => dayIndex === move.toDay)!
    .stops.find(({ retailer }) => retailer.id === move.retailerId)
  expect(stop?.lock).toEqual({ by: 'Ana', reason: 'asked for it' })
})

test('a lock carries who and why, and is let go the same way', async () => {
  const view = await week()
  const { dayIndex, stops } = view.days.find((day) => day.stops.length > 0)!
  const retailerId = stops[0]!.retailer.id
  const order = { weekPlanId: view.plan!.id, retailerId, day: dayIndex! }
  const locked = await lockVisit(at.customerManager, { ...order, version: 1, reason: 'delivery' })
  expect(locked).toMatchObject({ ok: true, value: { version: 2 } })
  const lockOf = (shown: WeekView) =>
    shown.days.flatMap((day) => day.stops).find(({ retailer }) => retailer.id === retailerId)?.lock
  expect(lockOf(await week())).toEqual({ by: 'Ana', reason: 'delivery' })

  await lockVisit(at.customerManager, { ...order, version: 2, reason: null })
  expect(lockOf(await week())).toBeNull()
  const actions = await db.auditEntry.findMany({ orderBy: { id: 'asc' }, select: { action: true } })
  expect(actions.map(({ action }) => action)).toEqual(['lock-visit', 'unlock-visit'])
})

test('a published plan stays as it is while a draft of it changes, until that is published', async () => {
  const draft = await week()
  const published = await publishWeek(at.marketManager, { weekPlanId: draft.plan!.id, version: 1 })
  expect(published.ok).toBe(true)
  const shown = await week()
  expect(shown.plan).toMatchObject({ status: 'published', publishedBy: 'Bruno' })

  const move = aMove(shown)
  const moved = await moveVisit(at.customerManager, move)
  if (!moved.ok) throw new Error(moved.error.code)
  expect(moved.value.weekPlanId).not.toBe(draft.plan!.id)
  expect(stopsOf(await week('published'))).toEqual(stopsOf(draft))
  expect(stopsOf(await week())).not.toEqual(stopsOf(draft))
  expect(await moveVisit(at.customerManager, move)).toMatchObject({ error: { code: 'draft-exists' } })

  await publishWeek(at.marketManager, moved.value)
  const final = await week()
  expect(final).toMatchObject({ hasDraft: false, hasPublished: true, plan: { id: moved.value.weekPlanId } })
})

test('a visit moved to a day on which the shop is closed is a breach, and healed when it goes back', async () => {
  const view = await week()
  const closedOnWednesday = at.retailerIds[0]!
  const from = view.days.find(({ stops }) => stops.some(({ retailer }) => retailer.id === closedOnWednesday))!
  const wednesday = view.days.find(({ date }) => date === '2026-12-02')!
  expect(from).not.toBe(wednesday)
  const visit = { weekPlanId: view.plan!.id, retailerId: closedOnWednesday }
  const there = { ...visit, fromDay: from.dayIndex!, toDay: wednesday.dayIndex!, position: 0 }
  expect((await moveVisit(at.customerManager, { ...there, version: 1 })).ok).toBe(true)

  const moved = (await week()).days.find(({ date }) => date === '2026-12-02')!.stops[0]!
  expect(moved.breaches.map(({ code }) => code)).toContain('closed-day')
  const moves = await viewMoves(at.customerManager, {
    ...visit,
    version: 2,
    fromDay: wednesday.dayIndex!,
  })
  if (!moves.ok) throw new Error(moves.error.code)
  const back = moves.value.places.find(({ day, position }) => day === from.dayIndex && position === 0)!
  expect(back.heals.map(({ code }) => code)).toContain('closed-day')
})

test('a customer manager may neither publish nor look at another territory', async () => {
  const { plan } = await week()
  expect(await publishWeek(at.customerManager, { weekPlanId: plan!.id, version: 1 })).toEqual({
    ok: false,
    error: { code: 'forbidden' },
  })
  const stranger = { ...at.customerManager, territoryIds: [at.territoryId + 1] }
  expect(await viewWeek(stranger, { territoryId: at.territoryId })).toMatchObject({
    error: { code: 'forbidden' },
  })
  const order = aMove(await week())
  expect(await moveVisit(stranger, order)).toMatchObject({ error: { code: 'forbidden' } })
  expect(await viewMoves(stranger, order)).toMatchObject({ error: { code: 'forbidden' } })
})

test('a day off leaves the plan that stands, says so, and the next plan goes round it', async () => {
  const view = await week()
  const day = view.days.find(({ stops }) => stops.length > 0)!
  const off = { territoryId: at.territoryId, date: day.date }
  expect((await editDayOff(at.customerManager, { ...off, reason: 'training' })).ok).toBe(true)
  const shown = (await week()).days.find(({ date }) => date === day.date)!
  expect(shown).toMatchObject({ dayOff: { reason: 'training' }, breaches: [{ code: 'day-off' }] })

  await planTerritory(at.marketManager, { territoryId: at.territoryId, week: WEEK })
  const again = (await week()).days.find(({ date }) => date === day.date)!
  expect(again.stops).toEqual([])
  expect((await editDayOff(at.customerManager, { ...off, reason: null })).ok).toBe(true)
})

test('the next week counts what the published week before it will have visited', async () => {
  const first = await week()
  await publishWeek(at.marketManager, { weekPlanId: first.plan!.id, version: 1 })
  const next = '2026-W50'
  const planned = await planTerritory(at.marketManager, { territoryId: at.territoryId, week: next })
  expect(planned.ok).toBe(true)
  const view = await viewWeek(at.marketManager, { territoryId: at.territoryId, week: next })
  if (!view.ok) throw new Error(view.error.code)
  const lastOf = new Map(
    first.days.flatMap(({ date, stops }) => stops.map((stop) => [stop.retailer.id, date])),
  )
  for (const { date, stops } of view.value.days) {
    for (const { retailer, purposes } of stops) {
      // class A: every 7 days, so at least 5 and never overdue
      expect(Date.parse(date) - Date.parse(lastOf.get(retailer.id)!)).toBeGreaterThanOrEqual(5 * 86_400_000)
      expect(purposes.map(({ code }) => code)).not.toContain('first-visit')
    }
  }
})

test('days that are past are not changed any more', async () => {
  const view = await week()
  process.env.SHANGQUAN_NOW = '2026-12-07T12:00:00Z'
  expect(await moveVisit(at.customerManager, aMove(view))).toMatchObject({ error: { code: 'week-over' } })
})

test('the overview sums each territory and finds the nearest planned week by itself', async () => {
  const overview = await viewWeekOverview(at.marketManager)
  expect(overview.week).toBe(WEEK)
  const [own] = overview.territories
  expect(own).toMatchObject({ name: 'Street', managerName: 'Ana', isPublished: false })
  const view = await week()
  expect(own!.plan!.days.map(({ visits }) => visits)).toEqual(view.days.map(({ stops }) => stops.length))
  expect(own!.plan!.days.map(({ serviceSeconds }) => serviceSeconds)).toEqual(
    view.days.map(({ serviceSeconds }) => serviceSeconds),
  )
})

test('what is stored is the problem that was solved, with its matrix in the order of its stores', async () => {
  const { plan } = await week()
  const cycleId = (await db.weekPlan.findUniqueOrThrow({ where: { id: plan!.id } })).cycleId
  const [problem, cycle] = await Promise.all([getProblem(cycleId), getCycle(cycleId)])
  expect(problem.managers[0]!.id).toBe(String(at.territoryId))
  expect('places' in problem.travel && problem.travel.places.length).toBe(2 + problem.stores.length)
  expect(cycle.days).toHaveLength(20)
})

test('today is the first day with visits of the next planned week where this week has no plan, unless a day is asked for', async () => {
  process.env.SHANGQUAN_NOW = '2026-11-25T12:00:00Z'
  const { territoryId } = at
  const first = (await week()).days.find(({ stops }) => stops.length > 0)!
  expect(await viewToday(at.customerManager, { territoryId })).toMatchObject({
    ok: true,
    value: { date: first.date, isAhead: true, nextIndex: null, week: WEEK },
  })
  expect(await viewToday(at.customerManager, { territoryId, date: '2026-11-25' })).toMatchObject({
    ok: true,
    value: { date: '2026-11-25', isAhead: false, plan: null, day: { stops: [] } },
  })
  expect(await viewToday({ ...at.customerManager, territoryIds: [] }, { territoryId })).toMatchObject({
    error: { code: 'forbidden' },
  })
})
