import { describe, expect, test } from 'vitest'
import { BASEMAP_LAYERS } from '@/lib/domain/city/basemap'
import { extractCity } from '@/lib/domain/city/extract'
import { HARBOR_TOWN, HARBOR_TOWN_BBOX } from './harbor-town'

const { basemap } = extractCity(HARBOR_TOWN, { bbox: HARBOR_TOWN_BBOX })

describe('the basemap', () => {
  test('comes in drawing order', () => {
    const order = basemap.map(({ layer }) => BASEMAP_LAYERS.indexOf(layer))
    expect(order).toEqual(order.toSorted((a, b) => a - b))
    expect(basemap[0]).toMatchObject({ layer: 'land', minZoom: 8 })
  })

  test('draws the greater road later and sooner: over the others, and from a lower zoom', () => {
    const roads = basemap.filter(({ layer, kind }) => layer === 'road' && kind !== 'pier')
    expect(roads.at(-1)).toMatchObject({ kind: 'primary', name: 'Main Road', minZoom: 9 })
    expect([...new Set(roads.map(({ kind, minZoom }) => `${kind} ${minZoom}`))]).toEqual([
      'minor 13',
      'tertiary 11',
      'primary 9',
    ])
  })

  test('leaves out what runs underground, and the square is no street', () => {
    expect(basemap.filter(({ layer }) => layer === 'rail')).toEqual([])
    expect(basemap.find(({ name }) => name === 'Square')).toMatchObject({ layer: 'landuse', kind: 'square' })
  })

  test('an area appears when it covers sixteen pixels by sixteen', () => {
    // 334 m by 222 m is 272 m square; at zoom 13 a pixel of a 512-pixel tile is 9.6 m, sixteen are 153 m; at 12, 306 m
    expect(basemap.find(({ name }) => name === 'Green Park')).toMatchObject({ layer: 'green', minZoom: 13 })
  })

  test('labels of places stand at points, the greater place first', () => {
    const places = basemap.filter(({ layer }) => layer === 'place')
    expect(places.map(({ name, geometry }) => `${name} ${geometry.type}`)).toEqual([
      'North End Point',
      'Harbor Side Point',
    ])
  })
})
