import type { FieldFault } from '@/lib/domain/retailer/check-record'
import type { PlaceAsk } from '@/lib/usecases/edit-retailer/place'

/** Why a shop was not changed: with the fields that are wrong, or what has to be confirmed. */
export type Refusal = {
  readonly code: string
  readonly faults?: readonly FieldFault[]
  readonly asks?: readonly PlaceAsk[]
}
