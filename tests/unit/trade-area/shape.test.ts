import fc from 'fast-check'
import type { Polygon } from 'geojson'
import { expect, test } from 'vitest'
import { diffStates, sharedM2 } from '@/lib/domain/trade-area/changes'
import { readShape } from '@/lib/domain/trade-area/read-shape'
import { findShapeFault } from '@/lib/domain/trade-area/shape-fault'

const RING: [number, number][] = [
  [-56.2, -34.9],
  [-56.19, -34.9],
  [-56.19, -34.89],
  [-56.2, -34.89],
  [-56.2, -34.9],
]
const CITY = [-56.4, -35, -56, -34.7] as const

test('one outline, written four ways, is read alike', () => {
  const polygon = { type: 'Polygon', coordinates: [RING] }
  const feature = { type: 'Feature', properties: {}, geometry: polygon }
  const texts = [
    JSON.stringify(polygon),
    JSON.stringify({ type: 'FeatureCollection', features: [feature] }),
    `polygon((${RING.map((p) => p.join(' ')).join(', ')}))`,
    RING.slice(0, -1)
      .map((p) => p.join(', '))
      .join('\n'),
    RING.map((p) => p.join('，')).join('\n'),
  ]
  for (const text of texts) expect(readShape(text)).toEqual([[RING]])
})

test('parts and holes are kept', () => {
  const hole = RING.map(([x, y]) => [(x + 56.195) / 2 - 56.195, (y + 34.895) / 2 - 34.895])
  const text = JSON.stringify({ type: 'MultiPolygon', coordinates: [[RING, hole], [RING]] })
  expect(readShape(text)).toEqual([[RING, hole], [RING]])
})

test.each([
  '',
  '{',
  'POINT (1 2)',
  '{"type":"Point","coordinates":[1,2]}',
  'north of the river',
  '{"type":"Polygon"}',
  'null',
  '1, 2\nx',
])('what is no area is not read: %s', (text) => expect(readShape(text)).toBeUndefined())

test('any text is read or refused, never a crash', () => {
  fc.assert(fc.property(fc.string(), (text) => void readShape(text)))
  fc.assert(fc.property(fc.json(), (text) => void readShape(text)))
})

test('a faultless outline inside the city has no fault; exchanged coordinates are told from another place', () => {
  expect(findShapeFault([[RING]], CITY)).toBeUndefined()
  expect(findShapeFault([[RING.map(([x, y]) => [y, x])]], CITY)).toEqual({ code: 'SWAPPED' })
  expect(findShapeFault([[RING.map(([x, y]) => [x + 90, y])]], CITY)).toEqual({ code: 'OUTSIDE_CITY' })
})

test('a bow tie is faulty where it crosses', () => {
  const [a, b, c, d] = RING as [[number, number], [number, number], [number, number], [number, number]]
  const fault = findShapeFault([[[a, c, b, d, a]]], CITY)
  expect(fault?.code).toBe('SELF_INTERSECTION')
  expect(fault?.at?.[0]).toBeCloseTo(-56.195, 6)
  expect(fault?.at?.[1]).toBeCloseTo(-34.895, 6)
})

const square = (west: number, size: number): Polygon => ({
  type: 'Polygon',
  coordinates: [RING.map(([x, y]) => [-56.2 + west + (x + 56.2) * size, -34.9 + (y + 34.9) * size])],
})

test('shared ground is symmetric, and of a shape with itself its whole area', () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 20 }), fc.integer({ min: 1, max: 30 }), (shift, size) => {
      const [a, b] = [square(0, 1), square(shift / 1000, size / 10)]
      expect(sharedM2(a, b)).toBeCloseTo(sharedM2(b, a), 3)
      const { shape } = diffStates(
        { name: 'A', typeCode: null, geometry: a },
        { name: 'A', typeCode: null, geometry: b },
      )
      if (!shape) return
      expect(shape.toM2 - shape.fromM2).toBeCloseTo(shape.gainedM2 - shape.lostM2, 0)
    }),
    { numRuns: 60 },
  )
})

test('a square moved east by half its width gains and loses half of it', () => {
  const before = { name: 'A', typeCode: 'office', geometry: square(0, 1) }
  const after = { name: 'B', typeCode: 'office', geometry: square(0.005, 1) }
  const { name, type, shape } = diffStates(before, after)
  expect(name).toEqual({ from: 'A', to: 'B' })
  expect(type).toBeUndefined()
  expect(shape!.gainedM2 / shape!.fromM2).toBeCloseTo(0.5, 2)
  expect(shape!.lostM2 / shape!.fromM2).toBeCloseTo(0.5, 2)
  expect(diffStates(before, before)).toEqual({})
})
