/**
 * The whole of an upload in one go: what it is, how it is written, what its rows say. Runs wherever it is called; a
 * server calls it through read-upload.ts, in a thread of its own.
 */
import { OrderSheet, refuseOrders } from '@/lib/domain/import/check-orders'
import { checkProducts } from '@/lib/domain/import/check-products'
import { checkRetailers } from '@/lib/domain/import/check-retailers'
import { checkTradeAreas } from '@/lib/domain/import/check-trade-areas'
import {
  type CheckOptions,
  type Checks,
  type ImportCheck,
  type ImportFault,
  type ImportKind,
  type OrdersCheck,
  refuseFile,
} from '@/lib/domain/import/import-check'
import { type ImportLimits, limitsOf } from '@/lib/domain/import/limits'
import { readCsvRecords } from './csv-records'
import { toWgs84 } from './datum'
import { decodeText, findEncoding, textPieces } from './decode-text'
import { formatOf, isBinary, isSpreadsheet } from './file-kind'
import { readCsv } from './read-csv'
import { readGeojson } from './read-geojson'

export type UploadOptions = CheckOptions & {
  /** `utf-8`, `gbk`, `gb18030`, `big5`, `utf-16le` or `utf-16be`; without it the file is asked. */
  readonly encoding?: string
  readonly limits?: Partial<ImportLimits>
}

export function checkUpload<K extends ImportKind>(
  bytes: Uint8Array,
  fileName: string,
  kind: K,
  options: UploadOptions,
): Checks[K]
export function checkUpload(
  bytes: Uint8Array,
  fileName: string,
  kind: ImportKind,
  { limits: changed, ...options }: UploadOptions,
): ImportCheck | OrdersCheck {
  const limits = { ...limitsOf(kind), ...changed }
  const fault = faultOfFile(bytes, fileName, limits)
  if (fault) return refusalOf(kind, fault)
  const terms = { ...options, limits }
  return kind === 'orders' ? readOrders(bytes, fileName, terms) : readRows(bytes, fileName, kind, terms)
}

/** What a file of this kind gets that is refused unread. */
export function refusalOf<K extends ImportKind>(kind: K, fault: ImportFault): Checks[K]
export function refusalOf(kind: ImportKind, fault: ImportFault): ImportCheck<never> | OrdersCheck {
  return kind === 'orders' ? refuseOrders(fault) : refuseFile(fault)
}

/** Of an upload above the limit, before it is read at all. */
export function faultOfSize(size: number, { uploadBytes }: Pick<ImportLimits, 'uploadBytes'>) {
  if (size <= uploadBytes) return undefined
  return faultOf('TOO_LARGE', { params: { limit: Math.floor(uploadBytes / 1024 / 1024) } })
}

type Terms = UploadOptions & { readonly limits: ImportLimits }

function faultOfFile(bytes: Uint8Array, fileName: string, limits: ImportLimits): ImportFault | undefined {
  const tooLarge = faultOfSize(bytes.length, limits)
  if (tooLarge) return tooLarge
  if (isSpreadsheet(fileName)) return faultOf('FILE_TYPE')
  if (isBinary(bytes)) return faultOf(formatOf(fileName, '') === 'geojson' ? 'NOT_GEOJSON' : 'NOT_CSV')
  return undefined
}

const CHECKS = { retailers: checkRetailers, 'trade-areas': checkTradeAreas, products: checkProducts }

function readRows(
  bytes: Uint8Array,
  fileName: string,
  kind: Exclude<ImportKind, 'orders'>,
  { encoding, ...terms }: Terms,
): ImportCheck {
  const decoded = decodeText(bytes, encoding)
  if (!decoded.ok) return refuseFile(encodingFault(decoded.error.code, encoding))
  const { text, encoding: label, found } = decoded.value
  const known = { encoding: label, encodingFound: found }
  const isCsv = kind === 'products' || formatOf(fileName, text) === 'csv'
  const table = isCsv ? readCsv(decoded.value, terms.limits) : readGeojson(decoded.value, terms.limits)
  if (!table.ok) return refuseFile(table.error, known)
  return { ...CHECKS[kind](table.value, { ...terms, toWgs84 }), ...known }
}

/** Record by record, and nothing of the text is kept: a month of a prefecture is 30 MB. */
function readOrders(bytes: Uint8Array, fileName: string, { encoding, ...terms }: Terms): OrdersCheck {
  if (formatOf(fileName, '') === 'geojson') return refuseOrders(faultOf('NOT_CSV'))
  const written = findEncoding(bytes, encoding)
  if (!written.ok) return refuseOrders(encodingFault(written.error.code, encoding))
  const known = { encoding: written.value.encoding, encodingFound: written.value.found }
  let sheet: OrderSheet | undefined
  let refused: OrdersCheck | undefined
  const { damage } = written.value
  const fault = readCsvRecords(
    textPieces(bytes, written.value),
    { damage, limits: terms.limits },
    {
      onHeader: (headers) => {
        const opened = OrderSheet.open(headers, terms)
        if ('refused' in opened) refused = opened.refused
        else sheet = opened.sheet
      },
      onRow: (row, cells) => sheet?.add(row, cells),
    },
  )
  if (fault) return refuseOrders(fault, known)
  return { ...(refused ?? sheet!.conclude()), ...known }
}

function encodingFault(code: ImportFault['code'], encoding: string | undefined): ImportFault {
  return faultOf(code, encoding === undefined ? {} : { value: encoding })
}

function faultOf(code: ImportFault['code'], extra: Partial<ImportFault> = {}): ImportFault {
  return { row: null, column: null, code, ...extra }
}
