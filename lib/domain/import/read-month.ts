/**
 * A month as lists write it: `2026-10`, `202610`, `2026/10`, `2026.10`, `2026年10月`, with a day behind it, or `Oct-26`
 * as English spreadsheets turn it into by themselves.
 *
 * Shape   year × 100 + month; undefined for anything else, such as `10/2026` or a spreadsheet's day number.
 */
const PLAIN = /^(\d{4})(?:[-/.]|年)(\d{1,2})月?$/
const DIGITS = /^(\d{4})(\d{2})$/
const WITH_DAY = /^(\d{4})(?:[-/.]|年)(\d{1,2})(?:[-/.]|月)(\d{1,2})日?(?: 0?0:00(?::00)?)?$/
const ENGLISH = /^([A-Za-z]{3})-(\d{2})$/
const NAMES = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec']
const CHARACTERS_MAX = 20

export function readMonth(text: string): number | undefined {
  if (text.length > CHARACTERS_MAX) return undefined
  const trimmed = text.trim()
  const english = ENGLISH.exec(trimmed)
  if (english) return valid(2000 + Number(english[2]), NAMES.indexOf(english[1]!.toLowerCase()) + 1)
  const found = DIGITS.exec(trimmed) ?? PLAIN.exec(trimmed) ?? WITH_DAY.exec(trimmed)
  if (!found) return undefined
  const [, year, month, day] = found
  if (day !== undefined && (Number(day) < 1 || Number(day) > 31)) return undefined
  return valid(Number(year), Number(month))
}

function valid(year: number, month: number): number | undefined {
  return month >= 1 && month <= 12 ? year * 100 + month : undefined
}
