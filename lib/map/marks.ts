/**
 * The marks of retailers: a circle where only the colour speaks, and one shape for each due state, so that colour is
 * never alone.
 *
 * Shape   signed distance fields, so that one image takes any colour and a crisp outline. The edge lies at 0.75 of
 *         full, as MapLibre expects.
 */
import type { MapLibreMap } from 'maplibre-gl'

const SIZE = 64
const CENTER = SIZE / 2
const RADIUS = 20
const SPREAD_PX = 16

type Distance = (x: number, y: number) => number

const circle: Distance = (x, y) => Math.hypot(x, y) - RADIUS
const square: Distance = (x, y) => Math.max(Math.abs(x), Math.abs(y)) - RADIUS * 0.85
const diamond: Distance = (x, y) => (Math.abs(x) + Math.abs(y)) / Math.SQRT2 - RADIUS * 0.9
const triangle: Distance = (x, y) =>
  Math.max(y - RADIUS * 0.75, Math.abs(x) * 0.866 - y * 0.5 - RADIUS * 0.56)

const MARKS: Readonly<Record<string, Distance>> = {
  circle,
  'due-overdue': triangle,
  'due-due': diamond,
  'due-not-due': circle,
  'due-none': square,
}

export const markId = (name: string) => `mark-${name}`

export function addMarks(map: MapLibreMap): void {
  for (const [name, distance] of Object.entries(MARKS)) {
    if (!map.hasImage(markId(name))) map.addImage(markId(name), draw(distance), { sdf: true, pixelRatio: 2 })
  }
}

function draw(distance: Distance): ImageData {
  const image = new ImageData(SIZE, SIZE)
  for (let y = 0; y < SIZE; y++) {
    for (let x = 0; x < SIZE; x++) {
      const away = distance(x + 0.5 - CENTER, y + 0.5 - CENTER)
      const alpha = 255 * (0.75 - away / SPREAD_PX)
      image.data.set([0, 0, 0, Math.max(0, Math.min(255, Math.round(alpha)))], (y * SIZE + x) * 4)
    }
  }
  return image
}
