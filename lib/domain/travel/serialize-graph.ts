/**
 * A road graph as bytes, and back.
 *
 * Shape   little-endian: "SQRG", version, junctions, edges, shape numbers; then the arrays in the order of `ARRAYS`, those
 *         of 32 bits first, so that each is aligned.
 * Errors  AssertionError for other bytes, another version or a wrong length.
 */
import { assert } from '@/lib/domain/assert'
import type { RoadGraph } from './road-graph'

const MAGIC = 0x47525153
const VERSION = 1
const HEADER_BYTES = 20

type Sizes = { junctions: number; edges: number; shape: number }

const WORDS = [
  ['from', (sizes: Sizes) => sizes.edges],
  ['to', (sizes: Sizes) => sizes.edges],
  ['lengthMm', (sizes: Sizes) => sizes.edges],
  ['shapeStart', (sizes: Sizes) => sizes.edges + 1],
  ['shape', (sizes: Sizes) => sizes.shape],
] as const
const BYTES = [
  ['roadClass', (sizes: Sizes) => sizes.edges],
  ['access', (sizes: Sizes) => sizes.edges],
  ['speedForward', (sizes: Sizes) => sizes.edges],
  ['speedBackward', (sizes: Sizes) => sizes.edges],
  ['connected', (sizes: Sizes) => sizes.junctions],
] as const

export function serializeRoadGraph(graph: RoadGraph): Uint8Array<ArrayBuffer> {
  const sizes = { junctions: graph.junctionCount, edges: graph.from.length, shape: graph.shape.length }
  const bytes = new Uint8Array(bytesOf(sizes))
  new Int32Array(bytes.buffer, 0, HEADER_BYTES / 4).set([
    MAGIC,
    VERSION,
    sizes.junctions,
    sizes.edges,
    sizes.shape,
  ])
  let offset = HEADER_BYTES
  for (const [name] of [...WORDS, ...BYTES]) {
    const { buffer, byteOffset, byteLength } = graph[name]
    bytes.set(new Uint8Array(buffer, byteOffset, byteLength), offset)
    offset += byteLength
  }
  return bytes
}

export function deserializeRoadGraph(bytes: Uint8Array): RoadGraph {
  const { buffer } = bytes.byteOffset % 4 === 0 ? bytes : bytes.slice()
  const start = buffer === bytes.buffer ? bytes.byteOffset : 0
  assert(bytes.byteLength >= HEADER_BYTES, `a road graph has at least ${HEADER_BYTES} bytes`)
  const [magic, version, junctions, edges, shape] = new Int32Array(
    buffer,
    start,
    HEADER_BYTES / 4,
  ) as unknown as [number, number, number, number, number]
  assert(magic === MAGIC && version === VERSION, 'these bytes are no road graph of this version')
  const sizes = { junctions, edges, shape }
  assert(bytes.byteLength === bytesOf(sizes), `a road graph of ${edges} edges has ${bytesOf(sizes)} bytes`)
  let offset = start + HEADER_BYTES
  const words = (length: number) => {
    const array = new Int32Array(buffer, offset, length)
    offset += 4 * length
    return array
  }
  const octets = (length: number) => {
    const array = new Uint8Array(buffer, offset, length)
    offset += length
    return array
  }
  return {
    junctionCount: junctions,
    ...named(WORDS.map(([name, length]) => [name, words(length(sizes))])),
    ...named(BYTES.map(([name, length]) => [name, octets(length(sizes))])),
  }
}

function named<K extends string, V>(entries: readonly (readonly [K, V])[]): Record<K, V> {
  return Object.fromEntries(entries) as Record<K, V>
}

function bytesOf(sizes: Sizes): number {
  const words = WORDS.reduce((sum, [, length]) => sum + length(sizes), 0)
  return HEADER_BYTES + 4 * words + BYTES.reduce((sum, [, length]) => sum + length(sizes), 0)
}
