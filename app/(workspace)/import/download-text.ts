/** Hands a text to the browser as a file, in UTF-8 or in the bytes given. */
export function downloadText(fileName: string, text: string | Uint8Array<ArrayBuffer>): void {
  const type = typeof text === 'string' ? 'text/csv;charset=utf-8' : 'text/csv'
  const url = URL.createObjectURL(new Blob([text], { type }))
  const link = document.createElement('a')
  link.href = url
  link.download = fileName
  link.click()
  URL.revokeObjectURL(url)
}
