import fc from 'fast-check'
import { expect, test } from 'vitest'
import { decodeText } from '@/lib/files/decode-text'

const encodeUtf8 = (text: string) => new TextEncoder().encode(text)
const wellFormed = fc.string({ unit: 'binary' }).filter((text) => !text.startsWith('\ufeff'))

test('whatever is written in UTF-8 comes back, with or without its mark', () => {
  fc.assert(
    fc.property(wellFormed, fc.boolean(), (text, isMarked) => {
      const read = decodeText(encodeUtf8(isMarked ? `\ufeff${text}` : text))
      const found = isMarked ? 'mark' : 'strict'
      expect(read).toEqual({ ok: true, value: { text, encoding: 'UTF-8', found, damage: 'none' } })
    }),
  )
})

test('whatever is written in GB18030 comes back, once it cannot be UTF-8', () => {
  const bytesOf = gb18030()
  const characters = fc.constantFrom(...bytesOf.keys())
  fc.assert(
    fc.property(fc.array(characters, { maxLength: 200 }), (text) => {
      const bytes = ['经', '度', ...text].flatMap((character) => bytesOf.get(character) ?? [])
      const read = decodeText(Uint8Array.from(bytes))
      expect(read).toMatchObject({ ok: true, value: { text: `经度${text.join('')}`, damage: 'none' } })
    }),
  )
})

test('a file is called GBK until a character takes four bytes', () => {
  const gbk = decodeText(Uint8Array.of(0xc1, 0xaa, 0xcd, 0xa8))
  const rare = decodeText(Uint8Array.of(0xc1, 0xaa, 0x95, 0x32, 0x82, 0x36))
  expect(gbk).toMatchObject({ value: { text: '联通', encoding: 'GBK' } })
  expect(rare).toMatchObject({ value: { encoding: 'GB18030' } })
})

test('one broken line in a GBK file breaks that line only', () => {
  const lines = [
    [0xc1, 0xaa, 0xcd, 0xa8],
    [0xc9, 0xcc, 0xff, 0xff, 0xb5, 0xea],
    [0xb5, 0xea, 0xc6, 0xcc],
  ]
  const read = decodeText(Uint8Array.from(lines.flatMap((line) => [...line, 0x0a])))
  expect(read).toMatchObject({ ok: true, value: { encoding: 'GBK', damage: 'cells' } })
  expect(read.ok && read.value.text.split('\n').map((line) => line.includes('\ufffd'))).toEqual([
    false,
    true,
    false,
    false,
  ])
})

test('bytes of no encoding at all are refused', () => {
  expect(decodeText(Uint8Array.of(0xff, 0xff, 0xff, 0x0a, 0xff))).toEqual({
    ok: false,
    error: { code: 'ENCODING' },
  })
})

test('Big5 is read when the person says so, and not otherwise', () => {
  const bytes = Uint8Array.of(0xa5, 0x78, 0xa5, 0x5f)
  expect(decodeText(bytes, 'big5')).toMatchObject({
    value: { text: '台北', encoding: 'Big5', found: 'chosen' },
  })
  expect(decodeText(bytes)).not.toMatchObject({ value: { text: '台北' } })
})

test('an encoding that we do not know is named as such', () => {
  expect(decodeText(encodeUtf8('a'), 'ebcdic')).toEqual({ ok: false, error: { code: 'ENCODING_UNKNOWN' } })
})

/** Every character that GB18030 writes in one or two bytes, with those bytes. */
function gb18030(): Map<string, number[]> {
  const decoder = new TextDecoder('gb18030', { fatal: true })
  const table = new Map<string, number[]>()
  for (let byte = 0x20; byte < 0x7f; byte++) table.set(String.fromCharCode(byte), [byte])
  for (let lead = 0x81; lead < 0xff; lead++) {
    for (let trail = 0x40; trail < 0xff; trail++) {
      if (trail === 0x7f) continue
      const character = decoder.decode(Uint8Array.of(lead, trail))
      if (character.length === 1 && !table.has(character)) table.set(character, [lead, trail])
    }
  }
  return table
}
