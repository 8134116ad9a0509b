import fc from 'fast-check'
import { expect, test } from 'vitest'
import { type JsonValue, readJson } from '@/lib/files/read-json'

const LIMITS = { jsonDepth: 32, columns: 64, rows: 1000 }
const read = (text: string) => readJson(text, LIMITS)

test('it reads what JSON.parse reads', () => {
  fc.assert(
    fc.property(fc.json({ maxDepth: 6 }), fc.nat(3), (text, indent) => {
      const spaced = JSON.stringify(JSON.parse(text), null, indent)
      const file = read(spaced)
      expect(file.ok && plain(file.value.value)).toEqual(JSON.parse(spaced))
    }),
  )
})

test('it refuses what JSON.parse refuses', () => {
  const piece = fc.constantFrom(
    '{',
    '}',
    '[',
    ']',
    ',',
    ':',
    '"a"',
    '1',
    '-',
    '.5',
    'e1',
    'true',
    'nul',
    ' ',
    '\u0001',
    "'",
  )
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 8 }), (pieces) => {
      const text = pieces.join('')
      expect(read(text).ok, text).toBe(isJson(text))
    }),
    { numRuns: 2000 },
  )
})

test('a fault is named by line and character', () => {
  expect(read('{\n  "a": NaN\n}')).toEqual({ ok: false, error: { code: 'JSON', line: 2, at: 8 } })
  expect(read('{"a": "x')).toMatchObject({ error: { code: 'JSON', line: 1 } })
  expect(read('{} {}')).toEqual({ ok: false, error: { code: 'JSON', line: 1, at: 4 } })
})

test('the 33rd level refuses the file, but below `properties` it is passed over', () => {
  const deep = (levels: number) => '[['.repeat(levels / 2) + ']]'.repeat(levels / 2)
  expect(read(deep(32)).ok).toBe(true)
  expect(read(deep(34))).toEqual({ ok: false, error: { code: 'DEPTH' } })
  const file = read(`{"properties": {"a": ${deep(100_000)}, "b": 1}}`)
  const root = file.ok && file.value.value
  const properties = root instanceof Map && root.get('properties')
  expect(properties instanceof Map && properties.get('b')).toBe(1)
})

test('equal keys are remembered and the last one counts', () => {
  const file = read('{"a": 1, "a": 2}')
  const value = file.ok ? file.value.value : null
  expect(value instanceof Map && value.get('a')).toBe(2)
  expect(file.ok && value instanceof Map && file.value.withDuplicateKeys.has(value)).toBe(true)
})

test('a number beyond all doubles reads as infinity, for the range check to find', () => {
  const file = read('[1e999]')
  expect(file.ok && file.value.value).toEqual([Infinity])
})

test('the limits of keys and features hold while reading', () => {
  const keys = Array.from({ length: 65 }, (_, k) => `"k${k}": 1`).join(',')
  expect(read(`{${keys}}`)).toEqual({ ok: false, error: { code: 'TOO_MANY_KEYS' } })
  expect(read(`{"features": [${'1,'.repeat(1000)}1]}`)).toEqual({
    ok: false,
    error: { code: 'TOO_MANY_FEATURES' },
  })
})

function plain(value: JsonValue): unknown {
  if (Array.isArray(value)) return value.map(plain)
  if (!(value instanceof Map)) return value
  const object: Record<string, unknown> = {}
  for (const [key, member] of value) {
    Object.defineProperty(object, key, {
      value: plain(member),
      enumerable: true,
      configurable: true,
      writable: true,
    })
  }
  return object
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text)
    return true
  } catch {
    return false
  }
}
