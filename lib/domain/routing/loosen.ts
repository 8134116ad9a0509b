/**
 * Ways to relax the kernel's model of a problem in place, one field at a time, and back again: what an explanation tries.
 *
 * Units  seconds of the day; prices of the model.
 */
import { type Model, PRICE_BALANCE } from './kernel/model.kernel'
import { BALANCE_PRICE, type PlanState } from './kernel/plan-state.kernel'
import { refreshSlot } from './kernel/rows.kernel'
import type { Interval, PlanProblem, PlanStore, Relaxation, UnplannedReason } from './problem'
import { balancePrice } from './to-model'

export const SECOND_MAX = 2 * 86_400
export const PRIORITY_MAX = 1_000_000

/** A way to relax the model in place; `undo` brings it back. */
export type Loosening = {
  readonly reason: UnplannedReason
  readonly apply: () => void
  readonly undo: () => void
  readonly whole: () => Relaxation
}

export class Loosener {
  private readonly problem: PlanProblem
  private readonly m: Model
  private readonly s: PlanState

  constructor(problem: PlanProblem, m: Model, s: PlanState) {
    this.problem = problem
    this.m = m
    this.s = s
  }

  moreVisits(crew: number): Loosening {
    const { id, visitsMax } = this.problem.managers[crew]!
    const add = (by: number) => {
      for (const slot of this.slotsOf(crew)) this.m.slotCapacity[slot]! += by
    }
    return {
      reason: 'capacity',
      apply: () => add(1),
      undo: () => add(-1),
      whole: () => ({ ...ofManager(id), field: 'visitsMax', from: visitsMax, to: visitsMax! + 1 }),
    }
  }

  laterEnd(crew: number, end: number): { apply: () => void; undo: () => void } {
    const { price, slotSoftEnd } = this.m
    const before = this.problem.managers[crew]!.shift[1]
    const balance = price[PRICE_BALANCE]!
    const setBalance = (to: number) => {
      price[PRICE_BALANCE] = to
      this.s.sums[BALANCE_PRICE] = to
    }
    const set = (to: number) => {
      for (const slot of this.slotsOf(crew)) {
        slotSoftEnd[slot] = to
        refreshSlot(this.m, this.s, slot)
      }
    }
    return {
      apply: () => {
        set(end)
        setBalance(balancePrice(this.problem.weights, this.m.slotOpens, slotSoftEnd))
      },
      undo: () => {
        set(before)
        setBalance(balance)
      },
    }
  }

  widerWindows(k: number, by: number): Loosening {
    const windows = this.problem.stores[k]!.windows ?? []
    const to = windows.map(
      ([open, close]) => [Math.max(0, open - by), Math.min(SECOND_MAX, close + by)] as const,
    )
    const set = this.setWindows(k, to)
    return { reason: 'window', ...set, whole: () => ({ field: 'windows', from: windows, to }) }
  }

  /** Windows too short for the visit have no place in the model; the others are set where theirs are. */
  setWindows(k: number, to: readonly Interval[]): { apply: () => void; undo: () => void } {
    const { m } = this
    const from = m.windowFrom[k]!
    const service = m.service[k]!
    const set = (windows: readonly Interval[]) => {
      const fitting = windows
        .filter(([open, close]) => close - open >= service)
        .toSorted((a, b) => a[0] - b[0] || a[1] - b[1])
        .slice(0, m.windowFrom[k + 1]! - from)
      for (const [w, [open, close]] of fitting.entries()) {
        m.windowOpen[from + w] = open
        m.windowLatest[from + w] = close - service
      }
    }
    return { apply: () => set(to), undo: () => set(this.problem.stores[k]!.windows ?? []) }
  }

  openDays(k: number, { closedDays = [] }: PlanStore): Loosening {
    const set = (value: number) => {
      for (const day of closedDays) this.m.dayOpen[k * this.m.dayCount + day] = value
    }
    return {
      reason: 'closed',
      apply: () => set(1),
      undo: () => set(0),
      whole: () => ({ field: 'closedDays', from: closedDays, to: [] }),
    }
  }

  /** Any days at all; `whole` must be read while applied and admitted: it adds the set of days just chosen. */
  anyDays(k: number, { patterns = [] }: PlanStore): Loosening {
    const { m, s } = this
    const visits = m.visits[k]!
    return {
      reason: 'gap',
      apply: () => {
        m.byPattern[k] = 0
        m.visits[k] = s.planned[k]! + 1
      },
      undo: () => {
        m.byPattern[k] = 1
        m.visits[k] = visits
      },
      whole: () => {
        const days = Array.from({ length: m.dayCount }, (_, day) => day).filter((day) => s.chosen[day])
        return { field: 'patterns', from: patterns, to: [...patterns, days] }
      },
    }
  }

  setGap(k: number, to: Interval): Loosening {
    const { m } = this
    const before = this.problem.stores[k]!.gapDays!
    const isCounted = this.problem.stores[k]!.lastVisit !== undefined
    const last = m.firstLeast[k]! - before[0]
    const set = ([least, most]: Interval) => {
      m.gapLeast[k] = least
      m.gapMost[k] = most
      if (!isCounted) return
      m.firstLeast[k] = last + least
      m.firstMost[k] = last + most
    }
    return {
      reason: 'gap',
      apply: () => set(to),
      undo: () => set(before),
      whole: () => ({ field: 'gapDays', from: before, to }),
    }
  }

  setPrice(k: number, price: number): Loosening {
    const before = this.m.dropPrice[k]!
    const from = this.problem.stores[k]!.priority ?? 1
    const set = (value: number) => {
      this.m.dropPrice[k] = value
    }
    return {
      reason: 'capacity',
      apply: () => set(price),
      undo: () => set(before),
      whole: () => ({ field: 'priority', from, to: PRIORITY_MAX }),
    }
  }

  private slotsOf(crew: number): number[] {
    const from = this.m.slotFrom[crew * this.m.dayCount]!
    const to = this.m.slotFrom[(crew + 1) * this.m.dayCount]!
    return Array.from({ length: to - from }, (_, i) => from + i)
  }
}

/** Which manager a relaxation is of. */
export function ofManager(manager: string): { manager: string } {
  return { manager }
}
