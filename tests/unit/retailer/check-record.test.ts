import fc from 'fast-check'
import { expect, test } from 'vitest'
import { timeWindowsText } from '@/lib/domain/import/time-windows'
import {
  type CheckTerms,
  checkPlace,
  checkRecord,
  type TypedRecord,
} from '@/lib/domain/retailer/check-record'
import { toWgs84 } from '@/lib/files/datum'

const MONTEVIDEO: CheckTerms = { datum: 'wgs84', toWgs84, region: [-56.4, -34.95, -56, -34.7] }
const SHOP: TypedRecord = {
  code: 'S1',
  name: '幸福超市',
  lng: '-56.1645',
  lat: '-34.9011',
  address: 'Colonia 1921',
  owner: '',
  phone: '',
  licenseNo: '',
  format: 'supermarket',
  marketType: 'urban',
  tier: '12',
  visitsPerWeek: '',
  openWindows: '08:30-12:00；14:00-21:30',
}

function faultsOf(change: Partial<TypedRecord>): string[] {
  const checked = checkRecord({ ...SHOP, ...change }, MONTEVIDEO)
  return checked.ok ? [] : checked.faults.map(({ field, code }) => `${field} ${code}`)
}

test('a record as typed becomes numbers and seconds; what is left empty is empty', () => {
  const checked = checkRecord(SHOP, MONTEVIDEO)
  expect(checked).toMatchObject({
    ok: true,
    asks: [],
    record: {
      position: [-56.1645, -34.9011],
      tier: 12,
      visitsPerWeek: null,
      ownerName: '',
      openWindows: [
        [30_600, 43_200],
        [50_400, 77_400],
      ],
    },
  })
})

test('each field is refused for what an import would refuse it for', () => {
  expect(faultsOf({ name: ' ' })).toEqual(['name REQUIRED'])
  expect(faultsOf({ code: '' })).toEqual(['code REQUIRED'])
  expect(faultsOf({ tier: '31' })).toEqual(['tier RANGE'])
  expect(faultsOf({ visitsPerWeek: '1.5' })).toEqual(['visitsPerWeek RANGE'])
  expect(faultsOf({ openWindows: '21:30-08:00' })).toEqual(['openWindows TIME_WINDOW'])
  expect(faultsOf({ phone: '1.35E+10' })).toEqual(['phone SCIENTIFIC_NOTATION'])
  expect(faultsOf({ name: 'a'.repeat(201) })).toEqual(['name TOO_LONG'])
  expect(faultsOf({ address: 'a\u0007' })).toEqual(['address CONTROL_CHAR'])
  expect(faultsOf({ lng: 'here' })).toEqual(['lng NUMBER'])
  expect(faultsOf({ lng: '0', lat: '0' })).toEqual(['lng NULL_ISLAND'])
  expect(faultsOf({ format: '' })).toEqual(['format REQUIRED'])
})

test('a place outside the region is asked about, and one with its numbers exchanged is put in order', () => {
  expect(checkPlace({ lng: '116.4', lat: '39.9' }, MONTEVIDEO)).toMatchObject({ asks: ['outside-region'] })
  expect(checkPlace({ lng: '-34.9011', lat: '-56.1645' }, MONTEVIDEO)).toMatchObject({
    asks: ['swapped'],
    record: { position: [-56.1645, -34.9011] },
  })
})

test('in Changzhi the datum moves a typed place by 598 m, so the datum counts', () => {
  const typed = { lng: '113.1163', lat: '36.1954' }
  const [wgs, gcj] = (['wgs84', 'gcj02'] as const).map((datum) => checkPlace(typed, { datum, toWgs84 }))
  if (!wgs?.ok || !gcj?.ok) throw new Error('refused')
  const [lng, lat] = gcj.record.position
  expect(Math.hypot((113.1163 - lng) * 89_900, (36.1954 - lat) * 111_000)).toBeGreaterThan(500)
  expect(wgs.record.position).toEqual([113.1163, 36.1954])
})

test('opening hours read what they write', () => {
  const hours = fc
    .uniqueArray(fc.integer({ min: 0, max: 1439 }), { minLength: 2, maxLength: 8 })
    .map((minutes) => minutes.toSorted((a, b) => a - b).map((minute) => minute * 60))
    .map((times) =>
      times.flatMap((from, k) => (k % 2 === 0 && times[k + 1] ? [[from, times[k + 1]!] as const] : [])),
    )
  fc.assert(
    fc.property(hours, (openWindows) => {
      const checked = checkRecord({ ...SHOP, openWindows: timeWindowsText(openWindows) }, MONTEVIDEO)
      expect(checked).toMatchObject({ ok: true, record: { openWindows } })
    }),
  )
})

test('whatever is typed, it is refused field by field or stored within its bounds, and never throws', () => {
  const text = fc.oneof(
    fc.string({ unit: 'grapheme', maxLength: 80 }),
    fc.constantFrom('', '0', '-1', '1e3', '５'),
  )
  const typed = fc.record(
    Object.fromEntries(Object.keys(SHOP).map((field) => [field, text])) as Record<
      keyof TypedRecord,
      typeof text
    >,
  )
  fc.assert(
    fc.property(typed, (shop) => {
      const checked = checkRecord(shop, MONTEVIDEO)
      if (!checked.ok) {
        expect(checked.faults.length).toBeGreaterThan(0)
        return
      }
      const { position, tier } = checked.record
      expect(Math.abs(position[1])).toBeLessThanOrEqual(90)
      expect(tier ?? 1).toBeGreaterThanOrEqual(1)
      expect(tier ?? 30).toBeLessThanOrEqual(30)
    }),
  )
})
