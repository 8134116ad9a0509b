/** Hatches of trade-area types: ways to line an area, so that types differ without colour too. */
import type { MapLibreMap } from 'maplibre-gl'
import { NO_TYPE_COLOR } from './colors'

const SIZE = 24

type Stroke = readonly [x1: number, y1: number, x2: number, y2: number]
const RISING: readonly Stroke[] = [
  [0, 24, 24, 0],
  [-4, 4, 4, -4],
  [20, 28, 28, 20],
]
const FALLING: readonly Stroke[] = RISING.map(([x1, y1, x2, y2]) => [x1, 24 - y1, x2, 24 - y2])
const LEVEL: readonly Stroke[] = [[0, 12, 24, 12]]
const UPRIGHT: readonly Stroke[] = [[12, 0, 12, 24]]
const DOTS: readonly Stroke[] = [
  [6, 6, 6.1, 6],
  [18, 18, 18.1, 18],
]

/** Of every type that an organisation adds. */
const ZIGZAG: readonly Stroke[] = [
  [0, 18, 6, 6],
  [6, 6, 12, 18],
  [12, 18, 18, 6],
  [18, 6, 24, 18],
]

const HATCHES: Readonly<Record<string, readonly Stroke[]>> = {
  commercial: RISING,
  residential: DOTS,
  campus: LEVEL,
  office: UPRIGHT,
  industrial: [...RISING, ...FALLING],
  'transport-hub': [...LEVEL, ...UPRIGHT],
  tourism: FALLING,
  mixed: [],
  none: [],
}

/** The lines of a hatch in a square of `HATCH_SIZE`, for legends; none for what is mixed or has no type. */
export const HATCH_SIZE = SIZE
export const hatchStrokes = (type: string): readonly Stroke[] => HATCHES[type] ?? ZIGZAG

export const hatchId = (type: string) => `hatch-${type}`

/** The hatch of what has no type, which is no hatch. */
export const PLAIN = 'mixed'

export type TypeColor = { readonly code: string; readonly color: string }

export function addHatches(map: MapLibreMap, types: readonly TypeColor[]): void {
  for (const { code, color } of [...types, { code: PLAIN, color: NO_TYPE_COLOR }]) {
    const image = draw(hatchStrokes(code), color)
    if (image && !map.hasImage(hatchId(code))) map.addImage(hatchId(code), image, { pixelRatio: 2 })
  }
}

function draw(strokes: readonly Stroke[], color: string): ImageData | undefined {
  const canvas = document.createElement('canvas')
  canvas.width = SIZE
  canvas.height = SIZE
  const context = canvas.getContext('2d')
  if (!context) return undefined
  context.strokeStyle = color
  context.lineWidth = 2.4
  context.lineCap = 'round'
  for (const [x1, y1, x2, y2] of strokes) {
    context.beginPath()
    context.moveTo(x1, y1)
    context.lineTo(x2, y2)
    context.stroke()
  }
  return context.getImageData(0, 0, SIZE, SIZE)
}
