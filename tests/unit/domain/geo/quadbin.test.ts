import fc from 'fast-check'
import { cellToTile } from 'quadbin'
import { expect, test } from 'vitest'
import { tileAt, tileBounds } from '@/lib/domain/geo/mercator'
import { isInside, type Position } from '@/lib/domain/geo/position'
import { quadbinOf, quadbinRange } from '@/lib/domain/geo/quadbin'

const position = fc
  .tuple(fc.double({ min: -180, max: 179.999, noNaN: true }), fc.double({ min: -85, max: 85, noNaN: true }))
  .map(([lng, lat]): Position => [lng, lat])

test('a position is in the range of a tile exactly when the tile is the one at that position', () => {
  fc.assert(
    fc.property(position, position, fc.integer({ min: 0, max: 22 }), (at, elsewhere, z) => {
      const { from, to } = quadbinRange(tileAt(at, z))
      const inRange = (p: Position) => from <= quadbinOf(p) && quadbinOf(p) <= to
      expect(inRange(at)).toBe(true)
      const same = tileAt(elsewhere, z).x === tileAt(at, z).x && tileAt(elsewhere, z).y === tileAt(at, z).y
      expect(inRange(elsewhere)).toBe(same)
    }),
  )
})

test('a tile at a position holds that position within its bounds', () => {
  fc.assert(
    fc.property(position, fc.integer({ min: 0, max: 20 }), (at, z) => {
      expect(isInside(at, tileBounds(tileAt(at, z), 1e-6))).toBe(true)
    }),
  )
})

test('the Plaza Independencia of Montevideo lies in tile 16/22537/39556', () => {
  const { z, x, y } = tileAt([-56.2, -34.9065], 16)
  expect({ z, x, y }).toEqual({ z: 16, x: 22537, y: 39556 })
  expect(cellToTile(quadbinOf([-56.2, -34.9065])).z).toBe(26)
})

test('the world tile covers every cell', () => {
  const { from, to } = quadbinRange({ z: 0, x: 0, y: 0 })
  expect(from).toBe(quadbinOf([-180, 89]))
  expect(to).toBe(quadbinOf([180, -89]))
})
