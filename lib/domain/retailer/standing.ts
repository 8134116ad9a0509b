/**
 * A retailer's standing: tier (档位), service class and support. It decides how much of a scarce product a shop gets and
 * how often it is visited, so it is not for those to set whose own shops it favours: market managers rank.
 */
import { type Actor, can } from '@/lib/domain/actor'

export type Standing = {
  readonly tier: number | null
  readonly serviceClass: string
  readonly assisted: boolean
}

export function mayRank(actor: Actor): boolean {
  return can(actor, 'edit-parameters')
}

/** Alike for alike standings. */
export function standingOf({ tier, serviceClass, assisted }: Standing): string {
  return JSON.stringify([tier, serviceClass, assisted])
}
