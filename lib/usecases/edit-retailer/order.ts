/** What an order to change a retailer carries: the fields as typed, and why. */
import { z } from 'zod'
import { DATUMS } from '@/lib/domain/import/import-check'
import type { FieldFault } from '@/lib/domain/retailer/check-record'
import { SERVICE_CLASSES } from '@/lib/domain/retailer/classification'
import { PLACE_ASKS, type PlaceAsk } from './place'

/** Long enough that the record's own rules name the limit. */
const typed = z.string().max(2_000)

export const TypedFacts = z.object({
  name: typed,
  address: typed,
  owner: typed,
  phone: typed,
  licenseNo: typed,
  format: typed,
  marketType: typed,
  tier: typed,
  visitsPerWeek: typed,
  openWindows: typed,
})

export const ChosenFacts = z.object({
  serviceClass: z.enum(SERVICE_CLASSES),
  keyGrowth: z.boolean(),
  assisted: z.boolean(),
  closedWeekdays: z.array(z.int().min(1).max(7)).max(7),
  contactPreference: z.enum(['allowed', 'onsite-only', 'listed']),
})

export const TypedPlace = z.object({ lng: typed, lat: typed, datum: z.enum(DATUMS) })
export const Confirmed = z.array(z.enum(PLACE_ASKS)).max(PLACE_ASKS.length)
export const Reason = z.string().trim().min(1).max(200)
export const AtVersion = z.object({ id: z.int().positive(), version: z.int().positive() })

export type ChangeFailure =
  | {
      readonly code:
        | 'forbidden'
        | 'forbidden-territory'
        | 'forbidden-standing'
        | 'no-territory'
        | 'not-found'
        | 'closed'
        | 'not-closed'
        | 'changed-meanwhile'
        | 'nothing-changed'
        | 'code-taken'
    }
  | { readonly code: 'invalid'; readonly faults: readonly FieldFault[] }
  | { readonly code: 'confirm'; readonly asks: readonly PlaceAsk[] }

/** Sorted and each once, so that the same days read the same. */
export function weekdaysOf(days: readonly number[]): number[] {
  return [...new Set(days)].toSorted((a, b) => a - b)
}
