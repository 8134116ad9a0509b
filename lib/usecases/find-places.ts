/** The search of the top bar: retailers by name, code or address, trade areas, and addresses, in that order. */
import {
  type FoundAddress,
  type FoundRetailer,
  type FoundTradeArea,
  searchAddresses,
  searchRetailers,
  searchTradeAreas,
} from '@/lib/db/search-repository'
import { type Actor, can } from '@/lib/domain/actor'

export type FoundPlace =
  | ({ kind: 'retailer' } & FoundRetailer)
  | ({ kind: 'trade-area' } & FoundTradeArea)
  | ({ kind: 'address' } & FoundAddress)
export type FindPlacesResult = readonly FoundPlace[]

const PER_KIND = 6
const SHORTEST = 2

export async function findPlaces(actor: Actor, { text }: { text: string }): Promise<FindPlacesResult> {
  const wanted = text.trim().replace(/\s+/g, ' ')
  const tooShort = wanted.length < SHORTEST && !/\p{Script=Han}/u.test(wanted)
  if (tooShort || !can(actor, 'view-map')) return []
  const { street, number } = addressIn(wanted)
  const [retailers, tradeAreas, addresses] = await Promise.all([
    searchRetailers(wanted, actor.territoryIds, PER_KIND),
    searchTradeAreas(wanted, actor.territoryIds, PER_KIND),
    searchAddresses(street, number, PER_KIND),
  ])
  return [
    ...retailers.map((found) => ({ kind: 'retailer' as const, ...found })),
    ...tradeAreas.map((found) => ({ kind: 'trade-area' as const, ...found })),
    ...addresses.map((found) => ({ kind: 'address' as const, ...found })),
  ]
}

/** `Colonia 1921` and `人民路12号` end in a door's number; `18 de Julio` does not. */
function addressIn(text: string): { street: string; number: string } {
  const match = text.match(/^(.*\D)\s*?(\d+\S*)$/)
  return match
    ? { street: match[1]!.trim(), number: match[2]!.replace(/号$/, '') }
    : { street: text, number: '' }
}
