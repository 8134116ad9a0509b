/**
 * Carries planning problems to worker threads and plans back: one thread a core, one part of a problem a task.
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
import { splitProblem } from '@/lib/domain/routing/parts'
import type { Plan, PlanProblem } from '@/lib/domain/routing/problem'
import { mergePlans, type Progress } from '@/lib/domain/routing/solve'

export type SolveInWorker = {
  readonly iterations?: number
  readonly seed: number
  readonly secondsMax?: number
  readonly signal?: AbortSignal
  readonly onProgress?: (progress: Progress) => void
}

export type SolverTask = {
  readonly problem: PlanProblem
  readonly iterations: number | undefined
  readonly seed: number
  readonly secondsMax: number | undefined
  /** Set to 1 to stop. */
  readonly stop: Int32Array
}
export type SolverReply =
  | { readonly kind: 'progress'; readonly progress: Progress }
  | { readonly kind: 'plan'; readonly plan: Plan }
  | { readonly kind: 'error'; readonly error: unknown }

type Job = {
  readonly task: SolverTask
  readonly onProgress: (progress: Progress) => void
  readonly resolve: (plan: Plan) => void
  readonly reject: (error: unknown) => void
}

export const THREADS = availableParallelism()

/** Plans a problem, each part of it on a thread. */
export async function solveInWorker(problem: PlanProblem, options: SolveInWorker): Promise<Plan> {
  const { signal, secondsMax } = options
  signal?.throwIfAborted()
  const startedMs = performance.now()
  const elapsed = () => (performance.now() - startedMs) / 1000
  const parts = splitProblem(problem)
  const stop = new Int32Array(new SharedArrayBuffer(4))
  const onAbort = () => Atomics.store(stop, 0, 1)
  signal?.addEventListener('abort', onAbort)
  const report = reporter(parts, options.onProgress)
  const run = (k: number, seconds: number | undefined) => {
    signal?.throwIfAborted()
    const { iterations, seed } = options
    const task = { problem: parts[k]!, iterations, seed, secondsMax: seconds, stop }
    return runTask(task, (progress) => report(k, progress))
  }
  try {
    const plans: Plan[] = []
    const bins = secondsMax === undefined ? parts.map((_, k) => [k]) : balancedBins(parts, THREADS)
    await Promise.all(
      bins.map(async (bin) => {
        let work = bin.reduce((sum, k) => sum + parts[k]!.stores.length, 0)
        for (const k of bin) {
          const own = parts[k]!.stores.length
          const seconds = secondsMax === undefined ? undefined : ((secondsMax - elapsed()) * own) / work
          plans[k] = await run(k, seconds)
          work -= own
        }
      }),
    )
    return mergePlans(problem, plans, { seed: options.seed, elapsed })
  } finally {
    signal?.removeEventListener('abort', onAbort)
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

function runTask(task: SolverTask, onProgress: (progress: Progress) => void): Promise<Plan> {
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
    if (reply.kind === 'plan') job.resolve(reply.plan)
    else job.reject(reply.error)
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
