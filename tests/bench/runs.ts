/**
 * The runs of which the planner's report is made: a suite, a folder of the shared benchmarks, and the seconds of CPU time
 * that an instance gets. CVRP instances get theirs by their number of customers.
 */
export type InstanceSet = 'pvrp' | 'cvrp-x' | 'cvrp-belgium' | 'solomon' | 'homberger-1000'

export type Run = {
  readonly name: string
  readonly title: string
  readonly suite: 'pvrp' | 'cvrp' | 'vrptw' | 'planner'
  /** Absent for the product's own problems, which no folder holds. */
  readonly instances?: {
    readonly set: InstanceSet
    /** Below the folder of all benchmarks. */
    readonly folder: string
    readonly seconds: number
    readonly customers?: readonly [least: number, most: number]
  }
}

export const RUNS: readonly Run[] = [
  {
    name: 'pvrp-10',
    title: 'PVRP (Cordeau p, pr), 10 s',
    suite: 'pvrp',
    instances: { set: 'pvrp', folder: 'pvrp', seconds: 10 },
  },
  {
    name: 'pvrp-60',
    title: 'PVRP (Cordeau p, pr), 60 s',
    suite: 'pvrp',
    instances: { set: 'pvrp', folder: 'pvrp', seconds: 60 },
  },
  {
    name: 'cvrp-x-200-30',
    title: 'CVRP X, up to 200 customers, 30 s',
    suite: 'cvrp',
    instances: { set: 'cvrp-x', folder: 'cvrp/X', seconds: 30, customers: [1, 200] },
  },
  {
    name: 'cvrp-x-500-30',
    title: 'CVRP X, 201–500 customers, 30 s',
    suite: 'cvrp',
    instances: { set: 'cvrp-x', folder: 'cvrp/X', seconds: 30, customers: [201, 500] },
  },
  {
    name: 'cvrp-x-1000-60',
    title: 'CVRP X, 501–1,000 customers, 60 s',
    suite: 'cvrp',
    instances: { set: 'cvrp-x', folder: 'cvrp/X', seconds: 60, customers: [501, 1000] },
  },
  {
    name: 'cvrp-belgium-120',
    title: 'CVRP Belgium, 3,000–10,000 customers, 120 s',
    suite: 'cvrp',
    instances: { set: 'cvrp-belgium', folder: 'cvrp/belgium', seconds: 120, customers: [3000, 10_000] },
  },
  {
    name: 'solomon-10',
    title: 'VRPTW Solomon, distance, 10 s',
    suite: 'vrptw',
    instances: { set: 'solomon', folder: 'vrptw/solomon', seconds: 10 },
  },
  {
    name: 'homberger-1000-60',
    title: 'VRPTW Homberger 1000, distance, 60 s',
    suite: 'vrptw',
    instances: { set: 'homberger-1000', folder: 'vrptw/homberger_1000', seconds: 60 },
  },
  { name: 'planner', title: 'The product’s own problems', suite: 'planner' },
]

/** How, when and where a run was made: `NAME.meta.json` beside `NAME.jsonl`. */
export type RunMeta = {
  readonly seed: number
  readonly commit: string
  readonly node: string
  readonly machine: string
  readonly cores: number
  /** More than one where a run was taken up again. */
  readonly sessions: readonly RunSession[]
}
/** Load is the average number of processes that run or wait, over the minute before. */
export type RunSession = {
  readonly from: string
  readonly loadFrom: number
  readonly to?: string
  readonly loadTo?: number
}

export type Result = {
  readonly instance: string
  readonly seconds: number
  readonly [figure: string]: unknown
}
export type FleetResult = Result & {
  readonly cost: number
  readonly feasible: boolean
  readonly routes: number
  readonly trace: readonly (readonly [seconds: number, cost: number])[]
}

/** A file of results; a line that was cut off is left out. */
export function readResults(text: string): Result[] {
  return text.split('\n').flatMap((line) => {
    try {
      return [JSON.parse(line) as Result]
    } catch {
      return []
    }
  })
}
