/**
 * What the screen asks while a visit is dragged, on the plan of the whole city, with the travel table that a saved plan
 * has: the effect of one move, every place for the visit in its week, and the best slot of each day for one more visit.
 *
 * Shape   milliseconds by the clock, p50 and p99 over 200 visits and places drawn by the seed, after 20 that are not
 *         counted; `effectCpuP99Ms` is the same of the processor, which a busy machine does not lengthen.
 */
import { type Random, seededRandom } from '@/lib/domain/random'
import { bestSlots, effectOfMove, placesFor } from '@/lib/domain/routing/edit'
import { travelTableOf } from '@/lib/domain/routing/travel-table'
import { checked, type PlannerBench, type PlannerResult, round } from './planner-result'

const MOVES = 200
const WARM_MOVES = 20

export async function* benchMoves(bench: PlannerBench): AsyncGenerator<PlannerResult> {
  const { city, cityName, cityPlan, options } = bench
  const plan = await cityPlan()
  const startedMs = performance.now()
  const problem = { ...city, travel: travelTableOf(city) }
  const random = seededRandom(options.seed)
  const times: Record<'effect' | 'places' | 'slots', Took[]> = { effect: [], places: [], slots: [] }
  for (let k = -WARM_MOVES; k < MOVES; k++) {
    const { manager, day: fromDay, stops } = pick(plan.routes, random)
    const { store } = pick(stops, random)
    const visited = plan.routes.filter((route) => route.stops.some((stop) => stop.store === store))
    const free = city.days.keys().filter((day) => !visited.some((route) => route.day === day))
    const toDay = pick([...free], random)
    const position = random.int(10)
    const monday = 5 * Math.floor(fromDay / 5)
    const week = [0, 1, 2, 3, 4].map((weekday) => monday + weekday)
    const one = {
      effect: took(() => effectOfMove(problem, plan, { store, fromDay, toDay, position })),
      places: took(() => placesFor(problem, plan, { manager, store, fromDay }, week)),
      slots: took(() => bestSlots(problem, plan, store)),
    }
    if (k < 0) continue
    times.effect.push(one.effect)
    times.places.push(one.places)
    times.slots.push(one.slots)
  }
  const { valid, visits } = checked(city, plan)
  yield {
    instance: 'move-effect',
    problem: cityName,
    seconds: round((performance.now() - startedMs) / 1000),
    valid,
    visits,
    moves: MOVES,
    effectP50Ms: quantile(times.effect, 0.5),
    effectP99Ms: quantile(times.effect, 0.99),
    effectCpuP99Ms: quantile(times.effect, 0.99, 'cpuMs'),
    placesP50Ms: quantile(times.places, 0.5),
    placesP99Ms: quantile(times.places, 0.99),
    slotsP50Ms: quantile(times.slots, 0.5),
    slotsP99Ms: quantile(times.slots, 0.99),
  }
}

type Took = { readonly ms: number; readonly cpuMs: number }

function took(run: () => unknown): Took {
  const cpu = process.cpuUsage()
  const startedMs = performance.now()
  run()
  const ms = performance.now() - startedMs
  const { user, system } = process.cpuUsage(cpu)
  return { ms, cpuMs: (user + system) / 1000 }
}

function quantile(times: readonly Took[], share: number, of: keyof Took = 'ms'): number {
  const sorted = times.map((one) => one[of]).sort((a, b) => a - b)
  return round(sorted[Math.ceil(share * sorted.length) - 1]!)
}

function pick<T>(items: readonly T[], random: Random): T {
  return items[random.int(items.length)]!
}
