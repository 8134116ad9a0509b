/**
 * Moves marks that lie on each other apart, as little as needed, so that each can be read.
 *
 * Units   those of the plane. Shape: one place per mark, in their order; the same marks always move the same way.
 */
type Point = readonly [x: number, y: number]

const ROUNDS = 80
const HOME_PULL = 0.02

export function spreadApart(marks: readonly Point[], apart: number): Point[] {
  const at = marks.map(([x, y]) => [x, y] as [number, number])
  for (let round = 0; round < ROUNDS; round++) {
    for (let i = 0; i < at.length; i++) {
      for (let k = i + 1; k < at.length; k++) separate(at[i]!, at[k]!, apart, i + k)
    }
    if (round === ROUNDS - 1) break
    at.forEach((mark, i) => {
      const [homeX, homeY] = marks[i]!
      mark[0] += (homeX - mark[0]) * HOME_PULL
      mark[1] += (homeY - mark[1]) * HOME_PULL
    })
  }
  return at
}

function separate(a: [number, number], b: [number, number], apart: number, salt: number): void {
  let [dx, dy] = [b[0] - a[0], b[1] - a[1]]
  const away = Math.hypot(dx, dy)
  if (away >= apart) return
  if (away > 1e-6) {
    dx /= away
    dy /= away
  } else {
    // exactly on each other: some direction, always the same
    dx = Math.cos(salt)
    dy = Math.sin(salt)
  }
  const push = (apart - away) / 2
  a[0] -= dx * push
  a[1] -= dy * push
  b[0] += dx * push
  b[1] += dy * push
}
