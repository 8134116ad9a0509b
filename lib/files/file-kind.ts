/** What a file really is, whatever it is called: by its first bytes, and by its first words once it is text. */
const SIGNATURES: readonly (readonly number[])[] = [
  [0x89, 0x50, 0x4e, 0x47], // PNG
  [0xff, 0xd8, 0xff], // JPEG
  [0x47, 0x49, 0x46, 0x38], // GIF
  [0x25, 0x50, 0x44, 0x46], // PDF
  [0x50, 0x4b, 0x03, 0x04], // ZIP, and with it XLSX
  [0x50, 0x4b, 0x05, 0x06], // ZIP without entries
  [0xd0, 0xcf, 0x11, 0xe0], // OLE 2: old or encrypted office files
  [0x1f, 0x8b], // gzip
  [0x7f, 0x45, 0x4c, 0x46], // ELF
]

export function isBinary(bytes: Uint8Array): boolean {
  return SIGNATURES.some((signature) => signature.every((byte, k) => bytes[k] === byte))
}

export function isMarkup(text: string): boolean {
  return /^\s*<(?:!doctype|html|\?xml|head|body|svg)\b/i.test(text.slice(0, 1000))
}

export function isJson(text: string): boolean {
  return /^\s*[{[]/.test(text.slice(0, 1000))
}

/** By the file's name where that says it, else by its content. */
export function formatOf(fileName: string, text: string): 'csv' | 'geojson' {
  const ending = /\.([a-z]{1,10})\s*$/i.exec(fileName.slice(-20))?.[1]?.toLowerCase()
  if (ending === 'csv' || ending === 'txt' || ending === 'tsv') return 'csv'
  if (ending === 'geojson' || ending === 'json') return 'geojson'
  return isJson(text) ? 'geojson' : 'csv'
}

export function isSpreadsheet(fileName: string): boolean {
  return /\.(?:xlsx|xlsm|xls|ods)$/i.test(fileName.slice(-20))
}
