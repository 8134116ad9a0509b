/**
 * Capacity meter: the working time that the visits owed need, against the time there is.
 *
 * need = Σ visits × (time at the counter + travel), have = working days × (shift − break), load = need ÷ have. Phone
 * visits need no travel.
 *
 * Units   whole seconds, except that the visits owed within a period are a real number (period ÷ interval).
 */
import type { VisitChannel } from './service-rules'

export type OwedService = {
  readonly intervalDays: number
  readonly serviceSeconds: number
  readonly channel: VisitChannel
}

export type Period = {
  /** Calendar days, over which intervals count. */
  readonly days: number
  readonly workingDays: number
  readonly shiftSeconds: number
  readonly breakSeconds: number
  /** Typical travel to one visit on site. */
  readonly travelSeconds: number
}

export type Capacity = {
  readonly visits: number
  readonly visitsPerDay: number
  readonly needSeconds: number
  readonly haveSeconds: number
  readonly load: number
}

export function capacityOf(owed: readonly OwedService[], period: Period): Capacity {
  let visits = 0
  let needSeconds = 0
  for (const { intervalDays, serviceSeconds, channel } of owed) {
    const count = period.days / intervalDays
    visits += count
    needSeconds += count * (serviceSeconds + (channel === 'onsite' ? period.travelSeconds : 0))
  }
  const haveSeconds = period.workingDays * (period.shiftSeconds - period.breakSeconds)
  return {
    visits,
    visitsPerDay: visits / period.workingDays,
    needSeconds: Math.round(needSeconds),
    haveSeconds,
    load: needSeconds / haveSeconds,
  }
}
