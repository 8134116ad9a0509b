/** The latest imports: who brought which file, and what became of it. */
import { type ImportBatchRecord, listImportBatches } from '@/lib/db/import-repository'
import { type Actor, can } from '@/lib/domain/actor'
import { fail, ok, type Result } from '@/lib/domain/result'

export type { ImportBatchRecord }

const LISTED = 50

export async function listImports(
  actor: Actor,
): Promise<Result<readonly ImportBatchRecord[], { code: 'forbidden' }>> {
  if (!can(actor, 'import')) return fail({ code: 'forbidden' })
  return ok(await listImportBatches(LISTED))
}
