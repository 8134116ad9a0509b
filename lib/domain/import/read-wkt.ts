/**
 * Well-known text of points and polygons, and points written as "(lat, lon)".
 *
 * Shape   POINT, POLYGON and MULTIPOLYGON, in any case, with or without Z or M values, which are dropped.
 *         The text is read in one pass: npm @terraformer/wkt takes time that grows with the square of the vertices
 *         (92 ms for 10,000, 250 s for 300,000) and knows capital letters only.
 * Source  OGC 06-103r4, section 7.
 */
import type { Position } from '@/lib/domain/geo/position'
import { parseNumber } from './cell-number'
import type { RawGeometry } from './import-table'

const LAT_LON = /\(\s*([^\s,()]{1,40})\s*,\s*([^\s,()]{1,40})\s*\)\s*$/

/** A point of either spelling, with the texts it was written in; undefined for anything else. */
export function readPoint(
  text: string,
): { position: Position; texts: readonly [string, string] } | undefined {
  if (text.length > 1000) return undefined
  const [, lng, lat] =
    /^\s*POINT\s*(?:ZM|Z|M)?\s*\(\s*(\S{1,40})\s+([^\s)]{1,40})(?:\s+[^\s)]{1,40}){0,2}\s*\)\s*$/i.exec(
      text,
    ) ??
    swapped(LAT_LON.exec(text)) ??
    []
  if (lng === undefined || lat === undefined) return undefined
  const position = [parseNumber(lng), parseNumber(lat)] as const
  if (position[0] === undefined || position[1] === undefined) return undefined
  return { position: [position[0], position[1]], texts: [lng, lat] }
}

/** The type and coordinates, unchecked but for the shape of the text; undefined if it is not WKT. */
export function readAreaText(text: string): RawGeometry | undefined {
  const head = /^\s*([A-Za-z]{4,20})\s*(?:ZM|Z|M)?\s*(?=\(|EMPTY)/i.exec(text)
  if (!head?.[1]) return undefined
  const type = TYPES.get(head[1].toUpperCase())
  if (!type) return { type: head[1].slice(0, 20), coordinates: null }
  const body = text.slice(head[0].length)
  if (/^EMPTY\s*$/i.test(body)) return { type, coordinates: [] }
  const coordinates = readLists(body, type === 'MultiPolygon' ? 3 : type === 'Polygon' ? 2 : 1)
  return coordinates && { type, coordinates }
}

const TYPES = new Map([
  ['POINT', 'Point'],
  ['LINESTRING', 'LineString'],
  ['POLYGON', 'Polygon'],
  ['MULTIPOLYGON', 'MultiPolygon'],
])

/** Lists in brackets down to `depth`, the innermost holding positions. */
function readLists(text: string, depth: number): unknown[] | undefined {
  const token = /\s*(?:([(),])|([^\s(),]+))/y
  const lists: unknown[][] = []
  let position: number[] = []
  let root: unknown[] | undefined
  const closePosition = () => {
    if (position.length < 2 || position.length > 4 || lists.length !== depth) return false
    lists.at(-1)?.push(position.slice(0, 2))
    position = []
    return true
  }
  let last = ','
  for (let found = token.exec(text); found; found = token.exec(text)) {
    const [, mark, word] = found
    if (root) return undefined
    if (word !== undefined) {
      const value = parseNumber(word)
      if (value === undefined || last === ')') return undefined
      position.push(value)
      last = '0'
      continue
    }
    if (mark === '(') {
      if (lists.length === depth || (last !== ',' && last !== '(')) return undefined
      lists.push([])
    } else if (last === '0') {
      if (!closePosition()) return undefined
      if (mark === ')') root = close(lists)
    } else if (last === ')') {
      if (mark === ')') root = close(lists)
    } else return undefined
    last = mark ?? last
  }
  return root
}

/** Ends the innermost list; gives the whole if it was the outermost. */
function close(lists: unknown[][]): unknown[] | undefined {
  const list = lists.pop()
  const parent = lists.at(-1)
  if (parent) parent.push(list)
  return parent ? undefined : list
}

function swapped(
  match: RegExpExecArray | null,
): [string, string | undefined, string | undefined] | undefined {
  return match ? [match[0], match[2], match[1]] : undefined
}
