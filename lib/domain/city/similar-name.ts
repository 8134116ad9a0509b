/**
 * Whether two shop names mean the same shop: `Super Devoto` and `DEVOTO`, `Panadería Sol` and `panaderia el sol`.
 *
 * Shape   compared without case, accents, spaces and punctuation: alike when one contains the other, or when
 *         their pairs of letters agree to seven tenths (Sørensen–Dice).
 * Source  L. R. Dice, Measures of the Amount of Ecologic Association Between Species, Ecology 26(3), 1945.
 */
const ALIKE_FROM = 0.7
const CONTAINED_FROM_LETTERS = 4
const CONTAINED_FROM_HAN = 2

export function areSimilarNames(a: string, b: string): boolean {
  const [shorter, longer] = [plain(a), plain(b)].sort((x, y) => x.length - y.length) as [string, string]
  if (shorter === longer) return shorter !== ''
  const least = /\p{Script=Han}/u.test(shorter) ? CONTAINED_FROM_HAN : CONTAINED_FROM_LETTERS
  if (shorter.length >= least && longer.includes(shorter)) return true
  return sharedPairs(shorter, longer) >= ALIKE_FROM
}

function plain(name: string): string {
  return name
    .normalize('NFKD')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]/gu, '')
}

function sharedPairs(a: string, b: string): number {
  if (a.length < 2 || b.length < 2) return 0
  const left = new Map<string, number>()
  for (let i = 0; i + 1 < a.length; i++) {
    const pair = a.slice(i, i + 2)
    left.set(pair, (left.get(pair) ?? 0) + 1)
  }
  let shared = 0
  for (let i = 0; i + 1 < b.length; i++) {
    const pair = b.slice(i, i + 2)
    const count = left.get(pair) ?? 0
    if (count === 0) continue
    left.set(pair, count - 1)
    shared++
  }
  return (2 * shared) / (a.length + b.length - 2)
}
