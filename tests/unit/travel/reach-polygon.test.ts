import { area, booleanPointInPolygon } from '@turf/turf'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { toRoadWays } from '@/lib/domain/city/roads'
import { distanceM, type Position } from '@/lib/domain/geo/position'
import { cellOutlines } from '@/lib/domain/travel/cell-outline.kernel'
import { reachPolygon } from '@/lib/domain/travel/reach-polygon'
import { buildRoadGraph, SHAPE_UNITS } from '@/lib/domain/travel/road-graph'
import { roadNetwork } from '@/lib/domain/travel/road-network'
import { TRAVEL_MODES } from '@/lib/domain/travel/road-way'
import { findSnap } from '@/lib/domain/travel/snap'
import { travelMatrix } from '@/lib/domain/travel/travel-matrix'
import { readMontevideo } from '@/lib/files/osm-qa-tiles'

const montevideo = buildRoadGraph(toRoadWays(readMontevideo()))
const STEP = 0.0005 // 55.6 m

/** A town of straight streets on the equator, `side` to either hand, with its middle at 0, 0. */
function town(side: number) {
  const lines = Array.from({ length: 2 * side + 1 }, (_, k) => (k - side) * STEP)
  return buildRoadGraph(
    lines.flatMap((at) => [
      { id: `row/${at}`, tags: { highway: 'residential' }, positions: lines.map((x): Position => [x, at]) },
      {
        id: `column/${at}`,
        tags: { highway: 'residential' },
        positions: lines.map((y): Position => [at, y]),
      },
    ]),
  )
}

test('ten minutes on foot in a town of straight streets are a diamond of 833 m', () => {
  const reach = reachPolygon(town(20), 'foot', [0, 0], 600)!
  const areaM2 = area({ type: 'Feature', properties: {}, geometry: reach })
  const diamondM2 = 2 * 833 ** 2
  const widenedM2 = 2 * (833 + 3 * 40) ** 2
  expect(areaM2).toBeGreaterThan(diamondM2)
  expect(areaM2).toBeLessThan(widenedM2)
  expect(reach.coordinates).toHaveLength(1)
  expect(booleanPointInPolygon([7.4 * STEP, 7.4 * STEP], reach)).toBe(true) // 823 m of walking
  expect(booleanPointInPolygon([10 * STEP, 10 * STEP], reach)).toBe(false) // 786 m as the crow flies, 1,112 m to walk
})

test('every place of a street that the matrix reaches in the time lies inside, in every mode', () => {
  const { shape } = montevideo
  const vertex = fc
    .integer({ min: 0, max: shape.length / 2 - 1 })
    .map((k): Position => [shape[2 * k]! / SHAPE_UNITS, shape[2 * k + 1]! / SHAPE_UNITS])
  fc.assert(
    fc.property(
      fc.constantFrom(...TRAVEL_MODES),
      fc.integer({ min: 60, max: 1500 }),
      fc.array(vertex, { minLength: 10, maxLength: 10 }),
      (mode, seconds, vertices) => {
        const network = roadNetwork(montevideo, mode)
        const places = vertices.filter((place) => (findSnap(network, place)?.awayM ?? 1) < 0.1)
        if (places.length === 0) return
        const reach = reachPolygon(montevideo, mode, places[0]!, seconds)!
        const matrix = travelMatrix(montevideo, mode, places)
        places.forEach((place, k) => {
          if (matrix.seconds[k]! < seconds) expect(booleanPointInPolygon([...place], reach)).toBe(true)
        })
      },
    ),
    { numRuns: 40 },
  )
})

test('nobody on foot gets further than the time allows, and more time never reaches less', () => {
  const center: Position = [-56.17, -34.9]
  let areaM2 = 0
  for (const seconds of [60, 300, 600, 1200]) {
    const reach = reachPolygon(montevideo, 'foot', center, seconds)!
    const farthestM = Math.max(...reach.coordinates[0]!.map(([lng, lat]) => distanceM(center, [lng!, lat!])))
    expect(farthestM).toBeLessThan(seconds * (5 / 3.6) + 3 * 40)
    const grownM2 = area({ type: 'Feature', properties: {}, geometry: reach })
    expect(grownM2).toBeGreaterThan(areaM2)
    areaM2 = grownM2
  }
})

test('where no street is near there is no catchment, nor where the door is further than the time', () => {
  expect(reachPolygon(town(2), 'foot', [1, 1], 600)).toBeUndefined()
  expect(reachPolygon(town(2), 'foot', [0, 10 * STEP], 60)).toBeUndefined()
})

test('a ring of cells is an exterior and, the other way round, a hole; corners that touch stay apart', () => {
  const rows = ['.......', '.###...', '.#.#...', '.###...', '....#..', '.......']
  const cells = Uint8Array.from(rows.join('').replaceAll('.', '0').replaceAll('#', '1'), Number)
  const areas = cellOutlines(cells, 7).map((ring) => {
    let twice = 0
    for (let k = 0; k < ring.length - 2; k += 2)
      twice += ring[k]! * ring[k + 3]! - ring[k + 2]! * ring[k + 1]!
    return twice / 2
  })
  // each convex corner loses an eighth of a cell, each corner of the hole gives one
  expect(areas.toSorted((a, b) => a - b)).toEqual([-0.5, 0.5, 8.5])
})
