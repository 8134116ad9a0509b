/**
 * `shangquan plan PROBLEM.json [--seconds S] [--iterations N] [--seed N] [--out PLAN.json]`: the planner without a database.
 *
 * Exit    0 planned, 2 a bad problem (with {"errors":[{"path","code","message"}]} on standard output).
 * Units   `--seconds` counts from the start of this process.
 */
import { writeFile } from 'node:fs/promises'
import { parseArgs } from 'node:util'
import { fail, ok, type Result } from '@/lib/domain/result'
import type { ProblemFailure } from '@/lib/domain/routing/parse-problem'
import { splitProblem } from '@/lib/domain/routing/parts'
import type { Plan, PlanProblem } from '@/lib/domain/routing/problem'
import { PART_STORES_MAX, solve } from '@/lib/domain/routing/solve'
import { solveInWorker } from '@/lib/solver/pool'
import { errorsJson, print, readProblem } from './plan-files'

const SEED_DEFAULT = 1
/** Kept back for timing the routes, explaining and writing. */
const RESERVE = 0.02

type Order = { file: string; seconds?: number; iterations?: number; seed: number; out?: string }

export async function run(argv: string[]): Promise<number> {
  const order = readOrder(argv)
  if (!order.ok) return refuse(order.error)
  const problem = await readProblem(order.value.file)
  if (!problem.ok) return refuse(problem.error)
  const tooLarge = splitProblem(problem.value).some(({ stores }) => stores.length > PART_STORES_MAX)
  if (tooLarge) {
    const message = `one manager has more than ${PART_STORES_MAX} stores; give stores to more managers`
    return refuse({ code: 'problem-invalid', errors: [{ path: 'stores', code: 'too-many', message }] })
  }
  const plan = await planWithin(problem.value, order.value)
  const text = `${JSON.stringify(plan)}\n`
  if (order.value.out === undefined) await print(text)
  else await writeFile(order.value.out, text)
  return 0
}

function planWithin(problem: PlanProblem, { seconds, iterations, seed }: Order): Plan | Promise<Plan> {
  const elapsed = () => performance.now() / 1000
  const limits = {
    seed,
    ...(iterations !== undefined && { iterations }),
  }
  if (splitProblem(problem).length > 1) {
    const left = seconds === undefined ? undefined : Math.max(0, seconds * (1 - RESERVE) - elapsed())
    return solveInWorker(problem, { ...limits, ...(left !== undefined && { secondsMax: left }) })
  }
  return solve(problem, {
    ...limits,
    ...(seconds !== undefined && { secondsMax: seconds * (1 - RESERVE) }),
    elapsed,
  })
}

function readOrder(argv: string[]): Result<Order, ProblemFailure> {
  const bad = (path: string, code: string, message: string) =>
    fail({ code: 'problem-invalid' as const, errors: [{ path, code, message }] })
  let parsed: ReturnType<typeof parseOrder>
  try {
    parsed = parseOrder(argv)
  } catch (error) {
    return bad('arguments', 'usage', error instanceof Error ? error.message : String(error))
  }
  const { values, positionals } = parsed
  const [file, ...others] = positionals
  if (file === undefined || others.length > 0) return bad('arguments', 'usage', 'name one PROBLEM.json')
  const numbers: { seconds?: number; iterations?: number; seed?: number } = {}
  for (const name of ['seconds', 'iterations', 'seed'] as const) {
    const text = values[name]
    if (text === undefined) continue
    const value = Number(text)
    const isSound =
      text.trim() !== '' &&
      Number.isFinite(value) &&
      (name === 'seconds' ? value > 0 : Number.isSafeInteger(value) && (name === 'seed' || value >= 0))
    if (!isSound) return bad(`--${name}`, 'number', `${JSON.stringify(text)} is no sound number`)
    numbers[name] = value
  }
  return ok({ file, seed: SEED_DEFAULT, ...numbers, ...(values.out !== undefined && { out: values.out }) })
}

function parseOrder(argv: string[]) {
  return parseArgs({
    args: argv,
    allowPositionals: true,
    options: {
      seconds: { type: 'string' },
      iterations: { type: 'string' },
      seed: { type: 'string' },
      out: { type: 'string' },
    },
  })
}

async function refuse({ errors }: ProblemFailure): Promise<number> {
  await print(errorsJson(errors))
  return 2
}
