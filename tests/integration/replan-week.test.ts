import { afterAll, afterEach, beforeEach, expect, test } from 'vitest'
import { closeDatabase, db } from '@/lib/db/client'
import type { Freedom } from '@/lib/domain/routing/replan'
import { editDayOff } from '@/lib/usecases/edit-days-off'
import { lockVisit } from '@/lib/usecases/edit-week/lock-visit'
import { moveVisit } from '@/lib/usecases/edit-week/move-visit'
import { takeBack } from '@/lib/usecases/edit-week/take-back'
import { planTerritory } from '@/lib/usecases/plan-territory'
import { publishWeek } from '@/lib/usecases/publish-week'
import type { WeekView } from '@/lib/usecases/view-week'
import { emptyDatabase } from './builders'
import { aSmallTerritory, type SmallTerritory, WEEK, weekOf } from './plan-territory'

let at: SmallTerritory

beforeEach(async () => {
  process.env.SHANGQUAN_NOW = '2026-11-27T12:00:00Z'
  await emptyDatabase()
  at = await aSmallTerritory()
  await plan()
})
afterEach(() => {
  delete process.env.SHANGQUAN_NOW
})
afterAll(async () => {
  await emptyDatabase()
  await closeDatabase()
})

async function plan(freedom?: Freedom): Promise<WeekView> {
  const order = { territoryId: at.territoryId, week: WEEK }
  const planned = await planTerritory(at.marketManager, order, freedom ? { freedom } : {})
  if (!planned.ok) throw new Error(planned.error.code)
  return week()
}

const week = (status?: 'draft' | 'published') => weekOf(at, status)

function visitsOf(view: WeekView): string[] {
  return view.days.flatMap(({ date, stops }) => stops.map(({ retailer }) => `${retailer.id} ${date}`)).sort()
}

function planOf({ plan: shown }: WeekView): { weekPlanId: number; version: number } {
  if (!shown) throw new Error('the week has no plan')
  return { weekPlanId: shown.id, version: shown.version }
}

const busyDay = (view: WeekView) =>
  view.days.toSorted((a, b) => b.stops.length - a.stops.length).find(({ stops }) => stops.length > 0)!

test('a first plan has nothing to compare with; one made again without a change moves nothing', async () => {
  const first = await week()
  expect(first.plan?.replan).toBeNull()
  const again = await plan('must')
  expect(visitsOf(again)).toEqual(visitsOf(first))
  expect(again.plan?.replan).toEqual({ freedom: 'must', visits: visitsOf(first).length, moves: [] })
})

test('a manager who is ill has that day’s visits on other days and no other visit moved, each with its reason', async () => {
  const before = await week()
  const ill = busyDay(before)
  const off = { territoryId: at.territoryId, date: ill.date, reason: 'ill' }
  expect((await editDayOff(at.marketManager, off)).ok).toBe(true)

  const after = await plan('must')
  const affected = ill.stops.map(({ retailer }) => retailer.id)
  expect(after.days.find(({ date }) => date === ill.date)!.stops).toEqual([])
  const stayed = visitsOf(before).filter((visit) => !affected.includes(Number(visit.split(' ')[0])))
  expect(visitsOf(after)).toEqual(expect.arrayContaining(stayed))
  const moves = after.plan!.replan!.moves
  const forced = moves.filter(({ from }) => from === ill.date)
  expect(forced.map(({ retailer }) => retailer.id).sort()).toEqual(affected.sort())
  expect(new Set(forced.map(({ why }) => why))).toEqual(new Set(['day-off']))
  expect(moves.every(({ retailer }) => affected.includes(retailer.id))).toBe(true)
})

test('a draft that was planned again comes back as it was, with its locks', async () => {
  const first = await week()
  const { dayIndex, date, stops } = busyDay(first)
  const retailerId = stops[0]!.retailer.id
  await lockVisit(at.customerManager, { ...planOf(first), retailerId, day: dayIndex!, reason: 'asked' })
  const before = await week()
  await editDayOff(at.marketManager, { territoryId: at.territoryId, date, reason: 'ill' })
  const after = await plan('little')
  expect(visitsOf(after)).not.toEqual(visitsOf(before))

  const stranger = { ...at.customerManager, territoryIds: [at.territoryId + 1] }
  expect(await takeBack(stranger, planOf(after))).toMatchObject({ error: { code: 'forbidden' } })
  expect((await takeBack(at.customerManager, planOf(after))).ok).toBe(true)
  const back = await week()
  expect(back.days.map((day) => day.stops)).toEqual(before.days.map((day) => day.stops))
  expect(back.plan?.status).toBe('draft')
  expect(await takeBack(at.customerManager, planOf(after))).toMatchObject({ error: { code: 'no-such-plan' } })
  expect(await db.planCycle.count()).toBe(1)
})

test('a published week that was planned again stands once more when the draft is taken back', async () => {
  await publishWeek(at.marketManager, planOf(await week()))
  const published = await week()
  const draft = await plan('free')
  expect(draft.plan).toMatchObject({ status: 'draft', replan: { freedom: 'free' } })
  expect(await takeBack(at.marketManager, planOf(draft))).toEqual({ ok: true, value: planOf(published) })
  expect(await week()).toMatchObject({ hasDraft: false, plan: { status: 'published' } })
  expect(await takeBack(at.marketManager, planOf(published))).toMatchObject({
    error: { code: 'plan-changed' },
  })
})

test('once a draft is published, the one that it replaced is let go', async () => {
  const again = await plan('must')
  expect(await db.planCycle.count()).toBe(2)
  await publishWeek(at.marketManager, planOf(again))
  expect(await db.planCycle.count()).toBe(1)
  expect((await week()).plan?.replan).toBeNull()
})

test('in the middle of the week past days stay as they are, whatever is free to move, and get no visit', async () => {
  await publishWeek(at.marketManager, planOf(await week()))
  const before = await week()
  process.env.SHANGQUAN_NOW = '2026-12-02T12:00:00Z'
  const gone = before.days.findLast(({ stops }) => stops.length > 0)!.stops[0]!
  await db.retailer.update({ where: { id: gone.retailer.id }, data: { closedAt: new Date('2026-12-01') } })
  for (const freedom of ['must', 'little', 'free'] as const) {
    const after = await plan(freedom)
    const past = (view: WeekView) =>
      view.days
        .filter(({ date }) => date < '2026-12-02')
        .map(({ stops }) => stops.map(({ retailer }) => retailer.id).filter((id) => id !== gone.retailer.id))
    expect(past(after)).toEqual(past(before))
    const left = after.plan!.replan!.moves.filter(({ retailer }) => retailer.id === gone.retailer.id)
    expect(left.length).toBeGreaterThan(0)
    for (const move of left) expect(move).toMatchObject({ to: null, why: 'not-served' })
    expect((await takeBack(at.marketManager, planOf(after))).ok).toBe(true)
  }
})

test('a week that is planned for the first time on its Wednesday leaves Monday and Tuesday empty', async () => {
  await db.planCycle.deleteMany()
  process.env.SHANGQUAN_NOW = '2026-12-02T12:00:00Z'
  const [monday, tuesday, ...rest] = (await plan()).days
  expect([monday, tuesday].map((day) => day!.stops)).toEqual([[], []])
  expect(rest.flatMap(({ stops }) => stops)).toHaveLength(10)
})

test('with only what must, a visit that a hand put against the rules stays where it was put', async () => {
  const before = await week()
  const closedOnWednesday = at.retailerIds[0]!
  const from = before.days.find(({ stops }) =>
    stops.some(({ retailer }) => retailer.id === closedOnWednesday),
  )!
  const wednesday = before.days.find(({ date }) => date === '2026-12-02')!
  await moveVisit(at.customerManager, {
    ...planOf(before),
    retailerId: closedOnWednesday,
    fromDay: from.dayIndex,
    toDay: wednesday.dayIndex!,
    position: 0,
    lockReason: 'asked for it',
  })
  const after = await plan('must')
  const stop = after.days
    .find(({ date }) => date === '2026-12-02')!
    .stops.find(({ retailer }) => retailer.id === closedOnWednesday)
  expect(stop?.lock).toEqual({ by: 'Ana', reason: 'asked for it' })
  expect(after.plan!.replan!.moves).toEqual([])
})
