import { readFileSync } from 'node:fs'
import { createTranslator } from 'next-intl'
import { expect, test } from 'vitest'
import { type Relaxation, UNPLANNED_REASONS } from '@/lib/domain/routing/problem'
import { LOCALES, type Locale } from '@/lib/i18n/locales'
import type { PurposeWords } from '@/lib/i18n/purpose-sentence'
import { unplannedSentence } from '@/lib/i18n/unplanned-sentence'

const DATES = ['2026-11-30', '2026-12-01', '2026-12-02', '2026-12-03', '2026-12-04']
const HOUR = 3600

/** One of each form that the planner gives. */
const NEEDS: readonly Relaxation[] = [
  { field: 'windows', from: [[9 * HOUR, 10 * HOUR]], to: [[9 * HOUR, 11 * HOUR]] },
  { field: 'windows', from: [[9 * HOUR, 10 * HOUR]], to: [[0, 48 * HOUR]] },
  { field: 'shift', from: [9 * HOUR, 17 * HOUR], to: [9 * HOUR, 18 * HOUR], manager: 'm' },
  { field: 'shift', from: [9 * HOUR, 17 * HOUR], to: [9 * HOUR, 25 * HOUR], manager: 'm' },
  { field: 'channel', from: 'onsite', to: 'phone' },
  { field: 'closedDays', from: [0, 2], to: [0] },
  { field: 'gapDays', from: [5, 9], to: [5, 11] },
  { field: 'gapDays', from: [5, 9], to: [1, 100_000] },
  { field: 'lock', from: [{ day: 1 }], to: [] },
  { field: 'daysOff', from: [3], to: [], manager: 'm' },
  { field: 'priority', from: 2, to: 3.5 },
  { field: 'priority', from: 2, to: 1_000_000 },
  { field: 'visitsMax', from: 12, to: 13, manager: 'm' },
  { field: 'patterns', from: [[0, 2]], to: [[0, 2], [4]] },
]

async function wordsOf(locale: Locale): Promise<PurposeWords> {
  const { default: messages } = await import(`../../../lib/i18n/messages/${locale}/plan.json`)
  const plan = createTranslator({ locale, namespace: 'plan', messages: { plan: messages } }) as never
  return { plan, locale }
}

test.each(LOCALES)('every reason and every change that would help is worded: %s', async (locale) => {
  const words = await wordsOf(locale)
  const other = words.plan('needs.other')
  const sentences = UNPLANNED_REASONS.flatMap((reason) =>
    [null, ...NEEDS].map((needs) => unplannedSentence({ reason, needs }, DATES, words)),
  )
  for (const sentence of sentences) {
    expect(sentence).toMatch(/[.。]$/)
    expect(sentence).not.toMatch(/plan\.|undefined|NaN|\{|000/)
    expect(sentence).not.toContain(other)
  }
  expect(new Set(sentences).size).toBe(sentences.length)
})

test('the forms are those of the planner', () => {
  const fields = ['explain', 'loosen'].flatMap((file) => {
    const source = readFileSync(`lib/domain/routing/${file}.ts`, 'utf8')
    return [...source.matchAll(/field: '(\w+)'/g)].map(([, field]) => field)
  })
  expect(new Set(NEEDS.map(({ field }) => field))).toEqual(new Set(fields))
})

test.each<[Locale, string]>([
  [
    'en',
    'Its opening hours leave no room. It would fit if it could be visited 09:00–11:00 and 13 visits a day were allowed.',
  ],
  ['zh-CN', '可拜访时段内排不下。若可拜访时段为 09:00–11:00，且每天允许 13 户，即可排入。'],
])('what must give way together is one sentence: %s', async (locale, sentence) => {
  const [windows, , , , , , , , , , , , visitsMax] = NEEDS
  const needs = { ...windows!, and: [visitsMax!] }
  expect(unplannedSentence({ reason: 'window', needs }, DATES, await wordsOf(locale))).toBe(sentence)
})
