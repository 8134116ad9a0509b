/**
 * The whole of an upload in one go: what it is, how it is written, what its rows say. Runs wherever it is called; a
 * server calls it through read-upload.ts, in a thread of its own.
 */
import { checkRetailers } from '@/lib/domain/import/check-retailers'
import { checkTradeAreas } from '@/lib/domain/import/check-trade-areas'
import {
  type CheckOptions,
  type ImportCheck,
  type ImportFault,
  type ImportKind,
  type RetailerDraft,
  refuseFile,
  type TradeAreaDraft,
} from '@/lib/domain/import/import-check'
import { IMPORT_LIMITS, type ImportLimits } from '@/lib/domain/import/limits'
import { toWgs84 } from './datum'
import { decodeText } from './decode-text'
import { formatOf, isBinary, isSpreadsheet } from './file-kind'
import { readCsv } from './read-csv'
import { readGeojson } from './read-geojson'

export type UploadOptions = CheckOptions & {
  /** `utf-8`, `gbk`, `gb18030`, `big5`, `utf-16le` or `utf-16be`; without it the file is asked. */
  readonly encoding?: string
  readonly limits?: Partial<ImportLimits>
}

export type Drafts = { retailers: RetailerDraft; 'trade-areas': TradeAreaDraft }

export function checkUpload<K extends ImportKind>(
  bytes: Uint8Array,
  fileName: string,
  kind: K,
  options: UploadOptions,
): ImportCheck<Drafts[K]>
export function checkUpload(
  bytes: Uint8Array,
  fileName: string,
  kind: ImportKind,
  { encoding, limits: changed, ...options }: UploadOptions,
): ImportCheck {
  const limits = { ...IMPORT_LIMITS, ...changed }
  if (bytes.length > limits.uploadBytes) return refuseLarge(limits)
  if (isSpreadsheet(fileName)) return refuse('FILE_TYPE')
  if (isBinary(bytes)) return refuse(formatOf(fileName, '') === 'geojson' ? 'NOT_GEOJSON' : 'NOT_CSV')

  const decoded = decodeText(bytes, encoding)
  if (!decoded.ok) return refuse(decoded.error.code, encoding === undefined ? {} : { value: encoding })
  const { text, encoding: label, found } = decoded.value
  const known = { encoding: label, encodingFound: found }
  const table =
    formatOf(fileName, text) === 'csv' ? readCsv(decoded.value, limits) : readGeojson(decoded.value, limits)
  if (!table.ok) return refuseFile(table.error, known)
  const check = kind === 'retailers' ? checkRetailers : checkTradeAreas
  return { ...check(table.value, { ...options, limits, toWgs84 }), ...known }
}

/** What an upload above the limit gets, before it is read at all. */
export function refuseLarge({ uploadBytes }: Pick<ImportLimits, 'uploadBytes'>): ImportCheck<never> {
  return refuse('TOO_LARGE', { params: { limit: Math.floor(uploadBytes / 1024 / 1024) } })
}

function refuse(code: ImportFault['code'], extra: Partial<ImportFault> = {}): ImportCheck<never> {
  return refuseFile({ row: null, column: null, code, ...extra })
}
