/** A plan out of those found, and the long search that makes such plans. */
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { seededRandom } from '@/lib/domain/random'
import { anneal } from '@/lib/domain/routing/anneal'
import { checkPlan } from '@/lib/domain/routing/check-plan'
import { courseOf } from '@/lib/domain/routing/course'
import { createState } from '@/lib/domain/routing/kernel/create-state'
import { exchangeRoutes } from '@/lib/domain/routing/kernel/exchange-routes.kernel'
import { setBlinks } from '@/lib/domain/routing/kernel/insertion.kernel'
import { undoChanges } from '@/lib/domain/routing/kernel/journal.kernel'
import type { Model } from '@/lib/domain/routing/kernel/model.kernel'
import { withinRules } from '@/lib/domain/routing/kernel/place-initial'
import { AREA_SHARE, SUM_DROPPED, totalCost } from '@/lib/domain/routing/kernel/plan-state.kernel'
import { recreate, ruin } from '@/lib/domain/routing/kernel/ruin-recreate.kernel'
import { settleTouched } from '@/lib/domain/routing/kernel/visits.kernel'
import { BestPlans, exchangeDays, NEAR_MAX, PLANS_MAX, recombine } from '@/lib/domain/routing/recombine'
import { readRoutes, settledState } from '@/lib/domain/routing/settled-state'
import { solve } from '@/lib/domain/routing/solve'
import { toModel } from '@/lib/domain/routing/to-model'
import { travelTableOf } from '@/lib/domain/routing/travel-table'
import { kernelEngine } from '@/lib/solver/kernel'
import { aManager, aStore, lineTravel, problemOf, problems, workingDays } from './a-problem'

const MANY_DAYS = problemOf({
  days: workingDays(PLANS_MAX + 4),
  managers: [aManager()],
  stores: [aStore({ id: 's' })],
  travel: lineTravel({ 'm:start': 0, 'm:end': 0, s: 100 }),
})
/** Above 24,000 a visit, where the three stores below have ten visits or fewer. */
const ITERATIONS = 250_000

test('each store has visits of one of the two plans, by one manager, and a day of a manager has no more routes than slots', () => {
  fc.assert(
    fc.property(problems, fc.integer(), (problem, seed) => {
      const { model: m } = toModel(problem, travelTableOf(problem))
      const [near, far] = [1, 2].map((k) => anneal(m, { iterations: 300, seed: k }).routes)
      const random = seededRandom(seed)
      const routes = recombine(m, near!, far!, () => random.next())
      const visitsOf = (plan: readonly Int32Array[]) => {
        const visits = new Map<number, Set<string>>()
        for (const [slot, route] of plan.entries()) {
          for (const store of route) {
            const all = visits.get(store) ?? new Set()
            expect(all.has(`${m.slotDay[slot]}`)).toBe(false)
            visits.set(store, all.add(`${m.slotCrew[slot]}:${m.slotDay[slot]}`))
          }
        }
        return visits
      }
      const [fromNear, fromFar] = [visitsOf(near!), visitsOf(far!)]
      expect(routes).toHaveLength(m.slotCount)
      for (const [store, visits] of visitsOf(routes)) {
        const isPartOf = (all: Set<string> | undefined) => all !== undefined && visits.isSubsetOf(all)
        expect(isPartOf(fromNear.get(store)) || isPartOf(fromFar.get(store))).toBe(true)
      }
    }),
    { numRuns: 60 },
  )
})

const severalDays = problems.filter(({ days }) => days.length > 1)

test('with days exchanged some routes come to other days as wholes, by the same manager, and all of a day to the same', () => {
  let exchanged = 0
  fc.assert(
    fc.property(severalDays, fc.integer(), (problem, seed) => {
      const { model: m } = toModel(problem, travelTableOf(problem))
      const before = anneal(m, { iterations: 300, seed: 1 }).routes
      const random = seededRandom(seed)
      const after = exchangeDays(m, before, () => random.next())
      fc.pre(after !== undefined)
      const routesOf = (plan: readonly Int32Array[]) =>
        plan.flatMap((route, slot) =>
          route.length === 0 ? [] : [{ route: `${m.slotCrew[slot]}:${route.join()}`, day: m.slotDay[slot]! }],
        )
      const [old, made] = [routesOf(before), routesOf(after)]
      expect(after).toHaveLength(m.slotCount)
      for (const { route } of made) expect(old.map((one) => one.route)).toContain(route)
      const dayAfter = new Map<number, number>()
      for (const { route, day } of made) {
        const origins = old.filter((one) => one.route === route).map((one) => one.day)
        if (origins.length !== 1 || origins[0] === day) continue
        expect(dayAfter.get(origins[0]!) ?? day).toBe(day)
        dayAfter.set(origins[0]!, day)
        exchanged++
      }
      expect(new Set(dayAfter.values()).size).toBe(dayAfter.size)
    }),
    { numRuns: 100 },
  )
  expect(exchanged).toBeGreaterThan(0)
})

test('of a plan with days exchanged a store stays on all its days if these can be part of an allowed set, and on none if not', () => {
  let kept = 0
  let dropped = 0
  fc.assert(
    fc.property(severalDays, fc.integer(), (problem, seed) => {
      const { model: m } = toModel(problem, travelTableOf(problem))
      const random = seededRandom(seed)
      const exchanged = exchangeDays(m, anneal(m, { iterations: 300, seed: 1 }).routes, () => random.next())
      fc.pre(exchanged !== undefined)
      const within = withinRules(m, createState(m, 1), exchanged)
      const [before, after] = [daysOf(m, exchanged), daysOf(m, within)]
      for (const [store, days] of before.entries()) {
        if (days.length === 0) continue
        const isAllowed = mayBeVisited(m, store, days)
        expect(after[store]).toEqual(isAllowed ? days : [])
        if (isAllowed) kept++
        else dropped++
      }
    }),
    { numRuns: 100 },
  )
  expect(kept).toBeGreaterThan(0)
  expect(dropped).toBeGreaterThan(0)
})

/** Of each store, in order. */
function daysOf(m: Model, routes: readonly (readonly number[] | Int32Array)[]): number[][] {
  const days: number[][] = Array.from({ length: m.storeCount }, () => [])
  for (const [slot, route] of routes.entries()) {
    for (const store of route) days[store]!.push(m.slotDay[slot]!)
  }
  return days.map((list) => list.sort((a, b) => a - b))
}

/** Whether an allowed set of days holds these, tried out over all sets there are. */
function mayBeVisited(m: Model, store: number, days: readonly number[]): boolean {
  const isTwice = new Set(days).size < days.length
  const isClosed = days.some((day) => m.dayOpen[store * m.dayCount + day] === 0)
  if (isTwice || isClosed) return false
  if (m.byPattern[store]) {
    const patterns = Array.from({ length: m.patternFrom[store + 1]! - m.patternFrom[store]! }, (_, k) => {
      const pattern = m.patternFrom[store]! + k
      return [...m.patternDay.subarray(m.patternDayFrom[pattern], m.patternDayFrom[pattern + 1])]
    })
    return patterns.some((pattern) => days.every((day) => pattern.includes(day)))
  }
  const all = Array.from({ length: m.dayCount }, (_, day) => day)
  const isOpen = (day: number) => m.dayOpen[store * m.dayCount + day] === 1
  const locked = all.filter((day) => m.locked[store * m.dayCount + day] === 1)
  const lost = locked.filter((day) => !isOpen(day)).length
  const must = [...days, ...locked.filter(isOpen)]
  return Array.from({ length: 1 << m.dayCount }, (_, set) => all.filter((day) => set & (1 << day))).some(
    (set) => {
      const [first] = set
      const gaps = set.slice(1).map((day, k) => m.dates[day]! - m.dates[set[k]!]!)
      return (
        first !== undefined &&
        set.length <= m.visits[store]! - lost &&
        set.every(isOpen) &&
        must.every((day) => set.includes(day)) &&
        m.dates[first]! >= m.firstLeast[store]! &&
        m.dates[first]! <= m.firstMost[store]! &&
        gaps.every((gap) => gap >= m.gapLeast[store]! && gap <= m.gapMost[store]!)
      )
    },
  )
}

test('of plans on the same days the better one stays, and of too many the worst leaves', () => {
  const { model: m } = toModel(MANY_DAYS, travelTableOf(MANY_DAYS))
  const plans = new BestPlans(m)
  const costs = new Map(Array.from({ length: m.slotCount }, (_, day) => [day, 1 + ((7 * day) % m.slotCount)]))
  const add = (day: number, cost: number) => {
    const routes = Array.from({ length: m.slotCount }, (_, slot) => Int32Array.from(slot === day ? [0] : []))
    plans.add({ cost, routes })
  }
  for (const [day, cost] of costs) add(day, cost + 1000)
  for (const [day, cost] of costs) {
    add(day, cost)
    add(day, cost + 500)
  }
  expect(plans.best?.cost).toBe(1)
  const random = seededRandom(1)
  const drawn = new Set<number>()
  for (let k = 0; k < 2000; k++) {
    const [one, other] = plans.pair(() => random.next())
    expect(one.cost).not.toBe(other.cost)
    drawn.add(one.cost).add(other.cost)
  }
  expect([...drawn].sort((a, b) => a - b)).toEqual(Array.from({ length: PLANS_MAX }, (_, k) => k + 1))
})

test('of plans near each other no more than a few stay, the best of them, however many there are', () => {
  const problem = problemOf({
    days: workingDays(3),
    managers: [aManager()],
    stores: Array.from({ length: 8 }, (_, k) => aStore({ id: `s${k}`, manager: 'm' })),
    travel: lineTravel(
      Object.fromEntries([
        ['m:start', 0],
        ['m:end', 0],
        ...Array.from({ length: 8 }, (_, k) => [`s${k}`, k]),
      ]),
    ),
  })
  const { model: m } = toModel(problem, travelTableOf(problem))
  const plans = new BestPlans(m)
  /** All on the first day but one, or all on the last. */
  const planOf = (moved: number | 'all') =>
    Array.from({ length: 3 }, (_, day) =>
      Int32Array.from({ length: 8 }, (_, store) => store).filter((store) =>
        moved === 'all' ? day === 2 : day === (store === moved ? 1 : 0),
      ),
    )
  plans.add({ cost: 100, routes: planOf('all') })
  for (const store of [3, 0, 6, 1, 7, 2, 5, 4]) plans.add({ cost: 10 + store, routes: planOf(store) })
  const random = seededRandom(1)
  const drawn = new Set(Array.from({ length: 500 }, () => plans.pair(() => random.next())[0].cost))
  expect([...drawn].sort((a, b) => a - b)).toEqual([
    ...Array.from({ length: NEAR_MAX }, (_, k) => 10 + k),
    100,
  ])
})

test('of 10,000 to 24,000 iterations a visit half of the first plans cool down with soft limits, beyond that none', () => {
  const softShare = (iterationsPerVisit: number) => {
    const first = courseOf(iterationsPerVisit, false, 5).cycles.filter(({ from }) => from === 'anew')
    return first.filter(({ isSoft }) => isSoft).length / first.length
  }
  expect(softShare(10_000)).toBe(0.5)
  expect(softShare(23_999)).toBe(0.5)
  expect(softShare(24_000)).toBe(0)
})

test('from 24,000 iterations a visit on half of the ruins free an area, and none before', () => {
  const shares = (iterationsPerVisit: number) =>
    new Set(courseOf(iterationsPerVisit, false, 5).cycles.map(({ areaShare }) => areaShare))
  expect(shares(23_999)).toEqual(new Set([0]))
  expect(shares(24_000)).toEqual(new Set([0.5]))
})

test('a ruin of an area takes out all visits of a store and of those nearest to it, and of no other', () => {
  let taken = 0
  fc.assert(
    fc.property(severalDays, fc.integer(), (problem, seed) => {
      const { model: m } = toModel(problem, travelTableOf(problem))
      const s = settledState(m, anneal(m, { iterations: 300, seed }).routes)
      const planned = [...s.planned]
      fc.pre(s.absentCount === 0 && s.visitCount > 0)
      s.sums[AREA_SHARE] = 1
      m.isPlain = 0 // or some would exchange routes instead
      ruin(m, s)
      const area = [...s.removed.subarray(0, s.removedCount)]
      const row = area[0]! * m.neighbourCount
      const nearest = [...m.neighbours.subarray(row, row + area.length - 1)]
      expect(area).toEqual([area[0], ...nearest])
      for (const store of m.place.keys()) {
        expect(s.planned[store]).toBe(area.includes(store) ? 0 : planned[store])
      }
      taken = Math.max(taken, area.length)
    }),
    { numRuns: 100 },
  )
  expect(taken).toBeGreaterThan(1)
})

/** Where only driving and durations count. */
const plainProblems = severalDays.map((problem) => ({
  ...problem,
  managers: problem.managers.map(({ break: _break, ...manager }) => manager),
  stores: problem.stores.map(({ windows: _windows, channel: _channel, lock, ...store }) => ({
    ...store,
    ...(lock && { lock: lock.map(({ position: _position, ...day }) => day) }),
  })),
  weights: { ...problem.weights, balance: 0, compact: 0, change: 0 },
}))

test('two routes that exchange their days leave every store on days that go together, and all others as they were', () => {
  let exchanged = 0
  let freed = 0
  fc.assert(
    fc.property(plainProblems, fc.integer(), (problem, seed) => {
      const { model: m } = toModel(problem, travelTableOf(problem))
      expect(m.isPlain).toBe(1)
      const s = settledState(m, anneal(m, { iterations: 300, seed }).routes)
      fc.pre(s.visitCount > 0)
      const before = readRoutes(m, s)
      exchangeRoutes(m, s)
      settleTouched(m, s)
      const after = readRoutes(m, s)
      const gone = new Set(s.removed.subarray(0, s.removedCount))
      const changed = [...s.touched.subarray(0, s.touchedCount)]
      const [one, other] = changed
      const moved = new Set(changed.flatMap((slot) => before[slot]!))
      for (const [store, days] of daysOf(m, after).entries()) {
        if (moved.has(store) && days.length > 0) expect(mayBeVisited(m, store, days)).toBe(true)
      }
      for (const [slot, route] of before.entries()) {
        const from = slot === one ? before[other!]! : slot === other ? before[one!]! : route
        expect(after[slot]).toEqual(from.filter((store) => !gone.has(store) || after[slot]!.includes(store)))
        if (from !== route) exchanged++
      }
      freed += gone.size
      expect(totalCost(m, s) - s.sums[SUM_DROPPED]!).toBeCloseTo(costWithoutDropped(m, after), 3)
      undoChanges(m, s)
      expect(readRoutes(m, s)).toEqual(before)
    }),
    { numRuns: 200 },
  )
  expect(exchanged).toBeGreaterThan(0)
  expect(freed).toBeGreaterThan(0)
})

function costWithoutDropped(m: Model, routes: readonly (readonly number[])[]): number {
  const s = settledState(m, routes)
  return totalCost(m, s) - s.sums[SUM_DROPPED]!
}

test('what was taken out is put back unless the plan would cost as much as the limit', () => {
  let givenUp = 0
  let whole = 0
  fc.assert(
    fc.property(
      plainProblems,
      fc.integer(),
      fc.double({ min: 0.9, max: 1.3, noNaN: true }),
      (problem, seed, share) => {
        const metric = { ...problem, travel: { estimate: { speedKmh: 20, detour: 1.3 } } }
        const { model: m } = toModel(metric, travelTableOf(metric))
        const s = settledState(m, anneal(m, { iterations: 300, seed }).routes)
        fc.pre(s.visitCount > 0)
        setBlinks(s, 0)
        const limit = share * totalCost(m, s)
        const random = s.random
        ruin(m, s)
        expect(recreate(m, s, Number.POSITIVE_INFINITY)).toBe(true)
        const cost = totalCost(m, s)
        undoChanges(m, s)
        s.random = random
        ruin(m, s)
        const taken = s.removedCount
        const isWhole = recreate(m, s, limit)
        if (taken > 0) expect(isWhole).toBe(cost < limit)
        if (isWhole) whole++
        else givenUp++
        undoChanges(m, s)
        expect(s.removedCount).toBe(0)
        expect([...s.isRemoved]).not.toContain(1)
      },
    ),
    { numRuns: 200 },
  )
  expect(givenUp).toBeGreaterThan(0)
  expect(whole).toBeGreaterThan(0)
})

test('a search so long that it makes plans out of those found gives plans that hold, the same by both kernels', () => {
  fc.assert(
    fc.property(fc.oneof(problems, plainProblems), fc.integer(), (generated, seed) => {
      const problem = { ...generated, stores: generated.stores.slice(0, 3) }
      const plan = solve(problem, { iterations: ITERATIONS, seed })
      expect(checkPlan(problem, plan).valid).toBe(true)
      expect(solve(problem, { iterations: ITERATIONS, seed, engine: kernelEngine() })).toEqual(plan)
    }),
    { numRuns: 8 },
  )
})
