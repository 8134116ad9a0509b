/**
 * The load that service rules put on a territory: visits in a period, and the time they need against the time there is.
 *
 * Shape   retailers in groups that the rules treat alike. `alternate` is half on site and half by phone for those who
 *         may be phoned. Visits asked for a retailer itself stand above the rule's interval.
 * Source  PRODUCT section 4.5; `capacity.ts` has the formula.
 */
import type { ServiceClass } from '@/lib/domain/retailer/classification'
import { type Capacity, capacityOf, type OwedService, type Period } from './capacity'
import { findRule, type ServiceRule } from './service-rules'
import { intervalOf } from './visit-demand'

export type RetailerGroup = {
  readonly serviceClass: ServiceClass
  readonly mayPhone: boolean
  readonly visitsPerWeek: number | null
  readonly retailers: number
}

export type ServiceLoad = Capacity & {
  readonly byClass: ReadonlyMap<ServiceClass, { readonly retailers: number; readonly visits: number }>
}

export function serviceLoad(
  groups: readonly RetailerGroup[],
  rules: readonly ServiceRule[],
  period: Period,
): ServiceLoad {
  const owed = groups.map((group) => ({ group, services: servicesOf(group, rules) }))
  const byClass = new Map<ServiceClass, { retailers: number; visits: number }>()
  for (const { group, services } of owed) {
    const sum = byClass.get(group.serviceClass) ?? { retailers: 0, visits: 0 }
    byClass.set(group.serviceClass, {
      retailers: sum.retailers + group.retailers,
      visits: sum.visits + capacityOf(services, period).visits,
    })
  }
  return {
    ...capacityOf(
      owed.flatMap(({ services }) => services),
      period,
    ),
    byClass,
  }
}

function servicesOf(group: RetailerGroup, rules: readonly ServiceRule[]): OwedService[] {
  const rule = findRule(rules, group.serviceClass)
  if (!rule) return []
  const { visitsPerWeek, retailers, mayPhone } = group
  const intervalDays = intervalOf(visitsPerWeek === null ? {} : { visitsPerWeek }, rule) / retailers
  const serviceSeconds = rule.minutes * 60
  const onsite: OwedService = { intervalDays, serviceSeconds, channel: 'onsite' }
  if (!mayPhone || rule.channel === 'onsite') return [onsite]
  if (rule.channel === 'phone') return [{ ...onsite, channel: 'phone' }]
  const half = { ...onsite, intervalDays: intervalDays * 2 }
  return [half, { ...half, channel: 'phone' }]
}
