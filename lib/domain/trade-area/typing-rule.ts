/**
 * What tells the type of a trade area (商圈类型), and how much each sign counts: one version of the editable
 * parameter set `typing`. docs/trade-area-typing.md explains the rule to its users.
 *
 * Units   quantities are counts, or square metres of land where the indicator ends in `-land`.
 * Source  which OSM things stand for which sign: OSM wiki, Map features (landuse=commercial is offices).
 */
import type { AreaKind } from '@/lib/domain/city/areas'
import type { FacilityKind } from '@/lib/domain/city/facilities'
import type { BuiltInTradeAreaType } from './type-code'

/** `mixed` has no signs of its own: it is what remains when no other type leads. */
export type LeadingType = Exclude<BuiltInTradeAreaType, 'mixed'>

export type Sign = {
  readonly type: LeadingType
  readonly facilities?: readonly FacilityKind[]
  readonly areas?: readonly AreaKind[]
}

/** Each sign speaks for one type. `homes` are the addresses; facilities not named here say nothing. */
export const SIGNS = {
  shops: { type: 'commercial', facilities: ['shop', 'marketplace'] },
  eateries: { type: 'commercial', facilities: ['restaurant', 'bar', 'entertainment'] },
  'retail-land': { type: 'commercial', areas: ['retail', 'marketplace'] },
  homes: { type: 'residential' },
  'residential-land': { type: 'residential', areas: ['residential'] },
  schools: { type: 'campus', facilities: ['school', 'kindergarten'] },
  universities: { type: 'campus', facilities: ['university'] },
  'campus-land': { type: 'campus', areas: ['school', 'university'] },
  offices: { type: 'office', facilities: ['office', 'government'] },
  banks: { type: 'office', facilities: ['bank'] },
  health: { type: 'office', facilities: ['hospital', 'clinic'] },
  'office-land': { type: 'office', areas: ['commercial', 'hospital'] },
  works: { type: 'industrial', facilities: ['industrial'] },
  'industrial-land': { type: 'industrial', areas: ['industrial'] },
  stations: { type: 'transport-hub', facilities: ['station', 'bus-station'] },
  'station-land': { type: 'transport-hub', areas: ['station'] },
  hotels: { type: 'tourism', facilities: ['hotel'] },
  sights: { type: 'tourism', facilities: ['attraction', 'museum'] },
  'leisure-land': { type: 'tourism', areas: ['beach', 'attraction', 'park'] },
} as const satisfies Record<string, Sign>

export type Indicator = keyof typeof SIGNS
export const INDICATORS = Object.keys(SIGNS) as Indicator[]

export type TypingRule = {
  /** Points that a sign gives where it is as dense as in the whole city. */
  readonly weights: Readonly<Record<Indicator, number>>
  /** A density this many times the city's counts as no more than that: one hotel street is not ten. */
  readonly ratioMax: number
  /** As if every area held this many more of each thing, expected and found: one station proves little. */
  readonly priorCount: number
  /** The same for land: as if every area had this much average city added. */
  readonly priorM2: number
  /** What an area that is itself a campus, a works, a beach … is known to be. */
  readonly ownKind: Readonly<Record<AreaKind, LeadingType>>
  readonly ownKindPoints: number
  /** The leading type must have at least this share of all points … */
  readonly shareMin: number
  /** … and this much more than the runner-up; otherwise the area is mixed. */
  readonly leadMin: number
}

export const DEFAULT_TYPING_RULE: TypingRule = {
  weights: {
    shops: 0.8,
    eateries: 0.35,
    'retail-land': 0.15,
    homes: 2.2,
    'residential-land': 0.2,
    schools: 0.3,
    universities: 0.15,
    'campus-land': 0.25,
    offices: 0.35,
    banks: 0.15,
    health: 0.1,
    'office-land': 0.1,
    works: 0.15,
    'industrial-land': 0.45,
    stations: 0.3,
    'station-land': 0.15,
    hotels: 0.2,
    sights: 0.2,
    'leisure-land': 0.2,
  },
  ratioMax: 6,
  priorCount: 1,
  priorM2: 250_000,
  ownKind: {
    university: 'campus',
    school: 'campus',
    hospital: 'office',
    station: 'transport-hub',
    marketplace: 'commercial',
    beach: 'tourism',
    attraction: 'tourism',
    park: 'tourism',
    retail: 'commercial',
    commercial: 'office',
    industrial: 'industrial',
    residential: 'residential',
  },
  ownKindPoints: 12,
  shareMin: 0.3,
  leadMin: 0.03,
}
