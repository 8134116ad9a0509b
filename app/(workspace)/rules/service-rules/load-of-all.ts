/** The load of every territory under a set of rules, and of all of them together. */
import type { ServiceClass } from '@/lib/domain/retailer/classification'
import { type ServiceLoad, serviceLoad } from '@/lib/domain/routing/service/service-load'
import type { ServiceRule } from '@/lib/domain/routing/service/service-rules'
import type { TerritoryServiceLoad } from '@/lib/usecases/view-service-load'

export type LoadOfAll = {
  readonly territories: ReadonlyMap<number, ServiceLoad>
  readonly total: ServiceLoad
}

export function loadOfAll(
  territories: readonly TerritoryServiceLoad[],
  rules: readonly ServiceRule[],
): LoadOfAll {
  const loads = new Map(
    territories.map(({ id, groups, period }) => [id, serviceLoad(groups, rules, period)] as const),
  )
  return { territories: loads, total: totalOf([...loads.values()]) }
}

function totalOf(loads: readonly ServiceLoad[]): ServiceLoad {
  const sum = (of: (load: ServiceLoad) => number) => loads.reduce((all, load) => all + of(load), 0)
  const byClass = new Map<ServiceClass, { retailers: number; visits: number }>()
  for (const load of loads) {
    for (const [serviceClass, { retailers, visits }] of load.byClass) {
      const before = byClass.get(serviceClass) ?? { retailers: 0, visits: 0 }
      byClass.set(serviceClass, {
        retailers: before.retailers + retailers,
        visits: before.visits + visits,
      })
    }
  }
  const [needSeconds, haveSeconds] = [sum((load) => load.needSeconds), sum((load) => load.haveSeconds)]
  return {
    visits: sum(({ visits }) => visits),
    visitsPerDay: sum(({ visitsPerDay }) => visitsPerDay),
    needSeconds,
    haveSeconds,
    load: haveSeconds === 0 ? 0 : needSeconds / haveSeconds,
    byClass,
  }
}
