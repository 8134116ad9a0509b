/**
 * A city of the user's own: a folder with `roads.osm.pbf`, `retailers.csv` and, if wanted, `retailers.map.json` and
 * `areas.geojson`.
 *
 * Errors  OwnCityError with a sentence that names the file and what to do.
 */
import { existsSync, readFileSync } from 'node:fs'
import { basename, join, resolve } from 'node:path'
import type { OrganizationCalendar } from '@/lib/domain/calendar/working-days'
import { extractCity } from '@/lib/domain/city/extract'
import type { BBox } from '@/lib/domain/geo/position'
import type { Datum } from '@/lib/domain/import/import-check'
import { chinaCalendar } from '@/lib/files/holidays'
import { readOsmPbf } from '@/lib/roads/osm-pbf'
import { type City, wholeCity } from './city'

export class OwnCityError extends Error {
  override name = 'Sentence'
}

const ROADS = 'roads.osm.pbf'
export const RETAILERS = 'retailers.csv'
export const RETAILERS_MAP = 'retailers.map.json'
export const AREAS = 'areas.geojson'
/** Roughly the mainland with Hainan: where the Chinese calendar and time zone are assumed. */
const CHINA: BBox = [73.5, 18.0, 134.8, 53.6]

export function ownCity(folder: string, year: number, datum?: Datum): City {
  const path = resolve(folder)
  for (const file of [ROADS, RETAILERS]) {
    if (!existsSync(join(path, file))) {
      throw new OwnCityError(`${path} has no ${file}: put the ${FILE_CONTENTS[file]} there under this name.`)
    }
  }
  const read = readOsmPbf(readFileSync(join(path, ROADS)))
  if (!read.ok) {
    const where = 'offset' in read.error ? `at byte ${read.error.offset}` : read.error.feature
    throw new OwnCityError(
      `${join(path, ROADS)} is not a readable OSM extract (${read.error.code}, ${where}).`,
    )
  }
  const { features, bbox } = read.value
  const extract = extractCity(features, bbox ? { bbox } : {})
  if (extract.roads.length === 0) throw new OwnCityError(`${join(path, ROADS)} holds no roads.`)
  const inChina = isWithin(extract.bbox, CHINA)
  const name = basename(path)
  return {
    sample: 'own',
    organizationName: name,
    nameEn: name,
    nameZh: name,
    language: inChina ? 'zh' : 'en',
    timeZone: inChina ? 'Asia/Shanghai' : Intl.DateTimeFormat().resolvedOptions().timeZone,
    holidayCalendar: inChina ? 'CN' : 'file',
    calendar: inChina ? chinaCalendar({ from: year - 2, to: year + 1 }) : WEEKENDS_ONLY,
    currency: 'CNY',
    attribution: '© OpenStreetMap contributors, ODbL',
    bbox: extract.bbox,
    extract,
    ...wholeCity({ nameEn: `${name} market`, nameZh: `${name}市场部` }),
    territories: 0,
    planning: {},
    generated: null,
    orders: { months: 24, volumeFactor: 1, assortment: 'typical' },
    folder: path,
    datum: datum ?? (inChina ? null : 'wgs84'),
  }
}

const FILE_CONTENTS: Readonly<Record<string, string>> = {
  [ROADS]: 'OpenStreetMap extract of the city',
  [RETAILERS]: 'list of retailers',
}
const WEEKENDS_ONLY: OrganizationCalendar = { weekend: [6, 7], holidays: [], extraWorkdays: [] }

function isWithin([west, south, east, north]: BBox, box: BBox): boolean {
  return west >= box[0] && south >= box[1] && east <= box[2] && north <= box[3]
}
