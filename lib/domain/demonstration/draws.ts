/** Draws that the generator repeats: a stream of its own for each thing, so that one thing more moves no other. */
import { type Random, seededRandom } from '@/lib/domain/random'

/** The stream of one thing: the same seed and names give the same numbers. FNV-1a over the names. */
export function streamOf(seed: number, ...names: readonly (string | number)[]): Random {
  let hash = 0x811c9dc5 ^ seed
  for (const character of names.join('|')) {
    hash = Math.imul(hash ^ character.codePointAt(0)!, 0x01000193)
  }
  return seededRandom(hash)
}

/** About normal with mean 0 and deviation 1, between −3.5 and 3.5: four uniform draws. */
export function normalFrom(random: Random): number {
  return (random.next() + random.next() + random.next() + random.next() - 2) * Math.sqrt(3)
}

export function between(random: Random, from: number, to: number): number {
  return from + (to - from) * random.next()
}

export function pick<T>(random: Random, from: readonly T[]): T {
  return from[random.int(from.length)]!
}

/** A row by its share; the shares need not sum to one. */
export function pickByShare<T extends { readonly share: number }>(random: Random, rows: readonly T[]): T {
  let left = random.next() * rows.reduce((sum, { share }) => sum + share, 0)
  for (const row of rows) {
    left -= row.share
    if (left < 0) return row
  }
  return rows.at(-1)!
}

/** Indexes in an order drawn from the stream (Fisher–Yates). */
export function shuffled(random: Random, count: number): number[] {
  const order = Array.from({ length: count }, (_, index) => index)
  for (let last = count - 1; last > 0; last--) {
    const other = random.int(last + 1)
    const moved = order[last]!
    order[last] = order[other]!
    order[other] = moved
  }
  return order
}
