/** What the measures of the bench `planner` are given and give. */
import { checkPlan } from '@/lib/domain/routing/check-plan'
import type { Plan, PlanProblem } from '@/lib/domain/routing/problem'
import type { BenchOptions } from './main'

export type PlannerResult = {
  readonly instance: string
  readonly problem: string
  readonly seconds: number
  readonly valid: boolean
  readonly [figure: string]: unknown
}
export type PlannerBench = {
  readonly city: PlanProblem
  readonly cityName: string
  /** The city's plan after 20,000 iterations. */
  readonly cityPlan: () => Promise<Plan>
  readonly options: BenchOptions
}
/** Whether `--only` takes an instance; all are taken without it. */
export function isAsked({ only }: BenchOptions, instance: string): boolean {
  return !only || only.some((asked) => instance.startsWith(asked))
}

/** What the checker says of a plan, and its size. */
export function checked(problem: PlanProblem, plan: Plan) {
  const { valid, violations } = checkPlan(problem, plan)
  if (!valid) console.error(`not valid: ${JSON.stringify(violations[0])}`)
  return {
    valid,
    visits: plan.routes.reduce((sum, { stops }) => sum + stops.length, 0),
    unplanned: plan.unplanned.reduce((sum, { visits }) => sum + visits, 0),
    cost: round(plan.cost.total),
    driveHours: round(driveSecondsOf(plan) / 3600),
  }
}

export function driveSecondsOf({ routes }: Plan): number {
  return routes.reduce((sum, { driveSeconds }) => sum + driveSeconds, 0)
}

export function round(value: number, digits = 3): number {
  return Number(value.toFixed(digits))
}

/** Seconds by the clock, and of the processor over all threads: on a busy machine only the latter says much. */
export async function timed<T>(
  run: () => Promise<T>,
): Promise<{ value: T; seconds: number; cpuSeconds: number }> {
  const startedMs = performance.now()
  const cpu = process.cpuUsage()
  const value = await run()
  const { user, system } = process.cpuUsage(cpu)
  const seconds = (performance.now() - startedMs) / 1000
  return { value, seconds: round(seconds), cpuSeconds: round((user + system) / 1e6) }
}
