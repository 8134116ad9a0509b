/**
 * What a change did to a record: each field that differs, before and after, as the history (RetailerHistory) keeps it.
 *
 * Shape   only fields that `after` names are looked at; values are compared as the JSON that is stored of them.
 */
export type Json = string | number | boolean | null | readonly Json[]
export type Changes = Readonly<Record<string, readonly [before: Json, after: Json]>>

export function changesBetween<T extends Readonly<Record<string, Json>>>(
  before: T,
  after: Partial<T>,
): Changes {
  const changes: Record<string, readonly [Json, Json]> = {}
  for (const [field, is] of Object.entries(after)) {
    const was = before[field] ?? null
    if (is !== undefined && JSON.stringify(was) !== JSON.stringify(is)) changes[field] = [was, is as Json]
  }
  return changes
}
