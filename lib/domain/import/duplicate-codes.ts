/** Rows that name the same thing twice: exactly, or only to a person's eye. */
import { codeKey } from './cell-text'

export type Coded = { readonly row: number; readonly code: string; readonly raw: string }

export function findDuplicates<T extends Coded>(items: readonly T[]): { exact: T[][]; lookalike: T[][] } {
  const exact = groupBy(items, ({ raw }) => raw).filter((group) => group.length > 1)
  const repeated = new Set(exact.flatMap((group) => group.slice(1)))
  const lookalike = groupBy(
    items.filter((item) => !repeated.has(item)),
    ({ raw }) => codeKey(raw),
  ).filter((group) => group.length > 1)
  return { exact, lookalike }
}

function groupBy<T>(items: readonly T[], key: (item: T) => string): T[][] {
  const groups = new Map<string, T[]>()
  for (const item of items) {
    const group = groups.get(key(item))
    if (group) group.push(item)
    else groups.set(key(item), [item])
  }
  return [...groups.values()]
}
