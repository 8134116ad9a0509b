/**
 * Strongly connected parts of a directed graph (Tarjan, SIAM Journal on Computing 1(2), 1972), without recursion.
 *
 * Shape  the arcs out of node v are `target[firstOut[v]]` … `target[firstOut[v + 1] - 1]`; the answer names each
 *        node's part by a number from 0.
 * Cost   O(nodes + arcs).
 */
export function strongComponents(firstOut: Int32Array, target: Int32Array): Int32Array {
  const nodes = firstOut.length - 1
  const part = new Int32Array(nodes).fill(-1)
  const order = new Int32Array(nodes).fill(-1)
  const low = new Int32Array(nodes)
  const cursor = new Int32Array(nodes)
  const path = new Int32Array(nodes)
  const open = new Int32Array(nodes)
  let openCount = 0
  let nextOrder = 0
  let nextPart = 0

  for (let root = 0; root < nodes; root++) {
    if (order[root]! >= 0) continue
    let depth = 0
    path[0] = root
    order[root] = low[root] = nextOrder++
    cursor[root] = firstOut[root]!
    open[openCount++] = root
    while (depth >= 0) {
      const v = path[depth]!
      if (cursor[v]! < firstOut[v + 1]!) {
        const w = target[cursor[v]!++]!
        if (order[w]! < 0) {
          order[w] = low[w] = nextOrder++
          cursor[w] = firstOut[w]!
          open[openCount++] = w
          path[++depth] = w
        } else if (part[w]! < 0 && order[w]! < low[v]!) {
          low[v] = order[w]!
        }
        continue
      }
      if (low[v] === order[v]) {
        let w = -1
        while (w !== v) {
          w = open[--openCount]!
          part[w] = nextPart
        }
        nextPart++
      }
      depth--
      if (depth >= 0 && low[v]! < low[path[depth]!]!) low[path[depth]!] = low[v]!
    }
  }
  return part
}

/** The number of the part with the most nodes that have an arc; the lowest number of several; -1 without arcs. */
export function largestComponent(part: Int32Array, isNode: Uint8Array): number {
  const sizes = new Int32Array(part.length)
  for (let v = 0; v < part.length; v++) if (isNode[v]) sizes[part[v]!]!++
  let best = -1
  for (let k = 0; k < sizes.length; k++) {
    if (sizes[k]! > (best < 0 ? 0 : sizes[best]!)) best = k
  }
  return best
}
