import { afterAll, beforeAll, expect, test } from 'vitest'
import { closeDatabase, db } from '@/lib/db/client'
import { MARKET_TOWN } from '@/lib/domain/demonstration-city/county'
import { DEFAULT_PLANNING_PARAMETERS } from '@/lib/domain/routing/service/planning-parameters'
import { loadAddresses } from '@/lib/usecases/load-city/addresses-step'
import { changzhi } from '@/lib/usecases/load-city/changzhi'
import { loadOrganization } from '@/lib/usecases/load-city/organization-step'
import { loadRetailers } from '@/lib/usecases/load-city/retailers-step'
import { loadRoads } from '@/lib/usecases/load-city/roads-step'
import { listShopFacts, loadTerritories } from '@/lib/usecases/load-city/territories-step'
import { loadTradeAreas } from '@/lib/usecases/load-city/trade-areas-step'
import { travelBetween } from '@/lib/usecases/travel-between'
import { emptyDatabase } from './builders'

/** The second sample at a tenth of its size. */
const city = changzhi(2026, { retailers: 1500, managers: 20, departments: 15 })

beforeAll(async () => {
  await emptyDatabase()
  await loadOrganization(city, {
    rings: {},
    typing: {},
    'service-rules': [],
    planning: DEFAULT_PLANNING_PARAMETERS,
    allocation: {},
    review: {},
    targets: {},
  })
  await loadRoads(city)
  await loadAddresses(city)
  await loadRetailers(city)
  await loadTradeAreas(city)
  await loadTerritories(city)
})
afterAll(async () => {
  await emptyDatabase()
  await closeDatabase()
})

test('the organisation is a tree of city, counties and market departments', async () => {
  const units = await db.orgUnit.findMany({ include: { parent: true } })
  const level = (wanted: string) => units.filter((unit) => unit.level === wanted)
  expect(level('city')).toHaveLength(1)
  expect(level('county').map(({ parent }) => parent?.level)).toEqual(Array(12).fill('city'))
  expect(level('market').map(({ parent }) => parent?.level)).toEqual(Array(15).fill('county'))
})

test('each territory is of one county, and every retailer has one', async () => {
  const territories = await db.territory.findMany({ include: { orgUnit: true, retailers: true } })
  expect(territories).toHaveLength(20)
  expect(territories.flatMap(({ retailers }) => retailers)).toHaveLength(1500)
  for (const { orgUnit, retailers } of territories) {
    const counties = new Set(retailers.map(({ address }) => address.slice(0, 2)))
    expect([...counties]).toEqual([orgUnit.nameZh.slice(0, 2)])
  }
})

test('market towns are a type of their own', async () => {
  const type = await db.tradeAreaType.findUniqueOrThrow({
    where: { code: MARKET_TOWN },
    include: { tradeAreas: { include: { _count: { select: { retailers: true } } } } },
  })
  expect(type).toMatchObject({ builtIn: false, nameZh: '集贸区', position: 8 })
  for (const { _count } of type.tradeAreas) expect(_count.retailers).toBeGreaterThan(0)
})

test('what the mix says of urban and rural stays', async () => {
  const facts = await listShopFacts()
  const rural = facts.filter(({ marketType }) => marketType === 'rural').length
  expect(rural).toBe(await db.retailer.count({ where: { marketType: 'rural' } }))
  expect(rural / facts.length).toBeCloseTo(3857 / 15_019, 2)
})

test('without roads travel is estimated, and says so', async () => {
  expect(await db.roadNetwork.count()).toBe(0)
  const matrix = await travelBetween('car', [
    [113.11, 36.19],
    [113.05, 36.05],
  ])
  expect(matrix.source).toBe('estimate')
})

test('people are those of the census', async () => {
  const { _sum } = await db.demandCell.aggregate({ _sum: { weight: true } })
  expect(_sum.weight).toBe(3_180_884)
})
