import { expect, test } from 'vitest'
import { IMPORT_CODES } from '@/lib/domain/import/import-code'
import { importWords } from '@/lib/i18n/import-messages'
import { LOCALES } from '@/lib/i18n/locales'
import chinese from '@/lib/i18n/messages/zh-CN/import.json' with { type: 'json' }

test('every code has a sentence, and no sentence lacks its code', () => {
  expect(Object.keys(chinese.codes)).toEqual([...IMPORT_CODES])
})

test.each(LOCALES)('faults and asks are said in words: %s', (locale) => {
  const { say } = importWords(locale)
  const number = say({ row: 1234, column: '经度', code: 'NUMBER', value: '112°34' })
  expect(number).toContain('经度')
  expect(number).toContain('112°34')
  const ask = say({ code: 'SWAPPED', rows: [2, 3], rowsTotal: 2, params: {} })
  expect(ask).toContain(locale === 'en' ? '2, 3' : '2、3')
  expect(say({ row: 8, column: null, code: 'ENCODING' })).toContain('8')
})

test('one reason reads differently for a cell and for the file', () => {
  const { say } = importWords('en')
  const params = { limit: 200 }
  expect(say({ row: 3, column: 'name', code: 'TOO_LONG', value: 'x', params })).toContain('200 characters')
  expect(say({ row: 3, column: null, code: 'TOO_LONG', params })).toContain('200 bytes')
})
