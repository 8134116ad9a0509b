import fc from 'fast-check'
import type { Polygon } from 'geojson'
import { describe, expect, test } from 'vitest'
import { assemblePolygons } from '@/lib/domain/city/multipolygon'
import { interiorPoint, isInPolygon, polygonAreaM2 } from '@/lib/domain/city/polygon'
import { areSimilarNames } from '@/lib/domain/city/similar-name'

const BLOCK = [
  [0, 0],
  [0.01, 0],
  [0.01, 0.01],
  [0, 0.01],
  [0, 0],
]
const COURT = [
  [0.002, 0.002],
  [0.002, 0.008],
  [0.008, 0.008],
  [0.008, 0.002],
  [0.002, 0.002],
]

describe('polygons', () => {
  test('a hundredth of a degree squared on the equator is 1.236 square kilometres', () => {
    expect(polygonAreaM2({ type: 'Polygon', coordinates: [BLOCK] }) / 1e6).toBeCloseTo(1.2364, 3)
  })

  test('a hole is neither area nor inside', () => {
    const yard: Polygon = { type: 'Polygon', coordinates: [BLOCK, COURT] }
    expect(polygonAreaM2(yard) / 1e6).toBeCloseTo(1.2364 * 0.64, 3)
    expect(isInPolygon([0.005, 0.005], yard)).toBe(false)
    expect(isInPolygon([0.001, 0.005], yard)).toBe(true)
    expect(isInPolygon(interiorPoint(yard), yard)).toBe(true)
  })

  test('the interior point lies inside, however jagged the outline', () => {
    const radii = fc.array(fc.double({ min: 0.0005, max: 0.01, noNaN: true }), {
      minLength: 5,
      maxLength: 30,
    })
    fc.assert(
      fc.property(radii, fc.double({ min: 0.6, max: 2, noNaN: true }), (star, turns) => {
        const ring = star.map((radius, k) => {
          const angle = (k / star.length) * Math.PI * turns
          return [0.02 + radius * Math.cos(angle), 0.02 + radius * Math.sin(angle)]
        })
        const polygon: Polygon = { type: 'Polygon', coordinates: [[...ring, ring[0]!]] }
        expect(isInPolygon(interiorPoint(polygon), polygon)).toBe(true)
      }),
    )
  })
})

describe('multipolygons', () => {
  const places = [
    [0, 0],
    [4, 0],
    [4, 4],
    [0, 4],
    [1, 1],
    [2, 1],
    [2, 2],
    [9, 9],
    [10, 9],
    [10, 10],
  ]
  const vertexOf = (ref: number) => places[ref]!

  test('ways join to rings whichever way they run, and a hole finds the ring around it', () => {
    const polygon = assemblePolygons(
      [
        { isInner: false, refs: [0, 1, 2] },
        { isInner: false, refs: [0, 3, 2] },
        { isInner: true, refs: [4, 5, 6, 4] },
        { isInner: false, refs: [7, 8, 9, 7] },
      ],
      vertexOf,
    )
    expect(polygon?.type).toBe('MultiPolygon')
    expect(polygon?.coordinates.map((rings) => rings.length)).toEqual([1, 2])
  })

  test('a ring that the extract leaves open is left out', () => {
    expect(assemblePolygons([{ isInner: false, refs: [0, 1, 2] }], vertexOf)).toBeUndefined()
  })
})

describe('shop names', () => {
  test.each([
    ['Panadería Sol', 'panaderia el sol', true],
    ['Super Devoto', 'DEVOTO', true],
    ['世纪华联（鲁班路店）', '世纪华联(鲁班路店)', true],
    ['华联', '世纪华联', true],
    ['Panadería La Paz', 'Carnicería La Paz', false],
    ['Sol', 'Sol y Luna', false],
    ['', '', false],
  ])('%s and %s: %s', (a, b, alike) => {
    expect(areSimilarNames(a, b)).toBe(alike)
    expect(areSimilarNames(b, a)).toBe(alike)
  })
})
