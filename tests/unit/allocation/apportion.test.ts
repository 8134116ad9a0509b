import fc from 'fast-check'
import { expect, test } from 'vitest'
import { apportion } from '@/lib/domain/allocation/apportion'

const weights = fc.array(fc.integer({ min: 0, max: 10_000 }), { minLength: 1, maxLength: 40 })
const sum = (values: readonly number[]) => values.reduce((a, b) => a + b, 0)

test('no unit is lost or invented, and every zone is within one pack of its exact share', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 0, max: 100_000 }),
      weights,
      fc.integer({ min: 1, max: 12 }),
      (units, all, pack) => {
        fc.pre(sum(all) > 0)
        const shares = apportion(units, all, pack)
        const whole = units - (units % pack)
        expect(sum(shares)).toBe(whole)
        shares.forEach((share, zone) => {
          expect(share % pack).toBe(0)
          expect(Math.abs(share - (whole * all[zone]!) / sum(all))).toBeLessThan(pack)
        })
      },
    ),
  )
})

test('ten cartons over weights 1 : 1 : 1 go 4, 3, 3: the tie goes to the earlier zone', () => {
  expect([...apportion(10, Uint32Array.of(1, 1, 1))]).toEqual([4, 3, 3])
})

test('packs of five: 23 units over 2 : 1 : 1 go 10, 5, 5 and leave three', () => {
  expect(apportion(23, [2, 1, 1], 5)).toEqual([10, 5, 5])
})

test('something to share needs someone to share it to', () => {
  expect(apportion(0, [0, 0])).toEqual([0, 0])
  expect(() => apportion(3, [0, 0])).toThrow('all zero')
})
