/**
 * The planner's benchmarks as Markdown: the goals with what was measured, how each run was made, and every instance.
 *
 * Shape   a column of costs for each of 10, 30, 60 and 120 s within the time of a run. They are points of one run, whose
 *         schedule is made for its whole time: a run made for fewer seconds is better at that point.
 */
import {
  type Compared,
  compare,
  figure,
  type Goal,
  goals,
  isAboveVerified,
  isNewBest,
  percent,
  type Results,
  seconds,
  summarize,
} from './goals'
import { costAt, gapTo, type KnownValue } from './known-values'
import { type FleetResult, type Result, RUNS, type Run, type RunMeta } from './runs'

export type ReportParts = {
  readonly known: readonly KnownValue[]
  readonly results: Results
  readonly metas: ReadonlyMap<string, RunMeta>
}

const POINTS_S = [10, 30, 60, 120]

export function reportText({ known, results, metas }: ReportParts): string {
  const made = RUNS.filter(({ name }) => results.has(name))
  return `${[
    '# Benchmarks of the planner',
    'Written by `npm run -s bench -- report --in DIR --known ../shared/benchmarks/README.md --out docs/benchmarks/planner.md` from the results that `npm run -s bench -- all --dir ../shared/benchmarks --in DIR` left in DIR; [README.md](README.md) says how. One thread and one seed an instance, every solution checked by code that shares none with the solver. A gap is the cost above the best known value; best known values are read after the runs and never seen by the solver.',
    '## Goals',
    goalTable(goals(known, results)),
    '## Runs',
    runTable(made, metas),
    ...made.flatMap((run) => [
      `## ${run.title}`,
      ...(run.instances
        ? fleetSection(run, compare(run.name, known, results))
        : plannerSection(results.get(run.name)!)),
    ]),
  ].join('\n\n')}\n`
}

function goalTable(list: readonly Goal[]): string {
  const word = (isMet: boolean | undefined, goal: string) =>
    goal === '' ? '' : isMet === undefined ? '–' : isMet ? 'met' : '**not met**'
  return table(
    ['suite', 'must', 'aim', 'measured', 'must is', 'aim is'],
    list.map(({ what, must, aim, measured, mustMet, aimMet }) => [
      what,
      must,
      aim,
      measured,
      word(mustMet, must),
      word(aimMet, aim),
    ]),
  )
}

function runTable(made: readonly Run[], metas: ReadonlyMap<string, RunMeta>): string {
  const machines = [
    ...new Set(
      [...metas.values()].map(({ machine, cores, node }) => `${machine}, ${cores} cores, Node ${node}`),
    ),
  ]
  const rows = made.flatMap(({ name }) => {
    const meta = metas.get(name)
    if (!meta) return [[name, '–', '–', '–', '–']]
    return meta.sessions.map(({ from, to, loadFrom, loadTo }) => [
      name,
      `${minute(from)} – ${to === undefined ? '?' : minute(to)}`,
      `${loadFrom} → ${loadTo ?? '?'}`,
      `${meta.seed}`,
      meta.commit,
    ])
  })
  return [
    `Machine: ${machines.join('; ') || 'unknown'}. Load is the average number of processes that run or wait, over the minute before the start and before the end; the suites count CPU time, so that a busy machine costs them little, the product’s own problems count time by the clock. Each run is \`npm run -s bench -- all --dir ../shared/benchmarks --in DIR --only NAME\`.`,
    table(['run', 'made (UTC)', 'load', 'seed', 'commit'], rows),
  ].join('\n\n')
}

function fleetSection({ instances }: Run, compared: readonly Compared[]): string[] {
  const end = instances!.seconds
  const points = POINTS_S.filter((at) => at < end)
  const hasVerified = compared.some(({ known }) => known.verified !== undefined)
  const headings = [
    'instance',
    'customers',
    'best known',
    ...(hasVerified ? ['verified 1997'] : []),
    ...[...points, end].flatMap((at) => [`cost at ${at} s`, 'gap']),
    'routes',
    'feasible',
    '',
  ]
  const rows = compared.map(({ known, result }) => [
    known.instance,
    `${known.customers}`,
    cost(known.best),
    ...(hasVerified ? [known.verified === undefined ? '' : cost(known.verified)] : []),
    ...points.flatMap((at) => costAndGap(known, result && costAt(result.trace, at))),
    ...costAndGap(known, result?.cost),
    result ? `${result.routes}` : '–',
    result ? (result.feasible ? 'yes' : '**no**') : 'not run',
    remark({ known, result }),
  ])
  const blank = (hasVerified ? 1 : 0) + 2
  const sums = (['average', 'worst'] as const).map((of) => [
    `**${of}**`,
    ...Array.from({ length: blank }, () => ''),
    ...[...points, undefined].flatMap((at) => {
      const summary = summarize(compared, at)
      return ['', summary ? `**${percent(summary[of])}**` : '–']
    }),
    '',
    '',
    '',
  ])
  const note =
    points.length > 0
      ? [
          `Costs before ${end} s are points of the one run of ${end} s, whose schedule is made for its whole time; a run made for fewer seconds would be better there.`,
        ]
      : []
  const textColumns = [headings.length - 1, headings.length - 2]
  return [...note, table(headings, [...rows, ...sums], textColumns)]
}

function costAndGap({ best }: KnownValue, value: number | undefined): [string, string] {
  return value === undefined ? ['–', '–'] : [cost(value), percent(gapTo(best, value))]
}

function remark(compared: Compared): string {
  if (isAboveVerified(compared)) return '**above 1997**'
  return isNewBest(compared) ? 'new best' : ''
}

function plannerSection(results: readonly Result[]): string[] {
  const named = (start: string) => results.filter(({ instance }) => instance.startsWith(start))
  const section = (title: string, start: string, columns: Columns, text: string): string[] => {
    const rows = named(start)
    return rows.length === 0 ? [] : [`### ${title}`, text, resultTable(rows, columns)]
  }
  const shape = (start: string, measure: string, text: string, parts: Columns = {}): string[] =>
    named(start).flatMap((result) => [
      `### ${result.instance}`,
      text,
      table(
        ['weight', measure, ...Object.keys(parts), 'more driving', 'unplanned'],
        weightsOf(result).map((row) => [
          `${row.weight}`,
          percent(figure(row, 'measure')),
          ...Object.values(parts).map((show) => show(row)),
          percent(figure(row, 'extraDrive')),
          `${row.unplanned}`,
        ]),
      ),
    ])
  return [
    'The problems are made from the seed: `tests/bench/instances/planner-problems.ts` says how. Times are by the clock; those of the processor are summed over all threads.',
    ...section('First plan', 'first-plan', FIRST_PLAN, FIRST_PLAN_TEXT),
    ...section('Re-plan', 're-plan', REPLAN, REPLAN_TEXT),
    ...section('Prefecture', 'prefecture', PREFECTURE, PREFECTURE_TEXT),
    ...section('Memory', 'memory', MEMORY, MEMORY_TEXT),
    ...shape('balance', '(max−min)/mean', BALANCE_TEXT, BALANCE_PARTS),
    ...shape('compactness', 'overlap', COMPACT_TEXT),
    ...section('Moves', 'move-effect', MOVES, MOVES_TEXT),
  ]
}

type Columns = Readonly<Record<string, (result: Result) => string>>

const plain = (name: string) => (result: Result) => `${result[name] ?? '–'}`
const inSeconds = (name: string) => (result: Result) =>
  result[name] === undefined ? '–' : seconds(figure(result, name))
const inPercent = (name: string) => (result: Result) =>
  result[name] === undefined ? '–' : percent(figure(result, name))
const inMs = (name: string) => (result: Result) => `${figure(result, name).toFixed(1)} ms`

const FIRST_PLAN: Columns = {
  'all cores, at once': inSeconds('seconds'),
  'of the processor': inSeconds('cpuSeconds'),
  'all cores, again': inSeconds('secondsAgain'),
  'one thread, at once': inSeconds('oneThreadSeconds'),
  'one thread, again': inSeconds('oneThreadSecondsAgain'),
  visits: plain('visits'),
  unplanned: plain('unplanned'),
  cost: plain('cost'),
  'driving, h': plain('driveHours'),
}
const FIRST_PLAN_TEXT =
  'The plan that the search starts from (0 iterations), every visit explained. “At once” is the first thing that a new process does, with threads and code still cold; “again” the best of four more.'
const REPLAN: Columns = {
  iterations: plain('iterations'),
  'time, worst': inSeconds('seconds'),
  'time, mean': inSeconds('secondsMean'),
  'of the processor, mean': inSeconds('cpuSecondsMean'),
  'moved, worst': inPercent('movedShare'),
  'moved, mean': inPercent('movedShareMean'),
  'forced, mean': (result) => meanForced(result),
  'change of driving': inPercent('extraDrive'),
  unplanned: plain('unplanned'),
}
const REPLAN_TEXT =
  'Five changes a case. `must` holds every visit that can stay; `little` lets the rest move at a price. A visit is moved if it is not made on its day by its manager any more; those that the change itself forces are counted as forced only.'
const PREFECTURE: Columns = {
  iterations: plain('iterations'),
  time: inSeconds('seconds'),
  'of the processor': inSeconds('cpuSeconds'),
  visits: plain('visits'),
  unplanned: plain('unplanned'),
  cost: plain('cost'),
  'driving, h': plain('driveHours'),
  'time of ten times as many': inSeconds('longSeconds'),
  'its cost': plain('longCost'),
  gap: inPercent('gap'),
}
const PREFECTURE_TEXT = 'Iterations are for each manager.'
const MEMORY: Columns = {
  'growth, MiB': plain('rssGrowthMiB'),
  'in all, MiB': plain('rssMiB'),
  time: inSeconds('seconds'),
  cost: plain('cost'),
}
const MEMORY_TEXT =
  'The largest resident set of a process that reads the problem of 1,000 stores and plans it on all cores, against one that has only loaded the code; in territories (one search a manager), and all in one search.'
const BALANCE_TEXT =
  'Work of a day is its driving plus its service; (max − min) ÷ mean over all days on which a manager works, of all managers. `territories`: each shop’s manager is given; `full-days`: the same with visits 1.3 times as long, so that every day is needed; `together`: as before, and any manager may take any shop. Beside it the same over the days of the manager whose own are the least even, and over the totals of the managers. Driving is compared with the plan without weight, which in `territories` leaves days empty.'
const BALANCE_PARTS: Columns = {
  'of one manager’s days': inPercent('overDays'),
  'of the managers': inPercent('overManagers'),
}
const COMPACT_TEXT =
  'The area of a day is the convex hull of its stops. Of one manager’s week: the area that two days or more cover ÷ the area that any covers; the mean over managers and weeks.'
const MOVES: Columns = {
  'effect of a move, p50': inMs('effectP50Ms'),
  p99: inMs('effectP99Ms'),
  'p99 of the processor': inMs('effectCpuP99Ms'),
  'all places of a week, p50': inMs('placesP50Ms'),
  'p99 ': inMs('placesP99Ms'),
  'best slots of four weeks, p50': inMs('slotsP50Ms'),
  'p99  ': inMs('slotsP99Ms'),
}
const MOVES_TEXT = 'Over 200 random visits of the plan of 1,000 stores.'

function resultTable(results: readonly Result[], columns: Columns): string {
  return table(
    ['instance', ...Object.keys(columns), 'valid'],
    results.map((result) => [
      result.instance,
      ...Object.values(columns).map((column) => column(result)),
      result.valid === true ? 'yes' : '**no**',
    ]),
  )
}

function meanForced({ draws }: Result): string {
  if (!Array.isArray(draws)) return '–'
  const counts = draws.map(({ forced }: { forced: readonly string[] }) => forced.length)
  return (counts.reduce((sum, count) => sum + count, 0) / counts.length).toFixed(1)
}

function weightsOf({ weights }: Result): Result[] {
  return Array.isArray(weights) ? (weights as Result[]) : []
}

/** Whole, or with as many decimals as the instances' rounding has. */
function cost(value: FleetResult['cost']): string {
  return `${Number(value.toFixed(2))}`
}

/** 2026-11-26 04:53 */
function minute(iso: string): string {
  return iso.slice(0, 16).replace('T', ' ')
}

/** The first column and the named ones hold text, the others numbers. */
function table(
  headings: readonly string[],
  rows: readonly (readonly string[])[],
  textColumns: readonly number[] = [],
): string {
  const isNumeric = (k: number) =>
    k > 0 &&
    !textColumns.includes(k) &&
    rows.every((row) => row[k] === '' || /^[*–\d-]/.test(row[k]!) === true) &&
    rows.some((row) => /\d/.test(row[k]!))
  const line = (cells: readonly string[]) => `| ${cells.join(' | ')} |`
  return [
    line(headings.map((heading) => heading.trim())),
    line(headings.map((_, k) => (isNumeric(k) ? '---:' : '---'))),
    ...rows.map(line),
  ].join('\n')
}
