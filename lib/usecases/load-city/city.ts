/** A city to load: where it comes from, and what its organisation needs to know before any of its data. */
import type { OrganizationCalendar } from '@/lib/domain/calendar/working-days'
import type { CityExtract } from '@/lib/domain/city/extract'
import type { BBox } from '@/lib/domain/geo/position'

export type City = {
  /** Names the data folder and the sample; `own` for a folder of the user's. */
  readonly sample: string
  readonly organizationName: string
  readonly nameEn: string
  readonly nameZh: string
  readonly timeZone: string
  readonly holidayCalendar: string
  readonly calendar: OrganizationCalendar
  readonly currency: string
  readonly attribution: string
  readonly bbox: BBox
  /** Reads the source when first asked, and only once. */
  readonly extract: () => CityExtract
  /** The user's own files; null where the extract's shops are the retailers. */
  readonly folder: string | null
}

/** Says what is being done, for the console and the screen. */
export type Report = (step: LoadStepName, done?: number, total?: number) => void

export const LOAD_STEPS = [
  'read-city',
  'organization',
  'basemap',
  'roads',
  'addresses',
  'trade-areas',
  'retailers',
  'territories',
  'demonstration',
  'rings',
  'plans',
  'allocation',
] as const
export type LoadStepName = (typeof LOAD_STEPS)[number]
