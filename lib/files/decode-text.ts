/**
 * Bytes to text without guessing: byte order mark, then strict UTF-8, then strict GB18030, or what the person says.
 *
 * Shape   text without its mark. `damage` says that some bytes are valid in no encoding: `cells` when the rest of the
 *         file clearly is in the one named (they then read as U+FFFD, which no import stores), `mixed` when parts of
 *         the file are in different encodings.
 * Errors  ENCODING if nothing fits, ENCODING_UNKNOWN if the person names an encoding that we do not read.
 * Source  WHATWG Encoding Standard, as Node's TextDecoder (ICU) has it.
 */
import { isUtf8 } from 'node:buffer'
import { fail, ok, type Result } from '@/lib/domain/result'

export type Encoding = {
  readonly encoding: string
  readonly found: 'mark' | 'strict' | 'chosen'
  readonly damage: 'none' | 'cells' | 'mixed'
  /** What `TextDecoder` calls it. */
  readonly decoder: string
}
export type Decoded = Omit<Encoding, 'decoder'> & { readonly text: string }

const ENCODINGS: ReadonlyMap<string, { label: string; decoder: string }> = new Map([
  ['utf8', { label: 'UTF-8', decoder: 'utf-8' }],
  ['gb18030', { label: 'GB18030', decoder: 'gb18030' }],
  ['gbk', { label: 'GBK', decoder: 'gb18030' }],
  ['gb2312', { label: 'GBK', decoder: 'gb18030' }],
  ['big5', { label: 'Big5', decoder: 'big5' }],
  ['utf16le', { label: 'UTF-16LE', decoder: 'utf-16le' }],
  ['utf16be', { label: 'UTF-16BE', decoder: 'utf-16be' }],
])
const MARKS = [
  { bytes: [0xef, 0xbb, 0xbf], name: 'utf8' },
  { bytes: [0xff, 0xfe], name: 'utf16le' },
  { bytes: [0xfe, 0xff], name: 'utf16be' },
]
/** More than this share of the lines broken is no slip: the file is something else. */
const DAMAGED_LINES_MAX = 0.5
const PIECE_BYTES = 1 << 17

type EncodingFailure = { code: 'ENCODING' | 'ENCODING_UNKNOWN' }

export function decodeText(bytes: Uint8Array, chosen?: string): Result<Decoded, EncodingFailure> {
  const found = findEncoding(bytes, chosen)
  if (!found.ok) return found
  const { decoder, ...encoding } = found.value
  return ok({ ...encoding, text: new TextDecoder(decoder).decode(bytes) })
}

/** The text piece by piece, for files whose text need not be there all at once. */
export function* textPieces(bytes: Uint8Array, { decoder }: Encoding): Generator<string> {
  const reader = new TextDecoder(decoder)
  for (const piece of piecesOf(bytes)) yield reader.decode(piece, { stream: true })
  yield reader.decode()
}

/** Reads through the bytes, and keeps nothing of their text. */
export function findEncoding(bytes: Uint8Array, chosen?: string): Result<Encoding, EncodingFailure> {
  const mark = MARKS.find((candidate) => candidate.bytes.every((byte, k) => bytes[k] === byte))
  if (chosen !== undefined) {
    const known = ENCODINGS.get(chosen.toLowerCase().replace(/[\s_-]/g, ''))
    if (!known) return fail({ code: 'ENCODING_UNKNOWN' })
    return holdAgainst(known, bytes, 'chosen')
  }
  const marked = mark && ENCODINGS.get(mark.name)
  if (marked) return holdAgainst(marked, bytes, 'mark')

  const strict = { found: 'strict', damage: 'none' } as const
  if (isUtf8(bytes)) return ok({ ...strict, encoding: 'UTF-8', decoder: 'utf-8' })
  if (fits(bytes, 'gb18030')) return ok({ ...strict, encoding: chineseLabel(bytes), decoder: 'gb18030' })
  return findDamaged(bytes)
}

function holdAgainst(
  { label, decoder }: { label: string; decoder: string },
  bytes: Uint8Array,
  found: 'mark' | 'chosen',
): Result<Encoding, EncodingFailure> {
  if (!fits(bytes, decoder)) return fail({ code: 'ENCODING' })
  return ok({ encoding: label, decoder, found, damage: 'none' })
}

/** Line by line: which of the two encodings holds the file together, if one does. */
function findDamaged(bytes: Uint8Array): Result<Encoding, EncodingFailure> {
  let [onlyUtf8, onlyGb, neither, both] = [0, 0, 0, 0]
  for (const line of linesOf(bytes)) {
    if (line.every((byte) => byte < 0x80)) continue
    const utf8 = isUtf8(line)
    const gb = fits(line, 'gb18030')
    if (utf8 && gb) both++
    else if (utf8) onlyUtf8++
    else if (gb) onlyGb++
    else neither++
  }
  if (neither > DAMAGED_LINES_MAX * (onlyUtf8 + onlyGb + both + neither)) return fail({ code: 'ENCODING' })
  const isUtf8File = onlyUtf8 >= onlyGb
  return ok({
    encoding: isUtf8File ? 'UTF-8' : chineseLabel(bytes),
    decoder: isUtf8File ? 'utf-8' : 'gb18030',
    found: 'strict',
    damage: onlyUtf8 > 0 && onlyGb > 0 ? 'mixed' : 'cells',
  })
}

function* linesOf(bytes: Uint8Array): Generator<Uint8Array> {
  for (let from = 0; from < bytes.length; ) {
    const end = bytes.indexOf(0x0a, from)
    const to = end === -1 ? bytes.length : end
    yield bytes.subarray(from, to)
    from = to + 1
  }
}

/** GBK if no character takes four bytes: the name that people know their files by. */
function chineseLabel(bytes: Uint8Array): string {
  for (let i = 0; i < bytes.length; i++) {
    if (bytes[i]! < 0x81) continue
    i++
    if (bytes[i]! >= 0x30 && bytes[i]! <= 0x39) return 'GB18030'
  }
  return 'GBK'
}

function fits(bytes: Uint8Array, decoder: string): boolean {
  const reader = new TextDecoder(decoder, { fatal: true })
  try {
    for (const piece of piecesOf(bytes)) reader.decode(piece, { stream: true })
    reader.decode()
    return true
  } catch {
    return false
  }
}

function* piecesOf(bytes: Uint8Array): Generator<Uint8Array> {
  for (let from = 0; from < bytes.length; from += PIECE_BYTES) yield bytes.subarray(from, from + PIECE_BYTES)
}
