/**
 * Numbers the vertices of all streets so that exactly equal coordinates get the same number, in order of appearance.
 *
 * Shape  `coordinates` is flat, lng and lat in turn; the answer holds one number per vertex, from 0 without gaps.
 * Cost   one pass over an open-addressing table at most half full.
 */
export function numberVertices(coordinates: Float64Array): Int32Array {
  const count = coordinates.length >> 1
  const words = new Int32Array(coordinates.buffer, coordinates.byteOffset, count * 4)
  let size = 16
  while (size < count * 2) size *= 2
  const slots = new Int32Array(size).fill(-1) // the first vertex that has these coordinates
  const ids = new Int32Array(count)
  let next = 0
  for (let v = 0; v < count; v++) {
    let hash = 0
    for (let w = 4 * v; w < 4 * v + 4; w++) hash = Math.imul(hash ^ words[w]!, 0x9e3779b1) ^ (hash >>> 15)
    let slot = (hash ^ (hash >>> 16)) & (size - 1)
    let first = slots[slot]!
    while (
      first >= 0 &&
      (coordinates[2 * first] !== coordinates[2 * v] || coordinates[2 * first + 1] !== coordinates[2 * v + 1])
    ) {
      slot = (slot + 1) & (size - 1)
      first = slots[slot]!
    }
    if (first < 0) {
      slots[slot] = v
      ids[v] = next++
    } else {
      ids[v] = ids[first]!
    }
  }
  return ids
}
