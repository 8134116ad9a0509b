/** An outline as text: one "lng, lat" a line where that suffices, else well-known text. */
import type { DrawnParts } from '@/lib/map/layers/draw-polygon'

export function shapeText(parts: DrawnParts): string {
  const [part] = parts
  const [ring] = part ?? []
  if (!ring) return ''
  if (parts.length === 1 && part?.length === 1) {
    return ring
      .slice(0, -1)
      .map((corner) => corner.join(', '))
      .join('\n')
  }
  const rings = (one: DrawnParts[number]) =>
    `(${one.map((corners) => `(${corners.map((corner) => corner.join(' ')).join(', ')})`).join(', ')})`
  return parts.length === 1 ? `POLYGON ${rings(part!)}` : `MULTIPOLYGON (${parts.map(rings).join(', ')})`
}
