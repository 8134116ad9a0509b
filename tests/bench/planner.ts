/**
 * Bench `planner`: the product's own planning problems (instances/planner-problems.ts), every plan checked.
 *
 *   first-plan    from the problem to its first complete plan, as the first thing that a process does and again
 *   re-plan-*     a plan of 20,000 iterations, one change, the plan anew (planner-replan.ts)
 *   prefecture    the whole prefecture on all cores; with `--long` ten times as long too
 *   memory-*      what planning adds to a process that has only loaded the code
 *   balance-*, compactness   what even days and days apart cost in driving (planner-shape.ts)
 *   move-effect   what the screen asks while a visit is dragged (planner-moves.ts)
 *
 * Shape   one line each, `{"instance","seconds","valid",…}`; `seconds` are by the clock, `cpuSeconds` of the
 *         processor over all threads; `cost` and driving as in docs/planner.md, `problem` the instance. `--dir` names a folder with `taiwan/convenience_stores_north.csv`, whose
 *         shops of Taipei then stand for those of the city; `--iterations` is the budget of re-plan and prefecture;
 *         `--only` takes instances or what they begin with.
 */
import { fork } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { parse } from 'csv-parse/sync'
import type { Position } from '@/lib/domain/geo/position'
import type { Plan, PlanProblem } from '@/lib/domain/routing/problem'
import { ITERATIONS_DEFAULT } from '@/lib/domain/routing/solve'
import { solveInWorker } from '@/lib/solver/pool'
import { CITY, cityProblem, prefectureProblem, withFreeManagers } from './instances/planner-problems'
import type { BenchOptions } from './main'
import type { ChildOrder, ChildReport } from './planner.child'
import { benchMoves } from './planner-moves'
import { benchReplan } from './planner-replan'
import { checked, isAsked, type PlannerBench, type PlannerResult, round, timed } from './planner-result'
import { benchBalance, benchCompactness } from './planner-shape'

type Measure = (bench: PlannerBench) => AsyncGenerator<PlannerResult>

const MEASURES: Readonly<Record<string, Measure>> = {
  'first-plan': benchFirstPlan,
  're-plan': benchReplan,
  prefecture: benchPrefecture,
  memory: benchMemory,
  balance: benchBalance,
  compactness: benchCompactness,
  'move-effect': benchMoves,
}
const PREFECTURE_ITERATIONS = 5000
const LONGER = 10
const REAL_SHOPS = 'taiwan/convenience_stores_north.csv'
const REAL_CITY = '臺北市'

export async function bench(options: BenchOptions): Promise<void> {
  const { seed, dir, only, json } = options
  const city = cityProblem(seed, dir === undefined ? undefined : realPositions(dir))
  let plan: Promise<Plan> | undefined
  const cityPlan = () => {
    plan ??= solveInWorker(city, { iterations: ITERATIONS_DEFAULT, seed })
    return plan
  }
  const context = { city, cityName: dir === undefined ? 'city' : 'taipei', cityPlan, options }
  for (const [name, measure] of Object.entries(MEASURES)) {
    if (only && !only.some((asked) => asked.startsWith(name))) continue
    for await (const result of measure(context)) {
      if (!isAsked(options, result.instance)) continue
      console.log(json ? JSON.stringify(result) : sentence(result))
    }
  }
}

async function* benchFirstPlan({ city, cityName, options }: PlannerBench): AsyncGenerator<PlannerResult> {
  const order = { task: 'solve', iterations: 0, seed: options.seed, repeats: 5 } as const
  const pool = await inChild(city, { ...order, threads: 'pool' })
  const one = await inChild(city, { ...order, threads: 'one' })
  yield {
    instance: 'first-plan',
    problem: cityName,
    seconds: pool.seconds[0]!,
    cpuSeconds: pool.cpuSeconds[0]!,
    secondsAgain: Math.min(...pool.seconds.slice(1)),
    oneThreadSeconds: one.seconds[0]!,
    oneThreadSecondsAgain: Math.min(...one.seconds.slice(1)),
    ...checked(city, pool.plan!),
  }
}

async function* benchPrefecture({ options }: PlannerBench): AsyncGenerator<PlannerResult> {
  const { seed, long = false, iterations = PREFECTURE_ITERATIONS } = options
  const problem = prefectureProblem(seed)
  const run = (count: number) => timed(() => solveInWorker(problem, { iterations: count, seed }))
  const { value: plan, seconds, cpuSeconds } = await run(iterations)
  const base = {
    instance: 'prefecture',
    problem: 'prefecture',
    seconds,
    cpuSeconds,
    iterations,
    ...checked(problem, plan),
  }
  if (!long) {
    yield base
    return
  }
  const longer = await run(iterations * LONGER)
  const { valid, cost, unplanned } = checked(problem, longer.value)
  yield {
    ...base,
    valid: base.valid && valid,
    longSeconds: longer.seconds,
    longCost: cost,
    longUnplanned: unplanned,
    gap: round(base.cost / cost - 1, 5),
  }
}

/** Once with each shop's manager given, once with all in one search. */
async function* benchMemory({ city, cityName, options }: PlannerBench): AsyncGenerator<PlannerResult> {
  const { seed } = options
  const loaded = await inChild(city, { task: 'load' })
  const cases = { 'memory-territories': city, 'memory-together': withFreeManagers(city) }
  for (const [instance, problem] of Object.entries(cases)) {
    const order = {
      task: 'solve',
      iterations: ITERATIONS_DEFAULT,
      seed,
      repeats: 1,
      threads: 'pool',
    } as const
    const { plan, seconds, rssMiB } = await inChild(problem, order)
    yield {
      instance,
      problem: cityName,
      seconds: seconds[0]!,
      stores: CITY.stores,
      rssGrowthMiB: round(rssMiB - loaded.rssMiB, 1),
      rssMiB: round(rssMiB, 1),
      ...checked(problem, plan!),
    }
  }
}

/** Plans in a process of its own, which is handed the problem as a file. */
async function inChild(problem: PlanProblem, order: ChildOrder): Promise<ChildReport> {
  const folder = await mkdtemp(path.join(tmpdir(), 'bench-planner-'))
  const file = path.join(folder, 'problem.json')
  try {
    await writeFile(file, JSON.stringify(problem))
    return await new Promise<ChildReport>((resolve, reject) => {
      const child = fork(new URL('./planner.child.ts', import.meta.url), [file, JSON.stringify(order)], {
        env: { ...process.env, SHANGQUAN_TETHER: 'yes' },
        serialization: 'advanced',
      })
      child.once('message', (report) => resolve(report as ChildReport))
      child.once('error', reject)
      child.once('exit', (code) => reject(new Error(`the planning process ended with code ${code}`)))
    })
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

function realPositions(dir: string): Position[] {
  const file = path.join(dir, REAL_SHOPS)
  if (!existsSync(file))
    throw new Error(`${file} is missing: --dir names the folder that holds ${REAL_SHOPS}`)
  const rows: Record<string, string>[] = parse(readFileSync(file, 'utf8'), {
    columns: true,
    relax_quotes: true,
  })
  return rows.flatMap(({ city, lon, lat }) => {
    const position: Position = [Number(lon), Number(lat)]
    return city === REAL_CITY && position.every(Number.isFinite) ? [position] : []
  })
}

function sentence({ instance, seconds, valid, ...figures }: PlannerResult): string {
  const named = Object.entries(figures).filter(([, figure]) => typeof figure !== 'object')
  const list = named.map(([name, figure]) => `${name} ${figure}`).join(', ')
  return `${instance}: ${seconds} s${valid ? '' : ' NOT VALID'}, ${list}`
}
