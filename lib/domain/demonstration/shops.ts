/**
 * What the map does not know about a shop: volume, tier, class, market, flags, opening hours and contact wishes.
 *
 *   volume     cartons a month: the format's median × the trade area's factor × a lognormal draw of deviation 0.5
 *   tier       rank by volume into 30; the top tiers are small (size curve 0.6 … 1.4)
 *   class      A the top 20 %, B the next 30 %, C the rest, by tier
 *   market     rural with fewer than 6 retailers within 1 km, itself included
 *   key growth 5 % of the middle tiers 10 … 22; assisted 4 % of tiers 1 … 10
 *   hours      by format; a fifth of small shops close at noon, a tenth open at 11, some take visits in the morning only;
 *              a third of small shops close on Sunday, a few on Monday
 *   contact    4 % on the do-not-call register, 12 % on site only
 *   lapsed     3 % placed their last order two to four months ago
 *   opened     between 2004 and 2021, before the first order
 */
import { apportion } from '@/lib/domain/allocation/apportion'
import { dateOf, dayNumber, type IsoDate } from '@/lib/domain/calendar/dates'
import { pointIndex } from '@/lib/domain/geo/point-index'
import type { Position } from '@/lib/domain/geo/position'
import type { BusinessFormat, MarketType, ServiceClass } from '@/lib/domain/retailer/classification'
import { TIERS_MAX } from '@/lib/domain/retailer/classification'
import { type ContactPreference, serviceClassesByTier } from '@/lib/domain/routing/service/service-rules'
import type { NameLanguage } from '@/lib/domain/trade-area/area-name'
import { between, normalFrom, pickByShare, streamOf } from './draws'
import { ownerName } from './people'

export type ShopFact = {
  /** Its place among the retailers; the draws hang on it. */
  readonly index: number
  readonly format: BusinessFormat
  readonly position: Position
  /** Null outside every trade area, as are its name and its type's code. */
  readonly tradeAreaId: number | null
  readonly tradeArea: string | null
  readonly tradeAreaType: string | null
  readonly territoryIndex: number
  /** Where it is known; else the density of shops decides. */
  readonly marketType?: MarketType
}

export type DemonstrationShop = ShopFact & {
  readonly ownerName: string
  readonly licenseNo: string
  readonly marketType: MarketType
  /** Cartons a month of all products. */
  readonly volume: number
  readonly tier: number
  readonly serviceClass: ServiceClass
  readonly keyGrowth: boolean
  readonly assisted: boolean
  /** Seconds of the day. */
  readonly openWindows: readonly (readonly [number, number])[]
  readonly closedWeekdays: readonly number[]
  readonly contact: ContactPreference
  /** Months since which nothing has been ordered; 0 for nearly all. */
  readonly lapsedMonths: number
  readonly openedOn: IsoDate
  readonly closedOn: IsoDate | null
}

const MEDIAN_VOLUME: Readonly<Record<BusinessFormat, number>> = {
  mall: 160,
  supermarket: 110,
  convenience: 70,
  'tobacco-alcohol': 95,
  grocery: 42,
  entertainment: 38,
  other: 34,
}
const VOLUME_DEVIATION = 0.5
const AREA_FACTOR: Readonly<Record<string, number>> = {
  commercial: 1.3,
  'transport-hub': 1.25,
  tourism: 1.1,
  office: 1.1,
  industrial: 0.9,
  campus: 0.85,
}
const OPENED_FROM = dayNumber('2004-01-01')
const OPENED_TO = dayNumber('2021-12-31')
const RURAL_RADIUS_M = 1000
const RURAL_BELOW = 6

export function generateShops(
  seed: number,
  facts: readonly ShopFact[],
  language: NameLanguage,
): DemonstrationShop[] {
  const volumes = facts.map(({ index, format, tradeAreaType }) => {
    const deviation = VOLUME_DEVIATION * normalFrom(streamOf(seed, 'volume', index))
    return MEDIAN_VOLUME[format] * (AREA_FACTOR[tradeAreaType ?? ''] ?? 1) * Math.exp(deviation)
  })
  const tiers = tiersByVolume(volumes)
  const classes = serviceClassesByTier(tiers)
  const neighbours = pointIndex(facts.map(({ position }) => position))
  return facts.map((fact, k) => {
    const { index, format, position } = fact
    const random = streamOf(seed, 'shop', index)
    const tier = tiers[k]!
    const [flag, contact, lapse] = [random.next(), random.next(), random.next()]
    const hours = pickByShare(random, HOURS[format])
    return {
      ...fact,
      ownerName: ownerName(seed, index, language),
      licenseNo: `DEMO-${String(index + 1).padStart(6, '0')}`,
      marketType:
        fact.marketType ??
        (neighbours.within(position, RURAL_RADIUS_M).length < RURAL_BELOW ? 'rural' : 'urban'),
      volume: volumes[k]!,
      tier,
      serviceClass: classes[k]!,
      keyGrowth: tier >= 10 && tier <= 22 && flag < 0.05,
      assisted: tier <= 10 && flag > 0.96,
      openWindows: hours.windows,
      closedWeekdays: pickByShare(random, CLOSED[format]).weekdays,
      contact: contact < 0.04 ? 'listed' : contact < 0.16 ? 'onsite-only' : 'allowed',
      lapsedMonths: lapse < 0.03 ? 2 + Math.floor(between(random, 0, 3)) : 0,
      openedOn: dateOf(OPENED_FROM + streamOf(seed, 'opened', index).int(OPENED_TO - OPENED_FROM + 1)),
      closedOn: null,
    }
  })
}

/** Ranks by volume, the largest in the top tier; ties to the earlier. */
function tiersByVolume(volumes: readonly number[]): number[] {
  const curve = Array.from({ length: TIERS_MAX }, (_, k) => 0.6 + (0.8 * k) / (TIERS_MAX - 1)) // from the top tier
  const sizes = apportion(volumes.length, curve)
  const order = volumes.map((_, k) => k).toSorted((a, b) => volumes[b]! - volumes[a]! || a - b)
  const tiers: number[] = []
  let next = 0
  sizes.forEach((size, k) => {
    for (const shop of order.slice(next, next + size)) tiers[shop] = TIERS_MAX - k
    next += size
  })
  return tiers
}

type Hours = { readonly share: number; readonly windows: readonly (readonly [number, number])[] }

function hours(share: number, ...spans: readonly (readonly [from: number, to: number])[]): Hours {
  return { share, windows: spans.map(([from, to]) => [from * 3600, to * 3600]) }
}

const SMALL_SHOP: readonly Hours[] = [
  hours(0.7, [8, 21]),
  hours(0.2, [8.5, 12.5], [15, 20]), // closed at noon
  hours(0.1, [11, 22]),
]
const HOURS: Readonly<Record<BusinessFormat, readonly Hours[]>> = {
  mall: [hours(1, [10, 22])],
  supermarket: [hours(0.85, [8, 22]), hours(0.15, [9, 12])], // some receive visitors in the morning only
  convenience: [hours(0.8, [7, 23]), ...SMALL_SHOP.map((row) => ({ ...row, share: row.share * 0.2 }))],
  'tobacco-alcohol': [hours(0.7, [10, 21]), hours(0.3, [10, 13], [16, 21])],
  grocery: SMALL_SHOP,
  entertainment: [hours(1, [13, 24])],
  other: SMALL_SHOP,
}

type Closed = { readonly share: number; readonly weekdays: readonly number[] }
const NEVER_CLOSED: readonly Closed[] = [{ share: 1, weekdays: [] }]
const SMALL_CLOSED: readonly Closed[] = [
  { share: 0.6, weekdays: [] },
  { share: 0.33, weekdays: [7] },
  { share: 0.07, weekdays: [1] },
]
const CLOSED: Readonly<Record<BusinessFormat, readonly Closed[]>> = {
  mall: NEVER_CLOSED,
  supermarket: NEVER_CLOSED,
  convenience: [
    { share: 0.9, weekdays: [] },
    { share: 0.1, weekdays: [7] },
  ],
  'tobacco-alcohol': SMALL_CLOSED,
  grocery: SMALL_CLOSED,
  entertainment: [
    { share: 0.7, weekdays: [] },
    { share: 0.3, weekdays: [1] },
  ],
  other: SMALL_CLOSED,
}
