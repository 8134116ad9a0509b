import fc from 'fast-check'
import { expect, test } from 'vitest'
import { toRoadWays } from '@/lib/domain/city/roads'
import type { Position } from '@/lib/domain/geo/position'
import { seededRandom } from '@/lib/domain/random'
import { estimateMatrix } from '@/lib/domain/travel/estimate'
import { buildRoadGraph, describeRoadGraph } from '@/lib/domain/travel/road-graph'
import { roadNetwork } from '@/lib/domain/travel/road-network'
import { type RoadWay, TRAVEL_MODES } from '@/lib/domain/travel/road-way'
import { type TravelMatrix, travelMatrix } from '@/lib/domain/travel/travel-matrix'
import { readMontevideo } from '@/lib/files/osm-qa-tiles'
import { plainTimes } from '@/tests/bench/plain-dijkstra'

const STEP = 0.002

/** A street grid of whole steps, every street two-way unless its tags say otherwise. */
function grid(size: number, tags: Record<string, string> = {}): RoadWay[] {
  const lines = Array.from({ length: size }, (_, k) => k)
  const at = (x: number, y: number): Position => [x * STEP, y * STEP]
  return lines.flatMap((k) => [
    { id: `row/${k}`, tags: { highway: 'residential' }, positions: lines.map((x) => at(x, k)) },
    { id: `column/${k}`, tags: { highway: 'residential', ...tags }, positions: lines.map((y) => at(k, y)) },
  ])
}

function cell(matrix: TravelMatrix, from: number, to: number): { seconds: number; meters: number } {
  const k = from * matrix.size + to
  return { seconds: matrix.seconds[k]!, meters: matrix.meters[k]! }
}

const place = fc.tuple(fc.integer({ min: 0, max: 4 }), fc.integer({ min: 0, max: 4 }))

test('between two corners of a grid the way is as long as its streets', () => {
  const corners: Position[] = [
    [0, 0],
    [3 * STEP, 2 * STEP],
  ]
  const matrix = travelMatrix(buildRoadGraph(grid(5)), 'car', corners)
  const stepM = 2 * Math.PI * 6_371_008.8 * (STEP / 360)
  expect(Math.abs(cell(matrix, 0, 1).meters - 5 * stepM)).toBeLessThan(2)
  expect(matrix.source).toBe('roads')
})

test('on foot the way to oneself is nothing, a grid is symmetric, and no detour over a third place is shorter', () => {
  const graph = buildRoadGraph(grid(5))
  fc.assert(
    fc.property(fc.array(place, { minLength: 3, maxLength: 6 }), (corners) => {
      const matrix = travelMatrix(
        graph,
        'foot',
        corners.map(([x, y]): Position => [x * STEP, y * STEP]),
      )
      for (let a = 0; a < corners.length; a++) {
        expect(cell(matrix, a, a)).toEqual({ seconds: 0, meters: 0 })
        for (let b = 0; b < corners.length; b++) {
          expect(cell(matrix, a, b)).toEqual(cell(matrix, b, a))
          for (let c = 0; c < corners.length; c++) {
            const over = cell(matrix, a, c).seconds + cell(matrix, c, b).seconds
            expect(cell(matrix, a, b).seconds).toBeLessThanOrEqual(over + 1) // each leg is rounded for itself
          }
        }
      }
    }),
    { numRuns: 40 },
  )
})

test('a one-way street is taken in its direction only, and on foot in both', () => {
  const graph = buildRoadGraph([
    {
      id: 'there',
      tags: { highway: 'residential', oneway: 'yes' },
      positions: [
        [0, 0],
        [STEP, 0],
      ],
    },
    {
      id: 'back',
      tags: { highway: 'residential' },
      positions: [
        [STEP, 0],
        [STEP, STEP],
        [0, STEP],
        [0, 0],
      ],
    },
  ])
  const ends: Position[] = [
    [0, 0],
    [STEP, 0],
  ]
  const car = travelMatrix(graph, 'car', ends)
  expect(cell(car, 1, 0).meters).toBeGreaterThan(2.9 * cell(car, 0, 1).meters)
  const foot = travelMatrix(graph, 'foot', ends)
  expect(cell(foot, 1, 0).meters).toBe(cell(foot, 0, 1).meters)
})

test('a place far from every street is estimated and named', () => {
  const matrix = travelMatrix(buildRoadGraph(grid(5)), 'car', [
    [0, 0],
    [STEP, 0],
    [1, 1],
  ])
  expect(matrix.source).toBe('mixed')
  expect(matrix.estimatedPlaces).toEqual([2])
})

test('an estimate is the great circle times the detour: 10 km at 20 km/h and 1.3 are 39 minutes', () => {
  const tenKm: Position = [0, (10 / 6371.0088) * (180 / Math.PI)]
  const matrix = estimateMatrix([[0, 0], tenKm], { speedKmh: 20, detour: 1.3 })
  expect(cell(matrix, 0, 1)).toEqual({ seconds: 2340, meters: 13_000 })
})

test('Montevideo is one network, and no way in it is shorter than the crow flies', () => {
  const graph = buildRoadGraph(toRoadWays(readMontevideo()))
  const facts = describeRoadGraph(graph)
  expect(facts.junctions).toBeGreaterThan(18_000)
  expect(facts.modes.car.connectedShare).toBeGreaterThan(0.98)

  const random = seededRandom(7)
  const places = Array.from(
    { length: 60 },
    (): Position => [-56.21 + 0.11 * random.next(), -34.9 + 0.06 * random.next()],
  )
  const roads = travelMatrix(graph, 'car', places)
  const crow = estimateMatrix(places, { speedKmh: 30, detour: 1 })
  expect(roads.meters.every((meters, k) => meters >= crow.meters[k]! - 1)).toBe(true)
})

test('the search finds what a textbook Dijkstra finds, in towns full of one-way streets', () => {
  const highway = fc.constantFrom('residential', 'primary', 'living_street', 'tertiary')
  const street = fc.record({ highway, oneway: fc.constantFrom('yes', 'no', '-1') })
  const anywhere = fc.tuple(fc.double({ min: 0, max: 4, noNaN: true }), fc.integer({ min: 0, max: 4 }))
  fc.assert(
    fc.property(
      fc.constantFrom(...TRAVEL_MODES),
      fc.array(street, { minLength: 10, maxLength: 10 }),
      fc.array(anywhere, { minLength: 2, maxLength: 6 }),
      (mode, streets, spots) => {
        const graph = buildRoadGraph(grid(5).map((way, k) => ({ ...way, tags: streets[k]! })))
        const places = spots.map(([x, row]): Position => [x * STEP, row * STEP])
        const network = roadNetwork(graph, mode)
        const matrix = travelMatrix(graph, mode, places)
        if (matrix.source !== 'roads') return
        places.forEach((from, i) => {
          const row = [...matrix.seconds.subarray(i * places.length, (i + 1) * places.length)]
          expect(row).toEqual(plainTimes(network, from, places))
        })
      },
    ),
    { numRuns: 150 },
  )
})
