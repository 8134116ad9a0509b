/** The sample city: Montevideo, real, from the OpenStreetMap tiles inside npm `@mapbox/mvt-fixtures`. */
import { uruguayCalendar } from '@/lib/domain/calendar/uruguay'
import { extractCity } from '@/lib/domain/city/extract'
import { MONTEVIDEO_BBOX, readMontevideo } from '@/lib/files/osm-qa-tiles'
import type { City } from './city'

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
    territories: 8,
    orders: { months: 36, volumeFactor: 1, assortment: 'typical' },
    folder: null,
    datum: null,
  }
}
