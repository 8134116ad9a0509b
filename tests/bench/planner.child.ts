/**
 * A process of the bench `planner` that does nothing but read a problem and plan it, so that its time is that of a cold
 * start and its memory that of planning alone: `planner.child FILE ORDER`, the order as JSON.
 *
 * Shape   the report goes to the parent over the channel: the time of each repeat, the problem read beforehand, and the
 *         largest resident set so far in MiB.
 */
import { readFileSync } from 'node:fs'
import { parseProblem } from '@/lib/domain/routing/parse-problem'
import type { Plan, PlanProblem } from '@/lib/domain/routing/problem'
import { solve } from '@/lib/domain/routing/solve'
import { solveInWorker } from '@/lib/solver/pool'
import { timed } from './planner-result'

export type ChildOrder =
  | { readonly task: 'load' }
  | {
      readonly task: 'solve'
      readonly threads: 'one' | 'pool'
      readonly iterations: number
      readonly seed: number
      readonly repeats: number
    }
export type ChildReport = {
  readonly seconds: number[]
  readonly cpuSeconds: number[]
  readonly rssMiB: number
  readonly plan?: Plan
}

const [file, order] = process.argv.slice(2)
process.send!(await run(file!, JSON.parse(order!) as ChildOrder), () => process.exit())

async function run(problemFile: string, childOrder: ChildOrder): Promise<ChildReport> {
  if (childOrder.task === 'load') return { seconds: [], cpuSeconds: [], rssMiB: rssMiB() }
  const problem = readProblem(problemFile)
  const { threads, iterations, seed, repeats } = childOrder
  const runs: { value: Plan; seconds: number; cpuSeconds: number }[] = []
  for (let k = 0; k < repeats; k++) {
    runs.push(
      await timed(async () =>
        threads === 'one'
          ? solve(problem, { iterations, seed })
          : await solveInWorker(problem, { iterations, seed }),
      ),
    )
  }
  return {
    seconds: runs.map(({ seconds }) => seconds),
    cpuSeconds: runs.map(({ cpuSeconds }) => cpuSeconds),
    rssMiB: rssMiB(),
    plan: runs.at(-1)!.value,
  }
}

function readProblem(problemFile: string): PlanProblem {
  const parsed = parseProblem(JSON.parse(readFileSync(problemFile, 'utf8')))
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.error))
  return parsed.value
}

function rssMiB(): number {
  return process.resourceUsage().maxRSS / 1024
}
