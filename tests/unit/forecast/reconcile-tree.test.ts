import fc from 'fast-check'
import { expect, test } from 'vitest'
import { reconcileTree, type TreeNode } from '@/lib/domain/forecast/reconcile-tree'

/** Every node hangs on an earlier one. */
const trees = (meanMin: number) =>
  fc
    .array(
      fc.record({
        under: fc.nat(1000),
        mean: fc.double({ min: meanMin, max: 100, noNaN: true }),
        variance: fc.double({ min: 0.5, max: 20, noNaN: true }),
      }),
      { minLength: 1, maxLength: 12 },
    )
    .map((all) =>
      all.map(
        ({ under, mean, variance }, k): TreeNode => ({ parent: k === 0 ? -1 : under % k, mean, variance }),
      ),
    )

const childrenOf = (nodes: readonly TreeNode[], node: number) =>
  nodes.flatMap(({ parent }, k) => (parent === node ? [k] : []))
const leavesUnder = (nodes: readonly TreeNode[], node: number): number[] => {
  const children = childrenOf(nodes, node)
  return children.length === 0 ? [node] : children.flatMap((child) => leavesUnder(nodes, child))
}

test('a total of 12 over two zones of 4: nobody is surer than another, so each gives way by the same', () => {
  const nodes = [
    { parent: -1, mean: 12, variance: 1 },
    { parent: 0, mean: 4, variance: 1 },
    { parent: 0, mean: 4, variance: 1 },
  ]
  const [total, ...zones] = reconcileTree(nodes)
  expect(total).toBeCloseTo(12 - 4 / 3)
  expect(zones[0]).toBeCloseTo(4 + 4 / 3)
  expect(zones[1]).toBeCloseTo(4 + 4 / 3)
})

test('the zone that is three times as uncertain takes three quarters of what is over', () => {
  const nodes = [
    { parent: -1, mean: 12, variance: 0 },
    { parent: 0, mean: 4, variance: 1 },
    { parent: 0, mean: 4, variance: 3 },
  ]
  expect([...reconcileTree(nodes)]).toEqual([12, 5, 7])
})

test('a zone that would be below zero gets zero, and its brother the rest', () => {
  const nodes = [
    { parent: -1, mean: 4, variance: 0 },
    { parent: 0, mean: 1, variance: 2 },
    { parent: 0, mean: 7, variance: 2 },
  ]
  expect([...reconcileTree(nodes)]).toEqual([4, 0, 4])
})

test('figures add up at every level and none is below zero', () => {
  fc.assert(
    fc.property(trees(-20), (nodes) => {
      const figures = reconcileTree(nodes)
      nodes.forEach((_, node) => {
        expect(figures[node]).toBeGreaterThanOrEqual(0)
        const children = childrenOf(nodes, node)
        if (children.length === 0) return
        expect(children.reduce((sum, child) => sum + figures[child]!, 0)).toBeCloseTo(figures[node]!, 9)
      })
    }),
  )
})

test('forecasts that add up stay as they are', () => {
  fc.assert(
    fc.property(trees(0), (nodes) => {
      const coherent = nodes.map((node, k) => ({
        ...node,
        mean: leavesUnder(nodes, k).reduce((sum, leaf) => sum + nodes[leaf]!.mean, 0),
      }))
      reconcileTree(coherent).forEach((figure, k) => {
        expect(figure).toBeCloseTo(coherent[k]!.mean, 7)
      })
    }),
  )
})

test('where nothing is near zero the figures are those of dense least squares', () => {
  fc.assert(
    fc.property(trees(60), (nodes) => {
      const lifted = nodes.map((node, k) => ({ ...node, mean: node.mean * leavesUnder(nodes, k).length }))
      const dense = leastSquares(lifted)
      fc.pre(dense.every((figure) => figure > 1))
      reconcileTree(lifted).forEach((figure, k) => {
        expect(figure).toBeCloseTo(dense[k]!, 6)
      })
    }),
  )
})

test('the order of siblings does not matter', () => {
  fc.assert(
    fc.property(
      fc.array(fc.tuple(fc.integer({ min: -5, max: 50 }), fc.integer({ min: 0, max: 9 })), {
        minLength: 1,
        maxLength: 8,
      }),
      fc.integer({ min: 0, max: 200 }),
      (zones, total) => {
        const tree = (leaves: typeof zones) =>
          reconcileTree([
            { parent: -1, mean: total, variance: 4 },
            ...leaves.map(([mean, variance]) => ({ parent: 0, mean, variance })),
          ])
        const forwards = [...tree(zones)].slice(1)
        const backwards = [...tree(zones.toReversed())].slice(1).toReversed()
        forwards.forEach((figure, k) => {
          expect(figure).toBeCloseTo(backwards[k]!, 9)
        })
      },
    ),
  )
})

test('a parent after its child, or a variance below zero, is a bug', () => {
  expect(() => reconcileTree([])).toThrow('root')
  expect(() => reconcileTree([{ parent: 1, mean: 1, variance: 1 }])).toThrow('root')
  expect(() =>
    reconcileTree([
      { parent: -1, mean: 1, variance: 1 },
      { parent: 2, mean: 1, variance: 1 },
      { parent: 0, mean: 1, variance: 1 },
    ]),
  ).toThrow('node 1 comes before its parent')
  expect(() => reconcileTree([{ parent: -1, mean: 1, variance: -1 }])).toThrow('variance')
})

/** The leaves that solve (SᵀWS) x = SᵀWy, summed; S says which leaves a node holds, W is one over the variances. */
function leastSquares(nodes: readonly TreeNode[]): number[] {
  const leaves = leavesUnder(nodes, 0)
  const holds = nodes.map((_, node) => {
    const under = leavesUnder(nodes, node)
    return leaves.map((leaf): number => (under.includes(leaf) ? 1 : 0))
  })
  const matrix = leaves.map((_, i) => [
    ...leaves.map((_, j) =>
      nodes.reduce((sum, { variance }, k) => sum + (holds[k]![i]! * holds[k]![j]!) / variance, 0),
    ),
    nodes.reduce((sum, { mean, variance }, k) => sum + (holds[k]![i]! * mean) / variance, 0),
  ])
  matrix.forEach((pivot, i) => {
    for (const row of matrix) {
      if (row === pivot) continue
      const times = row[i]! / pivot[i]!
      row.forEach((_, j) => {
        row[j]! -= times * pivot[j]!
      })
    }
  })
  const solution = matrix.map((row, i) => row.at(-1)! / row[i]!)
  return holds.map((row) => row.reduce((sum, held, k) => sum + held * solution[k]!, 0))
}
