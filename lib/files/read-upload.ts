/**
 * Checks an upload in a thread of its own, so that the server goes on answering whatever the file holds. Two are read
 * at a time, the others wait: their time starts when they are read.
 *
 * Units   the deadline in seconds, memory in MiB.
 * Errors  none that a file can cause: TIMEOUT and MEMORY are outcomes of the check like any other. Rejects with the
 *         signal's reason when the caller no longer wants the answer.
 */
import { Worker } from 'node:worker_threads'
import type { Checks, ImportKind } from '@/lib/domain/import/import-check'
import { limitsOf } from '@/lib/domain/import/limits'
import { faultOfSize, refusalOf, type UploadOptions } from './check-upload'

/** Enough for the largest file within the limits; the process may grow by 300 MiB. */
const RESOURCES = { maxOldGenerationSizeMb: 224, maxYoungGenerationSizeMb: 8, stackSizeMb: 4 }

const THREADS_MAX = 2
let threads = 0
const waiting: (() => void)[] = []

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
  signal?: AbortSignal,
): Promise<Checks[K]> {
  const limits = { ...limitsOf(kind), ...options.limits }
  const tooLarge = faultOfSize(bytes.length, limits)
  if (tooLarge) return refusalOf(kind, tooLarge)
  await takeTurn()
  try {
    signal?.throwIfAborted()
    return await readInThread({ bytes, fileName, kind, options }, limits.seconds, signal)
  } finally {
    endTurn()
  }
}

async function readInThread<K extends ImportKind>(
  order: UploadOrder & { readonly kind: K },
  seconds: number,
  signal: AbortSignal | undefined,
): Promise<Checks[K]> {
  const worker = new Worker(new URL('./read-upload.worker.ts', import.meta.url), {
    workerData: order,
    resourceLimits: RESOURCES,
  })
  try {
    return await answerOf(worker, order.kind, seconds, signal)
  } finally {
    await worker.terminate()
  }
}

function answerOf<K extends ImportKind>(
  worker: Worker,
  kind: K,
  seconds: number,
  signal: AbortSignal | undefined,
): Promise<Checks[K]> {
  return new Promise((resolve, reject) => {
    const deadline = setTimeout(
      () =>
        resolve(refusalOf(kind, { row: null, column: null, code: 'TIMEOUT', params: { limit: seconds } })),
      seconds * 1000,
    )
    signal?.addEventListener('abort', () => {
      clearTimeout(deadline)
      reject(signal.reason)
    })
    worker.once('message', (check: Checks[K]) => {
      clearTimeout(deadline)
      resolve(check)
    })
    worker.once('error', (error: NodeJS.ErrnoException) => {
      clearTimeout(deadline)
      if (error.code !== 'ERR_WORKER_OUT_OF_MEMORY') reject(error)
      else resolve(refusalOf(kind, { row: null, column: null, code: 'MEMORY' }))
    })
  })
}

async function takeTurn(): Promise<void> {
  if (threads === THREADS_MAX) await new Promise<void>((resolve) => waiting.push(resolve))
  else threads++
}

/** Hands the turn to the next in line, or gives it back. */
function endTurn(): void {
  const next = waiting.shift()
  if (next) next()
  else threads--
}
