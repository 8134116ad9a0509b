import { existsSync, readFileSync } from 'node:fs'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { closeDatabase, db } from '@/lib/db/client'
import { type Actor, LOCAL_ADMINISTRATOR } from '@/lib/domain/actor'
import { importFile } from '@/lib/usecases/import-file'
import { emptyDatabase } from './builders'

const HEADER = 'outlet_code,name,lng,lat,address'
const ORDER = {
  kind: 'retailers',
  fileName: 'shops.csv',
  options: { datum: 'wgs84' },
  decision: 'commit',
  validOnly: false,
  yes: false,
} as const

function csv(...rows: string[]): Uint8Array {
  return new TextEncoder().encode([HEADER, ...rows].join('\n'))
}

async function counts() {
  const [retailers, batches, history] = await Promise.all([
    db.retailer.count(),
    db.importBatch.count(),
    db.retailerHistory.count(),
  ])
  return { retailers, batches, history }
}

beforeAll(emptyDatabase)
afterAll(closeDatabase)

test('a list is stored once and a second import of it updates the same retailers', async () => {
  const bytes = csv('A1,幸福超市,112.1,36.2,解放路 1', 'A2,Corner shop,112.2,36.3,')
  const first = await importFile(LOCAL_ADMINISTRATOR, { ...ORDER, bytes })
  expect(first).toMatchObject({ outcome: 'accept', stored: 2, created: 2, updated: 0 })

  const second = await importFile(LOCAL_ADMINISTRATOR, { ...ORDER, bytes: csv('A1,幸福超市,112.15,36.2,') })
  expect(second).toMatchObject({ stored: 1, created: 0, updated: 1, lackingTotal: 1 })
  expect(second.lacking).toEqual([{ code: 'A2', name: 'Corner shop' }])
  const moved = await db.retailer.findUniqueOrThrow({ where: { code: 'A1' } })
  expect(moved).toMatchObject({ lng: 112.15, address: '解放路 1', version: 2 })
})

test('one wrong row stores nothing at all, and only an express wish stores the rest', async () => {
  const before = await counts()
  const bytes = csv('B1,Good,112.1,36.2,', 'B2,Bad,not a number,36.2,')
  const refused = await importFile(LOCAL_ADMINISTRATOR, { ...ORDER, bytes })
  expect(refused).toMatchObject({ outcome: 'reject_rows', stored: 0 })
  expect(refused.errors.map(({ row, column }) => [row, column])).toEqual([[3, 'lng']])
  expect(await counts()).toEqual(before)

  const wished = await importFile(LOCAL_ADMINISTRATOR, { ...ORDER, bytes, validOnly: true })
  expect(wished).toMatchObject({ outcome: 'reject_rows', stored: 1, created: 1 })
})

test('a rehearsal says what would be stored and stores nothing', async () => {
  const before = await counts()
  const report = await importFile(LOCAL_ADMINISTRATOR, {
    ...ORDER,
    bytes: csv('A1,Known,112.1,36.2,', 'C1,New,112.1,36.2,'),
    decision: 'dry-run',
  })
  expect(report).toMatchObject({ stored: 2, created: 1, updated: 1 })
  expect(await counts()).toEqual(before)
})

test('a file without a datum and a person without the right are refused', async () => {
  const before = await counts()
  const bytes = csv('D1,New,112.1,36.2,')
  const undated = await importFile(LOCAL_ADMINISTRATOR, { ...ORDER, bytes, options: {} })
  expect(undated.errors.map(({ code }) => code)).toEqual(['DATUM_REQUIRED'])

  const manager: Actor = { ...LOCAL_ADMINISTRATOR, role: 'customer-manager', territoryIds: [1] }
  const forbidden = await importFile(manager, { ...ORDER, bytes })
  expect(forbidden.errors.map(({ code }) => code)).toEqual(['FORBIDDEN'])
  expect(await counts()).toEqual(before)
})

const TERRITORIES = 'tests/fixtures/hostile/geojson/ok-territories.geojson'
test('trade areas are stored with their box, untyped', async () => {
  expect(existsSync(TERRITORIES)).toBe(true)
  const bytes = readFileSync(TERRITORIES)
  const fileName = 'ok-territories.geojson'
  const report = await importFile(LOCAL_ADMINISTRATOR, { ...ORDER, kind: 'trade-areas', fileName, bytes })
  expect(report).toMatchObject({ outcome: 'accept', stored: 3 })
  const areas = await db.tradeArea.findMany()
  expect(areas).toHaveLength(3)
  for (const { typeCode, west, east, areaM2 } of areas) {
    expect(typeCode).toBeNull()
    expect(west).toBeLessThan(east)
    expect(areaM2).toBeGreaterThan(0)
  }
})
