/**
 * OSM QA tiles: vector tiles of zoom 12 that hold every tag and a grid fine enough (2^20 a tile) to be exact.
 *
 * Units   positions [lng, lat] in WGS 84 degrees, computed from whole units of the global grid, so that a vertex
 *         which two tiles share comes out as the same pair of doubles.
 * Shape   what a tile border had cut is whole again: lines joined end to start, polygons united, by OSM id.
 *         Relations are not in these tiles. In the order of the tiles and of the features in them.
 * Errors  throws if the package of the sample city is not installed or a tile cannot be decoded: that is a
 *         broken installation, not a user's mistake.
 * Source  npm @mapbox/mvt-fixtures, real-world/osm-qa-montevideo; data © OpenStreetMap contributors, ODbL.
 */
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { classifyRings, VectorTile, type VectorTileFeature } from '@mapbox/vector-tile'
import { union } from '@turf/turf'
import type { Feature, Position as GeoJsonPosition, MultiPolygon, Polygon } from 'geojson'
import { PbfReader } from 'pbf'
import { assert } from '@/lib/domain/assert'
import type { OsmFeature } from '@/lib/domain/city/osm-feature'
import { isKeptTag } from '@/lib/domain/city/osm-tags'
import type { BBox } from '@/lib/domain/geo/position'

const ZOOM = 12
const EXTENT = 1_048_576
const WORLD = EXTENT * 2 ** ZOOM
const POINT = 1
const LINE = 2

export type QaTile = { readonly x: number; readonly y: number; readonly bytes: Uint8Array }

const MONTEVIDEO = { west: 1407, east: 1410, north: 2471, south: 2472 }

/** What the eight tiles cover: inside this box the data is complete, outside it there is none. */
export const MONTEVIDEO_BBOX: BBox = [
  lngOf(MONTEVIDEO.west * EXTENT),
  latOf((MONTEVIDEO.south + 1) * EXTENT),
  lngOf((MONTEVIDEO.east + 1) * EXTENT),
  latOf(MONTEVIDEO.north * EXTENT),
]

export function readMontevideo(): OsmFeature[] {
  const home = dirname(createRequire(import.meta.url).resolve('@mapbox/mvt-fixtures/package.json'))
  const tiles: QaTile[] = []
  for (let x = MONTEVIDEO.west; x <= MONTEVIDEO.east; x++) {
    for (let y = MONTEVIDEO.north; y <= MONTEVIDEO.south; y++) {
      const file = join(home, 'real-world', 'osm-qa-montevideo', `${ZOOM}-${x}-${y}.mvt`)
      tiles.push({ x, y, bytes: readFileSync(file) })
    }
  }
  return readQaTiles(tiles)
}

/** A vertex in whole units of the global grid: x to the east, y to the south. */
type GridPoint = { x: number; y: number }

type Parts = { type: number; tags: Record<string, string>; rings: GridPoint[][][] }

export function readQaTiles(tiles: readonly QaTile[]): OsmFeature[] {
  const partsById = new Map<string, Parts>()
  for (const tile of tiles) {
    const layer = new VectorTile(new PbfReader(tile.bytes)).layers.osm
    if (!layer) continue
    assert(layer.extent === EXTENT, `tile ${tile.x}/${tile.y} has extent ${layer.extent}`)
    for (let i = 0; i < layer.length; i++) {
      const feature = layer.feature(i)
      const id = `${feature.properties['@type']}/${feature.properties['@id']}`
      const rings = toGrid(feature, tile)
      const known = partsById.get(id)
      if (known?.type === feature.type) known.rings.push(rings)
      else if (!known) partsById.set(id, { type: feature.type, tags: keptTags(feature), rings: [rings] })
    }
  }

  const features: OsmFeature[] = []
  for (const [id, { type, tags, rings }] of partsById) {
    const geometry = type === POINT ? toPoint(rings) : type === LINE ? toLine(rings.flat()) : toArea(rings)
    if (geometry) features.push({ id, geometry, tags })
  }
  return features
}

function keptTags(feature: VectorTileFeature): Record<string, string> {
  const tags: Record<string, string> = {}
  for (const key in feature.properties) {
    if (isKeptTag(key)) tags[key] = String(feature.properties[key])
  }
  return tags
}

function toGrid(feature: VectorTileFeature, { x, y }: QaTile): GridPoint[][] {
  const lines = feature.loadGeometry() as GridPoint[][]
  for (const line of lines) {
    for (const point of line) {
      point.x += x * EXTENT
      point.y += y * EXTENT
    }
  }
  return lines
}

function lngOf(x: number): number {
  return (x * 360) / WORLD - 180
}

function latOf(y: number): number {
  return (360 / Math.PI) * Math.atan(Math.exp((1 - (y * 2) / WORLD) * Math.PI)) - 90
}

function toDegrees(point: GridPoint): GeoJsonPosition {
  return [lngOf(point.x), latOf(point.y)]
}

function toPoint([first]: readonly GridPoint[][][]): OsmFeature['geometry'] | undefined {
  const point = first?.[0]?.[0]
  return point && { type: 'Point', coordinates: toDegrees(point) }
}

function toLine(parts: readonly GridPoint[][]): OsmFeature['geometry'] | undefined {
  const lines = joinEndToStart(parts.map(withoutRepeats).filter((part) => part.length > 1)).map((line) =>
    line.map(toDegrees),
  )
  if (lines.length > 1) return { type: 'MultiLineString', coordinates: lines }
  return lines[0] && { type: 'LineString', coordinates: lines[0] }
}

function withoutRepeats(line: readonly GridPoint[]): GridPoint[] {
  return line.filter((point, k) => k === 0 || !isSame(point, line[k - 1]!))
}

/** The parts keep the way's direction, so a part goes on where another starts with the vertex it ends with. */
function joinEndToStart(parts: GridPoint[][]): GridPoint[][] {
  const lines = [...parts]
  for (let i = 0; i < lines.length; ) {
    const end = lines[i]!.at(-1)!
    const next = lines.findIndex((line, k) => k !== i && isSame(line[0]!, end))
    if (next < 0) {
      i++
      continue
    }
    lines[i] = [...lines[i]!, ...lines[next]!.slice(1)]
    lines.splice(next, 1)
    if (next < i) i--
  }
  return lines
}

function isSame(a: GridPoint, b: GridPoint): boolean {
  return a.x === b.x && a.y === b.y
}

/** United in grid units, where the cut along a tile border is exact. */
function toArea(parts: readonly GridPoint[][][]): OsmFeature['geometry'] | undefined {
  const pieces = parts
    .flatMap((rings) => classifyRings(rings as Parameters<typeof classifyRings>[0]) as GridPoint[][][])
    .filter((polygon) => (polygon[0]?.length ?? 0) > 3)
  if (parts.length === 1) return toPolygons(pieces)

  const united = union({ type: 'FeatureCollection', features: pieces.map(toGridFeature) })?.geometry
  if (!united) return undefined
  const polygons = united.type === 'Polygon' ? [united.coordinates] : united.coordinates
  return toPolygons(polygons.map((rings) => rings.map((ring) => ring.map(([x, y]) => ({ x: x!, y: y! })))))
}

function toGridFeature(rings: GridPoint[][]): Feature<Polygon> {
  const coordinates = rings.map((ring) => ring.map(({ x, y }) => [x, y]))
  return { type: 'Feature', properties: {}, geometry: { type: 'Polygon', coordinates } }
}

function toPolygons(polygons: readonly GridPoint[][][]): Polygon | MultiPolygon | undefined {
  const coordinates = polygons.map((rings) => rings.map((ring, k) => wound(ring, k === 0).map(toDegrees)))
  if (coordinates.length > 1) return { type: 'MultiPolygon', coordinates }
  return coordinates[0] && { type: 'Polygon', coordinates: coordinates[0] }
}

/** Exterior counter-clockwise and holes clockwise on the map (RFC 7946); the grid's y runs south. */
function wound(ring: GridPoint[], isExterior: boolean): GridPoint[] {
  const area = ring.reduce((sum, point, k) => {
    const next = ring[(k + 1) % ring.length]!
    return (
      sum + (point.x - ring[0]!.x) * (next.y - ring[0]!.y) - (next.x - ring[0]!.x) * (point.y - ring[0]!.y)
    )
  }, 0)
  return area < 0 === isExterior ? ring : ring.toReversed()
}
