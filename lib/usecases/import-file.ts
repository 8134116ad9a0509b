/** Imports one file of retailers or trade areas: checked whole, then stored in one transaction or not at all. */
import { listStored, type StoredCounts, storeRetailers, storeTradeAreas } from '@/lib/db/import-repository'
import { listTerritories } from '@/lib/db/territory-repository'
import { type Actor, can } from '@/lib/domain/actor'
import {
  type ImportCheck,
  type ImportFault,
  type ImportKind,
  type RetailerDraft,
  refuseFile,
  type TradeAreaDraft,
} from '@/lib/domain/import/import-check'
import type { ImportReport } from '@/lib/domain/import/import-report'
import type { UploadOptions } from '@/lib/files/check-upload'
import { readUpload } from '@/lib/files/read-upload'

export type ImportFile = {
  kind: ImportKind
  fileName: string
  bytes: Uint8Array
  options: UploadOptions
  decision: 'dry-run' | 'commit'
  /** store the faultless rows although others were refused */
  validOnly: boolean
  /** the answer to every ask */
  yes: boolean
}

const LACKING_LISTED_MAX = 100

export async function importFile(actor: Actor, order: ImportFile): Promise<ImportReport> {
  if (!can(actor, 'import')) {
    return unstored(refuseFile({ row: null, column: null, code: 'FORBIDDEN', params: {} }))
  }
  const { kind, fileName, bytes, options } = order
  const check: ImportCheck = await readUpload(bytes, fileName, kind, options)
  const territoryIds = await territoryIdsByName(actor)
  const checked = kind === 'retailers' ? withTerritories(check, territoryIds) : check

  const outcome = checked.outcome === 'ask' && order.yes ? 'accept' : checked.outcome
  const storable = outcome === 'accept' || (outcome === 'reject_rows' && order.validOnly)
  if (!storable) return unstored({ ...checked, outcome })

  const lacking = await listLacking(kind, checked)
  const counts =
    order.decision === 'dry-run'
      ? await countOnly(kind, checked)
      : await store(actor, order, checked, territoryIds)
  const { rows: _rows, ...rest } = checked
  return {
    ...rest,
    outcome,
    stored: counts.created + counts.updated,
    ...counts,
    lacking: lacking.slice(0, LACKING_LISTED_MAX),
    lackingTotal: lacking.length,
  }
}

function unstored({ rows: _rows, ...check }: ImportCheck): ImportReport {
  return { ...check, stored: 0, created: 0, updated: 0, lacking: [], lackingTotal: 0 }
}

/** Territories within reach, by code and by name. */
async function territoryIdsByName(actor: Actor): Promise<Map<string, number>> {
  const territories = await listTerritories(actor.territoryIds)
  return new Map(territories.flatMap(({ id, code, name }) => [[code, id] as const, [name, id] as const]))
}

/** A row that names an unknown territory is refused like any other fault. */
function withTerritories(check: ImportCheck, territoryIds: ReadonlyMap<string, number>): ImportCheck {
  const drafts = check.rows as readonly RetailerDraft[]
  const isKnown = ({ territory }: RetailerDraft) => territory === undefined || territoryIds.has(territory)
  const column = check.mapping.territory?.[0] ?? 'territory'
  const faults = drafts
    .filter((draft) => !isKnown(draft))
    .map(
      ({ row, territory = '' }): ImportFault => ({
        row,
        column,
        code: 'TERRITORY_UNKNOWN',
        value: territory,
      }),
    )
  if (faults.length === 0) return check
  return {
    ...check,
    outcome: 'reject_rows',
    rows: drafts.filter(isKnown),
    errors: [...check.errors, ...faults].slice(0, 1000),
    errorsTotal: check.errorsTotal + faults.length,
  }
}

function store(
  actor: Actor,
  { kind, fileName }: ImportFile,
  check: ImportCheck,
  territoryIds: ReadonlyMap<string, number>,
): Promise<StoredCounts> {
  const trace = {
    kind,
    fileName,
    encoding: check.encoding,
    datum: check.datum ?? 'wgs84',
    mapping: check.mapping,
    refused: check.errorsTotal,
    authorId: actor.userId,
  }
  return kind === 'retailers'
    ? storeRetailers(check.rows as readonly RetailerDraft[], territoryIds, trace)
    : storeTradeAreas(check.rows as readonly TradeAreaDraft[], trace)
}

async function countOnly(kind: ImportKind, { rows }: ImportCheck): Promise<StoredCounts> {
  const stored = new Set((await listStored(kind)).map(({ code }) => code))
  const updated = rows.filter(({ code }) => stored.has(code)).length
  return { created: rows.length - updated, updated }
}

async function listLacking(kind: ImportKind, { rows }: ImportCheck) {
  const codes = new Set(rows.map(({ code }) => code))
  return (await listStored(kind)).filter(({ code }) => !codes.has(code))
}
