/** Numbers of a file: plain decimals in ASCII digits with an optional sign and exponent, and nothing else. */
const CHARACTERS_MAX = 64
const PLAIN = /^[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d{1,4})?$/

export function parseNumber(text: string): number | undefined {
  const trimmed = text.length > CHARACTERS_MAX ? '' : text.trim()
  if (!PLAIN.test(trimmed)) return undefined
  const value = Number(trimmed)
  return Number.isFinite(value) ? value : undefined
}

/** Digits behind the point that a plain number was written with: 2 for `112.90`, 3 for `1.12937E2`. */
export function decimalsOf(text: string): number {
  const [mantissa = '', exponent = '0'] = text.trim().toLowerCase().split('e')
  return Math.max(0, (mantissa.split('.')[1]?.length ?? 0) - Number(exponent))
}
