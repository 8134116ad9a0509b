import { expect, test } from 'vitest'
import { parseProblem } from '@/lib/domain/routing/parse-problem'
import { CITY, cityProblem } from '@/tests/bench/instances/planner-problems'

test('the city of a seed is sound, of the size that is asked for, and the same each time', () => {
  const problem = cityProblem(7)
  expect(parseProblem(JSON.parse(JSON.stringify(problem))).ok).toBe(true)
  expect(problem.stores).toHaveLength(CITY.stores)
  expect(problem.managers).toHaveLength(CITY.managers)
  expect(problem.days).toHaveLength(20)
  expect(cityProblem(7)).toEqual(problem)
  expect(cityProblem(8).stores).not.toEqual(problem.stores)
})

test('visits are those of the service rules: one, two or four in four weeks, at most fifteen minutes each', () => {
  const { stores } = cityProblem(7)
  expect(new Set(stores.map(({ visits }) => visits))).toEqual(new Set([1, 2, 4]))
  expect(Math.max(...stores.map(({ serviceSeconds }) => serviceSeconds))).toBe(900)
  expect(stores.filter(({ windows }) => windows).length).toBeGreaterThan(CITY.stores / 2)
})

test('real positions are drawn from, and each is used once', () => {
  const positions = Array.from({ length: 1500 }, (_, k) => [121 + k / 10_000, 25 + (k % 40) / 400] as const)
  const { stores } = cityProblem(7, positions)
  const used = new Set(stores.map(({ position }) => position.join()))
  expect(used.size).toBe(CITY.stores)
})
