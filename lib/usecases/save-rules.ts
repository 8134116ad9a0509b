/** Stores the next version of a kind of parameters, with the reason; new radii redraw every ring at once. */
import { z } from 'zod'
import { recordAudit } from '@/lib/db/audit-repository'
import { getOrganization } from '@/lib/db/organization-repository'
import {
  countStandingByVersion,
  getParameters,
  type ParameterRecord,
  saveNextParameters,
} from '@/lib/db/parameter-repository'
import { type Actor, can } from '@/lib/domain/actor'
import { checkParameters, type ParameterFault } from '@/lib/domain/parameters/check-parameters'
import {
  changesBetween,
  fromFields,
  PARAMETER_FIELDS,
  PARAMETER_KINDS,
  toFields,
} from '@/lib/domain/parameters/parameter-fields'
import { fail, ok, type Result } from '@/lib/domain/result'
import type { RingParameters } from '@/lib/domain/trade-area/ring-class'
import { drawRingsWithin } from './draw-rings'

export const REASON = { min: 3, max: 400 } as const
export const reasonOfChange = z.string().trim().min(REASON.min).max(REASON.max)

export const SaveRules = z.object({
  kind: z.enum(PARAMETER_KINDS),
  /** The version that the author saw. */
  basedOn: z.int().positive(),
  fields: z.record(z.string().max(80), z.union([z.number(), z.string().max(40)])),
  note: reasonOfChange,
})
export type SaveRules = z.infer<typeof SaveRules>
export type SaveRulesFailure =
  | { readonly code: 'forbidden' | 'changed-meanwhile' | 'nothing-changed' }
  | { readonly code: 'faults'; readonly faults: readonly ParameterFault[] }

/** What the audit keeps of a save, for the list of versions. */
export type SaveRulesDetails = {
  readonly ringsDrawn: number
  /** Rings that stood of the version before. */
  readonly ringsReplaced: number
}

export async function saveRules(
  actor: Actor,
  { kind, basedOn, fields: sent, note }: SaveRules,
): Promise<Result<{ version: number; ringsDrawn: number }, SaveRulesFailure>> {
  if (!can(actor, 'edit-parameters')) return fail({ code: 'forbidden' })
  const faults = checkParameters(kind, sent)
  if (faults.length > 0) return fail({ code: 'faults', faults })

  const fields = Object.fromEntries(
    PARAMETER_FIELDS[kind].map(({ path }) => [path, sent[path] as number | string]),
  )
  const [organization, newest] = await Promise.all([getOrganization(), getParameters(kind)])
  if (newest.version !== basedOn) return fail({ code: 'changed-meanwhile' })
  const changes = changesBetween(kind, toFields(kind, newest.values), fields)
  if (changes.length === 0) return fail({ code: 'nothing-changed' })

  const ringsReplaced = kind === 'rings' ? ((await countStandingByVersion(kind)).get(basedOn) ?? 0) : 0
  let ringsDrawn = 0
  const saved = await saveNextParameters(
    { organizationId: organization.id, kind, values: fromFields(kind, fields), note, authorId: actor.userId },
    basedOn,
    async (client, next) => {
      if (kind !== 'rings') return
      ringsDrawn = await drawRingsWithin(client, 'all', next as ParameterRecord<RingParameters>)
    },
  )
  if (!saved) return fail({ code: 'changed-meanwhile' })

  const details: SaveRulesDetails = { ringsDrawn, ringsReplaced }
  await recordAudit({
    authorId: actor.userId,
    action: SAVE_RULES,
    subject: 'parameter-set',
    subjectId: String(saved.id),
    reason: note,
    details: { kind, version: saved.version, ...details, changes: changes.map((change) => ({ ...change })) },
  })
  return ok({ version: saved.version, ringsDrawn })
}

export const SAVE_RULES = 'save-rules'
