/**
 * Which radii a retailer's rings have: by class of shop and place, from an editable table.
 *
 * Units   metres.
 * Source  the table of PRODUCT section 4.1: five, ten and fifteen minutes on foot are about 300, 500 and 1,000 m
 *         (GB 50180-2018 and planning practice); the wider ones are proposals, which is why they are editable.
 */
import type { BusinessFormat, MarketType } from '@/lib/domain/retailer/classification'
import type { Ring, RingRadiiM } from './rings'

export const RING_CLASSES = [
  'urban-convenience',
  'urban-supermarket',
  'mall-entertainment',
  'township',
  'village',
  'hub-scenic',
] as const
export type RingClass = (typeof RING_CLASSES)[number]

/** One version of the parameter set `rings`: the radii of every class. */
export type RingParameters = { readonly radiiM: Readonly<Record<RingClass, RingRadiiM>> }

export const DEFAULT_RING_PARAMETERS: RingParameters = {
  radiiM: {
    'urban-convenience': { core: 300, secondary: 500, fringe: 1000 },
    'urban-supermarket': { core: 500, secondary: 1000, fringe: 2000 },
    'mall-entertainment': { core: 500, secondary: 1500, fringe: 3000 },
    township: { core: 500, secondary: 1500, fringe: 3000 },
    village: { core: 800, secondary: 2000, fringe: 5000 },
    'hub-scenic': { core: 300, secondary: 800, fringe: 1500 },
  },
}

/** The preset `brief`: the same rings for every shop, for teams that want one rule. */
export const BRIEF_RADII_M: Readonly<Record<Ring, number>> = { core: 500, secondary: 1000, fringe: 2000 }
export const BRIEF_RING_PARAMETERS: RingParameters = {
  radiiM: Object.fromEntries(RING_CLASSES.map((c) => [c, BRIEF_RADII_M])) as Record<RingClass, RingRadiiM>,
}

export type RingSubject = {
  readonly format: BusinessFormat
  readonly marketType: MarketType
  /** The built-in type of the trade area that holds the retailer; null outside every trade area. */
  readonly tradeAreaType: string | null
}

/**
 * A mall or a place of entertainment draws from afar wherever it stands. Any other shop in a transport hub or a
 * scenic area lives on passers-by (流动客群为主). A rural shop in a trade area serves a township, one outside all of
 * them a village.
 */
export function ringClassOf({ format, marketType, tradeAreaType }: RingSubject): RingClass {
  if (format === 'mall' || format === 'entertainment') return 'mall-entertainment'
  if (tradeAreaType === 'transport-hub' || tradeAreaType === 'tourism') return 'hub-scenic'
  if (marketType === 'rural') return tradeAreaType === null ? 'village' : 'township'
  return format === 'supermarket' ? 'urban-supermarket' : 'urban-convenience'
}
