import { expect, test } from 'vitest'
import { addMonths } from '@/lib/domain/calendar/dates'
import type { StoryCode } from '@/lib/domain/demonstration/stories'
import { isNews } from '@/lib/domain/review/finding'
import { findingsOf } from '@/lib/domain/review/findings'
import { DEFAULT_REVIEW_PARAMETERS } from '@/lib/domain/review/review-parameters'
import { generateCity, LAST_MONTH, someFacts, zonesOf } from './generated-city'

/** What a review has to call each story. */
const TOLD_AS: Readonly<Record<StoryCode, string>> = {
  school: 'event-effect',
  'price-fall': 'price-fall',
  competition: 'new-competition',
  festival: 'event-effect',
  'stock-out': 'stock-out',
  roadworks: 'event-effect',
}
const SEEDS = [7, 8, 9]
const facts = someFacts(40, (zone) => (zone < 10 ? 8 : 20))
const cities = SEEDS.map((seed) => generateCity(facts, seed))

function newsOf(demo: (typeof cities)[number], month: string): Map<number, string[]> {
  const { zones, shops } = zonesOf(demo, month)
  return new Map(
    [...zones].map(([id, zone]) => [
      id,
      findingsOf(zone, shops.get(id) ?? [], DEFAULT_REVIEW_PARAMETERS)
        .filter(({ code, params }) => isNews(code) && params.cause !== 'lost')
        .map(({ code }) => code),
    ]),
  )
}

test.each(SEEDS.map((seed, k) => [seed, cities[k]!] as const))(
  'seed %i: every story of the month is found in its trade area and called by its name, and all others are silent',
  (_, demo) => {
    const news = newsOf(demo, LAST_MONTH)
    const planted = demo.stories.filter(({ month }) => month === LAST_MONTH)
    expect(planted.map(({ code }) => code)).toEqual([
      'school',
      'price-fall',
      'competition',
      'festival',
      'stock-out',
    ])
    for (const { code, tradeAreaId } of planted) expect(news.get(tradeAreaId)).toContain(TOLD_AS[code])
    const places = new Set(planted.map(({ tradeAreaId }) => tradeAreaId))
    const elsewhere = [...news].filter(([id, codes]) => !places.has(id) && codes.length > 0)
    expect(elsewhere).toEqual([])
  },
  60_000,
)

test('the milder stories of the month before are found in its review, all but those that chance has hidden', () => {
  const month = addMonths(LAST_MONTH, -1)
  const found = cities.flatMap((demo) => {
    const news = newsOf(demo, month)
    return demo.stories
      .filter((story) => story.month === month)
      .map(({ code, tradeAreaId }) => news.get(tradeAreaId)!.includes(TOLD_AS[code]))
  })
  expect(found).toHaveLength(9)
  expect(found.filter(Boolean).length).toBeGreaterThanOrEqual(8)
}, 60_000)

test('a month without stories has no news at all', () => {
  for (const demo of cities) {
    const news = [...newsOf(demo, addMonths(LAST_MONTH, -4))].filter(([, codes]) => codes.length > 0)
    expect(news).toEqual([])
  }
}, 60_000)
