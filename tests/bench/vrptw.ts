/**
 * Bench `vrptw`: vehicle routing with time windows, distance only, as many vehicles as the instance gives. Solomon's text
 * counts unrounded arcs, VRPLIB's arcs cut to one decimal.
 */
import path from 'node:path'
import { benchFleet, vrplibSolution } from './fleet-bench'
import { generateInstance } from './instances/generated'
import { parseSolomon } from './instances/solomon'
import { parseVrplib } from './instances/vrplib'
import type { BenchOptions } from './main'

export async function bench(options: BenchOptions): Promise<void> {
  await benchFleet(
    {
      read: (file, text) => (file.endsWith('.vrp') ? parseVrplib : parseSolomon)(path.parse(file).name, text),
      generated: () => [100].map((customers) => generateInstance('vrptw', customers, customers)),
      extension: 'sol',
      write: vrplibSolution,
    },
    options,
  )
}
