/** The compiled kernel and its TypeScript source are one planner. */
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { compileKernel } from '@/lib/cli/build-kernel.mjs'
import { solve } from '@/lib/domain/routing/solve'
import { kernelEngine } from '@/lib/solver/kernel'
import { problems } from './a-problem'

test('WebAssembly and TypeScript give the same plan', () => {
  fc.assert(
    fc.property(problems, fc.integer(), (problem, seed) => {
      const iterations = 700
      const plan = solve(problem, { iterations, seed })
      expect(solve(problem, { iterations, seed, engine: kernelEngine() })).toEqual(plan)
      const again = { ...problem, previous: plan, weights: { ...problem.weights, change: 300 } }
      expect(solve(again, { iterations, seed, engine: kernelEngine() })).toEqual(
        solve(again, { iterations, seed }),
      )
    }),
    { numRuns: 60 },
  )
})

test('the module that is shipped is the source compiled', () => {
  const folder = mkdtempSync(join(tmpdir(), 'kernel-'))
  try {
    const file = join(folder, 'planner.wasm')
    compileKernel(file)
    expect(readFileSync(file).equals(readFileSync('lib/solver/planner.wasm'))).toBe(true)
  } finally {
    rmSync(folder, { recursive: true })
  }
})
