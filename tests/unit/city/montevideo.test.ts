import { beforeAll, describe, expect, test } from 'vitest'
import { type CityExtract, extractCity } from '@/lib/domain/city/extract'
import { isInPolygon } from '@/lib/domain/city/polygon'
import type { Position } from '@/lib/domain/geo/position'
import { MONTEVIDEO_BBOX, readMontevideo } from '@/lib/files/osm-qa-tiles'

describe('Montevideo', () => {
  let city: CityExtract
  beforeAll(() => {
    city = extractCity(readMontevideo(), { bbox: MONTEVIDEO_BBOX })
  })

  test('has about 1,460 retailers, each with something to call it by', () => {
    expect(city.shops).toHaveLength(1464)
    expect(city.shops.filter(({ nameSource }) => nameSource === 'tag')).toHaveLength(1225)
    expect(city.shops.filter(({ name }) => !name)).toEqual([])
    expect(city.shops.flatMap(({ merged }) => merged)).toHaveLength(16)
  })

  test('has 13,000 streets and paths, 102 named quarters and 205,657 addresses', () => {
    expect(city.roads.length).toBe(13_014)
    expect(city.places).toHaveLength(102)
    expect(city.addresses).toHaveLength(205_657)
  })

  test.each<[string, Position, boolean]>([
    ['the Río de la Plata off Pocitos', [-56.13, -34.93], true],
    ['the bay', [-56.225, -34.888], true],
    ['the yacht harbor of Buceo', [-56.1295, -34.9085], true],
    ['the old town on its peninsula', [-56.205, -34.907], false],
    ['the hill across the bay', [-56.259, -34.888], false],
    ['the lighthouse on Punta Brava', [-56.1599, -34.9355], false],
    ['the airfield of Carrasco', [-56.03, -34.835], false],
    ['fields in the north-west', [-56.32, -34.83], false],
  ])('%s is water: %s %s', (_, place, isWater) => {
    const water = city.basemap.filter(({ kind }) => kind === 'sea')
    const inWater = water.some(({ geometry }) => geometry.type === 'Polygon' && isInPolygon(place, geometry))
    expect(inWater).toBe(isWater)
  })

  test('no retailer and no address stands in the sea', () => {
    const sea = city.basemap.flatMap(({ kind, geometry }) =>
      kind === 'sea' && geometry.type === 'Polygon' ? [geometry] : [],
    )
    // of the addresses every hundredth: the outline has thousands of vertices
    const sampled = city.addresses.filter((_, k) => k % 100 === 0)
    const wet = [...city.shops, ...sampled].filter(({ position }) =>
      sea.some((polygon) => isInPolygon(position, polygon)),
    )
    expect(wet).toEqual([])
  })
})
