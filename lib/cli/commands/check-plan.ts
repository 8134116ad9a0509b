/**
 * `shangquan check-plan PROBLEM.json PLAN.json`: recomputes a plan, and says whether it holds and where it does not.
 *
 * Exit    0 valid, 2 not valid or not readable.
 */
import { checkPlan } from '@/lib/domain/routing/check-plan'
import { errorsJson, print, readJson, readProblem } from './plan-files'

export async function run(argv: string[]): Promise<number> {
  const [problemFile, planFile, ...others] = argv
  if (problemFile === undefined || planFile === undefined || others.length > 0) {
    await print(
      errorsJson([{ path: 'arguments', code: 'usage', message: 'name PROBLEM.json and PLAN.json' }]),
    )
    return 2
  }
  const problem = await readProblem(problemFile)
  const plan = problem.ok ? await readJson(planFile, 'plan') : problem
  if (!problem.ok || !plan.ok) {
    const { errors } = problem.ok ? (plan as Extract<typeof plan, { ok: false }>).error : problem.error
    await print(errorsJson(errors))
    return 2
  }
  const check = checkPlan(problem.value, plan.value)
  await print(`${JSON.stringify(check)}\n`)
  return check.valid ? 0 : 2
}
