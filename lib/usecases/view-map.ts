/** What the legend of the map says: the types of trade areas, and how many retailers there are of each colour. */

import { findOrganization } from '@/lib/db/organization-repository'
import { getParameters } from '@/lib/db/parameter-repository'
import { type RetailerTallyRow, tallyRetailersForLegend } from '@/lib/db/tile-repository'
import { listTradeAreaTypes, type TradeAreaTypeRecord } from '@/lib/db/trade-area-repository'
import { type Actor, can } from '@/lib/domain/actor'
import type { ServiceRule } from '@/lib/domain/routing/service/service-rules'
import { organizationToday } from './organization-today'

export type MapLegend = {
  readonly types: readonly TradeAreaTypeRecord[]
  readonly tally: readonly RetailerTallyRow[]
}

const NOTHING: MapLegend = { types: [], tally: [] }

export async function viewMap(actor: Actor, territory: number | undefined): Promise<MapLegend> {
  if (!can(actor, 'view-map', territory) || !(await findOrganization())) return NOTHING
  const [types, rules, today] = await Promise.all([
    listTradeAreaTypes(),
    getParameters<readonly ServiceRule[]>('service-rules'),
    organizationToday(),
  ])
  const reach = territory === undefined ? actor.territoryIds : [territory]
  return { types, tally: await tallyRetailersForLegend(reach, { rules: rules.values, today }) }
}
