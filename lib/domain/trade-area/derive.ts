/**
 * The trade areas of a city that nobody has drawn yet: around its named places, and around the facilities that
 * shops live on.
 *
 * Units   positions [lng, lat] in WGS 84 degrees; metres, square metres.
 * Shape   first the areas of places, then those of facilities, each in the order given; codes `Z-001` … follow
 *         that order, so the same city gives the same codes. Areas of facilities lie upon those of places:
 *         `assignRetailers` gives each retailer to the smallest that holds it.
 */
import type { MultiPolygon, Polygon } from 'geojson'
import type { AreaKind, CityArea } from '@/lib/domain/city/areas'
import { interiorPoint } from '@/lib/domain/city/polygon'
import { type BuiltUpRule, builtUpArea } from '@/lib/domain/geo/built-up'
import { onLand } from '@/lib/domain/geo/on-land'
import { distanceM, type Position } from '@/lib/domain/geo/position'
import { formTerritories } from '@/lib/domain/territory/form-territories'
import { areaName, type NameLanguage } from './area-name'
import { DEFAULT_FACILITY_RULES, type FacilityRules, facilityAreas } from './facility-areas'
import { type NamedPlace, type PlaceAreaRule, placeAreas } from './place-areas'

export type CityToDivide = {
  readonly retailers: readonly Position[]
  /** Addresses: where people live, which with the retailers shows how far the city goes. */
  readonly homes: readonly Position[]
  readonly places: readonly NamedPlace[]
  readonly areas: readonly CityArea[]
  /** Dry land, if known; areas end at the shore. */
  readonly land?: readonly Polygon[]
  readonly language: NameLanguage
}

export type DerivedTradeArea = {
  readonly code: string
  readonly name: string
  /** Whether the name is the place's or facility's own, or was made from its kind and whereabouts. */
  readonly nameSource: 'own' | 'made'
  readonly origin: 'place' | 'facility'
  readonly ownKind: AreaKind | null
  readonly geometry: Polygon | MultiPolygon
}

export type DerivationRule = {
  readonly builtUp: BuiltUpRule
  readonly places: PlaceAreaRule
  readonly facilities: FacilityRules
}

export const DEFAULT_DERIVATION_RULE: DerivationRule = {
  builtUp: { cellM: 150, reachM: 300, marginM: 150, partMinM2: 500_000 },
  places: { retailersMin: { suburb: 8, quarter: 12, neighbourhood: 24 }, sameNameM: 1500, partMinM2: 50_000 },
  facilities: DEFAULT_FACILITY_RULES,
}

const RETAILERS_A_QUARTER = 25

export type DerivedTradeAreas = {
  readonly tradeAreas: readonly DerivedTradeArea[]
  /** How far the city is built up: what densities of the whole city are measured over. */
  readonly builtUp: Polygon | MultiPolygon
}

export function deriveTradeAreas(
  city: CityToDivide,
  rule: DerivationRule = DEFAULT_DERIVATION_RULE,
): DerivedTradeAreas {
  const builtUp = onLand(builtUpArea([...city.retailers, ...city.homes], rule.builtUp), city.land)
  const places = city.places.length > 0 ? city.places : quartersOf(city)
  const fromPlaces = placeAreas(places, city.retailers, builtUp, rule.places).map(
    ({ place, geometry }): Omit<DerivedTradeArea, 'code'> => ({
      name: place.name,
      nameSource: city.places.length > 0 ? 'own' : 'made',
      origin: 'place',
      ownKind: null,
      geometry,
    }),
  )
  const fromFacilities = facilityAreas(city.areas, city.retailers, rule.facilities).map(
    ({ kind, name, geometry }): Omit<DerivedTradeArea, 'code'> => ({
      name:
        name ??
        areaName({ nameKey: kind, params: { near: nearestName(city.places, geometry) } }, city.language),
      nameSource: name ? 'own' : 'made',
      origin: 'facility',
      ownKind: kind,
      geometry: onLand(geometry, city.land),
    }),
  )
  return {
    tradeAreas: [...fromPlaces, ...fromFacilities].map((area, k) => ({
      code: `Z-${String(k + 1).padStart(3, '0')}`,
      ...area,
    })),
    builtUp,
  }
}

/** A city that names no places is divided into quarters of about as many retailers each, by number. */
function quartersOf({ retailers, language }: CityToDivide): NamedPlace[] {
  const count = Math.max(1, Math.round(retailers.length / RETAILERS_A_QUARTER))
  const stores = retailers.map((position, k) => ({ id: `${k}`, position, workS: 1 }))
  const { measure } = formTerritories({ stores, count, seed: 1 })
  return measure.territories.flatMap(({ center }, k) =>
    center
      ? [
          {
            name: areaName({ nameKey: 'quarter', params: { near: `${k + 1}` } }, language),
            kind: 'quarter' as const,
            position: center,
          },
        ]
      : [],
  )
}

function nearestName(places: readonly NamedPlace[], geometry: Polygon | MultiPolygon): string | null {
  const at = interiorPoint(geometry)
  const byDistance = places.toSorted((a, b) => distanceM(a.position, at) - distanceM(b.position, at))
  return byDistance[0]?.name ?? null
}
