/**
 * Have prices or stocks of the sampled shops moved, against the city's and their own past?
 *
 * Prices are tried by price class and as a whole, which is named where most classes moved: what was asked now against the median of the months before, less the
 * same of the city. The stock-to-sales ratio likewise, as a factor. Both need `panelRowsMin` prices or counts.
 */
import type { Evidence, LocalName } from './evidence'
import type { Finding } from './finding'
import { priceIndexOf, stockToSalesOf } from './panel-figures'
import type { ReviewParameters } from './review-parameters'
import { totalOf, unitsOf } from './sales-table'
import { median, sum } from './statistics'
import type { Panel, ZoneMonth } from './zone-month'

export function marketFindings(zone: ZoneMonth, parameters: ReviewParameters): Finding[] {
  return [priceFinding(zone, parameters), stockFinding(zone, parameters)].filter(
    (finding) => finding !== undefined,
  )
}

/** What the city was delivered of each product in the last twelve months. */
export function priceWeights({
  city,
  products,
  months,
}: Pick<ZoneMonth, 'city' | 'products' | 'months'>): number[] {
  const year = Array.from({ length: Math.min(12, months.length) }, (_, k) => months.length - 1 - k)
  return products.map((_, product) => sum(year.map((month) => unitsOf(city, 'delivered', product, month))))
}

type PriceMove = {
  readonly priceClass: (LocalName & { readonly code: string }) | null
  readonly index: number
  readonly before: number
  readonly cityMove: number
  readonly move: number
  readonly rows: number
}

function priceFinding(zone: ZoneMonth, parameters: ReviewParameters): Finding | undefined {
  const classes = [...new Map(zone.products.map(({ priceClass }) => [priceClass.code, priceClass])).values()]
  const ofClasses = classes.flatMap((priceClass) => priceMove(zone, parameters, priceClass) ?? [])
  const largest = ofClasses.toSorted((a, b) => Math.abs(b.move) - Math.abs(a.move))[0]
  const isBroad = ofClasses.length === 0 || ofClasses.length > classes.length / 2
  const first = isBroad ? (priceMove(zone, parameters, null) ?? largest) : largest
  if (!first) return undefined
  const others = ofClasses.filter(
    ({ priceClass, move }) => priceClass !== first.priceClass && Math.sign(move) === Math.sign(first.move),
  )
  return {
    code: first.move < 0 ? 'price-fall' : 'price-rise',
    params: {
      change: first.move,
      index: first.index,
      before: first.before,
      cityMove: first.cityMove,
      scope: first.priceClass ? 'class' : 'total',
      priceClass: first.priceClass && { nameEn: first.priceClass.nameEn, nameZh: first.priceClass.nameZh },
      priceClassCode: first.priceClass?.code ?? null,
      others: first.priceClass ? others.length : 0,
      rows: first.rows,
      shops: zone.panel.shops,
    },
    evidence: priceEvidence(zone, classes),
  }
}

function priceMove(
  zone: ZoneMonth,
  { priceChangeMin, clearOfNoise, panelRowsMin, usualMonths }: ReviewParameters,
  priceClass: PriceMove['priceClass'],
): PriceMove | undefined {
  const weights = priceWeights(zone)
  const isWanted = (product: number) =>
    priceClass === null || zone.products[product]!.priceClass.code === priceClass.code
  const last = zone.months.length - 1
  const at = (panel: Panel, month: number) => priceIndexOf(panel, month, weights, isWanted)
  const usual = (panel: Panel) =>
    median(monthsBefore(last, usualMonths).flatMap((month) => at(panel, month)?.index ?? []))
  const now = at(zone.panel, last)
  const before = usual(zone.panel)
  if (!now || before === null || now.rows < Math.min(panelRowsMin, CLASS_ROWS_MIN)) return undefined
  if (priceClass === null && now.rows < panelRowsMin) return undefined
  const [cityNow, cityBefore] = [at(zone.cityPanel, last)?.index, usual(zone.cityPanel)]
  const cityMove = cityNow === undefined || cityBefore === null ? 0 : cityNow / cityBefore - 1
  const move = now.index / before - 1 - cityMove
  const noise = Math.SQRT2 * now.error
  if (Math.abs(move) < priceChangeMin || Math.abs(move) < clearOfNoise * noise) return undefined
  return { priceClass, index: now.index, before, cityMove, move, rows: now.rows }
}

/** A class is a part of the products; its noise speaks for itself. */
const CLASS_ROWS_MIN = 4

function priceEvidence(
  zone: ZoneMonth,
  classes: readonly (LocalName & { readonly code: string })[],
): Evidence {
  const weights = priceWeights(zone)
  const last = zone.months.length - 1
  const asked = zone.months.flatMap((_, month) =>
    zone.panel.cells.some((cell) => cell.month === month && cell.prices > 0) ? [month] : [],
  )
  const meanOf = (product: number, month: number) => {
    const cell = zone.panel.cells.find((one) => one.product === product && one.month === month)
    return cell && cell.prices > 0 ? cell.priceSum / cell.prices : null
  }
  const rows = zone.products.flatMap(({ nameEn, nameZh, priceFen }, product) => {
    const now = meanOf(product, last)
    const before = median(
      asked.filter((month) => month < last).flatMap((month) => meanOf(product, month) ?? []),
    )
    return now === null || before === null
      ? []
      : [
          {
            cells: [{ nameEn, nameZh }, priceFen, before * priceFen, now * priceFen, now / before - 1],
            move: now / before - 1,
          },
        ]
  })
  return {
    tables: [
      {
        title: 'by-product',
        columns: [
          { key: 'product', unit: 'text' },
          { key: 'guidePrice', unit: 'price' },
          { key: 'priceBefore', unit: 'price' },
          { key: 'priceNow', unit: 'price' },
          { key: 'change', unit: 'change' },
        ],
        rows: rows
          .toSorted((a, b) => Math.abs(b.move) - Math.abs(a.move))
          .slice(0, ROWS_MAX)
          .map(({ cells }) => cells),
      },
    ],
    chart: {
      months: asked.map((month) => zone.months[month]!),
      unit: 'index',
      series: [
        ...classes.map(({ code }) => ({
          key: `price-class:${code}`,
          values: asked.map(
            (month) =>
              priceIndexOf(
                zone.panel,
                month,
                weights,
                (product) => zone.products[product]!.priceClass.code === code,
              )?.index ?? null,
          ),
        })),
        {
          key: 'price-city',
          values: asked.map((month) => priceIndexOf(zone.cityPanel, month, weights)?.index ?? null),
        },
      ],
    },
  }
}

const ROWS_MAX = 16

function stockFinding(
  zone: ZoneMonth,
  { stockChangeMin, clearOfNoise, panelRowsMin, usualMonths }: ReviewParameters,
): Finding | undefined {
  const last = zone.months.length - 1
  const usual = (panel: Panel) =>
    median(monthsBefore(last, usualMonths).flatMap((month) => stockToSalesOf(panel, month)?.months ?? []))
  const now = stockToSalesOf(zone.panel, last)
  const before = usual(zone.panel)
  if (!now || !before || now.rows < panelRowsMin) return undefined
  const [cityNow, cityBefore] = [stockToSalesOf(zone.cityPanel, last)?.months ?? null, usual(zone.cityPanel)]
  const cityMove = cityNow && cityBefore ? cityNow / cityBefore : 1
  const factor = now.months / before / cityMove
  const noise = Math.sqrt(
    COUNT_DEVIATION ** 2 / now.rows + SHOP_DEVIATION ** 2 / Math.max(1, zone.panel.shops),
  )
  const distance = Math.abs(Math.log(Math.max(factor, 0.01)))
  if (distance < Math.log(1 + stockChangeMin) || distance < clearOfNoise * noise) return undefined
  const counted = zone.months.flatMap((_, month) => (stockToSalesOf(zone.panel, month) ? [month] : []))
  return {
    code: factor > 1 ? 'stock-high' : 'stock-low',
    params: {
      change: factor - 1,
      ratio: now.months,
      before,
      cityRatio: cityNow,
      rows: now.rows,
      shops: zone.panel.shops,
    },
    evidence: {
      tables: [
        {
          title: 'by-product',
          columns: [
            { key: 'product', unit: 'text' },
            { key: 'stock', unit: 'units' },
            { key: 'sold', unit: 'units' },
            { key: 'stockRatio', unit: 'ratio' },
          ],
          rows: zone.panel.cells
            .filter(({ month, counts }) => month === last && counts > 0)
            .toSorted((a, b) => b.stockUnits - a.stockUnits)
            .slice(0, ROWS_MAX)
            .map(({ product, stockUnits, soldUnits }) => [
              { nameEn: zone.products[product]!.nameEn, nameZh: zone.products[product]!.nameZh },
              stockUnits,
              Math.round(soldUnits * 10) / 10,
              soldUnits > 0 ? stockUnits / soldUnits : null,
            ]),
        },
      ],
      chart: {
        months: counted.map((month) => zone.months[month]!),
        unit: 'ratio',
        series: [
          {
            key: 'stock-zone',
            values: counted.map((month) => stockToSalesOf(zone.panel, month)?.months ?? null),
          },
          {
            key: 'stock-city',
            values: counted.map((month) => stockToSalesOf(zone.cityPanel, month)?.months ?? null),
          },
        ],
      },
    },
  }
}

/** Of one count of one product against another month's, and of one shop's month, in logarithms. */
const COUNT_DEVIATION = 0.4
const SHOP_DEVIATION = 0.15

function monthsBefore(last: number, count: number): number[] {
  return Array.from({ length: count }, (_, k) => last - 1 - k).filter((month) => month >= 0)
}

/** Whether a table of sales knows anything of a month. */
export function hasSales(zone: ZoneMonth): boolean {
  return totalOf(zone.sales, 'lines', zone.months.length - 1) > 0
}
