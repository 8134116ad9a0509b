import type { FieldName } from '@/lib/domain/import/columns'

/** What a person types of a retailer, by the names of an import. */
export const TYPED_FIELDS = [
  'code',
  'name',
  'lng',
  'lat',
  'address',
  'owner',
  'phone',
  'licenseNo',
  'format',
  'marketType',
  'tier',
  'visitsPerWeek',
  'openWindows',
] as const satisfies readonly FieldName[]
export type TypedField = (typeof TYPED_FIELDS)[number]
