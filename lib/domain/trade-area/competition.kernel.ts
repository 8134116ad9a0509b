/**
 * The competition index of every retailer of a city at once: CI_s = Σ_t (share of s's disc that t's disc covers).
 *
 * Units    metres; positions in WGS 84 degrees; the index is a sum of shares, 0 when alone.
 * Shape    lng, lat and radiiM by retailer, and so is the answer; `pairs` counts the pairs that overlap.
 * Cost     each pair once, from its larger disc's side, so that a few wide rural rings do not widen the search
 *          of all the narrow urban ones. The search runs on a Mercator map, where circles stay circles. Distances
 *          by the chord between unit vectors: exact, and no trigonometry for the pairs that turn out to be apart.
 */
import KDBush from 'kdbush'
import { EARTH_RADIUS_M } from '@/lib/domain/geo/position'
import { lensAreaM2 } from './overlap'

const RADIANS = Math.PI / 180

export function competitionIndices(
  lng: Float64Array,
  lat: Float64Array,
  radiiM: Float64Array,
): { index: Float64Array; pairs: number } {
  const n = radiiM.length
  const x = new Float64Array(n)
  const y = new Float64Array(n)
  const z = new Float64Array(n)
  const tree = new KDBush(n)
  for (let i = 0; i < n; i++) {
    tree.add(lng[i]! * RADIANS, mercatorY(lat[i]! * RADIANS))
    const cosLat = Math.cos(lat[i]! * RADIANS)
    x[i] = cosLat * Math.cos(lng[i]! * RADIANS)
    y[i] = cosLat * Math.sin(lng[i]! * RADIANS)
    z[i] = Math.sin(lat[i]! * RADIANS)
  }
  tree.finish()

  const index = new Float64Array(n)
  const found = new Uint32Array(n)
  let pairs = 0
  for (let i = 0; i < n; i++) {
    const r = radiiM[i]!
    const reach = (2 * r) / EARTH_RADIUS_M // in the map, wider by its scale at the disc's poleward edge
    const scaled = reach / Math.cos(Math.min(1.5, Math.abs(lat[i]! * RADIANS) + reach))
    const count = tree.withinInto(lng[i]! * RADIANS, mercatorY(lat[i]! * RADIANS), scaled, found)
    for (let k = 0; k < count; k++) {
      const j = found[k]!
      const s = radiiM[j]!
      if (s > r || (s === r && j <= i)) continue // the other one finds this pair
      const dx = x[i]! - x[j]!
      const dy = y[i]! - y[j]!
      const dz = z[i]! - z[j]!
      const chord = Math.sqrt(dx * dx + dy * dy + dz * dz)
      if (chord * EARTH_RADIUS_M >= r + s) continue // an arc is never shorter than its chord
      const shared = lensAreaM2(r, s, 2 * EARTH_RADIUS_M * Math.asin(Math.min(1, chord / 2)))
      if (shared === 0) continue
      index[i]! += shared / (Math.PI * r * r)
      index[j]! += shared / (Math.PI * s * s)
      pairs++
    }
  }
  return { index, pairs }
}

function mercatorY(latRadians: number): number {
  return Math.log(Math.tan(Math.PI / 4 + latRadians / 2))
}
