/**
 * Demonstration data: everything that a real city does not tell, generated and labelled as such wherever shown.
 *
 * From the shops of a map, a calendar, today's date and a seed: people, tiers and classes, hours and wishes, past
 * visits, brands and products, 24 months of orders with trend, season and a moving Spring Festival, scarce months in which
 * need > ordered > delivered, supplies for this month and the next, and a panel's stocks and prices. Each file of this
 * folder states its parameters. No stories are planted.
 *
 * Pure and repeatable: the same input gives the same data to the last unit. Draws hang on the retailer's index and on the
 * month, so that a month keeps its orders when the date moves on.
 *
 * Units   whole cartons (units), fen, months `2026-11`.
 * Source  proportions as PRODUCT 4.5–4.8 gives them; all names are made up.
 */
import { addMonths, type IsoDate, type IsoMonth, monthOf } from '@/lib/domain/calendar/dates'
import type { OrganizationCalendar } from '@/lib/domain/calendar/working-days'
import type { ServiceRule } from '@/lib/domain/routing/service/service-rules'
import { between, streamOf } from './draws'
import { monthsUpTo, type NeedModel, needModel, totalNeed } from './need'
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
import { type DemonstrationShop, generateShops, type ShopFact } from './shops'

export type DemonstrationInput = {
  readonly seed: number
  readonly shops: readonly ShopFact[]
  readonly territories: number
  readonly today: IsoDate
  readonly calendar: OrganizationCalendar
  readonly rules: readonly ServiceRule[]
}

export type SupplyPlan = {
  readonly productIndex: number
  readonly month: IsoMonth
  readonly supplyUnits: number
}

export type Demonstration = {
  readonly people: readonly DemonstrationPerson[]
  readonly shops: readonly DemonstrationShop[]
  readonly visits: readonly PastVisit[]
  readonly brands: readonly DemonstrationBrand[]
  readonly priceClasses: readonly DemonstrationPriceClass[]
  readonly products: readonly DemonstrationProduct[]
  /** The 24 months before the current one, ascending. */
  readonly months: readonly IsoMonth[]
  /** One block a month; each call starts anew. */
  orders(): Generator<OrderBlock, void, undefined>
  /** Scarce products, this month and the next. */
  readonly supplies: readonly SupplyPlan[]
  /** The last three full months. */
  readonly panel: readonly PanelRow[]
}

const ORDER_MONTHS = 24
const PANEL_MONTHS = 3
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
}: DemonstrationInput): Demonstration {
  const months = monthsUpTo(addMonths(monthOf(today), -1), ORDER_MONTHS)
  const shops = generateShops(seed, facts)
  const products = generateProducts(seed)
  const model = needModel(seed, shops, products)
  return {
    people: generatePeople(seed, territories),
    shops,
    visits: generatePastVisits(seed, shops, rules, calendar, today),
    brands: BRANDS,
    priceClasses: PRICE_CLASSES,
    products,
    months,
    orders: () => generateOrders(seed, model, months),
    supplies: generateSupplies(seed, model, [monthOf(today), addMonths(monthOf(today), 1)]),
    panel: generatePanel(seed, model, months.slice(-PANEL_MONTHS)),
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
