import { expect, test } from 'vitest'
import { addDays, monthOf, weekOf } from '@/lib/domain/calendar/dates'
import { uruguayCalendar } from '@/lib/domain/calendar/uruguay'
import { isWorkingDay } from '@/lib/domain/calendar/working-days'
import { generateDemonstration } from '@/lib/domain/demonstration/generate'
import { type PastTerritory, planPastWeeks, visitKey } from '@/lib/domain/demonstration/past-plans'
import type { ShopFact } from '@/lib/domain/demonstration/shops'
import type { Position } from '@/lib/domain/geo/position'
import { seededRandom } from '@/lib/domain/random'
import { BUSINESS_FORMATS } from '@/lib/domain/retailer/classification'
import { DEFAULT_SERVICE_RULES } from '@/lib/domain/routing/service/service-rules'

const TERRITORIES = 5
const SHOPS_A_TERRITORY = 150
const calendar = uruguayCalendar({ from: 2024, to: 2028 })
const random = seededRandom(5)
const depotOf = (territory: number): Position => [-56.3 + 0.05 * territory, -34.9]
const shops = Array.from({ length: TERRITORIES * SHOPS_A_TERRITORY }, (_, index): ShopFact => {
  const territoryIndex = Math.floor(index / SHOPS_A_TERRITORY)
  const [lng, lat] = depotOf(territoryIndex)
  return {
    index,
    format: BUSINESS_FORMATS[random.int(BUSINESS_FORMATS.length)]!,
    position: [lng + 0.03 * (random.next() - 0.5), lat + 0.03 * (random.next() - 0.5)],
    tradeAreaId: null,
    tradeArea: null,
    tradeAreaType: null,
    territoryIndex,
  }
})
const territories = Array.from({ length: TERRITORIES }, (_, k): PastTerritory => {
  const depot = depotOf(k)
  return {
    id: `${k + 1}`,
    start: depot,
    end: depot,
    shift: [8.5 * 3600, 17.5 * 3600],
    break: { window: [12 * 3600, 14 * 3600], seconds: 3600 },
    travelMode: 'car',
  }
})

function planned(today: string) {
  const { shops: described, visits } = generateDemonstration({
    seed: 7,
    shops,
    territories: TERRITORIES,
    today,
    calendar,
    rules: DEFAULT_SERVICE_RULES,
    orders: { months: 3, volumeFactor: 1, assortment: 'typical' },
    language: 'en',
    mayClose: true,
  })
  const input = { shops: described, visits, territories, rules: DEFAULT_SERVICE_RULES, calendar, today }
  return { shops: described, visits, weeks: [...planPastWeeks(input)] }
}
const monday = planned('2026-11-23')
const thursday = planned('2026-11-26')
const over = (today: string, { visits }: typeof monday) =>
  visits.filter(({ plannedOn }) => weekOf(plannedOn) < weekOf(today))

test('every week that is over has a plan for each territory, and the present one has none', () => {
  for (const { weeks } of [monday, thursday]) {
    expect(weeks).toHaveLength(16 * TERRITORIES)
    expect([weeks[0]!.week, weeks.at(-1)!.week]).toEqual(['2026-W32', '2026-W47'])
    expect(new Set(weeks.map(({ territoryIndex, week }) => `${territoryIndex} ${week}`)).size).toBe(
      weeks.length,
    )
  }
  const days = monday.weeks.flatMap((week) => week.days.map(({ date }) => ({ date, week: week.week })))
  expect(days.every(({ date, week }) => isWorkingDay(date, calendar) && weekOf(date) === week)).toBe(true)
})

test('each planned visit has its place in the route of its day, once', () => {
  const stops = monday.weeks.flatMap(({ days, visits }) =>
    days.flatMap(({ date, route }) =>
      (route?.stops ?? []).map(({ store }) => {
        expect(visits.get(visitKey(store, date))!.purposes.length).toBeGreaterThan(0)
        return visitKey(store, date)
      }),
    ),
  )
  const expected = over('2026-11-23', monday).map((visit) =>
    visitKey(`${visit.retailerIndex}`, visit.plannedOn),
  )
  expect(stops.toSorted()).toEqual(expected.toSorted())
  expect(new Set(stops).size).toBe(stops.length)
})

test('days keep to the shift, and nearly all stops to the hours of their shops', () => {
  const routes = monday.weeks.flatMap(({ days }) => days.flatMap(({ route }) => (route ? [route] : [])))
  let stops = 0
  let outside = 0
  for (const route of routes) {
    expect(route.startTime).toBeGreaterThanOrEqual(8.5 * 3600)
    expect(route.endTime).toBeLessThanOrEqual(17.5 * 3600)
    let left = route.startTime
    for (const { store, arrive, start, leave } of route.stops) {
      expect(arrive).toBeGreaterThanOrEqual(left)
      expect(start).toBeGreaterThanOrEqual(arrive)
      left = leave
      stops += 1
      const { openWindows } = monday.shops[Number(store)]!
      if (!openWindows.some(([from, to]) => from <= start && leave <= to)) outside += 1
    }
  }
  expect(outside / stops).toBeLessThan(0.01)
})

test('about six in a hundred visits are not made, for a reason, and three on another day of their week', () => {
  const visits = over('2026-11-23', monday)
  const rateOf = (holds: (visit: (typeof visits)[number]) => boolean, among = visits) =>
    among.filter(holds).length / among.length
  const slack = [...Map.groupBy(visits, ({ territoryIndex }) => territoryIndex).values()].toSorted(
    (a, b) => rateOf(({ notDone }) => notDone !== null, b) - rateOf(({ notDone }) => notDone !== null, a),
  )
  const missed = slack.map((group) => rateOf(({ notDone }) => notDone !== null, group))
  expect(missed[0]).toBeGreaterThan(0.15)
  expect(missed[0]).toBeLessThan(0.25)
  for (const share of missed.slice(1)) {
    expect(share).toBeGreaterThan(0.04)
    expect(share).toBeLessThan(0.08)
  }
  const moved = rateOf(({ date, plannedOn }) => date !== plannedOn)
  expect(moved).toBeGreaterThan(0.02)
  expect(moved).toBeLessThan(0.04)
  expect(visits.every(({ date, plannedOn }) => weekOf(date) === weekOf(plannedOn))).toBe(true)
  expect(visits.every(({ date, plannedOn, notDone }) => notDone === null || date === plannedOn)).toBe(true)
})

test('no week and no month of the history is empty, and no day has much more than its part', () => {
  expect(new Set(monday.visits.map(({ date }) => monthOf(date)))).toEqual(
    new Set(['2026-08', '2026-09', '2026-10', '2026-11']),
  )
  for (const { days } of monday.weeks) {
    const counts = days.map(({ route }) => route?.stops.length ?? 0)
    const mean = counts.reduce((sum, count) => sum + count, 0) / counts.length
    expect(Math.max(...counts)).toBeLessThanOrEqual(Math.ceil(mean) + 2)
  }
  const seen = monday.visits.filter(({ notDone }) => notDone === null)
  expect(seen.some(({ date }) => date >= addDays('2026-11-23', -3))).toBe(true)
})
