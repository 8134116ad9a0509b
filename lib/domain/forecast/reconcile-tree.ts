/**
 * Makes forecasts of a tree add up: total → price class → product → product in a zone, each forecast on its own.
 *
 * Weighted least squares: of all coherent figures, those with the least Σ (figure − mean)² ÷ variance, exactly, by two
 * passes. Upwards, what a node's children say together is combined with its own mean by precision; downwards, what a
 * node has more or less than its children's sum is shared among them in proportion to their variances.
 *
 * No figure is below zero. Where the share of a child would be, it gets zero and its brothers the rest; the root is never
 * below zero. Wherever that happens the figures still add up, but only each split is the best one, not the whole.
 *
 * Units   those of the means; variances in their square, 0 for what is certain.
 * Shape   parents come before their children, the root first with parent −1. One figure for each node.
 * Errors  AssertionError for another order, a variance below zero, or no node.
 * Cost    O(n); a split with zeros takes a pass more over its children for each round of them.
 * Source  S. L. Wickramasuriya, G. Athanasopoulos, R. J. Hyndman, Optimal Forecast Reconciliation (MinT), J. American
 *         Statistical Association 114, 2019, with a diagonal matrix; on a tree this is the filter and smoother of
 *         K. C. Chou, A. S. Willsky, A. Benveniste, IEEE Trans. Automatic Control 39(3), 1994.
 */
import { assert } from '@/lib/domain/assert'

export type TreeNode = { readonly parent: number; readonly mean: number; readonly variance: number }

export function reconcileTree(nodes: readonly TreeNode[]): Float64Array {
  const children = childrenOf(nodes)
  const { means, variances } = combineUpwards(nodes, children)
  const figures = new Float64Array(nodes.length)
  figures[0] = Math.max(0, means[0]!)
  nodes.forEach((_, node) => {
    share(figures, children[node]!, figures[node]!, means, variances)
  })
  sumUpwards(nodes, children, figures)
  return figures
}

function childrenOf(nodes: readonly TreeNode[]): number[][] {
  assert(nodes[0]?.parent === -1, 'the first node is the root')
  const children: number[][] = nodes.map(() => [])
  nodes.forEach(({ parent, variance }, node) => {
    assert(variance >= 0, `node ${node} has a variance of ${variance}`)
    if (node === 0) return
    assert(parent >= 0 && parent < node, `node ${node} comes before its parent`)
    children[parent]!.push(node)
  })
  return children
}

/** For each node the best mean from itself and all below it, and its variance. */
function combineUpwards(nodes: readonly TreeNode[], children: readonly number[][]) {
  const means = Float64Array.from(nodes, ({ mean }) => mean)
  const variances = Float64Array.from(nodes, ({ variance }) => variance)
  for (let node = nodes.length - 1; node >= 0; node--) {
    const below = children[node]!
    if (below.length === 0) continue
    let sum = 0
    let sumVariance = 0
    for (const child of below) {
      sum += means[child]!
      sumVariance += variances[child]!
    }
    const own = variances[node]!
    const weight = sumVariance > 0 ? sumVariance / (sumVariance + own) : 0 // of the node's own mean
    means[node] = sum + weight * (means[node]! - sum)
    variances[node] = weight * own
  }
  return { means, variances }
}

/** The children's figures: their means, and their parts of what is over, none below zero. */
function share(
  figures: Float64Array,
  children: readonly number[],
  total: number,
  means: Float64Array,
  variances: Float64Array,
): void {
  let open = children
  while (open.length > 0) {
    let over = total
    let sumVariance = 0
    for (const child of open) {
      over -= means[child]!
      sumVariance += variances[child]!
    }
    const rate = sumVariance > 0 ? over / sumVariance : 0
    const above: number[] = [] // ends: without a zero in a round, all are done
    for (const child of open) {
      figures[child] = Math.max(0, means[child]! + rate * variances[child]!)
      if (figures[child]! > 0) above.push(child)
    }
    if (above.length === open.length) return
    open = above
  }
}

/** The sums themselves, so that they hold to the last digit. */
function sumUpwards(nodes: readonly TreeNode[], children: readonly number[][], figures: Float64Array): void {
  for (let node = nodes.length - 1; node >= 0; node--) {
    const below = children[node]!
    if (below.length > 0) figures[node] = below.reduce((sum, child) => sum + figures[child]!, 0)
  }
}
