/**
 * Week plans of the past, made from the visits that were planned in them: one for each territory and each week that is
 * over. The week of today has none, since it is the planner's.
 *
 * Each day starts and ends at the territory's depot and goes on to the stop that can be begun next, with estimated travel;
 * calls come last. No solver has seen these routes: they are what a person would have driven, now and then past the end
 * of the shift.
 *
 * Units   whole seconds of the day, whole metres; a store of a route is named by its retailer's index.
 */
import { type IsoDate, type IsoWeek, monthOf, weekOf, weekStart } from '@/lib/domain/calendar/dates'
import { type OrganizationCalendar, workingDays } from '@/lib/domain/calendar/working-days'
import type { PlanManager, PlanRoute, PlanStore } from '@/lib/domain/routing/problem'
import { scheduleStops, type TravelBetween } from '@/lib/domain/routing/schedule'
import { dueState } from '@/lib/domain/routing/service/due'
import { purposesOf, type VisitPurpose } from '@/lib/domain/routing/service/purposes'
import { findRule, type ServiceRule, type VisitChannel } from '@/lib/domain/routing/service/service-rules'
import { estimateLeg, TRAVEL_ESTIMATES, type TravelEstimate } from '@/lib/domain/travel/estimate'
import type { TravelMode } from '@/lib/domain/travel/road-way'
import type { PastVisit } from './past-visits'
import type { DemonstrationShop } from './shops'

export type PastTerritory = Omit<PlanManager, 'daysOff'> & { readonly travelMode: TravelMode }

export type PastWeek = {
  readonly territoryIndex: number
  readonly week: IsoWeek
  /** The working days of the week, each with its route where there were visits. */
  readonly days: readonly { readonly date: IsoDate; readonly route: PlanRoute | null }[]
  /** By `visitKey`. */
  readonly visits: ReadonlyMap<string, { readonly channel: VisitChannel; readonly purposes: VisitPurpose[] }>
}

export type PastPlansInput = {
  readonly shops: readonly DemonstrationShop[]
  readonly visits: readonly PastVisit[]
  readonly territories: readonly PastTerritory[]
  readonly rules: readonly ServiceRule[]
  readonly calendar: OrganizationCalendar
  readonly today: IsoDate
}

const WORK_WEEK_MAX = 7

/** Ascending by week, then by territory. */
export function* planPastWeeks(input: PastPlansInput): Generator<PastWeek, void, undefined> {
  const { shops, visits, territories, rules, calendar, today } = input
  const current = weekOf(today)
  const lastDone = new Map<number, IsoDate>()
  const byWeek = Map.groupBy(visits, ({ plannedOn }) => weekOf(plannedOn))
  for (const week of [...byWeek.keys()].toSorted()) {
    if (week >= current) return
    const byTerritory = Map.groupBy(byWeek.get(week)!, ({ territoryIndex }) => territoryIndex)
    const dates = workingDays(weekStart(week), WORK_WEEK_MAX, calendar).filter(
      (date) => weekOf(date) === week,
    )
    for (const [territoryIndex, territory] of territories.entries()) {
      const planned = byTerritory.get(territoryIndex)
      if (!planned) continue
      const described: [string, { channel: VisitChannel; purposes: VisitPurpose[] }][] = []
      const days = dates.map((date, day) => {
        const ofDay = planned.filter(({ plannedOn }) => plannedOn === date)
        for (const { retailerIndex, channel } of ofDay) {
          const { serviceClass } = shops[retailerIndex]!
          const { intervalDays } = findRule(rules, serviceClass)!
          const due = dueState(lastDone.get(retailerIndex), intervalDays, date)
          const purposes = purposesOf({ due, intervalDays, month: monthOf(date) })
          described.push([visitKey(`${retailerIndex}`, date), { channel, purposes }])
        }
        return { date, route: ofDay.length > 0 ? routeOf(ofDay, day, territory, shops, rules) : null }
      })
      yield { territoryIndex, week, days, visits: new Map(described) }
    }
    for (const { retailerIndex, date, notDone } of byWeek.get(week)!) {
      if (notDone === null) lastDone.set(retailerIndex, date)
    }
  }
}

export function visitKey(store: string, date: IsoDate): string {
  return `${store} ${date}`
}

function routeOf(
  visits: readonly PastVisit[],
  day: number,
  territory: PastTerritory,
  shops: readonly DemonstrationShop[],
  rules: readonly ServiceRule[],
): PlanRoute {
  const stores = visits.map(({ retailerIndex, channel }): PlanStore => {
    const { position, serviceClass, openWindows } = shops[retailerIndex]!
    return {
      id: `${retailerIndex}`,
      position,
      serviceSeconds: findRule(rules, serviceClass)!.minutes * 60,
      windows: openWindows,
      channel,
    }
  })
  const travel = travelFrom(territory, stores, TRAVEL_ESTIMATES[territory.travelMode])
  const onSite = stores.filter(({ channel }) => channel === 'onsite')
  const calls = stores.filter(({ channel }) => channel === 'phone')
  return scheduleStops(territory, day, [...inTurn(onSite, territory, travel), ...calls], travel).route
}

function travelFrom(
  { id, start, end }: PastTerritory,
  stores: readonly PlanStore[],
  estimate: TravelEstimate,
): TravelBetween {
  const places = new Map([
    [`${id}:start`, start],
    [`${id}:end`, end],
  ])
  for (const store of stores) places.set(store.id, store.position)
  return (from, to) => estimateLeg(places.get(from)!, places.get(to)!, estimate)
}

/** From each stop to the one that can be begun first, with the break in between. */
function inTurn(stores: readonly PlanStore[], territory: PastTerritory, travel: TravelBetween): PlanStore[] {
  const { shift, break: pause } = territory
  const left = new Set(stores)
  const turn: PlanStore[] = []
  let place = `${territory.id}:start`
  let time = shift[0]
  let hasPaused = pause === undefined
  while (left.size > 0) {
    if (pause && !hasPaused && time >= pause.window[0]) {
      time += pause.seconds
      hasPaused = true
    }
    let next: PlanStore | undefined
    let begin = Number.POSITIVE_INFINITY
    for (const store of left) {
      const start = startAt(store, time + travel(place, store.id).seconds)
      if (start >= begin) continue
      begin = start
      next = store
    }
    const chosen = next ?? [...left][0]!
    left.delete(chosen)
    turn.push(chosen)
    place = chosen.id
    if (Number.isFinite(begin)) time = begin + chosen.serviceSeconds
  }
  return turn
}

/** When a visit can begin; infinite if the shop is closed for the rest of the day. */
function startAt({ windows = [], serviceSeconds }: PlanStore, ready: number): number {
  let start = Number.POSITIVE_INFINITY
  for (const [open, close] of windows) {
    const begin = Math.max(ready, open)
    if (begin + serviceSeconds <= close) start = Math.min(start, begin)
  }
  return start
}
