import fc from 'fast-check'
import { expect, test } from 'vitest'
import { csvRow } from '@/lib/domain/import/faults-csv'
import { changesBetween, type Json } from '@/lib/domain/retailer/changes'
import { completenessOf, RECORD_FIELDS } from '@/lib/domain/retailer/completeness'
import { territoryFinder } from '@/lib/domain/territory/nearest-territory'

const KNOWN = {
  nameSource: 'tag',
  address: 'Colonia 1921',
  ownerName: 'Ana',
  phone: '1',
  licenseNo: 'L1',
  tier: 3,
  territoryId: 1,
  tradeAreaId: 2,
  openWindows: [[0, 3600]],
  lastVisit: '2026-11-20',
}

test('a record with everything is complete; a shop called by its address lacks a name of its own', () => {
  expect(completenessOf(KNOWN)).toEqual({ share: 1, missing: [] })
  expect(completenessOf({ ...KNOWN, nameSource: 'address', phone: '' })).toEqual({
    share: 1 - 2 / RECORD_FIELDS.length,
    missing: ['name', 'phone'],
  })
})

test('a history holds the fields that differ and no others, and applied to the old record gives the new one', () => {
  const value = fc.oneof(fc.string(), fc.integer(), fc.boolean(), fc.constant(null), fc.array(fc.integer()))
  const record = fc.record({ name: value, tier: value, closedWeekdays: value })
  fc.assert(
    fc.property(record, record, (before: Record<string, Json>, after: Record<string, Json>) => {
      const changes = changesBetween(before, after)
      for (const [was, is] of Object.values(changes)) expect(was).not.toEqual(is)
      const applied = Object.fromEntries(
        Object.entries(before).map(([field, was]) => [field, changes[field] ? changes[field][1] : was]),
      )
      expect(applied).toEqual(after)
    }),
  )
})

test('a place joins the territory of the nearest shop, but not across the city', () => {
  const find = territoryFinder([
    { position: [-56.16, -34.9], territoryId: 1 },
    { position: [-56.17, -34.9], territoryId: 2 },
  ])
  expect(find([-56.161, -34.9])).toBe(1)
  expect(find([-56.169, -34.9])).toBe(2)
  expect(find([-56.26, -34.9])).toBeNull()
  expect(territoryFinder([])([-56.16, -34.9])).toBeNull()
})

test('no text of a row becomes a formula, while a negative longitude stays a number', () => {
  expect(csvRow(['=HYPERLINK("x")', '+1', '@a', '-56.1645', -34.9])).toBe(
    '"\'=HYPERLINK(""x"")",\'+1,\'@a,-56.1645,-34.9\r\n',
  )
})
