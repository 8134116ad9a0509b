/** Words of a cell that stand for one of a few things, in Chinese and English. */
import type { BusinessFormat, MarketType } from '@/lib/domain/retailer/classification'
import type { BuiltInTradeAreaType } from '@/lib/domain/trade-area/type-code'
import type { Datum } from './import-check'

const FORMATS: Readonly<Record<BusinessFormat, readonly string[]>> = {
  mall: ['mall', 'shopping mall', 'department store', '商场', '商場', '百货商场', '百货'],
  supermarket: ['supermarket', '超市', '大型超市', '超级市场'],
  convenience: ['convenience', 'convenience store', '便利店', '连锁便利店', '便利商店'],
  'tobacco-alcohol': [
    'tobacco-alcohol',
    'tobacco and alcohol',
    'tobacco and alcohol shop',
    '烟酒店',
    '烟酒商店',
    '烟酒专卖店',
    '名烟名酒店',
  ],
  grocery: ['grocery', 'grocery store', '食杂店', '食杂', '杂货店', '副食店', '小卖部', '食雜店'],
  entertainment: [
    'entertainment',
    'entertainment services',
    '娱乐服务',
    '娱乐服务类',
    '娱乐服务场所',
    '娛樂服務',
  ],
  other: ['other', '其他', '其它', '其他类'],
}

const MARKETS: Readonly<Record<MarketType, readonly string[]>> = {
  urban: ['urban', 'city', 'town', '城镇', '城市', '城区', '市区', '城网', '城鎮'],
  rural: ['rural', 'village', '乡村', '农村', '乡镇', '农网', '鄉村'],
}

const AREA_TYPES: Readonly<Record<BuiltInTradeAreaType, readonly string[]>> = {
  commercial: ['commercial', 'retail', 'business district', '商业区', '商业', '商业型', '商圈', '商業區'],
  residential: ['residential', '住宅区', '居民区', '社区', '住宅', '生活区', '住宅區'],
  campus: ['campus', 'education', '文教区', '学区', '校园', '学校', '高校区', '文教區'],
  office: ['office', '办公区', '商务区', '写字楼', '办公', '辦公區'],
  industrial: ['industrial', '工业区', '工业园区', '产业园区', '厂区', '工業區'],
  'transport-hub': ['transport-hub', 'transport hub', '交通枢纽区', '交通枢纽', '枢纽', '车站', '交通樞紐區'],
  tourism: ['tourism', 'tourist', '旅游区', '景区', '旅游景区', '風景區', '旅遊區'],
  mixed: ['mixed', '混合区', '综合区', '混合', '混合區'],
}

/** CGCS 2000 (EPSG:4490) lies within a decimetre or two of WGS 84. */
const DATUM_NAMES: Readonly<Record<Datum, readonly string[]>> = {
  wgs84: [
    ...['wgs84', 'wgs1984', 'wgs84坐标系', '4326', 'epsg4326', 'urnogcdefcrsepsg4326', 'crs84', 'ogccrs84'],
    ...[
      'ogc13crs84',
      'urnogcdefcrsogc13crs84',
      'cgcs2000',
      'epsg4490',
      'urnogcdefcrsepsg4490',
      '4490',
      'gps',
    ],
    ...['2000国家大地坐标系', '国家2000'],
  ],
  gcj02: ['gcj02', 'gcj02坐标系', 'gcj', '火星坐标', '火星坐标系', '高德', '高德坐标', '腾讯', 'amap'],
  bd09: ['bd09', 'bd09ll', 'bd09坐标系', '百度', '百度坐标', '百度坐标系', 'baidu'],
}

export const PRICE_CLASS_CODES = ['1', '2', '3', '4', '5'] as const
/** 一类 … 五类, the dearest first. */
export type PriceClassCode = (typeof PRICE_CLASS_CODES)[number]

const PRICE_CLASSES: Readonly<Record<PriceClassCode, readonly string[]>> = {
  '1': ['1', 'class 1', 'i', 'ⅰ', '一类', '一类烟', '1类', '一類'],
  '2': ['2', 'class 2', 'ii', '二类', '二类烟', '2类', '二類'],
  '3': ['3', 'class 3', 'iii', '三类', '三类烟', '3类', '三類'],
  '4': ['4', 'class 4', 'iv', '四类', '四类烟', '4类', '四類'],
  '5': ['5', 'class 5', 'v', '五类', '五类烟', '5类', '五類'],
}

const YES_OR_NO = {
  yes: ['yes', 'y', 'true', 't', '1', '是', '有', '√', '✓'],
  no: ['no', 'n', 'false', 'f', '0', '否', '无', '×', '✗'],
} as const

export const findFormat = finder(FORMATS)
export const findMarketType = finder(MARKETS)
export const findTradeAreaType = finder(AREA_TYPES)
export const findPriceClass = finder(PRICE_CLASSES)
export const findYesOrNo = finder(YES_OR_NO)
/** Also reads the names of a GeoJSON `crs` member; undefined for any system that is none of the three. */
export const findDatum = finder(DATUM_NAMES)

function finder<T extends string>(
  words: Readonly<Record<T, readonly string[]>>,
): (text: string) => T | undefined {
  const byWord = new Map<string, T>()
  for (const [code, names] of Object.entries(words) as [T, readonly string[]][]) {
    for (const name of names) byWord.set(wordKey(name), code)
  }
  return (text) => byWord.get(wordKey(text))
}

function wordKey(text: string): string {
  return text
    .slice(0, 100)
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[\s_\-:./]/g, '')
}
