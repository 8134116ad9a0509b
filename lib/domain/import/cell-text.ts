/**
 * Text of a cell: kept exactly as sent but for spaces around it, after looking for what must not be stored.
 *
 * Shape   lengths count characters, and are looked at before anything else reads the text.
 */
import type { Cell } from './import-table'

export type TextFault = 'TOO_LONG' | 'ENCODING' | 'CONTROL_CHAR' | 'NOT_TEXT'
export type CellText =
  | { readonly ok: true; readonly raw: string; readonly text: string }
  | { readonly ok: false; readonly code: TextFault; readonly value: string }

const REPLACEMENT = '\ufffd'
const SPACES = new Set([' ', '\u00a0', '\u3000', '\u2002', '\u2003', '\u2009', '\ufeff'])
const EXCERPT_CHARACTERS = 80

export function readText(cell: Cell, charactersMax: number): CellText {
  if (cell === null || cell === undefined) return { ok: true, raw: '', text: '' }
  if (typeof cell === 'object') return { ok: false, code: 'NOT_TEXT', value: '' }
  const raw = String(cell)
  if (isLongerThan(raw, charactersMax)) return { ok: false, code: 'TOO_LONG', value: excerpt(raw) }
  if (!raw.isWellFormed() || raw.includes(REPLACEMENT)) {
    return { ok: false, code: 'ENCODING', value: excerpt(raw) }
  }
  if (hasControl(raw)) return { ok: false, code: 'CONTROL_CHAR', value: excerpt(raw) }
  return { ok: true, raw, text: isBlank(raw) ? '' : trimSpaces(raw) }
}

/** Nothing that could be seen. */
export function isBlank(text: string): boolean {
  return text.trim() === '' || withoutInvisible(text).trim() === ''
}

/** What two codes have in common when a person would take them for the same. */
export function codeKey(code: string): string {
  return withoutInvisible(code.normalize('NFKC')).trim().toLowerCase()
}

/** Zero-width characters and marks that reorder text: kept, but worth a second look. */
export function hasInvisible(text: string): boolean {
  for (let i = 0; i < text.length; i++) if (isInvisible(text.charCodeAt(i))) return true
  return false
}

/** A spreadsheet's idea of a long code or phone number: its digits are lost. */
export function isScientific(text: string): boolean {
  return text.length <= 32 && /^[1-9](\.\d+)?E\+\d{1,3}$/i.test(text)
}

/** The beginning of a text, fit for a message or a terminal. */
export function excerpt(text: string): string {
  const start = text.slice(0, EXCERPT_CHARACTERS * 2).toWellFormed()
  const visible = Array.from(start, (character) => {
    const code = character.charCodeAt(0)
    if (code < 0x20) return String.fromCharCode(0x2400 + code)
    if (code === 0x7f) return '\u2421'
    return isInvisible(code) || (code >= 0x80 && code < 0xa0) ? '\u00b7' : character
  })
  const whole = visible.length <= EXCERPT_CHARACTERS && text.length <= EXCERPT_CHARACTERS * 2
  return whole ? visible.join('') : `${visible.slice(0, EXCERPT_CHARACTERS - 1).join('')}…`
}

function isLongerThan(text: string, characters: number): boolean {
  if (text.length <= characters) return false
  return text.length > characters * 2 || Array.from(text).length > characters
}

/** C0 but for tab, line feed and carriage return; and DEL. */
function hasControl(text: string): boolean {
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i)
    if (code === 0x7f || (code < 0x20 && code !== 9 && code !== 10 && code !== 13)) return true
  }
  return false
}

/** Only spaces go: a tab in front of a text is part of what was sent. */
function trimSpaces(text: string): string {
  let from = 0
  let to = text.length
  while (from < to && SPACES.has(text.charAt(from))) from++
  while (to > from && SPACES.has(text.charAt(to - 1))) to--
  return text.slice(from, to)
}

function withoutInvisible(text: string): string {
  if (!hasInvisible(text) && !/[\u200c\u200d]/.test(text)) return text
  return Array.from(text)
    .filter((c) => c !== '\u200c' && c !== '\u200d' && !isInvisible(c.charCodeAt(0)))
    .join('')
}

/** Not the two joiners: scripts and emoji need them. */
function isInvisible(code: number): boolean {
  return (
    code === 0x200b ||
    code === 0x200e ||
    code === 0x200f ||
    code === 0x00ad ||
    code === 0xfeff ||
    (code >= 0x202a && code <= 0x202e) ||
    (code >= 0x2060 && code <= 0x2069)
  )
}
