/**
 * How far forecasts were off.
 *
 * Units   without unit: 0.2 is 20 %; the M3 competition prints sMAPE as percent, 0 … 200.
 * Shape   as many forecasts as actual values, of the same months; at least one. NaN or Infinity where what they are
 *         divided by is zero: nothing sold (WAPE, bias) or a past that never changed (MASE, RMSSE).
 * Source  S. Makridakis, M. Hibon, The M3-Competition, Int. J. Forecasting 16, 2000 (sMAPE);
 *         R. J. Hyndman, A. B. Koehler, Another look at measures of forecast accuracy, IJF 22, 2006 (MASE, RMSSE).
 */
type Values = ArrayLike<number>

/** Σ|F − A| ÷ ΣA; forecast accuracy (预测准确率) is 1 − WAPE, not below 0. */
export function wape(forecast: Values, actual: Values): number {
  return (
    meanOf(actual.length, (k) => Math.abs(forecast[k]! - actual[k]!)) /
    meanOf(actual.length, (k) => actual[k]!)
  )
}

/** Σ(A − F) ÷ ΣA: above 0 if the forecasts were too low. */
export function bias(forecast: Values, actual: Values): number {
  return meanOf(actual.length, (k) => actual[k]! - forecast[k]!) / meanOf(actual.length, (k) => actual[k]!)
}

/** Mean of 2|F − A| ÷ (|F| + |A|); 0 for a month in which both are 0. */
export function smape(forecast: Values, actual: Values): number {
  return meanOf(actual.length, (k) => {
    const sum = Math.abs(forecast[k]!) + Math.abs(actual[k]!)
    return sum === 0 ? 0 : (2 * Math.abs(forecast[k]! - actual[k]!)) / sum
  })
}

/** Mean |F − A| over the mean |change from the year before| of the past. */
export function mase(forecast: Values, actual: Values, past: Values): number {
  const scale = meanOf(past.length - YEAR, (k) => Math.abs(past[k + YEAR]! - past[k]!))
  return meanOf(actual.length, (k) => Math.abs(forecast[k]! - actual[k]!)) / scale
}
const YEAR = 12

/** Root of mean (F − A)² over mean (change from the month before)² of the past. */
export function rmsse(forecast: Values, actual: Values, past: Values): number {
  const scale = meanOf(past.length - 1, (k) => (past[k + 1]! - past[k]!) ** 2)
  return Math.sqrt(meanOf(actual.length, (k) => (forecast[k]! - actual[k]!) ** 2) / scale)
}

function meanOf(count: number, term: (k: number) => number): number {
  let sum = 0
  for (let k = 0; k < count; k++) sum += term(k)
  return sum / count
}
