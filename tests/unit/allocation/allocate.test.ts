import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  type AllocationInput,
  type AllocationRetailer,
  allocateCycle,
} from '@/lib/domain/allocation/allocate'
import { DEFAULT_ALLOCATION_PARAMETERS } from '@/lib/domain/allocation/zone-suggestion'

const sum = (values: readonly number[]) => values.reduce((a, b) => a + b, 0)

function aZone(key: string, demandUnits: number, over: object = {}) {
  const figures = { fillRate: null, isr: null, priceIndex: null }
  return { key, type: 'residential', market: 'urban' as const, demandUnits, ...figures, ...over }
}
function allocate(supplyUnits: number, over: Partial<AllocationInput>) {
  const zones = over.zones ?? [aZone('z', 100)]
  return allocateCycle({
    supplyUnits,
    packUnits: 1,
    retailers: [],
    parameters: DEFAULT_ALLOCATION_PARAMETERS,
    ...over,
    zones,
  })
}
const unitsOf = ({ lines }: { lines: readonly { units: number }[] }) => lines.map(({ units }) => units)
const codesOf = ({ lines }: { lines: readonly { reason: { code: string } }[] }) =>
  lines.map(({ reason }) => reason.code)
const retailer = (id: number, tier: number, demandUnits: number, over: Partial<AllocationRetailer> = {}) => ({
  id,
  zoneKey: 'z',
  tier,
  demandUnits,
  ...over,
})

describe('worked by hand', () => {
  test('quotas fall with the tier, small demands are met, and what they free rises the others', () => {
    const result = allocate(12, { retailers: [retailer(1, 30, 9), retailer(2, 20, 9), retailer(3, 10, 1)] })
    // first 4, 4, 4; the third takes 1 and frees 3, which go 2, 1
    expect(unitsOf(result)).toEqual([6, 5, 1])
    expect(codesOf(result)).toEqual(['tier-quota', 'tier-quota', 'demand'])
    expect(result).toMatchObject({ allocatedUnits: 12, unallocated: [], protectedShortUnits: 0 })
  })

  test('units too few for a tier go one by one to those of the top tier whose demand is met least', () => {
    const result = allocate(2, {
      retailers: [retailer(1, 30, 4), retailer(2, 30, 8), retailer(3, 30, 8), retailer(4, 9, 8)],
    })
    expect(unitsOf(result)).toEqual([1, 1, 0, 0])
    expect(codesOf(result)).toEqual(['remainder', 'remainder', 'no-quota', 'no-quota'])
  })

  test('an assisted retailer keeps its minimum, and the supply still adds up', () => {
    const result = allocate(10, {
      retailers: [retailer(1, 30, 20), retailer(2, 1, 20, { protectedMinUnits: 6 })],
    })
    expect(sum(unitsOf(result))).toBe(10)
    expect(result.lines[1]).toMatchObject({ units: 6, reason: { code: 'protected' } })
  })

  test('a retailer who orders twice takes two quotas', () => {
    const result = allocate(9, {
      retailers: [retailer(1, 15, 50), retailer(2, 15, 50, { ordersPerPeriod: 2 })],
    })
    expect(unitsOf(result)).toEqual([3, 6])
  })

  test('more supply than demand stays with the supplier, and each reason has its units', () => {
    const retailers = [retailer(1, 30, 17), retailer(2, 20, 30, { capUnits: 12 })]
    const result = allocate(64, { packUnits: 5, retailers })
    expect(unitsOf(result)).toEqual([15, 10])
    expect(codesOf(result)).toEqual(['demand-pack', 'cap'])
    expect(result.unallocated).toEqual([
      { code: 'demand-below-supply', units: 17 },
      { code: 'caps-below-demand', units: 18 },
      { code: 'demand-below-pack', units: 4 },
    ])
  })

  test('units that do not fill a pack are left and named', () => {
    const result = allocate(13, { packUnits: 5, retailers: [retailer(1, 30, 40)] })
    expect(result).toMatchObject({ allocatedUnits: 10, unallocated: [{ code: 'pack-remainder', units: 3 }] })
  })

  test('what one zone cannot take goes to the other, and both say so', () => {
    const result = allocate(20, {
      zones: [aZone('z', 50), aZone('y', 50)],
      retailers: [retailer(1, 30, 4), retailer(2, 30, 40, { zoneKey: 'y' })],
    })
    expect(result.zones.map(({ units }) => units)).toEqual([4, 16])
    expect(result.zones.map(({ adjustment }) => adjustment)).toEqual([
      { code: 'capped-at-demand', units: -6 },
      { code: 'surplus-of-others', units: 6 },
    ])
  })

  test('a retailer of an unlisted zone is a bug', () => {
    expect(() => allocate(1, { retailers: [retailer(7, 30, 4, { zoneKey: 'x' })] })).toThrow('retailer 7')
  })
})

const input = fc
  .record({
    packUnits: fc.constantFrom(1, 1, 2, 5),
    supplyUnits: fc.integer({ min: 0, max: 900 }),
    zones: fc.integer({ min: 1, max: 4 }),
    retailers: fc.array(
      fc.record({
        zone: fc.nat(3),
        tier: fc.integer({ min: 1, max: 30 }),
        demandUnits: fc.integer({ min: 0, max: 40 }),
        protectedMinUnits: fc.oneof(
          { weight: 4, arbitrary: fc.constant(0) },
          { weight: 1, arbitrary: fc.nat(15) },
        ),
        ordersPerPeriod: fc.constantFrom(1, 1, 1, 2, 4),
        capUnits: fc.oneof({ weight: 4, arbitrary: fc.constant(1000) }, { weight: 1, arbitrary: fc.nat(20) }),
      }),
      { maxLength: 40 },
    ),
    isr: fc.double({ min: 0, max: 3, noNaN: true }),
  })
  .map(({ zones, retailers, isr, ...rest }) => ({
    ...rest,
    zones: Array.from({ length: zones }, (_, k) => aZone(`z${k}`, 10 + 20 * k, { isr: isr * k })),
    retailers: retailers.map(({ zone, ...one }, id) => ({ ...one, id, zoneKey: `z${zone % zones}` })),
  }))

test('nothing is lost or invented: lines, tiers and zones agree, and the rest is explained to the unit', () => {
  fc.assert(
    fc.property(input, ({ supplyUnits, ...over }) => {
      const result = allocate(supplyUnits, over)
      expect(sum(unitsOf(result))).toBe(result.allocatedUnits)
      expect(sum(result.zones.map(({ units }) => units))).toBe(result.allocatedUnits)
      for (const zone of result.zones) expect(sum(zone.tiers.map(({ units }) => units))).toBe(zone.units)
      expect(sum(result.unallocated.map(({ units }) => units))).toBe(supplyUnits - result.allocatedUnits)
      const takeable = sum(
        over.retailers.map((one) => {
          const limit = Math.min(one.demandUnits, one.capUnits)
          return limit - (limit % over.packUnits)
        }),
      )
      expect(result.allocatedUnits).toBe(Math.min(supplyUnits - (supplyUnits % over.packUnits), takeable))
    }),
    { numRuns: 300 },
  )
})

test('nobody gets more than demand or ceiling, nor parts of a pack', () => {
  fc.assert(
    fc.property(input, ({ supplyUnits, ...over }) => {
      allocate(supplyUnits, over).lines.forEach(({ units }, k) => {
        const { demandUnits, capUnits } = over.retailers[k]!
        expect(units).toBeLessThanOrEqual(Math.min(demandUnits, capUnits))
        expect(units % over.packUnits).toBe(0)
      })
    }),
  )
})

test('within a zone the quota falls with the tier, and each line is its quota or says what else it is', () => {
  fc.assert(
    fc.property(input, ({ supplyUnits, ...over }) => {
      const result = allocate(supplyUnits, over)
      for (const { tiers } of result.zones) {
        tiers.forEach(({ quotaUnits }, k) => {
          expect(quotaUnits).toBeGreaterThanOrEqual(tiers[k + 1]?.quotaUnits ?? 0)
        })
      }
      result.lines.forEach(({ units, tier, zoneKey, reason: { code, params } }, k) => {
        const { demandUnits, capUnits, ordersPerPeriod } = over.retailers[k]!
        const zone = result.zones.find(({ key }) => key === zoneKey)!
        expect(params.quotaUnits).toBe(zone.tiers[30 - tier]!.quotaUnits)
        const quota = params.quotaUnits * ordersPerPeriod
        if (code === 'tier-quota' || code === 'no-quota') expect(units).toBe(quota)
        if (code === 'demand') expect(units).toBe(demandUnits)
        if (code === 'demand') expect(units).toBeLessThanOrEqual(quota)
        if (code === 'demand-pack') expect(demandUnits - units).toBeLessThan(over.packUnits)
        if (code === 'cap') expect(capUnits - units).toBeLessThan(over.packUnits)
        if (code === 'protected') expect(units).toBe(params.protectedUnits)
        if (code === 'remainder') expect(units).toBeGreaterThan(quota)
        if (code === 'remainder') expect(params.remainderUnits).toBeGreaterThan(0)
        if (code === 'no-demand') expect(units).toBe(0)
      })
    }),
    { numRuns: 300 },
  )
})

test('protected minima are kept whenever the supply covers them', () => {
  fc.assert(
    fc.property(input, ({ supplyUnits, ...over }) => {
      const result = allocate(supplyUnits, over)
      if (result.protectedShortUnits > 0) return
      result.lines.forEach(({ units }, k) => {
        const { demandUnits, capUnits, protectedMinUnits } = over.retailers[k]!
        const limit = Math.min(demandUnits, capUnits)
        expect(units).toBeGreaterThanOrEqual(Math.min(protectedMinUnits, limit - (limit % over.packUnits)))
      })
    }),
  )
})

test('two retailers alike, but for the tier: the higher gets no less', () => {
  const plain = fc.array(fc.record({ tier: fc.integer({ min: 1, max: 30 }), demandUnits: fc.nat(40) }), {
    maxLength: 40,
  })
  fc.assert(
    fc.property(plain, fc.nat(600), (some, supply) => {
      const { lines } = allocate(supply, { retailers: some.map((one, id) => ({ ...one, id, zoneKey: 'z' })) })
      for (const a of lines) {
        for (const b of lines) {
          if (a.tier > b.tier && a.demandUnits >= b.demandUnits)
            expect(a.units).toBeGreaterThanOrEqual(b.units)
        }
      }
    }),
  )
})

test('the same input gives the same allocation', () => {
  fc.assert(
    fc.property(input, ({ supplyUnits, ...over }) => {
      expect(allocate(supplyUnits, over)).toEqual(allocate(supplyUnits, structuredClone(over)))
    }),
    { numRuns: 30 },
  )
})
