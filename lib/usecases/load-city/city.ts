/** A city to load: where it comes from, and what its organisation needs to know before any of its data. */
import type { OrganizationCalendar } from '@/lib/domain/calendar/working-days'
import type { CityExtract } from '@/lib/domain/city/extract'
import type { BBox } from '@/lib/domain/geo/position'
import type { Datum } from '@/lib/domain/import/import-check'
import type { NameLanguage } from '@/lib/domain/trade-area/area-name'

/** How much the generated orders hold. */
export type DemonstrationOrders = {
  readonly months: number
  /** Multiplies what shops sell. */
  readonly volumeFactor: number
  /** `full`: every shop carries every product. */
  readonly assortment: 'typical' | 'full'
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
  readonly territories: number
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
  'plans',
  'allocation',
] as const
export type LoadStepName = (typeof LOAD_STEPS)[number]
