/** Lists that nobody made for this product, where they are at hand. */
import { existsSync, readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { distanceM } from '@/lib/domain/geo/position'
import { checkUpload } from '@/lib/files/check-upload'

const FOLDER = new URL('../../../../shared/data/', import.meta.url)
const isHere = existsSync(FOLDER)
if (!isHere) console.warn('skipped: the shared data are not here')
const read = (file: string) => readFileSync(new URL(file, FOLDER))

/** `retailers.map.json` of docs/import.md. */
const MANHATTAN = {
  code: 'License Number',
  name: 'DBA Name',
  position: 'Georeference',
  address: ['Street Number', 'Street Name', 'City', 'Zip Code'],
}

test.skipIf(!isHere)('the food stores of New York County: 76 of 2,501 lack a position', () => {
  const file = 'manhattan/nys_retail_food_stores_newyork_county.csv'
  const check = checkUpload(read(file), file, 'retailers', { datum: 'wgs84', mapping: MANHATTAN })
  expect(check).toMatchObject({ outcome: 'reject_rows', errorsTotal: 76, warningsTotal: 0, asks: [] })
  expect(new Set(check.errors.map(({ column, code }) => `${column} ${code}`))).toEqual(
    new Set(['Georeference REQUIRED']),
  )
  expect(check.rows).toHaveLength(2425)
  expect(check.rows[0]).toEqual({
    row: 4,
    code: '730366',
    licenseNo: '730366',
    name: 'SUNAC',
    address: '4 W 18TH ST NEW YORK 10011',
    lng: -73.992562,
    lat: 40.738804,
  })
})

test.skipIf(!isHere)('the areas of Midtown: those without a name or with one name twice are left out', () => {
  const file = 'manhattan/trade_area_polygons.geojson'
  const check = checkUpload(read(file), file, 'trade-areas', { datum: 'wgs84' })
  expect(check.rows).toHaveLength(122)
  expect(check.errorsTotal).toBe(92)
})

test.skipIf(!isHere)(
  'the chain stores of Shanghai say the same in UTF-8 and in GBK, and move by a kilometre',
  () => {
    const mapping = { code: ['name', 'lng', 'lat'] }
    const [utf8, gbk] = ['shanghai/chain_stores_bd09.csv', 'shanghai/chain_stores_bd09_gbk.csv'].map((file) =>
      checkUpload(read(file), file, 'retailers', { datum: 'bd09', mapping }),
    )
    expect(utf8).toMatchObject({ outcome: 'accept', encoding: 'UTF-8', errorsTotal: 0 })
    expect(gbk).toMatchObject({ outcome: 'accept', encoding: 'GBK' })
    expect(utf8!.rows).toHaveLength(1771)
    expect(gbk!.rows).toEqual(utf8!.rows)
    const [first] = utf8!.rows
    const movedM = distanceM([first!.lng, first!.lat], [121.496068, 31.229093])
    expect(movedM).toBeGreaterThan(900)
    expect(movedM).toBeLessThan(1500)
  },
)

test.skipIf(!isHere)(
  'the convenience stores of Taiwan: NA is no number, and lost characters are named',
  () => {
    const file = 'taiwan/convenience_stores_north.csv'
    const mapping = { code: '分公司統一編號', name: '公司名稱', address: '分公司地址' }
    const check = checkUpload(read(file), file, 'retailers', { datum: 'wgs84', mapping })
    expect(check.errors.filter(({ code }) => code === 'NUMBER')).toHaveLength(24)
    expect(check.rows).toHaveLength(4977)
  },
)

test.skipIf(!isHere)('the counties of Changzhi move from GCJ-02 onto their WGS 84 twins', () => {
  const [moved, twins] = (['gcj02', 'wgs84'] as const).map((datum) => {
    const file = `changzhi/140400_counties_${datum}.geojson`
    return checkUpload(read(file), file, 'trade-areas', { datum })
  })
  expect(moved).toMatchObject({ outcome: 'accept' })
  expect(moved!.rows).toHaveLength(12)
  for (const [k, { code, bbox }] of moved!.rows.entries()) {
    const twin = twins!.rows[k]!
    expect(code).toBe(twin.code)
    expect(distanceM([bbox[0], bbox[1]], [twin.bbox[0], twin.bbox[1]])).toBeLessThan(1)
  }
})

test.skipIf(!isHere)('areas as well-known text in a quoted cell are read, and empty ones named', () => {
  const check = checkUpload(read('messy/baidu_aoi_wkt.csv'), 'a.csv', 'trade-areas', { datum: 'wgs84' })
  expect(check.rows).toHaveLength(6)
  expect(check.errors.map(({ row, code }) => `${row} ${code}`)).toEqual(
    [2, 3, 7, 8].map((row) => `${row} GEOMETRY_MISSING`),
  )
})
