/** The address of a tile set, for a source of a map; what is undefined is left out. */
export function tileAddress(set: string, query: Readonly<Record<string, string | undefined>>): string {
  const search = new URLSearchParams(
    Object.entries(query).filter((pair): pair is [string, string] => pair[1] !== undefined),
  )
  return `${window.location.origin}/api/tiles/${set}/{z}/{x}/{y}.mvt?${search}`
}
