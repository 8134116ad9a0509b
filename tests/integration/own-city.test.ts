import { existsSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { leftOutLines } from '@/lib/cli/left-out'
import { closeDatabase, db } from '@/lib/db/client'
import { distanceM } from '@/lib/domain/geo/position'
import { toWgs84 } from '@/lib/files/datum'
import { importWords } from '@/lib/i18n/import-messages'
import { ownCity } from '@/lib/usecases/load-city/own-city'
import { loadRetailers } from '@/lib/usecases/load-city/retailers-step'

/** A campus of Beijing with its surroundings; not part of the project. */
const ROADS = path.resolve('../shared/data/beijing-bjtu/bjtu.osm.pbf')
const isThere = existsSync(ROADS)
if (!isThere) console.info(`own city: skipped, there is no ${ROADS}`)

const ROWS = [
  '编号,招牌,经度,纬度',
  'B1,东门烟酒店,116.3410,39.9510',
  'B2,西门便利店,116.3400,39.9500',
  'B3,无址店,,',
  'B4,远郊店,116.6000,39.9510',
]

let folder: string
beforeAll(async () => {
  folder = mkdtempSync(path.join(tmpdir(), 'own-city-'))
  if (isThere) symlinkSync(ROADS, path.join(folder, 'roads.osm.pbf'))
  writeFileSync(path.join(folder, 'retailers.csv'), ROWS.join('\n'))
  writeFileSync(path.join(folder, 'retailers.map.json'), JSON.stringify({ code: '编号', name: '招牌' }))
  await db.retailer.deleteMany()
})
afterAll(async () => {
  rmSync(folder, { recursive: true })
  await db.retailer.deleteMany()
  await closeDatabase()
})

test.skipIf(!isThere)('in China the datum of the shops must be said', async () => {
  const city = ownCity(folder, 2026)
  expect(city).toMatchObject({ timeZone: 'Asia/Shanghai', holidayCalendar: 'CN', datum: null })
  await expect(loadRetailers(city)).rejects.toThrow('--datum wgs84|gcj02|bd09')
  expect(await db.retailer.count()).toBe(0)
})

test.skipIf(!isThere)('the faultless shops are stored, and the others are listed by reason', async () => {
  const [leftOut] = await loadRetailers(ownCity(folder, 2026, 'gcj02'))
  expect(leftOut).toMatchObject({ stored: 3, errorsTotal: 2, beyond: 1 })
  const gate = await db.retailer.findUniqueOrThrow({ where: { code: 'B1' } })
  expect(distanceM([gate.lng, gate.lat], toWgs84([116.341, 39.951], 'gcj02'))).toBeLessThan(0.1)
  expect(leftOutLines(leftOut!, importWords('en'))).toEqual([
    'retailers.csv: 3 rows stored, 2 faults in what was left out:',
    '  1 × 经度 is empty. (row 4)',
    '  1 × 纬度 is empty. (row 4)',
    '  1 lies outside the extract: travel there is estimated and marked so.',
  ])
})

test('a folder without roads is refused by a sentence that says what to do', () => {
  const empty = mkdtempSync(path.join(tmpdir(), 'own-city-'))
  try {
    expect(() => ownCity(empty, 2026)).toThrow(/has no roads\.osm\.pbf: put the OpenStreetMap extract/)
  } finally {
    rmSync(empty, { recursive: true })
  }
})
