/** The sample city: Montevideo, real, from the OpenStreetMap tiles inside npm `@mapbox/mvt-fixtures`. */
import { uruguayCalendar } from '@/lib/domain/calendar/uruguay'
import { extractCity } from '@/lib/domain/city/extract'
import { MONTEVIDEO_BBOX, readMontevideo } from '@/lib/files/osm-qa-tiles'
import { type City, wholeCity } from './city'

export function montevideo(year: number): City {
  return {
    sample: 'montevideo',
    organizationName: 'Montevideo',
    nameEn: 'Montevideo',
    nameZh: '蒙得维的亚',
    language: 'es',
    timeZone: 'America/Montevideo',
    holidayCalendar: 'UY',
    calendar: uruguayCalendar({ from: year - 2, to: year + 2 }),
    currency: 'CNY',
    attribution: '© OpenStreetMap contributors, ODbL',
    bbox: MONTEVIDEO_BBOX,
    extract: extractCity(readMontevideo(), { bbox: MONTEVIDEO_BBOX }),
    ...wholeCity(
      { nameEn: 'Montevideo West', nameZh: '蒙得维的亚西部市场部' },
      { nameEn: 'Montevideo East', nameZh: '蒙得维的亚东部市场部' },
    ),
    territories: 8,
    planning: {},
    generated: null,
    orders: { months: 36, volumeFactor: 1, assortment: 'typical' },
    folder: null,
    datum: null,
  }
}
