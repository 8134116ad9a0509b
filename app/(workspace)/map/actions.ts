'use server'

import { requireActor } from '@/lib/auth/session'
import {
  ListRetailersOnMap,
  listRetailersOnMap,
  type RetailersOnMap,
} from '@/lib/usecases/list-retailers-on-map'
import { type RetailerOnMap, ViewRetailerOnMap, viewRetailerOnMap } from '@/lib/usecases/view-retailer-on-map'
import {
  type TradeAreaOnMap,
  ViewTradeAreaOnMap,
  viewTradeAreaOnMap,
} from '@/lib/usecases/view-trade-area-on-map'
import type { Selection } from './map-state'

export type Selected =
  | { kind: 'retailer'; retailer: RetailerOnMap }
  | { kind: 'trade-area'; area: TradeAreaOnMap }
  | { kind: 'not-found' }

export async function viewSelectionAction({ kind, id }: Selection): Promise<Selected> {
  const actor = await requireActor()
  if (kind === 'retailer') {
    const asked = ViewRetailerOnMap.safeParse({ id })
    const retailer = asked.success ? await viewRetailerOnMap(actor, asked.data) : undefined
    return retailer?.ok ? { kind, retailer: retailer.value } : { kind: 'not-found' }
  }
  const asked = ViewTradeAreaOnMap.safeParse({ id })
  const area = asked.success ? await viewTradeAreaOnMap(actor, asked.data) : undefined
  return area?.ok ? { kind: 'trade-area', area: area.value } : { kind: 'not-found' }
}

export async function listRetailersOnMapAction(asked: ListRetailersOnMap): Promise<RetailersOnMap> {
  const actor = await requireActor()
  const parsed = ListRetailersOnMap.safeParse(asked)
  return parsed.success ? listRetailersOnMap(actor, parsed.data) : { rows: [], total: 0 }
}
