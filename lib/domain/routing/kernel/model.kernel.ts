/**
 * The solver's inner model as the kernel reads it: one shape for the product's problems and for the public benchmark
 * formats. `build-model.ts` fills it.
 *
 * A *crew* is who makes all visits of a store (a manager; the whole fleet in a benchmark). A *slot* is one route that may
 * be made: of one crew on one day; a manager has one a day, a fleet several. A visit is a store on a day, at most once.
 *
 * Units   whole numbers: seconds, or a benchmark's distance times a power of ten; prices are per unit of the objective.
 * Shape   structure of arrays; lists of lists are flat, with `…From[k]` to `…From[k + 1]` the part of k. Slots are sorted
 *         by crew, then day. `NEVER` stands for no time at all. Flags are 0 or 1. Numbers are whole; whatever is not
 *         stands in an array, so that a host can lay the fields out in memory one after another, 4 bytes each.
 */
import { type Bytes, type Floats, type Ints, type i32, NO_BYTES, NO_FLOATS, NO_INTS } from './prelude'

export const NEVER: i32 = 1_000_000_000

/** Indices into `price`. */
export const PRICE_DRIVE: i32 = 0
export const PRICE_OVERTIME: i32 = 1
/** Per unit of Σ load² − (Σ load)² / slots. */
export const PRICE_BALANCE: i32 = 2
/** Per metre of stops × root-mean-square distance from the route's center. */
export const PRICE_COMPACT: i32 = 3
export const PRICE_CHANGE: i32 = 4

export class Model {
  storeCount: i32 = 0
  dayCount: i32 = 0
  crewCount: i32 = 0
  slotCount: i32 = 0
  placeCount: i32 = 0
  stopsMax: i32 = 0
  neighbourCount: i32 = 0
  /** A way as long as this or longer is none. */
  unreachable: i32 = 0
  /** Slots of one crew and day are alike: only one empty one need be looked at. */
  isAlike: i32 = 0
  /** Overtime is a limit that the plan given out keeps, not a price. */
  overtimeIsLimit: i32 = 0
  isTimed: i32 = 0
  /** Only driving, capacity and a limit of duration count. */
  isPlain: i32 = 0
  hasBreaks: i32 = 0
  /** Some slot may end after its soft end. */
  hasLateEnds: i32 = 0
  hasPhones: i32 = 0
  hasPositions: i32 = 0
  isCompact: i32 = 0
  isBalanced: i32 = 0
  isChangePriced: i32 = 0

  price: Floats = NO_FLOATS
  /** Row = from; and its transpose. */
  travel: Ints = NO_INTS
  back: Ints = NO_INTS
  dates: Ints = NO_INTS

  /** Row of the travel matrix; −1 for a visit by phone. */
  place: Ints = NO_INTS
  service: Ints = NO_INTS
  demand: Ints = NO_INTS
  /** Price of each visit left out. */
  dropPrice: Floats = NO_FLOATS
  /** −1 if any crew may have it. */
  crew: Ints = NO_INTS
  visits: Ints = NO_INTS
  gapLeast: Ints = NO_INTS
  gapMost: Ints = NO_INTS
  /** First and last date of the first visit. */
  firstLeast: Ints = NO_INTS
  firstMost: Ints = NO_INTS
  x: Floats = NO_FLOATS
  y: Floats = NO_FLOATS
  hasPrevious: Bytes = NO_BYTES
  /** Per store and day: crew of the visit in the previous plan, −1 if there was none. */
  previousCrew: Ints = NO_INTS
  dayOpen: Bytes = NO_BYTES
  locked: Bytes = NO_BYTES
  lockPosition: Ints = NO_INTS

  windowFrom: Ints = NO_INTS
  windowOpen: Ints = NO_INTS
  windowLatest: Ints = NO_INTS
  /** 0: days by count and gap; 1: patterns. */
  byPattern: Bytes = NO_BYTES
  patternFrom: Ints = NO_INTS
  patternDayFrom: Ints = NO_INTS
  patternDay: Ints = NO_INTS
  /** Per store and day: 1 if one of its patterns has the day. */
  inPattern: Bytes = NO_BYTES

  slotFrom: Ints = NO_INTS
  slotCrew: Ints = NO_INTS
  slotDay: Ints = NO_INTS
  slotStart: Ints = NO_INTS
  slotEnd: Ints = NO_INTS
  slotOpens: Ints = NO_INTS
  /** The end after which overtime counts, and the end after which nothing is allowed. */
  slotSoftEnd: Ints = NO_INTS
  slotHardEnd: Ints = NO_INTS
  slotCapacity: Ints = NO_INTS
  /** A break that the shift starts too late for is no break; `breakFrom` is then `NEVER`. */
  breakFrom: Ints = NO_INTS
  breakLatest: Ints = NO_INTS
  breakLength: Ints = NO_INTS

  neighbours: Ints = NO_INTS
}
