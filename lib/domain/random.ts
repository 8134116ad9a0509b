/**
 * The one seeded generator of the product: the same seed gives the same numbers on every machine.
 *
 * Source  sfc32 (C. Doty-Humphrey, PractRand), seeded from one 32-bit whole number by splitmix32.
 */
export type Random = {
  /** A number in [0, 1). */
  next(): number
  /** A whole number in [0, below). */
  int(below: number): number
}

export function seededRandom(seed: number): Random {
  let state = seed | 0
  const split = () => {
    state = (state + 0x9e3779b9) | 0
    let t = state ^ (state >>> 16)
    t = Math.imul(t, 0x21f0aaad)
    t ^= t >>> 15
    t = Math.imul(t, 0x735a2d97)
    return (t ^ (t >>> 15)) | 0
  }
  let a = split()
  let b = split()
  let c = split()
  let counter = 1

  const bits = () => {
    const t = (((a + b) | 0) + counter) | 0
    counter = (counter + 1) | 0
    a = b ^ (b >>> 9)
    b = (c + (c << 3)) | 0
    c = (c << 21) | (c >>> 11)
    c = (c + t) | 0
    return t >>> 0
  }
  for (let i = 0; i < 12; i++) bits()
  return { next: () => bits() / 4294967296, int: (below) => Math.floor((bits() / 4294967296) * below) }
}
