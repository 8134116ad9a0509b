import { describe, expect, test } from 'vitest'
import { extractCity } from '@/lib/domain/city/extract'
import { isArea } from '@/lib/domain/city/osm-area'
import type { OsmFeature, OsmTags } from '@/lib/domain/city/osm-feature'
import { HARBOR_TOWN, HARBOR_TOWN_BBOX } from './harbor-town'

const CITY = extractCity(HARBOR_TOWN, { bbox: HARBOR_TOWN_BBOX })

describe('a city out of its features', () => {
  test('is the same each time', () => {
    expect(extractCity(HARBOR_TOWN, { bbox: HARBOR_TOWN_BBOX })).toEqual(CITY)
  })

  test('its shops have a format, a name and where the name comes from', () => {
    expect(CITY.shops.map(({ name, nameSource, format }) => `${name} · ${nameSource} · ${format}`)).toEqual([
      'Panadería Sol · tag · convenience',
      'Street 2 9 · address · other',
      'Super Norte · tag · supermarket',
      'ANCAP · brand · other',
      'ANCAP · brand · other',
      'La Vaca · tag · grocery',
      'Verde · tag · grocery',
    ])
  })

  test('what was folded into a shop stays listed with it, and nothing is lost', () => {
    expect(CITY.shops.flatMap(({ id, merged }) => merged.map((other) => `${other} into ${id}`))).toEqual([
      'node/1001 into node/1000',
      'node/1004 into way/1003',
    ])
  })

  test('a shop in a building stands inside it, with the address of the building', () => {
    const shop = CITY.shops.find(({ id }) => id === 'way/1003')!
    expect(shop.position[0]).toBeCloseTo(0.0123, 6)
    expect(shop.position[1]).toBeCloseTo(0.0184, 6)
    expect(shop.address).toEqual({ street: 'Street 2', number: '13' })
  })

  test('of several numbers in one house a shop takes the first, the address keeps all', () => {
    const [address] = CITY.addresses
    expect(address).toEqual({ position: [0.001, 0.0194], street: 'Street 1', number: '1,3' })
    const corner = extractCity([...HARBOR_TOWN, node('node/1', [0.001, 0.0194], { shop: 'kiosk' })])
    expect(corner.shops.at(-1)!.name).toBe('Street 1 1')
  })

  test('where no house has a number a shop is called by its street', () => {
    const streets = HARBOR_TOWN.filter(({ tags }) => tags.highway)
    const [shop] = extractCity([...streets, node('node/1', [0.0149, 0.0186], { shop: 'kiosk' })]).shops
    expect(shop).toMatchObject({
      name: 'Street 2',
      nameSource: 'address',
      address: { street: 'Street 2', number: '' },
    })
  })

  test('squares are no roads, and a road keeps the tags that travel needs and no others', () => {
    expect(CITY.roads.map(({ tags }) => tags.name)).not.toContain('Square')
    expect(CITY.roads.find(({ tags }) => tags.name === 'Main Road')!.tags).toEqual({
      highway: 'primary',
      name: 'Main Road',
      oneway: 'yes',
      maxspeed: '45',
    })
  })

  test('a way in two parts is two roads with ids of their own', () => {
    const parts: OsmFeature = {
      id: 'way/900',
      geometry: {
        type: 'MultiLineString',
        coordinates: [
          [
            [0, 0],
            [1, 1],
          ],
          [
            [2, 2],
            [3, 3],
          ],
        ],
      },
      tags: { highway: 'service' },
    }
    expect(extractCity([parts]).roads.map(({ id }) => id)).toEqual(['way/900', 'way/900#1'])
  })

  test('places, facilities and areas have their kinds', () => {
    expect(CITY.places.map(({ name, kind }) => `${name}: ${kind}`)).toEqual([
      'North End: suburb',
      'Harbor Side: neighbourhood',
    ])
    expect(CITY.areas.map(({ name, kind }) => `${name}: ${kind}`)).toEqual([
      'Green Park: park',
      'Works: industrial',
    ])
    expect(CITY.facilities.find(({ name }) => name === 'First School')!.kind).toBe('school')
    expect(CITY.facilities.filter(({ kind }) => kind === 'shop')).toHaveLength(8)
  })

  test('an extract without a box is as large as its streets, one without streets is empty', () => {
    expect(extractCity(HARBOR_TOWN).bbox).toEqual([0, 0.0095, 0.03, 0.02])
    expect(extractCity([]).bbox).toEqual([0, 0, 0, 0])
  })
})

describe('two entries of one shop', () => {
  const shopsOf = (...features: OsmFeature[]) => extractCity(features).shops.length
  const aShop = (id: string, lng: number, tags: OsmTags) =>
    node(id, [lng, 0], { shop: 'convenience', ...tags })

  test('with similar names are one within 40 m and two beyond', () => {
    expect(
      shopsOf(
        aShop('node/1', 0, { name: 'Super Ariel 2' }),
        aShop('node/2', 0.00035, { name: 'SUPER ARIEL 2' }),
      ),
    ).toBe(1)
    expect(
      shopsOf(
        aShop('node/1', 0, { name: 'Super Ariel 2' }),
        aShop('node/2', 0.00037, { name: 'SUPER ARIEL 2' }),
      ),
    ).toBe(2)
  })

  test('without names are one in the same place if they are of one kind', () => {
    expect(shopsOf(aShop('node/1', 0, {}), aShop('node/2', 0.00008, {}))).toBe(1)
    expect(shopsOf(aShop('node/1', 0, {}), aShop('node/2', 0.00008, { shop: 'bakery' }))).toBe(2)
    expect(shopsOf(aShop('node/1', 0, {}), aShop('node/2', 0.00012, {}))).toBe(2)
  })

  test('next door with other names are two', () => {
    expect(
      shopsOf(
        aShop('node/1', 0, { name: 'Panadería Sol' }),
        aShop('node/2', 0.00002, { name: 'Carnicería Sol' }),
      ),
    ).toBe(2)
  })
})

describe('a closed way', () => {
  test('is an area by what it stands for', () => {
    expect(isArea({ building: 'yes' })).toBe(true)
    expect(isArea({ highway: 'residential', junction: 'roundabout' })).toBe(false)
    expect(isArea({ highway: 'pedestrian', area: 'yes' })).toBe(true)
    expect(isArea({ natural: 'coastline' })).toBe(false)
    expect(isArea({ natural: 'coastline', place: 'islet' })).toBe(true)
    expect(isArea({ building: 'no' })).toBe(false)
    expect(isArea({ railway: 'station' })).toBe(true)
    expect(isArea({ barrier: 'wall' })).toBe(false)
  })
})

function node(id: string, coordinates: number[], tags: OsmTags): OsmFeature {
  return { id, geometry: { type: 'Point', coordinates }, tags }
}
