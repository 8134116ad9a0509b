import { afterAll, afterEach, beforeEach, expect, test } from 'vitest'
import { closeDatabase, db } from '@/lib/db/client'
import { getProblem } from '@/lib/db/plan-repository'
import type { Actor } from '@/lib/domain/actor'
import type { ParameterKind } from '@/lib/domain/parameters/parameter-fields'
import type { Plan } from '@/lib/domain/routing/problem'
import { DEFAULT_RING_PARAMETERS } from '@/lib/domain/trade-area/ring-class'
import { drawRings } from '@/lib/usecases/draw-rings'
import { editDayOff } from '@/lib/usecases/edit-days-off'
import { planTerritory } from '@/lib/usecases/plan-territory'
import { saveRules } from '@/lib/usecases/save-rules'
import { saveCalendar } from '@/lib/usecases/save-rules-calendar'
import { saveTerritoryTerms } from '@/lib/usecases/save-rules-territory'
import { viewRingClasses } from '@/lib/usecases/view-ring-classes'
import { viewRules } from '@/lib/usecases/view-rules'
import { previewCalendar, viewRulesCalendar } from '@/lib/usecases/view-rules-calendar'
import { viewRulesTerritories } from '@/lib/usecases/view-rules-territories'
import { viewServiceLoad } from '@/lib/usecases/view-service-load'
import { emptyDatabase } from './builders'
import { aSmallTerritory, MONDAY, type SmallTerritory, WEEK } from './plan-territory'

let at: SmallTerritory

beforeEach(async () => {
  process.env.SHANGQUAN_NOW = '2026-11-27T12:00:00Z'
  await emptyDatabase()
  at = await aSmallTerritory()
  const { id } = await db.organization.findFirstOrThrow()
  const values = JSON.parse(JSON.stringify(DEFAULT_RING_PARAMETERS))
  await db.parameterSet.create({ data: { organizationId: id, kind: 'rings', version: 1, note: '', values } })
  await drawRings('all')
})
afterEach(() => {
  delete process.env.SHANGQUAN_NOW
})
afterAll(async () => {
  await emptyDatabase()
  await closeDatabase()
})

async function view(kind: ParameterKind, actor: Actor = at.marketManager) {
  const rules = await viewRules(actor, kind)
  if (!rules.ok) throw new Error(rules.error.code)
  return rules.value
}

/** Saves with some fields changed; without a version named, on the newest. */
async function save(
  kind: ParameterKind,
  changed: Record<string, number | string>,
  { actor = at.marketManager, basedOn }: { actor?: Actor; basedOn?: number } = {},
) {
  const { fields, version } = await view(kind)
  return saveRules(actor, {
    kind,
    basedOn: basedOn ?? version,
    fields: { ...fields, ...changed },
    note: 'shops on the hill',
  })
}

async function plan(): Promise<Plan & { cycleId: number }> {
  const planned = await planTerritory(at.marketManager, { territoryId: at.territoryId, week: WEEK })
  if (!planned.ok) throw new Error(planned.error.code)
  return { ...planned.value.plan, cycleId: planned.value.cycleId }
}

const driven = ({ routes }: Plan) => routes.reduce((sum, { driveSeconds }) => sum + driveSeconds, 0)
const visits = ({ routes }: Plan) => routes.reduce((sum, { stops }) => sum + stops.length, 0)

async function terms() {
  const seen = await viewRulesTerritories(at.marketManager)
  if (!seen.ok) throw new Error(seen.error.code)
  const { travelMode, shift, break: pause, visitsMax, start, end } = seen.value.territories[0]!
  return { travelMode, shift, break: pause, visitsMax, start, end } as const
}
type Terms = Awaited<ReturnType<typeof terms>>

async function saveTerms(changed: Partial<Terms>, seen?: Terms, actor: Actor = at.marketManager) {
  const stored = seen ?? (await terms())
  const mutable = (one: Terms) => JSON.parse(JSON.stringify(one))
  return saveTerritoryTerms(actor, {
    territoryId: at.territoryId,
    seen: mutable(stored),
    terms: { ...mutable(stored), ...changed },
    note: 'new arrangement',
  })
}

test('new radii become a version with author, reason and change, and every ring is redrawn', async () => {
  expect(await save('rings', { 'urban-convenience.core': 350 })).toEqual({
    ok: true,
    value: { version: 2, ringsDrawn: 30 },
  })
  const rings = await db.storeRing.findMany({ include: { parameterSet: true }, where: { ring: 'core' } })
  expect(rings.map(({ radiusM, parameterSet }) => [radiusM, parameterSet.version])).toEqual(
    Array.from({ length: 10 }, () => [350, 2]),
  )
  const { versions, version } = await view('rings')
  expect(version).toBe(2)
  expect(versions).toMatchObject([
    {
      version: 2,
      author: 'Bruno',
      note: 'shops on the hill',
      changes: [{ path: 'urban-convenience.core', before: 300, after: 350 }],
      made: 30,
    },
    { version: 1, author: null, changes: [], made: 30 },
  ])
  expect(await db.auditEntry.findMany({ select: { action: true, authorId: true, reason: true } })).toEqual([
    { action: 'save-rules', authorId: 'bruno', reason: 'shops on the hill' },
  ])
})

test('what was put back is a version of its own, and earlier ones still say what they made', async () => {
  await save('rings', { 'urban-convenience.core': 350 })
  await save('rings', { 'urban-convenience.core': 300 })
  const { versions, fields } = await view('rings')
  expect(fields['urban-convenience.core']).toBe(300)
  expect(versions.map(({ version, made }) => [version, made])).toEqual([
    [3, 30],
    [2, 30],
    [1, 30],
  ])
})

test('a version that somebody else has followed up is refused, also when both save at once', async () => {
  expect((await save('rings', { 'village.core': 900 })).ok).toBe(true)
  const late = await save('rings', { 'village.core': 1000 }, { basedOn: 1 })
  expect(late).toEqual({ ok: false, error: { code: 'changed-meanwhile' } })

  const both = await Promise.all([
    save('rings', { 'village.core': 1000 }, { basedOn: 2 }),
    save('rings', { 'village.core': 1100 }, { basedOn: 2 }),
  ])
  expect(both.map(({ ok }) => ok).sort()).toEqual([false, true])
  expect((await view('rings')).version).toBe(3)
})

test('radii that do not increase store nothing and redraw nothing', async () => {
  const refused = await save('rings', { 'urban-convenience.core': 600 })
  expect(refused).toMatchObject({
    error: { code: 'faults', faults: [{ path: 'urban-convenience.secondary', code: 'order' }] },
  })
  expect(await save('rings', {})).toMatchObject({ error: { code: 'nothing-changed' } })
  expect((await view('rings')).version).toBe(1)
  expect(await db.storeRing.count({ where: { ring: 'core', radiusM: 300 } })).toBe(10)
})

test('a customer manager reads every rule and changes none', async () => {
  const actor = at.customerManager
  expect((await view('rings', actor)).mayEdit).toBe(false)
  const forbidden = { ok: false, error: { code: 'forbidden' } }
  expect(await save('rings', { 'village.core': 900 }, { actor })).toEqual(forbidden)
  expect(await saveTerms({ travelMode: 'foot' }, undefined, actor)).toEqual(forbidden)
  const choice = { source: 'CN' as const, weekend: [6, 7], file: null }
  expect(await saveCalendar(actor, { choice, basedOn: 0, note: 'just so' })).toEqual(forbidden)
  expect(await previewCalendar(actor, choice)).toEqual(forbidden)
  const territories = await viewRulesTerritories(actor)
  expect(territories).toMatchObject({ value: { territories: [{ name: 'Street', mayEdit: false }] } })
})

test('a manager of other territories neither sees nor changes this one', async () => {
  const stranger: Actor = { ...at.marketManager, territoryIds: [at.territoryId + 1] }
  expect(await viewRulesTerritories(stranger)).toMatchObject({ value: { territories: [] } })
  expect(await saveTerms({ travelMode: 'foot' }, undefined, stranger)).toMatchObject({
    error: { code: 'forbidden' },
  })
  expect(await viewServiceLoad(stranger)).toMatchObject({ value: { territories: [] } })
  const classes = await viewRingClasses(stranger)
  expect(classes).toMatchObject({ ok: true })
  if (classes.ok) expect(classes.value.flatMap(({ samples }) => samples)).toEqual([])
})

test('the classes of rings say how many shops they have and show some of them', async () => {
  const classes = await viewRingClasses(at.customerManager)
  if (!classes.ok) throw new Error(classes.error.code)
  const urban = classes.value.find(({ ringClass }) => ringClass === 'urban-convenience')!
  expect(urban.retailers).toBe(10)
  expect(urban.samples.map(({ name }) => name)).toEqual(['Shop 1', 'Shop 4', 'Shop 7'])
})

test('how a territory works is changed with a reason, and a second author with an old view is refused', async () => {
  const before = await terms()
  expect(await saveTerms({ travelMode: 'foot', visitsMax: 12 }, before)).toEqual({ ok: true, value: null })
  expect(await terms()).toEqual({ ...before, travelMode: 'foot', visitsMax: 12 })
  expect(await saveTerms({ travelMode: 'motorcycle' }, before)).toMatchObject({
    error: { code: 'changed-meanwhile' },
  })
  expect(await db.auditEntry.findFirst({ where: { action: 'save-working-terms' } })).toMatchObject({
    authorId: 'bruno',
    reason: 'new arrangement',
    details: { before: { travelMode: 'car' }, after: { travelMode: 'foot' } },
  })
})

test('shifts, breaks and places that cannot be are refused by name', async () => {
  const code = async (changed: Partial<Terms>) => {
    const saved = await saveTerms(changed)
    return saved.ok ? 'saved' : saved.error.code
  }
  expect(await code({ shift: [36_000, 30_000] })).toBe('shift-order')
  expect(await code({ break: { window: [50_000, 40_000], seconds: 1800 } })).toBe('break-order')
  expect(await code({ break: { window: [60_000, 62_000], seconds: 3600 } })).toBe('break-outside')
  expect(await code({ start: [116.4, 39.9] })).toBe('place-outside')
  expect(await code({})).toBe('nothing-changed')
})

test('China’s calendar brings its make-up workdays, the next working days follow, and the old view is refused', async () => {
  process.env.SHANGQUAN_NOW = '2025-09-26T12:00:00Z'
  const seen = await viewRulesCalendar(at.marketManager)
  if (!seen.ok) throw new Error(seen.error.code)
  const choice = { source: 'CN' as const, weekend: [6, 7], file: null }
  const preview = await previewCalendar(at.marketManager, choice)
  if (!preview.ok) throw new Error(preview.error.code)
  expect(preview.value.change.gained).toEqual(['2025-09-28', '2025-10-11'])
  expect(preview.value.change.lost).toContain('2025-10-08')

  const change = { choice, basedOn: seen.value.version, note: 'the branch in China' }
  expect((await saveCalendar(at.marketManager, change)).ok).toBe(true)
  expect(await saveCalendar(at.marketManager, change)).toMatchObject({ error: { code: 'changed-meanwhile' } })
  const after = await viewRulesCalendar(at.marketManager)
  expect(after).toMatchObject({ value: { source: 'CN', version: seen.value.version + 1 } })
  const sunday = after.ok && after.value.months[0]!.days.find(({ date }) => date === '2025-09-28')
  expect(sunday).toMatchObject({ state: 'make-up', named: { nameZh: expect.stringContaining('国庆') } })
})

test('a calendar file replaces its own years only, and a faulty one nothing', async () => {
  const version = async () => {
    const seen = await viewRulesCalendar(at.marketManager)
    if (!seen.ok) throw new Error(seen.error.code)
    return seen.value.version
  }
  const choose = async (text: string) =>
    saveCalendar(at.marketManager, {
      choice: { source: 'file', weekend: [7], file: { name: 'days.csv', text } },
      basedOn: await version(),
      note: 'our own calendar',
    })
  await choose('date,kind,name\n2025-05-01,holiday,Labour Day\n')
  await choose('date,kind,name\n2026-12-02,holiday,Founder’s Day\n')
  const faulty = await choose('date,kind,name\n2026-13-01,holiday,Nonsense\n')
  expect(faulty).toMatchObject({ error: { code: 'calendar-file-invalid', errors: [{ line: 2 }] } })
  expect(await choose('date,kind,name\n')).toMatchObject({ error: { code: 'calendar-empty' } })
  const days = await db.calendarDay.findMany({ orderBy: { date: 'asc' } })
  expect(days.map(({ date }) => date.toISOString().slice(0, 10))).toEqual(['2025-05-01', '2026-12-02'])

  const { routes, cycleId } = await plan()
  const { days: planned } = await getProblem(cycleId)
  const dates = planned.map(({ date }) => date)
  expect(dates).not.toContain('2026-12-02')
  expect(dates).toContain('2026-12-05') // a Saturday, worked since the weekend is Sunday alone
  expect(routes.length).toBeGreaterThan(0)
})

test('on foot the ways of a new plan take longer than by car, and the plan that stands keeps its times', async () => {
  const byCar = await plan()
  expect((await saveTerms({ travelMode: 'foot' })).ok).toBe(true)
  const kept = await getProblem(byCar.cycleId)
  expect(driven(await plan())).toBeGreaterThan(driven(byCar) * 2)
  expect(kept.managers[0]).toMatchObject({ shift: [30_600, 63_000] })
})

test('a new plan keeps to the shift, break, most visits, days off and place to start that were set', async () => {
  const pause = { window: [43_200, 46_800], seconds: 2700 } as const
  const saved = await saveTerms({
    shift: [32_400, 57_600],
    break: pause,
    visitsMax: 3,
    start: [-56.19, -34.89],
  })
  expect(saved.ok).toBe(true)
  await editDayOff(at.marketManager, { territoryId: at.territoryId, date: MONDAY, reason: 'doctor' })
  const made = await plan()
  const { managers } = await getProblem(made.cycleId)
  expect(managers[0]).toMatchObject({
    shift: [32_400, 57_600],
    break: { window: [43_200, 46_800], seconds: 2700 },
    visitsMax: 3,
    start: [-56.19, -34.89],
    daysOff: [0],
  })
  for (const { day, stops, startTime } of made.routes) {
    expect(day).not.toBe(0)
    expect(stops.length).toBeLessThanOrEqual(3)
    expect(startTime).toBeGreaterThanOrEqual(32_400)
  }
})

test('a longer interval means fewer visits in a new plan, which names the version it followed', async () => {
  const before = await plan()
  expect(await save('service-rules', { 'A.intervalDays': 14, 'A.minutes': 35 })).toMatchObject({ ok: true })
  const after = await plan()
  expect(visits(after)).toBeLessThan(visits(before))
  expect((await getProblem(after.cycleId)).stores[0]?.serviceSeconds).toBe(35 * 60)
  const { versions } = await view('service-rules')
  expect(versions[0]).toMatchObject({ version: 2, made: 1 })
})

test('the load is reckoned from the retailers, the working days and the travel of the latest plan', async () => {
  const load = async () => {
    const seen = await viewServiceLoad(at.customerManager)
    if (!seen.ok) throw new Error(seen.error.code)
    return seen.value.territories[0]!
  }
  const before = await load()
  expect(before).toMatchObject({
    groups: [{ serviceClass: 'A', mayPhone: true, visitsPerWeek: null, retailers: 10 }],
    period: { days: 30, workingDays: 21, shiftSeconds: 32_400, breakSeconds: 0, travelSeconds: 0 },
    travelFrom: null,
  })
  await editDayOff(at.marketManager, { territoryId: at.territoryId, date: MONDAY, reason: 'doctor' })
  const made = await plan()
  const after = await load()
  expect(after.period.workingDays).toBe(20)
  expect(after.travelFrom).toBe(MONDAY)
  expect(after.period.travelSeconds).toBe(Math.round(driven(made) / visits(made)))
})
