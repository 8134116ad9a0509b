/**
 * Bench `all`: the runs of `runs.ts`, each in a process of its own, into `--in DIR` as `NAME.jsonl` and `NAME.meta.json`.
 *
 * `--dir` is the folder of the shared benchmarks, `--jobs` how many runs there are at a time: each is one thread and is
 * given CPU time. The product's own problems are timed by the clock and use all cores, so that they come last and alone.
 *
 * A run that is complete is left as it is. One that was cut off is taken up again, if the code and the seed are still the
 * same, and begun anew if they are not. `--only` takes names of runs, `--long` is passed on.
 *
 * Errors  throws at the end if a run did not give a result for each of its instances.
 */
import { execFileSync } from 'node:child_process'
import { closeSync, existsSync, openSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { mkdir } from 'node:fs/promises'
import { availableParallelism, cpus, loadavg, release, totalmem, type } from 'node:os'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { startNode } from '@/lib/cli/child'
import type { BenchOptions } from './main'
import { RUNS, type Run, type RunMeta, type RunSession, readResults } from './runs'

const MAIN = fileURLToPath(new URL('./main.ts', import.meta.url))
const LOOK_MS = 10_000
const MEASURED = ['lib/domain/routing', 'lib/solver', 'tests/bench']

type Plan = { readonly run: Run; readonly left: readonly string[]; readonly done: number }
type Folders = { readonly dir: string; readonly results: string }

export async function bench(options: BenchOptions): Promise<void> {
  const { dir, only, jobs = 1 } = options
  if (dir === undefined || options.in === undefined) throw new Error('bench all needs --dir and --in')
  const unknown = only?.find((name) => !RUNS.some((run) => run.name === name))
  if (unknown !== undefined) {
    throw new Error(`there is no run ${unknown}, only ${RUNS.map(({ name }) => name).join(', ')}`)
  }
  const folders = { dir: path.resolve(dir), results: path.resolve(options.in) }
  await mkdir(folders.results, { recursive: true })

  const commit = commitNow()
  const plans = RUNS.filter(({ name }) => !only || only.includes(name)).flatMap((run) =>
    planRun(run, folders, options.seed, commit),
  )
  const secondsOf = ({ run, left }: Plan) => left.length * (run.instances?.seconds ?? 0)
  const solvers = plans.filter(({ run }) => run.instances).toSorted((a, b) => secondsOf(b) - secondsOf(a))
  const failed: string[] = []
  const work = async () => {
    for (let plan = solvers.shift(); plan; plan = solvers.shift()) {
      if (!(await runOne(plan, folders, options, commit))) failed.push(plan.run.name)
    }
  }
  await Promise.all(Array.from({ length: jobs }, work))
  for (const plan of plans.filter(({ run }) => !run.instances)) {
    if (!(await runOne(plan, folders, options, commit))) failed.push(plan.run.name)
  }
  if (failed.length > 0) throw new Error(`not complete: ${failed.join(', ')}`)
}

/** What is left to do of a run; nothing if it is complete. */
function planRun(run: Run, folders: Folders, seed: number, commit: string): Plan[] {
  const { results, meta } = filesOf(run, folders)
  const known = existsSync(meta) ? (JSON.parse(readFileSync(meta, 'utf8')) as RunMeta) : undefined
  const done = existsSync(results) ? readResults(readFileSync(results, 'utf8')) : []
  const wanted = instancesOf(run, folders.dir)
  // the product's own problems are one piece: they are complete once they have ended
  const isComplete = run.instances
    ? wanted.every((name) => done.some(({ instance }) => instance === name))
    : known?.sessions.at(-1)?.to !== undefined
  if (known && isComplete && known.seed === seed) {
    say(`${run.name}: complete, of ${known.commit}`)
    return []
  }
  if (run.instances && known?.seed === seed && known.commit === commit) {
    writeFileSync(results, done.map((result) => `${JSON.stringify(result)}\n`).join(''))
    const left = wanted.filter((name) => !done.some(({ instance }) => instance === name))
    return [{ run, left, done: done.length }]
  }
  rmSync(results, { force: true })
  rmSync(meta, { force: true })
  return [{ run, left: wanted, done: 0 }]
}

function instancesOf({ instances }: Run, dir: string): string[] {
  if (!instances) return []
  const folder = path.join(dir, instances.folder)
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((file) => /\.(txt|vrp)$/.test(file))
    .filter((file) => {
      if (!instances.customers) return true
      const [least, most] = instances.customers
      const nodes = /DIMENSION\s*:\s*(\d+)/.exec(readFileSync(path.join(folder, file), 'utf8'))
      return nodes !== null && Number(nodes[1]) - 1 >= least && Number(nodes[1]) - 1 <= most
    })
    .map((file) => path.parse(file).name)
    .sort((a, b) => a.localeCompare(b, 'en', { numeric: true }))
}

/** Whether every instance has its result. */
async function runOne(plan: Plan, folders: Folders, options: BenchOptions, commit: string): Promise<boolean> {
  const { run, left, done } = plan
  const files = filesOf(run, folders)
  const startedMs = performance.now()
  const from = new Date().toISOString()
  const loadFrom = loadNow()
  const before = existsSync(files.meta)
    ? (JSON.parse(readFileSync(files.meta, 'utf8')) as RunMeta)
    : undefined
  const record = (session: RunSession) =>
    writeFileSync(files.meta, `${JSON.stringify(metaOf(before, session, options.seed, commit), null, 2)}\n`)
  record({ from, loadFrom })

  const output = openSync(files.results, 'a')
  const child = startNode([MAIN, ...orderOf(plan, folders, options)], {
    stdout: output,
    stderr: 'inherit',
    sources: true,
  })
  let seen = done
  const look = setInterval(() => {
    const count = countResults(files.results)
    if (count === seen) return
    seen = count
    const minutes = ((performance.now() - startedMs) / 60_000).toFixed(1)
    say(`${run.name}: ${count}${run.instances ? ` of ${done + left.length}` : ''} after ${minutes} min`)
  }, LOOK_MS)
  const code = await child.ended
  clearInterval(look)
  closeSync(output)
  const isComplete = code === 0 && (!run.instances || countResults(files.results) === done + left.length)
  // without its end a run of the product's own problems is not complete
  if (isComplete || run.instances) {
    record({ from, loadFrom, to: new Date().toISOString(), loadTo: loadNow() })
  }
  say(`${run.name}: ${isComplete ? 'complete' : `ended with code ${code}`}`)
  return isComplete
}

function orderOf({ run, left }: Plan, { dir }: Folders, { seed, long }: BenchOptions): string[] {
  const common = [run.suite, '--seed', `${seed}`, '--json']
  if (!run.instances) return [...common, ...(long ? ['--long'] : [])]
  const { folder, seconds } = run.instances
  return [...common, '--dir', path.join(dir, folder), '--seconds', `${seconds}`, '--only', left.join(',')]
}

function metaOf(before: RunMeta | undefined, session: RunSession, seed: number, commit: string): RunMeta {
  return {
    seed,
    commit,
    node: process.version,
    machine: `${cpus()[0]?.model.trim()}, ${Math.round(totalmem() / 2 ** 30)} GiB, ${type()} ${release()}`,
    cores: availableParallelism(),
    sessions: [...(before?.sessions ?? []), session],
  }
}

function filesOf({ name }: Run, { results }: Folders): { results: string; meta: string } {
  return { results: path.join(results, `${name}.jsonl`), meta: path.join(results, `${name}.meta.json`) }
}

function countResults(file: string): number {
  return readResults(readFileSync(file, 'utf8')).length
}

/** The last commit of the code that is measured, with a mark if it has changed since. */
function commitNow(): string {
  const git = (...args: string[]) =>
    execFileSync('git', [...args, '--', ...MEASURED], { encoding: 'utf8', stdio: 'pipe' }).trim()
  try {
    const isChanged = git('status', '--porcelain') !== ''
    return `${git('log', '-1', '--format=%h')}${isChanged ? ' with changes' : ''}`
  } catch {
    return 'unknown'
  }
}

function loadNow(): number {
  return Number(loadavg()[0]!.toFixed(2))
}

function say(text: string): void {
  console.error(text)
}
