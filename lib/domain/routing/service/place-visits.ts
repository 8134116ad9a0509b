/**
 * Is there a choice of days for so many visits, with the gaps between them in bounds and every locked day among them?
 *
 * Units   dates as day numbers, ascending; closed and locked days as indexes into them; gaps in calendar days.
 * Cost    O(visits × days²), by the set of days on which the k-th visit can fall.
 */
export type VisitPlacement = {
  readonly dates: readonly number[]
  readonly closed: readonly number[]
  readonly locked: readonly number[]
  readonly visits: number
  readonly least: number
  readonly most: number
  /** The date from which the first gap counts, if any. */
  readonly anchor?: number
}

export function canPlaceVisits({
  dates,
  closed,
  locked,
  visits,
  least,
  most,
  anchor,
}: VisitPlacement): boolean {
  const firstLock = Math.min(...locked, dates.length - 1)
  const lastLock = Math.max(...locked, 0)
  const inBounds = (gap: number) => gap >= least && gap <= most
  const skipsLock = (from: number, to: number) => locked.some((day) => day > from && day < to)

  let reachable = dates.flatMap((date, day) =>
    !closed.includes(day) && day <= firstLock && (anchor === undefined || inBounds(date - anchor))
      ? [day]
      : [],
  )
  for (let visit = 2; visit <= visits; visit++) {
    reachable = dates.flatMap((date, day) =>
      !closed.includes(day) &&
      reachable.some((before) => inBounds(date - dates[before]!) && before < day && !skipsLock(before, day))
        ? [day]
        : [],
    )
  }
  return reachable.some((day) => day >= lastLock)
}
