/**
 * How a territory is planned: one version of the parameter set `planning`.
 *
 * Units   working days; iterations of the search, so that the same input gives the same plan; weights as in
 *         docs/planner.md.
 */
import type { PlanWeights } from '@/lib/domain/routing/problem'
import { DEFAULT_PRIORITY_WEIGHTS, type PriorityWeights } from './visit-demand'

export type PlanningParameters = {
  readonly horizonDays: number
  readonly iterations: number
  readonly seed: number
  readonly weights: PlanWeights
  readonly priority: PriorityWeights
}

export const DEFAULT_PLANNING_PARAMETERS: PlanningParameters = {
  horizonDays: 20,
  iterations: 20_000,
  seed: 1,
  weights: { drive: 1, overtime: 10, unplanned: 3600, balance: 0.2, compact: 0, change: 0 },
  priority: DEFAULT_PRIORITY_WEIGHTS,
}
