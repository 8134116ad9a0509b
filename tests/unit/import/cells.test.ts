import fc from 'fast-check'
import { expect, test } from 'vitest'
import { decimalsOf, parseNumber } from '@/lib/domain/import/cell-number'
import { codeKey, excerpt, readText } from '@/lib/domain/import/cell-text'
import { readAreaText, readPoint } from '@/lib/domain/import/read-wkt'
import { readTimeWindows } from '@/lib/domain/import/time-windows'

test('a number that is accepted is the number that JavaScript reads, and words are none', () => {
  fc.assert(
    fc.property(fc.double({ noNaN: true, noDefaultInfinity: true }), (value) => {
      expect(parseNumber(String(value))).toBe(value + 0)
    }),
  )
  for (const text of ['', ' ', 'NaN', '0x10', '1_000', '1,5', '１', '1e', '.', '+', '1e309', '1 2']) {
    expect(parseNumber(text), text).toBeUndefined()
  }
})

test('decimals are counted as written', () => {
  expect(['112.90', '112.9', '1.12937E2', '112', '5e-3'].map(decimalsOf)).toEqual([2, 1, 3, 0, 3])
})

test('text that is accepted is the text that was sent, less the spaces around it', () => {
  const inside = fc.string({ unit: fc.constantFrom('店', 'a', ' ', '=', '\t', '\n', '😀'), maxLength: 20 })
  fc.assert(
    fc.property(inside, fc.nat(3), (middle, spaces) => {
      const core = `x${middle}x`
      const read = readText(' '.repeat(spaces) + core + '\u3000'.repeat(spaces), 200)
      expect(read.ok && read.text).toBe(core)
    }),
  )
})

test('length counts characters, not halves of them', () => {
  expect(readText('😀'.repeat(10), 10).ok).toBe(true)
  expect(readText('😀'.repeat(11), 10)).toMatchObject({ ok: false, code: 'TOO_LONG' })
})

test('an excerpt is at most 80 characters and holds no control character', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 500 }), (text) => {
      const shown = Array.from(excerpt(text))
      expect(shown.length).toBeLessThanOrEqual(80)
      for (const character of shown) expect(character).toMatch(/^[^\p{Cc}\u202a-\u202e\u2066-\u2069]$/u)
    }),
  )
})

test('codes that a person would take for the same have the same key, and the key is its own', () => {
  for (const code of ['a00001', ' A00001 ', 'Ａ００００１', 'A\u200b00001'])
    expect(codeKey(code)).toBe(codeKey('A00001'))
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme' }), (code) => {
      const key = codeKey(code)
      fc.pre(key === key.normalize('NFKC'))
      expect(codeKey(key)).toBe(key)
    }),
  )
})

test('points are read in both spellings', () => {
  expect(readPoint('POINT (-73.99 40.73)')?.position).toEqual([-73.99, 40.73])
  expect(readPoint('point z(1 2 3)')?.position).toEqual([1, 2])
  expect(readPoint('10 Main St\n(40.73, -73.99)')?.position).toEqual([-73.99, 40.73])
  for (const text of [
    '',
    'POINT EMPTY',
    'POINT (1)',
    'POINT (1 NaN)',
    'POINT (1 2',
    '112.9, 28.2',
    'POINT (1 2) x',
  ]) {
    expect(readPoint(text), text).toBeUndefined()
  }
})

test('polygons of well-known text come back as they were written', () => {
  const number = fc.double({ min: -180, max: 180, noNaN: true }).map((value) => value + 0)
  const ring = fc.array(fc.tuple(number, number), { minLength: 1, maxLength: 5 })
  const part = fc.array(ring, { minLength: 1, maxLength: 3 })
  const parts = fc.array(part, { minLength: 1, maxLength: 3 })
  const list = (items: string[]) => `(${items.join(', ')})`
  const write = (rings: number[][][]) => list(rings.map((r) => list(r.map((p) => p.join(' ')))))
  fc.assert(
    fc.property(parts, (given) => {
      const text = `MultiPolygon ${list(given.map(write))} `
      expect(readAreaText(text)).toEqual({ type: 'MultiPolygon', coordinates: given })
      expect(readAreaText(`POLYGON${write(given[0]!)}`)).toEqual({ type: 'Polygon', coordinates: given[0] })
    }),
  )
})

test('broken well-known text is none', () => {
  for (const text of [
    'POLYGON ((',
    'POLYGON ((0 0, 1 0, 1 1, 0 0)',
    'POLYGON ((0 0, 1 0, 1 1, 0 0))) ',
    'POLYGON ((0 0, 1 0, 1 1, 0 0)) x',
    'POLYGON ((0 0,, 1 0))',
    'POLYGON ((0 0 1 1 1, 1 0))',
    'POLYGON (0 0, 1 0)',
    'POLYGON (((0 0, 1 0)))',
    'SRID=4326;POLYGON ((0 0, 1 0, 1 1, 0 0))',
  ]) {
    expect(readAreaText(text), text).toBeUndefined()
  }
})

test('opening hours are whole seconds in order', () => {
  expect(readTimeWindows('08:30-12:00；14:00～21:30')).toEqual([
    [30_600, 43_200],
    [50_400, 77_400],
  ])
  for (const text of ['', '9-5', '12:00-08:00', '08:00-12:00;11:00-13:00', '08:00-25:00', '24h']) {
    expect(readTimeWindows(text), text).toBeUndefined()
  }
})
