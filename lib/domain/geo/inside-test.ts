/**
 * Is a point inside a polygon, asked many times of the same polygon: its edges are sorted into bands of latitude
 * once, so that each question looks at a few of them.
 *
 * Units   positions [lng, lat] in WGS 84 degrees.
 * Shape   even-odd rule over all rings, as `isInPolygon`, with which it agrees.
 */
import type { MultiPolygon, Polygon } from 'geojson'
import { polygonsOf } from '@/lib/domain/city/polygon'
import { boxOf } from './box-of'
import { isInside, type Position } from './position'

export function insideTest(geometry: Polygon | MultiPolygon): (position: Position) => boolean {
  const rings = polygonsOf(geometry).flat()
  const box = boxOf(geometry)
  const [, south, , north] = box
  const bandCount = Math.max(1, Math.ceil(rings.reduce((sum, ring) => sum + ring.length, 0) / 4))
  const perDegree = bandCount / (north - south)
  const bandAt = (lat: number) => Math.min(bandCount - 1, Math.max(0, Math.floor((lat - south) * perDegree)))

  /** Per band its edges, four numbers each: the lower end, then the upper. */
  const bands: number[][] = Array.from({ length: bandCount }, () => [])
  for (const ring of rings) {
    for (let k = 0; k + 1 < ring.length; k++) {
      const [a, b] = ring[k]![1]! < ring[k + 1]![1]! ? [ring[k]!, ring[k + 1]!] : [ring[k + 1]!, ring[k]!]
      for (let band = bandAt(a[1]!); band <= bandAt(b[1]!); band++) {
        bands[band]!.push(a[0]!, a[1]!, b[0]!, b[1]!)
      }
    }
  }
  return (position) => {
    if (!isInside(position, box)) return false
    const [lng, lat] = position
    const edges = bands[bandAt(lat)]!
    let inside = false
    for (let k = 0; k < edges.length; k += 4) {
      const [lngA, latA, lngB, latB] = [edges[k]!, edges[k + 1]!, edges[k + 2]!, edges[k + 3]!]
      if (latA > lat || latB <= lat) continue
      if (lng < ((lngB - lngA) * (lat - latA)) / (latB - latA) + lngA) inside = !inside
    }
    return inside
  }
}
