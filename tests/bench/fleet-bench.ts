/**
 * What the suites pvrp, cvrp and vrptw share: each instance is solved by one thread for `--seconds` of CPU time (10 if
 * not said) and recomputed by a checker of its own.
 *
 * Shape   `{"instance","seconds","cost","feasible","routes","trace"}`; of the trace `[seconds, cost]` one improvement in
 *         each twentieth of a second at most, and the last.
 */
import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { anneal } from '@/lib/domain/routing/anneal'
import { kernelEngine } from '@/lib/solver/kernel'
import { checkFleet, type FleetRoute } from './instances/check-fleet'
import { type FleetInstance, fleetModel } from './instances/fleet-model'
import type { BenchOptions } from './main'

const SECONDS = 10
const TRACE_EVERY_S = 0.05
/** A matrix of more customers than this takes too much memory. */
const CUSTOMERS_MAX = 12_000

export type FleetSuite = {
  /** The instance of a file, by its name and text; undefined if the file is not one. */
  readonly read: (file: string, text: string) => FleetInstance | undefined
  readonly generated: () => FleetInstance[]
  readonly extension: string
  readonly write: (instance: FleetInstance, routes: readonly FleetRoute[], cost: number) => string
}

export async function benchFleet(suite: FleetSuite, options: BenchOptions): Promise<void> {
  for await (const instance of instancesOf(suite, options)) {
    if (instance.x.length > CUSTOMERS_MAX) {
      console.error(
        `${instance.name} has ${instance.x.length - 1} customers; at most ${CUSTOMERS_MAX} are solved`,
      )
      continue
    }
    const result = solveInstance(instance, options)
    const { name } = instance
    const { cost, faults, seconds, routes, trace, iterations } = result
    const feasible = faults.length === 0
    if (options.json) {
      console.log(
        JSON.stringify({ instance: name, seconds, cost, feasible, routes: routes.length, iterations, trace }),
      )
    } else {
      const fault = feasible ? '' : `  NOT FEASIBLE: ${faults.slice(0, 3).join('; ')}`
      console.log(
        `${name.padEnd(16)} ${cost.toFixed(2).padStart(12)} ${routes.length} routes, ${seconds.toFixed(1)} s${fault}`,
      )
    }
    if (options.out !== undefined) {
      await mkdir(options.out, { recursive: true })
      const file = path.join(options.out, `${name}.${suite.extension}`)
      await writeFile(file, suite.write(instance, routes, cost))
    }
  }
}

async function* instancesOf(suite: FleetSuite, { dir, only }: BenchOptions): AsyncGenerator<FleetInstance> {
  const isAsked = (name: string) => !only || only.includes(name)
  if (dir === undefined) {
    console.error(
      'Without --dir a few generated instances are solved; docs/planner.md says where published ones are.',
    )
    yield* suite.generated().filter(({ name }) => isAsked(name))
    return
  }
  const files = (await readdir(dir, { recursive: true })).sort((a, b) =>
    a.localeCompare(b, 'en', { numeric: true }),
  )
  for (const file of files) {
    const name = path.parse(file).name
    if (!isAsked(name) || !/\.(txt|vrp)$/.test(file)) continue
    const instance = suite.read(file, await readFile(path.join(dir, file), 'utf8'))
    if (instance) yield instance
  }
}

function solveInstance(instance: FleetInstance, { seconds = SECONDS, seed }: BenchOptions) {
  const started = process.cpuUsage()
  const elapsed = () => {
    const { user, system } = process.cpuUsage(started)
    return (user + system) / 1e6
  }
  const { model, scale } = fleetModel(instance)
  const trace: [seconds: number, cost: number][] = []
  const found = anneal(model, {
    iterations: Number.MAX_SAFE_INTEGER,
    seed,
    timeUsed: () => elapsed() / seconds,
    isTimed: true,
    engine: kernelEngine(),
    onImproved: (cost, missing) => {
      if (missing > 0) return
      const now = elapsed()
      const last = trace.at(-1)
      if (last && now - last[0] < TRACE_EVERY_S) trace.pop()
      trace.push([round(now), round(cost / scale)])
    },
  })
  const routes = found.routes.flatMap((list, slot): FleetRoute[] =>
    list.length === 0
      ? []
      : [{ day: model.slotDay[slot]!, customers: Array.from(list, (store) => store + 1) }],
  )
  const used = elapsed()
  const { cost, faults } = checkFleet(instance, routes)
  return { cost, faults, seconds: used, routes, trace, iterations: found.iterations }
}

/** Route lines and cost, customers from 1. */
export function vrplibSolution(_: FleetInstance, routes: readonly FleetRoute[], cost: number): string {
  const lines = routes.map(({ customers }, k) => `Route #${k + 1}: ${customers.join(' ')}`)
  return `${lines.join('\n')}\nCost ${round(cost)}\n`
}

function round(value: number): number {
  return Math.round(value * 1e4) / 1e4
}
