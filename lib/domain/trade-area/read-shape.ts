/**
 * An outline as a person types or pastes it: GeoJSON, well-known text, or one "lng, lat" a line.
 *
 * Shape   parts, rings and vertices in WGS 84; rings that a person left open are closed, nothing else is mended.
 */
import type { Position } from '@/lib/domain/geo/position'
import { readParts } from '@/lib/domain/import/check-trade-areas'
import { readAreaText } from '@/lib/domain/import/read-wkt'

export type ShapeParts = readonly (readonly (readonly Position[])[])[]

/** Undefined if the text is none of the three, or is no area. */
export function readShape(text: string): ShapeParts | undefined {
  const trimmed = text.trim()
  const coordinates = trimmed.startsWith('{')
    ? fromGeoJson(trimmed)
    : (fromWkt(trimmed) ?? fromLines(trimmed))
  const parts = coordinates === undefined ? 'COORDINATES' : readParts(coordinates)
  if (parts === 'COORDINATES') return undefined
  return parts.map((part) => part.map(closed))
}

function fromGeoJson(text: string): unknown[] | undefined {
  try {
    return coordinatesOf(JSON.parse(text))
  } catch {
    return undefined
  }
}

function coordinatesOf(value: unknown): unknown[] | undefined {
  if (typeof value !== 'object' || value === null) return undefined
  const { type, coordinates, geometry, features } = value as Record<string, unknown>
  if (type === 'Polygon') return [coordinates]
  if (type === 'MultiPolygon' && Array.isArray(coordinates)) return coordinates
  if (type === 'Feature') return coordinatesOf(geometry)
  if (type === 'FeatureCollection' && Array.isArray(features)) {
    const parts = features.map(coordinatesOf)
    return parts.length > 0 && parts.every((part) => part !== undefined) ? parts.flat() : undefined
  }
  return undefined
}

function fromWkt(text: string): unknown[] | undefined {
  const { type, coordinates } = readAreaText(text) ?? {}
  if (type === 'Polygon') return [coordinates]
  return type === 'MultiPolygon' ? (coordinates as unknown[]) : undefined
}

const LINE = /^\s*(-?\d{1,3}(?:\.\d{1,15})?)\s*[,;\s，；]\s*(-?\d{1,3}(?:\.\d{1,15})?)\s*$/

function fromLines(text: string): unknown[] | undefined {
  const pairs = text.split('\n').flatMap((line) => (line.trim() === '' ? [] : [LINE.exec(line)]))
  if (pairs.length === 0 || pairs.includes(null)) return undefined
  return [[pairs.map((pair) => [Number(pair?.[1]), Number(pair?.[2])])]]
}

function closed(ring: readonly Position[]): readonly Position[] {
  const [first] = ring
  const last = ring.at(-1)
  if (!first || !last || (first[0] === last[0] && first[1] === last[1])) return ring
  return [...ring, first]
}
