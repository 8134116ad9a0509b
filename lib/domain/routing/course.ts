/**
 * How a search goes: in which cycles it cools down, how warm each begins, and what it begins with.
 *
 * Units  temperatures in the unit of the search's scale; parts of the whole 0 … 1.
 */

/** A part of the search that cools down once. */
export type Cycle = {
  /** Share of the whole after which it begins. */
  readonly start: number
  /** How warm it begins, a factor of the warmest. */
  readonly warmth: number
  /** Whether capacity and limits have a price in it or hold at every step. */
  readonly isSoft: boolean
  /** The best plan so far, the plan as it stands with a best of its own, or one out of the plans found. */
  readonly from: 'best' | 'anew' | 'found'
  /** What a route costs beside its way, in temperatures. */
  readonly routePrice: number
  /** Share of its ruins that free the stores of an area. */
  readonly areaShare: number
}
export type Course = { readonly cycles: readonly Cycle[]; readonly warmest: number }

const WARMEST = 5
const COLDEST = 0.03
/** Iterations a visit from which the warmest start pays. */
const ITERATIONS_WARM = 20
/** Iterations a visit from which more than one cycle pays. */
const ITERATIONS_CYCLES = 6000
/** Iterations a visit from which plans are made out of those found, and from which all first ones cool down with hard limits. */
const ITERATIONS_OFFSPRING = 10_000
const ITERATIONS_HARD = 24_000
/** Of a search that starts from a plan that stands. */
const REHEATED = 0.1

const ONCE: readonly Cycle[] = [cycle(0, 1)]
const AGAIN: readonly Cycle[] = [
  cycle(0, 1),
  { ...cycle(0.4, 1), isSoft: true },
  cycle(0.55, 0.3),
  { ...cycle(0.66, 0.3), isSoft: true },
  cycle(0.77, 0.3),
  cycle(0.88, 0.1),
]

const OFFSPRING_WARMTH = [0.01, 0.03]
const OFFSPRING_COLDEST = 0.01
/** Among many plans those of few routes are rare, and not found where a route costs nothing. */
const FOUNDERS_HARD = [0, 6, 12].map((routePrice) => ({ ...cycle(0, 1), routePrice }))
/** Where plans are full, hard limits let the first ones freeze in one arrangement of routes, soft ones in others. */
const FOUNDERS_MIXED = FOUNDERS_HARD.flatMap((hard) => [hard, { ...cycle(0, 1), isSoft: true }])
const FAMILY = family({ founders: 36, share: 0.4, kinds: FOUNDERS_HARD, offspring: 400, areaShare: 0.5 })
const FAMILY_MIXED = family({
  founders: 8,
  share: 0.45,
  kinds: FOUNDERS_MIXED,
  offspring: 400,
  areaShare: 0,
})

/** First plans, which take a share of the whole and are of each kind in turn, and then plans made out of those found. */
function family(shape: {
  founders: number
  share: number
  kinds: readonly Cycle[]
  offspring: number
  areaShare: number
}): readonly Cycle[] {
  const { founders, share, kinds, offspring, areaShare } = shape
  return [
    ...Array.from({ length: founders }, (_, k): Cycle => {
      return { ...kinds[k % kinds.length]!, start: (share * k) / founders, from: 'anew', areaShare }
    }),
    ...Array.from({ length: offspring }, (_, k): Cycle => {
      const start = share + ((1 - share) * k) / offspring
      return { ...cycle(start, OFFSPRING_WARMTH[k % OFFSPRING_WARMTH.length]!), from: 'found', areaShare }
    }),
  ]
}

function cycle(start: number, warmth: number): Cycle {
  return { start, warmth, isSoft: false, from: 'best', routePrice: 0, areaShare: 0 }
}

/** While it is not known yet how many iterations there will be. */
export function courseUnknown(isWarm: boolean): Course {
  return { cycles: ONCE, warmest: isWarm ? REHEATED : WARMEST }
}

export function courseOf(iterationsPerVisit: number, isWarm: boolean, dayCount: number): Course {
  if (isWarm) return courseUnknown(isWarm)
  const warmest = Math.max(REHEATED, WARMEST * Math.min(1, Math.sqrt(iterationsPerVisit / ITERATIONS_WARM)))
  if (iterationsPerVisit < ITERATIONS_CYCLES) return { cycles: ONCE, warmest }
  if (dayCount === 1 || iterationsPerVisit < ITERATIONS_OFFSPRING) return { cycles: AGAIN, warmest }
  return { cycles: iterationsPerVisit < ITERATIONS_HARD ? FAMILY_MIXED : FAMILY, warmest }
}

export function cycleAt({ cycles }: Course, done: number): Cycle {
  return cycles.findLast(({ start }) => start <= done)!
}

/** How much of a cycle is over, 0 … 1. */
export function partOf({ cycles }: Course, { start }: Cycle, done: number): number {
  const end = cycles.find((other) => other.start > start)?.start ?? 1
  return (done - start) / (end - start)
}

/** Falls by equal factors within a cycle. */
export function temperatureAt({ warmest }: Course, { warmth, from: origin }: Cycle, part: number): number {
  const from = warmest * warmth
  const to = origin === 'found' ? OFFSPRING_COLDEST : Math.min(COLDEST, from / 10)
  return from * (to / from) ** part
}
