/**
 * Stories: changes with a cause, planted where the monthly review must find them.
 *
 * In the last full month five trade areas have one each, and in the month before three others a milder one; a story is
 * data, so that a test can ask whether it is found there and nowhere else. Areas have twelve shops or more, so that chance
 * is small beside the story, and lie in different territories as long as there are enough. Where a city has fewer such
 * areas, the later stories of the list are left out.
 *
 *   school       a school opens and stays: need of the lower three classes +30 %
 *   price-fall   prices of the two upper classes 8 % below the guide price, stocks 1.8 times as high, need −8 %
 *   competition  a quarter of the shops opened in the month; need of those before them −25 %
 *   festival     four days of it: need +35 % in that month only
 *   stock-out    two of the best sellers, not scarce otherwise: an eighth is missing everywhere, nearly all of it there
 *   roadworks    need −15 % in that month only
 *
 * Units   changes as parts of the usual (0.3 is 30 % more), by price class from the first on.
 */
import { addMonths, type IsoDate, type IsoMonth, monthStart } from '@/lib/domain/calendar/dates'
import type { NameLanguage } from '@/lib/domain/trade-area/area-name'
import { shuffled, streamOf } from './draws'
import type { DemonstrationProduct } from './products'
import type { ShopFact } from './shops'

export const STORY_CODES = [
  'school',
  'price-fall',
  'competition',
  'festival',
  'stock-out',
  'roadworks',
] as const
export type StoryCode = (typeof STORY_CODES)[number]

export type Story = {
  readonly code: StoryCode
  readonly month: IsoMonth
  readonly tradeAreaId: number
  readonly tradeArea: string
  readonly needChange: readonly number[]
  /** From the month on, rather than in it only. */
  readonly stays: boolean
  /** Against the guide price; 0 leaves the price as usual. */
  readonly priceChange: readonly number[]
  readonly stockFactor: number
  /** Indexes of shops that opened in the month, ascending. */
  readonly opened: readonly number[]
  readonly stockOut: StockOut | null
}

/** What is not delivered, as part of the need. */
export type StockOut = {
  readonly productIndexes: readonly number[]
  readonly missing: number
  readonly missingElsewhere: number
}

/** Of one trade area, or of the whole city. */
export type DemonstrationEvent = {
  readonly tradeAreaId: number | null
  readonly kind: 'event' | 'project'
  readonly name: string
  readonly startsOn: IsoDate
  /** null: it stays. */
  readonly endsOn: IsoDate | null
}

const SHOPS_MIN = 12
const OPENED_SHARE = 0.25
const OPENED_MIN = 3
const STOCK_OUT_PRODUCTS = 2
/** The third class sells most. */
const STOCK_OUT_CLASS = 2

type Effect = Partial<Pick<Story, 'needChange' | 'stays' | 'priceChange' | 'stockFactor'>> & {
  readonly code: StoryCode
}

const all = (change: number) => [change, change, change, change, change]
const LAST_MONTH: readonly Effect[] = [
  { code: 'school', needChange: [0, 0, 0.3, 0.3, 0.3], stays: true },
  { code: 'price-fall', needChange: all(-0.08), priceChange: [-0.08, -0.08, 0, 0, 0], stockFactor: 1.8 },
  { code: 'competition', needChange: all(-0.25), stays: true },
  { code: 'festival', needChange: all(0.35) },
  { code: 'stock-out' },
]
const MONTH_BEFORE: readonly Effect[] = [
  { code: 'festival', needChange: all(0.2) },
  { code: 'roadworks', needChange: all(-0.15) },
  { code: 'price-fall', priceChange: [-0.05, -0.05, 0, 0, 0], stockFactor: 1.4 },
]
const MISSING = 0.85
const MISSING_ELSEWHERE = 0.12

/** Those of `month` first, then those of the month before. */
export function plantStories(
  seed: number,
  shops: readonly ShopFact[],
  products: readonly DemonstrationProduct[],
  month: IsoMonth,
): Story[] {
  const areas = areasFor(seed, shops, LAST_MONTH.length + MONTH_BEFORE.length)
  const before = addMonths(month, -1)
  const planned = [
    ...LAST_MONTH.map((effect) => ({ effect, month })),
    ...MONTH_BEFORE.map((effect) => ({ effect, month: before })),
  ]
  return areas.map((members, k) => {
    const { effect, month } = planned[k]!
    const { tradeAreaId, tradeArea } = members[0]!
    return {
      needChange: all(0),
      stays: false,
      priceChange: all(0),
      stockFactor: 1,
      ...effect,
      month,
      tradeAreaId: tradeAreaId!,
      tradeArea: tradeArea ?? '',
      opened: effect.code === 'competition' ? newcomers(seed, members) : [],
      stockOut: effect.code === 'stock-out' ? stockOutOf(products) : null,
    }
  })
}

/** The shops of each area that gets a story. */
function areasFor(seed: number, shops: readonly ShopFact[], count: number): ShopFact[][] {
  const zoned = shops.filter(({ tradeAreaId }) => tradeAreaId !== null)
  const large = [...Map.groupBy(zoned, ({ tradeAreaId }) => tradeAreaId).values()]
    .filter(({ length }) => length >= SHOPS_MIN)
    .toSorted((a, b) => a[0]!.tradeAreaId! - b[0]!.tradeAreaId!)
  const drawn = shuffled(streamOf(seed, 'stories'), large.length).map((k) => large[k]!)
  const taken = new Set<number>()
  const first: ShopFact[][] = []
  const others: ShopFact[][] = []
  for (const members of drawn) {
    const territory = mainTerritory(members)
    ;(taken.has(territory) ? others : first).push(members)
    taken.add(territory)
  }
  return [...first, ...others].slice(0, count)
}

function mainTerritory(members: readonly ShopFact[]): number {
  const sizes = Map.groupBy(members, ({ territoryIndex }) => territoryIndex)
  return [...sizes].reduce((a, b) => (b[1].length > a[1].length ? b : a))[0]
}

function newcomers(seed: number, members: readonly ShopFact[]): number[] {
  const count = Math.max(OPENED_MIN, Math.round(members.length * OPENED_SHARE))
  return shuffled(streamOf(seed, 'newcomers'), members.length)
    .slice(0, count)
    .map((k) => members[k]!.index)
    .toSorted((a, b) => a - b)
}

function stockOutOf(products: readonly DemonstrationProduct[]): StockOut {
  const productIndexes = products
    .filter(({ classIndex, scarce }) => classIndex === STOCK_OUT_CLASS && !scarce)
    .toSorted((a, b) => b.classShare - a.classShare || a.index - b.index)
    .slice(0, STOCK_OUT_PRODUCTS)
    .map(({ index }) => index)
  return { productIndexes, missing: MISSING, missingElsewhere: MISSING_ELSEWHERE }
}

/** What need is multiplied by in a month, by trade area, then by price class; areas without a story are left out. */
export function needFactorsOf(stories: readonly Story[], month: IsoMonth): Map<number, readonly number[]> {
  const active = stories.filter((story) => story.month === month || (story.stays && story.month < month))
  return new Map(active.map(({ tradeAreaId, needChange }) => [tradeAreaId, needChange.map((c) => 1 + c)]))
}

/** The part of the need that is missing, by product: in the area of the stock-out, and in all others. */
export function stockOutIn(
  stories: readonly Story[],
  month: IsoMonth,
  products: readonly DemonstrationProduct[],
): { tradeAreaId: number; there: Float64Array; elsewhere: Float64Array } | undefined {
  const story = stories.find(({ stockOut, month: of }) => stockOut !== null && of === month)
  if (!story?.stockOut) return undefined
  const { productIndexes, missing, missingElsewhere } = story.stockOut
  const gaps = (gap: number) =>
    Float64Array.from(products, ({ index }) => (productIndexes.includes(index) ? gap : 0))
  return { tradeAreaId: story.tradeAreaId, there: gaps(missing), elsewhere: gaps(missingElsewhere) }
}

const NAMES: Readonly<Record<NameLanguage, Readonly<Record<EventName, string>>>> = {
  es: {
    school: 'Nueva escuela técnica',
    festival: 'Fiesta del barrio',
    roadworks: 'Obras de pavimentación',
    marathon: 'Maratón de la ciudad',
    museums: 'Noche de los museos',
  },
  en: {
    school: 'New technical school',
    festival: 'Neighborhood festival',
    roadworks: 'Roadworks',
    marathon: 'City marathon',
    museums: 'Museum night',
  },
  zh: {
    school: '新建技工学校',
    festival: '街区文化节',
    roadworks: '道路施工',
    marathon: '城市马拉松',
    museums: '博物馆之夜',
  },
}
type EventName = 'school' | 'festival' | 'roadworks' | 'marathon' | 'museums'

/** The stories' events, and two of the whole city: one two months before `month`, one two months after. */
export function eventsOf(
  stories: readonly Story[],
  month: IsoMonth,
  language: NameLanguage,
): DemonstrationEvent[] {
  const name = NAMES[language]
  const day = (of: IsoMonth, number: number) =>
    `${monthStart(of).slice(0, 8)}${String(number).padStart(2, '0')}`
  const ofStories = stories.flatMap(({ code, tradeAreaId, month: of }): DemonstrationEvent[] => {
    if (code === 'school') {
      return [{ tradeAreaId, kind: 'project', name: name.school, startsOn: day(of, 5), endsOn: null }]
    }
    if (code === 'festival') {
      return [{ tradeAreaId, kind: 'event', name: name.festival, startsOn: day(of, 14), endsOn: day(of, 17) }]
    }
    if (code === 'roadworks') {
      return [
        { tradeAreaId, kind: 'project', name: name.roadworks, startsOn: day(of, 2), endsOn: day(of, 27) },
      ]
    }
    return []
  })
  const [past, coming] = [addMonths(month, -2), addMonths(month, 2)]
  return [
    ...ofStories,
    { tradeAreaId: null, kind: 'event', name: name.marathon, startsOn: day(past, 20), endsOn: day(past, 20) },
    {
      tradeAreaId: null,
      kind: 'event',
      name: name.museums,
      startsOn: day(coming, 11),
      endsOn: day(coming, 12),
    },
  ]
}
