/**
 * Which OpenStreetMap shops are retailers of fast-moving goods, and their business format (业态).
 *
 * Shape   rows are tried from top to bottom; the first whose tag a place carries decides. docs/retailer-formats.md
 *         shows the same table to readers, and a test holds the two together.
 * Source  formats: national classification of tobacco retailers (see classification.ts); tags: OSM wiki, Key:shop.
 */
import type { BusinessFormat } from './classification'

export type FormatRow = { readonly key: string; readonly value: string; readonly format: BusinessFormat }

export const FORMAT_TABLE: readonly FormatRow[] = [
  ...rows('mall', 'shop', ['mall', 'department_store']),
  ...rows('supermarket', 'shop', ['supermarket', 'wholesale', 'hypermarket']),
  ...rows('convenience', 'shop', ['convenience']),
  ...rows('tobacco-alcohol', 'shop', ['tobacco', 'e-cigarette', 'alcohol', 'wine', 'beverages']),
  ...rows('grocery', 'shop', [
    'grocery',
    'general',
    'food',
    'bakery',
    'pastry',
    'greengrocer',
    'butcher',
    'deli',
    'dairy',
    'cheese',
    'seafood',
    'pasta',
    'frozen_food',
    'health_food',
    'farm',
    'confectionery',
    'chocolate',
    'nuts',
    'spices',
    'coffee',
    'tea',
    'water',
    'variety_store',
  ]),
  ...rows('other', 'shop', ['kiosk', 'newsagent']),
  ...rows('entertainment', 'amenity', ['nightclub', 'casino', 'internet_cafe', 'karaoke_box']),
  ...rows('entertainment', 'leisure', ['adult_gaming_centre', 'amusement_arcade', 'bowling_alley']),
  ...rows('other', 'amenity', ['fuel']),
]

function rows(format: BusinessFormat, key: string, values: readonly string[]): FormatRow[] {
  return values.map((value) => ({ key, value, format }))
}

/** The row that makes a place a retailer; places of other trades have none. */
export function findFormat(tags: Readonly<Record<string, string>>): FormatRow | undefined {
  for (const key of KEYS) {
    for (const value of tags[key]?.split(';') ?? []) {
      const row = ROW_BY_TAG.get(`${key}=${value.trim()}`)
      if (row) return row
    }
  }
  return undefined
}

const KEYS = [...new Set(FORMAT_TABLE.map((row) => row.key))]
const ROW_BY_TAG = new Map(FORMAT_TABLE.map((row) => [`${row.key}=${row.value}`, row]))
