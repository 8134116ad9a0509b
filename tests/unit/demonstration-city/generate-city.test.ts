import { existsSync, readFileSync } from 'node:fs'
import { feature, featureCollection, intersect, kinks } from '@turf/turf'
import type { FeatureCollection, MultiPolygon, Polygon } from 'geojson'
import { describe, expect, test } from 'vitest'
import { polygonAreaM2 } from '@/lib/domain/city/polygon'
import { CHANGZHI_COUNTIES } from '@/lib/domain/demonstration-city/changzhi'
import { generateCity } from '@/lib/domain/demonstration-city/generate-city'
import { AREA_TYPE_MIX, FORMAT_MIX, MARKET_MIX } from '@/lib/domain/demonstration-city/mix'
import { boxOf } from '@/lib/domain/geo/box-of'
import { insideTest } from '@/lib/domain/geo/inside-test'
import { distanceM, type Position } from '@/lib/domain/geo/position'
import { assignRetailers } from '@/lib/domain/trade-area/assign-retailers'

const RETAILERS = 15_000
const city = generateCity(7, CHANGZHI_COUNTIES, RETAILERS)
const areaOf = assignRetailers(
  city.retailers.map(({ position }) => position),
  city.areas.map(({ geometry }) => geometry),
)

/** How many of each, expected as the published counts scaled to as many. */
function expectMix(found: readonly string[], published: Readonly<Record<string, number>>) {
  const whole = Object.values(published).reduce((sum, count) => sum + count, 0)
  for (const [kind, count] of Object.entries(published)) {
    const exact = (count * found.length) / whole
    expect(Math.abs(found.filter((one) => one === kind).length - exact), kind).toBeLessThan(1)
  }
}

describe('the mix', () => {
  test('retailers have formats and markets as published', () => {
    expect(city.retailers).toHaveLength(RETAILERS)
    expectMix(
      city.retailers.map(({ format }) => format),
      FORMAT_MIX,
    )
    expectMix(
      city.retailers.map(({ market }) => market),
      MARKET_MIX,
    )
  })

  test('those that lie in a trade area are of its type as published; a remainder lies in none', () => {
    const types = areaOf.flatMap((area) => (area === null ? [] : [city.areas[area]!.type]))
    expectMix(types, AREA_TYPE_MIX)
    const outside = areaOf.filter((area) => area === null).length / RETAILERS
    expect(outside).toBeGreaterThan(0.05)
    expect(outside).toBeLessThan(0.07)
    city.retailers.forEach(({ market }, k) => {
      if (areaOf[k] === null) expect(market).toBe('rural')
    })
  })

  test('counties have retailers and people as the census says', () => {
    const people = CHANGZHI_COUNTIES.reduce((sum, county) => sum + county.people, 0)
    expect(people).toBe(3_180_884)
    expect(city.people.reduce((sum, cell) => sum + cell.people, 0)).toBe(people)
    CHANGZHI_COUNTIES.forEach((county, k) => {
      const own = city.retailers.filter((retailer) => retailer.county === k).length
      expect(Math.abs(own - (RETAILERS * county.people) / people)).toBeLessThan(1)
    })
  })
})

describe('trade areas', () => {
  test('there are 150 to 220, of plausible size and each of some dozens of retailers', () => {
    expect(city.areas.length).toBeGreaterThanOrEqual(150)
    expect(city.areas.length).toBeLessThanOrEqual(220)
    for (const { geometry } of city.areas) {
      const areaKm2 = polygonAreaM2(geometry) / 1e6
      expect(areaKm2).toBeGreaterThan(0.2)
      expect(areaKm2).toBeLessThan(6)
    }
    const sizes = city.areas.map((_, k) => areaOf.filter((area) => area === k).length)
    expect(Math.min(...sizes)).toBeGreaterThanOrEqual(10) // the one mixed area
    expect(sizes.filter((size) => size < 24)).toHaveLength(1)
  })

  test('none crosses itself and no two overlap', () => {
    const boxes = city.areas.map(({ geometry }) => boxOf(geometry))
    city.areas.forEach(({ geometry, name }, k) => {
      expect(kinks(feature(geometry)).features, name).toHaveLength(0)
      for (let other = 0; other < k; other++) {
        const [a, b] = [boxes[k]!, boxes[other]!]
        if (a[0] > b[2] || b[0] > a[2] || a[1] > b[3] || b[1] > a[3]) continue
        const shared = intersect(featureCollection([feature(geometry), feature(city.areas[other]!.geometry)]))
        // neighbours share their border, to rounding
        expect(shared ? polygonAreaM2(shared.geometry) : 0, name).toBeLessThan(1)
      }
    })
  })

  test('have names of their own', () => {
    expect(new Set(city.areas.map(({ name }) => name)).size).toBe(city.areas.length)
  })
})

test('every retailer is within reach of its county', () => {
  for (const { county, position } of city.retailers) {
    const { seat, middle, areaKm2 } = CHANGZHI_COUNTIES[county]!
    const reachM = 1000 * Math.sqrt(areaKm2 / Math.PI)
    expect(Math.min(distanceM(position, seat), distanceM(position, middle))).toBeLessThan(reachM)
  }
})

test('the same seed gives the same city, another seed another', () => {
  const small = (seed: number) => generateCity(seed, CHANGZHI_COUNTIES, 2000)
  expect(small(3)).toEqual(small(3))
  expect(small(4).retailers[0]).not.toEqual(small(3).retailers[0])
})

const SHARED = new URL('../../../../shared/data/changzhi/', import.meta.url)

describe('against records of the real counties', () => {
  // these records may not be copied into the project: where they are not at hand there is nothing to compare with
  test.skipIf(!existsSync(SHARED))('seats, people and outlines, where shared/data is at hand', () => {
    const people = readFileSync(new URL('census2020_counties.csv', SHARED), 'utf8')
      .trim()
      .split('\n')
      .slice(1)
      .map((line) => line.split(','))
    type Real = FeatureCollection<Polygon | MultiPolygon, { adcode: number; name: string; center: Position }>
    const real = JSON.parse(readFileSync(new URL('140400_counties_wgs84.geojson', SHARED), 'utf8')) as Real
    CHANGZHI_COUNTIES.forEach(({ code, nameZh, seat, people: count }, k) => {
      expect(people.find(([known]) => known === code)?.[2]).toBe(`${count}`)
      const { properties, geometry } = real.features.find((one) => `${one.properties.adcode}` === code)!
      expect(properties.name).toBe(nameZh)
      expect(distanceM(seat, properties.center)).toBeLessThan(1500)
      const isIn = insideTest(geometry)
      const own = city.retailers.filter(({ county }) => county === k)
      expect(own.filter(({ position }) => isIn(position)).length / own.length, nameZh).toBeGreaterThan(0.75)
    })
  })
})
