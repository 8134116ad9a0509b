import { expect, test } from 'vitest'
import { costAt, costOfSolution, gapTo, readKnownValues, withSolutions } from '@/tests/bench/known-values'
import { README } from './a-readme'

test('each set has its own column: the lowest of three, distance only, or the cost', () => {
  expect(readKnownValues(README)).toEqual([
    { instance: 'X-n101-k25', set: 'cvrp-x', customers: 100, best: 27591 },
    { instance: 'Leuven1', set: 'cvrp-belgium', customers: 3000, best: 192848 },
    { instance: 'R102', set: 'solomon', customers: 100, best: 1472.81 },
    { instance: 'C1_10_1', set: 'homberger-1000', customers: 1000, best: 42444.8 },
    { instance: 'p01', set: 'pvrp', customers: 51, best: 524.61, verified: 524.61 },
    { instance: 'p13', set: 'pvrp', customers: 417, best: 3417.71, verified: 3511.62 },
  ])
})

test('a solution stands where it is lower than the table', () => {
  const known = readKnownValues(README).slice(0, 2)
  const costs = new Map([
    ['X-n101-k25', 27590],
    ['Leuven1', 200000],
  ])
  expect(withSolutions(known, costs).map(({ best }) => best)).toEqual([27590, 192848])
})

test('the cost of a VRPLIB solution is found with and without a colon', () => {
  expect(costOfSolution('Route #1: 3 1 2\nCost 27591\n')).toBe(27591)
  expect(costOfSolution('Route #1: 3 1 2\nCost: 42444.8')).toBe(42444.8)
  expect(costOfSolution('Route #1: 3 1 2\n')).toBeUndefined()
})

test('a gap is the cost above the best known as a share of it, and negative for a new best', () => {
  expect(gapTo(200, 203)).toBeCloseTo(0.015)
  expect(gapTo(200, 199)).toBeCloseTo(-0.005)
})

test('the cost at a time is that of the last improvement until then', () => {
  const trace = [
    [0.4, 120],
    [9.9, 110],
    [31, 105],
  ] as const
  expect([0.1, 10, 30, 60].map((at) => costAt(trace, at))).toEqual([undefined, 110, 110, 105])
})
