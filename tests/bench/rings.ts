/**
 * Bench `rings`: three rings for each of 15,000 retailers of a generated prefecture: how far they overlap, what lies
 * inside them, and how many retailers each of 200 trade areas holds; against the same by Turf's polygons.
 *
 *   overlaps   the competition index of every retailer, for the core, secondary and fringe discs; the peer is
 *              `turf.intersect` of each overlapping pair of 64-sided circles, drawn beforehand
 *   contents   retailers, rivals and demand in every disc and band; the peer is `turf.pointsWithinPolygon` of each
 *              disc with the points of its bounding box, those found for free as are the discs
 *   zones      the trade area of every retailer; the peer is `turf.booleanPointInPolygon` of every pair
 *
 * Shape   one line, `ours` and `peer` in seconds over all three parts and `ratio` = peer ÷ ours; `parts` has each
 *         part's own. The peer runs on a seeded sample of 400 pairs or discs, and its mean time is multiplied by how
 *         many there are.
 */
import {
  area,
  booleanPointInPolygon,
  circle,
  featureCollection,
  intersect,
  point,
  pointsWithinPolygon,
} from '@turf/turf'
import KDBush from 'kdbush'
import { boxAround, distanceM, type Position } from '@/lib/domain/geo/position'
import { type Random, seededRandom } from '@/lib/domain/random'
import { assignRetailers } from '@/lib/domain/trade-area/assign-retailers'
import { competitionIndices } from '@/lib/domain/trade-area/competition.kernel'
import { counterInside, type DemandPoint, type Site } from '@/lib/domain/trade-area/inside'
import { DEFAULT_RING_PARAMETERS, ringClassOf } from '@/lib/domain/trade-area/ring-class'
import { RINGS, type RingRadiiM } from '@/lib/domain/trade-area/rings'

const RETAILERS = 15_000
const ADDRESSES = 60_000
const SAMPLE = 400

type Options = { dir?: string; seconds?: number; seed: number; only?: string[]; json: boolean; out?: string }
type Shop = Site & { readonly radiiM: RingRadiiM }
type Timing = { ours: number; peer: number }

export async function bench({ seed, only, json }: Options): Promise<void> {
  const instance = 'prefecture-15000x3'
  if (only && !only.includes(instance)) return
  const startedMs = performance.now()
  const random = seededRandom(seed)
  const shops = generateShops(random)
  const parts = {
    overlaps: timeOverlaps(shops, random),
    contents: timeContents(shops, generateHomes(shops, random), random),
    zones: timeZones(shops, random),
  }
  const seconds = (performance.now() - startedMs) / 1000
  const ours = Object.values(parts).reduce((sum, part) => sum + part.ours, 0)
  const peer = Object.values(parts).reduce((sum, part) => sum + part.peer, 0)
  if (json) {
    console.log(JSON.stringify({ instance, seconds, ours, peer, ratio: peer / ours, parts }))
    return
  }
  for (const [name, part] of Object.entries({ ...parts, [instance]: { ours, peer } })) {
    const ratio = (part.peer / part.ours).toFixed(0)
    console.log(
      `${name}: ours ${part.ours.toFixed(3)} s, peer by a sample ${part.peer.toFixed(0)} s, ratio ${ratio}`,
    )
  }
}

function timeOverlaps(shops: Shop[], random: Random): Timing {
  const startedMs = performance.now()
  const positions = shops.map(({ position }) => position)
  let pairs = 0
  for (const ring of RINGS) {
    pairs += competitionIndices(
      positions,
      Float64Array.from(shops, ({ radiiM }) => radiiM[ring]),
    ).pairs
  }
  const ours = (performance.now() - startedMs) / 1000

  let peerMs = 0
  let sharedM2 = 0
  for (let done = 0; done < SAMPLE; ) {
    const ring = RINGS[random.int(RINGS.length)]!
    const a = shops[random.int(shops.length)]!
    const b = shops[random.int(shops.length)]!
    if (a === b || distanceM(a.position, b.position) >= a.radiiM[ring] + b.radiiM[ring]) continue
    const both = featureCollection([a, b].map((shop) => discOf(shop, ring)))
    const pairStartedMs = performance.now()
    const shared = intersect(both)
    if (shared) sharedM2 += area(shared)
    peerMs += performance.now() - pairStartedMs
    done++
  }
  if (sharedM2 === 0) throw new Error('the sample of pairs does not overlap')
  return { ours, peer: (peerMs / SAMPLE / 1000) * pairs }
}

function timeContents(shops: Shop[], homes: DemandPoint[], random: Random): Timing {
  const startedMs = performance.now()
  const count = counterInside({ retailers: shops, demand: homes })
  let counted = 0
  for (const shop of shops) counted += count(shop, shop.radiiM)[2]!.disc.retailers
  const ours = (performance.now() - startedMs) / 1000

  const points = [...shops, ...homes].map(({ position }) => point([...position]))
  const boxes = new KDBush(points.length)
  for (const { geometry } of points) boxes.add(geometry.coordinates[0]!, geometry.coordinates[1]!)
  boxes.finish()
  let peerMs = 0
  for (let k = 0; k < SAMPLE; k++) {
    const shop = shops[random.int(shops.length)]!
    const ring = RINGS[k % RINGS.length]!
    const near = boxes.range(...boxAround(shop.position, shop.radiiM[ring])).map((i) => points[i]!)
    const disc = discOf(shop, ring)
    const discStartedMs = performance.now()
    counted += pointsWithinPolygon(featureCollection(near), disc).features.length
    peerMs += performance.now() - discStartedMs
  }
  if (counted === 0) throw new Error('the discs are empty')
  return { ours, peer: (peerMs / SAMPLE / 1000) * RINGS.length * shops.length }
}

function timeZones(shops: Shop[], random: Random): Timing {
  const zones = Array.from({ length: 200 }, () => {
    const center = shops[random.int(shops.length)]!.position
    return circle([...center], 300 + random.int(2000), { steps: 64, units: 'meters' }).geometry
  })
  const startedMs = performance.now()
  const assigned = assignRetailers(
    shops.map(({ position }) => position),
    zones,
  )
  const ours = (performance.now() - startedMs) / 1000

  let inside = assigned.filter((zone) => zone !== null).length
  const pairs = Array.from({ length: SAMPLE }, () => ({
    at: point([...shops[random.int(shops.length)]!.position]),
    zone: zones[random.int(zones.length)]!,
  }))
  const peerStartedMs = performance.now()
  for (const { at, zone } of pairs) if (booleanPointInPolygon(at, zone)) inside++
  const peerMs = performance.now() - peerStartedMs
  if (inside === 0) throw new Error('the zones are empty')
  return { ours, peer: (peerMs / SAMPLE / 1000) * shops.length * zones.length }
}

function discOf({ position, radiiM }: Shop, ring: (typeof RINGS)[number]) {
  return circle([...position], radiiM[ring], { steps: 64, units: 'meters' })
}

/** Three in four in one of twelve towns, dense in the middle; the rest in villages over 120 × 100 km. */
function generateShops(random: Random): Shop[] {
  const anywhere = (): Position => [112.4 + random.next() * 1.3, 35.8 + random.next() * 0.9]
  const towns = Array.from({ length: 12 }, (_, k) => ({ at: anywhere(), spreadDeg: k === 0 ? 0.05 : 0.02 }))
  return Array.from({ length: RETAILERS }, (_, k): Shop => {
    const urban = random.next() < 0.74
    const town = towns[random.next() < 0.4 ? 0 : random.int(towns.length)]!
    const position: Position = urban
      ? [town.at[0] + bell(random) * town.spreadDeg, town.at[1] + bell(random) * town.spreadDeg * 0.8]
      : anywhere()
    const format = random.next() < 0.06 ? 'supermarket' : random.next() < 0.02 ? 'mall' : 'convenience'
    const tradeAreaType = urban || random.next() < 0.3 ? 'residential' : null
    const ringClass = ringClassOf({ format, marketType: urban ? 'urban' : 'rural', tradeAreaType })
    return { id: `r${k}`, position, format, radiiM: DEFAULT_RING_PARAMETERS.radiiM[ringClass] }
  })
}

/** People live where shops are, within a few hundred metres. */
function generateHomes(shops: Shop[], random: Random): DemandPoint[] {
  return Array.from({ length: ADDRESSES }, () => {
    const [lng, lat] = shops[random.int(shops.length)]!.position
    return { position: [lng + bell(random) * 0.005, lat + bell(random) * 0.004], weight: 1 }
  })
}

/** Roughly normal with deviation 1: a sum of uniform numbers. */
function bell(random: Random): number {
  return (random.next() + random.next() + random.next() + random.next() - 2) * Math.sqrt(3)
}
