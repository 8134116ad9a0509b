/**
 * A flat sheet of metres that touches the earth at one place: for algorithms that want x and y.
 *
 * Units   positions [lng, lat] in WGS 84 degrees; x to the east and y to the north in metres.
 * Shape   true to a part in a thousand within some 30 km of the center at middle latitudes. Distances that are
 *         shown or stored come from `distanceM`, not from here.
 */
import { EARTH_RADIUS_M, type Position } from './position'

const METRES_PER_DEGREE = (EARTH_RADIUS_M * Math.PI) / 180

export type Xy = readonly [x: number, y: number]
export type Plane = { toXy(position: Position): Xy; toPosition(xy: Xy): Position }

export function planeAround(positions: readonly Position[]): Plane {
  let [west, south, east, north] = [180, 90, -180, -90]
  for (const [lng, lat] of positions) {
    west = Math.min(west, lng)
    east = Math.max(east, lng)
    south = Math.min(south, lat)
    north = Math.max(north, lat)
  }
  const lng0 = positions.length ? (west + east) / 2 : 0
  const lat0 = positions.length ? (south + north) / 2 : 0
  const eastM = METRES_PER_DEGREE * Math.cos((lat0 * Math.PI) / 180)
  return {
    toXy: ([lng, lat]) => [(lng - lng0) * eastM, (lat - lat0) * METRES_PER_DEGREE],
    toPosition: ([x, y]) => [lng0 + x / eastM, lat0 + y / METRES_PER_DEGREE],
  }
}
