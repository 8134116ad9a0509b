/**
 * Service rules (服务计划): how often, how long and by which channel a retailer of each class is visited.
 *
 * The defaults are ours, editable and versioned as the parameter set `service-rules`. At 20 % A, 30 % B and 50 % C a
 * territory of 180 shops owes about 15 visits on site and 2 calls on each of 20 working days.
 *
 * Units   intervals in calendar days, minutes at the counter.
 */
import type { ServiceClass } from '@/lib/domain/retailer/classification'

/** `alternate`: on site and by phone in turn, for shops that may be phoned. */
export type RuleChannel = 'onsite' | 'phone' | 'alternate'
export type VisitChannel = 'onsite' | 'phone'

export type ServiceRule = {
  readonly serviceClass: ServiceClass
  readonly intervalDays: number
  readonly minutes: number
  readonly channel: RuleChannel
}

export const DEFAULT_SERVICE_RULES: readonly ServiceRule[] = [
  { serviceClass: 'A', intervalDays: 7, minutes: 20, channel: 'onsite' },
  { serviceClass: 'B', intervalDays: 14, minutes: 15, channel: 'onsite' },
  { serviceClass: 'C', intervalDays: 28, minutes: 10, channel: 'alternate' },
]

export const DEFAULT_CLASS_SHARES = { A: 0.2, B: 0.3 }

export function findRule(rules: readonly ServiceRule[], serviceClass: ServiceClass): ServiceRule | undefined {
  return rules.find((rule) => rule.serviceClass === serviceClass)
}

/** Phone visits of a retailer: free, not wanted, or barred by the do-not-call register. */
export type ContactPreference = 'allowed' | 'onsite-only' | 'listed'

/** The next visit's channel. A rule never phones a shop that is listed or prefers to be seen. */
export function channelOf(
  rule: ServiceRule,
  contact: ContactPreference,
  lastChannel: VisitChannel | undefined,
): VisitChannel {
  if (contact !== 'allowed' || rule.channel === 'onsite') return 'onsite'
  return rule.channel === 'phone' || lastChannel === 'onsite' ? 'phone' : 'onsite'
}

/**
 * Service classes by tier: A is the top share of the retailers, B the next, C the rest. Retailers of one tier are
 * never divided, so that the class has the tier as its only basis; a tier goes where its middle retailer falls.
 * Retailers without a tier are C.
 */
export function serviceClassesByTier(
  tiers: readonly (number | null)[],
  shares: { readonly A: number; readonly B: number } = DEFAULT_CLASS_SHARES,
): ServiceClass[] {
  const counts = new Map<number, number>()
  for (const tier of tiers) if (tier !== null) counts.set(tier, (counts.get(tier) ?? 0) + 1)

  const classOf = new Map<number, ServiceClass>()
  let above = 0
  for (const [tier, count] of [...counts].toSorted(([a], [b]) => b - a)) {
    const middle = (above + count / 2) / tiers.length
    classOf.set(tier, middle <= shares.A ? 'A' : middle <= shares.A + shares.B ? 'B' : 'C')
    above += count
  }
  return tiers.map((tier) => (tier === null ? 'C' : classOf.get(tier)!))
}
