/** What the map opens with: where its retailers are, and what its legend says of them. */

import { findOrganization } from '@/lib/db/organization-repository'
import { getParameters } from '@/lib/db/parameter-repository'
import { findRetailerExtent, type RetailerTallyRow, tallyRetailersForLegend } from '@/lib/db/tile-repository'
import { listTradeAreaTypes, type TradeAreaTypeRecord } from '@/lib/db/trade-area-repository'
import { type Actor, can } from '@/lib/domain/actor'
import type { BBox } from '@/lib/domain/geo/position'
import type { ServiceRule } from '@/lib/domain/routing/service/service-rules'
import { organizationToday } from './organization-today'

export type MapStart = {
  readonly extent: BBox | undefined
  readonly types: readonly TradeAreaTypeRecord[]
  readonly tally: readonly RetailerTallyRow[]
}

const NOTHING: MapStart = { extent: undefined, types: [], tally: [] }

export async function viewMap(actor: Actor, territory: number | undefined): Promise<MapStart> {
  if (!can(actor, 'view-map', territory) || !(await findOrganization())) return NOTHING
  const reach = territory === undefined ? actor.territoryIds : [territory]
  const [types, extent, rules, today] = await Promise.all([
    listTradeAreaTypes(),
    findRetailerExtent(reach),
    getParameters<readonly ServiceRule[]>('service-rules'),
    organizationToday(),
  ])
  return { extent, types, tally: await tallyRetailersForLegend(reach, { rules: rules.values, today }) }
}
