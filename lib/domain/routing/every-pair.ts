const TILE = 64

/**
 * Whether `test` holds for every pair i > j of a square matrix. Goes tile by tile, so that what lies in its columns stays
 * in the processor's caches like what lies in its rows.
 */
export function everyPair(size: number, test: (i: number, j: number) => boolean): boolean {
  for (let top = 0; top < size; top += TILE) {
    const bottom = Math.min(size, top + TILE)
    for (let left = 0; left <= top; left += TILE) {
      for (let i = top; i < bottom; i++) {
        const right = Math.min(i, left + TILE)
        for (let j = left; j < right; j++) if (!test(i, j)) return false
      }
    }
  }
  return true
}
