/**
 * Carries divisions of retailers to threads and back, one a thread.
 *
 * Errors  rejects with what `divide` throws, or with the signal's reason.
 */
import { Worker } from 'node:worker_threads'
import type { DivisionProblem } from '@/lib/domain/territory/divide'

export function divideInWorker(problem: DivisionProblem, signal?: AbortSignal): Promise<number[]> {
  signal?.throwIfAborted()
  const worker = new Worker(new URL('./division.worker.ts', import.meta.url), { workerData: problem })
  return new Promise<number[]>((resolve, reject) => {
    worker.once('message', resolve)
    worker.once('error', reject)
    worker.once('exit', (code) => reject(new Error(`a division's thread ended with code ${code}`)))
    signal?.addEventListener('abort', () => reject(signal.reason), { once: true })
  }).finally(() => worker.terminate())
}
