/**
 * One retailer as the map's inspector shows it: its facts, how due it is, and what lies inside its rings.
 *
 * Units   metres; demand in addresses (or persons, where the city has a population grid).
 * Shape   `contents` counts of disc and of band; overlaps are of discs, ring by ring: this core with others' cores.
 *         Neighbours beyond the caller's territories are counted, but not named.
 */
import { z } from 'zod'
import { getParameters } from '@/lib/db/parameter-repository'
import {
  findMapRetailer,
  listDemand,
  listNeighbours,
  type MapRetailerRecord,
  type Neighbour,
  type RingsRecord,
  widestRing,
} from '@/lib/db/surroundings-repository'
import { type Actor, can } from '@/lib/domain/actor'
import { boxAround } from '@/lib/domain/geo/position'
import { fail, ok, type Result } from '@/lib/domain/result'
import { type Due, dueState } from '@/lib/domain/routing/service/due'
import type { ServiceRule } from '@/lib/domain/routing/service/service-rules'
import { countInside, type RingContents } from '@/lib/domain/trade-area/inside'
import { competitionAround } from '@/lib/domain/trade-area/overlap'
import { RINGS, type Ring } from '@/lib/domain/trade-area/rings'
import { organizationToday } from './organization-today'

export const ViewRetailerOnMap = z.object({ id: z.int().positive() })

export type RingOverlaps = {
  readonly ring: Ring
  /** How many other retailers' rings of this kind this one meets. */
  readonly count: number
  readonly competitionIndex: number
  /** The ones that cover most of this ring; without a name where it is another territory's. */
  readonly strongest: readonly {
    id: number | null
    name: string | null
    ofFirst: number
    distanceM: number
  }[]
}

export type RetailerOnMap = Omit<MapRetailerRecord, 'rings'> & {
  readonly due: Due & { readonly intervalDays: number | null; readonly rulesVersion: number }
  readonly rings:
    | (RingsRecord & {
        readonly contents: readonly RingContents[]
        readonly overlaps: readonly RingOverlaps[]
      })
    | null
}

const STRONGEST = 3

export async function viewRetailerOnMap(
  actor: Actor,
  { id }: z.infer<typeof ViewRetailerOnMap>,
): Promise<Result<RetailerOnMap, { code: 'not-found' }>> {
  const retailer = await findMapRetailer(id)
  if (!retailer || !can(actor, 'view-map', retailer.territory?.id ?? null)) return fail({ code: 'not-found' })

  const { rings, ...facts } = retailer
  return ok({
    ...facts,
    due: await dueOf(retailer),
    rings: rings && { ...rings, ...(await around(actor, retailer, rings)) },
  })
}

async function dueOf({ serviceClass, visitsPerWeek, lastVisit }: MapRetailerRecord) {
  const [rules, today] = await Promise.all([
    getParameters<readonly ServiceRule[]>('service-rules'),
    organizationToday(),
  ])
  const rule = rules.values.find((one) => one.serviceClass === serviceClass)
  const intervalDays = rule ? (visitsPerWeek ? 7 / visitsPerWeek : rule.intervalDays) : undefined
  const due = dueState(lastVisit ?? undefined, intervalDays, today)
  return { ...due, intervalDays: intervalDays ?? null, rulesVersion: rules.version }
}

async function around(actor: Actor, { id, position, format }: MapRetailerRecord, { radiiM }: RingsRecord) {
  const reachM = radiiM.fringe + (await widestRing('fringe'))
  const [neighbours, demand] = await Promise.all([
    listNeighbours(boxAround(position, reachM)),
    listDemand(boxAround(position, radiiM.fringe)),
  ])
  const site = { id: String(id), position, format }
  const retailers = neighbours.map((one) => ({
    id: String(one.id),
    position: [one.lng, one.lat] as const,
    format: one.format,
  }))
  return {
    contents: countInside(site, radiiM, { retailers, demand }),
    overlaps: RINGS.map((ring) => overlapsOf(actor, { ...site, radiusM: radiiM[ring] }, ring, neighbours)),
  }
}

type Disc = Parameters<typeof competitionAround>[0]

function overlapsOf(actor: Actor, disc: Disc, ring: Ring, neighbours: readonly Neighbour[]): RingOverlaps {
  const discs = neighbours.flatMap((one): Disc[] => {
    const radiusM = one[ring]
    return radiusM === null ? [] : [{ id: String(one.id), position: [one.lng, one.lat], radiusM }]
  })
  const { competitionIndex, overlaps } = competitionAround(disc, discs)
  const strongest = overlaps.slice(0, STRONGEST).map(({ id, ofFirst, distanceM }) => {
    const other = neighbours.find((one) => String(one.id) === id)
    const known = other && can(actor, 'view-map', other.territoryId) ? other : undefined
    return { id: known?.id ?? null, name: known?.name ?? null, ofFirst, distanceM }
  })
  return { ring, count: overlaps.length, competitionIndex, strongest }
}
