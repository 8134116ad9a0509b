import { expect, test } from 'vitest'
import { uruguayCalendar } from '@/lib/domain/calendar/uruguay'
import { generateDemonstration } from '@/lib/domain/demonstration/generate'
import type { OrderBlock } from '@/lib/domain/demonstration/orders'
import type { ShopFact } from '@/lib/domain/demonstration/shops'
import { seededRandom } from '@/lib/domain/random'
import { BUSINESS_FORMATS } from '@/lib/domain/retailer/classification'
import { DEFAULT_SERVICE_RULES } from '@/lib/domain/routing/service/service-rules'
import { TRADE_AREA_TYPES } from '@/lib/domain/trade-area/type-code'

const AREAS = 48
const SHOPS_AN_AREA = 20
const MONTH = '2026-10'
const BEFORE = '2026-09'

/** Areas of 8, 12, 16 … 32 shops, six of them to a territory. */
function cityOf(areas: number): ShopFact[] {
  const random = seededRandom(11)
  const shops: ShopFact[] = []
  for (let area = 0; area < areas; area++) {
    const count = SHOPS_AN_AREA + 4 * ((area % 7) - 3)
    for (let k = 0; k < count; k++) {
      shops.push({
        index: shops.length,
        format: BUSINESS_FORMATS[random.int(BUSINESS_FORMATS.length)]!,
        position: [-56.3 + 0.02 * (area % 8) + 0.01 * random.next(), -34.95 + 0.02 * Math.floor(area / 8)],
        tradeAreaId: area + 1,
        tradeArea: `Area ${area + 1}`,
        tradeAreaType: TRADE_AREA_TYPES[area % TRADE_AREA_TYPES.length]!,
        territoryIndex: Math.floor(area / 6),
      })
    }
  }
  return shops
}

const INPUT = {
  seed: 7,
  shops: cityOf(AREAS),
  territories: 8,
  today: '2026-11-23',
  calendar: uruguayCalendar({ from: 2024, to: 2028 }),
  rules: DEFAULT_SERVICE_RULES,
  orders: { months: 24, volumeFactor: 1, assortment: 'typical' },
  language: 'en',
  mayClose: true,
} as const
const demo = generateDemonstration(INPUT)
const blocks = new Map([...demo.orders()].map((block) => [block.month, block]))
const story = (code: string, month = MONTH) =>
  demo.stories.find((one) => one.code === code && one.month === month)!

type Line = { readonly area: number; readonly shop: number; readonly product: number }
type Quantity = 'need' | 'ordered' | 'delivered'

function sumOf(block: OrderBlock, quantity: Quantity, holds: (line: Line) => boolean): number {
  let sum = 0
  for (let k = 0; k < block.count; k++) {
    const shop = block.retailerIndexes[k]!
    const line = { area: demo.shops[shop]!.tradeAreaId!, shop, product: block.productIndexes[k]! }
    if (holds(line)) sum += block[quantity][k]!
  }
  return sum
}
const of = (month: string, quantity: Quantity, holds: (line: Line) => boolean) =>
  sumOf(blocks.get(month)!, quantity, holds)

/** Change of an area's share of what the whole city needs, against the month before. */
function shareChange(month: string, before: string, area: number, holds: (line: Line) => boolean): number {
  const share = (of_: string) =>
    of(of_, 'need', (line) => line.area === area && holds(line)) / of(of_, 'need', holds)
  return share(month) / share(before) - 1
}
const any = () => true
const classOf = (product: number) => demo.products[product]!.classIndex

test('each of the five stories has an area of its own, and so have the three of the month before', () => {
  expect(demo.stories.map(({ code, month }) => `${code} ${month}`)).toEqual([
    'school 2026-10',
    'price-fall 2026-10',
    'competition 2026-10',
    'festival 2026-10',
    'stock-out 2026-10',
    'festival 2026-09',
    'roadworks 2026-09',
    'price-fall 2026-09',
  ])
  const areas = demo.stories.map(({ tradeAreaId }) => tradeAreaId)
  expect(new Set(areas).size).toBe(8)
  expect(new Set(areas.map((area) => Math.floor((area - 1) / 6))).size).toBe(8) // eight territories
  for (const area of areas) {
    expect(demo.shops.filter(({ tradeAreaId }) => tradeAreaId === area).length).toBeGreaterThanOrEqual(12)
  }
})

test('a city with fewer areas has fewer stories, one without areas none', () => {
  const storiesOf = (shops: readonly ShopFact[]) => generateDemonstration({ ...INPUT, shops }).stories
  expect(storiesOf(cityOf(4)).map(({ code }) => code)).toEqual(['school', 'price-fall', 'competition'])
  expect(storiesOf(cityOf(4).map((shop) => ({ ...shop, tradeAreaId: null })))).toEqual([])
})

test('a story changes the orders of no other area, but for what is out of stock everywhere', () => {
  const alone = generateDemonstration({
    ...INPUT,
    shops: INPUT.shops.map((shop) => ({ ...shop, tradeAreaId: null })),
  })
  const storied = new Set(demo.stories.map(({ tradeAreaId }) => tradeAreaId))
  const out = new Set(story('stock-out').stockOut!.productIndexes)
  const closed = new Set(demo.changes.map(({ retailerIndex }) => retailerIndex))
  for (const change of alone.changes) closed.add(change.retailerIndex)
  const rowsOf = (block: OrderBlock) => {
    const rows: string[] = []
    for (let k = 0; k < block.count; k++) {
      const shop = block.retailerIndexes[k]!
      const product = block.productIndexes[k]!
      if (storied.has(demo.shops[shop]!.tradeAreaId!) || closed.has(shop) || out.has(product)) continue
      rows.push([shop, product, block.need[k], block.ordered[k], block.delivered[k]].join())
    }
    return rows
  }
  const other = [...alone.orders()].find(({ month }) => month === MONTH)!
  expect(rowsOf(blocks.get(MONTH)!)).toEqual(rowsOf(other))
})

test('elsewhere the share of the city that an area needs hardly changes in the reviewed month', () => {
  const storied = new Set(demo.stories.map(({ tradeAreaId }) => tradeAreaId))
  const changes = Array.from({ length: AREAS }, (_, k) => k + 1)
    .filter((area) => !storied.has(area))
    .map((area) => Math.abs(shareChange(MONTH, BEFORE, area, any)))
    .toSorted((a, b) => a - b)
  const percentAt = (part: number) => Math.round(100 * changes[Math.floor(part * (changes.length - 1))]!)
  const distribution = { quarter: 0.25, median: 0.5, threeQuarters: 0.75, tenth: 0.9, most: 1 }
  expect(Object.entries(distribution).map(([name, part]) => `${name} ${percentAt(part)} %`)).toEqual([
    'quarter 1 %',
    'median 3 %',
    'threeQuarters 6 %',
    'tenth 8 %',
    'most 10 %',
  ])
})

test('a school: the lower three classes sell more there, from its month on; the upper two do not', () => {
  const { tradeAreaId } = story('school')
  const lower = shareChange(MONTH, BEFORE, tradeAreaId, ({ product }) => classOf(product) >= 2)
  const upper = shareChange(MONTH, BEFORE, tradeAreaId, ({ product }) => classOf(product) < 2)
  expect(lower).toBeGreaterThan(0.2)
  expect(Math.abs(upper)).toBeLessThan(0.15)
  const event = demo.events.find((one) => one.tradeAreaId === tradeAreaId)
  expect(event).toMatchObject({ kind: 'project', startsOn: '2026-10-05', endsOn: null })
})

test('a festival: more of everything in its month, and as before in the next', () => {
  expect(shareChange(MONTH, BEFORE, story('festival').tradeAreaId, any)).toBeGreaterThan(0.25)
  const past = story('festival', BEFORE)
  expect(shareChange(BEFORE, '2026-08', past.tradeAreaId, any)).toBeGreaterThan(0.1)
  expect(shareChange(MONTH, BEFORE, past.tradeAreaId, any)).toBeLessThan(-0.08)
  const days = demo.events.filter(({ kind, tradeAreaId }) => kind === 'event' && tradeAreaId !== null)
  expect(days.map(({ startsOn }) => startsOn)).toEqual(['2026-10-14', '2026-09-14'])
})

test('competition: a quarter of the shops opened in the month, and those before them lose', () => {
  const { tradeAreaId, opened } = story('competition')
  const shops = demo.shops.filter((shop) => shop.tradeAreaId === tradeAreaId)
  expect(opened).toHaveLength(Math.max(3, Math.round(shops.length / 4)))
  for (const index of opened) {
    expect(demo.shops[index]!.openedOn.slice(0, 7)).toBe(MONTH)
    expect([...blocks.get(MONTH)!.retailerIndexes]).toContain(index)
    for (const [month, block] of blocks) {
      if (month < MONTH) expect(block.retailerIndexes.includes(index)).toBe(false)
    }
  }
  const isOld = ({ shop }: Line) => !opened.includes(shop)
  expect(shareChange(MONTH, BEFORE, tradeAreaId, isOld)).toBeLessThan(-0.15)
  expect(demo.shops.filter(({ openedOn }) => openedOn > '2022')).toHaveLength(opened.length)
  expect(demo.visits.some(({ retailerIndex, date }) => date < demo.shops[retailerIndex]!.openedOn)).toBe(
    false,
  )
})

test('a price fall: the panel sees low prices in the upper classes and high stocks there, and nowhere else', () => {
  const priceIn = (area: number, month: string, isUpper: boolean) => {
    const rows = demo.panel.filter(
      (row) =>
        row.month === month &&
        demo.shops[row.retailerIndex]!.tradeAreaId === area &&
        classOf(row.productIndex) < 2 === isUpper,
    )
    const guide = rows.reduce((sum, { productIndex }) => sum + demo.products[productIndex]!.priceFen, 0)
    return rows.reduce((sum, { priceFen }) => sum + priceFen, 0) / guide
  }
  const { tradeAreaId } = story('price-fall')
  expect(priceIn(tradeAreaId, MONTH, true)).toBeCloseTo(0.92, 2)
  expect(priceIn(tradeAreaId, MONTH, false)).toBeGreaterThan(0.94)
  expect(priceIn(tradeAreaId, BEFORE, true)).toBeGreaterThan(0.94)
  for (let area = 1; area <= AREAS; area++) {
    const sampled = demo.panel.some((row) => demo.shops[row.retailerIndex]!.tradeAreaId === area)
    if (sampled && area !== tradeAreaId) expect(priceIn(area, MONTH, true)).toBeGreaterThan(0.94)
  }
  const stock = (month: string) =>
    demo.panel
      .filter((row) => row.month === month && demo.shops[row.retailerIndex]!.tradeAreaId === tradeAreaId)
      .reduce((sum, { stockUnits }) => sum + stockUnits, 0)
  expect(stock(MONTH) / stock(BEFORE)).toBeGreaterThan(1.4)
})

test('a stock-out: two products hardly arrive there, and a little less of them everywhere', () => {
  const { tradeAreaId, stockOut } = story('stock-out')
  expect(stockOut!.productIndexes).toHaveLength(2)
  for (const product of stockOut!.productIndexes) {
    expect(demo.products[product]!.scarce).toBe(false)
    const fill = (month: string, isThere: boolean) => {
      const holds = (line: Line) => line.product === product && (line.area === tradeAreaId) === isThere
      return of(month, 'delivered', holds) / of(month, 'need', holds)
    }
    expect(fill(MONTH, true)).toBeLessThan(0.3)
    expect(fill(MONTH, false)).toBeGreaterThan(0.8)
    expect(fill(MONTH, false)).toBeLessThan(0.94)
    expect(fill(BEFORE, true)).toBeGreaterThan(0.95)
  }
  const normal = ({ product }: Line) => !demo.products[product]!.scarce
  const city = (month: string) => of(month, 'delivered', normal) / of(month, 'need', normal)
  expect(city(BEFORE) - city(MONTH)).toBeGreaterThan(0.01)
})

test('few shops closed of late, small ones without a story; they order and are visited no more', () => {
  const closed = demo.shops.filter(({ closedOn }) => closedOn !== null)
  expect(closed).toHaveLength(Math.floor(demo.shops.length / 190))
  for (const { index, closedOn, tier } of closed) {
    expect(closedOn! >= '2026-08-02' && closedOn! <= '2026-10-31').toBe(true)
    expect(tier).toBeLessThanOrEqual(12)
    for (const [month, block] of blocks) {
      if (month > closedOn!.slice(0, 7)) expect(block.retailerIndexes.includes(index)).toBe(false)
    }
    expect(demo.visits.some((visit) => visit.retailerIndex === index && visit.date > closedOn!)).toBe(false)
    expect(demo.changes).toContainEqual(
      expect.objectContaining({ retailerIndex: index, action: 'close', date: closedOn }),
    )
  }
  const own = generateDemonstration({ ...INPUT, mayClose: false })
  expect(own.shops.some(({ closedOn }) => closedOn !== null)).toBe(false)
  expect(new Set(own.changes.map(({ action }) => action))).toEqual(new Set(['create']))
})

test('with full assortments and enough volume nearly every shop orders every product', () => {
  const full = generateDemonstration({
    ...INPUT,
    orders: { months: 3, volumeFactor: 10, assortment: 'full' },
  })
  expect(full.months).toEqual(['2026-08', '2026-09', '2026-10'])
  const lines = [...full.orders()].reduce((sum, { count }) => sum + count, 0)
  expect(lines / (full.shops.length * full.products.length * 3)).toBeGreaterThan(0.9)
})
