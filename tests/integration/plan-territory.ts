/** A small territory for tests of the week plan: one manager, ten shops on a street of Montevideo, no roads loaded. */
import { db } from '@/lib/db/client'
import type { Actor } from '@/lib/domain/actor'
import { DEFAULT_PLANNING_PARAMETERS } from '@/lib/domain/routing/service/planning-parameters'
import { DEFAULT_SERVICE_RULES } from '@/lib/domain/routing/service/service-rules'
import { viewWeek, type WeekView } from '@/lib/usecases/view-week'
import { anOrganization } from './builders'

export const WEEK = '2026-W49'
/** Monday of `WEEK`. */
export const MONDAY = '2026-11-30'
const SHOPS = 10

export type SmallTerritory = {
  readonly territoryId: number
  readonly managerId: string
  readonly retailerIds: readonly number[]
  readonly customerManager: Actor
  readonly marketManager: Actor
}

export async function aSmallTerritory(): Promise<SmallTerritory> {
  const { orgUnitId } = await anOrganization({
    'service-rules': DEFAULT_SERVICE_RULES.map((rule) => ({ ...rule })),
    planning: { ...DEFAULT_PLANNING_PARAMETERS, iterations: 300 },
  })
  await db.user.createMany({
    data: [
      { id: 'ana', name: 'Ana', email: 'ana@x.invalid', role: 'customer_manager' },
      { id: 'bruno', name: 'Bruno', email: 'bruno@x.invalid', role: 'market_manager', orgUnitId },
    ],
  })
  const place = { startLng: -56.2, startLat: -34.9, endLng: -56.2, endLat: -34.9 }
  const territory = await db.territory.create({
    data: { orgUnitId, code: 'T1', name: 'Street', managerId: 'ana', ...place },
  })
  const shops = await db.retailer.createManyAndReturn({
    data: Array.from({ length: SHOPS }, (_, k) => ({
      code: `S${k}`,
      name: `Shop ${k}`,
      lng: -56.2 + 0.004 * (k + 1),
      lat: -34.9,
      quadbin: 0n,
      format: 'convenience',
      serviceClass: 'A',
      // the first one is closed on Wednesdays
      closedWeekdays: k === 0 ? [3] : [],
      territoryId: territory.id,
      // shops 0 to 4 are due at the start of the week, the others in its middle
      lastVisitOn: new Date(k < SHOPS / 2 ? '2026-11-23' : '2026-11-26'),
    })),
    select: { id: true },
  })
  return {
    territoryId: territory.id,
    managerId: 'ana',
    retailerIds: shops.map(({ id }) => id).sort((a, b) => a - b),
    customerManager: {
      userId: 'ana',
      name: 'Ana',
      role: 'customer-manager',
      territoryIds: [territory.id],
    },
    marketManager: { userId: 'bruno', name: 'Bruno', role: 'market-manager', territoryIds: [territory.id] },
  }
}

/** The week of a small territory as its market manager sees it; fails the test where it cannot be seen. */
export async function weekOf(at: SmallTerritory, status?: 'draft' | 'published'): Promise<WeekView> {
  const order = { territoryId: at.territoryId, week: WEEK, ...(status && { status }) }
  const view = await viewWeek(at.marketManager, order)
  if (!view.ok) throw new Error(view.error.code)
  return view.value
}
