/**
 * What an upload turned out to be: the rows that can be stored, and everything that is wrong or strange, by row,
 * column and a stable code. Nothing here is stored yet.
 *
 * Shape   `rows` are what would be stored once every ask is confirmed (swapped positions are already swapped). They
 *         are all rows if there are no errors, else the faultless ones, and none for a refused file.
 *         `errors` and `warnings` are listed up to a limit and counted in full.
 */
import type { MultiPolygon, Polygon } from 'geojson'
import type { BBox, Position } from '@/lib/domain/geo/position'
import type { BusinessFormat, MarketType } from '@/lib/domain/retailer/classification'
import type { BuiltInTradeAreaType } from '@/lib/domain/trade-area/type-code'
import type { PriceClassCode } from './choices'
import type { ImportCode } from './import-code'
import type { OrderLines } from './order-lines'

export const IMPORT_KINDS = ['retailers', 'trade-areas', 'products', 'orders'] as const
export type ImportKind = (typeof IMPORT_KINDS)[number]
/** Kinds whose rows have a place, and so a datum. */
export const PLACED_KINDS = ['retailers', 'trade-areas'] as const satisfies readonly ImportKind[]

export function isPlaced(kind: ImportKind): kind is (typeof PLACED_KINDS)[number] {
  return (PLACED_KINDS as readonly ImportKind[]).includes(kind)
}

export const DATUMS = ['wgs84', 'gcj02', 'bd09'] as const
export type Datum = (typeof DATUMS)[number]

/** Turns a position of some datum into WGS 84; handed in, as the arithmetic belongs to a vendor. */
export type ToWgs84 = (position: Position, datum: Datum) => Position

export type ImportFault = {
  readonly row: number | null
  /** The header in the file, or `geometry`; null where the row or the file as a whole is meant. */
  readonly column: string | null
  readonly code: ImportCode
  /** At most 80 characters of what stands there, control characters made visible. */
  readonly value?: string
  readonly params?: Readonly<Record<string, string | number>>
}

/** Something that may be meant as it is: stored only after the person says so. */
export type ImportAsk = {
  readonly code: ImportCode
  readonly rows: readonly number[]
  readonly rowsTotal: number
  readonly params: Readonly<Record<string, string | number>>
  /** Areas that overlap, two rows and the size in common; the first twenty pairs. */
  readonly pairs?: readonly { readonly rows: readonly [number, number]; readonly areaM2: number }[]
}

export type RetailerDraft = {
  readonly row: number
  readonly code: string
  readonly name: string
  readonly lng: number
  readonly lat: number
  readonly owner?: string
  readonly phone?: string
  readonly address?: string
  readonly visitsPerWeek?: number
  readonly tier?: number
  readonly format?: BusinessFormat
  readonly marketType?: MarketType
  readonly licenseNo?: string
  /** Name or code of a territory (片区), as the file says it. */
  readonly territory?: string
  /** Seconds of the day. */
  readonly openWindows?: readonly (readonly [from: number, to: number])[]
}

export type TradeAreaDraft = {
  readonly row: number
  /** The file's own code, else the feature's id, else the name. */
  readonly code: string
  readonly name: string
  readonly typeCode?: BuiltInTradeAreaType
  /** Exteriors counter-clockwise, holes clockwise (RFC 7946). */
  readonly geometry: Polygon | MultiPolygon
  readonly bbox: BBox
  readonly areaM2: number
}

export type ProductDraft = {
  readonly row: number
  readonly code: string
  readonly name: string
  readonly nameEn?: string
  readonly brand: string
  /** One of the five price classes, `1` … `5`. */
  readonly priceClass: PriceClassCode
  /** Guide price of one unit. */
  readonly priceFen: number
  readonly packUnits?: number
  readonly scarce?: boolean
  /** Whether its brand is a key brand. */
  readonly keyBrand?: boolean
}

export type ImportPreview = {
  /** Headers of the columns that are used, and their cells in the first rows. */
  readonly headers: readonly string[]
  readonly rows: readonly { readonly row: number; readonly cells: readonly string[] }[]
  /** Positions as the file gives them, before any change of datum: one a shop, one a vertex; evenly picked. */
  readonly positions: readonly Position[]
}

export type ImportOutcome = 'accept' | 'reject_file' | 'reject_rows' | 'ask'

export type ImportFindings = {
  readonly outcome: ImportOutcome
  readonly errors: readonly ImportFault[]
  readonly errorsTotal: number
  readonly warnings: readonly ImportFault[]
  readonly warningsTotal: number
  readonly asks: readonly ImportAsk[]
  /** `UTF-8`, `GBK`, `GB18030`, `Big5`, `UTF-16LE`, `UTF-16BE`; null when the file was refused before. */
  readonly encoding: string | null
  readonly encodingFound: 'mark' | 'strict' | 'chosen' | null
  /** A list with columns, or features that bring their own geometry; null when the file was refused before. */
  readonly shape: 'table' | 'features' | null
  /** All columns of the file, so that a person can say which is which. */
  readonly headers: readonly string[]
  readonly ignoredColumns: readonly string[]
  /** Our field to the file's headers. */
  readonly mapping: Readonly<Record<string, readonly string[]>>
  /** `column` when each row says its own. */
  readonly datum: Datum | 'column' | null
  readonly preview: ImportPreview
}

export type ImportCheck<Draft = RetailerDraft | TradeAreaDraft | ProductDraft> = ImportFindings & {
  readonly rows: readonly Draft[]
}

/** Orders come by the hundred thousand: they are columns, not rows. */
export type OrdersCheck = ImportFindings & { readonly lines: OrderLines }

export type Checks = {
  readonly retailers: ImportCheck<RetailerDraft>
  readonly 'trade-areas': ImportCheck<TradeAreaDraft>
  readonly products: ImportCheck<ProductDraft>
  readonly orders: OrdersCheck
}

/** Our field to the file's header, or several that are joined by a space; null leaves the field out. */
export type ColumnMapping = Readonly<Record<string, string | readonly string[] | null>>

export type CheckOptions = {
  readonly datum?: Datum
  readonly mapping?: ColumnMapping
  /** Where the organisation works. Without it the middle of the file itself is the measure. */
  readonly region?: BBox
  /** The month that it is, year × 100 + month: orders of a later one are refused. */
  readonly thisMonth?: number
}

/** The outcome of a file that nothing is stored of. */
export function refuseFile(fault: ImportFault, known: Partial<ImportFindings> = {}): ImportCheck<never> {
  return {
    encoding: null,
    encodingFound: null,
    shape: null,
    headers: [],
    ignoredColumns: [],
    mapping: {},
    datum: null,
    preview: { headers: [], rows: [], positions: [] },
    warnings: [],
    warningsTotal: 0,
    asks: [],
    ...known,
    outcome: 'reject_file',
    rows: [],
    errors: [fault],
    errorsTotal: 1,
  }
}
