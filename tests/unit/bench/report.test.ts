import { expect, test } from 'vitest'
import { goals } from '@/tests/bench/goals'
import { readKnownValues } from '@/tests/bench/known-values'
import { reportText } from '@/tests/bench/report-text'
import { type FleetResult, type Result, type RunMeta, readResults } from '@/tests/bench/runs'
import { README } from './a-readme'

const KNOWN = readKnownValues(README)

function solved(instance: string, cost: number, more: Partial<FleetResult> = {}): FleetResult {
  return { instance, seconds: 60, cost, feasible: true, routes: 6, trace: [[1, cost]], ...more }
}

function goalOf(run: string, results: readonly Result[], what: string) {
  return goals(KNOWN, new Map([[run, results]])).find((goal) => goal.what.startsWith(what))!
}

test('a goal is met by the average, and open as long as an instance is missing', () => {
  const p01 = solved('p01', 524.61)
  expect(goalOf('pvrp-10', [p01, solved('p13', 3417.71 * 1.02)], 'PVRP (')).toMatchObject({
    measured: '1.00 % on average, worst 2.00 % (p13)',
    mustMet: true,
    aimMet: false,
  })
  expect(goalOf('pvrp-10', [p01], 'PVRP (')).toMatchObject({
    measured: '0.00 % on average, worst 0.00 % (p01); 1 of 2 instances',
    mustMet: undefined,
  })
  expect(goalOf('pvrp-10', [], 'PVRP (')).toMatchObject({ measured: 'not run', mustMet: undefined })
})

test('a plan that breaks a rule meets no goal, however cheap it is', () => {
  const bad = [solved('p01', 500, { feasible: false }), solved('p13', 3417.71)]
  expect(goalOf('pvrp-10', bad, 'PVRP (')).toMatchObject({ mustMet: false, aimMet: false })
})

test('after 60 s no periodic plan may be above the cost of 1997, and a new best is aimed at', () => {
  const above = [solved('p01', 525), solved('p13', 3417.71)]
  expect(goalOf('pvrp-60', above, 'PVRP, 60')).toMatchObject({ mustMet: false, aimMet: false })
  const best = [solved('p01', 524.6111), solved('p13', 3410)]
  expect(goalOf('pvrp-60', best, 'PVRP, 60')).toMatchObject({ mustMet: true, aimMet: true })
})

test('of the product’s own figures the worst case counts, and what is missing meets nothing', () => {
  const replan = (name: string, seconds: number, movedShare?: number) => ({
    instance: `re-plan-${name}`,
    seconds,
    valid: true,
    ...(movedShare !== undefined && { movedShare }),
  })
  const within = [replan('closed', 0.1, 0.01), replan('ill', 0.9, 0.03)]
  expect(goalOf('planner', within, 're-plan')).toMatchObject({
    measured: '0.90 s, 3.00 % of visits moved',
    mustMet: true,
    aimMet: false,
  })
  expect(goalOf('planner', [...within, replan('added', 0.2)], 're-plan')).toMatchObject({ mustMet: false })
})

test('a report has the goals, how the run was made, points of the run and averages', () => {
  const meta: RunMeta = {
    seed: 1,
    commit: 'abc1234',
    node: 'v24.21.0',
    machine: 'a processor, 24 GiB, Linux',
    cores: 2,
    sessions: [
      { from: '2026-11-26T04:00:00.000Z', loadFrom: 1.2, to: '2026-11-26T04:30:00.000Z', loadTo: 2.1 },
    ],
  }
  const results = [
    solved('p01', 524.6111, {
      trace: [
        [2, 530],
        [40, 524.6111],
      ],
    }),
    solved('p13', 3410, { trace: [[12, 3410]] }),
  ]
  const text = reportText({
    known: KNOWN,
    results: new Map([['pvrp-60', results]]),
    metas: new Map([['pvrp-60', meta]]),
  })
  const lines = text.split('\n')

  expect(text).toContain('Machine: a processor, 24 GiB, Linux, 2 cores, Node v24.21.0.')
  expect(lines).toContain('| pvrp-60 | 2026-11-26 04:00 – 2026-11-26 04:30 | 1.2 → 2.1 | 1 | abc1234 |')
  expect(lines).toContain(
    '| p01 | 51 | 524.61 | 524.61 | 530 | 1.03 % | 530 | 1.03 % | 524.61 | 0.00 % | 6 | yes |  |',
  )
  expect(lines).toContain(
    '| p13 | 417 | 3417.71 | 3511.62 | – | – | 3410 | -0.23 % | 3410 | -0.23 % | 6 | yes | new best |',
  )
  // at 10 s one instance has no solution yet, so that there is no average
  expect(lines).toContain('| **average** |  |  |  |  | – |  | **0.40 %** |  | **-0.11 %** |  |  |  |')
  expect(lines).not.toContain('## CVRP X, up to 200 customers, 30 s')
})

test('a line of results that was cut off is left out', () => {
  expect(readResults('{"instance":"p01","seconds":10}\n{"instance":"p02","sec')).toEqual([
    { instance: 'p01', seconds: 10 },
  ])
})
