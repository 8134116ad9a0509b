/**
 * Bench `allocation`: quotas of 30 tiers for 40 products, by the exact tier rule and by the published sweeps.
 *
 *   falling   tier counts that fall from 100 to 10, as in the rule's worked example, each varied by up to a tenth
 *   uneven    tier counts of 1 to 180 in no order
 *
 * Shape   one line per instance: `ours` and `peer` are the mean units by which the quotas miss the supply, `oursMax` and
 *         `peerMax` the worst, `oursSeconds` and `peerSeconds` the time for all 40 products.
 */
import { tierRule } from '@/lib/domain/allocation/tier-rule'
import { type Random, seededRandom } from '@/lib/domain/random'
import { tierSweeps } from './tier-sweeps'

const TIERS = 30
const PRODUCTS = 40

type Options = { dir?: string; seconds?: number; seed: number; only?: string[]; json: boolean; out?: string }
type Product = { counts: number[]; supply: number }

export async function bench({ seed, only, json }: Options): Promise<void> {
  const instances: Record<string, (tier: number, random: Random) => number> = {
    falling: (tier, random) => Math.round((100 - (90 * tier) / (TIERS - 1)) * (0.9 + 0.2 * random.next())),
    uneven: (_, random) => 1 + random.int(180),
  }
  for (const [instance, countOf] of Object.entries(instances)) {
    if (only && !only.includes(instance)) continue
    const random = seededRandom(seed)
    const products = Array.from({ length: PRODUCTS }, (): Product => {
      const counts = Array.from({ length: TIERS }, (_, tier) => countOf(tier, random))
      return { counts, supply: 1_000 + random.int(20_000) }
    })
    const ours = missed(products, ({ counts, supply }) => tierRule(counts, supply).quotas)
    const peer = missed(products, ({ counts, supply }) => tierSweeps(counts, supply))
    const seconds = ours.seconds + peer.seconds
    console.log(
      json
        ? JSON.stringify({
            instance,
            seconds,
            ours: ours.mean,
            peer: peer.mean,
            oursMax: ours.max,
            peerMax: peer.max,
            oursSeconds: ours.seconds,
            peerSeconds: peer.seconds,
          })
        : `${instance}: ours misses ${ours.mean.toFixed(1)} units (at most ${ours.max}) in ${ours.seconds.toFixed(2)} s, ` +
            `sweeps ${peer.mean.toFixed(1)} (at most ${peer.max}) in ${peer.seconds.toFixed(2)} s`,
    )
  }
}

function missed(products: readonly Product[], solve: (product: Product) => number[]) {
  const startedMs = performance.now()
  const solutions = products.map(solve)
  const seconds = (performance.now() - startedMs) / 1000
  const misses = solutions.map((quotas, k) => {
    const { counts, supply } = products[k]!
    return Math.abs(supply - quotas.reduce((sum, quota, tier) => sum + quota * counts[tier]!, 0))
  })
  return {
    seconds,
    mean: misses.reduce((sum, miss) => sum + miss, 0) / misses.length,
    max: Math.max(...misses),
  }
}
