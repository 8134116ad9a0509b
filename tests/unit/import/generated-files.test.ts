/** Files of unusual size, written by tests/fixtures/hostile/generate.mjs; HOSTILE_LARGE=1 adds those beyond 25 MB. */
import { execFile } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { expect, test } from 'vitest'
import { readUpload } from '@/lib/files/read-upload'

const GENERATOR = fileURLToPath(new URL('../../fixtures/hostile/generate.mjs', import.meta.url))
const REFUSED: readonly (readonly [name: string, size: string, codes: string[]])[] = [
  ['csv-columns', '1000000', ['TOO_MANY_COLUMNS']],
  ['csv-one-line', '15000000', ['TOO_LONG', 'CSV_QUOTE']],
  ['csv-open-quote', '15000000', ['TOO_LONG', 'CSV_QUOTE']],
  ['csv-quotes', '20000000', ['TOO_LONG', 'CSV_QUOTE']],
  ['csv-separators', '10000000', ['TOO_MANY_COLUMNS', 'COLUMN_COUNT']],
  ['csv-newlines', '10000000', ['EMPTY']],
  ['csv-errors', '1000000', ['TOO_MANY_ROWS']],
  ['geojson-arrays', '1000000', ['DEPTH']],
  ['geojson-objects', '500000', ['DEPTH']],
  ['geojson-vertices', '200000', ['TOO_MANY_VERTICES']],
  ['geojson-keys', '1000000', ['TOO_MANY_COLUMNS']],
]
const LARGE: typeof REFUSED = [
  ['csv-rows', '3000000', ['TOO_LARGE']],
  ['csv-one-line', '104857600', ['TOO_LARGE']],
  ['csv-open-quote', '104857600', ['TOO_LARGE']],
  ['csv-separators', '50000000', ['TOO_LARGE']],
  ['csv-newlines', '50000000', ['TOO_LARGE']],
  ['geojson-vertices', '1000000', ['TOO_LARGE', 'TOO_MANY_VERTICES']],
  ['geojson-features', '1000000', ['TOO_LARGE']],
]

test.each(process.env.HOSTILE_LARGE ? [...REFUSED, ...LARGE] : REFUSED)(
  '%s of %s is refused as a file',
  async (name, size, codes) => {
    const check = await read(name, size)
    expect(check.outcome).toBe('reject_file')
    expect(codes).toContain(check.errors[0]?.code)
    expect(check.rows).toEqual([])
  },
  60_000,
)

test('fifty thousand rows are accepted', async () => {
  const check = await read('csv-rows', '50000')
  expect(check).toMatchObject({ outcome: 'accept', errorsTotal: 0 })
  expect(check.rows).toHaveLength(50_000)
}, 60_000)

test('twenty thousand features are accepted', async () => {
  const check = await read('geojson-features', '20000')
  expect(check).toMatchObject({ outcome: 'accept', errorsTotal: 0 })
  expect(check.rows).toHaveLength(20_000)
}, 60_000)

test('of many faults a thousand are listed and all are counted', async () => {
  const check = await read('csv-errors', '40000')
  expect(check.outcome).toBe('reject_rows')
  expect(check.errors).toHaveLength(1000)
  expect(check.errorsTotal).toBeGreaterThan(40_000)
}, 60_000)

test('a file that takes longer than its time is refused, and the thread ends', async () => {
  const bytes = await generate('csv-rows', '50000')
  const check = await readUpload(bytes, 'list.csv', 'retailers', { datum: 'wgs84', limits: { seconds: 0 } })
  expect(check.errors).toEqual([{ row: null, column: null, code: 'TIMEOUT', params: { limit: 0 } }])
})

test('eight files at the same time end as each would alone', async () => {
  const names = ['csv-rows', 'geojson-features', 'geojson-arrays', 'csv-newlines']
  const files = [...names, ...names]
  const checks = await Promise.all(files.map((name) => read(name, '2000')))
  expect(checks.map(({ outcome, rows }) => `${outcome} ${rows.length}`)).toEqual([
    ...['accept 2000', 'accept 2000', 'reject_file 0', 'reject_file 0'],
    ...['accept 2000', 'accept 2000', 'reject_file 0', 'reject_file 0'],
  ])
})

async function read(name: string, size: string) {
  const [ending] = name.split('-')
  const kind = name === 'geojson-vertices' ? 'trade-areas' : 'retailers'
  return readUpload(await generate(name, size), `list.${ending}`, kind, { datum: 'wgs84' })
}

async function generate(name: string, size: string): Promise<Uint8Array> {
  const { stdout } = await promisify(execFile)(process.execPath, [GENERATOR, name, size], {
    encoding: 'buffer',
    maxBuffer: 400 * 1024 * 1024,
  })
  return stdout
}
