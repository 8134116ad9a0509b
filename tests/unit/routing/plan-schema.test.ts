import { readFileSync } from 'node:fs'
import Ajv2020 from 'ajv/dist/2020.js'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { type ProblemError, parseProblem } from '@/lib/domain/routing/parse-problem'
import { DEFAULT_WEIGHTS, UNPLANNED_REASONS } from '@/lib/domain/routing/problem'
import { solve } from '@/lib/domain/routing/solve'
import { jsonOf, spoiltProblems } from './a-bad-problem'
import { problems } from './a-problem'

const schemaOf = (name: string) =>
  JSON.parse(readFileSync(new URL(`../../../docs/schema/${name}.schema.json`, import.meta.url), 'utf8'))
const PROBLEM = schemaOf('plan-problem')
const PLAN = schemaOf('plan')
const ajv = new Ajv2020({ strictTypes: false, strictTuples: false, strictRequired: false })
const isProblem = ajv.compile(PROBLEM)
const isPlan = ajv.compile(PLAN)

/** What a schema can tell: the shape of a value by itself. */
const SHAPE_CODES = [
  'missing',
  'object',
  'array',
  'number',
  'text',
  'not-whole',
  'id',
  'position',
  'interval',
  'channel',
  'rhythm',
  'pattern-empty',
  'unknown-weight',
]
const isOfShape = ({ code, path }: ProblemError) =>
  SHAPE_CODES.includes(code) || (code === 'range' && !path.startsWith('travel.meters'))

test('generated problems, and the plans of them, are what the schemas say', () => {
  fc.assert(
    fc.property(problems, (problem) => {
      expect(isProblem(jsonOf(problem)), ajv.errorsText(isProblem.errors)).toBe(true)
      const plan: unknown = JSON.parse(JSON.stringify(solve(problem, { iterations: 20, seed: 1 })))
      expect(isPlan(plan), ajv.errorsText(isPlan.errors)).toBe(true)
    }),
    { numRuns: 60 },
  )
})

test('what the schema refuses is refused, and every fault of shape is one for the schema', () => {
  let refused = 0
  fc.assert(
    fc.property(spoiltProblems, (json) => {
      const parsed = parseProblem(json)
      const isSound = isProblem(json)
      if (!isSound) expect(parsed.ok, ajv.errorsText(isProblem.errors)).toBe(false)
      if (parsed.ok || !parsed.error.errors.some(isOfShape)) return
      refused++
      expect(isSound, JSON.stringify(parsed.error.errors)).toBe(false)
    }),
    { numRuns: 600 },
  )
  expect(refused).toBeGreaterThan(100)
})

test.each([
  ['no stop', { stops: [] }],
  ['half a second', { endTime: 40_000.5 }],
  ['a field nobody knows', { distance: 3 }],
])('a route with %s is no plan', (_, change) => {
  const route = {
    manager: 'm',
    day: 0,
    stops: [{ store: 'a', arrive: 1, start: 1, leave: 2, driveSeconds: 1, driveMeters: 1 }],
    break: null,
    startTime: 0,
    endTime: 3,
    driveSeconds: 2,
    driveMeters: 2,
    workSeconds: 3,
  }
  const cost = { total: 2, drive: 2, overtime: 0, unplanned: 0, balance: 0, compact: 0, change: 0 }
  const plan = { unplanned: [], cost, seed: 1, iterations: 0, seconds: 0, travelSource: 'matrix' }
  expect(isPlan({ ...plan, routes: [route] })).toBe(true)
  expect(isPlan({ ...plan, routes: [{ ...route, ...change }] })).toBe(false)
})

test('the schemas list the reasons and the weights that there are', () => {
  expect(PLAN.$defs.unplanned.properties.reason.enum).toEqual(UNPLANNED_REASONS)
  const weights = Object.entries<{ default: number }>(PROBLEM.properties.weights.properties)
  expect(Object.fromEntries(weights.map(([name, schema]) => [name, schema.default]))).toEqual(DEFAULT_WEIGHTS)
})
