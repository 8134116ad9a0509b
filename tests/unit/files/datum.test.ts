import fc from 'fast-check'
import { expect, test } from 'vitest'
import { distanceM, type Position } from '@/lib/domain/geo/position'
import type { Datum } from '@/lib/domain/import/import-check'
import { fromWgs84, toWgs84 } from '@/lib/files/datum'

const inChina = fc.tuple(
  fc.double({ min: 73.5, max: 134.5, noNaN: true }),
  fc.double({ min: 18.2, max: 53.4, noNaN: true }),
)
const datum = fc.constantFrom<Datum>('wgs84', 'gcj02', 'bd09')

test('there and back is less than a centimetre off', () => {
  fc.assert(
    fc.property(inChina, datum, (position, name) => {
      expect(distanceM(toWgs84(fromWgs84(position, name), name), position)).toBeLessThan(0.01)
    }),
  )
})

test('in Changzhi GCJ-02 is 598 m off, as measured for the product', () => {
  const changzhi: Position = [113.116, 36.195]
  expect(distanceM(fromWgs84(changzhi, 'gcj02'), changzhi)).toBeCloseTo(598, -1)
})

test('it ends everywhere, also at the edge of the box in which the offset applies', () => {
  const edge = fc.tuple(
    fc.double({ min: 71.99, max: 72.02, noNaN: true }),
    fc.double({ min: 0.8, max: 0.9, noNaN: true }),
  )
  fc.assert(
    fc.property(edge, datum, (position, name) => {
      expect(distanceM(toWgs84(position, name), position)).toBeLessThan(5000)
    }),
  )
})
