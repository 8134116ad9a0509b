/** Bench `pvrp`: periodic vehicle routing, Cordeau's text format; `--out` writes `NAME.res` in his solution format. */
import path from 'node:path'
import { benchFleet } from './fleet-bench'
import type { FleetRoute } from './instances/check-fleet'
import type { FleetInstance } from './instances/fleet-model'
import { generateInstance } from './instances/generated'
import { parsePvrp } from './instances/pvrp'
import type { BenchOptions } from './main'

export async function bench(options: BenchOptions): Promise<void> {
  await benchFleet(
    {
      read: (file, text) => (file.endsWith('.txt') ? parsePvrp(path.parse(file).name, text) : undefined),
      generated: () => [60, 120].map((customers) => generateInstance('pvrp', customers, customers)),
      extension: 'res',
      write: cordeauSolution,
    },
    options,
  )
}

/** The cost, then `day vehicle duration load 0 customers 0` with days and vehicles from 1. */
function cordeauSolution(instance: FleetInstance, routes: readonly FleetRoute[], cost: number): string {
  const { arc, service, demand } = instance
  const used = Array.from({ length: instance.days }, () => 0)
  const lines = routes
    .toSorted((a, b) => a.day - b.day)
    .map(({ day, customers }) => {
      const stops = [0, ...customers, 0]
      const length = stops.slice(1).reduce((sum, customer, k) => sum + arc(stops[k]!, customer), 0)
      const duration = length + customers.reduce((sum, customer) => sum + service[customer]!, 0)
      const load = customers.reduce((sum, customer) => sum + demand[customer]!, 0)
      used[day]!++
      return `${day + 1} ${used[day]} ${duration.toFixed(2)} ${load} ${stops.join(' ')}`
    })
  return `${cost.toFixed(2)}\n${lines.join('\n')}\n`
}
