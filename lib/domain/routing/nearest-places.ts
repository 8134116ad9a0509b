/**
 * For every store the stores nearest to it by travel there and back, nearest first.
 *
 * Units    those of the travel matrix.
 * Shape    `count` store indices a row, row-major; stores without a place (visits by phone) come last in every row and
 *          have a row in the order of the list.
 * Cost     O(n) a row to look at, and little more: what is farther than the `count` nearest so far is not kept.
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
  const kept = new Float64Array(2 * count)
  const far = 4_294_967_296
  for (let i = 0; i < n; i++) {
    const row = place[i]! * placeCount
    let k = 0
    let farthest = Number.POSITIVE_INFINITY
    for (let j = 0; j < n; j++) {
      if (j === i) continue
      const both = place[i]! < 0 || place[j]! < 0 ? far : travel[row + place[j]!]! + back[row + place[j]!]!
      const key = both * 65_536 + j // n < 65,536 and both < 2³³: exact
      if (key > farthest) continue
      kept[k++] = key
      if (k < kept.length) continue
      kept.sort()
      k = count
      farthest = kept[count - 1]!
    }
    const nearest = kept.subarray(0, k).sort()
    for (let j = 0; j < count; j++) rows[i * count + j] = nearest[j]! % 65_536
  }
  return rows
}
