/**
 * Brands, price classes and products of the demonstration: eight made-up brands, each with one product in each of
 * the five price classes (一类 … 五类).
 *
 * Scarce are the best-selling products of the upper classes: four of the first, three of the second, one of the third.
 * Products of the fifth class, and one scarce one, are delivered in packs of five.
 *
 * Units   guide prices in fen for one unit, a carton (条).
 */
import { between, shuffled, streamOf } from './draws'

export type DemonstrationBrand = { readonly nameEn: string; readonly nameZh: string; readonly key: boolean }
export type DemonstrationPriceClass = {
  readonly code: string
  readonly nameEn: string
  readonly nameZh: string
}
export type DemonstrationProduct = {
  readonly index: number
  readonly code: string
  readonly nameEn: string
  readonly nameZh: string
  readonly brandIndex: number
  /** 0 is the first class, the dearest. */
  readonly classIndex: number
  readonly priceFen: number
  readonly packUnits: number
  readonly scarce: boolean
  /** Part of its class's sales, before who sells it. */
  readonly classShare: number
  /** Growth of need in a year, −0.08 … 0.15. */
  readonly growth: number
}

export const BRANDS: readonly DemonstrationBrand[] = [
  { nameEn: 'Green Isle', nameZh: '青屿', key: true },
  { nameEn: 'Morning Tide', nameZh: '晨汐', key: true },
  { nameEn: 'Far Sail', nameZh: '远帆', key: true },
  { nameEn: 'Pine Pavilion', nameZh: '松亭', key: false },
  { nameEn: 'Goose Shoal', nameZh: '雁洲', key: false },
  { nameEn: 'Clear River', nameZh: '霁川', key: false },
  { nameEn: 'Grain Shore', nameZh: '禾岸', key: false },
  { nameEn: 'North Plain', nameZh: '朔原', key: false },
]

export const PRICE_CLASSES: readonly DemonstrationPriceClass[] = [
  { code: '1', nameEn: 'Class 1', nameZh: '一类' },
  { code: '2', nameEn: 'Class 2', nameZh: '二类' },
  { code: '3', nameEn: 'Class 3', nameZh: '三类' },
  { code: '4', nameEn: 'Class 4', nameZh: '四类' },
  { code: '5', nameEn: 'Class 5', nameZh: '五类' },
]

const VARIANTS = [
  { nameEn: 'Gold', nameZh: '金', fromFen: 45_000, toFen: 100_000, scarce: 4 },
  { nameEn: 'Blue', nameZh: '蓝', fromFen: 26_000, toFen: 40_000, scarce: 3 },
  { nameEn: 'Red', nameZh: '红', fromFen: 13_000, toFen: 24_000, scarce: 1 },
  { nameEn: 'Green', nameZh: '绿', fromFen: 7_000, toFen: 12_000, scarce: 0 },
  { nameEn: 'White', nameZh: '白', fromFen: 2_500, toFen: 6_000, scarce: 0 },
]
const PRICE_STEP_FEN = 500
const PACK_UNITS = 5

export function generateProducts(seed: number): DemonstrationProduct[] {
  const products: DemonstrationProduct[] = []
  VARIANTS.forEach((variant, classIndex) => {
    const random = streamOf(seed, 'class', classIndex)
    const rankOf = shuffled(random, BRANDS.length)
    const weights = rankOf.map((rank) => 1 / (1 + 0.4 * rank))
    const weightSum = weights.reduce((sum, weight) => sum + weight, 0)
    BRANDS.forEach((brand, brandIndex) => {
      const rank = rankOf[brandIndex]!
      const price = between(random, variant.fromFen, variant.toFen)
      const scarce = rank < variant.scarce
      products.push({
        index: products.length,
        code: `P${String(products.length + 1).padStart(2, '0')}`,
        nameEn: `${brand.nameEn} ${variant.nameEn}`,
        nameZh: `${brand.nameZh}（${variant.nameZh}）`,
        brandIndex,
        classIndex,
        priceFen: Math.round(price / PRICE_STEP_FEN) * PRICE_STEP_FEN,
        packUnits: classIndex === 4 || (classIndex === 2 && scarce) ? PACK_UNITS : 1,
        scarce,
        classShare: weights[brandIndex]! / weightSum,
        growth: between(random, -0.08, 0.15),
      })
    })
  })
  return products
}
