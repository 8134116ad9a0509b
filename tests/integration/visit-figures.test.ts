/** The figures of visits in SQL against the same definitions in plain loops, on drawn months of a small organisation. */
import fc from 'fast-check'
import { beforeEach, expect, test } from 'vitest'
import { db } from '@/lib/db/client'
import { listVisitFigures, type VisitGrouping } from '@/lib/db/visit-figures-repository'
import { addDays, daysBetween, type IsoDate, weekOf, weekStart } from '@/lib/domain/calendar/dates'
import { DEFAULT_SERVICE_RULES } from '@/lib/domain/routing/service/service-rules'
import { sumVisitFigures, type VisitFigures } from '@/lib/domain/visit/figures'
import { A_SQUARE, anOrganization, emptyDatabase } from './builders'

const WEEKS = ['2026-W40', '2026-W41', '2026-W44', '2026-W45'] as const
const MONTHS = [202609, 202610, 202611]
const TODAYS = ['2026-10-08', '2026-10-31', '2026-11-03', '2026-12-01']
const SHOPS = 4
const ALL = { reach: 'all' as const }

let orgUnitId: number
let territoryIds: number[]
let areaIds: number[]

beforeEach(async () => {
  await emptyDatabase()
  ;({ orgUnitId } = await anOrganization({}))
  const place = { startLng: -56.2, startLat: -34.9, endLng: -56.2, endLat: -34.9 }
  const territories = await db.territory.createManyAndReturn({
    data: ['T1', 'T2'].map((code) => ({ orgUnitId, code, name: code, ...place })),
  })
  territoryIds = territories.map(({ id }) => id)
  await db.tradeAreaType.create({
    data: { code: 'office', nameEn: 'Office', nameZh: '商务', color: '#000000', aliases: [], position: 0 },
  })
  const areas = await db.tradeArea.createManyAndReturn({
    data: [null, 'office'].map((typeCode, k) => ({
      code: `A${k}`,
      name: `A${k}`,
      typeCode,
      geometry: A_SQUARE,
      west: 0,
      south: 0,
      east: 1,
      north: 1,
      areaM2: 1,
    })),
  })
  areaIds = areas.map(({ id }) => id)
})

const instant = (date: IsoDate) => new Date(`${date}T00:00:00Z`)
const aDay = fc.nat(48).map((days) => addDays('2026-09-25', days))
const aShop = fc.record({
  territory: fc.constantFrom(0, 1),
  area: fc.constantFrom(null, 0, 1),
  serviceClass: fc.constantFrom('A', 'B', 'C'),
  openedOn: fc.option(aDay, { freq: 3 }),
  closedOn: fc.option(aDay, { freq: 3 }),
})
const aCase = fc.record({
  shops: fc.array(aShop, { minLength: SHOPS, maxLength: SHOPS }),
  planned: fc.array(
    fc.record({ week: fc.constantFrom(...WEEKS), weekday: fc.nat(4), shop: fc.nat(SHOPS - 1) }),
    { maxLength: 14 },
  ),
  records: fc.uniqueArray(
    fc.record({
      shop: fc.nat(SHOPS - 1),
      date: aDay,
      reason: fc.constantFrom(null, null, null, 'shop-closed', 'weather'),
    }),
    { maxLength: 14, selector: ({ shop, date }) => `${shop} ${date}` },
  ),
  month: fc.constantFrom(...MONTHS),
  today: fc.constantFrom(...TODAYS),
})
type Case = typeof aCase extends fc.Arbitrary<infer T> ? T : never

/** A plan of each territory and week, published, with a later week of the cycle in it that belongs to another plan. */
async function store({ shops, planned, records }: Case): Promise<void> {
  await db.weekPlan.deleteMany()
  await db.planCycle.deleteMany()
  await db.retailer.deleteMany()
  const retailers: { id: number }[] = []
  for (const [k, { territory, area, serviceClass, openedOn, closedOn }] of shops.entries()) {
    const dates = records.filter(({ shop, reason }) => shop === k && !reason).map(({ date }) => date)
    const last = dates.toSorted().at(-1)
    retailers.push(
      await db.retailer.create({
        data: {
          code: `R${k}`,
          name: `R${k}`,
          lng: -56.2,
          lat: -34.9,
          quadbin: 0n,
          format: 'grocery',
          closedWeekdays: [],
          serviceClass,
          territoryId: territoryIds[territory]!,
          tradeAreaId: area === null ? null : areaIds[area]!,
          openedOn: openedOn && instant(openedOn),
          closedAt: closedOn && new Date(`${closedOn}T15:00:00Z`),
          lastVisitOn: last ? instant(last) : null,
        },
      }),
    )
  }
  await db.visitRecord.createMany({
    data: records.map(({ shop, date, reason }) => ({
      retailerId: retailers[shop]!.id,
      date: instant(date),
      done: !reason,
      reason,
    })),
  })
  for (const week of WEEKS) {
    for (const [k, territoryId] of territoryIds.entries()) {
      const visits = distinct(planned, shops).filter((one) => one.week === week && one.territory === k)
      const days = [0, 1, 2, 3, 4].map((weekday) => ({
        dayIndex: weekday,
        date: instant(addDays(weekStart(week), weekday)),
        visits: {
          create: visits
            .filter((one) => one.weekday === weekday)
            .map(({ shop }, position) => visitOf(retailers[shop]!.id, position)),
        },
      }))
      const ahead = {
        dayIndex: 5,
        date: instant(addDays(weekStart(week), 7)),
        visits: { create: [visitOf(retailers[0]!.id, 0)] },
      }
      await db.planCycle.create({
        data: {
          territoryId,
          startsOn: instant(weekStart(week)),
          dates: [],
          problem: {},
          cost: {},
          seed: 1,
          iterations: 1,
          seconds: 0,
          travelSource: 'estimate',
          parameters: {},
          days: { create: [...days, ahead] },
          week: { create: { territoryId, week, status: 'published' } },
        },
      })
    }
  }
}

function visitOf(retailerId: number, position: number) {
  const times = { arrive: 0, start: 0, leave: 0, driveSeconds: 0, driveMeters: 0 }
  return { retailerId, position, purposes: [], ...times }
}

function distinct(planned: Case['planned'], shops: Case['shops']) {
  const byPlace = new Map(planned.map((one) => [`${one.week} ${one.weekday} ${one.shop}`, one]))
  return [...byPlace.values()].map((one) => ({
    ...one,
    territory: shops[one.shop]!.territory,
    date: addDays(weekStart(one.week), one.weekday),
  }))
}

function figuresOfShop(drawn: Case, shop: number): VisitFigures {
  const { month, today } = drawn
  const monthText = `${Math.floor(month / 100)}-${String(month % 100).padStart(2, '0')}`
  const monthEnd = { 202609: '2026-09-30', 202610: '2026-10-31', 202611: '2026-11-30' }[month]!
  const end = [monthEnd, today].toSorted()[0]!
  const inMonth = (date: IsoDate) => date.startsWith(monthText) && date <= end
  const { openedOn, closedOn, serviceClass } = drawn.shops[shop]!
  const records = drawn.records.filter((one) => one.shop === shop && one.date <= today)
  const done = records.filter(({ reason }) => !reason).map(({ date }) => date)
  const isOpen = (openedOn ?? end) <= end && (closedOn === null || closedOn > end)

  const counted = distinct(drawn.planned, drawn.shops)
    .filter((one) => one.shop === shop && one.date <= today)
    .filter(({ date }) => closedOn === null || closedOn > date)
    .filter(({ date }) => !records.some((one) => one.date === date && one.reason === 'shop-closed'))
    .toSorted((a, b) => a.date.localeCompare(b.date))
  const fulfilled = new Set<IsoDate>()
  for (const week of WEEKS) {
    const ofWeek = counted.filter((one) => one.week === week)
    let left = done.filter((date) => weekOf(date) === week).length
    for (const { date } of [
      ...ofWeek.filter((one) => done.includes(one.date)),
      ...ofWeek.filter((one) => !done.includes(one.date)),
    ]) {
      if (left-- > 0) fulfilled.add(date)
    }
  }
  const planned = counted.filter(({ date }) => inMonth(date))
  const last = done
    .filter((date) => date <= end)
    .toSorted()
    .at(-1)
  const interval = DEFAULT_SERVICE_RULES.find((rule) => rule.serviceClass === serviceClass)!.intervalDays
  const debt = isOpen && last ? Math.max(0, daysBetween(last, end) - interval) : 0
  return {
    retailers: Number(isOpen),
    visited: Number(isOpen && done.some(inMonth)),
    planned: planned.length,
    doneOnDay: planned.filter(({ date }) => done.includes(date)).length,
    doneInWeek: planned.filter(({ date }) => fulfilled.has(date)).length,
    notDone: records.filter(({ date, reason }) => reason && inMonth(date)).length,
    debtDays: debt,
    overdue: Number(debt > 0),
  }
}

const KEY_OF: Record<VisitGrouping, (shop: Case['shops'][number]) => number | string | null> = {
  none: () => null,
  'org-unit': () => orgUnitId,
  territory: ({ territory }) => territoryIds[territory]!,
  'trade-area': ({ area }) => (area === null ? null : areaIds[area]!),
  type: ({ area }) => (area === 1 ? 'office' : null),
}

test('in every grouping the figures are those of the definitions, shop by shop', async () => {
  await fc.assert(
    fc.asyncProperty(aCase, async (drawn) => {
      // the week ahead in every cycle must not count: its own plan says what is driven then
      await store(drawn)
      const terms = { today: drawn.today, rules: DEFAULT_SERVICE_RULES }
      for (const by of Object.keys(KEY_OF) as VisitGrouping[]) {
        const keys = drawn.shops.map(KEY_OF[by])
        const expected = [...new Set(keys)].map((key) => ({
          key,
          ...sumVisitFigures(
            drawn.shops.flatMap((_, k) => (keys[k] === key ? [figuresOfShop(drawn, k)] : [])),
          ),
        }))
        const found = await listVisitFigures(ALL, drawn.month, by, terms)
        const lively = expected.filter(({ retailers, planned, notDone }) => retailers + planned + notDone > 0)
        expect(new Map(found.map((group) => [group.key, group]))).toEqual(
          new Map(lively.map((group) => [group.key, group])),
        )
        for (const { doneOnDay, doneInWeek, planned, visited, retailers } of found) {
          expect(doneOnDay).toBeLessThanOrEqual(doneInWeek)
          expect(doneInWeek).toBeLessThanOrEqual(planned)
          expect(visited).toBeLessThanOrEqual(retailers)
        }
      }
    }),
    { numRuns: 25, seed: 7 },
  )
})

test('a scope takes the shops of its unit, territory, trade area or type, and never those out of reach', async () => {
  const shop = { serviceClass: 'A', openedOn: null, closedOn: null } as const
  await store({
    shops: [
      { ...shop, territory: 0, area: 0 },
      { ...shop, territory: 0, area: 1 },
      { ...shop, territory: 1, area: 1 },
      { ...shop, territory: 1, area: null },
    ],
    planned: [],
    records: [],
    month: 202610,
    today: '2026-11-03',
  })
  const terms = { today: '2026-11-03', rules: DEFAULT_SERVICE_RULES }
  const count = async (scope: Parameters<typeof listVisitFigures>[0]) =>
    (await listVisitFigures(scope, 202610, 'none', terms))[0]?.retailers ?? 0
  expect(await count(ALL)).toBe(4)
  expect(await count({ reach: [] })).toBe(0)
  expect(await count({ reach: [territoryIds[0]!] })).toBe(2)
  expect(await count({ reach: [territoryIds[0]!], typeCode: 'office' })).toBe(1)
  expect(await count({ ...ALL, tradeAreaId: areaIds[1]! })).toBe(2)
  expect(await count({ reach: [territoryIds[0]!], territoryId: territoryIds[1]! })).toBe(0)
  const { organizationId } = await db.orgUnit.findFirstOrThrow()
  const above = await db.orgUnit.create({
    data: { organizationId, level: 'county', code: 'C1', nameEn: 'County', nameZh: '县' },
  })
  expect(await count({ ...ALL, orgUnitId: above.id })).toBe(0)
  await db.orgUnit.update({ where: { id: orgUnitId }, data: { parentId: above.id } })
  expect(await count({ ...ALL, orgUnitId: above.id })).toBe(4)
})
