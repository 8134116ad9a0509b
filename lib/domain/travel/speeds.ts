/**
 * What a street's tags say about driving and walking along it: its class, who may use it in which direction, how fast.
 *
 * Units   km/h, whole numbers from 1 to 255.
 * Shape   `access` holds bits: 1 car along the way, 2 car against it, 4 and 8 the same for motorcycles, 16 on foot.
 * Source  Speeds without a `maxspeed` are the urban and rural defaults of Valhalla (mjolnir/speed_assigner.h and
 *         lua/graph.lua, 2024); a tagged `maxspeed` is taken as driven. Defaults of access: OSM wiki, "OSM tags for
 *         routing/Access restrictions". Motorcycles: 轻便摩托车 of GB 7258, at most 50 km/h, kept off motorways.
 *         Walking: 5 km/h, 3 on steps.
 */
import type { TravelMode } from './road-way'

export const ROAD_CLASSES = [
  'motorway',
  'motorway_link',
  'trunk',
  'trunk_link',
  'primary',
  'primary_link',
  'secondary',
  'secondary_link',
  'tertiary',
  'tertiary_link',
  'unclassified',
  'residential',
  'living_street',
  'service',
  'track',
  'footway',
  'steps',
] as const
export type RoadClass = (typeof ROAD_CLASSES)[number]

export type Road = {
  readonly roadClass: RoadClass
  readonly access: number
  readonly speedsKmh: { readonly urban: Directions; readonly rural: Directions }
}
type Directions = readonly [forward: number, backward: number]

export const ACCESS_BITS: Readonly<Record<TravelMode, Directions>> = {
  car: [1, 2],
  motorcycle: [4, 8],
  foot: [16, 16],
}
export const WALKING_KMH = 5
const STEPS_KMH = 3
const MOTORCYCLE_MAX_KMH = 50

const DRIVING_KMH: Readonly<Record<RoadClass, { urban: number; rural: number }>> = {
  motorway: { urban: 89, rural: 105 },
  motorway_link: { urban: 71, rural: 89 },
  trunk: { urban: 73, rural: 90 },
  trunk_link: { urban: 58, rural: 77 },
  primary: { urban: 57, rural: 75 },
  primary_link: { urban: 46, rural: 64 },
  secondary: { urban: 49, rural: 60 },
  secondary_link: { urban: 42, rural: 51 },
  tertiary: { urban: 40, rural: 50 },
  tertiary_link: { urban: 34, rural: 43 },
  unclassified: { urban: 35, rural: 40 },
  residential: { urban: 30, rural: 35 },
  living_street: { urban: 15, rural: 15 },
  service: { urban: 20, rural: 25 },
  track: { urban: 10, rural: 10 },
  footway: { urban: 10, rural: 10 },
  steps: { urban: 10, rural: 10 },
}
const SERVICE_KMH: Readonly<Record<string, number>> = { parking_aisle: 15, driveway: 10, 'drive-through': 10 }
const ROUGH_SURFACES = new Set(
  'unpaved compacted fine_gravel gravel pebblestone dirt earth ground mud sand grass cobblestone'.split(' '),
)

/** The road that these tags describe, or nothing if nobody can travel on it. */
export function findRoad(tags: Readonly<Record<string, string>>): Road | undefined {
  if (tags.area === 'yes') return undefined
  const roadClass = classOf(tags.highway ?? '')
  if (!roadClass) return undefined
  const access = accessOf(tags, roadClass)
  if (access === 0) return undefined
  return {
    roadClass,
    access,
    speedsKmh: { urban: speedsOf(tags, roadClass, 'urban'), rural: speedsOf(tags, roadClass, 'rural') },
  }
}

/** How fast one travels where a car may drive `drivingKmh`. */
export function speedKmh(mode: TravelMode, roadClass: RoadClass, drivingKmh: number): number {
  if (mode === 'foot') return roadClass === 'steps' ? STEPS_KMH : WALKING_KMH
  return mode === 'motorcycle' ? Math.min(drivingKmh, MOTORCYCLE_MAX_KMH) : drivingKmh
}

function classOf(highway: string): RoadClass | undefined {
  if (highway === 'road') return 'unclassified'
  if (['pedestrian', 'path', 'cycleway', 'bridleway'].includes(highway)) return 'footway'
  return ROAD_CLASSES.find((roadClass) => roadClass === highway)
}

const BARRED = new Set('no private agricultural forestry emergency military bus psv use_sidepath'.split(' '))
const INVITED = new Set(['yes', 'designated', 'permissive', 'destination'])

function accessOf(tags: Readonly<Record<string, string>>, roadClass: RoadClass): number {
  const drivable = roadClass !== 'track' && roadClass !== 'footway' && roadClass !== 'steps'
  const isMotorway = roadClass === 'motorway' || roadClass === 'motorway_link'
  const byWheels = tags.motor_vehicle ?? tags.vehicle ?? tags.access
  const [forward, backward] = directionsOf(tags, roadClass)

  let access = 0
  if (isOpen(tags.motorcar ?? byWheels, drivable)) access |= (forward ? 1 : 0) | (backward ? 2 : 0)
  if (isOpen(tags.motorcycle ?? byWheels, drivable && !isMotorway)) {
    access |= (forward ? 4 : 0) | (backward ? 8 : 0)
  }
  const walkable = !isMotorway && !['cycleway', 'bridleway'].includes(tags.highway ?? '')
  if (isOpen(tags.foot ?? tags.access, walkable)) access |= 16
  return access
}

function isOpen(tag: string | undefined, byDefault: boolean): boolean {
  if (tag === undefined) return byDefault
  return byDefault ? !BARRED.has(tag) : INVITED.has(tag)
}

function directionsOf(tags: Readonly<Record<string, string>>, roadClass: RoadClass): [boolean, boolean] {
  switch (tags.oneway) {
    case 'yes':
    case 'true':
    case '1':
      return [true, false]
    case '-1':
    case 'reverse':
      return [false, true]
    case 'no':
      return [true, true]
    case 'reversible':
      return [false, false] // only at times, and which way nobody says
  }
  const isRing = tags.junction === 'roundabout' || tags.junction === 'circular'
  return [true, !isRing && roadClass !== 'motorway' && roadClass !== 'motorway_link']
}

function speedsOf(
  tags: Readonly<Record<string, string>>,
  roadClass: RoadClass,
  area: 'urban' | 'rural',
): Directions {
  const isRough = ROUGH_SURFACES.has(tags.surface ?? '')
  const forward = findMaxspeed(tags['maxspeed:forward'] ?? tags.maxspeed)
  const backward = findMaxspeed(tags['maxspeed:backward'] ?? tags.maxspeed)
  return [forward, backward].map((posted) => {
    if (posted !== undefined) return isRough ? (posted >= 50 ? posted - 10 : Math.max(5, posted - 5)) : posted
    let kmh = DRIVING_KMH[roadClass][area]
    if (tags.junction === 'roundabout') kmh /= 2
    if (roadClass === 'service') kmh = SERVICE_KMH[tags.service ?? ''] ?? kmh
    return Math.max(5, Math.round(isRough ? kmh / 2 : kmh))
  }) as unknown as Directions
}

/** "50", "30 mph"; words such as "none", "walk" or "UY:urban" leave it to the class. */
function findMaxspeed(tag: string | undefined): number | undefined {
  const match = /^(\d+(?:\.\d+)?)\s*(mph|km\/h|kmh)?$/.exec(tag?.trim() ?? '')
  if (!match) return undefined
  const kmh = Math.round(Number(match[1]) * (match[2] === 'mph' ? 1.609344 : 1))
  return kmh >= 5 && kmh <= 140 ? kmh : undefined
}
