import { createHash } from 'node:crypto'
import { expect, test } from 'vitest'
import { weekdayOf } from '@/lib/domain/calendar/dates'
import { uruguayCalendar } from '@/lib/domain/calendar/uruguay'
import { isWorkingDay } from '@/lib/domain/calendar/working-days'
import { generateDemonstration } from '@/lib/domain/demonstration/generate'
import { festivalParts, monthFactor } from '@/lib/domain/demonstration/need'
import type { ShopFact } from '@/lib/domain/demonstration/shops'
import { seededRandom } from '@/lib/domain/random'
import { BUSINESS_FORMATS, TIERS_MAX } from '@/lib/domain/retailer/classification'
import { dueState } from '@/lib/domain/routing/service/due'
import { DEFAULT_SERVICE_RULES, findRule } from '@/lib/domain/routing/service/service-rules'
import { TRADE_AREA_TYPES } from '@/lib/domain/trade-area/type-code'

const TODAY = '2026-11-23'
const calendar = uruguayCalendar({ from: 2024, to: 2028 })

function someShops(count: number): ShopFact[] {
  const random = seededRandom(3)
  return Array.from({ length: count }, (_, index) => ({
    index,
    format: BUSINESS_FORMATS[random.int(BUSINESS_FORMATS.length)]!,
    position: [-56.3 + 0.25 * random.next() ** 2, -34.95 + 0.15 * random.next() ** 2] as const,
    ...someArea(random.next() < 0.1 ? null : random.int(TRADE_AREAS)),
    territoryIndex: index % 4,
  }))
}
function someArea(area: number | null) {
  if (area === null) return { tradeAreaId: null, tradeArea: null, tradeAreaType: null }
  return {
    tradeAreaId: area + 1,
    tradeArea: `Area ${area + 1}`,
    tradeAreaType: TRADE_AREA_TYPES[area % TRADE_AREA_TYPES.length]!,
  }
}
const TRADE_AREAS = 24
const INPUT = {
  seed: 7,
  territories: 4,
  today: TODAY,
  calendar,
  rules: DEFAULT_SERVICE_RULES,
  orders: { months: 24, volumeFactor: 1, assortment: 'typical' },
  language: 'es',
  mayClose: true,
} as const
const generate = (seed = 7, shops = someShops(600), today = TODAY) =>
  generateDemonstration({ ...INPUT, seed, shops, today })

const demo = generate()
const blocks = [...demo.orders()]
const sum = (values: Iterable<number>) => {
  let total = 0
  for (const value of values) total += value
  return total
}

function hashOf({ orders, ...rest }: ReturnType<typeof generate>): string {
  const hash = createHash('sha256').update(JSON.stringify(rest))
  for (const { month, retailerIndexes, productIndexes, need, ordered, delivered } of orders()) {
    hash.update(month)
    for (const column of [retailerIndexes, productIndexes, need, ordered, delivered]) hash.update(column)
  }
  return hash.digest('hex')
}

test('the same seed gives the same data to the last unit, another seed other data', () => {
  expect(hashOf(generate())).toBe(hashOf(demo))
  expect(hashOf(generate(8))).not.toBe(hashOf(demo))
})

test('a month keeps its orders when the date moves on', () => {
  const tomorrow = generate(7, someShops(600), '2026-11-24')
  expect([...tomorrow.orders()]).toEqual(blocks)
  const later = generate(7, someShops(600), '2026-12-14')
  expect(demo.months).toHaveLength(24)
  expect([demo.months[0], demo.months.at(-1)]).toEqual(['2024-11', '2026-10'])
  expect(later.months.at(-1)).toBe('2026-11')
  const of = (month: string, run: typeof demo) => [...run.orders()].find((block) => block.month === month)!
  expect(of('2025-06', later)).toEqual(of('2025-06', demo))
})

test('need ≥ ordered ≥ delivered on every line, in whole packs, each pair once', () => {
  for (const block of blocks) {
    let last = -1
    let faults = 0
    for (let line = 0; line < block.count; line++) {
      const need = block.need[line]!
      const ordered = block.ordered[line]!
      const delivered = block.delivered[line]!
      const { packUnits } = demo.products[block.productIndexes[line]!]!
      const key = block.retailerIndexes[line]! * 100 + block.productIndexes[line]!
      const isSound = need > 0 && need >= ordered && ordered >= delivered && delivered >= 0 && key > last
      const isWhole = [need, ordered, delivered].every((units) => units % packUnits === 0)
      if (!isSound || !isWhole) faults += 1
      last = key
    }
    expect(faults).toBe(0)
    expect(block.need).toHaveLength(block.count)
  }
})

test('scarce products are short by a tenth or more in the last two months, others hardly ever', () => {
  const fill = (month: number, scarce: boolean) => {
    const { need, delivered, productIndexes } = blocks.at(month)!
    const isOf = (_: number, line: number) => demo.products[productIndexes[line]!]!.scarce === scarce
    return sum(delivered.filter(isOf)) / sum(need.filter(isOf))
  }
  expect(demo.products.filter(({ scarce }) => scarce)).toHaveLength(8)
  for (const month of [-1, -2]) {
    expect(fill(month, true)).toBeLessThan(0.9)
    expect(fill(month, false)).toBeGreaterThan(0.97)
  }
})

test('the Spring Festival lifts the month before it: January in 2025, February in 2026', () => {
  expect(festivalParts('2025-01').before).toBe(1)
  expect(festivalParts('2026-02')).toEqual({ before: 16 / 20, after: 5 / 14 })
  expect(festivalParts('2026-06')).toEqual({ before: 0, after: 0 })
  const need = (month: string) => sum(blocks.find((block) => block.month === month)!.need)
  expect(need('2025-01')).toBeGreaterThan(1.2 * need('2025-02'))
  expect(need('2026-02')).toBeGreaterThan(1.05 * need('2026-01'))
})

test('a product grows by its own rate from year to year', () => {
  const product = demo.products[3]!
  expect(monthFactor(product, '2026-06') / monthFactor(product, '2025-06')).toBeCloseTo(1 + product.growth)
})

test('tiers rank the shops by volume into thirty, and classes follow the tiers', () => {
  const byVolume = demo.shops.toSorted((a, b) => b.volume - a.volume)
  byVolume.forEach(({ tier, serviceClass }, k) => {
    expect(tier).toBeGreaterThanOrEqual(byVolume[k + 1]?.tier ?? 1)
    expect(serviceClass <= (byVolume[k + 1]?.serviceClass ?? 'C')).toBe(true)
  })
  expect(new Set(demo.shops.map(({ tier }) => tier)).size).toBe(TIERS_MAX)
  const share = demo.shops.filter(({ serviceClass }) => serviceClass === 'A').length / demo.shops.length
  expect(share).toBeCloseTo(0.2, 1)
})

test('both markets, all contact wishes, closed Sundays, noon breaks and late openings occur', () => {
  const { shops } = demo
  const some = (holds: (shop: (typeof shops)[number]) => boolean) => shops.some(holds)
  expect(new Set(shops.map(({ marketType }) => marketType))).toEqual(new Set(['urban', 'rural']))
  expect(new Set(shops.map(({ contact }) => contact))).toEqual(new Set(['allowed', 'onsite-only', 'listed']))
  expect(some(({ closedWeekdays }) => closedWeekdays.includes(7))).toBe(true)
  expect(some(({ openWindows }) => openWindows.length === 2)).toBe(true)
  expect(some(({ openWindows }) => openWindows[0]![0] >= 11 * 3600)).toBe(true)
  expect(some(({ keyGrowth }) => keyGrowth) && some(({ assisted }) => assisted)).toBe(true)
})

test('licences and user names are unique and look like a demonstration', () => {
  expect(new Set(demo.shops.map(({ licenseNo }) => licenseNo)).size).toBe(600)
  expect(demo.shops.every(({ licenseNo }) => /^DEMO-\d{6}$/.test(licenseNo))).toBe(true)
  const many = generateDemonstration({ ...INPUT, shops: [], territories: 120 }).people
  expect(new Set(many.map(({ username }) => username)).size).toBe(122)
  expect(many.every(({ username }) => /^[a-z]+\.[a-z]+$/.test(username))).toBe(true)
})

test('past visits fall before today on working days on which the shop is open, and some shops are overdue', () => {
  for (const visit of demo.visits) {
    for (const date of [visit.date, visit.plannedOn]) {
      expect(date < TODAY && date >= '2026-08-01').toBe(true)
      expect(isWorkingDay(date, calendar)).toBe(true)
      expect(demo.shops[visit.retailerIndex]!.closedWeekdays).not.toContain(weekdayOf(date))
    }
  }
  const made = demo.visits.filter(({ notDone }) => notDone === null)
  const last = new Map(made.map(({ retailerIndex, date }) => [retailerIndex, date]))
  const states = demo.shops.map(
    ({ index, serviceClass }) =>
      dueState(last.get(index), findRule(DEFAULT_SERVICE_RULES, serviceClass)!.intervalDays, TODAY).state,
  )
  const part = (state: string) => states.filter((one) => one === state).length / states.length
  expect(part('overdue')).toBeGreaterThan(0.03)
  expect(part('overdue')).toBeLessThan(0.25)
  expect(part('not-due')).toBeGreaterThan(0.4)
})

test('no shop on the register or seen on site only was ever phoned', () => {
  const phoned = demo.visits.filter(({ channel }) => channel === 'phone')
  expect(phoned.length).toBeGreaterThan(0)
  expect(phoned.every(({ retailerIndex }) => demo.shops[retailerIndex]!.contact === 'allowed')).toBe(true)
})

test('lapsed shops have ordered nothing for two months or more', () => {
  const lapsed = demo.shops.filter(({ lapsedMonths }) => lapsedMonths > 0)
  expect(lapsed.length).toBeGreaterThan(0)
  for (const block of blocks.slice(-2)) {
    const ordering = new Set(block.retailerIndexes)
    expect(lapsed.some(({ index }) => ordering.has(index))).toBe(false)
  }
})

test('supplies of this month and the next cover a part of what scarce products needed of late', () => {
  const lastNeed = new Map<number, number>()
  const last = blocks.at(-1)!
  last.need.forEach((units, line) => {
    const product = last.productIndexes[line]!
    lastNeed.set(product, (lastNeed.get(product) ?? 0) + units)
  })
  expect(demo.supplies).toHaveLength(16)
  for (const { productIndex, month, supplyUnits } of demo.supplies) {
    expect(['2026-11', '2026-12']).toContain(month)
    expect(demo.products[productIndex]!.scarce).toBe(true)
    expect(supplyUnits / lastNeed.get(productIndex)!).toBeGreaterThan(0.5)
    expect(supplyUnits / lastNeed.get(productIndex)!).toBeLessThan(0.98)
  }
})

test('the panel samples each kind of trade area, five per cent and at least five shops, and three of every larger area', () => {
  const panel = new Set(demo.panel.map(({ retailerIndex }) => retailerIndex))
  for (const type of [...TRADE_AREA_TYPES, null]) {
    const shops = demo.shops.filter(({ tradeAreaType }) => tradeAreaType === type)
    const sampled = shops.filter(({ index }) => panel.has(index)).length
    expect(sampled).toBeGreaterThanOrEqual(Math.min(shops.length, Math.max(5, shops.length * 0.05 - 0.5)))
    for (const area of Map.groupBy(shops, ({ tradeAreaId }) => tradeAreaId).values()) {
      if (type === null || area.length < 12) continue
      expect(area.filter(({ index }) => panel.has(index)).length).toBeGreaterThanOrEqual(3)
    }
  }
  for (const { priceFen, stockUnits, productIndex } of demo.panel) {
    expect(Math.abs(priceFen / demo.products[productIndex]!.priceFen - 1)).toBeLessThan(0.11)
    expect(Number.isInteger(stockUnits) && stockUnits >= 0).toBe(true)
  }
})
