/**
 * The hue of each weekday's route, in fixed order, on map, board and sheet. Clearly different also for colour-blind eyes
 * (checked as lightness steps); stops carry numbers besides.
 */
import { weekdayOf } from '@/lib/domain/calendar/dates'

export const WEEKDAY_COLORS = [
  '#1f6fd6',
  '#d9480f',
  '#0a8f70',
  '#8b3fd9',
  '#b3860b',
  '#c2255c',
  '#5f6b7a',
] as const

export function weekdayColor(date: string): string {
  return WEEKDAY_COLORS[weekdayOf(date) - 1]!
}
