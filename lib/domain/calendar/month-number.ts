/** Months as the records of orders and supplies hold them: year × 100 + month. */
import type { IsoMonth } from './dates'

export function monthNumber(month: IsoMonth): number {
  return Number(month.replace('-', ''))
}

export function monthOfNumber(month: number): IsoMonth {
  return `${Math.floor(month / 100)}-${String(month % 100).padStart(2, '0')}`
}
