/**
 * How much one upload may hold. Every limit can be changed by whoever starts an import; these are the defaults.
 *
 * Units   bytes of the upload and of one CSV record, characters of a cell, seconds of processing.
 */
import { IMPORT_KINDS, type ImportKind } from './import-check'

export const IMPORT_LIMITS = {
  uploadBytes: 20 * 1024 * 1024,
  rows: 50_000,
  columns: 64,
  /** Different property names over all features of a GeoJSON file, of which one feature has at most `columns`. */
  propertyNames: 1_000,
  recordBytes: 2 * 1024 * 1024,
  jsonDepth: 32,
  vertices: 10_000,
  seconds: 10,
  code: 64,
  name: 200,
  owner: 100,
  phone: 40,
  address: 500,
  /** Faults and warnings that are listed one by one; the others are counted. */
  listed: 1_000,
} as const satisfies Record<string, number>

const OF_KIND: Readonly<Partial<Record<ImportKind, Partial<ImportLimits>>>> = {
  products: { rows: 5_000 },
  /** A month of a prefecture is 600,000 lines; two years are 24 files. */
  orders: { uploadBytes: 64 * 1024 * 1024, rows: 1_000_000, seconds: 60 },
}

export type ImportLimits = { readonly [K in keyof typeof IMPORT_LIMITS]: number }

export function limitsOf(kind: ImportKind): ImportLimits {
  return { ...IMPORT_LIMITS, ...OF_KIND[kind] }
}

/** What a server takes in before it knows what the file holds. */
export const UPLOAD_BYTES_MAX = Math.max(...IMPORT_KINDS.map((kind) => limitsOf(kind).uploadBytes))
