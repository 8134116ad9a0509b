import fc from 'fast-check'
import { expect, test } from 'vitest'
import { IMPORT_LIMITS } from '@/lib/domain/import/limits'
import { readCsv } from '@/lib/files/read-csv'

const decoded = (text: string) => ({ text, encoding: 'UTF-8', found: 'strict', damage: 'none' }) as const
const read = (text: string) => readCsv(decoded(text), IMPORT_LIMITS)
const cell = fc.string({
  unit: fc.constantFrom('a', '店', '"', ',', ';', '\t', '\n', '\r\n', ' '),
  maxLength: 8,
})
const quote = (text: string) => `"${text.replaceAll('"', '""')}"`

test('cells come back as they were written, and no blank line or line break in quotes shifts a row number', () => {
  const record = fc.record({ name: cell, blanksBefore: fc.nat(3) })
  fc.assert(
    fc.property(
      fc.array(record, { minLength: 1, maxLength: 20 }),
      fc.constantFrom('\n', '\r\n', '\r'),
      (records, end) => {
        let text = `code,name${end}`
        let row = 1
        const expected: { row: number; cells: string[] }[] = []
        for (const [k, { name, blanksBefore }] of records.entries()) {
          text += end.repeat(blanksBefore)
          row += blanksBefore + 1
          text += `c${k},${quote(name)}${end}`
          expected.push({ row, cells: [`c${k}`, name] })
        }
        const table = read(text)
        expect(table.ok && table.value.rows).toEqual(expected)
      },
    ),
  )
})

test.each([',', ';', '\t'])('the separator is found in the header: %j', (separator) => {
  const table = read([`code${separator}name`, `1${separator}"a,b;c"`].join('\n'))
  expect(table.ok && table.value.headers).toEqual(['code', 'name'])
  expect(table.ok && table.value.rows[0]?.cells).toEqual(['1', 'a,b;c'])
})

test('a quotation mark that stays open is named by the row in which it opened', () => {
  const table = read('code,name\n1,"two\nlines"\n\n2,"open\n3,x\n')
  expect(table).toMatchObject({ ok: false, error: { code: 'CSV_QUOTE', row: 4 } })
})

test('the 65th column refuses the file in the header and in a row', () => {
  const wide = Array.from({ length: 65 }, (_, k) => `c${k}`).join(',')
  expect(read(`${wide}\n1`)).toMatchObject({ ok: false, error: { code: 'TOO_MANY_COLUMNS', row: 1 } })
  expect(read(`code,name\n${wide}`)).toMatchObject({ ok: false, error: { code: 'TOO_MANY_COLUMNS', row: 2 } })
})

test('one row more than the limit refuses the file', () => {
  const limits = { ...IMPORT_LIMITS, rows: 2 }
  expect(readCsv(decoded('a,b\n1,1\n2,2'), limits)).toMatchObject({ ok: true })
  expect(readCsv(decoded('a,b\n1,1\n2,2\n3,3'), limits)).toMatchObject({
    error: { code: 'TOO_MANY_ROWS', row: 4 },
  })
})
