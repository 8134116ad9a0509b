/**
 * What an import of the user's own files left out, by reason: how often, which rows, and what is wrong with the first;
 * then what was taken for granted.
 *
 * Shape   faults of one code and column are one reason, the most frequent first.
 */
import type { importWords } from '@/lib/i18n/import-messages'
import type { LeftOut } from '@/lib/usecases/load-city/retailers-step'

type Words = ReturnType<typeof importWords>

const ROWS_NAMED = 8

export function leftOutLines(leftOut: LeftOut, words: Words): string[] {
  const { file, stored, errors, errorsTotal, asks, beyond } = leftOut
  const head = `${file}: ${words.report('stored', { count: stored })}`
  const remarks = [
    ...asks.map((ask) => `  ${words.say(ask)}`),
    ...(beyond > 0 ? [`  ${words.report('beyond', { count: beyond })}`] : []),
  ]
  if (errorsTotal === 0) return [head, ...remarks]
  const reasons = Map.groupBy(errors, ({ code, column }) => `${code} ${column ?? ''}`)
  const lines = [...reasons.values()]
    .toSorted((a, b) => b.length - a.length)
    .map((faults) => {
      const rows = [...new Set(faults.flatMap(({ row }) => (row === null ? [] : [row])))]
      const named = rows.slice(0, ROWS_NAMED).join(', ') + (rows.length > ROWS_NAMED ? ' …' : '')
      return `  ${words.report('reason', { count: faults.length, sentence: words.say(faults[0]!), rows: named })}`
    })
  const unlisted = errorsTotal - errors.length
  return [
    `${head}, ${words.report('leftOut', { count: errorsTotal })}`,
    ...lines,
    ...(unlisted > 0 ? [`  ${words.report('more', { count: unlisted })}`] : []),
    ...remarks,
  ]
}
