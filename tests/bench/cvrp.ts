/** Bench `cvrp`: capacitated vehicle routing, VRPLIB text, arcs to the nearest whole number. */
import path from 'node:path'
import { benchFleet, vrplibSolution } from './fleet-bench'
import { generateInstance } from './instances/generated'
import { parseVrplib } from './instances/vrplib'
import type { BenchOptions } from './main'

export async function bench(options: BenchOptions): Promise<void> {
  await benchFleet(
    {
      read: (file, text) => (file.endsWith('.vrp') ? parseVrplib(path.parse(file).name, text) : undefined),
      generated: () => [100, 200].map((customers) => generateInstance('cvrp', customers, customers)),
      extension: 'sol',
      write: vrplibSolution,
    },
    options,
  )
}
