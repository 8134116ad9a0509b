/**
 * How many trade areas of which type a generated city has, of how many retailers each, and where.
 *
 * A county's retailers are as many as its people ask for; those of its towns that live on their market (集贸区) grow with
 * the people outside the county town. Quarters of a county town lie around its seat in a spiral, shops and offices in the
 * middle and industry at the edge; market towns and sights are scattered over the county, well apart.
 *
 * Units   positions [lng, lat] in WGS 84 degrees; metres, square metres.
 * Shape   in the order of the counties; the sum over a type is as AREA_TYPE_MIX has it, without the retailers that are
 *         in no trade area.
 * Errors  AssertionError if a county's special areas ask for more retailers than it has.
 */
import { apportion } from '@/lib/domain/allocation/apportion'
import { assert } from '@/lib/domain/assert'
import { between, pick, shuffled, streamOf } from '@/lib/domain/demonstration/draws'
import { planeAround, type Xy } from '@/lib/domain/geo/plane'
import { distanceM, type Position } from '@/lib/domain/geo/position'
import type { Random } from '@/lib/domain/random'
import { type County, type GeneratedAreaType, MARKET_TOWN, type SpecialAreaType, shortNameOf } from './county'
import { AREA_TYPE_MIX } from './mix'

export type PlannedArea = {
  readonly county: number
  readonly type: GeneratedAreaType
  readonly name: string
  /** Where it is, in words: `长子县东河镇`. */
  readonly address: string
  readonly isInSeat: boolean
  readonly center: Position
  /** How far it would go if it had no neighbours. */
  readonly radiusM: number
  readonly retailers: number
}

export type AreaPlan = {
  readonly areas: readonly PlannedArea[]
  /** By county: retailers of villages, which are in no trade area. */
  readonly villageRetailers: readonly number[]
}

const VILLAGE_SHARE = 0.06
const RETAILERS_A_QUARTER = 84
const RETAILERS_A_TOWN = 72
/** Ground of a quarter in a county town; a large one spreads. */
const QUARTER_M2 = { usual: 1_100_000, large: 1_900_000, largeFrom: 20 }
const TOWN_M2_A_RETAILER = 9000
const TOWNS_APART_M = 4500
const TOWN_TO_SEAT_M = 2500

export function planAreas(seed: number, counties: readonly County[], retailers: number): AreaPlan {
  const sizes = countRetailers(seed, counties, retailers)
  const seatRadiiM = counties.map((_, k) => {
    const quarters = sizes.quarters[k]!.length
    return Math.sqrt((quarters * quarterM2(quarters)) / Math.PI)
  })
  const towns: Position[] = []
  const areas = counties.flatMap((county, k) => {
    const inSeat = planSeat(seed, county, k, sizes.quarters[k]!)
    const outside = planTowns(seed, counties, k, sizes.towns[k]!, seatRadiiM, towns)
    towns.push(...outside.map(({ center }) => center))
    return [...inSeat, ...outside]
  })
  return { areas, villageRetailers: sizes.villages }
}

type Sized = { readonly type: GeneratedAreaType; readonly retailers: number }

function countRetailers(seed: number, counties: readonly County[], retailers: number) {
  const rural = counties.map(({ people, urbanShare }) => people * (1 - urbanShare))
  const villages = apportion(Math.round(retailers * VILLAGE_SHARE), rural)
  const whole = apportion(
    retailers,
    counties.map(({ people }) => people),
  )
  const types = Object.keys(AREA_TYPE_MIX) as GeneratedAreaType[]
  const inAreas = retailers - villages.reduce((sum, count) => sum + count, 0)
  const ofType = new Map(apportion(inAreas, Object.values(AREA_TYPE_MIX)).map((n, k) => [types[k]!, n]))
  const special = shareSpecial(seed, counties, ofType)
  const rest = whole.map((count, k) => {
    const left = count - villages[k]! - special[k]!.reduce((sum, area) => sum + area.retailers, 0)
    assert(left > 0, `${counties[k]!.nameEn} has too few retailers for its special trade areas`)
    return left
  })
  const inTowns = apportion(
    ofType.get(MARKET_TOWN)!,
    rest.map((count, k) => count * (1 - counties[k]!.urbanShare)),
  )
  const isSight = ({ type }: Sized) => type === 'tourism'
  return {
    villages,
    quarters: counties.map((county, k) => [
      ...special[k]!.filter((area) => !isSight(area)),
      ...divide(seed, county, 'residential', rest[k]! - inTowns[k]!, RETAILERS_A_QUARTER),
    ]),
    towns: counties.map((county, k) => [
      ...divide(seed, county, MARKET_TOWN, inTowns[k]!, RETAILERS_A_TOWN),
      ...special[k]!.filter(isSight),
    ]),
  }
}

function shareSpecial(
  seed: number,
  counties: readonly County[],
  ofType: ReadonlyMap<GeneratedAreaType, number>,
): Sized[][] {
  const shares = new Map<SpecialAreaType, number[]>()
  for (const type of new Set(counties.flatMap(({ special }) => special))) {
    const random = streamOf(seed, 'special', type)
    const count = counties.flatMap(({ special }) => special.filter((other) => other === type)).length
    const weights = Array.from({ length: count }, () => between(random, 0.8, 1.2))
    shares.set(type, apportion(ofType.get(type)!, weights))
  }
  return counties.map(({ special }) =>
    special.map((type) => ({ type, retailers: shares.get(type)!.shift()! })),
  )
}

/** Areas of one type and county, of about as many retailers each, the largest first. */
function divide(
  seed: number,
  { code }: County,
  type: GeneratedAreaType,
  retailers: number,
  each: number,
): Sized[] {
  const random = streamOf(seed, 'divide', code, type)
  const count = Math.max(1, Math.round(retailers / each))
  const weights = Array.from({ length: count }, () => between(random, 0.6, 1.5))
  return apportion(retailers, weights)
    .toSorted((a, b) => b - a)
    .map((share) => ({ type, retailers: share }))
}

function quarterM2(quarters: number): number {
  return quarters < QUARTER_M2.largeFrom ? QUARTER_M2.usual : QUARTER_M2.large
}

/** Seeds of a sunflower: evenly dense, round, and each place known by its number from the middle. */
const GOLDEN_ANGLE = Math.PI * (3 - Math.sqrt(5))

function planSeat(seed: number, county: County, index: number, quarters: readonly Sized[]): PlannedArea[] {
  const random = streamOf(seed, 'seat', county.code)
  const plane = planeAround([county.seat])
  const spacingM = Math.sqrt(quarterM2(quarters.length) / Math.PI)
  const turn = between(random, 0, 2 * Math.PI)
  const names = shuffled(random, QUARTER_NAMES.length).map((k) => QUARTER_NAMES[k]!)
  return fromMiddle(random, quarters).map(({ type, retailers }, k) => {
    const awayM = spacingM * Math.sqrt(k + 0.5)
    const angle = turn + k * GOLDEN_ANGLE
    const jitter = () => between(random, -0.18, 0.18) * spacingM
    const xy: Xy = [awayM * Math.cos(angle) + jitter(), awayM * Math.sin(angle) + jitter()]
    const word = names[k % names.length]!
    return {
      county: index,
      type,
      name: `${shortNameOf(county)}${word}${TYPE_WORDS[type]}`,
      address: `${county.nameZh}${word}`,
      isInSeat: true,
      center: plane.toPosition(xy),
      radiusM: 1.2 * spacingM,
      retailers,
    }
  })
}

const PLACE_IN_SEAT: Readonly<Partial<Record<GeneratedAreaType, number>>> = {
  commercial: 0,
  office: 0.15,
  'transport-hub': 0.5,
  mixed: 0.5,
  campus: 0.7,
  industrial: 1,
}

/** Special quarters where such places are, from the middle out; homes anywhere. */
function fromMiddle(random: Random, quarters: readonly Sized[]): Sized[] {
  return quarters
    .map((quarter) => ({
      quarter,
      place: (PLACE_IN_SEAT[quarter.type] ?? 0.1 + 0.85 * random.next()) + 0.05 * random.next(),
    }))
    .toSorted((a, b) => a.place - b.place)
    .map(({ quarter }) => quarter)
}

function planTowns(
  seed: number,
  counties: readonly County[],
  index: number,
  towns: readonly Sized[],
  seatRadiiM: readonly number[],
  others: readonly Position[],
): PlannedArea[] {
  const county = counties[index]!
  const random = streamOf(seed, 'towns', county.code)
  const placed: Position[] = []
  const taken = new Set<string>()
  return towns.map(({ type, retailers }) => {
    const center = findPlace(random, counties, index, seatRadiiM, [...others, ...placed])
    placed.push(center)
    const word = townName(random, county, center, taken)
    const isTown = type === MARKET_TOWN
    const short = shortNameOf(county)
    return {
      county: index,
      type,
      name: isTown ? `${short}${word}镇${TYPE_WORDS[type]}` : `${short}${word}${TYPE_WORDS[type]}`,
      address: `${county.nameZh}${word}${isTown ? '镇' : ''}`,
      isInSeat: false,
      center,
      radiusM: Math.sqrt((retailers * TOWN_M2_A_RETAILER * between(random, 0.8, 1.4)) / Math.PI),
      retailers,
    }
  })
}

/** A place of the county's own, well away from towns and seats; as crowded as need be where there is little room. */
function findPlace(
  random: Random,
  counties: readonly County[],
  index: number,
  seatRadiiM: readonly number[],
  towns: readonly Position[],
): Position {
  for (let room = 1; ; room *= 0.97) {
    const place = drawPlace(random, counties[index]!)
    if (!isOwn(place, counties, index)) continue
    const isFree =
      towns.every((town) => distanceM(place, town) > room * TOWNS_APART_M) &&
      counties.every(({ seat }, k) => distanceM(place, seat) > seatRadiiM[k]! + room * TOWN_TO_SEAT_M)
    if (isFree) return place
  }
}

/** Somewhere in the round of the county's middle, towards the seat if the seat is off it. */
export function drawPlace(random: Random, { seat, middle, areaKm2 }: County): Position {
  const plane = planeAround([seat, middle])
  const [x, y] = plane.toXy(random.next() < SEATWARD ? seat : middle)
  const awayM = ROUND * 1000 * Math.sqrt((areaKm2 / Math.PI) * random.next())
  const angle = 2 * Math.PI * random.next()
  return plane.toPosition([x + awayM * Math.cos(angle), y + awayM * Math.sin(angle)])
}
const SEATWARD = 0.25
/** Counties are not round: this much of the radius stays inside most of them. */
const ROUND = 0.62

/** Whether no other county's middle is nearer, each measured by the county's size. */
export function isOwn(place: Position, counties: readonly County[], index: number): boolean {
  const away = counties.map(({ middle, areaKm2 }) => distanceM(place, middle) / Math.sqrt(areaKm2))
  return away.every((other) => away[index]! <= other)
}

function townName(random: Random, county: County, center: Position, taken: Set<string>): string {
  const [lng, lat] = [center[0] - county.seat[0], center[1] - county.seat[1]]
  const side = Math.abs(lng) > Math.abs(lat) ? (lng > 0 ? '东' : '西') : lat > 0 ? '北' : '南'
  for (;;) {
    const word = `${random.next() < 0.6 ? side : pick(random, TOWN_FIRST)}${pick(random, TOWN_SECOND)}`
    if (taken.has(word)) continue
    taken.add(word)
    return word
  }
}

const TOWN_FIRST = [...'上下大小新古清石白龙凤双马柳杨枣松']
const TOWN_SECOND = [...'河岭沟庄坪寨桥泉店堡峪川池坡塬湾关集']
const QUARTER_NAMES = (
  '和平 建设 解放 人民 友谊 光明 幸福 胜利 团结 新华 文化 长兴 太平 永安 兴业 富康 东升 西苑 南苑 北苑 花园 滨河 迎宾 朝阳 ' +
  '向阳 五一 育才 康乐 惠民 锦绣 金桥 青年 前进 红旗 工农 平安 府前 府后 城东 城西 城南 城北 东关 西关 南关 北关 桥东 桥西 ' +
  '河东 河西 新兴 振兴 复兴 利民 安居 阳光 翠园 梅园 桂园 松园'
).split(' ')

const TYPE_WORDS: Readonly<Record<GeneratedAreaType, string>> = {
  commercial: '商业区',
  residential: '居民区',
  campus: '学区',
  office: '办公区',
  industrial: '工业区',
  'transport-hub': '交通枢纽',
  tourism: '景区',
  mixed: '片区',
  'market-town': '集贸区',
}
