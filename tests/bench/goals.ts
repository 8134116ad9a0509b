/**
 * What the planner must reach and what it aims at, and whether the results say so. The limits are those of the issue that
 * asked for the planner; gaps are cost above the best known, as a share of it.
 *
 * Shape   `measured` in words; `mustMet` and `aimMet` are undefined as long as instances are missing.
 */
import { costAt, gapTo, type KnownValue } from './known-values'
import { type FleetResult, type Result, RUNS } from './runs'

export type Goal = {
  readonly what: string
  readonly must: string
  readonly aim: string
  readonly measured: string
  readonly mustMet: boolean | undefined
  readonly aimMet: boolean | undefined
}

/** An instance of a published set beside its best known value; no result yet, no `result`. */
export type Compared = { readonly known: KnownValue; readonly result: FleetResult | undefined }

/** Results by the name of the run. */
export type Results = ReadonlyMap<string, readonly Result[]>

/** Every instance that a run has, whether solved yet or not. */
export function compare(runName: string, known: readonly KnownValue[], results: Results): Compared[] {
  const { instances } = RUNS.find(({ name }) => name === runName)!
  const [least, most] = instances?.customers ?? [0, Number.POSITIVE_INFINITY]
  const found = new Map(results.get(runName)?.map((result) => [result.instance, result as FleetResult]))
  return known
    .filter(({ set, customers }) => set === instances?.set && customers >= least && customers <= most)
    .map((value) => ({ known: value, result: found.get(value.instance) }))
}

export type GapSummary = {
  readonly count: number
  readonly average: number
  readonly worst: number
  readonly worstInstance: string
}

/** Over the solved instances, after `seconds` or at the end; undefined if one has no solution by then, or none is solved. */
export function summarize(compared: readonly Compared[], seconds?: number): GapSummary | undefined {
  const gaps: { instance: string; gap: number }[] = []
  for (const { known, result } of compared) {
    if (!result) continue
    const cost = seconds === undefined ? result.cost : costAt(result.trace, seconds)
    if (cost === undefined) return undefined
    gaps.push({ instance: known.instance, gap: gapTo(known.best, cost) })
  }
  if (gaps.length === 0) return undefined
  const worst = gaps.reduce((a, b) => (b.gap > a.gap ? b : a))
  const average = gaps.reduce((sum, { gap }) => sum + gap, 0) / gaps.length
  return { count: gaps.length, average, worst: worst.gap, worstInstance: worst.instance }
}

/** Below the best known value as it is printed. */
export function isNewBest({ known, result }: Compared): boolean {
  return result?.feasible === true && result.cost < known.best - HALF_CENT
}

export function isAboveVerified({ known, result }: Compared): boolean {
  return known.verified !== undefined && result !== undefined && result.cost > known.verified + HALF_CENT
}

const HALF_CENT = 0.005

export function goals(known: readonly KnownValue[], results: Results): Goal[] {
  const of = (run: string, customers: readonly [number, number] = [0, Number.POSITIVE_INFINITY]) =>
    compare(run, known, results).filter(
      ({ known: { customers: count } }) => count >= customers[0] && count <= customers[1],
    )
  const long = of('pvrp-60')
  const above = long.filter(isAboveVerified)
  const newBest = long.filter(isNewBest)
  const planner = new Map(results.get('planner')?.map((result) => [result.instance, result]))
  return [
    gapGoal('PVRP (Cordeau p, pr), 10 s', of('pvrp-10'), 0.012, 0.006),
    {
      ...gapGoal('PVRP, 60 s', long, 0.005, 0.002, {
        must: ', worst ≤ 2 %, never above the verified 1997 cost',
        aim: ', and new best values',
        measured: `${above.length} above 1997, ${newBest.length} new best`,
        mustMet: (summarize(long)?.worst ?? 0) <= 0.02 && above.length === 0,
        aimMet: newBest.length > 0,
      }),
    },
    gapGoal('CVRP X, up to 200 customers, 30 s', of('cvrp-x-200-30'), 0.003, 0.0005),
    gapGoal('CVRP X, 300–500 customers, 30 s', of('cvrp-x-500-30', [300, 500]), 0.012, 0.006),
    gapGoal('CVRP X, 600–1,000 customers, 60 s', of('cvrp-x-1000-60', [600, 1000]), 0.02, 0.008),
    gapGoal('CVRP Belgium, 3,000–10,000 customers, 120 s', of('cvrp-belgium-120'), 0.03, 0.01),
    gapGoal('VRPTW Solomon, distance, 10 s', of('solomon-10'), 0.01, 0.003),
    gapGoal('VRPTW Homberger 1000, distance, 60 s', of('homberger-1000-60'), 0.05, 0.03),
    ...productGoals(planner),
  ]
}

type More = Pick<Goal, 'must' | 'aim' | 'measured'> & { mustMet: boolean; aimMet: boolean }

function gapGoal(what: string, compared: readonly Compared[], must: number, aim: number, more?: More): Goal {
  const summary = summarize(compared)
  const limits = {
    what,
    must: `≤ ${limit(must)} on average${more?.must ?? ''}`,
    aim: `≤ ${limit(aim)}${more?.aim ?? ''}`,
  }
  if (!summary) return { ...limits, measured: 'not run', mustMet: undefined, aimMet: undefined }
  const { count, average, worst, worstInstance } = summary
  const bad = compared.filter(({ result }) => result?.feasible === false).length
  const measured = [
    `${percent(average)} on average, worst ${percent(worst)} (${worstInstance})`,
    ...(more ? [more.measured] : []),
    ...(count < compared.length ? [`${count} of ${compared.length} instances`] : []),
    ...(bad > 0 ? [`${bad} not feasible`] : []),
  ].join('; ')
  const isWhole = count === compared.length
  return {
    ...limits,
    measured,
    mustMet: isWhole ? bad === 0 && average <= must && (more?.mustMet ?? true) : undefined,
    aimMet: isWhole ? bad === 0 && average <= aim && (more?.aimMet ?? true) : undefined,
  }
}

type Planner = ReadonlyMap<string, Result>
type ProductGoal = {
  readonly what: string
  readonly must: string
  readonly aim: string
  /** Instances that begin with this. */
  readonly of: string
  readonly measured: (results: readonly Result[]) => string
  readonly mustMet: (results: readonly Result[]) => boolean
  readonly aimMet: (results: readonly Result[]) => boolean | undefined
}

function productGoals(planner: Planner): Goal[] {
  return PRODUCT_GOALS.map(({ of, measured, mustMet, aimMet, ...goal }) => {
    const results = [...planner.values()].filter(({ instance }) => instance.startsWith(of))
    if (results.length === 0) return { ...goal, measured: 'not run', mustMet: undefined, aimMet: undefined }
    const isValid = results.every(({ valid }) => valid === true)
    const isAimMet = aimMet(results)
    return {
      ...goal,
      measured: `${measured(results)}${isValid ? '' : '; NOT VALID'}`,
      mustMet: isValid && mustMet(results),
      aimMet: isAimMet === undefined ? undefined : isValid && isAimMet,
    }
  })
}

const PRODUCT_GOALS: readonly ProductGoal[] = [
  {
    what: 'first complete plan, 1,000 stores, 5 managers, 4 weeks',
    must: '≤ 1 s',
    aim: '0.3 s',
    of: 'first-plan',
    measured: ([result]) =>
      `${seconds(figure(result, 'seconds'))} as the first thing a process does, ${seconds(figure(result, 'secondsAgain'))} again`,
    mustMet: ([result]) => figure(result, 'seconds') <= 1 && figure(result, 'unplanned') === 0,
    aimMet: ([result]) => figure(result, 'seconds') <= 0.3 && figure(result, 'unplanned') === 0,
  },
  {
    what: 're-plan after one change, same size (worst of all cases)',
    must: '≤ 1 s, ≤ 5 % of visits moved',
    aim: '0.2 s, ≤ 2 %',
    of: 're-plan',
    measured: (results) =>
      `${seconds(most(results, 'seconds'))}, ${percent(most(results, 'movedShare'))} of visits moved`,
    mustMet: (results) => most(results, 'seconds') <= 1 && most(results, 'movedShare') <= 0.05,
    aimMet: (results) => most(results, 'seconds') <= 0.2 && most(results, 'movedShare') <= 0.02,
  },
  {
    what: 'prefecture: 15,000 stores, 100 managers, 4 weeks, 2 cores',
    must: '≤ 5 min',
    aim: '2 min, and within 1 % of a ten times longer run',
    of: 'prefecture',
    measured: ([result]) =>
      `${(figure(result, 'seconds') / 60).toFixed(1)} min, ${result?.gap === undefined ? 'longer run not made' : `${percent(figure(result, 'gap'))} above a ten times longer run`}`,
    mustMet: ([result]) => figure(result, 'seconds') <= 300,
    aimMet: ([result]) =>
      result?.gap === undefined
        ? undefined
        : figure(result, 'seconds') <= 120 && figure(result, 'gap') <= 0.01,
  },
  {
    what: 'memory, 1,000 stores',
    must: '≤ 300 MB',
    aim: '100 MB',
    of: 'memory',
    measured: (results) =>
      `+${most(results, 'rssGrowthMiB').toFixed(0)} MiB by planning, ${most(results, 'rssMiB').toFixed(0)} MiB in all`,
    mustMet: (results) => most(results, 'rssGrowthMiB') <= 300e6 / 2 ** 20,
    aimMet: (results) => most(results, 'rssGrowthMiB') <= 100e6 / 2 ** 20,
  },
  ...(
    [
      ['balance-territories', 'managers given'],
      ['balance-full-days', 'managers given, every day needed'],
      ['balance-together', 'any manager for any shop, every day needed'],
    ] as const
  ).map(
    ([of, whose]): ProductGoal => ({
      what: `balance: (max−min)/mean of work over days and managers, ${whose}`,
      must: '≤ 10 % for ≤ 2 % more driving',
      aim: '',
      of,
      measured: shapeMeasured,
      mustMet: ([result]) => figure(result, 'measure') <= 0.1 && figure(result, 'extraDrive') <= 0.02,
      aimMet: () => undefined,
    }),
  ),
  {
    what: 'compactness: overlap of a manager’s day areas',
    must: '≤ 10 % of area for ≤ 3 % more driving',
    aim: '',
    of: 'compactness',
    measured: shapeMeasured,
    mustMet: ([result]) => figure(result, 'measure') <= 0.1 && figure(result, 'extraDrive') <= 0.03,
    aimMet: () => undefined,
  },
  {
    what: 'effect of one move, same size (p99)',
    must: '< 20 ms',
    aim: '',
    of: 'move-effect',
    measured: ([result]) =>
      `${figure(result, 'effectP99Ms').toFixed(1)} ms; p50 ${figure(result, 'effectP50Ms').toFixed(1)} ms`,
    mustMet: ([result]) => figure(result, 'effectP99Ms') < 20,
    aimMet: () => undefined,
  },
]

function shapeMeasured([result]: readonly Result[]): string {
  return (
    `${percent(figure(result, 'measure'))} for ${percent(figure(result, 'extraDrive'))} more driving ` +
    `at weight ${figure(result, 'weight')}; ${percent(figure(result, 'measureBefore'))} at weight 0`
  )
}

function most(results: readonly Result[], name: string): number {
  return Math.max(...results.map((result) => figure(result, name)))
}

/** A figure of a result; NaN, which meets no limit, if it has none. */
export function figure(result: Result | undefined, name: string): number {
  const value = result?.[name]
  return typeof value === 'number' ? value : Number.NaN
}

export function percent(share: number): string {
  const rounded = (100 * share).toFixed(2)
  return `${rounded === '-0.00' ? '0.00' : rounded} %`
}

export function seconds(value: number): string {
  return `${value.toFixed(2)} s`
}

function limit(share: number): string {
  return `${Number((100 * share).toFixed(3))} %`
}
