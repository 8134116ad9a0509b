/**
 * Now: the instant of `asOf` for what is done within it, else the one that `SHANGQUAN_NOW` fixes for tests and
 * demonstrations, else that of the clock.
 */
import { AsyncLocalStorage } from 'node:async_hooks'

const moment = new AsyncLocalStorage<Date>()

export function now(): Date {
  const told = moment.getStore()
  if (told) return told
  const fixed = process.env.SHANGQUAN_NOW
  if (!fixed) return new Date()
  const instant = new Date(fixed)
  if (Number.isNaN(instant.getTime())) throw new Error(`SHANGQUAN_NOW is not an instant: ${fixed}`)
  return instant
}

/** Does work as it was done then, for a demonstration's past. */
export function asOf<T>(instant: Date, work: () => Promise<T>): Promise<T> {
  return moment.run(instant, work)
}
