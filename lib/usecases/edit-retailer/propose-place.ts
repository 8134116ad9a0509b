/**
 * What a place would mean, before anything is stored: where it lies in WGS 84, whose shops are around, the trade area,
 * and the rings that the shop would get there.
 */
import { z } from 'zod'
import { listParameterVersions } from '@/lib/db/parameter-repository'
import { type Actor, can } from '@/lib/domain/actor'
import type { Position } from '@/lib/domain/geo/position'
import { fail, ok, type Result } from '@/lib/domain/result'
import { checkPlace, type FieldFault } from '@/lib/domain/retailer/check-record'
import { BUSINESS_FORMATS, MARKET_TYPES } from '@/lib/domain/retailer/classification'
import { type RingClass, type RingParameters, ringClassOf } from '@/lib/domain/trade-area/ring-class'
import type { RingRadiiM } from '@/lib/domain/trade-area/rings'
import { TypedPlace } from './order'
import { placeTerms, type SettledPlace, settlePlace } from './place'

export const ProposePlace = z.object({
  ...TypedPlace.shape,
  format: z.enum(BUSINESS_FORMATS),
  marketType: z.enum(MARKET_TYPES),
})
export type ProposePlace = z.infer<typeof ProposePlace>

export type PlaceProposal = SettledPlace & {
  readonly position: Position
  readonly warnings: readonly FieldFault[]
  readonly rings: {
    readonly ringClass: RingClass
    readonly radiiM: RingRadiiM
    readonly version: number
  } | null
}

export async function proposePlace(
  actor: Actor,
  { lng, lat, datum, format, marketType }: ProposePlace,
): Promise<
  Result<PlaceProposal, { code: 'forbidden' } | { code: 'invalid'; faults: readonly FieldFault[] }>
> {
  if (!can(actor, 'edit-retailers')) return fail({ code: 'forbidden' })
  const checked = checkPlace({ lng, lat }, await placeTerms(datum))
  if (!checked.ok) return fail({ code: 'invalid', faults: checked.faults })
  const { position } = checked.record
  const [place, [parameters]] = await Promise.all([
    settlePlace(actor, position, checked.asks),
    listParameterVersions<RingParameters>('rings'),
  ])
  const ringClass = ringClassOf({ format, marketType, tradeAreaType: place.tradeArea?.typeCode ?? null })
  return ok({
    ...place,
    position,
    warnings: checked.warnings,
    rings: parameters
      ? { ringClass, radiiM: parameters.values.radiiM[ringClass], version: parameters.version }
      : null,
  })
}
