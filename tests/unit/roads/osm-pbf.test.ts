import { existsSync, readFileSync } from 'node:fs'
import { deflateSync } from 'node:zlib'
import fc from 'fast-check'
import { PbfWriter } from 'pbf'
import { describe, expect, test } from 'vitest'
import type { OsmFeature } from '@/lib/domain/city/osm-feature'
import { readOsmPbf } from '@/lib/roads/osm-pbf'

const STRINGS = [
  '',
  'highway',
  'residential',
  'building',
  'yes',
  'type',
  'multipolygon',
  'outer',
  'inner',
  'name',
  'Sol',
  'phone',
  '+598',
]

const NODES: [id: number, lat: number, lng: number, ...keyValues: number[]][] = [
  [1, 0, 0],
  [2, 0, 40],
  [3, 40, 40],
  [4, 40, 0],
  [5, 10, 10],
  [6, 10, 20],
  [7, 20, 20],
  [9, 30, 30, 9, 10, 11, 12],
]
type Tag = readonly [key: number, value: number]
const WAYS: [id: number, refs: number[], ...tags: Tag[]][] = [
  [10, [1, 2, 3], [1, 2]],
  [11, [1, 2, 3, 4, 1], [3, 4]],
  [12, [1, 2, 3]],
  [13, [3, 4, 1]],
  [14, [5, 6, 7, 5]],
  [15, [1, 2, 8, 3, 4], [1, 2]],
  [16, [4, 3, 2, 1, 4], [1, 2]],
]

describe('the OSM PBF reader', () => {
  test('reads tagged nodes, lines, areas and a multipolygon with its hole', () => {
    const { bbox, features } = read(extract())
    expect(bbox).toEqual([-1, -2, 3, 4])
    expect(features.map(({ id, geometry }) => `${id} ${geometry.type}`)).toEqual([
      'node/9 Point',
      'way/10 LineString',
      'way/11 Polygon',
      'way/15 MultiLineString',
      'way/16 LineString',
      'relation/20 Polygon',
    ])
    expect(features[0]).toEqual({
      id: 'node/9',
      geometry: { type: 'Point', coordinates: [3e-6, 3e-6] },
      tags: { name: 'Sol' },
    })
    const relation = features.at(-1)!
    expect(relation.tags).toEqual({ building: 'yes' })
    expect(
      (relation.geometry as { coordinates: number[][][] }).coordinates.map((ring) => ring.length),
    ).toEqual([5, 4])
  })

  test('ways that share a node meet in exactly equal coordinates', () => {
    const { features } = read(extract())
    const [line, area] = [features[1]!, features[2]!].map(
      ({ geometry }) => geometry as { coordinates: unknown[] },
    )
    expect(line!.coordinates[0]).toEqual([0, 0])
    expect((area!.coordinates[0] as number[][])[1]).toEqual(line!.coordinates[1])
  })

  test('a way is cut where the extract lacks a node, and never bridges the gap', () => {
    const cut = read(extract()).features.find(({ id }) => id === 'way/15')!
    expect((cut.geometry as { coordinates: number[][][] }).coordinates.map((line) => line.length)).toEqual([
      2, 2,
    ])
  })

  test('compressed and plain blobs hold the same', () => {
    expect(read(extract({ isPlain: true }))).toEqual(read(extract()))
  })

  test('a file of another kind is invalid from its first byte', () => {
    for (const text of ['', 'PK', '<?xml version="1.0"?><osm/>', 'code,name\n1,Sol\n']) {
      expect(readOsmPbf(new TextEncoder().encode(text))).toEqual({
        ok: false,
        error: { code: 'OSM_PBF_INVALID', offset: 0 },
      })
    }
  })

  test('a file cut off anywhere but between blocks is invalid at the block that was cut', () => {
    const whole = extract()
    const header = block('OSMHeader', headerBlock(), false).length
    for (let length = 0; length < whole.length; length++) {
      const outcome = readOsmPbf(whole.subarray(0, length))
      if (length === header) expect(outcome.ok).toBe(true)
      else
        expect(outcome).toEqual({
          ok: false,
          error: { code: 'OSM_PBF_INVALID', offset: length < header ? 0 : header },
        })
    }
  })

  test('whatever bytes are changed, the outcome is an extract or a failure, never an exception', () => {
    const plain = extract({ isPlain: true })
    const change = fc.tuple(fc.nat(plain.length - 1), fc.nat(255))
    fc.assert(
      fc.property(fc.array(change, { minLength: 1, maxLength: 8 }), (changes) => {
        const bytes = Uint8Array.from(plain)
        for (const [at, value] of changes) bytes[at] = value
        const outcome = readOsmPbf(bytes)
        if (!outcome.ok) expect(outcome.error.code).toMatch(/^OSM_PBF_(INVALID|UNSUPPORTED)$/)
      }),
      { numRuns: 500 },
    )
  })

  test('a blob that would swell beyond what the format allows is refused', () => {
    const swollen = deflateSync(new Uint8Array(40 * 1024 * 1024))
    const bytes = Buffer.concat([
      block('OSMHeader', headerBlock(), false),
      framed('OSMData', compressed(swollen, 0)),
    ])
    expect(readOsmPbf(bytes)).toMatchObject({ ok: false, error: { code: 'OSM_PBF_INVALID' } })
  })

  test('a feature of the format that is not known is named', () => {
    expect(readOsmPbf(block('OSMHeader', headerBlock('HistoricalInformation'), false))).toEqual({
      ok: false,
      error: { code: 'OSM_PBF_UNSUPPORTED', feature: 'HistoricalInformation' },
    })
  })
})

const FOLDER = new URL('../../../../shared/data', import.meta.url).pathname

describe.skipIf(!existsSync(FOLDER))(`real extracts (skipped where ${FOLDER} is absent)`, () => {
  const count = (features: readonly OsmFeature[], key: string) =>
    features.filter(({ tags }) => tags[key]).length

  test('Beijing Jiaotong University agrees with its XML: buildings, highways and shops', () => {
    const { features } = read(readFileSync(`${FOLDER}/beijing-bjtu/bjtu.osm.pbf`))
    expect([count(features, 'building'), count(features, 'highway'), count(features, 'shop')]).toEqual([
      361, 289, 8,
    ])
  })

  test('Midtown Manhattan has its 1,600 shops and the box of its header', () => {
    const { features, bbox } = read(readFileSync(`${FOLDER}/manhattan/manhattan-midtown.osm.pbf`))
    expect(count(features, 'shop')).toBe(1600)
    expect(bbox).toEqual([-74.0139999, 40.736, -73.9629999, 40.759])
  })

  test('Porto Alegre and Shanghai are read whole', () => {
    expect(count(read(readFileSync(`${FOLDER}/porto-alegre/porto-alegre.osm.pbf`)).features, 'highway')).toBe(
      20_324,
    )
    const shanghai = read(readFileSync(`${FOLDER}/shanghai/shanghai-core-drive.osm.pbf`)).features
    expect(shanghai.filter(({ geometry }) => geometry.type === 'LineString')).toHaveLength(796)
  })
})

function read(bytes: Uint8Array) {
  const outcome = readOsmPbf(bytes)
  if (!outcome.ok) throw new Error(JSON.stringify(outcome.error))
  return outcome.value
}

/** A header and one block of data; node units are hundreds of nanodegrees, the format's own default. */
function extract({ isPlain = false } = {}): Uint8Array {
  return Buffer.concat([block('OSMHeader', headerBlock(), isPlain), block('OSMData', dataBlock(), isPlain)])
}

function headerBlock(feature = 'DenseNodes'): Uint8Array {
  const pbf = new PbfWriter()
  pbf.writeMessage(
    1,
    (_, box) => [-1, 3, 4, -2].forEach((side, k) => void box.writeSVarintField(k + 1, side * 1e9)),
    null,
  )
  pbf.writeStringField(4, 'OsmSchema-V0.6')
  pbf.writeStringField(4, feature)
  return pbf.finish()
}

function dataBlock(): Uint8Array {
  const pbf = new PbfWriter()
  pbf.writeMessage(1, (_, table) => STRINGS.forEach((text) => void table.writeStringField(1, text)), null)
  pbf.writeMessage(2, (_, group) => group.writeMessage(2, writeDenseNodes, null), null)
  pbf.writeMessage(2, (_, group) => WAYS.forEach((way) => void group.writeMessage(3, writeWay, way)), null)
  pbf.writeMessage(2, (_, group) => group.writeMessage(4, writeRelation, null), null)
  return pbf.finish()
}

function writeDenseNodes(_: null, pbf: PbfWriter): void {
  pbf.writePackedSVarint(1, deltas(NODES.map(([id]) => id)))
  pbf.writePackedSVarint(8, deltas(NODES.map(([, lat]) => lat)))
  pbf.writePackedSVarint(9, deltas(NODES.map(([, , lng]) => lng)))
  pbf.writePackedVarint(
    10,
    NODES.flatMap(([, , , ...keyValues]) => [...keyValues, 0]),
  )
}

function writeWay([id, refs, ...tags]: (typeof WAYS)[number], pbf: PbfWriter): void {
  pbf.writeVarintField(1, id)
  pbf.writePackedVarint(
    2,
    tags.map(([key]) => key),
  )
  pbf.writePackedVarint(
    3,
    tags.map(([, value]) => value),
  )
  pbf.writePackedSVarint(8, deltas(refs))
}

function writeRelation(_: null, pbf: PbfWriter): void {
  pbf.writeVarintField(1, 20)
  pbf.writePackedVarint(2, [5, 3])
  pbf.writePackedVarint(3, [6, 4])
  pbf.writePackedVarint(8, [7, 7, 8])
  pbf.writePackedSVarint(9, deltas([12, 13, 14]))
  pbf.writePackedVarint(10, [1, 1, 1])
}

function deltas(numbers: number[]): number[] {
  return numbers.map((number, k) => number - (numbers[k - 1] ?? 0))
}

function block(type: string, content: Uint8Array, isPlain: boolean): Uint8Array {
  if (!isPlain) return framed(type, compressed(deflateSync(content), content.length))
  const blob = new PbfWriter()
  blob.writeBytesField(1, content)
  return framed(type, blob.finish())
}

function compressed(bytes: Uint8Array, size: number): Uint8Array {
  const blob = new PbfWriter()
  if (size > 0) blob.writeVarintField(2, size)
  blob.writeBytesField(3, bytes)
  return blob.finish()
}

function framed(type: string, blob: Uint8Array): Uint8Array {
  const header = new PbfWriter()
  header.writeStringField(1, type)
  header.writeVarintField(3, blob.length)
  const bytes = header.finish()
  const length = Buffer.alloc(4)
  length.writeUInt32BE(bytes.length)
  return Buffer.concat([length, bytes, blob])
}
