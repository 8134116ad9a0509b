import fc from 'fast-check'
import { expect, test } from 'vitest'
import { fromCamera, toCamera, toPosition, toSel, toSelection } from '@/app/(workspace)/map/map-state'

test('a camera comes back from the address to within a metre and a hundredth of a zoom', () => {
  const camera = fc.record({
    lng: fc.double({ min: -180, max: 180, noNaN: true }),
    lat: fc.double({ min: -85, max: 85, noNaN: true }),
    zoom: fc.double({ min: 0, max: 22, noNaN: true }),
  })
  fc.assert(
    fc.property(camera, (given) => {
      const back = toCamera(fromCamera(given))!
      expect(back.lng).toBeCloseTo(given.lng, 4)
      expect(back.lat).toBeCloseTo(given.lat, 4)
      expect(Math.abs(back.zoom - given.zoom)).toBeLessThanOrEqual(0.0051)
    }),
  )
})

test('a selection comes back from the address', () => {
  expect(toSelection(toSel({ kind: 'retailer', id: 12 }))).toEqual({ kind: 'retailer', id: 12 })
  expect(toSelection(toSel({ kind: 'trade-area', id: 3 }))).toEqual({ kind: 'trade-area', id: 3 })
})

test('an address that was typed wrongly asks for nothing', () => {
  for (const text of [null, '', 'r', 'r:', 'r:-1', 'x:5', 'r:1e9', 'r:9999999999']) {
    expect(toSelection(text)).toBeUndefined()
  }
  for (const text of [null, '', '1,2', '1,2,3,4', 'a,b,c', '1,,3', '200,0,9', '0,95,9', '0,0,99']) {
    expect(toCamera(text)).toBeUndefined()
  }
  for (const text of [null, '1', '181,0', '0,-91', 'x,y']) expect(toPosition(text)).toBeUndefined()
})
