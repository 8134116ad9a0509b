/** A text in GBK, which browsers read but do not write: the table is the decoder's, read backwards. */
const [LEAD_FROM, LEAD_TO] = [0x81, 0xfe]
const [TRAIL_FROM, TRAIL_TO] = [0x40, 0xfe]
const BAD_TRAIL = 0x7f

export function gbkBytes(text: string): Uint8Array<ArrayBuffer> {
  const table = readTable()
  const bytes = [...text].flatMap((letter) => {
    const code = letter.codePointAt(0) ?? 0
    return code < 0x80 ? [code] : (table.get(letter) ?? [0x3f])
  })
  return Uint8Array.from(bytes)
}

function readTable(): Map<string, readonly [number, number]> {
  const table = new Map<string, readonly [number, number]>()
  const decoder = new TextDecoder('gbk')
  for (let lead = LEAD_FROM; lead <= LEAD_TO; lead++) {
    for (let trail = TRAIL_FROM; trail <= TRAIL_TO; trail++) {
      if (trail === BAD_TRAIL) continue
      const letter = decoder.decode(Uint8Array.of(lead, trail))
      if (letter.length === 1 && letter !== '\ufffd') table.set(letter, [lead, trail])
    }
  }
  return table
}
