/**
 * A city to try the product at full size: retailers, trade areas and people around the seats of real counties, all but
 * the seats made up.
 *
 * The mix is the one published for a city of 15,019 retailers (mix.ts), to the last retailer: by type of trade area among
 * those that are in one, by format and by market among all. Retailers outside every trade area stand in villages.
 *
 * Units   positions [lng, lat] in WGS 84 degrees, to 0.1 m; people.
 * Shape   retailers by county and trade area, then those of villages. The same counties, number and seed give the same
 *         city.
 */
import type { Polygon } from 'geojson'
import { apportion } from '@/lib/domain/allocation/apportion'
import { between, streamOf } from '@/lib/domain/demonstration/draws'
import { boxOf } from '@/lib/domain/geo/box-of'
import { insideTest } from '@/lib/domain/geo/inside-test'
import { distanceM, type Position } from '@/lib/domain/geo/position'
import type { Random } from '@/lib/domain/random'
import type { BusinessFormat, MarketType } from '@/lib/domain/retailer/classification'
import type { County, GeneratedAreaType } from './county'
import { drawAreas } from './draw-areas'
import { FORMAT_MIX, MARKET_MIX } from './mix'
import { drawPlace, isOwn, type PlannedArea, planAreas } from './plan-areas'
import { shopName } from './shop-names'

export type GeneratedRetailer = {
  readonly county: number
  readonly name: string
  readonly address: string
  readonly position: Position
  readonly format: BusinessFormat
  readonly market: MarketType
}

export type GeneratedArea = {
  readonly county: number
  readonly name: string
  readonly type: GeneratedAreaType
  readonly isInSeat: boolean
  readonly center: Position
  readonly geometry: Polygon
}

export type GeneratedCity = {
  readonly retailers: readonly GeneratedRetailer[]
  readonly areas: readonly GeneratedArea[]
  /** Where people are; a county's sum is its census. */
  readonly people: readonly { readonly position: Position; readonly people: number }[]
}

export function generateCity(seed: number, counties: readonly County[], retailers: number): GeneratedCity {
  const { areas, villageRetailers } = planAreas(seed, counties, retailers)
  const outlines = drawAreas(seed, areas)
  const villages = counties.flatMap((_, k) => placeVillages(seed, counties, k, villageRetailers[k]!, areas))
  const sites = [
    ...areas.flatMap((area, k) => sitesOfArea(seed, k, area, outlines[k]!)),
    ...villages.flatMap((village, k) => sitesOfVillage(seed, k, village)),
  ]
  const formats = drawFormats(seed, sites)
  const markets = marketsOf(sites)
  return {
    retailers: sites.map(({ county, address, position }, k) => ({
      county,
      name: shopName(seed, k, formats[k]!),
      address,
      position,
      format: formats[k]!,
      market: markets[k]!,
    })),
    areas: areas.map(({ county, name, type, isInSeat, center }, k) => ({
      county,
      name,
      type,
      isInSeat,
      center,
      geometry: outlines[k]!,
    })),
    people: counties.flatMap((county, k) => settle(seed, county, k, areas, outlines, villages)),
  }
}

/** Where a retailer stands, before it is anything. */
type Site = {
  readonly county: number
  readonly address: string
  readonly position: Position
  readonly type: GeneratedAreaType | null
  /** The larger, the more of a city. */
  readonly urbanity: number
}

function sitesOfArea(seed: number, index: number, area: PlannedArea, outline: Polygon): Site[] {
  const random = streamOf(seed, 'sites', index)
  const draw = placesWithin(random, outline, area.center)
  const { county, address, type, isInSeat, retailers } = area
  const urbanity = isInSeat ? Number.POSITIVE_INFINITY : retailers
  return Array.from({ length: retailers }, () => ({ county, address, position: draw(), type, urbanity }))
}

/** Places inside an outline, denser towards its center, from which every point of it can be seen. */
function placesWithin(random: Random, outline: Polygon, center: Position): () => Position {
  const [west, south, east, north] = boxOf(outline)
  const isIn = insideTest(outline)
  return () => {
    for (;;) {
      const at: Position = [between(random, west, east), between(random, south, north)]
      if (!isIn(at)) continue
      const pull = 0.25 + 0.7 * random.next() ** 0.7
      const place = rounded([center[0] + pull * (at[0] - center[0]), center[1] + pull * (at[1] - center[1])])
      if (isIn(place)) return place
    }
  }
}

type Village = {
  readonly county: number
  readonly address: string
  readonly center: Position
  readonly retailers: number
}

const VILLAGE_RETAILERS_MAX = 4
const VILLAGE_TO_AREA_M = 600
const VILLAGE_RADIUS_M = 200

function placeVillages(
  seed: number,
  counties: readonly County[],
  index: number,
  retailers: number,
  areas: readonly PlannedArea[],
): Village[] {
  const county = counties[index]!
  const random = streamOf(seed, 'villages', county.code)
  const villages: Village[] = []
  for (let left = retailers; left > 0; ) {
    const center = drawPlace(random, county)
    // an outline goes at most half as far again as its area is planned
    const isFree = areas.every(
      (area) => distanceM(center, area.center) > 1.5 * area.radiusM + VILLAGE_TO_AREA_M,
    )
    if (!isFree || !isOwn(center, counties, index)) continue
    const size = Math.min(left, 1 + random.int(VILLAGE_RETAILERS_MAX))
    villages.push({ county: index, address: `${county.nameZh}乡村`, center, retailers: size })
    left -= size
  }
  return villages
}

function sitesOfVillage(
  seed: number,
  index: number,
  { county, address, center, retailers }: Village,
): Site[] {
  const random = streamOf(seed, 'village', index)
  const perM = 1 / 111_195
  return Array.from({ length: retailers }, () => ({
    county,
    address,
    position: rounded([
      center[0] + between(random, -VILLAGE_RADIUS_M, VILLAGE_RADIUS_M) * perM,
      center[1] + between(random, -VILLAGE_RADIUS_M, VILLAGE_RADIUS_M) * perM,
    ]),
    type: null,
    urbanity: 0,
  }))
}

function rounded([lng, lat]: Position): Position {
  return [Math.round(lng * 1e6) / 1e6, Math.round(lat * 1e6) / 1e6]
}

/** The countryside first, then the smallest towns, until as many are rural as the mix says. */
function marketsOf(sites: readonly Site[]): MarketType[] {
  const [rural] = apportion(sites.length, [MARKET_MIX.rural, MARKET_MIX.urban])
  const order = sites
    .map((_, k) => k)
    .toSorted((a, b) => compare(sites[a]!.urbanity, sites[b]!.urbanity) || a - b)
  const markets: MarketType[] = sites.map(() => 'urban')
  for (const k of order.slice(0, rural)) markets[k] = 'rural'
  return markets
}

function compare(a: number, b: number): number {
  return a === b ? 0 : a < b ? -1 : 1
}

/** Where the rarer formats like to be, by type of trade area; elsewhere `elsewhere`. */
const LIKES: readonly {
  readonly format: BusinessFormat
  readonly at: Readonly<Partial<Record<GeneratedAreaType, number>>>
  readonly elsewhere: number
}[] = [
  { format: 'mall', at: { commercial: 50, residential: 1 }, elsewhere: 0.001 },
  { format: 'supermarket', at: { commercial: 8, residential: 4, mixed: 4, campus: 4 }, elsewhere: 1 },
  {
    format: 'entertainment',
    at: { commercial: 10, tourism: 4, office: 4, residential: 1.5 },
    elsewhere: 0.5,
  },
  { format: 'tobacco-alcohol', at: { commercial: 4, office: 4, residential: 1.5 }, elsewhere: 0.8 },
  { format: 'other', at: { 'transport-hub': 3, tourism: 3, industrial: 1.5 }, elsewhere: 1 },
]

/** The rarest format chooses first, by a draw that is weighted by what it likes (Efraimidis and Spirakis, 2006). */
function drawFormats(seed: number, sites: readonly Site[]): BusinessFormat[] {
  const formats = Object.keys(FORMAT_MIX) as BusinessFormat[]
  const counts = new Map(apportion(sites.length, Object.values(FORMAT_MIX)).map((n, k) => [formats[k]!, n]))
  const drawn: BusinessFormat[] = sites.map(() => 'convenience')
  let free = sites.map((_, k) => k)
  for (const { format, at, elsewhere } of LIKES) {
    const random = streamOf(seed, 'format', format)
    const keys = new Map(
      free.map((k) => {
        const { type } = sites[k]!
        return [k, random.next() ** (1 / ((type && at[type]) || elsewhere))]
      }),
    )
    const order = free.toSorted((a, b) => keys.get(b)! - keys.get(a)! || a - b)
    for (const k of order.slice(0, counts.get(format)!)) drawn[k] = format
    free = free.filter((k) => drawn[k] === 'convenience')
  }
  return drawn
}

const CELLS_AN_AREA = 12
/** A village's people for each of its shops, against a town's. */
const VILLAGE_PEOPLE = 3

/** A county's urban people live in its county town, the others in towns and villages, by retailers. */
function settle(
  seed: number,
  county: County,
  index: number,
  areas: readonly PlannedArea[],
  outlines: readonly Polygon[],
  villages: readonly Village[],
): { position: Position; people: number }[] {
  const random = streamOf(seed, 'people', county.code)
  const cells = areas.flatMap((area, k) => {
    if (area.county !== index || area.type === 'tourism') return []
    const draw = placesWithin(random, outlines[k]!, area.center)
    return Array.from({ length: CELLS_AN_AREA }, () => ({
      position: draw(),
      isUrban: area.isInSeat,
      weight: (area.retailers / CELLS_AN_AREA) * between(random, 0.5, 1.5),
    }))
  })
  for (const { county: of, center, retailers } of villages) {
    if (of === index)
      cells.push({ position: rounded(center), isUrban: false, weight: VILLAGE_PEOPLE * retailers })
  }
  const urban = Math.round(county.people * county.urbanShare)
  const shares = [true, false].map((isUrban) =>
    apportion(
      isUrban ? urban : county.people - urban,
      cells.map((cell) => (cell.isUrban === isUrban ? cell.weight : 0)),
    ),
  )
  return cells.map(({ position }, k) => ({ position, people: shares[0]![k]! + shares[1]![k]! }))
}
