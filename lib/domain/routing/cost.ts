/**
 * What a plan costs, term by term, as docs/planner.md defines it.
 *
 * Units   seconds of driving at weight 1; other terms are brought to that by their weights.
 */
import type { Plan, PlanCost, PlanProblem } from './problem'
import { COMPACT_SPEED_MPS, planePositions } from './to-model'

type Routes = Plan['routes']

export function planCost(
  problem: PlanProblem,
  routes: Routes,
  missing: ReadonlyMap<string, number>,
): PlanCost {
  const { weights, managers, stores } = problem
  const shiftEnd = new Map(managers.map(({ id, shift }) => [id, shift[1]]))
  let drive = 0
  let overtime = 0
  for (const route of routes) {
    drive += route.driveSeconds
    overtime += Math.max(0, route.endTime - shiftEnd.get(route.manager)!)
  }
  let left = 0
  for (const { id, priority = 1 } of stores) left += priority * (missing.get(id) ?? 0)

  const terms = {
    drive: weights.drive * drive,
    overtime: weights.overtime * overtime,
    unplanned: weights.unplanned * left,
    balance: weights.balance === 0 ? 0 : weights.balance * spread(problem, routes),
    compact: weights.compact === 0 ? 0 : weights.compact * scatter(problem, routes),
    change: weights.change === 0 ? 0 : weights.change * changes(problem, routes),
  }
  const { drive: a, overtime: b, unplanned: c, balance: d, compact: e, change: f } = terms
  return { total: a + b + c + d + e + f, ...terms }
}

/** Σ of the squared differences of each working day's load from their mean, in mean shifts. */
function spread({ managers, days, stores }: PlanProblem, routes: Routes): number {
  const service = new Map(stores.map(({ id, serviceSeconds }) => [id, serviceSeconds]))
  const loads = routes.map(
    ({ stops, driveSeconds }) =>
      driveSeconds + stops.reduce((sum, { store }) => sum + service.get(store)!, 0),
  )
  const shifts = managers.flatMap(({ shift, daysOff = [] }) =>
    Array.from({ length: days.length - daysOff.length }, () => shift[1] - shift[0]),
  )
  if (shifts.length === 0) return 0
  const mean = loads.reduce((sum, load) => sum + load, 0) / shifts.length
  const idle = shifts.length - loads.length
  const squares = loads.reduce((sum, load) => sum + (load - mean) ** 2, 0) + idle * mean ** 2
  return (squares * shifts.length) / shifts.reduce((sum, seconds) => sum + seconds, 0)
}

/** Σ over routes of stops × root-mean-square distance from their center, at the speed of `COMPACT_SPEED_MPS`. */
function scatter({ stores }: PlanProblem, routes: Routes): number {
  const points = planePositions(stores)
  const pointOf = new Map<string, readonly [x: number, y: number]>()
  for (const [k, { id, channel }] of stores.entries()) if (channel !== 'phone') pointOf.set(id, points[k]!)
  let seconds = 0
  for (const { stops } of routes) {
    const onsite = stops.flatMap(({ store }) => {
      const point = pointOf.get(store)
      return point ? [point] : []
    })
    const count = Math.max(1, onsite.length)
    const x = onsite.reduce((sum, point) => sum + point[0], 0) / count
    const y = onsite.reduce((sum, point) => sum + point[1], 0) / count
    const squares = onsite.reduce((sum, point) => sum + (point[0] - x) ** 2 + (point[1] - y) ** 2, 0)
    seconds += Math.sqrt(count * squares) / COMPACT_SPEED_MPS
  }
  return seconds
}

/** Visits that the previous plan, which knew the store, did not make on that day by that manager. */
function changes({ previous }: PlanProblem, routes: Routes): number {
  const visitsOf = (list: Routes) =>
    list.flatMap(({ manager, day, stops }) =>
      stops.map(({ store }) => ({ store, key: JSON.stringify([store, day, manager]) })),
    )
  const before = visitsOf(previous?.routes ?? [])
  const keys = new Set(before.map(({ key }) => key))
  const known = new Set(before.map(({ store }) => store))
  return visitsOf(routes).filter(({ store, key }) => known.has(store) && !keys.has(key)).length
}
