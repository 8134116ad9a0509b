import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { Position } from '@/lib/domain/geo/position'
import { findOverlaps } from '@/lib/domain/import/overlaps'
import { areaM2, boxOf } from '@/lib/domain/import/polygon'

const side = fc.double({ min: 0.005, max: 0.05, noNaN: true })
const start = fc.double({ min: 0, max: 0.05, noNaN: true })
const rectangle = fc.record({ x: start, y: start, width: side, height: side })

test('two rectangles share what their sides share', () => {
  fc.assert(
    fc.property(rectangle, rectangle, (a, b) => {
      const areas = [a, b].map(toArea)
      const width = Math.min(a.x + a.width, b.x + b.width) - Math.max(a.x, b.x)
      const height = Math.min(a.y + a.height, b.y + b.height) - Math.max(a.y, b.y)
      const both = { x: Math.max(a.x, b.x), y: Math.max(a.y, b.y), width, height }
      const common = width > 0 && height > 0 ? toArea(both, 3).areaM2 : 0
      const share = common / Math.min(areas[0]!.areaM2, areas[1]!.areaM2)
      const { overlaps } = findOverlaps(areas)
      if (share > 0.011) expect(overlaps[0]!.areaM2 / common).toBeCloseTo(1, 2)
      if (share < 0.009) expect(overlaps).toEqual([])
    }),
  )
})

test('neighbours that share an edge do not overlap', () => {
  const row = [0, 1, 2].map((k) => toArea({ x: k * 0.02, y: 0, width: 0.02, height: 0.02 }, k))
  expect(findOverlaps(row)).toEqual({ overlaps: [], compared: 3 })
})

function toArea({ x, y, width, height }: { x: number; y: number; width: number; height: number }, row = 1) {
  const [w, s, e, n] = [112.9 + x, 28.2 + y, 112.9 + x + width, 28.2 + y + height]
  const ring: Position[] = [
    [w, s],
    [e, s],
    [e, n],
    [w, n],
    [w, s],
  ]
  const parts = [[ring]]
  return { row, parts, bbox: boxOf(parts), areaM2: areaM2(parts) }
}
