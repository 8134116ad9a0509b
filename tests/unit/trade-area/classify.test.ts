import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { AREA_KINDS } from '@/lib/domain/city/areas'
import { classifyTradeArea, type ZoneMix } from '@/lib/domain/trade-area/classify'
import { DEFAULT_TYPING_RULE, INDICATORS, type Indicator, SIGNS } from '@/lib/domain/trade-area/typing-rule'

const KM2 = 1_000_000
const mixOf = (
  areaM2: number,
  found: Partial<Record<Indicator, number>>,
  ownKind: ZoneMix['ownKind'] = null,
) => ({
  areaM2,
  quantities: Object.fromEntries(INDICATORS.map((i) => [i, found[i] ?? 0])) as Record<Indicator, number>,
  ownKind,
})
const CITY = mixOf(200 * KM2, {
  shops: 3500,
  eateries: 700,
  'retail-land': 0.2 * KM2,
  homes: 200_000,
  'residential-land': 1.5 * KM2,
  schools: 250,
  universities: 45,
  'campus-land': 1.2 * KM2,
  offices: 400,
  banks: 200,
  health: 140,
  'office-land': 0.6 * KM2,
  works: 60,
  'industrial-land': 2.3 * KM2,
  stations: 11,
  'station-land': 0.07 * KM2,
  hotels: 90,
  sights: 60,
  'leisure-land': 2.5 * KM2,
})
const mix = fc
  .record({
    areaM2: fc.integer({ min: 10_000, max: 20 * KM2 }),
    found: fc.record(Object.fromEntries(INDICATORS.map((i) => [i, fc.nat(2000)]))),
    ownKind: fc.constantFrom(null, ...AREA_KINDS),
  })
  .map(({ areaM2, found, ownKind }) => mixOf(areaM2, found, ownKind))

describe('the type of a trade area', () => {
  test('shares sum to one and the evidence sums to the shares', () => {
    fc.assert(
      fc.property(mix, (zone) => {
        const { shares, evidence } = classifyTradeArea(zone, CITY, DEFAULT_TYPING_RULE)
        expect(Object.values(shares).reduce((sum, share) => sum + share, 0)).toBeCloseTo(1)
        const all = [...evidence.indicators, ...(evidence.ownKind ? [evidence.ownKind] : [])]
        const total = all.reduce((sum, { points }) => sum + points, 0)
        for (const [type, share] of Object.entries(shares)) {
          const own = all.filter((e) => e.type === type).reduce((sum, { points }) => sum + points, 0)
          expect(own / total).toBeCloseTo(share)
        }
      }),
    )
  })

  test('it is the leader where that leads clearly, and mixed where none does', () => {
    fc.assert(
      fc.property(mix, (zone) => {
        const { type, shares, leader, runnerUp } = classifyTradeArea(zone, CITY, DEFAULT_TYPING_RULE)
        expect(Math.max(...Object.values(shares))).toBe(shares[leader])
        expect(shares[runnerUp]).toBeLessThanOrEqual(shares[leader])
        const clear = shares[leader] >= 0.3 && shares[leader] - shares[runnerUp] >= 0.03
        expect(type).toBe(clear ? leader : 'mixed')
      }),
    )
  })

  test('more of a sign never lowers the share of its type', () => {
    fc.assert(
      fc.property(
        mix,
        fc.constantFrom(...INDICATORS),
        fc.integer({ min: 1, max: 500 }),
        (zone, sign, more) => {
          const { type } = SIGNS[sign]
          const richer = { ...zone, quantities: { ...zone.quantities, [sign]: zone.quantities[sign] + more } }
          const before = classifyTradeArea(zone, CITY, DEFAULT_TYPING_RULE).shares[type]
          expect(classifyTradeArea(richer, CITY, DEFAULT_TYPING_RULE).shares[type]).toBeGreaterThanOrEqual(
            before - 1e-12,
          )
        },
      ),
    )
  })

  test('an area with the city’s own densities is residential, by the weights alone', () => {
    const average = mixOf(
      2 * KM2,
      Object.fromEntries(INDICATORS.map((i) => [i, CITY.quantities[i] / 100])) as Record<Indicator, number>,
    )
    const { type, shares, evidence } = classifyTradeArea(average, CITY, DEFAULT_TYPING_RULE)
    expect(evidence.indicators.every(({ ratio }) => Math.abs(ratio - 1) < 1e-9)).toBe(true)
    const weights = Object.values(DEFAULT_TYPING_RULE.weights).reduce((sum, weight) => sum + weight, 0)
    expect(shares.residential).toBeCloseTo(2.4 / weights)
    expect(type).toBe('residential')
  })

  test('a shopping street, a campus with few shops, a works: each is what it is', () => {
    const street = mixOf(KM2, { shops: 80, eateries: 20, homes: 1500, offices: 5, banks: 3 })
    const campus = mixOf(0.15 * KM2, { 'campus-land': 0.1 * KM2, universities: 1 }, 'university')
    const works = mixOf(KM2, { 'industrial-land': 0.4 * KM2, works: 2, homes: 100 })
    expect(
      [street, campus, works].map((zone) => classifyTradeArea(zone, CITY, DEFAULT_TYPING_RULE).type),
    ).toEqual(['commercial', 'campus', 'industrial'])
  })

  test('one station in a quarter of 3 km² is weak evidence: 1.7 times the city, not 6', () => {
    const { evidence } = classifyTradeArea(mixOf(3 * KM2, { stations: 1 }), CITY, DEFAULT_TYPING_RULE)
    const stations = evidence.indicators.find(({ indicator }) => indicator === 'stations')!
    // expected 11 / 200 × 3 = 0.165; (1 + 1) ÷ (0.165 + 1)
    expect(stations.ratio).toBeCloseTo(2 / 1.165)
    expect(stations.cityPerKm2).toBeCloseTo(0.055)
  })

  test('a sign the city’s data lacks says nothing either way', () => {
    const blind = { ...CITY, quantities: { ...CITY.quantities, homes: 0 } }
    const { evidence } = classifyTradeArea(mixOf(KM2, { shops: 17 }), blind, DEFAULT_TYPING_RULE)
    expect(evidence.indicators.find(({ indicator }) => indicator === 'homes')!.ratio).toBe(1)
  })
})
