/**
 * Fairness of an allocation (公平性): how evenly fill ratios and units are spread.
 *
 * Fill ratio = units ÷ demand, of those with a demand. Minimum and Gini coefficient of the fill ratios, Jain's index
 * (Σr)² ÷ (n·Σr²); reach (投放面) = retailers with units ÷ retailers; HHI = Σ of squared shares of the units (1/n … 1).
 *
 * Shape   numbers 0 … 1; of nobody, the even ones: Gini 0, Jain 1.
 * Source  R. Jain, D. Chiu, W. Hawe, DEC-TR-301, 1984, for Jain's index.
 */
export type Fairness = {
  readonly fillMin: number
  readonly gini: number
  readonly reach: number
  readonly hhi: number
  readonly jain: number
}

export function fairnessOf(
  lines: readonly { readonly units: number; readonly demandUnits: number }[],
): Fairness {
  const ratios = lines
    .filter(({ demandUnits }) => demandUnits > 0)
    .map((line) => line.units / line.demandUnits)
  const allocated = sumOf(lines.map(({ units }) => units))
  return {
    fillMin: ratios.length > 0 ? ratios.reduce((least, ratio) => Math.min(least, ratio)) : 1,
    gini: giniOf(ratios),
    reach: lines.length > 0 ? lines.filter(({ units }) => units > 0).length / lines.length : 0,
    hhi: allocated > 0 ? sumOf(lines.map(({ units }) => (units / allocated) ** 2)) : 0,
    jain: jainOf(ratios),
  }
}

function giniOf(ratios: readonly number[]): number {
  const sum = sumOf(ratios)
  if (sum === 0) return 0
  const ascending = ratios.toSorted((a, b) => a - b)
  const ranked = sumOf(ascending.map((ratio, k) => (2 * (k + 1) - ratios.length - 1) * ratio))
  return ranked / (ratios.length * sum)
}

function jainOf(ratios: readonly number[]): number {
  const squares = sumOf(ratios.map((ratio) => ratio * ratio))
  return squares > 0 ? sumOf(ratios) ** 2 / (ratios.length * squares) : 1
}

function sumOf(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0)
}
