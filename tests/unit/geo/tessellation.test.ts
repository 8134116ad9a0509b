import { area, booleanValid } from '@turf/turf'
import fc from 'fast-check'
import type { Polygon } from 'geojson'
import { describe, expect, test } from 'vitest'
import { isInPolygon } from '@/lib/domain/city/polygon'
import { boxOf } from '@/lib/domain/geo/box-of'
import { builtUpArea } from '@/lib/domain/geo/built-up'
import { insideTest } from '@/lib/domain/geo/inside-test'
import { type Cell, mergeCells } from '@/lib/domain/geo/merge-cells'
import { planeAround, type Xy } from '@/lib/domain/geo/plane'
import { distanceM, type Position } from '@/lib/domain/geo/position'
import { voronoiCells } from '@/lib/domain/geo/voronoi'

const place = fc.tuple(fc.integer({ min: -5000, max: 5000 }), fc.integer({ min: -5000, max: 5000 }))
const places = fc.array(place, { minLength: 2, maxLength: 60 })

/** Twice the signed area of a ring, closed or not. */
const twiceArea = (ring: readonly Xy[]) =>
  ring.reduce((sum, [x, y], k) => {
    const [nx, ny] = ring[(k + 1) % ring.length]!
    return sum + x * ny - nx * y
  }, 0)

describe('cells of places', () => {
  test('together they cover the box, each place once', () => {
    fc.assert(
      fc.property(places, (all) => {
        const cells = voronoiCells(all, 100)
        const xs = all.map(([x]) => x)
        const ys = all.map(([, y]) => y)
        const box = (Math.max(...xs) - Math.min(...xs) + 200) * (Math.max(...ys) - Math.min(...ys) + 200)
        const covered = cells.reduce((sum, cell) => sum + twiceArea(cell) / 2, 0)
        expect(covered / box).toBeCloseTo(1, 6)
        const repeats = all.length - new Set(all.map(String)).size
        expect(cells.filter((cell) => cell.length === 0)).toHaveLength(repeats)
      }),
    )
  })

  test('merged, any choice of cells keeps its area; all of them make one box', () => {
    fc.assert(
      fc.property(places, fc.infiniteStream(fc.boolean()), (all, picks) => {
        const cells = voronoiCells(all, 100)
        const chosen = cells.filter((cell) => cell.length > 0 && picks.next().value)
        const merged = mergeCells(chosen).flat()
        const before = chosen.reduce((sum, cell) => sum + twiceArea(cell), 0)
        const after = merged.reduce((sum, ring) => sum + twiceArea(ring), 0)
        expect(after).toBeCloseTo(before, 2)

        const whole = mergeCells(cells)
        expect(whole).toHaveLength(1)
        expect(whole[0]).toHaveLength(1)
      }),
    )
  })

  test('a ring of eight squares has a hole; two that touch in a corner stay two', () => {
    const square = (x: number, y: number): Cell => [
      [x, y],
      [x + 1, y],
      [x + 1, y + 1],
      [x, y + 1],
    ]
    const around = [0, 1, 2].flatMap((x) => [0, 1, 2].map((y) => [x, y] as const))
    const ring = mergeCells(around.filter(([x, y]) => x !== 1 || y !== 1).map(([x, y]) => square(x, y)))
    expect(ring).toHaveLength(1)
    expect(ring[0]!.map((boundary) => twiceArea(boundary) / 2)).toEqual([9, -1])

    const corners = mergeCells([square(0, 0), square(1, 1)])
    expect(corners.map((rings) => rings.map((boundary) => twiceArea(boundary) / 2))).toEqual([[1], [1]])
  })
})

test('a plane keeps the distances of a city and gives positions back', () => {
  const position = fc.tuple(
    fc.double({ min: -56.3, max: -56.0, noNaN: true }),
    fc.double({ min: -34.95, max: -34.75, noNaN: true }),
  )
  fc.assert(
    fc.property(position, position, (a, b) => {
      const plane = planeAround([
        [-56.3, -34.95],
        [-56, -34.75],
      ])
      const [ax, ay] = plane.toXy(a)
      const [bx, by] = plane.toXy(b)
      expect(Math.hypot(ax - bx, ay - by)).toBeCloseTo(distanceM(a, b), -2)
      expect(distanceM(plane.toPosition([ax, ay]), a)).toBeLessThan(0.001)
    }),
  )
})

test('the banded test of being inside agrees with the plain one', () => {
  const donut: Polygon = {
    type: 'Polygon',
    coordinates: [
      [
        [0, 0],
        [10, 0],
        [10, 10],
        [5, 6],
        [0, 10],
        [0, 0],
      ],
      [
        [2, 2],
        [2, 4],
        [4, 4],
        [4, 2],
        [2, 2],
      ],
    ],
  }
  const isIn = insideTest(donut)
  const coordinate = fc.oneof(fc.double({ min: -1, max: 11, noNaN: true }), fc.integer({ min: -1, max: 11 }))
  fc.assert(
    fc.property(coordinate, coordinate, (x, y) => {
      expect(isIn([x, y])).toBe(isInPolygon([x, y], donut))
    }),
    { numRuns: 500 },
  )
  expect(isIn([1, 1])).toBe(true)
  expect(isIn([3, 3])).toBe(false)
  expect(boxOf(donut)).toEqual([0, 0, 10, 10])
})

describe('where a city is built up', () => {
  const rule = { cellM: 150, reachM: 300, marginM: 0, partMinM2: 200_000 }
  const blocks = (lng: number, lat: number, side: number): Position[] =>
    Array.from({ length: side * side }, (_, k) => [
      lng + (k % side) * 0.001,
      lat + Math.floor(k / side) * 0.001,
    ])

  test('two quarters a field apart are one part, a lone farm is none', () => {
    const built = builtUpArea(
      [...blocks(-56.2, -34.9, 20), ...blocks(-56.175, -34.9, 20), [-56, -34.9]],
      rule,
    )
    expect(built.coordinates).toHaveLength(1)
    expect(isInPolygon([-56.19, -34.89], built)).toBe(true)
    expect(isInPolygon([-56, -34.9], built)).toBe(false)
    expect(booleanValid(built)).toBe(true)
    // 20 × 20 blocks of about 91 × 111 m each, twice, and the field between them
    expect(area(built) / 1e6).toBeGreaterThan(7)
    expect(area(built) / 1e6).toBeLessThan(10)
  })

  test('quarters a kilometre apart are two parts', () => {
    const built = builtUpArea([...blocks(-56.2, -34.9, 20), ...blocks(-56.165, -34.9, 20)], rule)
    expect(built.coordinates).toHaveLength(2)
  })
})
