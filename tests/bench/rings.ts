/**
 * Bench `rings`: three rings for each of 15,000 retailers of a generated prefecture, against Turf's polygons.
 *
 *   overlaps   the competition index of every retailer, for the core, secondary and fringe discs; the peer is
 *              `turf.intersect` of each overlapping pair of 64-sided circles, drawn beforehand
 *   contents   retailers, rivals and demand in every disc and band; the peer is `turf.pointsWithinPolygon` of
 *              each disc with the points of its bounding box, found for free as are the discs
 *
 * Shape   one line per instance, `ours` and `peer` in seconds and `ratio` = peer ÷ ours. The peer runs on a
 *         seeded sample of 400 pairs or discs, and its mean time is multiplied by how many there are.
 */
import { area, circle, featureCollection, intersect, point, pointsWithinPolygon } from '@turf/turf'
import KDBush from 'kdbush'
import { boxAround, distanceM, type Position } from '@/lib/domain/geo/position'
import { type Random, seededRandom } from '@/lib/domain/random'
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
  const instances: Record<string, (shops: Shop[], homes: DemandPoint[], random: Random) => Timing> = {
    'overlaps-15000x3': timeOverlaps,
    'contents-15000x3': timeContents,
  }
  for (const [instance, time] of Object.entries(instances)) {
    if (only && !only.includes(instance)) continue
    const startedMs = performance.now()
    const random = seededRandom(seed)
    const shops = generateShops(random)
    const { ours, peer } = time(shops, generateHomes(shops, random), random)
    const seconds = (performance.now() - startedMs) / 1000
    const ratio = peer / ours
    console.log(
      json
        ? JSON.stringify({ instance, seconds, ours, peer, ratio })
        : `${instance}: ours ${ours.toFixed(2)} s, peer ${peer.toFixed(0)} s by a sample, ratio ${ratio.toFixed(0)}`,
    )
  }
}

function timeOverlaps(shops: Shop[], _homes: DemandPoint[], random: Random): Timing {
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
