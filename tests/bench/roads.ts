/**
 * Bench `roads`: travel times between 200 places of each extract, by car, against a textbook Dijkstra.
 *
 * Shape   one line for each `.osm.pbf` of DIR; without DIR one for the sample city. Places are drawn by the seed from all
 *         vertices of drivable streets, also of those cut off from the rest. `pairs` counts the ordered pairs of two
 *         different places, `unreachable` those for which no way was found, `seconds` the whole run. `matrixSeconds` is
 *         the matrix with snapping, after one smaller matrix to warm up, `matrixCpuSeconds` the same as time of the processor; `networkSeconds` what is made once a graph,
 *         before it. The peer searches from 20 places, and its mean time is multiplied by 200; `different` counts the
 *         pairs among them on which the two disagree. `reachMs` is the mean time of a ten minutes' reach on foot.
 */
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { toRoadWays } from '@/lib/domain/city/roads'
import type { Position } from '@/lib/domain/geo/position'
import { seededRandom } from '@/lib/domain/random'
import { reachPolygon } from '@/lib/domain/travel/reach-polygon'
import { buildRoadGraph, type RoadGraph, SHAPE_UNITS } from '@/lib/domain/travel/road-graph'
import { roadNetwork } from '@/lib/domain/travel/road-network'
import { ACCESS_BITS } from '@/lib/domain/travel/speeds'
import { travelMatrix } from '@/lib/domain/travel/travel-matrix'
import { readMontevideo } from '@/lib/files/osm-qa-tiles'
import { readOsmPbf } from '@/lib/roads/osm-pbf'
import { plainTimes } from './plain-dijkstra'

const PLACES = 200
const PEER_PLACES = 20
const ENDING = '.osm.pbf'

type Options = { dir?: string; seed: number; only?: string[]; json: boolean }

export async function bench({ dir, seed, only, json }: Options): Promise<void> {
  const extracts = dir === undefined ? [] : extractsIn(dir)
  if (dir !== undefined && extracts.length === 0) throw new Error(`${dir} holds no ${ENDING} file`)
  const instances =
    dir === undefined
      ? [{ instance: 'montevideo', read: () => buildRoadGraph(toRoadWays(readMontevideo())) }]
      : extracts.map((file) => ({
          instance: path.basename(file, ENDING),
          read: () => readGraph(file),
        }))
  for (const { instance, read } of instances) {
    if (only && !only.includes(instance)) continue
    const result = { instance, ...measure(read, seed) }
    console.log(json ? JSON.stringify(result) : sentence(result))
  }
}

function measure(read: () => RoadGraph, seed: number) {
  const startedMs = performance.now()
  const graph = read()
  const graphSeconds = secondsSince(startedMs)
  const networkMs = performance.now()
  const network = roadNetwork(graph, 'car')
  const networkSeconds = secondsSince(networkMs)

  const places = placesOf(graph, seed)
  travelMatrix(graph, 'car', places.slice(0, PEER_PLACES))
  const matrixCpu = process.cpuUsage()
  const matrixMs = performance.now()
  const matrix = travelMatrix(graph, 'car', places)
  const matrixSeconds = secondsSince(matrixMs)
  const { user, system } = process.cpuUsage(matrixCpu)
  const found = PLACES - matrix.estimatedPlaces.length

  const peerMs = performance.now()
  const peerRows = places.slice(0, PEER_PLACES).map((from) => plainTimes(network, from, places))
  const peer = (secondsSince(peerMs) * PLACES) / PEER_PLACES
  const different = peerRows
    .flatMap((row, i) =>
      row.map((seconds, j) => seconds !== undefined && seconds !== matrix.seconds[i * PLACES + j]),
    )
    .filter(Boolean).length

  const reachMs = performance.now()
  for (const place of places) reachPolygon(graph, 'foot', place, 600)
  return {
    seconds: secondsSince(startedMs),
    pairs: PLACES * (PLACES - 1),
    unreachable: PLACES * (PLACES - 1) - found * (found - 1),
    matrixSeconds,
    matrixCpuSeconds: (user + system) / 1e6,
    ours: matrixSeconds,
    peer,
    ratio: peer / matrixSeconds,
    different,
    graphSeconds,
    networkSeconds,
    reachMs: (performance.now() - reachMs) / PLACES,
    junctions: graph.junctionCount,
    edges: graph.from.length,
  }
}

function readGraph(file: string): RoadGraph {
  const extract = readOsmPbf(readFileSync(file))
  if (!extract.ok) throw new Error(`${file}: ${extract.error.code}`)
  return buildRoadGraph(toRoadWays(extract.value.features))
}

function placesOf({ from, shape, shapeStart, access }: RoadGraph, seed: number): Position[] {
  const random = seededRandom(seed)
  const drivable = ACCESS_BITS.car[0] | ACCESS_BITS.car[1]
  const edges = [...from.keys()].filter((e) => access[e]! & drivable)
  if (edges.length === 0) throw new Error('the extract has no drivable street')
  return Array.from({ length: PLACES }, () => {
    const edge = edges[random.int(edges.length)]!
    const point = shapeStart[edge]! + random.int(shapeStart[edge + 1]! - shapeStart[edge]!)
    return [shape[2 * point]! / SHAPE_UNITS, shape[2 * point + 1]! / SHAPE_UNITS]
  })
}

/** All extracts at or below a folder, links followed, in the order of their names. */
function extractsIn(dir: string): string[] {
  if (!existsSync(dir)) throw new Error(`there is no folder ${dir}`)
  return readdirSync(dir, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith(ENDING))
    .map((name) => path.join(dir, name))
    .toSorted()
}

function secondsSince(startedMs: number): number {
  return (performance.now() - startedMs) / 1000
}

function sentence({ instance, ...figures }: { instance: string } & ReturnType<typeof measure>): string {
  const { junctions, matrixSeconds, ratio, unreachable, pairs, different } = figures
  const lost = ((100 * unreachable) / pairs).toFixed(2)
  return `${instance}: ${junctions} junctions, ${PLACES} × ${PLACES} in ${matrixSeconds.toFixed(3)} s, textbook ${ratio.toFixed(1)} times that, ${lost} % unreachable, ${different} differ`
}
