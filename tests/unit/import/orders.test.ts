/** Lists of orders as they come: well-made, badly exported, and made to hurt. */
import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { OrdersCheck } from '@/lib/domain/import/import-check'
import { IMPORT_LIMITS, limitsOf } from '@/lib/domain/import/limits'
import { findRepeats, keepLines, ORDER_COLUMNS, OrderLinesBuilder } from '@/lib/domain/import/order-lines'
import { readMonth } from '@/lib/domain/import/read-month'
import { checkUpload, type UploadOptions } from '@/lib/files/check-upload'
import { readUpload } from '@/lib/files/read-upload'

const HEADER = 'retailer_code,product_code,month,need,ordered,delivered'
const CHINESE = '零售户编码,品规编码,月份,需求量,订购量,投放量'
const OPTIONS: UploadOptions = { thisMonth: 202611 }
const bytes = (...lines: string[]) => new TextEncoder().encode(lines.join('\n'))
const check = (lines: string[], options: UploadOptions = OPTIONS) =>
  checkUpload(bytes(...lines), 'orders.csv', 'orders', options)
const row = (cells: string) => check([HEADER, cells])
const codesOf = ({ errors }: OrdersCheck) => errors.map(({ column, code }) => `${column} ${code}`)

function linesOf({ lines }: OrdersCheck): unknown[][] {
  return Array.from({ length: lines.length }, (_, k) => [
    lines.row[k],
    lines.retailerCodes[lines.retailer[k]!],
    lines.productCodes[lines.product[k]!],
    ...(['month', 'need', 'ordered', 'delivered'] as const).map((column) => lines[column][k]),
  ])
}

test('three quantities by retailer, product and month come out as columns', () => {
  const result = check([HEADER, 'R1,P1,2026-10,10,8,6', 'R2,P1,202610,5,5,0', '', 'R1,P2,2026/10,0,0,0'])
  expect(result).toMatchObject({ outcome: 'accept', errorsTotal: 0, datum: null, encoding: 'UTF-8' })
  expect(linesOf(result)).toEqual([
    [2, 'R1', 'P1', 202610, 10, 8, 6],
    [3, 'R2', 'P1', 202610, 5, 5, 0],
    [5, 'R1', 'P2', 202610, 0, 0, 0],
  ])
  expect(result.preview.rows[0]).toEqual({ row: 2, cells: ['R1', 'P1', '2026-10', '10', '8', '6'] })
})

test.each([
  CHINESE,
  '客户编码,卷烟编码,年月,需求量,订单量,实际销量',
  '零售户编码（必填）,品规,月份,需求,订货量,发货量',
  'Customer Code,SKU,Period,Demand,Ordered,Shipped',
])('the words of the trade are found: %s', (header) => {
  expect(check([header, 'R1,P1,2026-10,3,2,1'])).toMatchObject({ outcome: 'accept', ignoredColumns: [] })
})

test.each([
  ['2026-10', 202610],
  ['202610', 202610],
  ['2026-9', 202609],
  ['2026/10', 202610],
  ['2026.10', 202610],
  ['2026年10月', 202610],
  ['2026/10/1', 202610],
  ['2026-10-01', 202610],
  ['2026-10-01 00:00:00', 202610],
  ['Oct-26', 202610],
  [' 2026-10 ', 202610],
  ['2026-13', undefined],
  ['2026-00', undefined],
  ['10/2026', undefined],
  ['46296', undefined],
  ['2026', undefined],
  ['26-Oct', undefined],
  ['２０２６-10', undefined],
  ['', undefined],
])('a month is read for what it says: %j', (text, month) => {
  expect(readMonth(text)).toBe(month)
})

test('months to come and months of long ago are refused with the bounds', () => {
  const result = check([
    HEADER,
    'R,P,2026-11,1,1,1',
    'R,P,2026-12,1,1,1',
    'R,P,2016-11,1,1,1',
    'R,P,2016-10,1,1,1',
  ])
  expect(result.errors).toEqual([
    {
      row: 3,
      column: 'month',
      code: 'MONTH_RANGE',
      value: '2026-12',
      params: { from: '2016-11', to: '2026-11' },
    },
    {
      row: 5,
      column: 'month',
      code: 'MONTH_RANGE',
      value: '2016-10',
      params: { from: '2016-11', to: '2026-11' },
    },
  ])
  expect(linesOf(result).map(([line]) => line)).toEqual([2, 4])
})

test.each([
  ['12', 12],
  ['12.0', 12],
  ['12.00', 12],
  [' 12 ', 12],
  ['0012', 12],
  ['1000000', 1_000_000],
])('a quantity may be written so: %j', (text, need) => {
  expect(linesOf(row(`R,P,2026-10,${text},0,0`))[0]?.[4]).toBe(need)
})

test.each([
  '-1',
  '+1',
  '12.5',
  '"1,200"',
  '1 200',
  '1.2E+03',
  '1e3',
  '１２',
  '1000001',
  '99999999999999999999',
  '0x10',
  'NaN',
  'twelve',
  '12条',
  '=1+1',
])('a quantity is never guessed: %j', (text) => {
  const result = row(`R,P,2026-10,${text},0,0`)
  expect(codesOf(result)).toEqual(['need QUANTITY'])
  expect(result).toMatchObject({
    outcome: 'reject_rows',
    errors: [{ row: 2, value: text.replaceAll('"', '') }],
  })
})

test('what is empty is named, and each fault of a row is', () => {
  expect(codesOf(row(',,,,,'))).toEqual(['null EMPTY'])
  expect(codesOf(row('R,,,-1,2,'))).toEqual([
    'product_code REQUIRED',
    'month REQUIRED',
    'need QUANTITY',
    'delivered REQUIRED',
  ])
})

test('codes that a spreadsheet has rounded, that are too long or hold control characters are refused', () => {
  expect(codesOf(row('4.30101E+11,P,2026-10,1,1,1'))).toEqual(['retailer_code SCIENTIFIC_NOTATION'])
  expect(codesOf(row(`${'R'.repeat(65)},P,2026-10,1,1,1`))).toEqual(['retailer_code TOO_LONG'])
  expect(codesOf(row('R,P\u0007,2026-10,1,1,1'))).toEqual(['product_code CONTROL_CHAR'])
  expect(row('R\u200b,P,2026-10,1,1,1').warnings[0]?.code).toBe('INVISIBLE_CHAR')
})

test('one retailer, product and month in two rows is a fault of both, and each names the other', () => {
  const result = check([
    HEADER,
    'R,P,2026-10,1,1,1',
    'R,P,2026-09,1,1,1',
    'R,P,Oct-26,2,2,2',
    'R ,P,202610,3,3,3',
  ])
  expect(result.errors.map(({ row, code, value, params }) => [row, code, value, params?.others])).toEqual([
    [2, 'DUPLICATE_LINE', 'R · P · 2026-10', '4, 5'],
    [4, 'DUPLICATE_LINE', 'R · P · 2026-10', '2, 5'],
    [5, 'DUPLICATE_LINE', 'R · P · 2026-10', '2, 4'],
  ])
  expect(linesOf(result).map(([line]) => line)).toEqual([3])
})

test('more ordered than needed, or delivered than ordered, is asked about and kept', () => {
  const result = check([HEADER, 'A,P,2026-10,1,2,2', 'B,P,2026-10,5,1,3', 'C,P,2026-10,5,4,3'])
  expect(result.outcome).toBe('ask')
  expect(result.asks).toEqual([
    { code: 'ORDERED_OVER_NEED', rows: [2], rowsTotal: 1, params: {} },
    { code: 'DELIVERED_OVER_ORDERED', rows: [3], rowsTotal: 1, params: {} },
  ])
  expect(result.lines.length).toBe(3)
})

test('a list without the need is refused with its reason, unless another column is named for it', () => {
  const lines = ['零售户编码,品规编码,月份,订购量,投放量', 'R,P,2026-10,3,2']
  expect(check(lines)).toMatchObject({
    outcome: 'reject_file',
    errors: [{ code: 'NEED_MISSING', column: 'need' }],
  })
  expect(check(lines).headers).toContain('订购量')
  const mapped = check(lines, { ...OPTIONS, mapping: { need: '订购量' } })
  expect(linesOf(mapped)).toEqual([[2, 'R', 'P', 202610, 3, 3, 2]])
  const other = check(['零售户编码,品规编码,月份,需求量,投放量', 'R,P,2026-10,3,2'])
  expect(other.errors).toEqual([{ row: null, column: 'ordered', code: 'HEADER_MISSING' }])
})

test('a header twice is refused if we need it', () => {
  const result = check(['零售户编码,品规编码,月份,需求量,需求量,订购量,投放量', 'R,P,2026-10,1,2,1,1'])
  expect(result.errors).toEqual([{ row: null, column: '需求量', code: 'HEADER_DUPLICATE' }])
})

test('cells too many or too few are a fault of the row, empty ones at the end are none', () => {
  const result = check([HEADER, 'A,P,2026-10,1,1,1,,,', 'B,P,2026-10,1,1', 'C,P,2026-10,1,1,1,9'])
  expect(result.errors).toEqual([
    { row: 3, column: null, code: 'COLUMN_COUNT', params: { expected: 6, found: 5 } },
    { row: 4, column: null, code: 'COLUMN_COUNT', params: { expected: 6, found: 7 } },
  ])
  expect(linesOf(result).map(([line]) => line)).toEqual([2])
})

test.each([
  ['nothing', ''],
  ['a mark alone', '\ufeff'],
  ['blank lines', '\n\r\n \n'],
  ['the header alone', HEADER],
])('a file that holds %s is empty', (_, text) => {
  expect(check([text]).errors[0]?.code).toBe('EMPTY')
})

test.each(['{"a":1}', '[1]', '<html><body>'])('what is no CSV is refused: %s', (text) => {
  expect(checkUpload(bytes(text), 'orders.csv', 'orders', OPTIONS).errors[0]?.code).toBe('NOT_CSV')
})

test('spreadsheets, pictures and GeoJSON are refused by what they are', () => {
  expect(checkUpload(bytes(HEADER), 'o.xlsx', 'orders', OPTIONS).errors[0]?.code).toBe('FILE_TYPE')
  expect(checkUpload(bytes('{}'), 'o.geojson', 'orders', OPTIONS).errors[0]?.code).toBe('NOT_CSV')
  const zip = Uint8Array.of(0x50, 0x4b, 0x03, 0x04)
  expect(checkUpload(zip, 'o.csv', 'orders', OPTIONS).errors[0]?.code).toBe('NOT_CSV')
})

test('quotes hold separators, quotes and line breaks; a stray or open one refuses the file by its row', () => {
  const result = check([
    HEADER,
    'A,P,2026-10,1,1,1',
    '"B,""x""\ny",P,"2026-10","2","2","2"',
    'C,P,2026-10,3,3,3',
  ])
  expect(linesOf(result).map(([line, code]) => [line, code])).toEqual([
    [2, 'A'],
    [3, 'B,"x"\ny'],
    [4, 'C'],
  ])
  const stray = check([HEADER, 'A,P,2026-10,1,1,1', 'B"x,P,2026-10,1,1,1', 'C,P,2026-10,1,1,1'])
  expect(stray.errors[0]).toMatchObject({ row: 3, code: 'CSV_QUOTE' })
  const open = check([HEADER, 'A,P,2026-10,1,1,1', '"B,P,2026-10,1,1,1', 'C,P,2026-10,1,1,1'])
  expect(open.errors[0]).toMatchObject({ row: 3, code: 'CSV_QUOTE' })
})

/** `零` … in GBK, as far as the header needs it. */
function gbk(text: string): Uint8Array {
  const decoder = new TextDecoder('gbk')
  const codes = new Map<string, number[]>()
  for (let lead = 0x81; lead <= 0xfe; lead++) {
    for (let trail = 0x40; trail <= 0xfe; trail++)
      codes.set(decoder.decode(Uint8Array.of(lead, trail)), [lead, trail])
  }
  return Uint8Array.from([...text].flatMap((letter) => codes.get(letter) ?? [letter.charCodeAt(0)]))
}

test('every encoding says the same, and broken bytes are never stored', () => {
  const text = `${CHINESE}\r\n店1,品1,2026-10,3,2,1\r\n店2,品1,2026-10,3,2,1`
  const expected = linesOf(checkUpload(bytes(text), 'o.csv', 'orders', OPTIONS))
  const utf16 = (isLittle: boolean) => {
    const data = new DataView(new ArrayBuffer(2 + text.length * 2))
    for (const [k, letter] of [...`\ufeff${text}`].entries())
      data.setUint16(k * 2, letter.charCodeAt(0), isLittle)
    return new Uint8Array(data.buffer)
  }
  const files: [Uint8Array, string][] = [
    [bytes(`\ufeff${text}`), 'UTF-8'],
    [gbk(text), 'GBK'],
    [utf16(true), 'UTF-16LE'],
    [utf16(false), 'UTF-16BE'],
  ]
  for (const [file, encoding] of files) {
    const result = checkUpload(file, 'o.csv', 'orders', OPTIONS)
    expect(result).toMatchObject({ outcome: 'accept', encoding })
    expect(linesOf(result)).toEqual(expected)
  }
  const wrong = checkUpload(gbk(text), 'o.csv', 'orders', { ...OPTIONS, encoding: 'utf-8' })
  expect(wrong.errors[0]).toMatchObject({ code: 'ENCODING', row: null })
  expect(
    checkUpload(bytes(text), 'o.csv', 'orders', { ...OPTIONS, encoding: 'klingon' }).errors[0]?.code,
  ).toBe('ENCODING_UNKNOWN')
  const broken = Uint8Array.of(
    ...bytes(`${CHINESE}\n店1,品1,2026-10,3,2,1\nR`),
    0xff,
    ...bytes(',品1,2026-10,3,2,1'),
  )
  expect(checkUpload(broken, 'o.csv', 'orders', OPTIONS).errors).toMatchObject([
    { row: 3, column: '零售户编码', code: 'ENCODING' },
  ])
  const mixed = Uint8Array.of(
    ...bytes(`${CHINESE}\n店1,品1,2026-10,3,2,1\n`),
    ...gbk('店2,品1,2026-10,3,2,1'),
  )
  expect(checkUpload(mixed, 'o.csv', 'orders', OPTIONS).errors).toMatchObject([{ row: 3, code: 'ENCODING' }])
})

/** Longer than the pieces that a file is read in, so that they are cut anywhere. */
test('a file is read alike however it is cut into pieces, quoted or not, with any line end', () => {
  for (const end of ['\n', '\r\n', '\r']) {
    for (const quote of ['', '"']) {
      const lines = Array.from({ length: 9_000 }, (_, k) => {
        const code = k % 7 === 0 && quote ? `"店""${k}""${end}甲"` : `${quote}店${k}${quote}`
        return `${code},P,2026-10,${k % 100},${quote}0${quote},0`
      })
      const result = checkUpload(bytes([CHINESE, ...lines].join(end)), 'o.csv', 'orders', OPTIONS)
      expect(result.outcome, JSON.stringify(result.errors[0])).toBe('accept')
      expect(result.lines.length).toBe(9_000)
      expect(result.lines.retailerCodes[8_999]).toMatch(/^店"?8999/)
      expect([...result.lines.row]).toEqual(Array.from({ length: 9_000 }, (_, k) => k + 2))
      expect([...result.lines.need]).toEqual(Array.from({ length: 9_000 }, (_, k) => k % 100))
    }
  }
})

test('a million lines are read, one more is refused, and the other kinds keep their own limits', async () => {
  const rows = 1_000_001
  const lines = [HEADER]
  for (let k = 0; k < rows; k++) lines.push(`R${k % 50_000},P${Math.floor(k / 50_000)},202610,5,4,3`)
  const refused = await readUpload(bytes(lines.join('\n')), 'o.csv', 'orders', OPTIONS)
  expect(refused.errors).toEqual([
    { row: 1_000_002, column: null, code: 'TOO_MANY_ROWS', params: { limit: 1_000_000 } },
  ])
  const whole = await readUpload(bytes(lines.slice(0, -1).join('\n')), 'o.csv', 'orders', OPTIONS)
  expect(whole).toMatchObject({ outcome: 'accept', errorsTotal: 0 })
  expect(whole.lines.length).toBe(1_000_000)
  const size = (kind: 'orders' | 'products' | 'retailers') => limitsOf(kind).uploadBytes / 1024 / 1024
  expect([size('orders'), size('products'), size('retailers')]).toEqual([64, 20, 20])
  expect([limitsOf('retailers').rows, limitsOf('products').rows]).toEqual([IMPORT_LIMITS.rows, 5_000])
}, 120_000)

test('of many faults a thousand are listed and all are counted', () => {
  const lines = Array.from({ length: 3_000 }, (_, k) => `R${k},P,2026-10,x,1,1`)
  const result = check([HEADER, ...lines])
  expect(result.errors).toHaveLength(1_000)
  expect(result.errorsTotal).toBe(3_000)
})

const anyLine = fc.tuple(fc.nat(3), fc.nat(2), fc.constantFrom(202609, 202610))

test('repeats are the lines that a map of keys would find, and what is kept stays in order', () => {
  fc.assert(
    fc.property(fc.array(anyLine, { maxLength: 60 }), (given) => {
      const builder = new OrderLinesBuilder()
      for (const [k, [retailer, product, month]] of given.entries())
        builder.add(k, retailer, product, month, k, 0, 0)
      const lines = builder.build([], [])
      const groups = Map.groupBy(given.keys(), (k) => given[k]!.join())
      const expected = [...groups.values()].filter((group) => group.length > 1)
      const repeats = findRepeats(lines)
      expect([...repeats].map(([first, others]) => [first, ...others]).sort()).toEqual(expected.sort())

      const kept = keepLines(lines, (k) => k % 3 === 0)
      expect([...kept.row]).toEqual([...given.keys()].filter((k) => k % 3 === 0))
      for (const column of ORDER_COLUMNS) expect(kept[column].length).toBe(kept.length)
    }),
  )
})
