import { expect, test } from 'vitest'
import type { CheckOptions } from '@/lib/domain/import/import-check'
import { checkUpload } from '@/lib/files/check-upload'

const bytes = (...lines: string[]) => new TextEncoder().encode(lines.join('\n'))
const check = (lines: string[], options: CheckOptions = { datum: 'wgs84' }) =>
  checkUpload(bytes(...lines), 'list.csv', 'retailers', options)
const HEADER = 'code,name,lng,lat'

test('a list without a stated datum is refused, and still shows its columns and places', () => {
  const result = check([HEADER, '1,店,112.9371,28.2531'], {})
  expect(result).toMatchObject({ outcome: 'reject_file', rows: [], errors: [{ code: 'DATUM_REQUIRED' }] })
  expect(result.mapping.lng).toEqual(['lng'])
  expect(result.preview.positions).toEqual([[112.9371, 28.2531]])
})

test('a column of datums needs no other, and each row has its own', () => {
  const result = check(
    [`${HEADER},坐标系`, '1,甲,112.9371,28.2531,WGS84', '2,乙,112.9371,28.2531,GCJ-02'],
    {},
  )
  expect(result).toMatchObject({ outcome: 'accept', datum: 'column' })
  const [wgs84, gcj02] = result.rows
  expect(wgs84).toMatchObject({ lng: 112.9371, lat: 28.2531 })
  expect(Math.abs(gcj02!.lng - 112.9371)).toBeGreaterThan(0.004)
})

test('what a retailer may also have is read in the words of the trade', () => {
  const header = `${HEADER},档位,业态,市场类型,许可证号,片区,营业时间`
  const result = check([header, '1,店,112.9371,28.2531,15档,烟酒店,城镇,430101100001,岳麓一片,08:00-22:00'])
  expect(result.rows[0]).toMatchObject({
    tier: 15,
    format: 'tobacco-alcohol',
    marketType: 'urban',
    licenseNo: '430101100001',
    territory: '岳麓一片',
    openWindows: [[28_800, 79_200]],
  })
})

test('words that are none of the trade are named', () => {
  const result = check([`${HEADER},档位,业态,市场类型`, '1,店,112.9371,28.2531,31,酒吧?,郊区'])
  expect(result.errors.map(({ column, code }) => `${column} ${code}`)).toEqual([
    '档位 RANGE',
    '业态 CHOICE',
    '市场类型 CHOICE',
  ])
})

test('a position in one column is read as WKT and as latitude, longitude in brackets', () => {
  const result = check([
    'code,name,Georeference',
    '1,a,POINT (112.9371 28.2531)',
    '2,b,"(28.2531, 112.9371)"',
  ])
  expect(result.rows.map(({ lng, lat }) => [lng, lat])).toEqual([
    [112.9371, 28.2531],
    [112.9371, 28.2531],
  ])
})

test('codes that differ only in a space at the end stay two codes', () => {
  const result = check([HEADER, 'A1,甲,112.9371,28.2531', 'A1 ,乙,112.9372,28.2532'])
  expect(result).toMatchObject({
    outcome: 'ask',
    asks: [{ code: 'DUPLICATE_AFTER_NORMALISING', rows: [2, 3] }],
  })
  expect(result.rows.map(({ code }) => code)).toEqual(['A1', 'A1 '])
})

test('exchanged positions are put in order only as part of what is asked', () => {
  const result = check([HEADER, '1,甲,28.2531,112.9371', '2,乙,112.9372,28.2532'])
  expect(result).toMatchObject({ outcome: 'ask', asks: [{ code: 'SWAPPED', rows: [2] }] })
  expect(result.rows[0]).toMatchObject({ lng: 112.9371, lat: 28.2531 })
})

test('cells too many at the end of a row are no fault while they are empty', () => {
  expect(check([HEADER, '1,店,112.9371,28.2531,,']).outcome).toBe('accept')
  expect(check([HEADER, '1,店,112.9371,28.2531,,x']).errors[0]).toMatchObject({
    code: 'COLUMN_COUNT',
    row: 2,
  })
})

test('the outcome does not depend on the name that the file was sent under', () => {
  const expected = check([HEADER, '1,店,112.9371,28.2531'])
  for (const name of ['a\u0000.csv', '.csv', 'list.CSV', 'list.csv.exe', '../../x', '', 'x'.repeat(5000)]) {
    expect(
      checkUpload(bytes(HEADER, '1,店,112.9371,28.2531'), name, 'retailers', { datum: 'wgs84' }),
    ).toEqual(expected)
  }
})

test('a spreadsheet file is told what to do', () => {
  expect(checkUpload(bytes('PK'), '名单.xlsx', 'retailers', {})).toMatchObject({
    errors: [{ code: 'FILE_TYPE' }],
  })
})

test('a trade area has the code of its file, else the id of its feature, else its name', () => {
  const feature = (id: string | undefined, properties: object, shift: number) => ({
    type: 'Feature',
    id,
    properties,
    geometry: {
      type: 'Polygon',
      coordinates: [
        [
          [112.9 + shift, 28.2],
          [112.91 + shift, 28.2],
          [112.91 + shift, 28.21],
          [112.9 + shift, 28.2],
        ],
      ],
    },
  })
  const features = [
    feature('way/7', { name: '甲', 商圈编码: 'Z1', 商圈类型: '住宅区' }, 0),
    feature('way/8', { name: '乙', 商圈类型: '夜市' }, 0.02),
    feature(undefined, { name: '丙' }, 0.04),
  ]
  const file = bytes(JSON.stringify({ type: 'FeatureCollection', features }))
  const result = checkUpload(file, 'areas.geojson', 'trade-areas', { datum: 'wgs84' })
  expect(result.rows.map(({ code }) => code)).toEqual(['Z1', 'way/8', '丙'])
  expect(result.rows.map(({ typeCode }) => typeCode)).toEqual(['residential', undefined, undefined])
  expect(result.warnings).toMatchObject([{ row: 2, code: 'TYPE_UNKNOWN', value: '夜市' }])
})
