import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { type AllocationInput, allocateCycle } from '@/lib/domain/allocation/allocate'
import { exactSupplies } from '@/lib/domain/allocation/exact-supply'
import { checkOverrides, roomsOf } from '@/lib/domain/allocation/overrides'
import { tierNotation } from '@/lib/domain/allocation/tier-notation'
import { DEFAULT_ALLOCATION_PARAMETERS } from '@/lib/domain/allocation/zone-suggestion'

const sum = (values: readonly number[]) => values.reduce((a, b) => a + b, 0)

function anInput(over: Partial<AllocationInput>): AllocationInput {
  return {
    supplyUnits: 0,
    packUnits: 1,
    zones: [],
    retailers: [],
    parameters: DEFAULT_ALLOCATION_PARAMETERS,
    ...over,
  }
}
function aZone(key: string, demandUnits: number) {
  const figures = { fillRate: null, isr: null, priceIndex: null }
  return { key, type: 'residential', market: 'urban' as const, demandUnits, ...figures }
}
const shop = (id: number, zoneKey: string, tier: number, demandUnits: number, protectedMinUnits = 0) => ({
  id,
  zoneKey,
  tier,
  demandUnits,
  protectedMinUnits,
})

describe('worked by hand', () => {
  const two = anInput({
    supplyUnits: 20,
    zones: [aZone('a', 20), aZone('b', 20)],
    retailers: [shop(1, 'a', 30, 20), shop(2, 'b', 30, 12), shop(3, 'b', 10, 8)],
  })

  test('a zone set to 14 of 20 leaves 6 to the other, and both say why', () => {
    const { zones, unallocated } = allocateCycle({ ...two, overrides: [{ zoneKey: 'a', units: 14 }] })
    expect(zones.map(({ units }) => units)).toEqual([14, 6])
    expect(zones.map(({ adjustment }) => adjustment)).toEqual([
      { code: 'set-by-hand', units: 4 },
      { code: 'rest-of-overrides', units: -4 },
    ])
    expect(unallocated).toEqual([])
  })

  test('what nobody else can take stays, and is laid to the zones set by hand', () => {
    const { allocatedUnits, unallocated } = allocateCycle({
      ...two,
      supplyUnits: 30,
      overrides: [{ zoneKey: 'a', units: 5 }],
    })
    expect(allocatedUnits).toBe(25)
    expect(unallocated).toEqual([{ code: 'overrides-below-demand', units: 5 }])
  })

  test('what cannot be kept is refused with its bound', () => {
    const set = (zoneKey: string, units: number, over: Partial<AllocationInput> = {}) =>
      checkOverrides({ ...two, ...over, overrides: [{ zoneKey, units }] })
    expect(set('c', 1)).toEqual([{ zoneKey: 'c', code: 'unknown-zone', units: 0 }])
    expect(set('a', 7, { packUnits: 5 })).toEqual([{ zoneKey: 'a', code: 'not-whole-packs', units: 5 }])
    expect(set('b', 21)).toEqual([{ zoneKey: 'b', code: 'above-demand', units: 20 }])
    const assisted = [...two.retailers, shop(4, 'b', 1, 9, 3)]
    expect(set('b', 2, { retailers: assisted })).toEqual([{ zoneKey: 'b', code: 'below-minimum', units: 3 }])
    expect(set('a', 18, { retailers: assisted })).toEqual([{ zoneKey: 'a', code: 'above-supply', units: 17 }])
    expect(set('a', 17, { retailers: assisted })).toEqual([])
  })

  test('an override that cannot be kept is a bug of whoever did not ask', () => {
    expect(() => allocateCycle({ ...two, overrides: [{ zoneKey: 'b', units: 21 }] })).toThrow('above-demand')
  })

  test('the supplies that come out even lie a pack apart, where a further pack finds a taker', () => {
    const run = { supplyUnits: 13, allocatedUnits: 10, packUnits: 5 }
    expect(exactSupplies({ ...run, takeableUnits: 40 })).toEqual({ below: 10, above: 15 })
    expect(exactSupplies({ ...run, takeableUnits: 10 })).toEqual({ below: 10, above: null })
    expect(exactSupplies({ ...run, supplyUnits: 64, takeableUnits: 64 })).toEqual({ below: 10, above: null })
  })

  test('equal quotas are written as one run', () => {
    const quotas = [5, 5, 5, 2, 2, ...Array.from({ length: 25 }, () => 0)]
    expect(tierNotation(quotas)).toBe('(3×5+2×2+25×0)')
  })
})

/** Any allocation, and for some of its zones any amount that they can hold. */
const overridden = fc
  .record({
    packUnits: fc.constantFrom(1, 1, 5),
    supplyUnits: fc.integer({ min: 0, max: 700 }),
    shops: fc.array(
      fc.record({
        zone: fc.nat(3),
        tier: fc.integer({ min: 1, max: 30 }),
        demandUnits: fc.nat(40),
        protectedMinUnits: fc.constantFrom(0, 0, 0, 0, 4),
      }),
      { minLength: 1, maxLength: 40 },
    ),
    parts: fc.array(fc.option(fc.double({ min: 0, max: 1, noNaN: true })), { minLength: 4, maxLength: 4 }),
  })
  .map(({ packUnits, supplyUnits, shops, parts }) => {
    const input = anInput({
      packUnits,
      supplyUnits,
      zones: [10, 40, 90, 20].map((demand, k) => aZone(`z${k}`, demand)),
      retailers: shops.map(({ zone, tier, demandUnits, protectedMinUnits }, id) =>
        shop(id, `z${zone}`, tier, demandUnits, protectedMinUnits),
      ),
    })
    const rooms = roomsOf(input)
    const overrides = parts.flatMap((part, k) => {
      if (part === null) return []
      const { minUnits, maxUnits } = rooms.get(`z${k}`)!
      const packs = Math.round((part * (maxUnits - minUnits)) / packUnits)
      return [{ zoneKey: `z${k}`, units: minUnits + packs * packUnits }]
    })
    return { ...input, overrides }
  })
const kept = overridden.filter((input) => checkOverrides(input).length === 0)

test('a zone has exactly what was set, and the whole adds up to the unit', () => {
  fc.assert(
    fc.property(kept, (input) => {
      const result = allocateCycle(input)
      for (const { zoneKey, units } of input.overrides) {
        expect(result.zones.find(({ key }) => key === zoneKey)!.units).toBe(units)
      }
      expect(sum(result.lines.map(({ units }) => units))).toBe(result.allocatedUnits)
      expect(sum(result.zones.map(({ units }) => units))).toBe(result.allocatedUnits)
      expect(sum(result.unallocated.map(({ units }) => units))).toBe(
        input.supplyUnits - result.allocatedUnits,
      )
    }),
    { numRuns: 400 },
  )
})

test('the zones that nobody set take all of the rest that they can', () => {
  fc.assert(
    fc.property(kept, (input) => {
      const rooms = roomsOf(input)
      const set = new Map(input.overrides.map(({ zoneKey, units }) => [zoneKey, units]))
      const takeable = sum(input.zones.map(({ key }) => set.get(key) ?? rooms.get(key)!.maxUnits))
      const packs = input.supplyUnits - (input.supplyUnits % input.packUnits)
      expect(allocateCycle(input).allocatedUnits).toBe(Math.min(packs, takeable))
    }),
    { numRuns: 400 },
  )
})

test('also then nobody gets more than demand, and quotas fall with the tier in every zone', () => {
  fc.assert(
    fc.property(kept, (input) => {
      const result = allocateCycle(input)
      for (const { units, demandUnits } of result.lines) {
        expect(units).toBeLessThanOrEqual(demandUnits)
        expect(units % input.packUnits).toBe(0)
      }
      for (const { tiers } of result.zones) {
        tiers.forEach(({ quotaUnits }, k) => {
          expect(quotaUnits).toBeGreaterThanOrEqual(tiers[k + 1]?.quotaUnits ?? 0)
        })
      }
    }),
    { numRuns: 300 },
  )
})

test('setting every zone to what the rules gave it changes nothing for anybody', () => {
  fc.assert(
    fc.property(overridden, ({ overrides: _, ...input }) => {
      const free = allocateCycle(input)
      const overrides = free.zones.map(({ key, units }) => ({ zoneKey: key, units }))
      expect(checkOverrides({ ...input, overrides })).toEqual([])
      expect(allocateCycle({ ...input, overrides }).lines).toEqual(free.lines)
    }),
    { numRuns: 200 },
  )
})

test('the bound that a refusal names can be kept', () => {
  fc.assert(
    fc.property(overridden, (input) => {
      const [fault] = checkOverrides(input)
      if (fault?.code !== 'above-supply') return
      const others = input.overrides.filter(({ zoneKey }) => zoneKey !== fault.zoneKey)
      const again = checkOverrides({
        ...input,
        overrides: [...others, { zoneKey: fault.zoneKey, units: fault.units }],
      })
      // the last one alone may not make up for what the others took
      if (again.length > 0)
        expect(fault.units).toBeLessThanOrEqual(roomsOf(input).get(fault.zoneKey)!.minUnits)
    }),
    { numRuns: 400 },
  )
})
