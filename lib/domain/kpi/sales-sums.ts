/**
 * What order lines sum to, and the order fill rate (订单满足率) of them.
 *
 * Fill rate        Σ delivered ÷ Σ need, in units; need is uncapped, so that what an allocation withheld counts.
 * Line fill rate   lines delivered in full ÷ lines; a line of which nothing came is empty.
 * Units            units as ordered; value in fen at the guide price; rates 0…1, undefined where nothing is divided by.
 * Source           PRODUCT 4.9; 真实的订单需求满足率 of the brief.
 */
export type SalesSums = {
  readonly needUnits: number
  readonly orderedUnits: number
  readonly deliveredUnits: number
  /** Delivered units × guide price. */
  readonly valueFen: number
  /** Delivered units of key brands. */
  readonly keyUnits: number
  readonly lines: number
  readonly linesFilled: number
  readonly linesEmpty: number
}

export const NO_SALES: SalesSums = {
  needUnits: 0,
  orderedUnits: 0,
  deliveredUnits: 0,
  valueFen: 0,
  keyUnits: 0,
  lines: 0,
  linesFilled: 0,
  linesEmpty: 0,
}

/** Of groups that share no order line. */
export function addSales(a: SalesSums, b: SalesSums): SalesSums {
  return {
    needUnits: a.needUnits + b.needUnits,
    orderedUnits: a.orderedUnits + b.orderedUnits,
    deliveredUnits: a.deliveredUnits + b.deliveredUnits,
    valueFen: a.valueFen + b.valueFen,
    keyUnits: a.keyUnits + b.keyUnits,
    lines: a.lines + b.lines,
    linesFilled: a.linesFilled + b.linesFilled,
    linesEmpty: a.linesEmpty + b.linesEmpty,
  }
}

export function fillRateOf({ deliveredUnits, needUnits }: SalesSums): number | undefined {
  return needUnits === 0 ? undefined : deliveredUnits / needUnits
}

export function lineFillRateOf({ linesFilled, lines }: SalesSums): number | undefined {
  return lines === 0 ? undefined : linesFilled / lines
}

/** 单箱均价: what one delivered unit was worth. */
export function unitValueFenOf({ valueFen, deliveredUnits }: SalesSums): number | undefined {
  return deliveredUnits === 0 ? undefined : valueFen / deliveredUnits
}
