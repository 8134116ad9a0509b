/**
 * The route sheet (线路单) of a week plan, day by day, with its map for paper.
 *
 * Units   whole seconds (of the day where a time), whole metres; the map in tenths of a millimetre.
 * Shape   days with visits only, or the one asked for. Phone visits have their number in the table and none on the map.
 */
import { z } from 'zod'
import { getOrganization, type OrganizationRecord } from '@/lib/db/organization-repository'
import { findWeekPlan } from '@/lib/db/plan-repository'
import { findSheetContacts, listPublishedShares, type SheetShare } from '@/lib/db/sheet-repository'
import { readBasemapTile } from '@/lib/db/tile-repository'
import { type Actor, can } from '@/lib/domain/actor'
import { type PaperSize, paperView, tilesOf } from '@/lib/domain/geo/paper-view'
import type { Position } from '@/lib/domain/geo/position'
import { spreadApart } from '@/lib/domain/geo/spread-apart'
import { fail, ok, type Result } from '@/lib/domain/result'
import { type Disc, drawPaperMap, type PaperMap } from '@/lib/tiles/paper-map'
import { viewRouteLines } from './view-route-lines'
import { viewWeek, type WeekDay, type WeekStop, type WeekView } from './view-week'

export const ViewSheet = z.object({
  weekPlanId: z.coerce.number().int().positive(),
  /** Index into the days of the plan; all of them if absent. */
  day: z.coerce.number().int().min(0).max(30).optional(),
})
export type ViewSheet = z.infer<typeof ViewSheet>

export type SheetStop = WeekStop & {
  readonly number: number
  readonly phone: string
  readonly ownerName: string
  readonly shares: readonly SheetShare[]
}

export type SheetMap = PaperMap & {
  readonly width: number
  readonly height: number
  readonly metersPerUnit: number
  /** The way, leg by leg. */
  readonly legs: readonly (readonly (readonly [x: number, y: number])[])[]
  /** Where each stop is, and where its number has room. */
  readonly stops: readonly {
    readonly number: number
    readonly at: readonly [x: number, y: number]
    readonly mark: readonly [x: number, y: number]
  }[]
  readonly start: readonly [x: number, y: number]
  readonly end: readonly [x: number, y: number]
}

export type SheetDay = Omit<WeekDay, 'stops'> & {
  readonly stops: readonly SheetStop[]
  /** Null on a day without a way: all visits by phone. */
  readonly map: SheetMap | null
}

export type Sheet = {
  readonly organization: Pick<OrganizationRecord, 'name' | 'attribution' | 'demonstration' | 'timeZone'>
  readonly territory: WeekView['territory']
  readonly week: string
  readonly plan: NonNullable<WeekView['plan']>
  readonly days: readonly SheetDay[]
  /** All days with visits, whichever was asked for. */
  readonly plannedDays: readonly { readonly dayIndex: number; readonly date: string }[]
  /** The ways are straight lines, as no roads are known. */
  readonly isEstimated: boolean
}

const MAP_SIZE: PaperSize = { widthMm: 186, heightMm: [90, 200], marginMm: 9 }
/** A numbered mark is 4.6 mm wide. */
const MARK_UNITS = 46
/** As the basemap is cut. */
const ZOOMS = [8, 14] as const

export async function viewSheet(
  actor: Actor,
  { weekPlanId, day: asked }: ViewSheet,
): Promise<Result<Sheet, { code: 'forbidden' | 'no-such-plan' }>> {
  if (!can(actor, 'view-plans')) return fail({ code: 'forbidden' })
  const record = await findWeekPlan(weekPlanId)
  if (!record) return fail({ code: 'no-such-plan' })
  const { territoryId, week, status } = record
  if (!can(actor, 'view-plans', territoryId)) return fail({ code: 'forbidden' })

  const [view, lines, organization] = await Promise.all([
    viewWeek(actor, { territoryId, week, status }),
    viewRouteLines(actor, weekPlanId),
    getOrganization(),
  ])
  if (!view.ok || !view.value.plan || !lines.ok) return fail({ code: 'no-such-plan' })
  const { territory, plan } = view.value
  const planned = view.value.days.filter(({ stops }) => stops.length > 0)
  const days = planned.filter(({ dayIndex }) => asked === undefined || dayIndex === asked)
  const ids = days.flatMap(({ stops }) => stops.map(({ retailer }) => retailer.id))
  const month = Number(days[0]?.date.slice(0, 7).replace('-', '') ?? 0)
  const [contacts, shares] = await Promise.all([
    findSheetContacts(ids),
    can(actor, 'view-allocations') ? listPublishedShares(ids, month) : [],
  ])
  const sheetDays = await Promise.all(
    days.map(async (day) => {
      const stops = day.stops.map((stop, k) => ({
        ...stop,
        number: k + 1,
        phone: contacts.get(stop.retailer.id)?.phone ?? '',
        ownerName: contacts.get(stop.retailer.id)?.ownerName ?? '',
        shares: shares.filter(({ retailerId }) => retailerId === stop.retailer.id),
      }))
      const legs = lines.value.days.find(({ dayIndex }) => dayIndex === day.dayIndex)?.legs ?? []
      return { ...day, stops, map: await mapOf(stops, legs, territory) }
    }),
  )
  const { name, attribution, demonstration, timeZone } = organization
  return ok({
    organization: { name, attribution, demonstration, timeZone },
    territory,
    week,
    plan,
    days: sheetDays,
    plannedDays: planned.map(({ dayIndex, date }) => ({ dayIndex: dayIndex ?? 0, date })),
    isEstimated: lines.value.isEstimated,
  })
}

async function mapOf(
  stops: readonly SheetStop[],
  legs: readonly (readonly Position[])[],
  { start, end }: WeekView['territory'],
): Promise<SheetMap | null> {
  const onSite = stops.filter(({ channel }) => channel !== 'phone')
  if (onSite.length === 0) return null
  const positions = onSite.map(({ retailer }) => retailer.position)
  const view = paperView([start, end, ...positions, ...legs.flat()], MAP_SIZE)
  const tiles = await Promise.all(
    tilesOf(view, ZOOMS).map(async (tile) => ({ tile, data: await readBasemapTile(tile) })),
  )
  const round = ([x, y]: readonly [number, number]) => [Math.round(x), Math.round(y)] as const
  const at = (position: Position) => round(view.project(position))
  const places = positions.map(at)
  const marks = spreadApart(places, MARK_UNITS)
  return {
    ...drawPaperMap(
      tiles.flatMap(({ tile, data }) => (data ? [{ tile, data }] : [])),
      view,
      [
        ...[...marks, at(start), at(end)].map(([x, y]) => ({ x, y, reach: MARK_UNITS / 2 })),
        ...legs.flatMap((leg) => discsAlong(leg.map(at))),
      ],
    ),
    width: view.width,
    height: view.height,
    metersPerUnit: view.metersPerUnit,
    legs: legs.map((leg) => leg.map(at)),
    stops: onSite.map(({ number }, k) => ({ number, at: places[k]!, mark: round(marks[k]!) })),
    start: at(start),
    end: at(end),
  }
}

const ROUTE_REACH_UNITS = 6

/** Discs close enough that no label crosses the way unseen. */
function discsAlong(points: readonly (readonly [x: number, y: number])[]): Disc[] {
  return points.slice(1).flatMap((to, k) => {
    const from = points[k]!
    const steps = Math.ceil(Math.hypot(to[0] - from[0], to[1] - from[1]) / (2 * ROUTE_REACH_UNITS))
    return Array.from({ length: steps }, (_, step) => ({
      x: from[0] + ((to[0] - from[0]) * step) / steps,
      y: from[1] + ((to[1] - from[1]) * step) / steps,
      reach: ROUTE_REACH_UNITS,
    }))
  })
}
