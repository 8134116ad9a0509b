/** Now, or the instant that `SHANGQUAN_NOW` fixes for tests and demonstrations. */
export function now(): Date {
  const fixed = process.env.SHANGQUAN_NOW
  if (!fixed) return new Date()
  const instant = new Date(fixed)
  if (Number.isNaN(instant.getTime())) throw new Error(`SHANGQUAN_NOW is not an instant: ${fixed}`)
  return instant
}
