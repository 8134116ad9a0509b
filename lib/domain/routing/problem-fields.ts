/** The values that a problem's JSON is made of, each read with a note of what is wrong at its path. */
import type { Position } from '@/lib/domain/geo/position'
import type { Interval } from './problem'

const ID_LENGTH_MAX = 1000
const SHOWN_LENGTH_MAX = 60

export type Fields = Readonly<Record<string, unknown>>
export type Note = (path: string, code: string, message: string) => undefined

export const ascending = (a: number, b: number) => a - b
export const isAbsent = (value: unknown): value is undefined | null => value === undefined || value === null

export function asFields(value: unknown, path: string, note: Note): Fields | undefined {
  if (typeof value === 'object' && value !== null && !Array.isArray(value)) return value as Fields
  return note(path, isAbsent(value) ? 'missing' : 'object', 'an object is needed')
}

export function asArray(value: unknown, path: string, note: Note): readonly unknown[] | undefined {
  if (Array.isArray(value)) return value
  return note(path, isAbsent(value) ? 'missing' : 'array', 'an array is needed')
}

/** A value as a message shows it: a text in quotes and not too long, of anything larger only what it is. */
export function shown(value: unknown): string {
  if (typeof value === 'string') {
    return JSON.stringify(value.length > SHOWN_LENGTH_MAX ? `${value.slice(0, SHOWN_LENGTH_MAX)}…` : value)
  }
  if (typeof value !== 'object' || value === null) return String(value)
  return Array.isArray(value) ? 'an array' : 'an object'
}

export function readId(value: unknown, path: string, seen: Set<string>, note: Note): string | undefined {
  if (typeof value !== 'string' || value === '' || value.length > ID_LENGTH_MAX) {
    return note(`${path}.id`, 'id', `a text of 1 to ${ID_LENGTH_MAX} characters is needed`)
  }
  if (seen.has(value)) return note(`${path}.id`, 'duplicate', `${shown(value)} is there twice`)
  seen.add(value)
  return value
}

export function readPosition(value: unknown, path: string, note: Note): Position | undefined {
  const [lng, lat] = Array.isArray(value) && value.length === 2 ? (value as unknown[]) : []
  const isSound =
    typeof lng === 'number' && typeof lat === 'number' && Math.abs(lng) <= 180 && Math.abs(lat) <= 90
  return isSound ? [lng, lat] : note(path, 'position', 'a position [lng, lat] in degrees is needed')
}

export function readInterval(value: unknown, path: string, most: number, note: Note): Interval | undefined {
  if (!Array.isArray(value) || value.length !== 2) {
    return note(path, isAbsent(value) ? 'missing' : 'interval', 'two whole numbers are needed')
  }
  const from = readWhole(value[0], `${path}[0]`, most, note)
  const to = readWhole(value[1], `${path}[1]`, most, note)
  return from === undefined || to === undefined ? undefined : [from, to]
}

export function readWhole(value: unknown, path: string, most: number, note: Note): number | undefined {
  const amount = readAmount(value, path, most, note)
  if (amount === undefined || Number.isInteger(amount)) return amount
  return note(path, 'not-whole', 'a whole number is needed')
}

export function readAmount(value: unknown, path: string, most: number, note: Note): number | undefined {
  if (typeof value !== 'number' || Number.isNaN(value)) {
    return note(path, isAbsent(value) ? 'missing' : 'number', 'a number is needed')
  }
  return value >= 0 && value <= most ? value : note(path, 'range', `a number from 0 to ${most} is needed`)
}

export function readDay(value: unknown, path: string, dayCount: number, note: Note): number | undefined {
  const day = readWhole(value, path, Number.MAX_SAFE_INTEGER, note)
  if (day === undefined || day < dayCount || dayCount === 0) return day
  return note(path, 'no-such-day', `there are ${dayCount} days, counted from 0`)
}

export function readDayList(value: unknown, path: string, dayCount: number, note: Note): number[] {
  if (isAbsent(value)) return []
  const days = (asArray(value, path, note) ?? []).flatMap((entry, k) => {
    const day = readDay(entry, `${path}[${k}]`, dayCount, note)
    return day === undefined ? [] : [day]
  })
  if (new Set(days).size < days.length) note(path, 'duplicate', 'a day is there twice')
  return days.sort(ascending)
}
