import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { BUSINESS_FORMATS } from '@/lib/domain/retailer/classification'
import { FORMAT_TABLE, findFormat } from '@/lib/domain/retailer/format'

describe('business formats of OpenStreetMap shops', () => {
  test('the documented table is the table of the code, row by row', () => {
    const document = readFileSync(new URL('../../../docs/retailer-formats.md', import.meta.url), 'utf8')
    const documented = document
      .split('\n')
      .filter((line) => line.startsWith('| ') && line.includes('`'))
      .flatMap((line) => {
        const format = line.split('|')[1]!.trim()
        return [...line.matchAll(/`([a-z_]+)=([^`]+)`/g)].map(([, key, value]) => ({ key, value, format }))
      })
    expect(documented).toEqual(FORMAT_TABLE)
  })

  test('every one of the seven formats can be reached, and no tag leads to two', () => {
    expect(new Set(FORMAT_TABLE.map(({ format }) => format))).toEqual(new Set(BUSINESS_FORMATS))
    expect(new Set(FORMAT_TABLE.map(({ key, value }) => `${key}=${value}`)).size).toBe(FORMAT_TABLE.length)
  })

  test('a petrol station with a convenience store is a convenience store', () => {
    expect(findFormat({ amenity: 'fuel' })?.format).toBe('other')
    expect(findFormat({ amenity: 'fuel', shop: 'convenience' })?.format).toBe('convenience')
  })

  test('of several kinds in one tag the first that is known decides', () => {
    expect(findFormat({ shop: 'florist; bakery;convenience' })?.value).toBe('bakery')
  })

  test('a shop of another trade is no retailer', () => {
    expect(findFormat({ shop: 'hardware' })).toBeUndefined()
    expect(findFormat({ amenity: 'restaurant' })).toBeUndefined()
  })
})
