/**
 * Finds the points near a place, with their exact distances.
 *
 * A kd-tree on a Mercator map, where circles stay circles, narrows down; the chord between unit vectors decides,
 * which is the great circle without its trigonometry.
 *
 * Units   metres; positions [lng, lat] in WGS 84 degrees.
 * Shape   points are named by their index among the positions given, and come in no particular order. A point
 *         at the radius is inside. Not for the poles, nor across the antimeridian.
 */
import KDBush from 'kdbush'
import { EARTH_RADIUS_M, type Position } from './position'

const RADIANS = Math.PI / 180

export type PointIndex = {
  within(center: Position, radiusM: number): number[]
  forEachWithin(center: Position, radiusM: number, visit: (point: number, awayM: number) => void): void
}

export function pointIndex(positions: readonly Position[]): PointIndex {
  const n = positions.length
  const units = new Float64Array(3 * n)
  const tree = new KDBush(n)
  positions.forEach(([lng, lat], i) => {
    const cosLat = Math.cos(lat * RADIANS)
    units[3 * i] = cosLat * Math.cos(lng * RADIANS)
    units[3 * i + 1] = cosLat * Math.sin(lng * RADIANS)
    units[3 * i + 2] = Math.sin(lat * RADIANS)
    tree.add(lng * RADIANS, mercatorY(lat))
  })
  tree.finish()
  const found = new Uint32Array(n)

  const forEachWithin: PointIndex['forEachWithin'] = ([lng, lat], radiusM, visit) => {
    const cosLat = Math.cos(lat * RADIANS)
    const x = cosLat * Math.cos(lng * RADIANS)
    const y = cosLat * Math.sin(lng * RADIANS)
    const z = Math.sin(lat * RADIANS)
    const angle = radiusM / EARTH_RADIUS_M
    // the map's scale at the circle's poleward edge is the largest inside it
    const reach = angle / Math.cos(Math.min(1.56, Math.abs(lat * RADIANS) + angle))
    const count = tree.withinInto(lng * RADIANS, mercatorY(lat), reach * (1 + 1e-9), found)
    for (let k = 0; k < count; k++) {
      const i = found[k]!
      const dx = units[3 * i]! - x
      const dy = units[3 * i + 1]! - y
      const dz = units[3 * i + 2]! - z
      const chord = Math.sqrt(dx * dx + dy * dy + dz * dz)
      const awayM = 2 * EARTH_RADIUS_M * Math.asin(Math.min(1, chord / 2))
      if (awayM <= radiusM) visit(i, awayM)
    }
  }
  return {
    forEachWithin,
    within(center, radiusM) {
      const inside: number[] = []
      forEachWithin(center, radiusM, (i) => inside.push(i))
      return inside
    },
  }
}

function mercatorY(lat: number): number {
  return Math.log(Math.tan(Math.PI / 4 + (lat * RADIANS) / 2))
}
