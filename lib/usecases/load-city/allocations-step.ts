/** The scarce products of the months that have a supply, shared among the retailers. */
import { publishAllocationRun } from '@/lib/db/allocation-repository'
import { db } from '@/lib/db/client'
import { LOCAL_ADMINISTRATOR } from '@/lib/domain/actor'
import { now } from '@/lib/usecases/clock'
import { runAllocation } from '@/lib/usecases/run-allocation'

export async function loadAllocations(onProgress: (done: number, total: number) => void): Promise<void> {
  const cycles = await db.supplyCycle.findMany({
    where: { runs: { none: {} } },
    orderBy: [{ month: 'asc' }, { productId: 'asc' }],
    select: { productId: true, month: true },
  })
  for (const [k, cycle] of cycles.entries()) {
    const run = await runAllocation(LOCAL_ADMINISTRATOR, cycle)
    if (run.ok) await publishAllocationRun(run.value.runId, LOCAL_ADMINISTRATOR.userId, now())
    onProgress(k + 1, cycles.length)
  }
}
