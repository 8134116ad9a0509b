/** One kind of parameters: the values in force, and every version with who changed what, why, and what came of it. */
import { findAuditDetails } from '@/lib/db/audit-repository'
import {
  countStandingByVersion,
  listParameterVersions,
  type ParameterRecord,
} from '@/lib/db/parameter-repository'
import { findUserNames } from '@/lib/db/user-repository'
import { type Actor, can } from '@/lib/domain/actor'
import {
  changesBetween,
  type FieldChange,
  type FieldValues,
  type ParameterKind,
  toFields,
} from '@/lib/domain/parameters/parameter-fields'
import { fail, ok, type Result } from '@/lib/domain/result'
import { SAVE_RULES, type SaveRulesDetails } from './save-rules'

export type RulesVersion = {
  readonly version: number
  readonly note: string
  /** Null for what the product came with; empty for somebody without a record here. */
  readonly author: string | null
  readonly at: string
  readonly fields: FieldValues
  readonly changes: readonly FieldChange[]
  /** Rings, plans or allocations that this version made; null where nobody counts. */
  readonly made: number | null
}

export type RulesView = {
  readonly kind: ParameterKind
  readonly version: number
  readonly fields: FieldValues
  /** Newest first. */
  readonly versions: readonly RulesVersion[]
  readonly mayEdit: boolean
}

export async function viewRules(
  actor: Actor,
  kind: ParameterKind,
): Promise<Result<RulesView, { code: 'forbidden' | 'nothing-loaded' }>> {
  if (!can(actor, 'view-map')) return fail({ code: 'forbidden' })
  const records = await listParameterVersions(kind)
  const [newest] = records
  if (!newest) return fail({ code: 'nothing-loaded' })

  const [names, made] = await Promise.all([
    findUserNames(records.flatMap(({ authorId }) => authorId ?? [])),
    countMade(kind, records),
  ])
  return ok({
    kind,
    version: newest.version,
    fields: toFields(kind, newest.values),
    versions: records.map((record, k) => {
      const fields = toFields(kind, record.values)
      const previous = records[k + 1]
      return {
        version: record.version,
        note: record.note,
        author: record.authorId === null ? null : (names.get(record.authorId) ?? ''),
        at: record.createdAt.toISOString(),
        fields,
        changes: previous ? changesBetween(kind, toFields(kind, previous.values), fields) : [],
        made: kind === 'typing' ? null : (made.get(record.version) ?? 0),
      }
    }),
    mayEdit: can(actor, 'edit-parameters'),
  })
}

/** Rings of an earlier version stand no more; how many there were was noted when they were drawn or replaced. */
async function countMade(
  kind: ParameterKind,
  records: readonly ParameterRecord<unknown>[],
): Promise<Map<number, number>> {
  const made = await countStandingByVersion(kind)
  if (kind !== 'rings') return made
  const notes = await findAuditDetails(
    SAVE_RULES,
    records.map(({ id }) => `${id}`),
  )
  for (const { id, version } of records) {
    const note = notes.get(`${id}`) as SaveRulesDetails | undefined
    if (!note) continue
    made.set(version, note.ringsDrawn)
    if (!made.has(version - 1)) made.set(version - 1, note.ringsReplaced)
  }
  return made
}
