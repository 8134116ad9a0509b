/**
 * Demonstration data: everything that a real city does not tell, generated and labelled as such wherever shown.
 *
 * From the shops of a map, a calendar, today's date and a seed: people, tiers and classes, hours and wishes, past
 * visits, brands and products, months of orders with trend, season and a moving Spring Festival, scarce months in which
 * need > ordered > delivered, supplies for this month and the next, and a panel's stocks and prices. Stories with a cause
 * are planted in the last full month and the one before it (stories.ts). Each file of this folder states its parameters.
 *
 * Pure and repeatable: the same input gives the same data to the last unit. Draws hang on the retailer's index and on the
 * month, so that a month keeps its orders when the date moves on; but what hangs on which month is the last full one
 * (stories, closings, shops that lapsed) moves on with it.
 *
 * Units   whole cartons (units), fen, months `2026-11`.
 * Source  proportions as PRODUCT 4.5–4.8 gives them; all names are made up.
 */
import { addMonths, type IsoDate, type IsoMonth, monthOf } from '@/lib/domain/calendar/dates'
import type { OrganizationCalendar } from '@/lib/domain/calendar/working-days'
import type { ServiceRule } from '@/lib/domain/routing/service/service-rules'
import type { NameLanguage } from '@/lib/domain/trade-area/area-name'
import { between, streamOf } from './draws'
import { type DemonstrationOrders, monthsUpTo, type NeedModel, needModel, totalNeed } from './need'
import { generateOrders, type OrderBlock } from './orders'
import { generatePanel, type PanelRow } from './panel'
import { generatePastVisits, type PastVisit } from './past-visits'
import { type DemonstrationPerson, generatePeople } from './people'
import {
  BRANDS,
  type DemonstrationBrand,
  type DemonstrationPriceClass,
  type DemonstrationProduct,
  generateProducts,
  PRICE_CLASSES,
} from './products'
import { changeShops, type ShopChange } from './shop-changes'
import { type DemonstrationShop, generateShops, type ShopFact } from './shops'
import { type DemonstrationEvent, eventsOf, plantStories, type Story } from './stories'

export type DemonstrationInput = {
  readonly seed: number
  readonly shops: readonly ShopFact[]
  readonly territories: number
  readonly today: IsoDate
  readonly calendar: OrganizationCalendar
  readonly rules: readonly ServiceRule[]
  readonly orders: DemonstrationOrders
  /** Of what people of the city have written. */
  readonly language: NameLanguage
  /** Whether shops may have closed or become others: not those of a user's own list. */
  readonly mayClose: boolean
}

export type SupplyPlan = {
  readonly productIndex: number
  readonly month: IsoMonth
  readonly supplyUnits: number
}

export type Demonstration = {
  readonly people: readonly DemonstrationPerson[]
  readonly shops: readonly DemonstrationShop[]
  readonly changes: readonly ShopChange[]
  readonly stories: readonly Story[]
  readonly events: readonly DemonstrationEvent[]
  readonly visits: readonly PastVisit[]
  readonly brands: readonly DemonstrationBrand[]
  readonly priceClasses: readonly DemonstrationPriceClass[]
  readonly products: readonly DemonstrationProduct[]
  /** Those with orders: up to the one before the current, ascending. */
  readonly months: readonly IsoMonth[]
  /** One block a month; each call starts anew. */
  orders(): Generator<OrderBlock, void, undefined>
  /** Scarce products, this month and the next. */
  readonly supplies: readonly SupplyPlan[]
  /** The last six full months. */
  readonly panel: readonly PanelRow[]
}

const PANEL_MONTHS = 6
/** Supply as a part of the need that the model expects. */
const SUPPLY_FROM = 0.6
const SUPPLY_TO = 0.85

export function generateDemonstration({
  seed,
  shops: facts,
  territories,
  today,
  calendar,
  rules,
  orders,
  language,
  mayClose,
}: DemonstrationInput): Demonstration {
  const lastMonth = addMonths(monthOf(today), -1)
  const months = monthsUpTo(lastMonth, orders.months)
  const products = generateProducts(seed)
  const stories = plantStories(seed, facts, products, lastMonth)
  const { shops, changes } = changeShops(seed, generateShops(seed, facts, language), stories, lastMonth, {
    language,
    mayClose,
  })
  const model = needModel(seed, shops, products, orders)
  return {
    people: generatePeople(seed, territories, language),
    shops,
    changes,
    stories,
    events: eventsOf(stories, lastMonth, language),
    visits: generatePastVisits(seed, shops, rules, calendar, today),
    brands: BRANDS,
    priceClasses: PRICE_CLASSES,
    products,
    months,
    orders: () => generateOrders(seed, model, months, stories),
    supplies: generateSupplies(seed, model, [monthOf(today), addMonths(monthOf(today), 1)]),
    panel: generatePanel(seed, model, months.slice(-PANEL_MONTHS), stories),
  }
}

function generateSupplies(seed: number, model: NeedModel, months: readonly IsoMonth[]): SupplyPlan[] {
  return months.flatMap((month) =>
    model.products
      .filter(({ scarce }) => scarce)
      .map(({ index: productIndex }) => {
        const part = between(streamOf(seed, 'supply', productIndex, month), SUPPLY_FROM, SUPPLY_TO)
        return { productIndex, month, supplyUnits: Math.round(totalNeed(model, productIndex, month) * part) }
      }),
  )
}
