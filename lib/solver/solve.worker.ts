/** One thread of the pool: takes planning problems, and gives back plans, progress on the way, or the error. */
import { parentPort } from 'node:worker_threads'
import { solve } from '@/lib/domain/routing/solve'
import { kernelEngine } from './kernel'
import type { SolverReply, SolverTask } from './pool'

const PROGRESS_EVERY_MS = 200

parentPort!.on('message', ({ problem, iterations, seed, secondsMax, initial, stop }: SolverTask) => {
  const reply = (message: SolverReply) => parentPort!.postMessage(message)
  const startedMs = performance.now()
  let saidMs = Number.NEGATIVE_INFINITY
  try {
    const plan = solve(problem, {
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
    reply({ kind: 'plan', plan })
  } catch (error) {
    reply({ kind: 'error', error })
  }
})
