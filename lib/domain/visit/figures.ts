/**
 * What the visits of a month come to: coverage (拜访覆盖率), adherence to the plan (线路执行率), interval debt (周期欠账).
 *
 * Coverage     shops with a done visit in the month ÷ shops open at its end.
 * Adherence    planned visits done ÷ planned, up to today: strictly on their day, or within their ISO week. A done
 *              visit fulfils one planned visit of its week, those of its own day first. A planned visit of a shop that
 *              had closed by then, or was found closed on the day, is counted on neither side.
 * Debt         days by which the last done visit is longer ago than the interval, summed over the open shops, as of
 *              the month's end or today. A shop never visited is due, and owes nothing yet.
 * Units        rates 0…1, undefined where nothing is divided by; calendar days.
 * Source       PRODUCT 4.5.
 */
export type VisitFigures = {
  /** Open at the month's end. */
  readonly retailers: number
  readonly visited: number
  readonly planned: number
  readonly doneOnDay: number
  readonly doneInWeek: number
  /** Days on which a shop was recorded as not visited. */
  readonly notDone: number
  readonly debtDays: number
  /** Shops whose last visit is longer ago than their interval. */
  readonly overdue: number
}

export function coverageOf({ visited, retailers }: VisitFigures): number | undefined {
  return retailers === 0 ? undefined : visited / retailers
}

export function adherenceOnDayOf({ doneOnDay, planned }: VisitFigures): number | undefined {
  return planned === 0 ? undefined : doneOnDay / planned
}

export function adherenceInWeekOf({ doneInWeek, planned }: VisitFigures): number | undefined {
  return planned === 0 ? undefined : doneInWeek / planned
}

/** Groups that share no shop, taken together. */
export function sumVisitFigures(groups: readonly VisitFigures[]): VisitFigures {
  const sum = (field: keyof VisitFigures) => groups.reduce((total, group) => total + group[field], 0)
  return {
    retailers: sum('retailers'),
    visited: sum('visited'),
    planned: sum('planned'),
    doneOnDay: sum('doneOnDay'),
    doneInWeek: sum('doneInWeek'),
    notDone: sum('notDone'),
    debtDays: sum('debtDays'),
    overdue: sum('overdue'),
  }
}
