import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { planarFaces } from '@/lib/domain/city/planar-faces'
import { signedAreaM2 } from '@/lib/domain/city/polygon'
import type { BBox, Position } from '@/lib/domain/geo/position'

const BOX: BBox = [0, 0, 0.1, 0.1]
const BOX_RING = [
  [0, 0],
  [0.1, 0],
  [0.1, 0.1],
  [0, 0.1],
  [0, 0],
]

describe('planar faces', () => {
  test('without lines the box is the one face', () => {
    expect(planarFaces([], BOX).map(({ ring }) => ring.length)).toEqual([5])
  })

  test('a cross whose lines share no vertex cuts the box in four', () => {
    const faces = planarFaces(
      [
        [
          [0.05, 0],
          [0.05, 0.1],
        ],
        [
          [0, 0.04],
          [0.1, 0.04],
        ],
      ],
      BOX,
    )
    expect(faces).toHaveLength(4)
  })

  test('a loose end cuts nothing', () => {
    const pier: Position[] = [
      [0, 0.05],
      [0.03, 0.05],
      [0.04, 0.06],
    ]
    expect(planarFaces([pier], BOX)).toHaveLength(1)
  })

  test('an island is a face of its own on top of the face around it', () => {
    const island: Position[] = [
      [0.04, 0.04],
      [0.06, 0.04],
      [0.05, 0.06],
      [0.04, 0.04],
    ]
    expect(planarFaces([island], BOX).map(({ ring }) => ring.length)).toEqual([4, 5])
  })

  test('the faces between lines from side to side add up to the box, whatever crosses', () => {
    const lat = fc.integer({ min: 1, max: 999 }).map((share) => share / 10_000)
    const line = fc.tuple(lat, lat, lat).map(([west, middle, east]): Position[] => [
      [0, west],
      [0.05, middle],
      [0.1, east],
    ])
    fc.assert(
      fc.property(fc.array(line, { maxLength: 7 }), (lines) => {
        const whole = signedAreaM2(BOX_RING)
        const sum = planarFaces(lines, BOX).reduce((total, { areaM2 }) => total + areaM2, 0)
        // metres per degree are taken at each ring's own first vertex, hence not to the last digit
        expect(Math.abs(sum / whole - 1)).toBeLessThan(1e-5)
      }),
    )
  })
})
