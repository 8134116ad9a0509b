import { createTranslator } from 'next-intl'
import { expect, test } from 'vitest'
import type { LineReason } from '@/lib/domain/allocation/allocate'
import { type AllocationWords, allocationReason, zoneName } from '@/lib/i18n/allocation-reason'
import { LOCALES, type Locale } from '@/lib/i18n/locales'

async function wordsOf(locale: Locale): Promise<AllocationWords> {
  const translator = async (namespace: 'allocation' | 'common') => {
    const { default: messages } = await import(`../../../lib/i18n/messages/${locale}/${namespace}.json`)
    return createTranslator({ locale, namespace, messages: { [namespace]: messages } }) as never
  }
  return { allocation: await translator('allocation'), common: await translator('common') }
}
const CODES: LineReason['code'][] = [
  'no-demand',
  'no-quota',
  'tier-quota',
  'demand',
  'demand-pack',
  'cap',
  'protected',
  'remainder',
]
const params = {
  zoneKey: 'residential:urban',
  tier: 12,
  quotaUnits: 4,
  orders: 1,
  demandUnits: 9,
  packUnits: 5,
  capUnits: 7,
  protectedUnits: 3,
  remainderUnits: 1,
}

test.each(LOCALES)('every reason is one sentence with its numbers: %s', async (locale) => {
  const words = await wordsOf(locale)
  for (const code of CODES) {
    const sentence = allocationReason({ code, params }, words)
    expect(sentence, code).toMatch(/[.。]$/)
    expect(sentence, code).not.toMatch(/[{}]|reasons\./)
  }
})

test('worked by hand', async () => {
  const en = await wordsOf('en')
  expect(allocationReason({ code: 'tier-quota', params }, en)).toBe(
    'The quota of tier 12 in Residential, urban: 4; the need is 9.',
  )
  expect(allocationReason({ code: 'tier-quota', params: { ...params, orders: 2 } }, en)).toBe(
    'The quota of tier 12 in Residential, urban, 4 an order, for 2 orders; the need is 9.',
  )
  const zh = await wordsOf('zh-CN')
  expect(allocationReason({ code: 'tier-quota', params }, zh)).toBe(
    '住宅区（城网）12 档限量 4 条；需求 9 条。',
  )
})

test('a zone outside every trade area, and one of a type of one’s own, have names', async () => {
  const words = await wordsOf('en')
  expect(zoneName('none:rural', words)).toBe('Outside every trade area, rural')
  expect(zoneName('harbor:urban', { ...words, typeNames: { harbor: 'Harbour' } })).toBe('Harbour, urban')
})
