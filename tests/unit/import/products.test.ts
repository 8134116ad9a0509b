import { expect, test } from 'vitest'
import { checkUpload } from '@/lib/files/check-upload'

const HEADER = '品规编码,品规名称,品牌,价类,指导价,起订量,是否紧俏,重点品牌'
const check = (...lines: string[]) =>
  checkUpload(new TextEncoder().encode([HEADER, ...lines].join('\n')), 'products.csv', 'products', {})

test('products need no datum, and are read in the words of the trade', () => {
  const result = check('6901028,青屿（金）,青屿,一类,650.00,5,是,是', '6901029,青屿（白）,青屿,5,42.5,,,')
  expect(result).toMatchObject({ outcome: 'accept', datum: null })
  expect(result.rows).toEqual([
    {
      ...{ row: 2, code: '6901028', name: '青屿（金）', brand: '青屿', priceClass: '1', priceFen: 65_000 },
      ...{ packUnits: 5, scarce: true, keyBrand: true },
    },
    { row: 3, code: '6901029', name: '青屿（白）', brand: '青屿', priceClass: '5', priceFen: 4_250 },
  ])
})

test.each([
  ['a price with three decimals', 'P,n,b,1,9.999,1,,', '指导价 PRICE'],
  ['a price of nothing', 'P,n,b,1,0,1,,', '指导价 PRICE'],
  ['a price with a currency', 'P,n,b,1,¥12,1,,', '指导价 PRICE'],
  ['a sixth class', 'P,n,b,六类,9,1,,', '价类 CHOICE'],
  ['half a pack', 'P,n,b,1,9,0.5,,', '起订量 RANGE'],
  ['perhaps', 'P,n,b,1,9,1,也许,', '是否紧俏 YES_OR_NO'],
  ['no brand', 'P,n,,1,9,1,,', '品牌 REQUIRED'],
])('%s is refused', (_, line, fault) => {
  expect(check(line).errors.map(({ column, code }) => `${column} ${code}`)).toEqual([fault])
})

test('a code twice, and a brand that is key and is not, are faults', () => {
  const result = check('P,a,b,1,9,1,,是', 'P,c,b,1,9,1,,否')
  expect(result.errors.map(({ row, code }) => `${row} ${code}`)).toEqual([
    '2 DUPLICATE',
    '3 DUPLICATE',
    '3 KEY_BRAND_DIFFERS',
  ])
})

test('more than five thousand are too many', () => {
  const lines = Array.from({ length: 5_001 }, (_, k) => `P${k},n,b,1,9,1,,`)
  expect(check(...lines).errors[0]).toMatchObject({ code: 'TOO_MANY_ROWS', params: { limit: 5_000 } })
})
