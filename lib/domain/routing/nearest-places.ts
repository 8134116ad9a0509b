/**
 * For every store the stores nearest to it by travel there and back, nearest first.
 *
 * Units    those of the travel matrix.
 * Shape    `count` store indices a row, row-major; stores without a place (visits by phone) come last in every row and
 *          have a row in the order of the list.
 * Cost     O(n) a row to select, O(count log count) to sort.
 */
export function nearestPlaces(
  travel: Int32Array,
  back: Int32Array,
  placeCount: number,
  place: Int32Array,
  count: number,
): Int32Array {
  const n = place.length
  if (count <= 0) return new Int32Array(0)
  const rows = new Int32Array(n * count)
  const keys = new Float64Array(n - 1)
  const far = 4_294_967_296
  for (let i = 0; i < n; i++) {
    const row = place[i]! * placeCount
    let k = 0
    for (let j = 0; j < n; j++) {
      if (j === i) continue
      const both = place[i]! < 0 || place[j]! < 0 ? far : travel[row + place[j]!]! + back[row + place[j]!]!
      keys[k++] = both * 65_536 + j // n < 65,536 and both < 2³³: exact
    }
    selectSmallest(keys, count)
    const nearest = keys.subarray(0, count).sort()
    for (let j = 0; j < count; j++) rows[i * count + j] = nearest[j]! % 65_536
  }
  return rows
}

/** Moves the `count` smallest to the front (Hoare's selection). */
function selectSmallest(keys: Float64Array, count: number): void {
  let low = 0
  let high = keys.length - 1
  while (low < high) {
    const pivot = keys[(low + high) >> 1]!
    let i = low
    let j = high
    while (i <= j) {
      while (keys[i]! < pivot) i++
      while (keys[j]! > pivot) j--
      if (i <= j) {
        const swap = keys[i]!
        keys[i] = keys[j]!
        keys[j] = swap
        i++
        j--
      }
    }
    if (count - 1 <= j) high = j
    else if (count - 1 >= i) low = i
    else return
  }
}
