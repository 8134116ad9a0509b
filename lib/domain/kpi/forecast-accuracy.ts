/**
 * Forecast accuracy (预测准确率), at two levels: by product and zone, where every miss counts, and in total, where too
 * much here makes up for too little there. The second is never below the first unless the first was floored.
 *
 * SKU level   1 − Σ|F − A| ÷ ΣA over product × zone (WAPE form), floored at 0
 * Total       1 − |ΣF − ΣA| ÷ ΣA
 * F           what was forecast for the month from the orders up to the month before; A what was needed.
 * Units       units; rates up to 1, undefined where nothing was needed.
 * Source      PRODUCT 4.9; S. Kolassa, W. Schütz, Advantages of the MAD/Mean Ratio over the MAPE, Foresight 6, 2007,
 *             for dividing by the sum instead of line by line.
 */
export type ForecastErrors = {
  readonly forecastUnits: number
  readonly needUnits: number
  /** Σ|F − A| over product × zone. */
  readonly errorUnits: number
}

export const NO_ERRORS: ForecastErrors = { forecastUnits: 0, needUnits: 0, errorUnits: 0 }

/** Of groups that share no product in the same zone. */
export function addErrors(a: ForecastErrors, b: ForecastErrors): ForecastErrors {
  return {
    forecastUnits: a.forecastUnits + b.forecastUnits,
    needUnits: a.needUnits + b.needUnits,
    errorUnits: a.errorUnits + b.errorUnits,
  }
}

export function skuAccuracyOf({ errorUnits, needUnits }: ForecastErrors): number | undefined {
  return needUnits === 0 ? undefined : Math.max(0, 1 - errorUnits / needUnits)
}

export function totalAccuracyOf({ forecastUnits, needUnits }: ForecastErrors): number | undefined {
  return needUnits === 0 ? undefined : 1 - Math.abs(forecastUnits - needUnits) / needUnits
}
