import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { Position } from '@/lib/domain/geo/position'
import { areaM2, signedArea, toGeometry } from '@/lib/domain/import/polygon'
import { findPolygonFault } from '@/lib/domain/import/polygon-fault'

const at = (x: number, y: number): Position => [112.9 + x / 1000, 28.2 + y / 1000]
const ring = (...points: [number, number][]) => [...points, points[0]!].map(([x, y]) => at(x, y))
const square = (x: number, y: number, side: number) =>
  ring([x, y], [x + side, y], [x + side, y + side], [x, y + side])

/** A star around a center: its angles increase, so it cannot cross itself. */
const star = fc
  .array(fc.double({ min: 1, max: 10, noNaN: true }), { minLength: 5, maxLength: 60 })
  .map((radii) => {
    const points = radii.map((radius, k): [number, number] => {
      const angle = (2 * Math.PI * k) / radii.length
      return [radius * Math.cos(angle), radius * Math.sin(angle)]
    })
    return ring(...points)
  })

test('a star has no fault, whichever way it runs, and comes out counter-clockwise', () => {
  fc.assert(
    fc.property(star, fc.boolean(), (shape, isReversed) => {
      const given = isReversed ? shape.toReversed() : shape
      expect(findPolygonFault([[given]])).toBeUndefined()
      const geometry = toGeometry([[given]])
      expect(signedArea(geometry.coordinates[0] as unknown as Position[])).toBeGreaterThan(0)
    }),
  )
})

test('two corners of a circle exchanged make it cross itself', () => {
  fc.assert(
    fc.property(fc.integer({ min: 5, max: 200 }), fc.nat(), (count, pick) => {
      const corners = Array.from({ length: count }, (_, k): [number, number] => {
        const angle = (2 * Math.PI * k) / count
        return [5 * Math.cos(angle), 5 * Math.sin(angle)]
      })
      const k = pick % count
      const next = (k + 2) % count
      const crossed = corners.with(k, corners[next]!).with(next, corners[k]!)
      expect(findPolygonFault([[ring(...corners)]])).toBeUndefined()
      expect(findPolygonFault([[ring(...crossed)]])?.code).toBe('SELF_INTERSECTION')
    }),
  )
})

test('a bow tie is named by its crossing', () => {
  const fault = findPolygonFault([[ring([0, 0], [2, 2], [2, 0], [0, 2])]])
  expect(fault?.code).toBe('SELF_INTERSECTION')
  expect(fault?.at?.[0]).toBeCloseTo(112.901, 9)
  expect(fault?.at?.[1]).toBeCloseTo(28.201, 9)
})

test('loops that only touch in a corner pass, loops that cross there do not', () => {
  const touching = ring([0, 0], [2, 0], [1, 1], [2, 2], [0, 2], [1, 1])
  const crossing = ring([0, 0], [1, 1], [2, 2], [2, 0], [1, 1], [0, 2])
  expect(findPolygonFault([[touching]])).toBeUndefined()
  expect(findPolygonFault([[crossing]])?.code).toBe('SELF_INTERSECTION')
})

test('a spike, a line and a point are no areas', () => {
  const spike = ring([0, 0], [2, 0], [2, 1], [6, 1], [2, 1], [2, 2], [0, 2])
  expect(findPolygonFault([[spike]])?.code).toBe('SELF_INTERSECTION')
  expect(findPolygonFault([[ring([0, 0], [1, 1], [2, 2])]])?.code).toBe('ZERO_AREA')
  expect(findPolygonFault([[ring([0, 0], [0, 0], [0, 0])]])?.code).toBe('ZERO_AREA')
})

test('a hole belongs inside its area, beside other holes', () => {
  const area = square(0, 0, 10)
  expect(findPolygonFault([[area, square(1, 1, 2), square(5, 5, 2)]])).toBeUndefined()
  expect(findPolygonFault([[area, square(20, 20, 2)]])?.code).toBe('HOLE_OUTSIDE')
  expect(findPolygonFault([[area, square(1, 1, 6), square(2, 2, 2)]])?.code).toBe('HOLE_OUTSIDE')
  expect(findPolygonFault([[area, square(1, 1, 3), square(2, 2, 3)]])?.code).toBe('SELF_INTERSECTION')
})

test('parts may share an edge and lie in the hole of another, but not upon each other', () => {
  const withHole = [square(0, 0, 10), square(2, 2, 6)]
  expect(findPolygonFault([[square(0, 0, 2)], [square(2, 0, 2)]])).toBeUndefined()
  expect(findPolygonFault([withHole, [square(3, 3, 2)]])).toBeUndefined()
  expect(findPolygonFault([[square(0, 0, 10)], [square(3, 3, 2)]])?.code).toBe('SELF_INTERSECTION')
  expect(findPolygonFault([[square(0, 0, 4)], [square(2, 2, 4)]])?.code).toBe('SELF_INTERSECTION')
})

test('rings that are too short or open are named first', () => {
  expect(findPolygonFault([[[]]])?.code).toBe('RING_TOO_SHORT')
  expect(findPolygonFault([])?.code).toBe('RING_TOO_SHORT')
  expect(findPolygonFault([[square(0, 0, 2).slice(0, -1)]])?.code).toBe('RING_NOT_CLOSED')
})

test('a square of a thousandth of a degree at 28.2° north holds 1.09 hectares, less its hole', () => {
  // 111,195.08 m a degree, × cos 28.2005°
  expect(areaM2([[square(0, 0, 1)]])).toBeCloseTo(10_896.7, 0)
  expect(areaM2([[square(0, 0, 2), square(0.5, 0.5, 1)]])).toBeCloseTo(3 * 10_896.6, -1)
})
