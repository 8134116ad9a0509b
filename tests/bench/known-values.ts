/**
 * Best known values of the published instances, from the tables of the benchmarks' README and from VRPLIB solutions. They
 * measure results and are never seen by the solver.
 *
 *   PVRP                the lowest of its three columns; the verified cost of 1997 is kept beside it
 *   VRPTW               `D dist`: distance only, whatever the number of vehicles
 *   CVRP                `BKS cost`
 */
import type { FleetResult, InstanceSet } from './runs'

export type KnownValue = {
  readonly instance: string
  readonly set: InstanceSet
  readonly customers: number
  readonly best: number
  /** PVRP: a cost that no decent plan is above. */
  readonly verified?: number
}
type Row = Readonly<Record<string, string>>

const SOLOMON_CUSTOMERS = 100
const HOMBERGER_CUSTOMERS = 1000

export function readKnownValues(markdown: string): KnownValue[] {
  return tablesOf(markdown).flatMap((rows) => rows.flatMap(knownValue))
}

/** Costs of solutions, by instance, stand where they are lower. */
export function withSolutions(
  known: readonly KnownValue[],
  costs: ReadonlyMap<string, number>,
): KnownValue[] {
  return known.map((value) => ({
    ...value,
    best: Math.min(value.best, costs.get(value.instance) ?? value.best),
  }))
}

/** The `Cost` of a VRPLIB solution. */
export function costOfSolution(text: string): number | undefined {
  const found = /^Cost\s*:?\s*([\d.]+)/im.exec(text)
  return found ? Number(found[1]) : undefined
}

/** Cost above the best known, as a share of it; negative for a new best. */
export function gapTo(best: number, cost: number): number {
  return cost / best - 1
}

/** What the search had found by then; undefined before its first feasible solution. */
export function costAt(trace: FleetResult['trace'], seconds: number): number | undefined {
  return trace.findLast(([at]) => at <= seconds)?.[1]
}

/** All tables of a Markdown text, each row by the table's headings. */
export function tablesOf(markdown: string): Row[][] {
  const tables: Row[][] = []
  let headings: string[] | undefined
  let rows: Row[] = []
  for (const line of [...markdown.split('\n'), '']) {
    if (!line.startsWith('|')) {
      if (rows.length > 0) tables.push(rows)
      headings = undefined
      rows = []
      continue
    }
    const cells = line
      .trim()
      .slice(1, -1)
      .split('|')
      .map((cell) => cell.trim())
    if (!headings) headings = cells
    else if (!cells.every((cell) => /^:?-+:?$/.test(cell))) {
      rows.push(Object.fromEntries(headings.map((heading, k) => [heading, cells[k] ?? ''])))
    }
  }
  return tables
}

function knownValue(row: Row): KnownValue[] {
  const { instance = '' } = row
  if (row['BKS cost']) {
    const set = instance.startsWith('X-') ? 'cvrp-x' : 'cvrp-belgium'
    return [{ instance, set, customers: Number(row.customers), best: Number(row['BKS cost']) }]
  }
  if (row['verified UB (1997)']) {
    const columns = ['verified UB (1997)', 'own (measured)', 'literature BKS (recalled)']
    const values = columns.flatMap((column) => (row[column] ? [Number(row[column])] : []))
    const verified = Number(row['verified UB (1997)'])
    return [{ instance, set: 'pvrp', customers: Number(row.n), best: Math.min(...values), verified }]
  }
  if (row.set === 'solomon' && row['D dist (double)']) {
    const best = Number(row['D dist (double)'])
    return [{ instance, set: 'solomon', customers: SOLOMON_CUSTOMERS, best }]
  }
  const thousand = row['1000-customer instance']
  const distance = row['D dist (DIMACS, 1 decimal)']
  if (!thousand || !distance) return []
  const best = Number(distance)
  return [{ instance: thousand, set: 'homberger-1000', customers: HOMBERGER_CUSTOMERS, best }]
}
