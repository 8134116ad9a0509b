import fc from 'fast-check'
import { expect, test } from 'vitest'
import { toRoadWays } from '@/lib/domain/city/roads'
import { distanceM, type Position } from '@/lib/domain/geo/position'
import { seededRandom } from '@/lib/domain/random'
import { buildRoadGraph } from '@/lib/domain/travel/road-graph'
import { TRAVEL_MODES } from '@/lib/domain/travel/road-way'
import { legsOf } from '@/lib/domain/travel/route-geometry'
import { deserializeRoadGraph, serializeRoadGraph } from '@/lib/domain/travel/serialize-graph'
import { travelMatrix } from '@/lib/domain/travel/travel-matrix'
import { MONTEVIDEO_BBOX, readMontevideo } from '@/lib/files/osm-qa-tiles'

const graph = buildRoadGraph(toRoadWays(readMontevideo()))

test('a graph is the same after it was bytes, also where they lie at an odd place', () => {
  const bytes = serializeRoadGraph(graph)
  expect(deserializeRoadGraph(bytes)).toEqual(graph)
  const shifted = new Uint8Array(bytes.length + 1)
  shifted.set(bytes, 1)
  expect(deserializeRoadGraph(shifted.subarray(1))).toEqual(graph)
})

test('bytes of anything else are refused', () => {
  const bytes = serializeRoadGraph(graph)
  expect(() => deserializeRoadGraph(bytes.subarray(0, bytes.length - 1))).toThrow(/has \d+ bytes/)
  expect(() => deserializeRoadGraph(new Uint8Array(400))).toThrow(/no road graph/)
})

test('a leg takes the time and the distance of the matrix, and is drawn as long as it is', () => {
  const [west, south, east, north] = MONTEVIDEO_BBOX
  const random = seededRandom(7)
  const near = (): Position => [
    west + (0.35 + 0.3 * random.next()) * (east - west),
    south + (0.4 + 0.2 * random.next()) * (north - south),
  ]
  fc.assert(
    fc.property(fc.constantFrom(...TRAVEL_MODES), fc.integer({ min: 2, max: 5 }), (mode, count) => {
      const places = Array.from({ length: count }, near)
      const matrix = travelMatrix(graph, mode, places)
      legsOf(graph, mode, places).forEach(({ seconds, meters, positions, estimated }, k) => {
        const cell = k * count + k + 1
        expect({ seconds, meters }).toEqual({ seconds: matrix.seconds[cell], meters: matrix.meters[cell] })
        expect(positions[0]).toEqual(places[k])
        expect(positions.at(-1)).toEqual(places[k + 1])
        if (estimated) return
        const drawnM = positions.slice(1).reduce((sum, at, p) => sum + distanceM(positions[p]!, at), 0)
        expect(Math.abs(drawnM - meters)).toBeLessThan(2 + 0.001 * meters)
      })
    }),
    { numRuns: 25 },
  )
})
