'use client'

/**
 * What the address of the map holds, so that a link shows another person the same.
 *
 * Shape   v: lng,lat,zoom · by: colouring · hide: what the legend leaves out, such as `type:campus` · sel: `r:12` or
 *         `t:3` · at: a place that was looked for · zones: trade areas shown · table: the dock · of: disc or band.
 */
import { parseAsArrayOf, parseAsBoolean, parseAsString, parseAsStringLiteral, useQueryStates } from 'nuqs'
import { useMemo } from 'react'
import type { Position } from '@/lib/domain/geo/position'
import { COLORINGS } from '@/lib/map/layers/retailer-layer'
import type { Camera } from '@/lib/map/map-view'

export type Selection = { readonly kind: 'retailer' | 'trade-area'; readonly id: number }

const ADDRESS = {
  v: parseAsString,
  by: parseAsStringLiteral(COLORINGS).withDefault('type'),
  hide: parseAsArrayOf(parseAsString).withDefault([]),
  sel: parseAsString,
  at: parseAsString,
  zones: parseAsBoolean.withDefault(true),
  table: parseAsBoolean.withDefault(false),
  of: parseAsStringLiteral(['disc', 'band']).withDefault('disc'),
}

export function useMapState() {
  return useQueryStates(ADDRESS, { history: 'replace' })
}

export function useSelection(sel: string | null): Selection | undefined {
  return useMemo(() => toSelection(sel), [sel])
}

export function toSelection(sel: string | null): Selection | undefined {
  const match = sel?.match(/^([rt]):(\d{1,9})$/)
  if (!match) return undefined
  return { kind: match[1] === 'r' ? 'retailer' : 'trade-area', id: Number(match[2]) }
}

export function toSel({ kind, id }: Selection): string {
  return `${kind === 'retailer' ? 'r' : 't'}:${id}`
}

const ZOOM_MAX = 24

export function toCamera(v: string | null): Camera | undefined {
  const [lng, lat, zoom, ...rest] = numbersIn(v)
  if (lng === undefined || lat === undefined || zoom === undefined || rest.length > 0) return undefined
  return isOnEarth(lng, lat) && zoom >= 0 && zoom <= ZOOM_MAX ? { lng, lat, zoom } : undefined
}

export function fromCamera({ lng, lat, zoom }: Camera): string {
  return `${lng.toFixed(5)},${lat.toFixed(5)},${Number(zoom.toFixed(2))}`
}

export function toPosition(at: string | null): Position | undefined {
  const [lng, lat, ...rest] = numbersIn(at)
  if (lng === undefined || lat === undefined || rest.length > 0) return undefined
  return isOnEarth(lng, lat) ? [lng, lat] : undefined
}

function isOnEarth(lng: number, lat: number): boolean {
  return Math.abs(lng) <= 180 && Math.abs(lat) <= 90
}

/** All numbers, or none if one of them is not. */
function numbersIn(text: string | null): number[] {
  const parts = text?.split(',') ?? []
  const numbers = parts.map(Number)
  return parts.every((part) => part.trim() !== '') && numbers.every(Number.isFinite) ? numbers : []
}
