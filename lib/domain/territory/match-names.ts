/**
 * Which of the territories just formed goes on as which of those before, so that as few stores as possible change.
 *
 * Shape   `shared[a][b]` stores of the new territory a belong to b at present; square. Gives b for each a.
 * Cost    O(n³).
 * Source  H. W. Kuhn, The Hungarian method for the assignment problem, 1955, by shortest augmenting paths with
 *         potentials (R. Jonker and A. Volgenant, 1987).
 */
export function matchNames(shared: readonly (readonly number[])[]): number[] {
  const n = shared.length
  const rowPrice = new Float64Array(n + 1)
  const columnPrice = new Float64Array(n + 1)
  const rowOf = new Int32Array(n + 1) // rows and columns count from 1; 0 is none
  const before = new Int32Array(n + 1)
  for (let row = 1; row <= n; row++) {
    const least = new Float64Array(n + 1).fill(Number.POSITIVE_INFINITY)
    const isDone = new Uint8Array(n + 1)
    rowOf[0] = row
    let column = 0
    while (rowOf[column] !== 0) {
      isDone[column] = 1
      const from = rowOf[column]!
      let step = Number.POSITIVE_INFINITY
      let next = 0
      for (let j = 1; j <= n; j++) {
        if (isDone[j]) continue
        const cost = -shared[from - 1]![j - 1]! - rowPrice[from]! - columnPrice[j]!
        if (cost < least[j]!) {
          least[j] = cost
          before[j] = column
        }
        if (least[j]! < step) {
          step = least[j]!
          next = j
        }
      }
      for (let j = 0; j <= n; j++) {
        if (isDone[j]) {
          rowPrice[rowOf[j]!]! += step
          columnPrice[j]! -= step
        } else least[j]! -= step
      }
      column = next
    }
    while (column !== 0) {
      rowOf[column] = rowOf[before[column]!]!
      column = before[column]!
    }
  }
  const names = new Array<number>(n)
  for (let j = 1; j <= n; j++) names[rowOf[j]! - 1] = j - 1
  return names
}
