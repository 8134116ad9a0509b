/**
 * `shangquan plan PROBLEM.json [--seconds S] [--iterations N] [--seed N] [--out PLAN.json]`: the planner without a database.
 *
 * Exit    0 planned, 2 a bad problem (with {"errors":[{"path","code","message"}]} on standard output).
 * Units   `--seconds` counts from when the command was given until it has ended.
 */
import { open } from 'node:fs/promises'
import { parseArgs } from 'node:util'
import { givenAtMs } from '@/lib/cli/given-at'
import { fail, ok, type Result } from '@/lib/domain/result'
import type { ProblemFailure } from '@/lib/domain/routing/parse-problem'
import { splitProblem } from '@/lib/domain/routing/parts'
import type { Plan, PlanProblem } from '@/lib/domain/routing/problem'
import { PART_STORES_MAX, solve } from '@/lib/domain/routing/solve'
import { kernelEngine } from '@/lib/solver/kernel'
import { LARGE_PART, solveInWorker, THREADS } from '@/lib/solver/pool'
import { errorsJson, invalid, messageOf, print, readProblem, writeText } from './plan-files'

const SEED_DEFAULT = 1
/** Kept back for writing and for the processes to end: a share of the time, and seconds. */
const RESERVE = 0.01
const RESERVE_S = 0.1
/** Seconds before a search begins, a pair of stores of one part; twice what a machine without other work takes. */
const PAIR_S = 2e-7

type Order = { file: string; seconds?: number; iterations?: number; seed: number; out?: string }

export async function run(argv: string[]): Promise<number> {
  const givenMs = givenAtMs()
  const elapsed = () => (performance.timeOrigin + performance.now() - givenMs) / 1000
  const order = readOrder(argv)
  if (!order.ok) return refuse(order.error)
  const { file, out } = order.value
  const problem = await readProblem(file)
  if (!problem.ok) return refuse(problem.error)
  const parts = splitProblem(problem.value)
  const fault =
    (await findWriteFault(out)) ?? findTooLarge(problem.value, parts) ?? findTooShort(order.value, parts)
  if (fault) return refuse(fault)

  const isSmall = parts.length === 0 || (parts.length === 1 && parts[0]!.stores.length < LARGE_PART)
  const plan = await planWithin(problem.value, order.value, { isSmall, elapsed })
  const text = `${JSON.stringify({ ...plan, seconds: elapsed() })}\n`
  if (out === undefined) await print(text)
  else await writeText(out, text)
  return 0
}

function planWithin(
  problem: PlanProblem,
  { seconds, iterations, seed }: Order,
  { isSmall, elapsed }: { isSmall: boolean; elapsed: () => number },
): Plan | Promise<Plan> {
  const until = seconds === undefined ? undefined : seconds * (1 - RESERVE) - RESERVE_S
  const limits = { seed, ...(iterations !== undefined && { iterations }) }
  const engine = kernelEngine()
  if (isSmall)
    return solve(problem, { ...limits, engine, ...(until !== undefined && { secondsMax: until }), elapsed })
  const left = until === undefined ? undefined : Math.max(0, until - elapsed())
  return solveInWorker(problem, { ...limits, ...(left !== undefined && { secondsMax: left }) })
}

/** Before the search, so that no plan is lost for want of a place. */
async function findWriteFault(out: string | undefined): Promise<ProblemFailure | undefined> {
  if (out === undefined) return undefined
  try {
    await (await open(out, 'a')).close()
    return undefined
  } catch (error) {
    return invalid('--out', 'file', `${out} cannot be written: ${messageOf(error)}`)
  }
}

function findTooLarge(problem: PlanProblem, parts: readonly PlanProblem[]): ProblemFailure | undefined {
  const part = parts.find(({ stores }) => stores.length > PART_STORES_MAX)
  if (!part) return undefined
  const manager = problem.managers.findIndex(({ id }) => id === part.managers[0]!.id)
  const message = `${part.stores.length} stores for one manager are more than ${PART_STORES_MAX}; give stores to more managers`
  return invalid(`managers[${manager}]`, 'too-many', message)
}

/** A limit that would be over before the first visit is planned could only be kept by chance. */
function findTooShort(
  { seconds = Number.POSITIVE_INFINITY }: Order,
  parts: readonly PlanProblem[],
): ProblemFailure | undefined {
  const each = parts.map(({ stores }) => PAIR_S * stores.length ** 2)
  const all = each.reduce((sum, one) => sum + one, 0)
  const least = Math.max(all / THREADS, ...each)
  if (seconds >= least) return undefined
  const most = Math.max(...parts.map(({ stores }) => stores.length))
  const message = `with up to ${most} stores planned together, ${Math.ceil(10 * least) / 10} seconds are needed; give more, or give stores to more managers`
  return invalid('--seconds', 'too-short', message)
}

function readOrder(argv: string[]): Result<Order, ProblemFailure> {
  const bad = (path: string, code: string, message: string) => fail(invalid(path, code, message))
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
