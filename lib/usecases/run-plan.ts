/**
 * Does what a waiting run asks for: plans the territory's week in the name of whoever asked, notes progress, ends when
 * asked to. Called by workers, never by screens.
 *
 * Errors  what planning throws, after the run is marked failed; `WorkerStopped` if the worker ends first, and the run
 *         waits for another.
 */
import { findActorOfUser } from '@/lib/auth/actor'
import { endRun, noteProgress, startRun } from '@/lib/db/plan-run-repository'
import { LOCAL_ADMINISTRATOR } from '@/lib/domain/actor'
import { planTerritory } from './plan-territory'

const NOTE_EVERY_MS = 300

export class WorkerStopped extends Error {
  override readonly name = 'WorkerStopped'
}

export async function runPlan(runId: number, stopped: AbortSignal): Promise<void> {
  const run = await startRun(runId)
  if (!run) return
  const cancelled = new AbortController()
  const note = notesOf(runId, () => cancelled.abort())
  try {
    const actor =
      run.authorId === LOCAL_ADMINISTRATOR.userId ? LOCAL_ADMINISTRATOR : await findActorOfUser(run.authorId)
    if (!actor) return await endRun(runId, { state: 'failed', failure: { code: 'forbidden' } })
    const planned = await planTerritory(
      actor,
      { territoryId: run.territoryId, week: run.week },
      {
        freedom: run.freedom,
        signal: AbortSignal.any([cancelled.signal, stopped]),
        onProgress: ({ done, cost }) => note.add(done, cost),
      },
    )
    await note.settled()
    if (planned.ok) await endRun(runId, { state: 'done', cycleId: planned.value.cycleId })
    else await endRun(runId, { state: 'failed', failure: { code: planned.error.code } })
  } catch (error) {
    await note.settled()
    if (cancelled.signal.aborted) return endRun(runId, { state: 'cancelled' })
    if (stopped.aborted) {
      await endRun(runId, { state: 'queued' })
      throw new WorkerStopped(`run ${runId} waits for another worker`)
    }
    await endRun(runId, { state: 'failed', failure: { code: 'fault' } })
    throw error
  }
}

/** Notes progress now and then, one note at a time, and hears whether the run shall end. */
function notesOf(runId: number, onCancel: () => void) {
  let notedMs = Number.NEGATIVE_INFINITY
  let pending: Promise<void> = Promise.resolve()
  let isPending = false
  return {
    add(done: number, cost: number) {
      const nowMs = performance.now()
      if (isPending || nowMs - notedMs < NOTE_EVERY_MS) return
      notedMs = nowMs
      isPending = true
      pending = noteProgress(runId, done, cost)
        .then((shallEnd) => {
          if (shallEnd) onCancel()
        })
        .finally(() => {
          isPending = false
        })
    },
    settled: () => pending,
  }
}
