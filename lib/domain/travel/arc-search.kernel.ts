/**
 * Shortest times from one place over all arcs of a network, turns included (Dijkstra over arcs, with the queue kept in
 * buckets of about a second; within a bucket an arc may be settled again, as in Δ-stepping: Meyer & Sanders, Journal
 * of Algorithms 49(1), 2003).
 *
 * Units   milliseconds, millimetres.
 * Shape   `startMs[a]` is the earliest time at which arc a is entered, after the turn into it, or NEVER; `startMm[a]`
 *         the way until there; `before[a]` the arc driven before it. The spare arcs `arcCount` and `arcCount + 1` are
 *         the two ways off the source's edge; the caller fills them in, and the search starts on them.
 * Cost    O(arcs × ways out of a junction), nothing allocated. Stops when all slots of `slotOf` have been entered and
 *         nothing can improve them any more, or when `limitMs` is passed.
 */
import type { RoadNetwork } from './road-network'

export const NEVER = 0x7fffffff
const BUCKET_SHIFT = 10

export type ArcSearch = {
  readonly startMs: Int32Array
  readonly startMm: Int32Array
  readonly before: Int32Array
  readonly next: Int32Array
  readonly previous: Int32Array
  readonly isQueued: Uint8Array
  readonly buckets: Int32Array
  /** The target slot that each arc belongs to, or -1; and whether the slot has been entered. */
  readonly slotOf: Int32Array
  readonly isEntered: Uint8Array
}

export function makeArcSearch(network: RoadNetwork, slots: number): ArcSearch {
  const arcs = network.arcCount + 2
  let buckets = 4
  while (buckets < ((network.longestMs + network.turnRoundMs) >> BUCKET_SHIFT) + 3) buckets *= 2
  return {
    startMs: new Int32Array(arcs),
    startMm: new Int32Array(arcs),
    before: new Int32Array(arcs),
    next: new Int32Array(arcs),
    previous: new Int32Array(arcs),
    isQueued: new Uint8Array(arcs),
    buckets: new Int32Array(buckets),
    slotOf: new Int32Array(arcs).fill(-1),
    isEntered: new Uint8Array(slots),
  }
}

/** `ways` of the spare arcs are in use, 1 or 2. `slots` counts the targets to be entered; 0 searches up to `limitMs`. */
export function searchArcs(
  network: RoadNetwork,
  search: ArcSearch,
  ways: number,
  slots: number,
  limitMs: number,
): void {
  const { arcCount, firstOut, target, timeMs, lengthMm, reverse, headingOut, headingIn, isPassed, turnMs } =
    network
  const { turnRoundMs } = network
  const { startMs, startMm, before, next, previous, isQueued, buckets, slotOf, isEntered } = search
  const mask = buckets.length - 1
  startMs.fill(NEVER)
  isQueued.fill(0)
  buckets.fill(-1)
  isEntered.fill(0)

  let queued = 0
  for (let a = arcCount; a < arcCount + ways; a++) {
    startMs[a] = 0
    startMm[a] = 0
    before[a] = -1
    isQueued[a] = 1
    previous[a] = -1
    next[a] = buckets[0]!
    if (buckets[0]! >= 0) previous[buckets[0]!] = a
    buckets[0] = a
    queued++
  }

  let missing = slots
  let latestMs = slots > 0 ? 0 : limitMs
  let bucket = 0
  while (queued > 0 && (missing > 0 || bucket << BUCKET_SHIFT <= latestMs)) {
    const a = buckets[bucket & mask]!
    if (a < 0) {
      bucket++
      continue
    }
    const after = next[a]!
    buckets[bucket & mask] = after
    if (after >= 0) previous[after] = -1
    isQueued[a] = 0
    queued--

    const endMs = startMs[a]! + timeMs[a]!
    const endMm = startMm[a]! + lengthMm[a]!
    const junction = target[a]!
    const back = reverse[a]!
    const heading = headingIn[a]!
    const passed = isPassed[junction]!
    const firstArc = firstOut[junction]!
    const lastArc = firstOut[junction + 1]!
    for (let b = firstArc; b < lastArc; b++) {
      let enterMs = endMs
      if (b === back) {
        if (passed && lastArc - firstArc > 1) continue // nobody turns round in the middle of a street
        enterMs += turnRoundMs
      } else if (!passed) {
        enterMs += turnMs[(headingOut[b]! - heading) & 255]!
      }
      const knownMs = startMs[b]!
      if (enterMs >= knownMs) continue

      if (knownMs === NEVER) {
        const slot = slotOf[b]!
        if (slot >= 0) {
          if (isEntered[slot] === 0) {
            isEntered[slot] = 1
            missing--
            if (enterMs + timeMs[b]! > latestMs) latestMs = enterMs + timeMs[b]!
          }
        }
      }
      if (isQueued[b]) {
        const earlier = previous[b]!
        const later = next[b]!
        if (earlier >= 0) next[earlier] = later
        else buckets[(knownMs >> BUCKET_SHIFT) & mask] = later
        if (later >= 0) previous[later] = earlier
      } else {
        isQueued[b] = 1
        queued++
      }
      startMs[b] = enterMs
      startMm[b] = endMm
      before[b] = a
      const place = (enterMs >> BUCKET_SHIFT) & mask
      const head = buckets[place]!
      previous[b] = -1
      next[b] = head
      if (head >= 0) previous[head] = b
      buckets[place] = b
    }
  }
}
