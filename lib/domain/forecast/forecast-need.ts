/**
 * Monthly need of a whole city, forecast at four levels that add up: total → price class → product → product in a zone
 * (a trade area, or 0 for what lies in none).
 *
 * Every series of every level is forecast on its own; then the levels are reconciled, month by month, each by how sure
 * it is. The effect of the Spring Festival is estimated for each price class over all its zones; zones with less than
 * two years borrow the season of their class. A zone's series begins with its first month of need: before it, there was
 * no shop or no product.
 *
 * Units   units of the product, a month.
 * Shape   one value a month and series; `zones` in the order given, `nodes` total first, then classes and products as
 *         they first appear. Months of the horizon follow the last month.
 * Errors  those of `forecastSeries`; AssertionError for a series of another length or an unlisted product.
 */
import { assert } from '@/lib/domain/assert'
import { addMonths, type IsoMonth } from '@/lib/domain/calendar/dates'
import { estimateFestivalEffect, festivalFactors, festivalRegressor } from './festival'
import { forecastSeries, type SeriesForecast } from './forecast-series'
import { reconcileTree, type TreeNode } from './reconcile-tree'
import { SEASON, seasonalIndices } from './seasonal-indices'

export type NeedInput = {
  readonly months: readonly IsoMonth[]
  readonly horizon: number
  readonly products: readonly { readonly id: number; readonly priceClass: string }[]
  readonly zones: readonly {
    readonly productId: number
    readonly tradeAreaId: number
    readonly values: Float64Array
  }[]
}

export type NodeLevel = 'total' | 'class' | 'product'
export type LeveledForecast = {
  /** As the series alone would have it. */
  readonly base: SeriesForecast
  /** What adds up, one a month of the horizon. */
  readonly units: Float64Array
}
export type NeedForecast = {
  /** The months of the horizon. */
  readonly months: readonly IsoMonth[]
  readonly zones: readonly LeveledForecast[]
  readonly nodes: readonly (LeveledForecast & { readonly level: NodeLevel; readonly key: string })[]
}

export function forecastNeed(input: NeedInput): NeedForecast {
  const { months, horizon, zones } = input
  const ahead = Array.from({ length: horizon }, (_, h) => addMonths(months.at(-1) as IsoMonth, h + 1))
  const tree = treeOf(input)
  const regressor = festivalRegressor([...months, ...ahead])
  const classes = new Map(
    tree.classes.map((priceClass) => {
      const members = zones.filter((_, k) => tree.classOfZone[k] === priceClass).map(({ values }) => values)
      const effect = estimateFestivalEffect(members, months)
      const factors = festivalFactors(regressor, effect)
      return [priceClass, { factors, indices: seasonOf(sumOf(members, months.length), factors) }]
    }),
  )
  const wholeEffect = estimateFestivalEffect(
    zones.map(({ values }) => values),
    months,
  )
  const whole = {
    factors: festivalFactors(regressor, wholeEffect),
    indices: new Float64Array(SEASON).fill(1),
  }
  const series = [...tree.nodes, ...zones].map(({ values }) => sinceFirstNeed(values))
  const base = series.map((values, k) => {
    const priceClass =
      k < tree.nodes.length ? tree.nodes[k]!.priceClass : tree.classOfZone[k - tree.nodes.length]!
    const { factors, indices } = classes.get(priceClass ?? '') ?? whole
    return forecastSeries(values, horizon, { festivalFactors: factors, categoryIndices: indices })
  })

  const units = base.map(() => new Float64Array(horizon))
  for (let h = 0; h < horizon; h++) {
    const figures = reconcileTree(
      base.map(
        (forecast, k): TreeNode => ({
          parent: tree.parents[k]!,
          mean: forecast.mean[h]!,
          variance: varianceAt(forecast, h),
        }),
      ),
    )
    figures.forEach((figure, k) => {
      units[k]![h] = figure
    })
  }
  const leveled = (k: number): LeveledForecast => ({ base: base[k]!, units: units[k]! })
  return {
    months: ahead,
    nodes: tree.nodes.map(({ level, key }, k) => ({ level, key, ...leveled(k) })),
    zones: zones.map((_, k) => leveled(tree.nodes.length + k)),
  }
}

/** The interval's width says how sure a level is of a month; one that is quite sure of nothing is left a trace of doubt. */
function varianceAt({ mean, high80 }: SeriesForecast, h: number): number {
  return Math.max(VARIANCE_MIN, (high80[h]! - mean[h]!) ** 2)
}
const VARIANCE_MIN = 1e-6

type Node = {
  readonly level: NodeLevel
  readonly key: string
  /** Null for the total. */
  readonly priceClass: string | null
  readonly values: Float64Array
}

function treeOf({ months, products, zones }: NeedInput) {
  const classOf = new Map(products.map(({ id, priceClass }) => [id, priceClass]))
  const classOfZone = zones.map(({ productId, values }) => {
    const priceClass = classOf.get(productId)
    assert(priceClass !== undefined, `product ${productId} is not listed`)
    assert(values.length === months.length, `a series of product ${productId} has ${values.length} months`)
    return priceClass
  })
  const classes = [...new Set(classOfZone)]
  const productIds = [...new Set(zones.map(({ productId }) => productId))]
  const of = (isMember: (k: number) => boolean) =>
    sumOf(
      zones.filter((_, k) => isMember(k)).map(({ values }) => values),
      months.length,
    )
  const nodes: Node[] = [
    { level: 'total', key: '', priceClass: null, values: of(() => true) },
    ...classes.map(
      (priceClass): Node => ({
        level: 'class',
        key: priceClass,
        priceClass,
        values: of((k) => classOfZone[k] === priceClass),
      }),
    ),
    ...productIds.map(
      (id): Node => ({
        level: 'product',
        key: `${id}`,
        priceClass: classOf.get(id)!,
        values: of((k) => zones[k]!.productId === id),
      }),
    ),
  ]
  const productAt = new Map(productIds.map((id, k) => [id, 1 + classes.length + k]))
  const parents = [
    -1,
    ...classes.map(() => 0),
    ...productIds.map((id) => 1 + classes.indexOf(classOf.get(id)!)),
    ...zones.map(({ productId }) => productAt.get(productId)!),
  ]
  return { nodes, parents, classes, classOfZone }
}

function sumOf(series: readonly Float64Array[], length: number): Float64Array {
  const sum = new Float64Array(length)
  for (const values of series) for (let k = 0; k < length; k++) sum[k]! += values[k]!
  return sum
}

/** Nothing but zeros stays as it is: it is forecast to go on. */
function sinceFirstNeed(values: Float64Array): Float64Array {
  const first = values.findIndex((value) => value > 0)
  return values.map((value, k) => (k < first ? Number.NaN : value))
}

function seasonOf(values: Float64Array, factors: Float64Array): Float64Array {
  return seasonalIndices(values.map((value, k) => value / factors[k]!))
}
