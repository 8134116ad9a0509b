/**
 * Tier quotas in the trade's compact notation (档位投放编码): run lengths from the top tier down that cover all tiers.
 *
 * `(5×9+5×8+10×7+5×6+5×0)`: 9 for each of the five top tiers, then 8 for five, and so on.
 *
 * Source  the last part of notations such as `B1-4+a(Q2+Y2)(5×9+…)` in use at Chinese tobacco wholesalers.
 */
export function tierNotation(quotas: readonly number[]): string {
  const runs: { count: number; quota: number }[] = []
  for (const quota of quotas) {
    const run = runs.at(-1)
    if (run?.quota === quota) run.count += 1
    else runs.push({ count: 1, quota })
  }
  return `(${runs.map(({ count, quota }) => `${count}×${quota}`).join('+')})`
}
