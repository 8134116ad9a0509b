/**
 * Reads how long the ways of a planning problem are: a table, the estimate's two numbers, or the name of a road extract.
 *
 * Shape   of a table every manager's start and end and every store that is driven to must be a place. No way is `null`,
 *         or more seconds than any leg may have.
 */
import {
  type PlanManager,
  type PlanProblem,
  type PlanStore,
  SECOND_MAX,
  type TravelTable,
  UNREACHABLE_S,
} from './problem'
import { asArray, asFields, type Fields, isAbsent, type Note, readAmount, shown } from './problem-fields'
import { createTravelTable } from './travel-table'

const METERS_MAX = 10_000_000

export function readTravel(
  value: unknown,
  managers: readonly PlanManager[],
  stores: readonly PlanStore[],
  note: Note,
): PlanProblem['travel'] | undefined {
  const fields = asFields(value, 'travel', note)
  if (!fields) return undefined
  if (!isAbsent(fields.estimate)) {
    const estimate = asFields(fields.estimate, 'travel.estimate', note)
    if (!estimate) return undefined
    const speedKmh = readAmount(estimate.speedKmh, 'travel.estimate.speedKmh', 1000, note)
    const detour = readAmount(estimate.detour, 'travel.estimate.detour', 100, note)
    if (speedKmh !== undefined && speedKmh < 0.1) {
      note('travel.estimate.speedKmh', 'range', 'a speed of at least 0.1 km/h is needed')
    }
    return speedKmh === undefined || detour === undefined ? undefined : { estimate: { speedKmh, detour } }
  }
  if (!isAbsent(fields.roads)) {
    if (typeof fields.roads === 'string' && fields.roads !== '') return { roads: fields.roads }
    return note('travel.roads', 'text', 'the name of an .osm.pbf file is needed')
  }
  return readTable(fields, managers, stores, note)
}

function readTable(
  fields: Fields,
  managers: readonly PlanManager[],
  stores: readonly PlanStore[],
  note: Note,
): TravelTable | undefined {
  const places = readPlaces(fields.places, note)
  if (!places) return undefined
  const known = new Set(places)
  for (const [k, { id }] of managers.entries()) {
    for (const end of ['start', 'end']) {
      const name = `${id}:${end}`
      if (!known.has(name)) {
        note(`managers[${k}].${end}`, 'place-missing', `no place ${shown(name)} in travel.places`)
      }
    }
  }
  for (const [k, { id, channel }] of stores.entries()) {
    if (channel !== 'phone' && !known.has(id)) {
      note(`stores[${k}].id`, 'place-missing', `no place ${shown(id)} in travel.places`)
    }
  }
  const seconds = asSquare(fields.seconds, 'travel.seconds', places.length, note)
  const meters = asSquare(fields.meters, 'travel.meters', places.length, note)
  return seconds && meters && fillTable(createTravelTable(places), seconds, meters, note)
}

function readPlaces(value: unknown, note: Note): string[] | undefined {
  const rows = asArray(value, 'travel.places', note)
  const seen = new Set<unknown>()
  for (const [k, place] of rows?.entries() ?? []) {
    if (typeof place !== 'string') note(`travel.places[${k}]`, 'id', 'a place is named by a text')
    else if (seen.has(place)) note(`travel.places[${k}]`, 'duplicate', `${shown(place)} is there twice`)
    seen.add(place)
  }
  const places = rows?.filter((place) => typeof place === 'string')
  return places?.length === rows?.length ? places : undefined
}

type Square = readonly (readonly unknown[])[]

function asSquare(value: unknown, path: string, size: number, note: Note): Square | undefined {
  const rows = asArray(value, path, note)
  if (!rows) return undefined
  if (rows.length !== size) return note(path, 'not-square', `${rows.length} rows for ${size} places`)
  let isSquare = true
  for (const [i, row] of rows.entries()) {
    if (Array.isArray(row) && row.length === size) continue
    note(`${path}[${i}]`, 'not-square', `a row of ${size} numbers is needed`)
    isSquare = false
  }
  return isSquare ? (rows as Square) : undefined
}

function fillTable(table: TravelTable, seconds: Square, meters: Square, note: Note): TravelTable {
  const size = table.places.length
  for (let i = 0; i < size; i++) {
    for (let j = 0; j < size; j++) {
      const time = seconds[i]![j]
      const length = meters[i]![j]
      if (!isAmount(time)) noteAmount(time, `travel.seconds[${i}][${j}]`, note)
      if (!isAmount(length)) noteAmount(length, `travel.meters[${i}][${j}]`, note)
      if (!isAmount(time) || !isAmount(length)) continue
      const isWay = time !== null && time <= SECOND_MAX
      const isShort = length !== null && length <= METERS_MAX
      if (isWay && !isShort) {
        note(`travel.meters[${i}][${j}]`, 'range', `a way needs a number from 0 to ${METERS_MAX}`)
      }
      table.seconds[i * size + j] = isWay ? time : UNREACHABLE_S
      table.meters[i * size + j] = isShort ? length : METERS_MAX
    }
  }
  return table
}

function isAmount(entry: unknown): entry is number | null {
  return entry === null || (Number.isInteger(entry) && (entry as number) >= 0)
}

function noteAmount(entry: unknown, path: string, note: Note): void {
  const isBroken = typeof entry === 'number' && entry >= 0 && entry < Number.POSITIVE_INFINITY
  if (isBroken) note(path, 'not-whole', 'a whole number is needed')
  else note(path, 'number', 'a number of 0 or more is needed, or null for no way')
}
