/**
 * Land and water of a city by the sea, told from the city's own features.
 *
 * Units   positions [lng, lat] in WGS 84 degrees; metres.
 * Shape   land and water fill the box and nothing beyond it. Islands are holes in the water. Without any line
 *         that can be a shore all is land.
 * Method  Tagged coastlines decide by their direction: land on the left. The QA tiles have lost that tag, but
 *         its lines are there without any, among others that bound districts and beaches: the box is cut along
 *         all of them, and a piece is sea when hardly any of it is near a street, a house number or a building
 *         and a mark of the sea (islet, pier, breakwater, ferry) lies in it.
 * Source  OSM wiki, Tag:natural=coastline.
 */
import { bboxClip } from '@turf/turf'
import type { Polygon } from 'geojson'
import { type BBox, distanceM, type Position } from '@/lib/domain/geo/position'
import type { OsmFeature, OsmTags } from './osm-feature'
import { placeOf } from './place-of'
import { type Face, planarFaces } from './planar-faces'
import { crossings, isInPolygon, isInRings, polygonsOf } from './polygon'

export type Shore = { readonly land: readonly Polygon[]; readonly water: readonly Polygon[] }

const CELL_M = 50
const TO_BORDER_M = 150
/** Of a piece of sea at most this share is near features of the land: a small harbor has a quarter, a park more. */
const LAND_SHARE_MAX = 0.4

export function deriveShore(features: readonly OsmFeature[], bbox: BBox): Shore {
  const coastlines = linesOf(features, bbox, (tags) => tags.natural === 'coastline')
  const tagged = [...coastlines, ...extensions(coastlines, bbox)]
  const lines = tagged.length > 0 ? tagged : linesOf(features, bbox, isUnlabelled)
  const faces = planarFaces(lines, bbox)
  const isSea = tagged.length > 0 ? seaByDirection(tagged) : seaByEvidence(features, bbox)
  return merge(faces, new Set(faces.filter(isSea)), islandsOf(features), bbox)
}

function isUnlabelled(tags: OsmTags): boolean {
  for (const _ in tags) return false
  return true
}

function linesOf(
  features: readonly OsmFeature[],
  bbox: BBox,
  isShore: (tags: OsmTags) => boolean,
): Position[][] {
  return features.flatMap(({ geometry, tags }) => {
    if ((geometry.type !== 'LineString' && geometry.type !== 'MultiLineString') || !isShore(tags)) return []
    const inside = bboxClip(geometry, bbox as unknown as [number, number, number, number]).geometry
    const lines = inside.type === 'LineString' ? [inside.coordinates] : inside.coordinates
    return lines as unknown as Position[][]
  })
}

/** Extracts keep a way's nodes up to the last one inside: what is missing to the border runs straight. */
function extensions(lines: readonly (readonly Position[])[], bbox: BBox): Position[][] {
  const ends = lines.flatMap((line) => [line[0]!, line.at(-1)!])
  const uses = new Map<string, number>()
  for (const end of ends) uses.set(String(end), (uses.get(String(end)) ?? 0) + 1)
  return ends.flatMap((end) => {
    const reached = uses.get(String(end)) === 1 ? nearestOnBorder(end, bbox) : undefined
    return reached && distanceM(end, reached) <= TO_BORDER_M ? [[end, reached]] : []
  })
}

function nearestOnBorder(position: Position, [west, south, east, north]: BBox): Position {
  const [lng, lat] = position
  const feet: Position[] = [
    [west, lat],
    [east, lat],
    [lng, south],
    [lng, north],
  ]
  return feet.reduce((best, foot) => (distanceM(position, foot) < distanceM(position, best) ? foot : best))
}

/** Water lies on the right of a coastline, so a face of water runs against it. */
function seaByDirection(coastlines: readonly (readonly Position[])[]): (face: Face) => boolean {
  const withCoast = new Set<string>()
  for (const line of coastlines) {
    for (let i = 1; i < line.length; i++) withCoast.add(sideKey(line[i - 1]!, line[i]!))
  }
  return ({ sides }) => {
    let balance = 0
    for (const { from, to } of sides) {
      if (withCoast.has(sideKey(to, from))) balance++
      if (withCoast.has(sideKey(from, to))) balance--
    }
    return balance > 0
  }
}

function sideKey(from: Position, to: Position): string {
  return `${from[0]},${from[1]}>${to[0]},${to[1]}`
}

function seaByEvidence(features: readonly OsmFeature[], bbox: BBox): (face: Face) => boolean {
  const grid = new LandGrid(bbox)
  const marks: Position[] = []
  for (const feature of features) {
    if (isLandFeature(feature.tags)) grid.mark(feature)
    if (isSeaMark(feature.tags)) marks.push(placeOf(feature))
  }
  return ({ ring }) =>
    marks.some((mark) => isInRings(mark, [ring as unknown as number[][]])) &&
    grid.shareNearLand(ring) <= LAND_SHARE_MAX
}

function isLandFeature(tags: OsmTags): boolean {
  return Boolean(tags.highway || tags['addr:housenumber'] || tags.building)
}

function isSeaMark(tags: OsmTags): boolean {
  return (
    tags.place === 'islet' ||
    tags.place === 'island' ||
    tags.man_made === 'pier' ||
    tags.man_made === 'breakwater' ||
    tags.route === 'ferry'
  )
}

/** Cells of fifty metres; one is near land when it or one beside it holds a feature of the land. */
class LandGrid {
  private readonly bbox: BBox
  private readonly columns: number
  private readonly rows: number
  private readonly lngStep: number
  private readonly latStep: number
  private readonly marked: Uint8Array

  constructor(bbox: BBox) {
    const [west, south, east, north] = bbox
    const metresPerDegree = 111_195
    this.bbox = bbox
    this.latStep = CELL_M / metresPerDegree
    this.lngStep = this.latStep / Math.cos((((south + north) / 2) * Math.PI) / 180)
    this.columns = Math.ceil((east - west) / this.lngStep)
    this.rows = Math.ceil((north - south) / this.latStep)
    this.marked = new Uint8Array(this.columns * this.rows)
  }

  mark(feature: OsmFeature): void {
    const { geometry } = feature
    this.markAround(placeOf(feature))
    if (geometry.type !== 'LineString') return
    const line = geometry.coordinates as unknown as Position[]
    for (let i = 1; i < line.length; i++) {
      const [[lngA, latA], [lngB, latB]] = [line[i - 1]!, line[i]!]
      const steps = 1 + Math.ceil(Math.hypot((lngB - lngA) / this.lngStep, (latB - latA) / this.latStep))
      for (let k = 0; k <= steps; k++) {
        this.markAround([lngA + ((lngB - lngA) * k) / steps, latA + ((latB - latA) * k) / steps])
      }
    }
  }

  private markAround([lng, lat]: Position): void {
    const column = Math.floor((lng - this.bbox[0]) / this.lngStep)
    const row = Math.floor((lat - this.bbox[1]) / this.latStep)
    for (let y = Math.max(0, row - 1); y <= Math.min(this.rows - 1, row + 1); y++) {
      for (let x = Math.max(0, column - 1); x <= Math.min(this.columns - 1, column + 1); x++) {
        this.marked[y * this.columns + x] = 1
      }
    }
  }

  shareNearLand(ring: readonly Position[]): number {
    let [near, all] = [0, 0]
    for (let row = 0; row < this.rows; row++) {
      const lngs = crossings(ring as unknown as number[][], this.bbox[1] + (row + 0.5) * this.latStep)
      lngs.sort((a, b) => a - b)
      for (let k = 0; k + 1 < lngs.length; k += 2) {
        const first = Math.ceil((lngs[k]! - this.bbox[0]) / this.lngStep - 0.5)
        const last = Math.floor((lngs[k + 1]! - this.bbox[0]) / this.lngStep - 0.5)
        for (let column = Math.max(0, first); column <= Math.min(this.columns - 1, last); column++) {
          all++
          near += this.marked[row * this.columns + column]!
        }
      }
    }
    return all === 0 ? 1 : near / all
  }
}

function islandsOf(features: readonly OsmFeature[]): Polygon[] {
  return features.flatMap(({ geometry, tags }) => {
    if (geometry.type !== 'Polygon' && geometry.type !== 'MultiPolygon') return []
    const isIsland = tags.place === 'islet' || tags.place === 'island' || tags.natural === 'coastline'
    if (!isIsland) return []
    return polygonsOf(geometry).map(([exterior]) => toPolygon([exterior as unknown as Position[]]))
  })
}

/** Draws the box once more with only the lines that part land from water, so that neither has seams. */
function merge(
  faces: readonly Face[],
  sea: ReadonlySet<Face>,
  islands: readonly Polygon[],
  bbox: BBox,
): Shore {
  const seaSides = new Set<string>()
  for (const face of sea) {
    for (const { from, to } of face.sides) seaSides.add(sideKey(from, to))
  }
  const shores = faces
    .flatMap((face) => (sea.has(face) ? face.sides : []))
    .filter(({ from, to }) => !seaSides.has(sideKey(to, from)) && !isOnBorder(from, to, bbox))
  const merged = planarFaces(
    shores.map(({ from, to }) => [from, to]),
    bbox,
  )
  const isSea = ({ sides }: Face) => sides.some(({ from, to }) => seaSides.has(sideKey(from, to)))

  const land = merged.filter((face) => !isSea(face)).map(({ ring }) => toPolygon([ring]))
  const water = merged.filter(isSea).map(({ ring }) => {
    const outline = toPolygon([ring])
    const holes = [...land, ...islands]
      .map(({ coordinates }) => coordinates[0]!)
      .filter((hole) => hole.every((vertex) => isInPolygon(vertex as unknown as Position, outline)))
    return toPolygon([ring, ...holes.map((hole) => hole.toReversed() as unknown as Position[])])
  })
  const isAtSea = ({ coordinates }: Polygon) =>
    water.some((body) => body.coordinates.slice(1).some((hole) => hole[0] === coordinates[0]!.at(-1)))
  return { land: [...land, ...islands.filter(isAtSea)], water }
}

function isOnBorder(from: Position, to: Position, [west, south, east, north]: BBox): boolean {
  return (
    (from[0] === to[0] && (from[0] === west || from[0] === east)) ||
    (from[1] === to[1] && (from[1] === south || from[1] === north))
  )
}

function toPolygon(rings: readonly (readonly Position[])[]): Polygon {
  return { type: 'Polygon', coordinates: rings as unknown as number[][][] }
}
