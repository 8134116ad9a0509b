/**
 * An upload read and held against what is stored: every row gets the territory (片区) it belongs to, and rows that
 * belong to a territory out of the actor's reach are refused like any other fault.
 *
 * Shape   a retailer's territory is the one that its row names; else the one it has; else that of the nearest retailer
 *         within 3 km. `territoryIds` is by row; null leaves a known retailer where it is and a new one without.
 */
import {
  type CodedKind,
  findStoredCodes,
  type ImportTrace,
  listTerritoryPlaces,
} from '@/lib/db/import-repository'
import { listTerritories } from '@/lib/db/territory-repository'
import { type Actor, can } from '@/lib/domain/actor'
import {
  type ImportCheck,
  type ImportFault,
  type ImportFindings,
  type ImportKind,
  isPlaced,
  type RetailerDraft,
} from '@/lib/domain/import/import-check'
import { IMPORT_LIMITS } from '@/lib/domain/import/limits'
import { territoryFinder } from '@/lib/domain/territory/nearest-territory'
import type { UploadOptions } from '@/lib/files/check-upload'
import { readUpload } from '@/lib/files/read-upload'

export type Upload<K extends ImportKind = ImportKind> = {
  readonly kind: K
  readonly fileName: string
  readonly bytes: Uint8Array
  readonly options: UploadOptions
}

export type CheckedImport = {
  readonly check: ImportCheck
  readonly territoryIds: ReadonlyMap<number, number | null>
}

export async function checkImport(
  actor: Actor,
  { kind, fileName, bytes, options }: Upload<CodedKind>,
  signal?: AbortSignal,
): Promise<CheckedImport> {
  const check: ImportCheck = await readUpload(bytes, fileName, kind, options, signal)
  if (kind !== 'retailers' || check.rows.length === 0) return { check, territoryIds: new Map() }

  const drafts = check.rows as readonly RetailerDraft[]
  const settle = await territorySettler(actor, drafts)
  const territoryIds = new Map<number, number | null>()
  const faults: ImportFault[] = []
  for (const draft of drafts) {
    const settled = settle(draft)
    if ('fault' in settled) {
      const column = check.mapping[settled.fault.field]?.[0] ?? settled.fault.field
      faults.push({ row: draft.row, column, code: settled.fault.code, value: settled.fault.value })
    } else territoryIds.set(draft.row, settled.territoryId)
  }
  if (faults.length === 0) return { check, territoryIds }
  const rows = drafts.filter(({ row }) => territoryIds.has(row))
  return { check: { ...withFaults(check, faults), rows }, territoryIds }
}

type Settled =
  | { territoryId: number | null }
  | {
      fault: {
        field: 'territory' | 'code'
        code: 'TERRITORY_UNKNOWN' | 'FORBIDDEN_TERRITORY'
        value: string
      }
    }

async function territorySettler(actor: Actor, drafts: readonly RetailerDraft[]) {
  const [territories, stored, places] = await Promise.all([
    listTerritories('all'),
    findStoredCodes(
      'retailers',
      drafts.map(({ code }) => code),
    ),
    listTerritoryPlaces(),
  ])
  const idByName = new Map(territories.flatMap(({ id, code, name }) => [[code, id] as const, [name, id]]))
  const nameById = new Map(territories.map(({ id, name }) => [id, name]))
  const nearest = territoryFinder(places)
  const isForeign = (id: number | null): id is number => id !== null && !can(actor, 'import', id)
  const foreign = (field: 'territory' | 'code', id: number): Settled => ({
    fault: { field, code: 'FORBIDDEN_TERRITORY', value: nameById.get(id) ?? '' },
  })

  return ({ code, territory, lng, lat }: RetailerDraft): Settled => {
    const known = stored.get(code)?.territoryId ?? null
    if (isForeign(known)) return foreign('code', known)
    const named = territory === undefined ? null : idByName.get(territory)
    if (named === undefined)
      return { fault: { field: 'territory', code: 'TERRITORY_UNKNOWN', value: territory ?? '' } }
    if (isForeign(named)) return foreign('territory', named)
    if (named !== null || known !== null) return { territoryId: named }
    const near = nearest([lng, lat])
    return isForeign(near) ? foreign('territory', near) : { territoryId: near }
  }
}

/** What the history of imports remembers of it. */
export function traceOf(
  actor: Actor,
  { kind, fileName }: Pick<Upload, 'kind' | 'fileName'>,
  { encoding, datum, mapping, errorsTotal }: ImportFindings,
): ImportTrace {
  const where = datum ?? (isPlaced(kind) ? 'wgs84' : '')
  return { kind, fileName, encoding, datum: where, mapping, refused: errorsTotal, authorId: actor.userId }
}

/** The findings with the faults that only the database could tell. */
export function withFaults<F extends ImportFindings>(
  check: F,
  faults: readonly ImportFault[],
  total = faults.length,
): F {
  return {
    ...check,
    outcome: 'reject_rows',
    errors: [...check.errors, ...faults]
      .toSorted((a, b) => (a.row ?? 0) - (b.row ?? 0))
      .slice(0, IMPORT_LIMITS.listed),
    errorsTotal: check.errorsTotal + total,
  }
}
