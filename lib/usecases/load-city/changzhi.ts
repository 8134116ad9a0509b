/**
 * The sample for size: 15,000 generated retailers around the twelve county seats of Changzhi (长治, Shanxi), 100 customer
 * managers in 27 market departments. There are no roads, so travel is estimated, and the map is land with names.
 */
import { apportion } from '@/lib/domain/allocation/apportion'
import type { BasemapFeature } from '@/lib/domain/city/basemap'
import type { CityExtract } from '@/lib/domain/city/extract'
import { CHANGZHI_COUNTIES } from '@/lib/domain/demonstration-city/changzhi'
import { MARKET_TOWN, shortNameOf } from '@/lib/domain/demonstration-city/county'
import { type GeneratedCity, generateCity } from '@/lib/domain/demonstration-city/generate-city'
import type { BBox, Position } from '@/lib/domain/geo/position'
import { chinaCalendar } from '@/lib/files/holidays'
import type { City, CityRegion, CityTradeAreaType } from './city'

const SEED = 20_260_101
const SIZE = { retailers: 15_000, managers: 100, departments: 27 }
const BBOX: BBox = [111.9, 35.75, 113.8, 37.15]

export function changzhi(year: number, { retailers, managers, departments } = SIZE): City {
  const city = generateCity(SEED, CHANGZHI_COUNTIES, retailers)
  return {
    sample: 'changzhi',
    organizationName: '长治',
    nameEn: 'Changzhi',
    nameZh: '长治市',
    language: 'zh',
    timeZone: 'Asia/Shanghai',
    holidayCalendar: 'CN',
    calendar: chinaCalendar({ from: year - 2, to: year + 1 }),
    currency: 'CNY',
    attribution: '演示数据，除县城外均为虚构 · Generated; only the county seats are real',
    bbox: BBOX,
    extract: emptyExtract(),
    regions: regionsOf(city, departments),
    regionOf: regionFinder(city),
    territories: managers,
    // within some hundredths of what four times as many find, in a quarter of the time
    planning: { iterations: 5000 },
    generated: {
      retailers: city.retailers,
      tradeAreaTypes: [MARKET_TOWN_TYPE],
      tradeAreas: city.areas.map(({ name, type, geometry }, k) => ({
        code: `Z-${String(k + 1).padStart(3, '0')}`,
        name,
        typeCode: type,
        geometry,
      })),
      people: city.people,
    },
    orders: { months: 24, volumeFactor: 3, assortment: 'full' },
    folder: null,
    datum: null,
  }
}

const MARKET_TOWN_TYPE: CityTradeAreaType = {
  code: MARKET_TOWN,
  nameEn: 'Market town',
  nameZh: '集贸区',
  color: '#5B4FCF',
  aliases: ['集贸', '集市', '农贸区', '集镇'],
}

/** Land and the names of the county seats; nothing that the map would show as true. */
function emptyExtract(): CityExtract {
  const [west, south, east, north] = BBOX
  const corners: Position[] = [
    [west, south],
    [east, south],
    [east, north],
    [west, north],
    [west, south],
  ]
  const land: BasemapFeature = {
    layer: 'land',
    kind: 'land',
    minZoom: 8,
    geometry: { type: 'Polygon', coordinates: [corners.map((corner) => [...corner])] },
  }
  const seats = CHANGZHI_COUNTIES.map(
    ({ nameZh, seat }): BasemapFeature => ({
      layer: 'place',
      kind: 'town',
      name: nameZh,
      minZoom: 8,
      geometry: { type: 'Point', coordinates: [...seat] },
    }),
  )
  return {
    bbox: BBOX,
    shops: [],
    roads: [],
    addresses: [],
    places: CHANGZHI_COUNTIES.map(({ code, nameZh, seat }) => ({
      id: code,
      name: nameZh,
      kind: 'suburb',
      position: seat,
    })),
    facilities: [],
    areas: [],
    basemap: [land, ...seats],
  }
}

/** Every county has a market department; the others go where most territories are. */
function regionsOf({ retailers }: GeneratedCity, departments: number): CityRegion[] {
  const sizes = CHANGZHI_COUNTIES.map((_, k) => retailers.filter(({ county }) => county === k).length)
  const more = apportion(departments - CHANGZHI_COUNTIES.length, sizes)
  return CHANGZHI_COUNTIES.map((county, k) => {
    const { code, nameEn, nameZh } = county
    const count = 1 + more[k]!
    const [plainEn, plainZh] = [nameEn.replace(/ (District|County)$/, ''), shortNameOf(county)]
    return {
      county: { code, nameEn, nameZh },
      departments: Array.from({ length: count }, (_, department) => ({
        code: `${code}-${department + 1}`,
        nameEn: count === 1 ? `${plainEn} market` : `${plainEn} market ${department + 1}`,
        nameZh: count === 1 ? `${plainZh}市场部` : `${plainZh}第${ORDINALS[department]}市场部`,
      })),
    }
  })
}

const ORDINALS = [...'一二三四五六七八九十']

/** Retailers lie where they were generated, so that each is found by its place. */
function regionFinder({ retailers }: GeneratedCity): City['regionOf'] {
  const countyAt = new Map(retailers.map(({ position, county }) => [`${position}`, county]))
  return (position) => countyAt.get(`${position}`) ?? 0
}
