/** The address with some of what it asks for changed; null takes a part out. */
export function searchWith(
  search: URLSearchParams | Record<string, unknown>,
  changes: Readonly<Record<string, string | number | null>>,
): string {
  const next = new URLSearchParams()
  const entries = search instanceof URLSearchParams ? [...search] : Object.entries(search)
  for (const [key, value] of entries) if (value !== undefined && value !== null) next.set(key, String(value))
  for (const [key, value] of Object.entries(changes)) {
    if (value === null) next.delete(key)
    else next.set(key, String(value))
  }
  return next.toString()
}
