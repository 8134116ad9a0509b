/** Recording visits, what was agreed at them, and what reviews ask of them, from the record to the next week's plan. */
import { randomUUID } from 'node:crypto'
import { afterAll, afterEach, beforeEach, expect, test } from 'vitest'
import { closeDatabase, db } from '@/lib/db/client'
import { readDataVersions } from '@/lib/db/data-version-repository'
import { inTransaction } from '@/lib/db/transaction'
import { listVisitFigures } from '@/lib/db/visit-figures-repository'
import { DEFAULT_SERVICE_RULES } from '@/lib/domain/routing/service/service-rules'
import { moveVisit } from '@/lib/usecases/edit-week/move-visit'
import { planTerritory } from '@/lib/usecases/plan-territory'
import { publishWeek } from '@/lib/usecases/publish-week'
import { callEndpoint } from '@/lib/usecases/rest/call-endpoint'
import { findEndpoints } from '@/lib/usecases/rest/endpoints'
import { viewTeamToday } from '@/lib/usecases/view-team-today'
import { viewToday } from '@/lib/usecases/view-today'
import { viewWeek, type WeekStop } from '@/lib/usecases/view-week'
import { attachObjectives } from '@/lib/usecases/visit/attach-objectives'
import { CorrectVisit, correctVisit, RecordVisit, recordVisit } from '@/lib/usecases/visit/record-visit'
import { findVisitSubjects } from '@/lib/usecases/visit/visit-subjects'
import { A_SQUARE, emptyDatabase } from './builders'
import { aSmallTerritory, type SmallTerritory, WEEK } from './plan-territory'

const TODAY = '2026-11-27'
let at: SmallTerritory

beforeEach(async () => {
  setToday(TODAY)
  await emptyDatabase()
  at = await aSmallTerritory()
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

const record = (shop: number, more: Partial<RecordVisit> = {}, actor = at.customerManager) =>
  recordVisit(
    actor,
    RecordVisit.parse({
      clientId: randomUUID(),
      retailerId: at.retailerIds[shop],
      date: TODAY,
      done: true,
      ...more,
    }),
  )
const shopOf = (shop: number) =>
  db.retailer.findUniqueOrThrow({
    where: { id: at.retailerIds[shop]! },
    select: { lastVisitOn: true, nextVisitOn: true },
  })
const day = (date: string) => new Date(`${date}T00:00:00Z`)

async function plan(): Promise<Map<number, { date: string; stop: WeekStop }[]>> {
  const planned = await planTerritory(at.marketManager, { territoryId: at.territoryId, week: WEEK })
  expect(planned.ok).toBe(true)
  return stopsByShop()
}

async function stopsByShop(): Promise<Map<number, { date: string; stop: WeekStop }[]>> {
  const view = await viewWeek(at.marketManager, { territoryId: at.territoryId, week: WEEK })
  if (!view.ok) throw new Error(view.error.code)
  const stops = view.value.days.flatMap(({ date, stops }) => stops.map((stop) => ({ date, stop })))
  return Map.groupBy(stops, ({ stop }) => at.retailerIds.indexOf(stop.retailer.id))
}

test('a record sent twice arrives once, and its shop has been visited', async () => {
  const [before] = await readDataVersions(['retailers'])
  const clientId = randomUUID()
  const both = await Promise.all([record(0, { clientId }), record(0, { clientId })])
  expect(both.map(({ ok }) => ok)).toEqual([true, true])
  expect(both[0]).toEqual(both[1])
  expect(await record(0, { clientId })).toEqual(both[0])
  expect(await db.visitRecord.count()).toBe(1)
  expect(await shopOf(0)).toEqual({ lastVisitOn: day(TODAY), nextVisitOn: null })
  expect((await readDataVersions(['retailers']))[0]).toBe(before! + 1)
})

test('two people who record one shop on one day leave one record', async () => {
  const both = await Promise.all([record(0), record(0, {}, at.marketManager)])
  expect(both.filter(({ ok }) => ok)).toHaveLength(1)
  expect(both.find(({ ok }) => !ok)).toMatchObject({ error: { code: 'already-recorded' } })
  const { clientId } = await db.visitRecord.findFirstOrThrow()
  const other = both[0]!.ok ? at.marketManager : at.customerManager
  expect(await record(1, { clientId: clientId! }, other)).toMatchObject({
    error: { code: 'already-recorded' },
  })
})

test('what may not be recorded is refused, each with its code', async () => {
  const code = async (result: ReturnType<typeof record>) => {
    const outcome = await result
    return outcome.ok ? 'ok' : outcome.error.code
  }
  const stranger = { ...at.customerManager, territoryIds: [at.territoryId + 1] }
  const marketing = { ...at.marketManager, role: 'marketing' as const, territoryIds: 'all' as const }
  expect(await code(record(0, {}, stranger))).toBe('forbidden')
  expect(await code(record(0, {}, marketing))).toBe('forbidden')
  expect(await code(record(0, { retailerId: 999_999 }))).toBe('not-found')
  expect(await code(record(0, { date: '2026-11-28' }))).toBe('date-ahead')
  expect(await code(record(0, { date: '2026-11-19' }))).toBe('date-too-old')
  expect(await code(record(0, { done: false }))).toBe('reason-missing')
  expect(await code(record(0, { done: false, reason: 'other' }))).toBe('notes-missing')
  expect(await code(record(0, { nextVisitOn: TODAY }))).toBe('next-visit-too-early')
  await db.retailer.update({ where: { id: at.retailerIds[0]! }, data: { closedAt: new Date() } })
  expect(await code(record(0))).toBe('closed')
  await db.retailer.update({ where: { id: at.retailerIds[1]! }, data: { territoryId: null } })
  expect(await code(record(1))).toBe('forbidden')
  expect(await db.visitRecord.count()).toBe(0)
})

test('the author corrects a record on its day, nobody else and not later; the shop follows', async () => {
  const made = await record(0, { nextVisitOn: '2026-12-03' })
  if (!made.ok) throw new Error(made.error.code)
  const correct = (more: object, actor = at.customerManager) =>
    correctVisit(actor, CorrectVisit.parse({ id: made.value.id, done: true, ...more }))
  expect(await correct({}, at.marketManager)).toMatchObject({ error: { code: 'not-yours' } })
  expect(await correct({ done: false, reason: 'owner-absent' })).toMatchObject({
    ok: true,
    value: { done: false, reason: 'owner-absent', nextVisitOn: null },
  })
  // nothing else is on record of this shop
  expect(await shopOf(0)).toEqual({ lastVisitOn: null, nextVisitOn: null })
  expect(await db.auditEntry.findFirst({ where: { action: 'correct-visit' } })).toMatchObject({
    authorId: 'ana',
    subjectId: String(made.value.id),
  })
  setToday('2026-11-28')
  expect(await correct({})).toMatchObject({ error: { code: 'too-late' } })
})

test('an older record does not undo what was agreed at a newer one', async () => {
  await record(0, { nextVisitOn: '2026-12-03' })
  await record(0, { date: '2026-11-24', nextVisitOn: '2026-11-30' })
  expect(await shopOf(0)).toEqual({ lastVisitOn: day(TODAY), nextVisitOn: day('2026-12-03') })
})

test('the day that was agreed is kept by every plan, with its reason, until it is done', async () => {
  await record(5, { nextVisitOn: '2026-12-03' }) // by the rule: 4 December
  await record(0, { nextVisitOn: '2026-12-02' }) // closed on Wednesdays
  await record(6, { nextVisitOn: '2026-12-06' }) // a Sunday; the Monday after is not of this week
  await record(7, { nextVisitOn: '2027-03-01' })
  const stops = await plan()
  expect(stops.get(5)).toMatchObject([{ date: '2026-12-03', stop: { lock: { reason: 'agreed-with-shop' } } }])
  expect(stops.get(5)![0]!.stop.purposes[0]).toEqual({
    code: 'agreed',
    params: { date: '2026-12-03', day: 'same' },
  })
  expect(stops.get(0)!.map(({ date }) => date)).toEqual(['2026-12-03'])
  expect(stops.get(0)![0]!.stop.purposes[0]).toEqual({
    code: 'agreed',
    params: { date: '2026-12-02', day: 'nearest' },
  })
  expect([stops.get(6), stops.get(7)]).toEqual([undefined, undefined])

  const times = (found: typeof stops) =>
    [...found.values()].flat().map(({ date, stop }) => [date, stop.retailer.id, stop.start])
  expect(times(await plan())).toEqual(times(stops))

  await db.retailer.update({
    where: { id: at.retailerIds[5]! },
    data: { nextVisitOn: day('2026-12-01') },
  })
  const anew = await plan()
  expect(anew.get(5)!.map(({ date }) => date)).toEqual(['2026-12-01'])
  expect(anew.get(5)![0]!.stop.lock).toMatchObject({ reason: 'agreed-with-shop' })
})

async function anObjective(shops: readonly number[], code = 'check-price') {
  const area = await db.tradeArea.create({
    data: {
      code: `A-${code}`,
      name: 'Centro',
      geometry: A_SQUARE,
      west: 0,
      south: 0,
      east: 1,
      north: 1,
      areaM2: 1,
    },
  })
  await db.retailer.updateMany({
    where: { id: { in: shops.map((shop) => at.retailerIds[shop]!) } },
    data: { tradeAreaId: area.id },
  })
  const review = await db.review.create({
    data: { tradeAreaId: area.id, month: 202610, dueOn: day(TODAY), profile: {}, parameters: {} },
  })
  const proposal = await db.reviewProposal.create({
    data: {
      reviewId: review.id,
      position: 0,
      kind: 'objective',
      code,
      params: {},
      state: 'approved',
      forMonth: 202612,
    },
  })
  const objective = await db.visitObjective.create({
    data: {
      proposalId: proposal.id,
      tradeAreaId: area.id,
      code,
      params: { product: { nameEn: 'Red', nameZh: '红' } },
      startsOn: day('2026-12-01'),
      endsOn: day('2026-12-31'),
    },
  })
  return { objectiveId: objective.id, reviewId: review.id, areaId: area.id }
}

test('an approved objective goes into the plans that stand, once, and into those made later', async () => {
  const bare = await plan()
  const { objectiveId, reviewId } = await anObjective([0, 1, 2])
  const attach = () => inTransaction((client) => attachObjectives(client, [objectiveId]))
  const carrying = await attach()
  expect(await attach()).toBe(carrying)
  const attached = await stopsByShop()
  const visits = [0, 1, 2].flatMap((shop) => attached.get(shop)!)
  const carriers = visits.filter(({ stop }) => stop.purposes.some(({ code }) => code === 'objective'))
  expect(carriers).toHaveLength(carrying)
  expect(carriers.length).toBeGreaterThan(0)
  expect(carriers.every(({ date }) => date >= '2026-12-01')).toBe(true)
  expect(visits.filter(({ date }) => date >= '2026-12-01')).toHaveLength(carrying)
  const [purpose] = carriers[0]!.stop.purposes.filter(({ code }) => code === 'objective')
  expect(purpose!.params).toEqual({
    objectiveId,
    objective: 'check-price',
    reviewId,
    tradeArea: 'Centro',
    month: '2026-10',
    product: { nameEn: 'Red', nameZh: '红' },
  })
  expect(attached.get(3)).toEqual(bare.get(3))

  const replanned = await plan()
  for (const { date, stop } of [0, 1, 2].flatMap((shop) => replanned.get(shop)!)) {
    const has = stop.purposes.some(({ code }) => code === 'objective')
    expect(has).toBe(date >= '2026-12-01')
  }
})

test('a visit that is moved by hand keeps its purposes', async () => {
  const { objectiveId } = await anObjective([0, 1, 2])
  const before = await plan()
  const carrier = [0, 1, 2]
    .flatMap((shop) => before.get(shop)!)
    .find(({ stop }) => stop.purposes.some(({ code }) => code === 'objective'))!
  const { id } = carrier.stop.retailer
  const view = await viewWeek(at.customerManager, { territoryId: at.territoryId, week: WEEK })
  if (!view.ok) throw new Error(view.error.code)
  const { plan: shown, days } = view.value
  const to = days.find(({ stops }) => !stops.some(({ retailer }) => retailer.id === id))!
  const moved = await moveVisit(at.customerManager, {
    weekPlanId: shown!.id,
    version: shown!.version,
    retailerId: id,
    fromDay: days.find(({ date }) => date === carrier.date)!.dayIndex,
    toDay: to.dayIndex!,
    position: 0,
  })
  expect(moved.ok).toBe(true)
  const after = (await stopsByShop()).get(at.retailerIds.indexOf(id))!
  const stop = after.find(({ date }) => date === to.date)!.stop
  expect(stop.purposes.find(({ code }) => code === 'objective')?.params).toMatchObject({ objectiveId })
})

test('a service interval that a review decided is planned in its month, and said', async () => {
  const { reviewId } = await anObjective([0])
  await db.reviewProposal.create({
    data: {
      reviewId,
      position: 1,
      kind: 'service',
      code: 'shorten',
      params: { serviceClass: 'A', from: 7, to: 3 },
      state: 'approved',
      forMonth: 202612,
    },
  })
  const stops = await plan()
  expect(stops.get(0)!.length).toBeGreaterThan(1)
  expect(stops.get(1)).toHaveLength(1)
  expect(stops.get(0)![0]!.stop.purposes.find(({ code }) => code === 'service')?.params).toEqual({
    from: 7,
    to: 3,
    tradeArea: 'Centro',
    month: '2026-10',
    reviewId,
  })
  const found = await findVisitSubjects(at.customerManager, {
    territoryId: at.territoryId,
    date: '2026-12-01',
    text: 'shop 0',
  })
  expect(found).toMatchObject({
    value: [{ name: 'Shop 0', nextVisit: { intervalDays: 3, by: 'review', date: '2026-12-04' } }],
  })
})

test('the day on the phone says what is done, and coverage and adherence move with it', async () => {
  await plan()
  const draft = await db.weekPlan.findFirstOrThrow()
  await publishWeek(at.marketManager, { weekPlanId: draft.id, version: draft.version })
  const byDay = Map.groupBy([...(await stopsByShop()).values()].flat(), (visit) => visit.date)
  const [date] = [...byDay].toSorted(([, a], [, b]) => b.length - a.length)[0]!
  setToday(date)
  const today = async () => {
    const view = await viewToday(at.customerManager, { territoryId: at.territoryId })
    if (!view.ok) throw new Error(view.error.code)
    return view.value
  }
  const figures = async () =>
    (
      await listVisitFigures({ reach: 'all' }, 202612, 'none', {
        today: date,
        rules: DEFAULT_SERVICE_RULES,
      })
    )[0]!
  const before = await today()
  const [first, second] = before.day!.stops.map(({ retailer }) => at.retailerIds.indexOf(retailer.id))
  const onRoute = new Set(before.day!.stops.map(({ retailer }) => retailer.id))
  const notPlanned = at.retailerIds.findIndex((id) => !onRoute.has(id))
  expect(before.may.record).toBe(true)
  expect(before.subjects.map(({ id }) => id)).toEqual(before.day!.stops.map(({ retailer }) => retailer.id))
  const planned = before.day!.stops.length
  const { planned: plannedSoFar } = await figures()
  expect(plannedSoFar).toBeGreaterThanOrEqual(planned)
  expect(await figures()).toMatchObject({ retailers: 10, visited: 0, doneOnDay: 0, notDone: 0 })

  await record(first!, { date })
  await record(second!, { date, done: false, reason: 'shop-closed', notes: 'shutters down' })
  await record(notPlanned, { date })
  const after = await today()
  expect(after.records.map(({ done, mayCorrect }) => [done, mayCorrect])).toEqual([
    [true, true],
    [false, true],
    [true, true],
  ])
  expect(await figures()).toMatchObject({
    visited: 2,
    planned: plannedSoFar - 1, // a shop found closed is held against nobody
    doneOnDay: 1,
    notDone: 1,
  })

  const team = await viewTeamToday(at.marketManager)
  expect(team.done.get(at.territoryId)).toEqual({ planned, done: 1 })
  expect(team.notDone).toMatchObject([
    { retailerName: `Shop ${second}`, reason: 'shop-closed', notes: 'shutters down', authorName: 'Ana' },
  ])
})

test('a program records a visit the same way, with its problems named', async () => {
  const endpoint = findEndpoints('/visits')!.endpoints.find(({ method }) => method === 'POST')!
  const post = (body: object, actor = at.customerManager) =>
    callEndpoint(actor, endpoint, { params: {}, query: {}, body })
  const body = { clientId: randomUUID(), retailerId: at.retailerIds[0], date: TODAY, done: true }
  const first = await post(body)
  expect(first).toMatchObject({ ok: true, value: { retailerId: body.retailerId, done: true, reason: null } })
  expect(await post(body)).toEqual(first)
  expect(await post({ ...body, clientId: 'x', mood: 'good' })).toMatchObject({
    error: { status: 400, code: 'invalid-request' },
  })
  expect(await post({ ...body, clientId: randomUUID() })).toMatchObject({
    error: { status: 409, code: 'already-recorded' },
  })
  expect(await post({ ...body, clientId: randomUUID(), date: '2026-12-24' })).toMatchObject({
    error: { status: 422, code: 'date-ahead' },
  })
})
