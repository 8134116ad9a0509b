/**
 * Carries forecasts to threads and back, one a thread.
 *
 * Errors  rejects with what `forecastNeed` throws, or with the signal's reason.
 */
import { Worker } from 'node:worker_threads'
import type { NeedForecast, NeedInput } from '@/lib/domain/forecast/forecast-need'

export function forecastInWorker(input: NeedInput, signal?: AbortSignal): Promise<NeedForecast> {
  signal?.throwIfAborted()
  const worker = new Worker(new URL('./forecast.worker.ts', import.meta.url), { workerData: input })
  return new Promise<NeedForecast>((resolve, reject) => {
    worker.once('message', resolve)
    worker.once('error', reject)
    worker.once('exit', (code) => reject(new Error(`a forecast's thread ended with code ${code}`)))
    signal?.addEventListener('abort', () => reject(signal.reason), { once: true })
  }).finally(() => worker.terminate())
}
