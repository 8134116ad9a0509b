/**
 * `bench <suite> [--dir DIR] [--seconds S] [--seed N] [--only A,B] [--json] [--out DIR] [--url URL]`: runs one suite of this folder;
 * `bench all --dir DIR --in DIR [--jobs N] [--only A,B]` runs the suites of the planner into a folder of results, and
 * `bench report --in DIR [--known FILE] [--out FILE]` writes them down.
 *
 * Shape   with --json standard output holds one object per instance per line and nothing else.
 * Exit    1 for a suite or an option that is not known.
 */
import { existsSync } from 'node:fs'
import { parseArgs } from 'node:util'

export type BenchOptions = {
  dir?: string
  seconds?: number
  seed: number
  only?: string[]
  json: boolean
  out?: string
  /** Of a database that is loaded already. */
  url?: string
  /** Of the search, where the suite has a budget. */
  iterations?: number
  /** Compares with a run ten times as long. */
  long?: boolean
  /** Folder of results, for `all` and `report`. */
  in?: string
  /** The table of best known values, for `report`. */
  known?: string
  /** Suites at a time, for `all`. */
  jobs?: number
}
type Suite = { bench: (options: BenchOptions) => Promise<void> }

const SUITES = [
  'pvrp',
  'cvrp',
  'vrptw',
  'forecast',
  'tiles',
  'import',
  'rings',
  'roads',
  'web',
  'allocation',
  'cockpit',
  'planner',
  'all',
  'report',
]
const USAGE = `bench ${SUITES.join('|')} [--dir DIR] [--seconds S] [--seed N] [--only A,B] [--json] [--out DIR] [--url URL] [--iterations N] [--long] [--in DIR] [--known FILE] [--jobs N]`

process.exitCode = await run(process.argv.slice(2))

async function run(argv: string[]): Promise<number> {
  const order = readOrder(argv)
  if (typeof order === 'string') {
    console.error(`${order}\n${USAGE}`)
    return 1
  }
  const { bench } = (await import(`./${order.suite}.ts`)) as Suite
  await bench(order.options)
  return 0
}

function readOrder(argv: string[]): { suite: string; options: BenchOptions } | string {
  let parsed: ReturnType<typeof parse>
  try {
    parsed = parse(argv)
  } catch (error) {
    return error instanceof Error ? error.message : String(error)
  }
  const { values, positionals } = parsed
  const [suite, ...others] = positionals
  if (suite === undefined || others.length > 0) return 'Name one suite.'
  if (!SUITES.includes(suite) || !existsSync(new URL(`./${suite}.ts`, import.meta.url))) {
    return `There is no suite ${suite}.`
  }
  const seconds = values.seconds === undefined ? undefined : Number(values.seconds)
  const seed = Number(values.seed ?? 1)
  if (seconds !== undefined && !(seconds > 0)) return '--seconds takes a number above 0.'
  if (!Number.isSafeInteger(seed)) return '--seed takes a whole number.'
  const iterations = values.iterations === undefined ? undefined : Number(values.iterations)
  const jobs = values.jobs === undefined ? undefined : Number(values.jobs)
  if (iterations !== undefined && !(Number.isSafeInteger(iterations) && iterations >= 0)) {
    return '--iterations takes a whole number from 0 on.'
  }
  if (jobs !== undefined && !(Number.isSafeInteger(jobs) && jobs >= 1)) {
    return '--jobs takes a whole number from 1 on.'
  }
  return {
    suite,
    options: {
      seed,
      json: values.json ?? false,
      ...(values.dir !== undefined && { dir: values.dir }),
      ...(seconds !== undefined && { seconds }),
      ...(values.only !== undefined && { only: values.only.split(',') }),
      ...(values.out !== undefined && { out: values.out }),
      ...(values.url !== undefined && { url: values.url }),
      ...(iterations !== undefined && { iterations }),
      ...(values.long !== undefined && { long: values.long }),
      ...(values.in !== undefined && { in: values.in }),
      ...(values.known !== undefined && { known: values.known }),
      ...(jobs !== undefined && { jobs }),
    },
  }
}

function parse(argv: string[]) {
  return parseArgs({
    args: argv,
    allowPositionals: true,
    options: {
      dir: { type: 'string' },
      seconds: { type: 'string' },
      seed: { type: 'string' },
      only: { type: 'string' },
      json: { type: 'boolean' },
      out: { type: 'string' },
      url: { type: 'string' },
      iterations: { type: 'string' },
      long: { type: 'boolean' },
      in: { type: 'string' },
      known: { type: 'string' },
      jobs: { type: 'string' },
    },
  })
}
