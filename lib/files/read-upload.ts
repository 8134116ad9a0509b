/**
 * Checks an upload in a thread of its own, so that the server goes on answering whatever the file holds.
 *
 * Units   the deadline in seconds, memory in MiB.
 * Errors  none that a file can cause: TIMEOUT and MEMORY are outcomes of the check like any other.
 */
import { Worker } from 'node:worker_threads'
import { type ImportCheck, type ImportKind, refuseFile } from '@/lib/domain/import/import-check'
import { IMPORT_LIMITS } from '@/lib/domain/import/limits'
import { type Drafts, refuseLarge, type UploadOptions } from './check-upload'

/** Enough for the largest file within the limits; the process may grow by 300 MiB. */
const RESOURCES = { maxOldGenerationSizeMb: 224, maxYoungGenerationSizeMb: 32, stackSizeMb: 4 }

export type UploadOrder = {
  readonly bytes: Uint8Array
  readonly fileName: string
  readonly kind: ImportKind
  readonly options: UploadOptions
}

export async function readUpload<K extends ImportKind>(
  bytes: Uint8Array,
  fileName: string,
  kind: K,
  options: UploadOptions = {},
): Promise<ImportCheck<Drafts[K]>> {
  const limits = { ...IMPORT_LIMITS, ...options.limits }
  if (bytes.length > limits.uploadBytes) return refuseLarge(limits)
  const order: UploadOrder = { bytes, fileName, kind, options }
  const worker = new Worker(new URL('./read-upload.worker.ts', import.meta.url), {
    workerData: order,
    resourceLimits: RESOURCES,
  })
  try {
    return await answerOf(worker, limits.seconds)
  } finally {
    await worker.terminate()
  }
}

function answerOf<K extends ImportKind>(worker: Worker, seconds: number): Promise<ImportCheck<Drafts[K]>> {
  return new Promise((resolve, reject) => {
    const deadline = setTimeout(
      () => resolve(refuseFile({ row: null, column: null, code: 'TIMEOUT', params: { limit: seconds } })),
      seconds * 1000,
    )
    worker.once('message', (check: ImportCheck<Drafts[K]>) => {
      clearTimeout(deadline)
      resolve(check)
    })
    worker.once('error', (error: NodeJS.ErrnoException) => {
      clearTimeout(deadline)
      if (error.code !== 'ERR_WORKER_OUT_OF_MEMORY') reject(error)
      else resolve(refuseFile({ row: null, column: null, code: 'MEMORY' }))
    })
  })
}
