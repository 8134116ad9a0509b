/**
 * What lies inside an outline, as far as the installation still knows it once the city's source is closed.
 *
 * Addresses and retailers are kept one by one and counted. Facilities and land use are kept only as what the rule
 * saw in each typed trade area: they are taken from there, as dense as in the smallest area at each place (areal
 * interpolation), and named as estimated. What no area recorded is zero here and in the city, so it says nothing.
 *
 * Units   square metres, densities per km².
 * Source  M. Goodchild, N. Lam, Areal interpolation, Geo-Processing 1, 1980.
 */
import type { MultiPolygon, Polygon } from 'geojson'
import { polygonAreaM2 } from '@/lib/domain/city/polygon'
import { assignRetailers } from './assign-retailers'
import type { Evidence, ZoneMix } from './classify'
import { INDICATORS, type Indicator } from './typing-rule'
import { latticeIn } from './zone-mix'

export type RecordedArea = {
  readonly geometry: Polygon | MultiPolygon
  /** What the rule saw there; null where nobody asked it. */
  readonly indicators: readonly Pick<Evidence, 'indicator' | 'perKm2' | 'cityPerKm2'>[] | null
}

export type Counted = { readonly homes: number; readonly retailers: number }
/** `areaM2` is that of all trade areas together, asked where no area recorded anything. */
export type CountedCity = Counted & { readonly areaM2: number }

export type KnownMix = {
  readonly mix: ZoneMix
  readonly city: ZoneMix
  /** Signs taken from neighbouring records rather than counted. */
  readonly estimated: readonly Indicator[]
}

const SAMPLES = 1_500
const STEP_MIN_M = 50
const KM2 = 1_000_000

export function knownMix(
  geometry: Polygon | MultiPolygon,
  inside: Counted,
  whole: CountedCity,
  recorded: readonly RecordedArea[],
  ownKind: ZoneMix['ownKind'] = null,
): KnownMix {
  const areaM2 = polygonAreaM2(geometry)
  const cityPerKm2 = cityDensities(whole, recorded)
  const here = densitiesAt(geometry, areaM2, recorded, cityPerKm2)
  const retailersPerKm2 = whole.homes > 0 ? (whole.retailers * cityPerKm2.homes) / whole.homes : 0
  const shopsPerRetailer = retailersPerKm2 > 0 ? cityPerKm2.shops / retailersPerKm2 : 1

  const quantities = records((indicator) => {
    if (indicator === 'homes') return inside.homes
    if (indicator === 'shops') return inside.retailers * shopsPerRetailer
    return (here[indicator] * areaM2) / KM2
  })
  const isCounted = (indicator: Indicator) => indicator === 'homes' || indicator === 'shops'
  return {
    mix: { areaM2, quantities, ownKind },
    city: { areaM2: KM2, quantities: cityPerKm2, ownKind: null },
    estimated: INDICATORS.filter((one) => !isCounted(one) && cityPerKm2[one] > 0),
  }
}

type Densities = Record<Indicator, number>

/** As the rule saw the city; without any record, from the counts over all trade areas together. */
function cityDensities(whole: CountedCity, recorded: readonly RecordedArea[]): Densities {
  const seen = recorded.find(({ indicators }) => indicators !== null)?.indicators
  if (seen) {
    const byIndicator = new Map(seen.map(({ indicator, cityPerKm2 }) => [indicator, cityPerKm2]))
    return records((indicator) => byIndicator.get(indicator) ?? 0)
  }
  const perKm2 = (count: number) => (whole.areaM2 > 0 ? (count / whole.areaM2) * KM2 : 0)
  return records((indicator) =>
    indicator === 'homes' ? perKm2(whole.homes) : indicator === 'shops' ? perKm2(whole.retailers) : 0,
  )
}

function densitiesAt(
  geometry: Polygon | MultiPolygon,
  areaM2: number,
  recorded: readonly RecordedArea[],
  city: Densities,
): Densities {
  const points = [...latticeIn(geometry, Math.max(STEP_MIN_M, Math.sqrt(areaM2 / SAMPLES)))]
  const typed = recorded.filter(({ indicators }) => indicators !== null)
  if (points.length === 0 || typed.length === 0) return { ...city }
  const maps = typed.map(({ indicators }) => new Map(indicators?.map((one) => [one.indicator, one.perKm2])))
  const at = assignRetailers(
    points,
    typed.map((area) => area.geometry),
  )
  const counts = new Map<number | null, number>()
  for (const index of at) counts.set(index, (counts.get(index) ?? 0) + 1)
  return records((indicator) => {
    let sum = 0
    for (const [index, count] of counts) {
      const perKm2 = index === null ? city[indicator] : (maps[index]?.get(indicator) ?? city[indicator])
      sum += perKm2 * count
    }
    return sum / points.length
  })
}

function records(densityOf: (indicator: Indicator) => number): Densities {
  return Object.fromEntries(INDICATORS.map((indicator) => [indicator, densityOf(indicator)])) as Densities
}
