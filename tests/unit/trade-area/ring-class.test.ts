import { expect, test } from 'vitest'
import { BUSINESS_FORMATS, MARKET_TYPES } from '@/lib/domain/retailer/classification'
import {
  BRIEF_RING_PARAMETERS,
  DEFAULT_RING_PARAMETERS,
  RING_CLASSES,
  ringClassOf,
} from '@/lib/domain/trade-area/ring-class'
import { areRingRadii } from '@/lib/domain/trade-area/rings'
import { TRADE_AREA_TYPES } from '@/lib/domain/trade-area/type-code'

test('every class of both tables has radii that increase outwards', () => {
  for (const ringClass of RING_CLASSES) {
    expect(areRingRadii(DEFAULT_RING_PARAMETERS.radiiM[ringClass]), ringClass).toBe(true)
    expect(BRIEF_RING_PARAMETERS.radiiM[ringClass]).toEqual({ core: 500, secondary: 1000, fringe: 2000 })
  }
})

test('every class is reached by some retailer', () => {
  const reached = new Set<string>()
  for (const format of BUSINESS_FORMATS) {
    for (const marketType of MARKET_TYPES) {
      for (const tradeAreaType of [...TRADE_AREA_TYPES, null]) {
        reached.add(ringClassOf({ format, marketType, tradeAreaType }))
      }
    }
  }
  expect([...reached].sort()).toEqual([...RING_CLASSES].sort())
})

test.each([
  ['grocery', 'urban', 'residential', 'urban-convenience'],
  ['supermarket', 'urban', null, 'urban-supermarket'],
  ['supermarket', 'urban', 'transport-hub', 'hub-scenic'],
  ['mall', 'urban', 'tourism', 'mall-entertainment'],
  ['grocery', 'rural', 'commercial', 'township'],
  ['grocery', 'rural', null, 'village'],
] as const)('a %s in an %s market and a %s area is %s', (format, marketType, tradeAreaType, expected) => {
  expect(ringClassOf({ format, marketType, tradeAreaType })).toBe(expected)
})
