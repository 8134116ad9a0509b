/**
 * Imports one file of retailers, trade areas, products or orders: checked whole, then stored in one transaction or not
 * at all. What follows from the rows (trade area of each shop, its rings) is brought up to date right after.
 *
 * Errors  rejects with the signal's reason when the caller gives up; nothing is stored then.
 */
import {
  type CodedKind,
  findStoredCodes,
  listStored,
  type StoredCounts,
  storeProducts,
  storeRetailers,
  storeTradeAreas,
} from '@/lib/db/import-repository'
import { listParameterVersions } from '@/lib/db/parameter-repository'
import { type Actor, can } from '@/lib/domain/actor'
import {
  type ImportCheck,
  type ProductDraft,
  type RetailerDraft,
  refuseFile,
  type TradeAreaDraft,
} from '@/lib/domain/import/import-check'
import { type ImportDecision, isStorable, outcomeOf } from '@/lib/domain/import/import-decision'
import { type ImportReport, reportOf } from '@/lib/domain/import/import-report'
import { assignTradeAreas } from './assign-trade-areas'
import { type CheckedImport, checkImport, traceOf, type Upload } from './check-import'
import { drawRings } from './draw-rings'
import { importOrders } from './import-orders'

export type ImportFile = Upload & ImportDecision & { readonly decision: 'dry-run' | 'commit' }

export async function importFile(
  actor: Actor,
  order: ImportFile,
  signal?: AbortSignal,
): Promise<ImportReport> {
  if (!can(actor, 'import')) {
    return reportOf(refuseFile({ row: null, column: null, code: 'FORBIDDEN', params: {} }))
  }
  const { kind } = order
  if (kind === 'orders') return importOrders(actor, { ...order, kind }, signal)

  const checked = await checkImport(actor, { ...order, kind }, signal)
  const { check } = checked
  const decided = { ...check, outcome: outcomeOf(check, order) }
  if (!isStorable(check, order)) return reportOf(decided)

  const lacking = await listLacking(actor, kind, check)
  const counts =
    order.decision === 'dry-run'
      ? await countStored(kind, check)
      : await store(actor, { ...order, kind }, checked, signal)
  return reportOf(decided, { ...counts, lacking })
}

/** How many of the rows would be new, and how many would change a record. */
export async function countStored(kind: CodedKind, { rows }: ImportCheck): Promise<StoredCounts> {
  const stored = await findStoredCodes(
    kind,
    rows.map(({ code }) => code),
  )
  return { created: rows.length - stored.size, updated: stored.size }
}

/** Open records within reach that the file lacks. */
export async function listLacking(
  actor: Actor,
  kind: CodedKind,
  { rows }: ImportCheck,
): Promise<ImportReport['lacking']> {
  const codes = new Set(rows.map(({ code }) => code))
  return (await listStored(kind))
    .filter(
      ({ code, territoryId }) =>
        !codes.has(code) && (kind !== 'retailers' || can(actor, 'import', territoryId)),
    )
    .map(({ code, name }) => ({ code, name }))
}

async function store(
  actor: Actor,
  { kind, fileName }: Pick<Upload<CodedKind>, 'kind' | 'fileName'>,
  { check, territoryIds }: CheckedImport,
  signal: AbortSignal | undefined,
): Promise<StoredCounts> {
  const trace = traceOf(actor, { kind, fileName }, check)
  if (kind === 'products') return storeProducts(check.rows as readonly ProductDraft[], trace, signal)

  const stored =
    kind === 'retailers'
      ? await storeRetailers(
          (check.rows as readonly RetailerDraft[]).map((draft) => ({
            draft,
            territoryId: territoryIds.get(draft.row) ?? null,
          })),
          trace,
          signal,
        )
      : await storeTradeAreas(check.rows as readonly TradeAreaDraft[], trace, signal)
  const moved = await assignTradeAreas()
  const hasRadii = (await listParameterVersions('rings')).length > 0
  if (hasRadii) await drawRings(kind === 'retailers' ? [...new Set([...stored.ids, ...moved])] : moved)
  return stored
}
