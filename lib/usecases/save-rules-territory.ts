/** Changes how a territory works. Plans made from then on follow it; those that stand are not touched. */
import { z } from 'zod'
import { recordAudit } from '@/lib/db/audit-repository'
import { getOrganization } from '@/lib/db/organization-repository'
import { findTerritory, saveWorkingTerms } from '@/lib/db/territory-repository'
import { type Actor, can } from '@/lib/domain/actor'
import { isInside } from '@/lib/domain/geo/position'
import { fail, ok, type Result } from '@/lib/domain/result'
import { type TermsFault, termsFault } from '@/lib/domain/territory/working-terms'
import { TRAVEL_MODES } from '@/lib/domain/travel/road-way'
import { reasonOfChange } from './save-rules'

const DAY_S = 24 * 3600
const timeOfDay = z.int().min(0).max(DAY_S)
const position = z.tuple([z.number().min(-180).max(180), z.number().min(-85).max(85)])

const Terms = z.object({
  travelMode: z.enum(TRAVEL_MODES),
  shift: z.tuple([timeOfDay, timeOfDay]),
  break: z
    .object({ window: z.tuple([timeOfDay, timeOfDay]), seconds: z.int().min(60).max(14_400) })
    .nullable(),
  visitsMax: z.int().min(1).max(200),
  start: position,
  end: position,
})

export const SaveTerritoryTerms = z.object({
  territoryId: z.int().positive(),
  /** How it worked when the author opened it. */
  seen: Terms,
  terms: Terms,
  note: reasonOfChange,
})
export type SaveTerritoryTerms = z.infer<typeof SaveTerritoryTerms>
export type SaveTerritoryTermsFailure = {
  readonly code:
    | 'forbidden'
    | 'no-territory'
    | 'changed-meanwhile'
    | 'nothing-changed'
    | 'place-outside'
    | TermsFault
}

export async function saveTerritoryTerms(
  actor: Actor,
  { territoryId, seen, terms, note }: SaveTerritoryTerms,
): Promise<Result<null, SaveTerritoryTermsFailure>> {
  if (!can(actor, 'edit-parameters', territoryId)) return fail({ code: 'forbidden' })
  if (!(await findTerritory(territoryId))) return fail({ code: 'no-territory' })
  const fault = termsFault(terms)
  if (fault) return fail({ code: fault })
  const { bbox } = await getOrganization()
  if (!isInside(terms.start, bbox) || !isInside(terms.end, bbox)) return fail({ code: 'place-outside' })
  if (JSON.stringify(seen) === JSON.stringify(terms)) return fail({ code: 'nothing-changed' })
  if (!(await saveWorkingTerms(territoryId, seen, terms))) return fail({ code: 'changed-meanwhile' })
  await recordAudit({
    authorId: actor.userId,
    action: 'save-working-terms',
    subject: 'territory',
    subjectId: String(territoryId),
    reason: note,
    details: { before: seen, after: terms },
  })
  return ok(null)
}
