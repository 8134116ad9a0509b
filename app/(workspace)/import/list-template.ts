/** A list to start from: headers in the reader's language, and one example for each kind of shop or area. */
import type { BBox } from '@/lib/domain/geo/position'
import { aliasesOf, type FieldName } from '@/lib/domain/import/columns'
import { faultsCsv } from '@/lib/domain/import/faults-csv'
import type { ImportKind } from '@/lib/domain/import/import-check'

const FIELDS: Readonly<Record<ImportKind, readonly FieldName[]>> = {
  retailers: [
    ...(['code', 'name', 'lng', 'lat', 'address', 'owner', 'phone', 'tier', 'format'] as const),
    ...(['marketType', 'licenseNo', 'territory', 'visitsPerWeek', 'openWindows'] as const),
  ],
  'trade-areas': ['code', 'name', 'type', 'geometry'],
  products: ['code', 'name', 'brand', 'priceClass', 'price', 'packUnits', 'scarce', 'keyBrand'],
  orders: ['retailer', 'product', 'month', 'need', 'ordered', 'delivered'],
}

const FORMATS = [
  ['Mall', '商场'],
  ['Supermarket', '超市'],
  ['Convenience store', '便利店'],
  ['Tobacco and alcohol', '烟酒店'],
  ['Grocery', '食杂店'],
  ['Entertainment', '娱乐服务'],
  ['Other', '其他'],
] as const
const AREA_TYPES = [
  ['Commercial', '商业区'],
  ['Residential', '住宅区'],
  ['Campus', '文教区'],
  ['Office', '办公区'],
  ['Industrial', '工业区'],
  ['Transport hub', '交通枢纽区'],
  ['Tourism', '旅游区'],
  ['Mixed', '混合区'],
] as const

const PRICE_CLASSES = [
  ['650.00', 'Class 1', '一类'],
  ['330.00', 'Class 2', '二类'],
  ['180.00', 'Class 3', '三类'],
  ['95.00', 'Class 4', '四类'],
  ['42.50', 'Class 5', '五类'],
] as const
/** Retailer, product, need, ordered, delivered: fully delivered, in part, not at all. */
const ORDERS = [
  [1, 2, 30, 30, 30],
  [1, 1, 12, 10, 6],
  [2, 1, 8, 8, 0],
] as const
const EXAMPLE_MONTH = '2026-01'

export function templateOf(
  kind: ImportKind,
  locale: string,
  [west, south, east, north]: BBox = [112.8, 36.1, 113.2, 36.3],
): string {
  const isChinese = locale === 'zh-CN'
  const word = ([english, chinese]: readonly [string, string]) => (isChinese ? chinese : english)
  const header = FIELDS[kind].map((field) => {
    const names = aliasesOf(kind)[field] ?? [field]
    return (isChinese && names.find((name) => /\p{Script=Han}/u.test(name))) || (names[0] ?? field)
  })
  const at = (k: number) =>
    [(west + east) / 2 + k * 0.002, (south + north) / 2].map((degrees) => degrees.toFixed(6)) as [
      string,
      string,
    ]
  const example = (k: number) => `${isChinese ? '示例' : 'Example'} ${k + 1}`
  if (kind === 'trade-areas') {
    const rows = AREA_TYPES.map((type, k) => {
      const [lng, lat] = at(k * 3).map(Number) as [number, number]
      const corners = [
        [0, 0],
        [0.004, 0],
        [0.004, 0.003],
        [0, 0.003],
        [0, 0],
      ].map(([x = 0, y = 0]) => `${(lng + x).toFixed(6)} ${(lat + y).toFixed(6)}`)
      return [`AREA-${k + 1}`, example(k), word(type), `POLYGON ((${corners.join(', ')}))`]
    })
    return faultsCsv(header, rows)
  }
  if (kind === 'products') {
    const [yes, no] = isChinese ? ['是', '否'] : ['Yes', 'No']
    const rows = PRICE_CLASSES.map(([price, ...name], k) => [
      ...[`P-${k + 1}`, example(k), `${isChinese ? '示例品牌' : 'Example brand'} ${(k % 2) + 1}`, word(name)],
      ...[price, k === 4 ? '5' : '1', k === 0 ? yes : no, k % 2 === 0 ? yes : no],
    ])
    return faultsCsv(header, rows)
  }
  if (kind === 'orders') {
    const rows = ORDERS.map(([retailer, product, ...quantities]) => [
      ...[`SHOP-${retailer}`, `P-${product}`, EXAMPLE_MONTH],
      ...quantities.map(String),
    ])
    return faultsCsv(header, rows)
  }
  const rows = FORMATS.map((format, k) => [
    ...[`SHOP-${k + 1}`, example(k), ...at(k), '', '', '', `${30 - 4 * k}`],
    ...[word(format), isChinese ? '城镇' : 'Urban', '', '', '', '08:30-12:00; 14:00-21:30'],
  ])
  return faultsCsv(header, rows)
}
