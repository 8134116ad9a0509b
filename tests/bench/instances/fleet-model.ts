/**
 * Benchmark instances as cases of the planner's model: one crew, several alike vehicles a day, capacity, a limit of
 * duration or time windows, and distance as the only cost.
 *
 * Units   coordinates as in the instance; the model's whole numbers are those times `scale`.
 */
import { type Model, NEVER } from '@/lib/domain/routing/kernel/model.kernel'
import { buildModel } from '@/lib/domain/routing/model'

export type FleetInstance = {
  readonly name: string
  readonly days: number
  readonly vehiclesPerDay: number
  /** Index 0 is the depot. */
  readonly x: readonly number[]
  readonly y: readonly number[]
  readonly demand: readonly number[]
  readonly service: readonly number[]
  readonly capacity: readonly number[]
  /** Longest route of each day; Infinity if free. */
  readonly durationMax: readonly number[]
  /** Start of service between ready and due; of index 0, leaving and return. Absent: no windows. */
  readonly windows?: readonly (readonly [number, number])[]
  /** Allowed sets of days; absent: the one day. */
  readonly patterns?: readonly (readonly (readonly number[])[])[]
  /** Length of an arc as the objective counts it. */
  readonly arc: (i: number, j: number) => number
}

/** Whole numbers must hold every sum of a route, and exact arcs stay exact. */
export function fleetModel(instance: FleetInstance): { model: Model; scale: number } {
  const { x, days, arc } = instance
  const size = x.length
  let longest = 1
  let isWhole = true
  for (let i = 0; i < size; i++) {
    for (let j = 0; j < size; j++) {
      const length = arc(i, j)
      longest = Math.max(longest, length)
      isWhole &&= Number.isInteger(length * 10)
    }
  }
  const horizon = Math.max(
    longest * 4,
    instance.windows?.[0]?.[1] ?? 0,
    ...instance.durationMax.filter(Number.isFinite),
  )
  const scale = isWhole ? 10 : 10 ** Math.max(0, Math.min(4, Math.floor(Math.log10(2e8 / horizon))))

  const travel = new Int32Array(size * size)
  for (let i = 0; i < size; i++) {
    // never below the true length, so that what fits here fits there
    for (let j = 0; j < size; j++) travel[i * size + j] = Math.ceil(arc(i, j) * scale - 1e-6)
  }
  const dropPrice = 20 * longest * scale
  const scaled = (value: number) => Math.round(value * scale)
  const [opens, closes] = instance.windows?.[0] ?? [0, Number.POSITIVE_INFINITY]
  const model = buildModel({
    travel,
    placeCount: size,
    dates: Array.from({ length: days }, (_, day) => day),
    crewCount: 1,
    alike: true,
    unreachable: NEVER,
    prices: { drive: 1, overtime: 1, overtimeIsLimit: true, balance: 0, compact: 0, change: 0 },
    stores: Array.from({ length: size - 1 }, (_, k) => {
      const c = k + 1
      const service = scaled(instance.service[c]!)
      const window = instance.windows?.[c]
      const patterns = instance.patterns?.[c]
      return {
        place: c,
        service,
        demand: instance.demand[c]!,
        dropPrice,
        crew: 0,
        visits: patterns ? 0 : 1,
        ...(patterns && { patterns }),
        gap: [1, 1e6] as const,
        first: [-1e6, 1e6] as const,
        windows: window ? [[scaled(window[0]), scaled(window[1]) + service] as const] : [],
        closed: [],
        locks: [],
        x: instance.x[c]!,
        y: instance.y[c]!,
      }
    }),
    slots: Array.from({ length: days * instance.vehiclesPerDay }, (_, k) => {
      const day = Math.floor(k / instance.vehiclesPerDay)
      const limit = instance.durationMax[day]!
      const end = Number.isFinite(closes) ? scaled(closes) : Number.isFinite(limit) ? scaled(limit) : NEVER
      return {
        crew: 0,
        day,
        start: 0,
        end: 0,
        from: scaled(opens),
        softEnd: end,
        hardEnd: Number.isFinite(closes) ? end : NEVER,
        capacity: instance.capacity[day]!,
      }
    }),
  })
  return { model, scale }
}
