import fc from 'fast-check'
import { expect, test } from 'vitest'
import { distanceM, type Position } from '@/lib/domain/geo/position'
import { BUSINESS_FORMATS } from '@/lib/domain/retailer/classification'
import { areRivals, counterInside, countInside, type Site } from '@/lib/domain/trade-area/inside'
import { RINGS } from '@/lib/domain/trade-area/rings'

const RADII = { core: 300, secondary: 500, fringe: 1000 }
const CENTER: Position = [-56.17, -34.9]
const position = fc.tuple(
  fc.double({ min: -56.19, max: -56.15, noNaN: true }),
  fc.double({ min: -34.92, max: -34.88, noNaN: true }),
)
const format = fc.constantFrom(...BUSINESS_FORMATS)
const sites = fc
  .array(fc.record({ position, format }), { minLength: 1, maxLength: 60 })
  .map((list) => list.map((site, k): Site => ({ id: `s${k}`, ...site })))
const demand = fc.array(fc.record({ position, weight: fc.integer({ min: 1, max: 9 }) }), { maxLength: 60 })

test('a disc holds its band and every smaller disc, and nothing else', () => {
  fc.assert(
    fc.property(sites, demand, (retailers, points) => {
      const rings = countInside(retailers[0]!, RADII, { retailers, demand: points })
      rings.forEach(({ disc, band }, k) => {
        const inner = rings[k - 1]?.disc ?? { retailers: 0, rivals: 0, demand: 0 }
        expect(disc).toEqual({
          retailers: inner.retailers + band.retailers,
          rivals: inner.rivals + band.rivals,
          demand: inner.demand + band.demand,
        })
      })
    }),
  )
})

test('the indexed count agrees with measuring every distance', () => {
  fc.assert(
    fc.property(sites, demand, (retailers, points) => {
      const count = counterInside({ retailers, demand: points })
      for (const site of retailers.slice(0, 5)) {
        for (const { ring, disc } of count(site, RADII)) {
          const near = (at: Position) => distanceM(site.position, at) <= RADII[ring]
          const others = retailers.filter((other) => other !== site && near(other.position))
          expect(disc).toEqual({
            retailers: others.length,
            rivals: others.filter((other) => areRivals(site.format, other.format)).length,
            demand: points.filter((p) => near(p.position)).reduce((sum, { weight }) => sum + weight, 0),
          })
        }
      }
    }),
  )
})

test('being rivals is mutual', () => {
  for (const a of BUSINESS_FORMATS) {
    expect(areRivals(a, a)).toBe(true)
    for (const b of BUSINESS_FORMATS) expect(areRivals(a, b)).toBe(areRivals(b, a))
  }
})

test('a grocery with a rival at 200 m, a bar at 400 m and a house of 3 at 900 m', () => {
  const north = (m: number): Position => [CENTER[0], CENTER[1] + m / 111_195]
  const site: Site = { id: 'own', position: CENTER, format: 'grocery' }
  const rings = countInside(site, RADII, {
    retailers: [
      site,
      { id: 'rival', position: north(200), format: 'convenience' },
      { id: 'bar', position: north(400), format: 'entertainment' },
      { id: 'far', position: north(1001), format: 'grocery' },
    ],
    demand: [{ position: north(900), weight: 3 }],
  })
  expect(rings.map(({ ring }) => ring)).toEqual([...RINGS])
  expect(rings.map(({ band }) => band)).toEqual([
    { retailers: 1, rivals: 1, demand: 0 },
    { retailers: 1, rivals: 0, demand: 0 },
    { retailers: 0, rivals: 0, demand: 3 },
  ])
  expect(rings[2]!.disc).toEqual({ retailers: 2, rivals: 1, demand: 3 })
})
