/**
 * Which column of a file is which of our fields: by the person's own mapping first, else by Chinese and English names.
 *
 * Shape   headers are compared after NFKC, lower case, and without spaces, marks and remarks in brackets.
 */
import { fail, ok, type Result } from '@/lib/domain/result'
import { excerpt } from './cell-text'
import type { ColumnMapping, ImportFault, ImportKind } from './import-check'

export type FieldName =
  | 'code'
  | 'name'
  | 'lng'
  | 'lat'
  | 'position'
  | 'geometry'
  | 'type'
  | 'owner'
  | 'phone'
  | 'address'
  | 'visitsPerWeek'
  | 'crs'
  | 'tier'
  | 'format'
  | 'marketType'
  | 'licenseNo'
  | 'territory'
  | 'openWindows'
  | 'nameEn'
  | 'brand'
  | 'priceClass'
  | 'price'
  | 'packUnits'
  | 'scarce'
  | 'keyBrand'
  | 'retailer'
  | 'product'
  | 'month'
  | 'need'
  | 'ordered'
  | 'delivered'

type Aliases = Partial<Record<FieldName, readonly string[]>>

/** The first name of each field is the one that messages use when a file has no such column. */
export const RETAILER_ALIASES: Aliases = {
  code: [
    ...['outlet_code', 'code', 'retailer_code', 'customer_code', 'store_code', 'shop_code', 'outlet id'],
    ...[
      'store id',
      'retailer id',
      'customer id',
      '客户编码',
      '客户编号',
      '客户代码',
      '零售户编码',
      '零售户编号',
    ],
    ...[
      '零售户代码',
      '店铺编码',
      '店铺编号',
      '门店编码',
      '门店编号',
      '商户编码',
      '商户编号',
      '编码',
      '客戶編號',
    ],
  ],
  name: [
    ...[
      'name',
      'outlet_name',
      'store_name',
      'shop_name',
      'retailer_name',
      'customer_name',
      '店名',
      '店铺名称',
    ],
    ...[
      '门店名称',
      '客户名称',
      '零售户名称',
      '商户名称',
      '企业字号',
      '字号名称',
      '名称',
      '店鋪名稱',
      '客戶名稱',
      '名稱',
    ],
  ],
  lng: ['lng', 'lon', 'long', 'longitude', '经度', '經度', '经度坐标'],
  lat: ['lat', 'latitude', '纬度', '緯度', '纬度坐标'],
  position: ['position', 'georeference', 'point', 'wkt', 'geometry', 'location', '坐标', '位置坐标', '座標'],
  owner: [
    'owner',
    'owner_name',
    '负责人',
    '经营者',
    '店主',
    '业主',
    '法人',
    '法定代表人',
    '联系人',
    '負責人',
  ],
  phone: [
    ...[
      'phone',
      'tel',
      'telephone',
      'mobile',
      'phone number',
      '联系电话',
      '电话',
      '电话号码',
      '手机',
      '手机号',
    ],
    ...['手机号码', '订货电话', '联系方式', '電話', '聯絡電話'],
  ],
  address: ['address', 'addr', '地址', '经营地址', '店铺地址', '门店地址', '详细地址', '经营场所', '住址'],
  visitsPerWeek: [
    ...[
      'visits_per_week',
      'weekly_visits',
      '周拜访次数',
      '每周拜访次数',
      '周拜访频次',
      '拜访频次',
      '拜访频率',
    ],
  ],
  crs: ['crs', 'datum', 'coordinate system', '坐标系', '坐标系统', '坐标类型', '座標系'],
  tier: ['tier', '档位', '客户档位', '货源档位', '檔位'],
  format: ['format', 'business_format', 'store_format', '业态', '经营业态', '零售业态', '業態'],
  marketType: ['market_type', '市场类型', '市场类别', '城乡类型', '城乡分类', '市場類型'],
  licenseNo: [
    ...[
      'license_no',
      'licence_no',
      'license_number',
      'licence_number',
      '许可证号',
      '许可证号码',
      '许可证编号',
    ],
    ...['专卖许可证号', '烟草专卖许可证号', '烟草专卖零售许可证号', '許可證號'],
  ],
  territory: ['territory', 'territory_name', '片区', '所属片区', '拜访片区', '客户经理片区'],
  openWindows: ['open_windows', '营业时间', '可拜访时段', '拜访时段', '營業時間'],
}

export const TRADE_AREA_ALIASES: Aliases = {
  code: [
    ...['area_code', 'code', 'trade_area_code', 'zone_code', 'adcode', '商圈编码', '商圈编号', '片区编码'],
    ...['片区编号', '编码', '编号'],
  ],
  name: [
    'name',
    'area_name',
    'trade_area',
    'zone_name',
    '商圈名称',
    '商圈',
    '片区名称',
    '片区',
    '名称',
    '名稱',
  ],
  type: ['type', 'area_type', 'trade_area_type', 'zone_type', '商圈类型', '商圈类别', '类型', '类别'],
  geometry: ['geometry', 'wkt', 'geom', 'the_geom', 'polygon', '边界', '范围', '轮廓', '多边形', '图形'],
  crs: RETAILER_ALIASES.crs ?? [],
}

export const PRODUCT_ALIASES: Aliases = {
  code: [
    ...[
      'product_code',
      'code',
      'sku',
      'sku_code',
      'item_code',
      '品规编码',
      '品规编号',
      '品规代码',
      '卷烟编码',
    ],
    ...['卷烟编号', '卷烟代码', '商品编码', '商品编号', '商品代码', '产品编码', '产品代码', '编码', '编号'],
  ],
  name: [
    ...[
      'name',
      'product_name',
      'product',
      '品规名称',
      '品规',
      '卷烟名称',
      '卷烟规格',
      '商品名称',
      '产品名称',
    ],
    ...['名称', '品名', '品規名稱', '名稱'],
  ],
  nameEn: ['name_en', 'english_name', '英文名称', '英文名', '英文名稱'],
  brand: ['brand', 'brand_name', '品牌', '品牌名称', '牌号', '所属品牌', '品牌名稱'],
  priceClass: ['price_class', 'class', '价类', '价格类别', '类别', '烟类', '卷烟类别', '价位段', '價類'],
  price: [
    ...['guide_price', 'price', 'retail_price', '指导价', '零售指导价', '建议零售价', '统一零售价', '零售价'],
    ...['条价', '指導價', '建議零售價'],
  ],
  packUnits: ['pack', 'pack_units', 'pack_size', '起订量', '包装', '包装量', '投放倍数', '订货单位', '倍数'],
  scarce: ['scarce', 'is_scarce', '紧俏', '是否紧俏', '紧俏品规', '稀缺', '是否稀缺', '紧俏货源', '緊俏'],
  keyBrand: ['key_brand', 'is_key_brand', '重点品牌', '是否重点品牌', '重点', '重點品牌'],
}

export const ORDER_ALIASES: Aliases = {
  retailer: [
    ...(RETAILER_ALIASES.code ?? []).filter((name) => !['code', '编码'].includes(name)),
    ...[
      'retailer',
      'customer',
      'outlet',
      '零售户',
      '客户',
      '许可证号',
      '专卖许可证号',
      '烟草专卖零售许可证号',
    ],
  ],
  product: [
    ...(PRODUCT_ALIASES.code ?? []).filter((name) => !['code', '编码', '编号'].includes(name)),
    ...['product', 'item', '品规', '卷烟', '商品'],
  ],
  month: ['month', 'year_month', 'period', '月份', '年月', '月', '订单月份', '统计月份', '期间'],
  need: [
    ...[
      'need',
      'needs',
      'demand',
      'required',
      '需求量',
      '需求',
      '需求数量',
      '需求条数',
      '申报量',
      '申报需求',
    ],
    ...['客户需求量', '零售户需求量'],
  ],
  ordered: [
    ...['ordered', 'order_quantity', 'ordered_units', '订购量', '订购', '订购数量', '订单量', '订单数量'],
    ...['订货量', '订货数量', '订购条数', '訂購量', '訂單量'],
  ],
  delivered: [
    ...['delivered', 'delivery', 'delivered_units', 'shipped', 'sales', '投放量', '投放', '实际投放量'],
    ...[
      '实际销量',
      '销量',
      '销售量',
      '发货量',
      '发货数量',
      '送货量',
      '配送量',
      '到货量',
      '實際銷量',
      '發貨量',
    ],
  ],
}

const ALIASES: Readonly<Record<ImportKind, Aliases>> = {
  retailers: RETAILER_ALIASES,
  'trade-areas': TRADE_AREA_ALIASES,
  products: PRODUCT_ALIASES,
  orders: ORDER_ALIASES,
}

export type Columns = {
  /** The columns of each field that the file has, in the order they are joined in. */
  readonly byField: ReadonlyMap<FieldName, readonly number[]>
  readonly ignored: readonly string[]
  readonly mapping: Readonly<Record<string, readonly string[]>>
}

export function aliasesOf(kind: ImportKind): Aliases {
  return ALIASES[kind]
}

/** What a message calls a field that the file has no column for. */
export function canonicalName(kind: ImportKind, field: FieldName): string {
  return aliasesOf(kind)[field]?.[0] ?? field
}

export function matchColumns(
  headers: readonly string[],
  kind: ImportKind,
  { mapping = {}, except = [] }: { mapping?: ColumnMapping; except?: readonly FieldName[] },
): Result<Columns, ImportFault> {
  const aliases = aliasesOf(kind)
  const named = new Map<string, number[]>()
  headers.forEach((header, column) => {
    const key = headerKey(header)
    named.set(key, [...(named.get(key) ?? []), column])
  })

  const byField = new Map<FieldName, number[]>()
  const used = new Set<number>()
  const claimed = new Set<number>()
  for (const [field, wanted] of Object.entries(mapping)) {
    if (!Object.hasOwn(aliases, field)) return refuse('MAPPING_FIELD', field)
    if (wanted === null) continue
    const columns: number[] = []
    for (const header of typeof wanted === 'string' ? [wanted] : wanted) {
      const exact = headers.indexOf(header)
      const column = exact >= 0 ? exact : named.get(headerKey(header))?.[0]
      if (column === undefined) return refuse('MAPPING_HEADER', header)
      columns.push(column)
      used.add(column)
    }
    byField.set(field as FieldName, columns)
  }

  for (const field of Object.keys(aliases) as FieldName[]) {
    if (Object.hasOwn(mapping, field) || except.includes(field)) continue
    if (field === 'position' && (byField.has('lng') || byField.has('lat'))) continue
    if ((field === 'lng' || field === 'lat') && Object.hasOwn(mapping, 'position')) continue
    for (const alias of aliases[field] ?? []) {
      const columns = named.get(headerKey(alias))?.filter((column) => !claimed.has(column)) ?? []
      if (columns.length > 1) return refuse('HEADER_DUPLICATE', headers[columns[0] ?? 0] ?? alias)
      const column = columns[0]
      if (column === undefined) continue
      byField.set(field, [column])
      claimed.add(column)
      used.add(column)
      break
    }
  }
  const license = byField.get('licenseNo')
  if (kind === 'retailers' && license && !byField.has('code') && mapping.code !== null) {
    byField.set('code', license)
  }

  return ok({
    byField,
    ignored: headers.flatMap((header, column) =>
      used.has(column) ? [] : [excerpt(header) || `#${column + 1}`],
    ),
    mapping: Object.fromEntries(
      [...byField].map(([field, columns]) => [field, columns.map((column) => headers[column] ?? '')]),
    ),
  })
}

function refuse(code: 'MAPPING_FIELD' | 'MAPPING_HEADER' | 'HEADER_DUPLICATE', header: string) {
  return fail({ row: null, column: excerpt(header), code } as const)
}

function headerKey(header: string): string {
  return header
    .slice(0, 200)
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[([【{][^)\]】}]{0,100}[)\]】}]/g, '')
    .replace(/[\s_\-.*:：/\u200b-\u200f\ufeff]/g, '')
}
