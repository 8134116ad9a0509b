/** Instances made here, for a bench without a folder of published ones: clustered customers in a square of 100. */
import { seededRandom } from '@/lib/domain/random'
import type { FleetInstance } from './fleet-model'

const SIDE = 100
const CLUSTERS = 6

export function generateInstance(
  suite: 'pvrp' | 'cvrp' | 'vrptw',
  customers: number,
  seed: number,
): FleetInstance {
  const random = seededRandom(seed)
  const centers = Array.from(
    { length: CLUSTERS },
    () => [SIDE * random.next(), SIDE * random.next()] as const,
  )
  const x = [SIDE / 2]
  const y = [SIDE / 2]
  for (let k = 0; k < customers; k++) {
    const [centerX, centerY] = centers[random.int(CLUSTERS)]!
    const isClustered = random.next() < 0.5
    x.push(Math.round(isClustered ? centerX + 20 * (random.next() - 0.5) : SIDE * random.next()))
    y.push(Math.round(isClustered ? centerY + 20 * (random.next() - 0.5) : SIDE * random.next()))
  }
  const demand = x.map((_, k) => (k === 0 ? 0 : 1 + random.int(20)))
  const distance = (i: number, j: number) => Math.hypot(x[i]! - x[j]!, y[i]! - y[j]!)
  const base = {
    name: `${suite}-n${customers}`,
    x,
    y,
    demand,
    service: x.map(() => 0),
    capacity: [200],
    durationMax: [Number.POSITIVE_INFINITY],
    days: 1,
    vehiclesPerDay: customers,
  }
  if (suite === 'cvrp') return { ...base, arc: (i, j) => Math.round(distance(i, j)) }
  if (suite === 'vrptw') {
    const windows = x.map((_, k) => {
      if (k === 0) return [0, 1000] as const
      const ready = Math.ceil(distance(0, k)) + random.int(500)
      return [ready, ready + 30 + random.int(150)] as const
    })
    return { ...base, service: x.map((_, k) => (k === 0 ? 0 : 10)), windows, arc: distance }
  }
  const days = 5
  const choices = [
    [[0], [1], [2], [3], [4]],
    [
      [0, 2],
      [1, 3],
      [2, 4],
      [0, 3],
      [1, 4],
    ],
    [[0, 1, 2, 3, 4]],
  ]
  const patterns = x.map((_, k) => (k === 0 ? [] : choices[[0, 0, 0, 1, 1, 2][random.int(6)]!]!))
  const load = demand.reduce((sum, value, k) => sum + value * (patterns[k]![0]?.length ?? 0), 0)
  return {
    ...base,
    days,
    vehiclesPerDay: Math.ceil((1.15 * load) / (days * 200)),
    capacity: Array.from({ length: days }, () => 200),
    durationMax: Array.from({ length: days }, () => Number.POSITIVE_INFINITY),
    patterns,
    arc: distance,
  }
}
