/** One thread of the pool: takes planning problems, and gives back plans or travel, progress on the way, or the error. */
import { parentPort } from 'node:worker_threads'
import type { Plan } from '@/lib/domain/routing/problem'
import { solve } from '@/lib/domain/routing/solve'
import { travelTableOf } from '@/lib/domain/routing/travel-table'
import { kernelEngine } from './kernel'
import type { SearchTask, SolverReply, SolverTask } from './pool'

const PROGRESS_EVERY_MS = 200

parentPort!.on('message', (task: SolverTask) => {
  try {
    reply(
      task.kind === 'travel'
        ? { kind: 'travel', travel: travelTableOf(task.problem) }
        : { kind: 'plan', plan: search(task) },
    )
  } catch (error) {
    reply({ kind: 'error', error })
  }
})

function search({ problem, iterations, seed, secondsMax, initial, stop }: SearchTask): Plan {
  const startedMs = performance.now()
  let saidMs = Number.NEGATIVE_INFINITY
  return solve(problem, {
    seed,
    engine: kernelEngine(),
    ...(iterations !== undefined && { iterations }),
    ...(secondsMax !== undefined && { secondsMax }),
    ...(initial && { initial }),
    elapsed: () => (performance.now() - startedMs) / 1000,
    shouldStop: () => Atomics.load(stop, 0) === 1,
    onProgress: (progress) => {
      if (performance.now() - saidMs < PROGRESS_EVERY_MS) return
      saidMs = performance.now()
      reply({ kind: 'progress', progress })
    },
  })
}

function reply(message: SolverReply): void {
  parentPort!.postMessage(message)
}
