/**
 * Clusters of about equal weight and little extent (see form-territories.ts for the idea).
 *
 * Units   metres on a plane; weights in any unit above 0.
 * Shape   the answer holds one cluster per point; a point with `pinned` ≥ 0 is in that cluster.
 * Cost    a pass over n points looks at 12 neighbours each; a few dozen passes.
 */
import KDBush from 'kdbush'
import type { Random } from '@/lib/domain/random'

export type ClusterProblem = {
  readonly x: Float64Array
  readonly y: Float64Array
  readonly weight: Float64Array
  readonly pinned: Int16Array
  readonly count: number
  /** (heaviest − lightest) ÷ mean that is even enough; straightening borders may use up a fifth more. */
  readonly spreadGoal: number
  /** A cluster may have this much more or less than its share of the points before that pulls too. */
  readonly countSlack: number
}

/** Clusters that stand already, and what leaving them costs. */
export type StandingClusters = {
  /** The cluster that each point begins in. */
  readonly start: Int16Array
  /** The cluster that a point leaves at a price; −1 where it has none to leave. */
  readonly home: Int16Array
  /** Who leaves home must save as much extent as so many points have on average. */
  readonly price: number
}

const LLOYD_PASSES = 60
const NEIGHBOURS = 12
const PULLS = 14
/** Even numbers of points are worth fewer rounds than even weight: where town meets country they cost extent. */
const COUNT_PULLS = 7
const PASSES_MAX = 40
/**
 * Weight of the share of neighbours across a border against the share of extent: on Montevideo's shops borders
 * fray below 10, and above 30 single shops are given away across the city.
 */
const STRAIGHTNESS = 15

export function balancedClusters(problem: ClusterProblem, random: Random): Int16Array {
  const clusterOf = balancedKMeans(problem, random)
  improve(problem, clusterOf, new Int16Array(clusterOf.length).fill(-1), 0)
  return clusterOf
}

/** The same from clusters that stand, which are left for a price. */
export function rebalancedClusters(
  problem: ClusterProblem,
  { start, home, price }: StandingClusters,
): Int16Array {
  const clusterOf = start.slice()
  improve(problem, clusterOf, home, price)
  return clusterOf
}

function balancedKMeans({ x, y, weight, pinned, count }: ClusterProblem, random: Random): Int16Array {
  const n = x.length
  const { cx, cy } = startCenters(x, y, pinned, count, random)
  const clusterOf = new Int16Array(n)
  const price = new Float64Array(count)
  const load = new Float64Array(count)
  const mx = new Float64Array(count)
  const my = new Float64Array(count)
  let total = 0
  for (let i = 0; i < n; i++) total += weight[i]!

  for (let pass = 0; pass < LLOYD_PASSES; pass++) {
    load.fill(0)
    mx.fill(0)
    my.fill(0)
    let squares = 0
    for (let i = 0; i < n; i++) {
      let best = pinned[i]!
      if (best < 0) {
        let bestCost = Number.POSITIVE_INFINITY
        for (let c = 0; c < count; c++) {
          const dx = x[i]! - cx[c]!
          const dy = y[i]! - cy[c]!
          const cost = dx * dx + dy * dy + price[c]!
          if (cost < bestCost) {
            bestCost = cost
            best = c
          }
        }
      }
      clusterOf[i] = best
      const w = weight[i]!
      const dx = x[i]! - cx[best]!
      const dy = y[i]! - cy[best]!
      squares += w * (dx * dx + dy * dy)
      load[best]! += w
      mx[best]! += w * x[i]!
      my[best]! += w * y[i]!
    }
    const step = (0.6 * squares) / Math.max(1, total) / (1 + pass / 15)
    for (let c = 0; c < count; c++) {
      if (load[c]! > 0) {
        cx[c] = mx[c]! / load[c]!
        cy[c] = my[c]! / load[c]!
      }
      const over = (load[c]! * count) / total - 1
      price[c]! += step * Math.max(-1, Math.min(1, over))
    }
  }
  return clusterOf
}

/** k-means++: each next center is a point drawn by its squared distance to those before it. */
function startCenters(x: Float64Array, y: Float64Array, pinned: Int16Array, count: number, random: Random) {
  const n = x.length
  const cx = new Float64Array(count)
  const cy = new Float64Array(count)
  const kept = new Float64Array(count)
  for (let i = 0; i < n; i++) {
    const c = pinned[i]!
    if (c < 0) continue
    kept[c]!++
    cx[c]! += (x[i]! - cx[c]!) / kept[c]!
    cy[c]! += (y[i]! - cy[c]!) / kept[c]!
  }
  const away = new Float64Array(n).fill(Number.POSITIVE_INFINITY)
  const approach = (c: number) => {
    for (let i = 0; i < n; i++) {
      const dx = x[i]! - cx[c]!
      const dy = y[i]! - cy[c]!
      away[i] = Math.min(away[i]!, dx * dx + dy * dy)
    }
  }
  let some = false
  for (let c = 0; c < count; c++) {
    if (kept[c]! === 0) continue
    approach(c)
    some = true
  }
  for (let c = 0; c < count; c++) {
    if (kept[c]! > 0 || n === 0) continue
    let chosen = random.int(n)
    if (some) {
      let left = 0
      for (let i = 0; i < n; i++) left += away[i]!
      left *= random.next()
      for (let i = 0; i < n; i++) {
        left -= away[i]!
        if (left <= 0 && away[i]! > 0) {
          chosen = i
          break
        }
      }
    }
    cx[c] = x[chosen]!
    cy[c] = y[chosen]!
    approach(c)
    some = true
  }
  return { cx, cy }
}

/**
 * Moves and swaps across borders. Extent of a cluster is Σ w·|p − center|², kept as sums so that a change costs a
 * few operations: Q − (X² + Y²) ÷ W.
 */
function improve(problem: ClusterProblem, clusterOf: Int16Array, home: Int16Array, price: number): void {
  const { x, y, weight, pinned, count, countSlack } = problem
  const n = x.length
  const W = new Float64Array(count)
  const X = new Float64Array(count)
  const Y = new Float64Array(count)
  const points = new Int32Array(count)
  let total = 0
  let extent = 0
  for (let i = 0; i < n; i++) {
    const c = clusterOf[i]!
    const w = weight[i]!
    total += w
    W[c]! += w
    points[c]!++
    X[c]! += w * x[i]!
    Y[c]! += w * y[i]!
    extent += w * (x[i]! * x[i]! + y[i]! * y[i]!)
  }
  for (let c = 0; c < count; c++) if (W[c]! > 0) extent -= (X[c]! * X[c]! + Y[c]! * Y[c]!) / W[c]!
  const mean = total / count
  const neighbours = nearestOf(x, y)

  /** −(X² + Y²) ÷ W, which is all of a cluster's extent that depends on how points are divided. */
  const pull = (sx: number, sy: number, sw: number) => (sw > 0 ? -(sx * sx + sy * sy) / sw : 0)
  /** By how much the extent grows when weight (dw, at dwx, dwy) goes from cluster a to cluster b. */
  const growthOf = (a: number, b: number, dw: number, dwx: number, dwy: number) =>
    pull(X[a]! - dwx, Y[a]! - dwy, W[a]! - dw) -
    pull(X[a]!, Y[a]!, W[a]!) +
    pull(X[b]! + dwx, Y[b]! + dwy, W[b]! + dw) -
    pull(X[b]!, Y[b]!, W[b]!)
  /** By how much the squared deviations from the mean, as shares of it, grow. */
  const unevenness = (a: number, b: number, dw: number) => (2 * dw * (dw + W[b]! - W[a]!)) / (mean * mean)
  /** How far a cluster's number of points is beyond the slack, squared. */
  const beyond = (size: number) => Math.max(0, Math.abs((size * count) / n - 1) - countSlack) ** 2
  /** By how much that grows when one point goes from cluster a to cluster b. */
  const crowding = (a: number, b: number) =>
    beyond(points[a]! - 1) - beyond(points[a]!) + beyond(points[b]! + 1) - beyond(points[b]!)
  const centerX = new Float64Array(count)
  const centerY = new Float64Array(count)
  /** NaN for a cluster without points, which is near to everybody. */
  const center = (c: number) => {
    centerX[c] = W[c]! > 0 ? X[c]! / W[c]! : Number.NaN
    centerY[c] = W[c]! > 0 ? Y[c]! / W[c]! : Number.NaN
  }
  for (let c = 0; c < count; c++) center(c)
  const shift = (a: number, b: number, dw: number, dwx: number, dwy: number) => {
    W[a]! -= dw
    X[a]! -= dwx
    Y[a]! -= dwy
    W[b]! += dw
    X[b]! += dwx
    Y[b]! += dwy
    center(a)
    center(b)
  }
  const isEven = () => (Math.max(...W) - Math.min(...W)) / mean <= problem.spreadGoal
  const isCounted = () => points.every((size) => beyond(size) === 0)

  const scale = Math.max(extent, 1e-9)
  /** What point i's way from a to b costs because of its home, as a share of the extent. */
  const leaving = (i: number, a: number, b: number) =>
    home[i]! < 0 ? 0 : (price / n) * ((a === home[i] ? 1 : 0) - (b === home[i] ? 1 : 0))
  for (let round = 0, evenness = 0.02; round < PULLS; round++, evenness *= 2) {
    sweepUntilStill((i, j, a, b, dw, growth) => {
      const uneven = unevenness(a, b, dw) + (j < 0 && round < COUNT_PULLS ? crowding(a, b) : 0)
      return -growth / scale - evenness * uneven - leaving(i, a, b) - (j < 0 ? 0 : leaving(j, b, a))
    })
    if (isEven() && (isCounted() || round >= COUNT_PULLS)) break
  }
  evenOut()
  if (!isEven()) return

  // the pull has frayed the borders: straighten them as far as the work stays even
  const most = mean * (1 + problem.spreadGoal * 0.6)
  const least = mean * (1 - problem.spreadGoal * 0.6)
  sweepUntilStill((i, j, a, b, dw, growth) => {
    const stays = W[a]! - dw >= least && W[a]! - dw <= most && W[b]! + dw >= least && W[b]! + dw <= most
    if (!stays || (j < 0 && crowding(a, b) > 0)) return 0
    const mended = mend(i, a, b) + (j < 0 ? 0 : mend(j, b, a))
    const left = leaving(i, a, b) + (j < 0 ? 0 : leaving(j, b, a))
    return -growth / scale + (STRAIGHTNESS * mended) / (n * NEIGHBOURS) - left
  })

  /**
   * Where a gap lies between what is too heavy and what is too light, neighbours cannot settle it: points then go from
   * the heaviest to the lightest cluster, over those between, by the way that costs the least extent.
   */
  function evenOut(): void {
    const cost = new Float64Array(count * count)
    const carrier = new Int32Array(count * count)
    const reach = new Float64Array(count)
    const before = new Int32Array(count)
    const isStale = new Uint8Array(count).fill(1)
    let priced = Number.POSITIVE_INFINITY
    for (let move = 0; move < n && !isEven(); move++) {
      let heavy = 0
      let light = 0
      for (let c = 1; c < count; c++) {
        if (W[c]! > W[heavy]!) heavy = c
        if (W[c]! < W[light]!) light = c
      }
      const below = W[heavy]! - W[light]!
      if (below > priced) isStale.fill(1) // those too heavy before may carry again
      priced = below
      priceMoves(below, isStale, cost, carrier)
      isStale.fill(0)
      findWay(heavy, light, cost, reach, before)
      if (reach[light] === Number.POSITIVE_INFINITY) return
      for (let b = light; b !== heavy; b = before[b]!) {
        const a = before[b]!
        const i = carrier[a * count + b]!
        shift(a, b, weight[i]!, weight[i]! * x[i]!, weight[i]! * y[i]!)
        clusterOf[i] = b
        points[a]!--
        points[b]!++
        isStale[a] = 1
        isStale[b] = 1
      }
    }
  }

  /** For each pair of clusters the point below a weight that goes across at least growth; what still holds stays. */
  function priceMoves(below: number, isStale: Uint8Array, cost: Float64Array, carrier: Int32Array): void {
    const isFresh = new Uint8Array(count)
    const stale: number[] = []
    const all: number[] = []
    for (let a = 0; a < count; a++) {
      all.push(a)
      if (isStale[a]) stale.push(a)
      else isFresh[a] = 1
    }
    for (let a = 0; a < count; a++) {
      for (let b = 0; b < count && isFresh[a]; b++) {
        const pair = a * count + b
        if (cost[pair] !== Number.POSITIVE_INFINITY && weight[carrier[pair]!]! >= below) isFresh[a] = 0
      }
      for (const b of isFresh[a] ? stale : all) cost[a * count + b] = Number.POSITIVE_INFINITY
    }
    for (let i = 0; i < n; i++) {
      const w = weight[i]!
      if (pinned[i]! >= 0 || w >= below) continue
      const a = clusterOf[i]!
      for (const b of isFresh[a] ? stale : all) {
        if (b === a) continue
        const left = leaving(i, a, b) * scale
        const growth = Math.max(0, growthOf(a, b, w, w * x[i]!, w * y[i]!) + left)
        if (growth >= cost[a * count + b]!) continue
        cost[a * count + b] = growth
        carrier[a * count + b] = i
      }
    }
  }

  /** Dijkstra over the clusters. */
  function findWay(
    from: number,
    to: number,
    cost: Float64Array,
    reach: Float64Array,
    before: Int32Array,
  ): void {
    const isDone = new Uint8Array(count)
    reach.fill(Number.POSITIVE_INFINITY)
    reach[from] = 0
    for (let round = 0; round < count; round++) {
      let next = -1
      for (let c = 0; c < count; c++) if (!isDone[c] && (next < 0 || reach[c]! < reach[next]!)) next = c
      if (next === to || reach[next] === Number.POSITIVE_INFINITY) return
      isDone[next] = 1
      for (let c = 0; c < count; c++) {
        const longer = reach[next]! + cost[next * count + c]!
        if (longer >= reach[c]!) continue
        reach[c] = longer
        before[c] = next
      }
    }
  }

  /** How many more of a point's neighbours are its own when it goes from cluster a to cluster b. */
  function mend(i: number, a: number, b: number): number {
    let more = 0
    for (let k = 0; k < NEIGHBOURS; k++) {
      const j = neighbours[i * NEIGHBOURS + k]!
      if (j < 0) break
      if (clusterOf[j] === b) more++
      else if (clusterOf[j] === a) more--
    }
    return more
  }

  /** Point i goes from a to b, and j (if ≥ 0) the other way, where that gains most; until nothing gains. */
  function sweepUntilStill(
    gainOf: (i: number, j: number, a: number, b: number, dw: number, growth: number) => number,
  ): void {
    let improved = true
    for (let pass = 0; improved && pass < PASSES_MAX; pass++) {
      improved = false
      for (let i = 0; i < n; i++) {
        if (pinned[i]! >= 0) continue
        const a = clusterOf[i]!
        const w = weight[i]!
        let bestGain = 1e-9
        let bestCluster = -1
        let bestPartner = -1
        const weigh = (b: number, j: number) => {
          const wj = j < 0 ? 0 : weight[j]!
          const dwx = w * x[i]! - (j < 0 ? 0 : wj * x[j]!)
          const dwy = w * y[i]! - (j < 0 ? 0 : wj * y[j]!)
          const gain = gainOf(i, j, a, b, w - wj, growthOf(a, b, w - wj, dwx, dwy))
          if (gain <= bestGain) return
          bestGain = gain
          bestCluster = b
          bestPartner = j
        }
        for (let k = 0; k < NEIGHBOURS; k++) {
          const j = neighbours[i * NEIGHBOURS + k]!
          if (j < 0) break
          const b = clusterOf[j]!
          if (b === a) continue
          weigh(b, -1)
          if (pinned[j]! < 0) weigh(b, j)
        }
        const across = nearestOther(i, a)
        if (across !== a) weigh(across, -1)
        if (bestCluster < 0) continue
        const j = bestPartner
        const wj = j < 0 ? 0 : weight[j]!
        const dwx = w * x[i]! - (j < 0 ? 0 : wj * x[j]!)
        const dwy = w * y[i]! - (j < 0 ? 0 : wj * y[j]!)
        shift(a, bestCluster, w - wj, dwx, dwy)
        clusterOf[i] = bestCluster
        if (j >= 0) clusterOf[j] = a
        else {
          points[a]!--
          points[bestCluster]!++
        }
        improved = true
      }
    }
  }

  /** A point inside a cluster may still have to cross a gap: the cluster whose center is next nearest. */
  function nearestOther(i: number, own: number): number {
    let best = own
    let bestSquare = Number.POSITIVE_INFINITY
    for (let c = 0; c < count; c++) {
      if (c === own) continue
      const dx = x[i]! - centerX[c]!
      const dy = y[i]! - centerY[c]!
      const square = dx * dx + dy * dy
      if (square >= bestSquare) continue
      bestSquare = Number.isNaN(square) ? 0 : square
      best = c
    }
    return best
  }
}

/** The nearest points of each point, nearest first; −1 where there are no more. */
function nearestOf(x: Float64Array, y: Float64Array): Int32Array {
  const n = x.length
  const tree = new KDBush(n)
  for (let i = 0; i < n; i++) tree.add(x[i]!, y[i]!)
  tree.finish()
  const nearest = new Int32Array(n * NEIGHBOURS).fill(-1)
  for (let i = 0; i < n; i++) {
    let found: number[] = []
    for (let radius = 200; found.length <= NEIGHBOURS && radius < 1e6; radius *= 2) {
      found = tree.within(x[i]!, y[i]!, radius)
    }
    const square = (j: number) => (x[j]! - x[i]!) ** 2 + (y[j]! - y[i]!) ** 2
    found
      .filter((j) => j !== i)
      .sort((a, b) => square(a) - square(b) || a - b)
      .slice(0, NEIGHBOURS)
      .forEach((j, k) => {
        nearest[i * NEIGHBOURS + k] = j
      })
  }
  return nearest
}
