/**
 * Everything that is known of one trade area's month, as the review looks at it.
 *
 * Units   units of goods; prices in fen; rates 0 … 1; price index 1 = the guide price; ISR in months of sales.
 * Shape   `months` ascend and end with the month under review; tables of sales and of the panel follow them.
 */
import type { IsoDate, IsoMonth } from '@/lib/domain/calendar/dates'
import type { BusinessFormat } from '@/lib/domain/retailer/classification'
import type { LocalName } from './evidence'
import type { SalesTable } from './sales-table'

export type ReviewProduct = LocalName & {
  readonly id: number
  readonly brand: LocalName & { readonly id: number; readonly key: boolean }
  readonly priceClass: LocalName & { readonly code: string }
  readonly priceFen: number
  readonly packUnits: number
  readonly scarce: boolean
}

export type AreaEvent = {
  readonly id: number
  /** holiday, event, project, competition or other */
  readonly kind: string
  readonly name: string
  readonly startsOn: IsoDate
  /** Null: open, it lasts. */
  readonly endsOn: IsoDate | null
  readonly note: string
  /** Of the whole city, so no news of one trade area. */
  readonly isCity: boolean
}

/** What the sampled shops of a place reported for a product, summed. */
export type PanelCell = {
  readonly product: number
  readonly month: number
  readonly prices: number
  /** Sum of price ÷ guide price. */
  readonly priceSum: number
  readonly counts: number
  readonly stockUnits: number
  /** Delivered to the same shops in the month. */
  readonly soldUnits: number
}

export type Panel = { readonly cells: readonly PanelCell[]; readonly shops: number }

export type ShopChange = {
  readonly retailerId: number
  readonly name: string
  readonly format: BusinessFormat
  readonly on: IsoDate
}
export type FormatChange = Omit<ShopChange, 'format'> & { readonly from: string; readonly to: string }

export type ZoneShopFacts = {
  readonly open: number
  readonly formats: readonly { readonly format: string; readonly count: number }[]
  /** Of five tiers each, 1–5 … 26–30. */
  readonly tierGroups: readonly { readonly from: number; readonly to: number; readonly count: number }[]
  readonly untiered: number
  readonly classes: readonly { readonly serviceClass: string; readonly count: number }[]
  readonly opened: readonly ShopChange[]
  readonly closed: readonly ShopChange[]
  readonly changedFormat: readonly FormatChange[]
  readonly typeChange: {
    readonly from: string | null
    readonly to: string | null
    readonly on: IsoDate
  } | null
}

export type ForecastFigure = {
  readonly month: IsoMonth
  readonly units: number
  readonly low95: number
  readonly high95: number
}

export type VisitFigures = {
  readonly retailers: number
  /** Retailers with a visit done in the month. */
  readonly visited: number
  readonly done: number
  readonly notDone: number
}

/** One retailer's need month by month; only asked for where something is found. */
export type ShopSeries = {
  readonly retailerId: number
  readonly name: string
  readonly openedOn: IsoDate | null
  readonly closedOn: IsoDate | null
  readonly need: readonly number[]
  /** Of the month under review, by product. */
  readonly lines: readonly {
    readonly product: number
    readonly need: number
    readonly ordered: number
    readonly delivered: number
  }[]
}

export type ZoneMonth = {
  readonly area: {
    readonly id: number
    readonly name: string
    readonly typeCode: string | null
    readonly areaM2: number
  }
  readonly months: readonly IsoMonth[]
  readonly products: readonly ReviewProduct[]
  readonly sales: SalesTable
  readonly city: SalesTable
  readonly shops: ZoneShopFacts
  /** House numbers, or people where cells carry their number. */
  readonly people: { readonly count: number; readonly of: 'addresses' | 'people' } | null
  readonly competition: {
    readonly shops: number
    readonly rivals: number
    readonly index: number
    readonly cityIndex: number
  } | null
  readonly panel: Panel
  /** Of all trade areas of the type: where the own panel knows nothing. */
  readonly typePanel: Panel
  readonly cityPanel: Panel
  readonly events: readonly AreaEvent[]
  readonly forecastNext: ForecastFigure | null
  readonly forecastNow: ForecastFigure | null
  /** City's actual ÷ forecast of the month; null without a forecast. */
  readonly cityForecastRatio: number | null
  readonly visits: VisitFigures | null
  readonly cityCoverage: number | null
}
