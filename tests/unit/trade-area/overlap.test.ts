import { area, circle, featureCollection, intersect } from '@turf/turf'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { distanceM, type Position } from '@/lib/domain/geo/position'
import { competitionIndices } from '@/lib/domain/trade-area/competition.kernel'
import { competitionAround, type Disc, lensAreaM2, overlapRatios } from '@/lib/domain/trade-area/overlap'

const metres = fc.double({ min: 1, max: 10_000, noNaN: true })
const discs = fc
  .array(
    fc.record({
      position: fc.tuple(
        fc.double({ min: -56.25, max: -56.1, noNaN: true }),
        fc.double({ min: -34.95, max: -34.8, noNaN: true }),
      ),
      radiusM: fc.constantFrom(300, 500, 500, 800, 5000),
    }),
    { minLength: 1, maxLength: 50 },
  )
  .map((list) => list.map((disc, k): Disc => ({ id: `s${k}`, ...disc })))

describe('the lens of two circles', () => {
  test('two of 500 m whose centers are 600 m apart share 223,648 m²', () => {
    expect(lensAreaM2(500, 500, 600)).toBeCloseTo(223_648, 0)
    const ratios = overlapRatios(500, 500, 600)
    expect(ratios.areas).toBe(1)
    expect(ratios.ofFirst).toBeCloseTo(0.2848, 4)
    expect(ratios.ofSecond).toBeCloseTo(0.2848, 4)
    expect(ratios.ofUnion).toBeCloseTo(0.166, 4)
  })

  test('touching circles share nothing, a contained one shares all of itself', () => {
    expect(lensAreaM2(300, 500, 800)).toBe(0)
    expect(lensAreaM2(300, 500, 200)).toBeCloseTo(Math.PI * 300 ** 2)
  })

  test('it is mutual, never larger than the smaller circle, and shrinks with distance', () => {
    fc.assert(
      fc.property(metres, metres, metres, metres, (r, R, d, further) => {
        const shared = lensAreaM2(r, R, d)
        expect(shared).toBeCloseTo(lensAreaM2(R, r, d), 4)
        expect(shared).toBeGreaterThanOrEqual(-1e-6)
        expect(shared).toBeLessThanOrEqual(Math.PI * Math.min(r, R) ** 2 * (1 + 1e-9))
        expect(lensAreaM2(r, R, d + further)).toBeLessThanOrEqual(shared + 1e-4)
      }),
    )
  })

  test('it agrees with the polygons of 128 sides to half a percent', () => {
    const at: Position = [-56.17, -34.9]
    for (const [r, R, awayDeg] of [
      [500, 500, 0.004],
      [300, 1000, 0.008],
      [800, 2000, 0.0191],
    ] as const) {
      const to: Position = [at[0] + awayDeg, at[1]]
      const polygons = ([at, to] as const).map((center, k) =>
        circle([...center], k === 0 ? r : R, { steps: 128, units: 'meters' }),
      )
      const drawn = area(intersect(featureCollection(polygons))!)
      expect(Math.abs(lensAreaM2(r, R, distanceM(at, to)) / drawn - 1)).toBeLessThan(0.005)
    }
  })
})

describe('competition', () => {
  test('neighbours are listed by how much of the disc they cover', () => {
    fc.assert(
      fc.property(discs, (all) => {
        const { overlaps, competitionIndex } = competitionAround(all[0]!, all)
        const covered = overlaps.map(({ ofFirst }) => ofFirst)
        expect(covered).toEqual(covered.toSorted((a, b) => b - a))
        expect(overlaps.every(({ id, sharedM2 }) => id !== all[0]!.id && sharedM2 > 0)).toBe(true)
        expect(competitionIndex).toBeCloseTo(covered.reduce((sum, share) => sum + share, 0))
      }),
    )
  })

  test('the whole city at once agrees with one retailer at a time', () => {
    fc.assert(
      fc.property(discs, (all) => {
        const { index, pairs } = competitionIndices(
          all.map(({ position }) => position),
          Float64Array.from(all, ({ radiusM }) => radiusM),
        )
        const single = all.map((disc) => competitionAround(disc, all))
        single.forEach(({ competitionIndex }, i) => {
          expect(index[i]).toBeCloseTo(competitionIndex, 6)
        })
        expect(2 * pairs).toBe(single.reduce((sum, { overlaps }) => sum + overlaps.length, 0))
      }),
    )
  })
})
