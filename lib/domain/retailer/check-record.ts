/**
 * Checks one retailer's record as a person fills it in: by the rules of a list with one row, so that what an import
 * would refuse, ask or warn about is refused, asked or warned about here too.
 *
 * Units   positions come out in WGS 84; opening hours in seconds of the day.
 * Shape   texts as typed, each field under its own name; a field left empty is empty, not unknown.
 */

import type { BBox, Position } from '@/lib/domain/geo/position'
import { checkRetailers } from '@/lib/domain/import/check-retailers'
import type { Datum, RetailerDraft, ToWgs84 } from '@/lib/domain/import/import-check'
import type { ImportCode } from '@/lib/domain/import/import-code'
import { IMPORT_LIMITS } from '@/lib/domain/import/limits'
import type { BusinessFormat, MarketType } from './classification'
import { TYPED_FIELDS, type TypedField } from './typed-fields'

export type TypedRecord = Readonly<Record<TypedField, string>>

export type RetailerRecord = {
  readonly code: string
  readonly name: string
  readonly position: Position
  readonly address: string
  readonly ownerName: string
  readonly phone: string
  readonly licenseNo: string
  readonly format: BusinessFormat
  readonly marketType: MarketType
  readonly tier: number | null
  readonly visitsPerWeek: number | null
  readonly openWindows: readonly (readonly [from: number, to: number])[]
}

export type FieldFault = {
  readonly field: TypedField
  readonly code: ImportCode
  readonly params: Readonly<Record<string, string | number>>
}
/** Something that may be meant as it is: stored only after the person says so. */
export type PlaceAsk = 'swapped' | 'outside-region'

export type CheckedRecord =
  | { readonly ok: false; readonly faults: readonly FieldFault[] }
  | {
      readonly ok: true
      readonly record: RetailerRecord
      readonly asks: readonly PlaceAsk[]
      readonly warnings: readonly FieldFault[]
    }

export type CheckTerms = {
  readonly datum: Datum
  readonly toWgs84: ToWgs84
  readonly region?: BBox | undefined
}

const ASKS: Partial<Record<ImportCode, PlaceAsk>> = {
  SWAPPED: 'swapped',
  SWAPPED_OR_OUTSIDE: 'swapped',
  OUTSIDE_REGION: 'outside-region',
}
/** By hand a format and a market type are chosen, never left out. */
const CHOSEN = ['format', 'marketType'] as const

export function checkRecord(typed: TypedRecord, { datum, toWgs84, region }: CheckTerms): CheckedRecord {
  const check = checkRetailers(
    {
      shape: 'table',
      headers: TYPED_FIELDS,
      rows: [{ row: 1, cells: TYPED_FIELDS.map((field) => typed[field]) }],
      duplicateKeyRows: [],
    },
    {
      datum,
      toWgs84,
      limits: IMPORT_LIMITS,
      mapping: Object.fromEntries(TYPED_FIELDS.map((field) => [field, field])),
      ...(region && { region }),
    },
  )
  const missing = CHOSEN.filter((field) => typed[field].trim() === '')
  const faults = [
    ...check.errors.map(faultOf),
    ...missing.map((field): FieldFault => ({ field, code: 'REQUIRED', params: {} })),
  ]
  const [draft] = check.rows
  if (faults.length > 0 || !draft) return { ok: false, faults }
  return {
    ok: true,
    record: recordOf(draft),
    asks: check.asks.flatMap(({ code }) => ASKS[code] ?? []),
    warnings: check.warnings.map(faultOf),
  }
}

const NOTHING = Object.fromEntries(TYPED_FIELDS.map((field) => [field, ''])) as TypedRecord

/** The same of a position alone. */
export function checkPlace(place: Pick<TypedRecord, 'lng' | 'lat'>, terms: CheckTerms): CheckedRecord {
  return checkRecord(
    { ...NOTHING, code: '-', name: '-', format: 'other', marketType: 'urban', ...place },
    terms,
  )
}

function faultOf(fault: {
  readonly column: string | null
  readonly code: ImportCode
  readonly value?: string
  readonly params?: Readonly<Record<string, string | number>>
}): FieldFault {
  const field = TYPED_FIELDS.find((name) => name === fault.column) ?? 'code'
  return { field, code: fault.code, params: { ...fault.params, value: fault.value ?? '' } }
}

function recordOf(draft: RetailerDraft): RetailerRecord {
  return {
    code: draft.code,
    name: draft.name,
    position: [draft.lng, draft.lat],
    address: draft.address ?? '',
    ownerName: draft.owner ?? '',
    phone: draft.phone ?? '',
    licenseNo: draft.licenseNo ?? '',
    format: draft.format ?? 'other',
    marketType: draft.marketType ?? 'urban',
    tier: draft.tier ?? null,
    visitsPerWeek: draft.visitsPerWeek ?? null,
    openWindows: draft.openWindows ?? [],
  }
}
