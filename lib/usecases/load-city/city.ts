/** A city to load: where it comes from, and what its organisation needs to know before any of its data. */
import type { Polygon } from 'geojson'
import type { OrganizationCalendar } from '@/lib/domain/calendar/working-days'
import type { CityExtract } from '@/lib/domain/city/extract'
import type { DemonstrationOrders } from '@/lib/domain/demonstration/need'
import type { GeneratedRetailer } from '@/lib/domain/demonstration-city/generate-city'
import type { BBox, Position } from '@/lib/domain/geo/position'
import type { Datum } from '@/lib/domain/import/import-check'
import type { PlanningParameters } from '@/lib/domain/routing/service/planning-parameters'
import type { NameLanguage } from '@/lib/domain/trade-area/area-name'

type Named = { readonly code: string; readonly nameEn: string; readonly nameZh: string }

/** A part of the organisation that is divided into territories by itself. */
export type CityRegion = {
  /** Null where the whole city is one part. */
  readonly county: Named | null
  /** Its market departments, each with the territories next to each other, from west to east. */
  readonly departments: readonly Named[]
}

export type CityTradeAreaType = Named & { readonly color: string; readonly aliases: readonly string[] }

/** What a generated city has in place of shops of a map, derived trade areas and addresses. */
export type GeneratedParts = {
  readonly retailers: readonly GeneratedRetailer[]
  readonly tradeAreaTypes: readonly CityTradeAreaType[]
  readonly tradeAreas: readonly (Pick<Named, 'code'> & {
    readonly name: string
    readonly typeCode: string
    readonly geometry: Polygon
  })[]
  readonly people: readonly { readonly position: Position; readonly people: number }[]
}

export type City = {
  /** Names the sample; `own` for a folder of the user's. */
  readonly sample: string
  readonly organizationName: string
  readonly nameEn: string
  readonly nameZh: string
  /** Of names that are made up from what lies nearby. */
  readonly language: NameLanguage
  readonly timeZone: string
  readonly holidayCalendar: string
  readonly calendar: OrganizationCalendar
  readonly currency: string
  readonly attribution: string
  readonly bbox: BBox
  readonly extract: CityExtract
  readonly regions: readonly CityRegion[]
  /** Which of the regions a retailer is of. */
  regionOf(position: Position): number
  /** Over all regions; 0 for as many as the retailers ask for. */
  readonly territories: number
  /** Where the city is planned in another way than by default. */
  readonly planning: Partial<PlanningParameters>
  /** Null for a real city. */
  readonly generated: GeneratedParts | null
  readonly orders: DemonstrationOrders
  /** The user's own files; null where the extract's shops are the retailers. */
  readonly folder: string | null
  /** Of the user's files; null where only their rows can say it. */
  readonly datum: Datum | null
}

/** Says what is being done, for the console. */
export type Report = (step: LoadStepName, done?: number, total?: number) => void

export const LOAD_STEPS = [
  'read-city',
  'organization',
  'basemap',
  'roads',
  'addresses',
  'retailers',
  'trade-areas',
  'territories',
  'demonstration',
  'rings',
  'forecasts',
  'reviews',
  'plans',
  'allocation',
] as const
export type LoadStepName = (typeof LOAD_STEPS)[number]

/** Of a city that is one part: its market departments in the two languages. */
export function wholeCity(
  ...departments: readonly Omit<Named, 'code'>[]
): Pick<City, 'regions' | 'regionOf'> {
  const coded = departments.map((names, k) => ({ code: `MARKET-${k + 1}`, ...names }))
  return { regions: [{ county: null, departments: coded }], regionOf: () => 0 }
}
