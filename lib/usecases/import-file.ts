/**
 * Imports one file of retailers or trade areas: checked whole, then stored in one transaction or not at all. What
 * follows from the rows (trade area of each shop, its rings) is brought up to date right after.
 *
 * Errors  rejects with the signal's reason when the caller gives up; nothing is stored then.
 */
import {
  findStoredCodes,
  listStored,
  type StoredCounts,
  type StoredRows,
  storeRetailers,
  storeTradeAreas,
} from '@/lib/db/import-repository'
import { listParameterVersions } from '@/lib/db/parameter-repository'
import { type Actor, can } from '@/lib/domain/actor'
import {
  type ImportCheck,
  type ImportKind,
  type RetailerDraft,
  refuseFile,
  type TradeAreaDraft,
} from '@/lib/domain/import/import-check'
import type { ImportReport } from '@/lib/domain/import/import-report'
import { assignTradeAreas } from './assign-trade-areas'
import { type CheckedImport, checkImport, type Upload } from './check-import'
import { drawRings } from './draw-rings'

export type ImportFile = Upload & {
  decision: 'dry-run' | 'commit'
  /** store the faultless rows although others were refused */
  validOnly: boolean
  /** the answer to every ask */
  yes: boolean
}

const LACKING_LISTED_MAX = 100

export async function importFile(
  actor: Actor,
  order: ImportFile,
  signal?: AbortSignal,
): Promise<ImportReport> {
  if (!can(actor, 'import')) {
    return unstored(refuseFile({ row: null, column: null, code: 'FORBIDDEN', params: {} }))
  }
  const { kind, validOnly, yes } = order
  const checked = await checkImport(actor, order, signal)
  const { check } = checked
  const outcome = check.outcome === 'ask' && yes ? 'accept' : check.outcome
  const storable =
    outcome === 'accept' || (outcome === 'reject_rows' && validOnly && (yes || check.asks.length === 0))
  if (!storable) return unstored({ ...check, outcome })

  const lacking = await listLacking(actor, kind, check)
  const counts =
    order.decision === 'dry-run' ? await countStored(kind, check) : await store(actor, order, checked, signal)
  return reportOf({ ...check, outcome }, counts, lacking)
}

export function reportOf(
  { rows: _rows, ...check }: ImportCheck,
  { created, updated }: StoredCounts,
  lacking: ImportReport['lacking'],
): ImportReport {
  return {
    ...check,
    stored: created + updated,
    created,
    updated,
    lacking: lacking.slice(0, LACKING_LISTED_MAX),
    lackingTotal: lacking.length,
  }
}

export function unstored(check: ImportCheck): ImportReport {
  return reportOf(check, { created: 0, updated: 0 }, [])
}

/** How many of the rows would be new, and how many would change a record. */
export async function countStored(kind: ImportKind, { rows }: ImportCheck): Promise<StoredCounts> {
  const stored = await findStoredCodes(
    kind,
    rows.map(({ code }) => code),
  )
  return { created: rows.length - stored.size, updated: stored.size }
}

/** Open records within reach that the file lacks. */
export async function listLacking(
  actor: Actor,
  kind: ImportKind,
  { rows }: ImportCheck,
): Promise<ImportReport['lacking']> {
  const codes = new Set(rows.map(({ code }) => code))
  return (await listStored(kind))
    .filter(
      ({ code, territoryId }) =>
        !codes.has(code) && (kind === 'trade-areas' || can(actor, 'import', territoryId)),
    )
    .map(({ code, name }) => ({ code, name }))
}

async function store(
  actor: Actor,
  { kind, fileName }: ImportFile,
  { check, territoryIds }: CheckedImport,
  signal: AbortSignal | undefined,
): Promise<StoredRows> {
  const trace = {
    kind,
    fileName,
    encoding: check.encoding,
    datum: check.datum ?? 'wgs84',
    mapping: check.mapping,
    refused: check.errorsTotal,
    authorId: actor.userId,
  }
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
