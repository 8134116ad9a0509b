/**
 * The textbook's way to travel times: Dijkstra with a binary heap over arcs, all of them from every place. Slow and
 * plain: the peer of the bench, and what the law of the matrix is checked against.
 *
 * Units   whole seconds; places lie on streets of the network.
 */
import type { Position } from '@/lib/domain/geo/position'
import type { RoadNetwork } from '@/lib/domain/travel/road-network'
import { findSnap, type Snap } from '@/lib/domain/travel/snap'
import { doorMs } from '@/lib/domain/travel/travel-matrix'

/** Seconds from one place to each; undefined where no street is near. */
export function plainTimes(
  network: RoadNetwork,
  from: Position,
  places: readonly Position[],
): (number | undefined)[] {
  const start = findSnap(network, from)
  if (!start) return places.map(() => undefined)
  const enteredMs = enterTimes(network, start)
  return places.map((place) => {
    if (place[0] === from[0] && place[1] === from[1]) return 0
    const end = findSnap(network, place)
    if (!end) return undefined
    const ways = [0, 1].flatMap((against) => {
      const arc = network.arcOf[2 * end.edge + against]!
      if (arc < 0) return []
      const untilMm = against ? network.lengthMm[arc]! - end.alongMm : end.alongMm
      const aheadMm = against ? start.alongMm - end.alongMm : end.alongMm - start.alongMm
      const direct = start.edge === end.edge && aheadMm >= 0 ? [partMs(network, arc, aheadMm)] : []
      return [...direct, enteredMs[arc]! + partMs(network, arc, untilMm)]
    })
    return Math.round((Math.min(...ways) + doorMs(network.mode, start) + doorMs(network.mode, end)) / 1000)
  })
}

/** When each arc is entered at the earliest, in milliseconds. */
function enterTimes(network: RoadNetwork, start: Snap): Float64Array {
  const { arcCount, firstOut, target, timeMs, arcOf, reverse, headingIn, headingOut, isPassed } = network
  const enteredMs = new Float64Array(arcCount).fill(Infinity)
  const heap: [ms: number, arc: number][] = []
  const leave = (arc: number, endMs: number) => {
    const junction = target[arc]!
    const outs = firstOut[junction + 1]! - firstOut[junction]!
    for (let b = firstOut[junction]!; b < firstOut[junction + 1]!; b++) {
      const isBack = b === reverse[arc]
      if (isBack && isPassed[junction] && outs > 1) continue
      const turn = network.turnMs[(headingOut[b]! - headingIn[arc]!) & 255]!
      const enterMs = endMs + (isBack ? network.turnRoundMs : isPassed[junction] ? 0 : turn)
      if (enterMs >= enteredMs[b]!) continue
      enteredMs[b] = enterMs
      push(heap, [enterMs, b])
    }
  }
  for (const against of [0, 1]) {
    const arc = arcOf[2 * start.edge + against]!
    if (arc < 0) continue
    leave(arc, partMs(network, arc, against ? start.alongMm : network.lengthMm[arc]! - start.alongMm))
  }
  for (let top = pop(heap); top; top = pop(heap)) {
    const [ms, arc] = top
    if (ms === enteredMs[arc]) leave(arc, ms + timeMs[arc]!)
  }
  return enteredMs
}

function partMs({ timeMs, lengthMm }: RoadNetwork, arc: number, partMm: number): number {
  return lengthMm[arc] === 0 ? 0 : Math.round((timeMs[arc]! * partMm) / lengthMm[arc]!)
}

function push(heap: [number, number][], item: [number, number]): void {
  let k = heap.push(item) - 1
  while (k > 0) {
    const parent = (k - 1) >> 1
    if (heap[parent]![0] <= item[0]) break
    heap[k] = heap[parent]!
    k = parent
  }
  heap[k] = item
}

function pop(heap: [number, number][]): [number, number] | undefined {
  const top = heap[0]
  const last = heap.pop()
  if (!last || heap.length === 0) return top
  let k = 0
  for (;;) {
    let child = 2 * k + 1
    if (child >= heap.length) break
    if (child + 1 < heap.length && heap[child + 1]![0] < heap[child]![0]) child++
    if (heap[child]![0] >= last[0]) break
    heap[k] = heap[child]!
    k = child
  }
  heap[k] = last
  return top
}
