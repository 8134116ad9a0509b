import fc from 'fast-check'
import { expect, test } from 'vitest'
import { pointIndex } from '@/lib/domain/geo/point-index'
import { distanceM, type Position } from '@/lib/domain/geo/position'

const city = fc.integer({ min: -70, max: 70 }).chain((south) => {
  const position = fc.tuple(
    fc.double({ min: 20, max: 20.4, noNaN: true }),
    fc.double({ min: south, max: south + 0.3, noNaN: true }),
  )
  return fc.record({ center: position, points: fc.array(position, { maxLength: 80 }) })
})

test('the points within a radius are those whose distance says so, at any latitude', () => {
  fc.assert(
    fc.property(city, fc.integer({ min: 100, max: 30_000 }), ({ center, points }, radiusM) => {
      const found = pointIndex(points).within(center, radiusM)
      const measured = points.flatMap((at, i) => (distanceM(center, at) <= radiusM ? [i] : []))
      expect(found.toSorted((a, b) => a - b)).toEqual(measured)
    }),
  )
})

test('the distance handed over is the great circle', () => {
  const center: Position = [-56.17, -34.9]
  const points: Position[] = [center, [-56.17, -34.909], [-56.158, -34.9], [-56.3, -34.9]]
  const away: number[] = []
  pointIndex(points).forEachWithin(center, 2000, (i, awayM) => {
    away[i] = awayM
  })
  expect(away).toHaveLength(3)
  away.forEach((awayM, i) => {
    expect(awayM).toBeCloseTo(distanceM(center, points[i]!), 6)
  })
})
