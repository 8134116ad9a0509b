import { expect, test } from 'vitest'
import type { Position } from '@/lib/domain/geo/position'
import { seededRandom } from '@/lib/domain/random'
import { formByRegion } from '@/lib/domain/territory/form-by-region'

const random = seededRandom(5)
const around = ([lng, lat]: Position): Position => [lng + 0.05 * random.next(), lat + 0.05 * random.next()]
const regionOf = Array.from({ length: 400 }, (_, k) => (k % 4 === 0 ? 1 : 0))
const stores = regionOf.map((region, k) => ({
  id: `${k}`,
  position: around(region === 0 ? [113, 36] : [113.02, 36.02]), // the two overlap
  workS: 3600,
}))
const { territoryOf, territories } = formByRegion({
  stores,
  regionOf,
  departments: [3, 1],
  count: 8,
  seed: 1,
})

test('no territory crosses regions, and each region has as many as its retailers ask for', () => {
  expect(territoryOf.map((territory) => territories[territory]!.region)).toEqual(regionOf)
  expect(territories.map(({ region }) => region)).toEqual([0, 0, 0, 0, 0, 0, 1, 1])
})

test('departments have neighbouring territories, from west to east', () => {
  expect(territories.map(({ department }) => department)).toEqual([0, 0, 1, 1, 2, 2, 0, 0])
  const west = (territory: number) => {
    const lngs = stores.flatMap(({ position }, k) => (territoryOf[k] === territory ? [position[0]] : []))
    return lngs.reduce((sum, lng) => sum + lng, 0) / lngs.length
  }
  const order = [0, 1, 2, 3, 4, 5].map(west)
  expect(order).toEqual(order.toSorted((a, b) => a - b))
})
