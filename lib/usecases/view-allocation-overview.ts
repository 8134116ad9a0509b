/**
 * The scarce products of a month with their supply and how far their allocation is (货源投放总览).
 *
 * A person who may not see whole allocations sees what the own retailers get of what is published, and no totals.
 */
import {
  type CycleRecord,
  countScarceProducts,
  listCycleMonths,
  listCycles,
  listRuns,
  type RunHead,
  type ShareSums,
  sumShares,
} from '@/lib/db/allocation-run-repository'
import { type Actor, can } from '@/lib/domain/actor'
import { type IsoMonth, monthOf } from '@/lib/domain/calendar/dates'
import { monthNumber, monthOfNumber } from '@/lib/domain/calendar/month-number'
import { organizationToday } from './organization-today'

export type { RunHead, ShareSums }

export type AllocationProduct = Omit<CycleRecord, 'id' | 'month' | 'supplyUnits'>

export type OverviewRow = {
  readonly product: AllocationProduct
  /** Null for whoever sees only own retailers. */
  readonly supplyUnits: number | null
  /** The newest run and the published one, which may be the same. */
  readonly newest: RunHead | null
  readonly published: RunHead | null
  /** Of what is published, within reach; null where nothing is. */
  readonly own: ShareSums | null
}

export type AllocationOverview = {
  readonly scope: 'whole' | 'own'
  readonly month: IsoMonth
  /** Months with a supply, and the present one. */
  readonly months: readonly IsoMonth[]
  readonly products: readonly OverviewRow[]
  /** Products marked as scarce, whether or not they have a supply in the month. */
  readonly scarceProducts: number
  readonly may: { readonly allocate: boolean; readonly publish: boolean }
}

export async function viewAllocationOverview(actor: Actor, asked?: IsoMonth): Promise<AllocationOverview> {
  const present = monthOf(await organizationToday())
  const may = { allocate: can(actor, 'allocate'), publish: can(actor, 'publish-allocations') }
  const scope = can(actor, 'view-whole-allocations') ? 'whole' : 'own'
  if (!can(actor, 'view-allocations')) {
    return { scope, month: present, months: [present], products: [], scarceProducts: 0, may }
  }
  const supplied = (await listCycleMonths()).map(monthOfNumber)
  const month = asked ?? (supplied.includes(present) ? present : (supplied.at(-1) ?? present))
  const [cycles, scarceProducts] = await Promise.all([listCycles(monthNumber(month)), countScarceProducts()])
  const runs = await listRuns(cycles.map(({ id }) => id))
  const products = await Promise.all(
    cycles.map(async ({ id, month: _, supplyUnits, ...product }): Promise<OverviewRow> => {
      const own = runs.filter(({ cycleId }) => cycleId === id)
      const published = own.find(({ state }) => state === 'published') ?? null
      if (scope === 'whole') {
        const newest = (may.allocate ? own[0] : published) ?? null
        return { product, supplyUnits, newest, published, own: null }
      }
      const sums = published && (await sumShares(published.id, actor.territoryIds))
      return { product, supplyUnits: null, newest: null, published: null, own: sums }
    }),
  )
  const months = [...new Set([...supplied, present, month])].toSorted()
  return { scope, month, months, products, scarceProducts, may }
}
