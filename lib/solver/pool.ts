/**
 * Carries planning problems to worker threads and plans back: one thread a core, one part of a problem a task.
 *
 * A problem that is one large part is searched twice at a time, from two seeds; then twice again, each going on from the
 * better plan. That is so with one core too, so that a plan does not tell how many there were. Where it has several
 * managers, each is planned anew in between with the stores found so far, which is much less to try a step. The travel
 * table is made once for all of them.
 *
 * Travel tables made by `createTravelTable` are shared with the threads, others are copied. Idle threads do not keep the
 * process alive.
 *
 * Units   seconds.
 * Errors  what `solve` throws rejects here; so does a thread that dies. An abort gives the best plan found so far, or
 *         rejects with the signal's reason where a part has no plan yet.
 */
import { availableParallelism } from 'node:os'
import { Worker } from 'node:worker_threads'
import { assert } from '@/lib/domain/assert'
import { splitProblem } from '@/lib/domain/routing/parts'
import { isTravelTable, type Plan, type PlanProblem, type TravelTable } from '@/lib/domain/routing/problem'
import { ITERATIONS_DEFAULT, mergePlans, type Progress } from '@/lib/domain/routing/solve'

export type SolveInWorker = {
  readonly iterations?: number
  readonly seed: number
  readonly secondsMax?: number
  readonly signal?: AbortSignal
  readonly onProgress?: (progress: Progress) => void
}

export type SolverTask = SearchTask | TravelTask
/** To make a problem's travel table. */
export type TravelTask = { readonly kind: 'travel'; readonly problem: PlanProblem }
export type SearchTask = {
  readonly kind: 'search'
  readonly problem: PlanProblem
  readonly iterations: number | undefined
  readonly seed: number
  readonly secondsMax: number | undefined
  readonly initial: Pick<Plan, 'routes'> | undefined
  /** Set to 1 to stop. */
  readonly stop: Int32Array
}
export type SolverReply =
  | { readonly kind: 'progress'; readonly progress: Progress }
  | { readonly kind: 'plan'; readonly plan: Plan }
  | { readonly kind: 'travel'; readonly travel: TravelTable }
  | { readonly kind: 'error'; readonly error: unknown }

type Result = Exclude<SolverReply, { readonly kind: 'progress' | 'error' }>
type Job = {
  readonly task: SolverTask
  readonly onProgress: (progress: Progress) => void
  readonly resolve: (result: Result) => void
  readonly reject: (error: unknown) => void
}

export const THREADS = availableParallelism()

/** Plans a problem, each part of it on a thread. */
export async function solveInWorker(problem: PlanProblem, options: SolveInWorker): Promise<Plan> {
  const { signal } = options
  signal?.throwIfAborted()
  const startedMs = performance.now()
  const elapsed = () => (performance.now() - startedMs) / 1000
  const parts = splitProblem(problem)
  const stop = new Int32Array(new SharedArrayBuffer(4))
  const onAbort = () => Atomics.store(stop, 0, 1)
  signal?.addEventListener('abort', onAbort)
  const { iterations, seed } = options
  const task = (part: PlanProblem, own: Partial<SearchTask>): SearchTask => {
    signal?.throwIfAborted()
    const usual = { kind: 'search', iterations, seed, secondsMax: undefined, initial: undefined } as const
    return { ...usual, problem: part, stop, ...own }
  }
  try {
    const [only] = parts
    const plans =
      only && parts.length === 1 && only.stores.length >= LARGE_PART
        ? [await searchLarge(only, task, { ...options, elapsed })]
        : await searchParts(parts, task, { ...options, elapsed })
    return mergePlans(problem, plans, { seed, elapsed })
  } finally {
    signal?.removeEventListener('abort', onAbort)
  }
}

type MakeTask = (part: PlanProblem, own: Partial<SearchTask>) => SearchTask
type Timed = SolveInWorker & { readonly elapsed: () => number }

async function searchParts(
  parts: readonly PlanProblem[],
  task: MakeTask,
  { secondsMax, onProgress, elapsed }: Pick<Timed, 'secondsMax' | 'onProgress' | 'elapsed'>,
): Promise<Plan[]> {
  const report = reporter(parts, onProgress)
  const plans: Plan[] = []
  const bins = secondsMax === undefined ? parts.map((_, k) => [k]) : balancedBins(parts, THREADS)
  await Promise.all(
    bins.map(async (bin) => {
      let work = bin.reduce((sum, k) => sum + parts[k]!.stores.length, 0)
      for (const k of bin) {
        const own = parts[k]!.stores.length
        const seconds = secondsMax === undefined ? undefined : ((secondsMax - elapsed()) * own) / work
        plans[k] = await runSearch(task(parts[k]!, { secondsMax: seconds }), (progress) =>
          report(k, progress),
        )
        work -= own
      }
    }),
  )
  return plans
}

/** From so many stores on one part is searched by several searches at a time, which exchange their best plan. */
export const LARGE_PART = 600
const SEARCHES = 2

/** A stage of the search of a large part: its share of the whole, and whether each manager keeps the stores found so far. */
type Stage = { readonly share: number; readonly isByManager: boolean }
const ONE_MANAGER: readonly Stage[] = [
  { share: 0.5, isByManager: false },
  { share: 0.5, isByManager: false },
]
const SEVERAL_MANAGERS: readonly Stage[] = [
  { share: 0.25, isByManager: false },
  { share: 0.6, isByManager: true },
  { share: 0.15, isByManager: false },
]
/** The first plans by manager show how much each has to drive, so that the stores can then be shared out by all their work. */
const EVEN_MANAGERS: readonly Stage[] = [
  { share: 0.15, isByManager: false },
  { share: 0.2, isByManager: true },
  { share: 0.1, isByManager: false },
  { share: 0.45, isByManager: true },
  { share: 0.1, isByManager: false },
]
/** Iterations a store from which sharing out twice pays, where evenness weighs as much as driving. */
const ITERATIONS_EVEN = 20

function stagesOf({ managers, stores, weights }: PlanProblem, iterations: number): readonly Stage[] {
  if (managers.length === 1) return ONE_MANAGER
  const isEven = weights.balance >= weights.drive && iterations >= ITERATIONS_EVEN * stores.length
  return isEven ? EVEN_MANAGERS : SEVERAL_MANAGERS
}

async function searchLarge(large: PlanProblem, task: MakeTask, options: Timed): Promise<Plan> {
  const { iterations = ITERATIONS_DEFAULT, seed, secondsMax, signal, onProgress, elapsed } = options
  const part = isTravelTable(large.travel) ? large : { ...large, travel: await runTravel(large) }
  // how many iterations a time limit leaves is not known
  const stages = stagesOf(part, secondsMax === undefined ? iterations : 0)
  let best: Plan | undefined
  let begun = 0
  let searches = 0
  let done = 0
  for (const { share, isByManager } of stages) {
    if (best && (signal?.aborted || (secondsMax !== undefined && elapsed() >= secondsMax))) break
    const before = begun
    const report = (progress: Progress) => onProgress?.({ ...progress, done: before + share * progress.done })
    const seconds = secondsMax === undefined ? undefined : ((secondsMax - elapsed()) * share) / (1 - before)
    const budget = seconds === undefined ? { iterations: Math.ceil(iterations * share) } : {}
    let plans: Plan[]
    if (best && isByManager) {
      plans = await searchByManager(part, best, (of, own) => task(of, { ...budget, ...own }), {
        ...options,
        ...(seconds !== undefined && { secondsMax: elapsed() + seconds }),
        onProgress: report,
      })
    } else {
      const secondsEach = seconds === undefined ? undefined : seconds / Math.ceil(SEARCHES / THREADS)
      const own = { ...budget, secondsMax: secondsEach, initial: best }
      plans = await Promise.all(
        Array.from({ length: SEARCHES }, (_, k) =>
          runSearch(task(part, { ...own, seed: seed + searches + k }), report),
        ),
      )
      searches += SEARCHES
    }
    best = [...(best ? [best] : []), ...plans].reduce((least, plan) =>
      plan.cost.total < least.cost.total ? plan : least,
    )
    done += plans[0]?.iterations ?? 0
    begun += share
  }
  return { ...best!, iterations: done }
}

/** Each manager's stores as a plan has them, planned anew; those it leaves out stay out. Nothing if it was cut short. */
async function searchByManager(
  part: PlanProblem,
  plan: Plan,
  task: MakeTask,
  options: Timed,
): Promise<Plan[]> {
  const managerOf = new Map(
    plan.routes.flatMap(({ manager, stops }) => stops.map(({ store }) => [store, manager] as const)),
  )
  const stores = part.stores.flatMap((store) => {
    const manager = managerOf.get(store.id)
    return manager === undefined ? [] : [{ ...store, manager }]
  })
  try {
    const plans = await searchParts(splitProblem({ ...part, stores }), task, options)
    const left = plan.unplanned.filter(({ store }) => !managerOf.has(store))
    const out: Plan = { ...plan, routes: [], unplanned: left, iterations: 0 }
    return [mergePlans(part, [...plans, out], options)]
  } catch (error) {
    if (options.signal?.aborted) return []
    throw error
  }
}

/** Parts by falling size, each to the bin with the least work. */
function balancedBins(parts: readonly PlanProblem[], count: number): number[][] {
  const bins = Array.from({ length: Math.min(count, parts.length) }, () => ({
    parts: [] as number[],
    work: 0,
  }))
  const order = parts
    .map((_, k) => k)
    .sort((a, b) => parts[b]!.stores.length - parts[a]!.stores.length || a - b)
  for (const k of order) {
    const bin = bins.reduce((least, other) => (other.work < least.work ? other : least))
    bin.parts.push(k)
    bin.work += parts[k]!.stores.length
  }
  return bins.map((bin) => bin.parts)
}

/** Progress over all parts, weighted by their stores. */
function reporter(parts: readonly PlanProblem[], onProgress: SolveInWorker['onProgress']) {
  const done = parts.map(() => 0)
  const stores = parts.reduce((sum, part) => sum + part.stores.length, 0)
  return (k: number, progress: Progress) => {
    done[k] = progress.done
    const share = done.reduce((sum, part, j) => sum + part * parts[j]!.stores.length, 0) / Math.max(1, stores)
    onProgress?.({ ...progress, done: share })
  }
}

const waiting: Job[] = []
const idle: Worker[] = []
let threads = 0

async function runSearch(task: SearchTask, onProgress: (progress: Progress) => void): Promise<Plan> {
  const result = await runTask(task, onProgress)
  assert(result.kind === 'plan', 'a search gives a plan')
  return result.plan
}

async function runTravel(problem: PlanProblem): Promise<TravelTable> {
  const result = await runTask({ kind: 'travel', problem }, () => {})
  assert(result.kind === 'travel', 'a question for travel gives a table')
  return result.travel
}

function runTask(task: SolverTask, onProgress: Job['onProgress']): Promise<Result> {
  return new Promise((resolve, reject) => {
    waiting.push({ task, onProgress, resolve, reject })
    startWaiting()
  })
}

function startWaiting(): void {
  while (waiting.length > 0) {
    const worker = idle.pop() ?? (threads < THREADS ? startThread() : undefined)
    if (!worker) return
    give(worker, waiting.shift()!)
  }
}

function startThread(): Worker {
  threads++
  const worker = new Worker(new URL('./solve.worker.ts', import.meta.url))
  worker.on('exit', () => {
    threads--
    const at = idle.indexOf(worker)
    if (at >= 0) idle.splice(at, 1)
    startWaiting()
  })
  return worker
}

function give(worker: Worker, job: Job): void {
  const end = () => {
    worker.off('message', onMessage)
    worker.off('error', onError)
    worker.off('exit', onExit)
  }
  const release = () => {
    end()
    worker.unref()
    idle.push(worker)
    startWaiting()
  }
  const onMessage = (reply: SolverReply) => {
    if (reply.kind === 'progress') {
      job.onProgress(reply.progress)
      return
    }
    release()
    if (reply.kind === 'error') job.reject(reply.error)
    else job.resolve(reply)
  }
  const onError = (error: unknown) => {
    end()
    job.reject(error)
  }
  const onExit = (code: number) => {
    end()
    job.reject(new Error(`a planning thread ended with code ${code}`))
  }
  worker.on('message', onMessage)
  worker.on('error', onError)
  worker.on('exit', onExit)
  worker.ref()
  worker.postMessage(job.task)
}
