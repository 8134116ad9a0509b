/** docs/planner.md against the code: its example, its lists of codes and reasons, its defaults. */
import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { checkPlan } from '@/lib/domain/routing/check-plan'
import { COST_TERMS, DEFAULT_WEIGHTS, type Plan, UNPLANNED_REASONS } from '@/lib/domain/routing/problem'
import { ITERATIONS_DEFAULT, PART_STORES_MAX, solve } from '@/lib/domain/routing/solve'
import { problemOf } from './a-problem'

const readText = (file: string) => readFileSync(new URL(`../../../${file}`, import.meta.url), 'utf8')
const TEXT = readText('docs/planner.md')
const PROBLEM = problemOf(example('problem'))
const PLAN = example('plan') as Plan

function example(name: string): unknown {
  return JSON.parse(new RegExp(`^\`\`\`json ${name}\n([^]*?)^\`\`\``, 'm').exec(TEXT)![1]!)
}

/** Each row's cells, of the table under a heading. */
function rowsUnder(heading: string): string[][] {
  const section = TEXT.split(/^#+ /m).find((part) => part.startsWith(heading))!
  return section
    .split('\n')
    .filter((line) => /^\| `/.test(line))
    .map((line) => line.split(/(?<!\\)\|/).map((cell) => cell.trim()))
}

const codesIn = (text: string) => [...text.matchAll(/`([a-z-]+)`/g)].map(([, code]) => code!)
const distinct = (codes: readonly (string | undefined)[]) =>
  [...new Set(codes)].filter((code) => code !== undefined).sort()

test('the plan of the example holds, and the planner finds it', () => {
  expect(checkPlan(PROBLEM, PLAN)).toMatchObject({
    valid: true,
    recomputed: { cost: PLAN.cost, unplanned: [{ store: 'c', visits: 1 }] },
  })
  const { routes, unplanned, cost, travelSource } = solve(PROBLEM, { iterations: 2000, seed: 1 })
  expect({ routes, unplanned, cost, travelSource }).toEqual({
    routes: PLAN.routes,
    unplanned: PLAN.unplanned,
    cost: PLAN.cost,
    travelSource: PLAN.travelSource,
  })
})

test('each cost term is worked out to what it costs, with its default weight', () => {
  const rows = rowsUnder('What a plan costs')
  expect(rows.map(([, term]) => term)).toEqual(COST_TERMS.map((term) => `\`${term}\``))
  for (const [k, term] of COST_TERMS.entries()) {
    const [, , weight, , worked] = rows[k]!
    expect(Number(weight), term).toBe(DEFAULT_WEIGHTS[term])
    expect(worked, term).toMatch(new RegExp(`= ${PLAN.cost[term]}(;|$)`))
  }
  expect(TEXT).toContain(`\`total\` ${PLAN.cost.total}.`)
})

test('every error code of a problem is listed, and no other', () => {
  const source = ['parse-problem', 'problem-fields', 'problem-travel']
    .map((name) => readText(`lib/domain/routing/${name}.ts`))
    .join('\n')
  const noted =
    /note\(\s*(?:`[^`]*`|'[^']*'|\w+),\s*(?:isAbsent\(value\) \? )?'([a-z-]+)'(?: : '([a-z-]+)')?/g
  const codes = [...source.matchAll(noted)].flatMap(([, one, other]) => [one, other])
  expect(distinct(rowsUnder('Error codes').flatMap(([, code]) => codesIn(code!)))).toEqual(distinct(codes))
})

test('every violation is listed, and no other', () => {
  const source = readText('lib/domain/routing/check-plan.ts')
  const codes = [...source.matchAll(/this\.(?:note|expect)\(\s*'([a-z-]+)'/g)].map(([, code]) => code)
  const list = TEXT.split('\n').find((line) => line.startsWith('`malformed`'))!
  expect(distinct(codesIn(list.split('. At most')[0]!))).toEqual(distinct(codes))
})

test('every reason is explained', () => {
  const reasons = rowsUnder('Why a visit is left out').map(([, reason]) => codesIn(reason!)[0])
  expect(distinct(reasons)).toEqual(distinct(UNPLANNED_REASONS))
})

test('defaults and limits are those of the planner', () => {
  expect(TEXT).toContain(ITERATIONS_DEFAULT.toLocaleString('en'))
  expect(TEXT).toContain(`One manager may have ${PART_STORES_MAX} stores.`)
})
