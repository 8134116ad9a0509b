/**
 * Has the trade area's need moved against the city's, what carries the move, and what explains it?
 *
 * Total need and each price class are tried (`shareShift`); a class alone is news only with half as much change again,
 * since five are tried. With a cause on record less distance from noise is asked for (`clearWithCause`). Causes, the first that holds: shops opened in the month or the one before while the established
 * ones fell → `new-competition`; a dated event or project of the area → `event-effect`, lasting while its end is open;
 * shops that fell silent or closed and make up the fall; else none is known.
 *
 * Established are the shops that had been ordering before, and neither opened, closed nor fell silent.
 */
import { addMonths, type IsoMonth, monthOf } from '@/lib/domain/calendar/dates'
import type { Evidence, EvidenceTable, LocalName } from './evidence'
import type { Finding, FindingParam } from './finding'
import type { ReviewParameters } from './review-parameters'
import { seriesOf } from './sales-table'
import { type Shift, shareShift } from './share-shift'
import { median, sum } from './statistics'
import type { AreaEvent, ShopSeries, ZoneMonth } from './zone-month'

export type DemandShift = {
  readonly shift: Shift
  /** Null: the total. */
  readonly priceClass: (LocalName & { readonly code: string }) | null
}

/** By products alone, without asking for a shop: what has moved, the total before a class. */
export function findDemandShift(zone: ZoneMonth, parameters: ReviewParameters): DemandShift | null {
  const total = shiftOf(zone, parameters)
  if (total?.isNews) return { shift: total, priceClass: null }
  const stricter = { ...parameters, demandChangeMin: CLASS_FACTOR * parameters.demandChangeMin }
  const classes = classesOf(zone).flatMap((priceClass): DemandShift[] => {
    const shift = shiftOf(
      zone,
      stricter,
      (product) => zone.products[product]!.priceClass.code === priceClass.code,
    )
    return shift?.isNews ? [{ shift, priceClass }] : []
  })
  return classes.toSorted((a, b) => b.shift.score - a.shift.score)[0] ?? null
}

const CLASS_FACTOR = 1.5

/** Where shop rows are needed to say what happened. */
export function needsShops(zone: ZoneMonth, parameters: ReviewParameters): boolean {
  return (
    findDemandShift(zone, parameters) !== null || newcomersOf(zone).length > 0 || eventsOf(zone).length > 0
  )
}

export function demandFindings(
  zone: ZoneMonth,
  shops: readonly ShopSeries[],
  parameters: ReviewParameters,
): Finding[] {
  const groups = groupShops(zone, shops)
  const withCause = { ...parameters, clearOfNoise: parameters.clearWithCause }
  const ofEstablished = (terms: ReviewParameters) =>
    shareShift(needOf(zone, groups.established), seriesOf(zone.city, 'need'), terms)

  const pressed = groups.opened.length > 0 ? ofEstablished(withCause) : null
  if (pressed?.isNews && pressed.change < 0) return [competitionFinding(zone, groups, pressed, null)]

  const found = findDemandShift(zone, parameters) ?? shiftWithEvent(zone, ofEstablished(withCause), withCause)
  if (!found) return []
  const event = eventFor(zone, found.shift)
  if (event?.kind === 'competition') return [competitionFinding(zone, groups, found.shift, event)]
  if (event) return [eventFinding(zone, groups, found, event)]
  return [plainFinding(zone, groups, found, ofEstablished(parameters))]
}

/** With an event on record less is asked for, of the shops that it met or of a price class. */
function shiftWithEvent(
  zone: ZoneMonth,
  established: Shift | null,
  parameters: ReviewParameters,
): DemandShift | null {
  if (eventsOf(zone).length === 0) return null
  return established?.isNews ? { shift: established, priceClass: null } : findDemandShift(zone, parameters)
}

function shiftOf(
  { sales, city }: ZoneMonth,
  parameters: ReviewParameters,
  isWanted?: (product: number) => boolean,
) {
  return shareShift(seriesOf(sales, 'need', isWanted), seriesOf(city, 'need', isWanted), parameters)
}

// ── shops ──────────────────────────────────────────────────────────────────────────────────────────

type ShopGroups = Readonly<Record<'established' | 'opened' | 'closed' | 'silent', readonly ShopSeries[]>>

const OPENED_MONTHS = 2
const SILENT_OF = 6
const SILENT_ORDERED_MIN = 3

function groupShops({ months }: ZoneMonth, shops: readonly ShopSeries[]): ShopGroups {
  const month = months.at(-1)!
  const since = addMonths(month, 1 - OPENED_MONTHS)
  const kindOf = (shop: ShopSeries): keyof ShopGroups => {
    if (shop.openedOn !== null && monthOf(shop.openedOn) >= since) return 'opened'
    if (shop.closedOn !== null && monthOf(shop.closedOn) <= month) return 'closed'
    const before = shop.need.slice(-1 - SILENT_OF, -1).filter((units) => units > 0)
    return shop.need.at(-1) === 0 && before.length >= SILENT_ORDERED_MIN ? 'silent' : 'established'
  }
  const groups = Map.groupBy(shops, kindOf)
  const group = (kind: keyof ShopGroups) => groups.get(kind) ?? []
  return {
    established: group('established'),
    opened: group('opened'),
    closed: group('closed'),
    silent: group('silent'),
  }
}

function newcomersOf({ shops, months }: ZoneMonth) {
  const since = addMonths(months.at(-1)!, 1 - OPENED_MONTHS)
  return shops.opened.filter(({ on }) => monthOf(on) >= since)
}

function needOf({ months }: ZoneMonth, shops: readonly ShopSeries[]): number[] {
  return months.map((_, k) => sum(shops.map(({ need }) => need[k]!)))
}

function usualOf({ need }: ShopSeries): number {
  return median(need.slice(-1 - SILENT_OF, -1)) ?? 0
}

// ── causes ─────────────────────────────────────────────────────────────────────────────────────────

const LASTING_MONTHS = 3

/** Which of the area's own events may explain a change. */
function eventFor(zone: ZoneMonth, { change }: Shift): AreaEvent | undefined {
  return eventsOf(zone).find(({ kind }) => kind !== 'competition' || change < 0)
}

/** The area's own events that lie in the month or last since at most the two months before, the newest first. */
function eventsOf({ events, months }: ZoneMonth): AreaEvent[] {
  const month = months.at(-1)!
  return events
    .filter(
      ({ isCity, startsOn, endsOn }) =>
        !isCity && monthOf(startsOn) <= month && isStillOn(startsOn, endsOn, month),
    )
    .toSorted((a, b) => (a.startsOn > b.startsOn ? -1 : 1))
}

function isStillOn(startsOn: string, endsOn: string | null, month: IsoMonth): boolean {
  return endsOn === null ? monthOf(startsOn) > addMonths(month, -LASTING_MONTHS) : monthOf(endsOn) >= month
}

function competitionFinding(
  zone: ZoneMonth,
  groups: ShopGroups,
  { units, usualUnits, change, score }: Shift,
  event: AreaEvent | null,
): Finding {
  return {
    code: 'new-competition',
    params: {
      change,
      units: Math.round(units),
      usualUnits: Math.round(usualUnits),
      score,
      opened: groups.opened.length,
      openedUnits: Math.round(sum(groups.opened.map(({ need }) => need.at(-1)!))),
      established: groups.established.length,
      event: event?.name ?? null,
    },
    evidence: {
      tables: [
        shopTable('shops-opened', groups.opened),
        shopTable('shops-established', groups.established.toSorted(byLoss).slice(0, ROWS_MAX)),
      ].filter(({ rows }) => rows.length > 0),
      chart: demandChart(zone, groups.established.length > 0 ? needOf(zone, groups.established) : null),
    },
  }
}

function eventFinding(
  zone: ZoneMonth,
  groups: ShopGroups,
  found: DemandShift,
  { name, kind, startsOn, endsOn }: AreaEvent,
): Finding {
  return {
    code: 'event-effect',
    params: {
      ...demandParams(zone, found),
      event: name,
      kind,
      startsOn,
      endsOn,
      lasting: endsOn === null ? 'yes' : 'no',
    },
    evidence: demandEvidence(zone, groups, found),
  }
}

function plainFinding(
  zone: ZoneMonth,
  groups: ShopGroups,
  found: DemandShift,
  established: Shift | null,
): Finding {
  const isUp = found.shift.change > 0
  const lost = [...groups.silent, ...groups.closed]
  const explains = !isUp && lost.length > 0 && established !== null && !established.isNews
  return {
    code: isUp ? 'demand-up' : 'demand-down',
    params: {
      ...demandParams(zone, found),
      cause: explains ? 'lost' : isUp && groups.opened.length > 0 ? 'opened' : 'unknown',
      lostShops: lost.length,
      lostUnits: Math.round(sum(lost.map(usualOf))),
      opened: groups.opened.length,
      openedUnits: Math.round(sum(groups.opened.map(({ need }) => need.at(-1)!))),
    },
    evidence: demandEvidence(zone, groups, found),
  }
}

function demandParams(zone: ZoneMonth, { shift, priceClass }: DemandShift): Record<string, FindingParam> {
  const carried = carriersOf(
    zone,
    shift,
    classesOf(zone),
    ({ code }, product) => product.priceClass.code === code,
  )
  const brands = carriersOf(zone, shift, brandsOf(zone), ({ id }, product) => product.brand.id === id)
  const first = priceClass ?? carried[0]?.of ?? null
  const brand = brands[0]?.of ?? null
  return {
    change: shift.change,
    units: Math.round(shift.units),
    usualUnits: Math.round(shift.usualUnits),
    score: shift.score,
    scope: priceClass ? 'class' : 'total',
    priceClass: first && nameOf(first),
    priceClassCode: first?.code ?? null,
    priceClassShare: priceClass ? null : (carried[0]?.share ?? null),
    brand: brand && nameOf(brand),
  }
}

// ── what carries it ────────────────────────────────────────────────────────────────────────────────

type Carrier<T> = {
  readonly of: T
  readonly shift: Shift
  readonly difference: number
  readonly share: number
}

/** Parts of the difference, those in its direction first. */
function carriersOf<T>(
  zone: ZoneMonth,
  { change }: Shift,
  groups: readonly T[],
  belongs: (group: T, product: ZoneMonth['products'][number]) => boolean,
): Carrier<T>[] {
  const shifts = groups.flatMap((of) => {
    const shift = shiftOf(zone, ANY_CHANGE, (product) => belongs(of, zone.products[product]!))
    return shift ? [{ of, shift, difference: shift.units - shift.usualUnits }] : []
  })
  const inDirection = sum(
    shifts.map(({ difference }) => (Math.sign(difference) === Math.sign(change) ? difference : 0)),
  )
  return shifts
    .map((one) => ({ ...one, share: inDirection === 0 ? 0 : one.difference / inDirection }))
    .toSorted((a, b) => b.share - a.share)
}

const ANY_CHANGE = {
  demandChangeMin: 0,
  clearOfNoise: 0,
  unitsMin: 0,
  noiseOfOneUnit: 1,
  usualMonths: 6,
} as ReviewParameters

function classesOf({ products }: ZoneMonth) {
  return [...new Map(products.map(({ priceClass }) => [priceClass.code, priceClass])).values()].toSorted(
    (a, b) => (a.code < b.code ? -1 : 1),
  )
}

function brandsOf({ products }: ZoneMonth) {
  return [...new Map(products.map(({ brand }) => [brand.id, brand])).values()]
}

function nameOf({ nameEn, nameZh }: LocalName): LocalName {
  return { nameEn, nameZh }
}

// ── evidence ───────────────────────────────────────────────────────────────────────────────────────

const ROWS_MAX = 12

function demandEvidence(zone: ZoneMonth, groups: ShopGroups, { shift, priceClass }: DemandShift): Evidence {
  const rows = <T extends LocalName>(carriers: readonly Carrier<T>[]) =>
    carriers.map(({ of, shift: { units, usualUnits, change }, difference }) => [
      nameOf(of),
      units,
      Math.round(usualUnits),
      Math.round(difference),
      change,
    ])
  const columns = [
    { key: 'name', unit: 'text' },
    { key: 'need', unit: 'units' },
    { key: 'usual', unit: 'units' },
    { key: 'difference', unit: 'units' },
    { key: 'change', unit: 'change' },
  ] as const
  const shops = [...groups.established, ...groups.silent, ...groups.closed, ...groups.opened]
  return {
    tables: [
      {
        title: 'by-class',
        columns,
        rows: rows(
          carriersOf(zone, shift, classesOf(zone), ({ code }, product) => product.priceClass.code === code),
        ),
      },
      {
        title: 'by-brand',
        columns,
        rows: rows(carriersOf(zone, shift, brandsOf(zone), ({ id }, product) => product.brand.id === id)),
      },
      shopTable(
        'by-shop',
        shops.toSorted(shift.change < 0 ? byLoss : (a, b) => byLoss(b, a)).slice(0, ROWS_MAX),
      ),
    ].filter(({ rows: found }) => found.length > 0),
    chart: demandChart(zone, null, priceClass?.code),
  }
}

function byLoss(a: ShopSeries, b: ShopSeries): number {
  const change = (shop: ShopSeries) => shop.need.at(-1)! - usualOf(shop)
  return change(a) - change(b) || a.retailerId - b.retailerId
}

function shopTable(title: string, shops: readonly ShopSeries[]): EvidenceTable {
  return {
    title,
    columns: [
      { key: 'retailer', unit: 'text' },
      { key: 'openedOn', unit: 'date' },
      { key: 'need', unit: 'units' },
      { key: 'usual', unit: 'units' },
      { key: 'difference', unit: 'units' },
    ],
    rows: shops.map((shop) => [
      { retailerId: shop.retailerId, name: shop.name },
      shop.openedOn,
      shop.need.at(-1)!,
      Math.round(usualOf(shop)),
      Math.round(shop.need.at(-1)! - usualOf(shop)),
    ]),
  }
}

/** Need month by month, and what the usual part of the city's would have been. */
function demandChart(
  zone: ZoneMonth,
  established: readonly number[] | null,
  classCode?: string,
): Evidence['chart'] {
  const isWanted = (product: number) =>
    classCode === undefined || zone.products[product]!.priceClass.code === classCode
  const need = established ?? seriesOf(zone.sales, 'need', isWanted)
  const city = seriesOf(zone.city, 'need', isWanted)
  return {
    months: zone.months,
    unit: 'units',
    series: [
      { key: established ? 'need-established' : 'need', values: need },
      {
        key: 'usual',
        values: need.map((_, k) => {
          const shift = shareShift(need.slice(0, k + 1), city.slice(0, k + 1), ANY_CHANGE)
          return shift && Math.round(shift.usualUnits)
        }),
      },
    ],
  }
}
