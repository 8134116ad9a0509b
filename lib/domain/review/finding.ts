/**
 * What a review found, as data for one sentence each, with the rows that show it.
 *
 * Shape   `news` calls for a decision; `note` is worth knowing, and a review with notes alone may close as "nothing
 *         changed". Params name numbers; names of things come in both languages.
 */
import type { Evidence, LocalName } from './evidence'

export const NEWS_CODES = [
  'demand-up',
  'demand-down',
  'event-effect',
  'new-competition',
  'stock-out',
  'price-fall',
  'price-rise',
  'stock-high',
  'stock-low',
  'forecast-miss',
] as const
export const NOTE_CODES = ['shops-opened', 'shops-closed', 'types-changed', 'visits-missed'] as const
export type FindingCode = (typeof NEWS_CODES)[number] | (typeof NOTE_CODES)[number]

export type FindingParam = number | string | null | LocalName
export type Finding = {
  readonly code: FindingCode
  readonly params: Readonly<Record<string, FindingParam>>
  readonly evidence: Evidence
}

export function isNews(code: string): boolean {
  return (NEWS_CODES as readonly string[]).includes(code)
}
