/**
 * The outline of a bitmap: rings around its set cells, corners cut.
 *
 * Shape  `cells[row × width + column]` is 1 where set; the border of the bitmap must be empty. Column c runs from x = c
 *        to c + 1, row r from y = r to r + 1. Rings are closed, [x, y] in turn; counter-clockwise around set cells,
 *        clockwise around holes. Cells that touch in one corner stay apart. A ring goes through the middles of the
 *        cells' sides, so that a staircase becomes a straight slope.
 * Cost   one pass over the bitmap and one along its border.
 */
export function cellOutlines(cells: Uint8Array, width: number): Float64Array[] {
  const isWalked = new Uint8Array(cells.length)
  const rings: Float64Array[] = []
  for (let start = width; start < cells.length; start++) {
    if (cells[start] === 0 || cells[start - width] === 1 || isWalked[start] === 1) continue
    rings.push(walkAround(cells, width, isWalked, start))
  }
  return rings
}

/** Eastward, northward, westward, southward; set cells stay to the left. */
const STEP_X = Int8Array.of(1, 0, -1, 0)
const STEP_Y = Int8Array.of(0, 1, 0, -1)
/** The cells to the left and right of the next stretch, seen from its corner, in columns and rows. */
const LEFT_X = Int8Array.of(0, -1, -1, 0)
const LEFT_Y = Int8Array.of(0, 0, -1, -1)

function walkAround(cells: Uint8Array, width: number, isWalked: Uint8Array, start: number): Float64Array {
  const points: number[] = []
  let x = start % width
  let y = (start - x) / width
  let direction = 0
  let lastTurn = -1
  const [x0, y0] = [x, y]
  do {
    if (direction === 0) isWalked[y * width + x] = 1
    if (direction !== lastTurn) points.push(x + STEP_X[direction]! / 2, y + STEP_Y[direction]! / 2)
    lastTurn = direction
    x += STEP_X[direction]!
    y += STEP_Y[direction]!
    const left = cells[(y + LEFT_Y[direction]!) * width + x + LEFT_X[direction]!]
    const ahead = (direction + 3) & 3
    const right = cells[(y + LEFT_Y[ahead]!) * width + x + LEFT_X[ahead]!]
    const turned = left === 0 ? (direction + 1) & 3 : right === 1 ? ahead : direction
    if (turned !== direction) points.push(x - STEP_X[direction]! / 2, y - STEP_Y[direction]! / 2)
    direction = turned
  } while (x !== x0 || y !== y0 || direction !== 0)
  points.push(points[0]!, points[1]!)
  return Float64Array.from(points)
}
