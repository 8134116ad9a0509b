import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { BBox, Position } from '@/lib/domain/geo/position'
import { placeJudge } from '@/lib/domain/import/plausible-place'

const CHANGSHA: BBox = [112.5, 27.8, 113.5, 28.7]
const near = fc.tuple(
  fc.double({ min: 112, max: 114, noNaN: true }),
  fc.double({ min: 27.5, max: 29, noNaN: true }),
)

test('a town is plausible, its positions exchanged are so called, and Paris is outside', () => {
  fc.assert(
    fc.property(fc.array(near, { minLength: 3, maxLength: 30 }), fc.boolean(), (town, hasRegion) => {
      const paris: Position = [2.35, 48.85]
      const judge = placeJudge([...town, paris], hasRegion ? CHANGSHA : undefined)
      const northern: Position = [87.6, 43.8]
      const other = placeJudge([...Array<Position>(town.length).fill(northern), paris])
      expect(town.map(judge)).toEqual(town.map(() => 'plausible'))
      expect(judge(paris)).toBe('outside')
      expect(other([43.8, 87.6])).toBe('swapped')
    }),
  )
})

test('a file with every position exchanged gives itself away by its latitudes beyond 80°', () => {
  const judge = placeJudge([
    [43.79, 87.61],
    [43.8, 87.5],
  ])
  expect(judge([43.79, 87.61])).toBe('swapped')
})
