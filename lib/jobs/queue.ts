/**
 * The queue of long work, in the one PostgreSQL (schema `pgboss`): whoever has the database may send and work.
 *
 * A run is retried when its worker dies (its heartbeat stops) or ends; a run that failed is not, the person sees why.
 */
import { PgBoss } from 'pg-boss'
import { assert } from '@/lib/domain/assert'
import { runPlan } from '@/lib/usecases/run-plan'

const PLAN = 'plan-territory'
const QUEUE = { retryLimit: 3, retryDelay: 1, expireInSeconds: 900, heartbeatSeconds: 30 }
const POLL_S = 0.5
const STOP_WITHIN_MS = 5000

type PlanJob = { readonly runId: number }

/** One for each process, also where a development server loads this module anew. */
const held = globalThis as { shangquanQueue?: Promise<PgBoss> }

/** Works on the queue until stopped; planning under way is left to another worker then. */
export async function startWorker(): Promise<{ stop: () => Promise<void> }> {
  const boss = await openQueue()
  const stopping = new AbortController()
  await boss.work<PlanJob>(PLAN, { pollingIntervalSeconds: POLL_S, batchSize: 1 }, async (jobs) => {
    for (const { data, signal } of jobs) await runPlan(data.runId, AbortSignal.any([signal, stopping.signal]))
  })
  return {
    stop: async () => {
      stopping.abort()
      delete held.shangquanQueue
      await boss.stop({ graceful: true, timeout: STOP_WITHIN_MS })
    },
  }
}

export async function queuePlan(runId: number): Promise<void> {
  const boss = await openQueue()
  await boss.send(PLAN, { runId } satisfies PlanJob)
}

/** Ends the connections of a process that only sends. */
export async function closeQueue(): Promise<void> {
  const boss = await held.shangquanQueue
  delete held.shangquanQueue
  await boss?.stop({ graceful: false })
}

function openQueue(): Promise<PgBoss> {
  held.shangquanQueue ??= start().catch((error) => {
    delete held.shangquanQueue
    throw error
  })
  return held.shangquanQueue
}

async function start(): Promise<PgBoss> {
  const connectionString = process.env.DATABASE_URL
  assert(connectionString, 'DATABASE_URL is not set')
  const boss = new PgBoss({ connectionString, max: 3, schedule: false, application_name: 'shangquan-queue' })
  boss.on('error', (error) => console.error('queue:', error.message))
  await boss.start()
  await boss.createQueue(PLAN, QUEUE)
  return boss
}
