/**
 * Positions on the earth and the distance between two of them.
 *
 * Units   positions [lng, lat] in WGS 84 degrees, distances in metres.
 * Source  haversine on a sphere of the mean earth radius (IUGG), as DESIGN section 5 and PRODUCT section 4 state.
 */
export type Position = readonly [lng: number, lat: number]
export type BBox = readonly [west: number, south: number, east: number, north: number]

export const EARTH_RADIUS_M = 6_371_008.8
const RADIANS = Math.PI / 180

export function distanceM([lngA, latA]: Position, [lngB, latB]: Position): number {
  const sinLat = Math.sin(((latB - latA) * RADIANS) / 2)
  const sinLng = Math.sin(((lngB - lngA) * RADIANS) / 2)
  const h = sinLat * sinLat + Math.cos(latA * RADIANS) * Math.cos(latB * RADIANS) * sinLng * sinLng
  return 2 * EARTH_RADIUS_M * Math.asin(Math.min(1, Math.sqrt(h)))
}

/** The box that surely holds every point within `radiusM` of the center. */
export function boxAround([lng, lat]: Position, radiusM: number): BBox {
  const dLat = radiusM / EARTH_RADIUS_M / RADIANS
  const dLng = dLat / Math.max(0.01, Math.cos(lat * RADIANS))
  return [lng - dLng, lat - dLat, lng + dLng, lat + dLat]
}

export function isInside([lng, lat]: Position, [west, south, east, north]: BBox): boolean {
  return lng >= west && lng <= east && lat >= south && lat <= north
}
