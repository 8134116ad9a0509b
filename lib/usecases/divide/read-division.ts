/**
 * Who divides what: the territories (片区) of a part of the organisation, their open retailers, and each one's expected
 * work by the service rules in force. A retailer in no territory counts with the one of its nearest neighbour.
 *
 * Units   seconds of work in a month.
 * Errors  `forbidden` for people who do not set the rules of territories; `no-territory` where the part has none in reach.
 */
import {
  type DividedRetailer,
  listDividedRetailers,
  listDivisionUnits,
  stampOf,
} from '@/lib/db/division-repository'
import { findOrganization } from '@/lib/db/organization-repository'
import { getParameters } from '@/lib/db/parameter-repository'
import { listTerritories, type TerritoryRecord } from '@/lib/db/territory-repository'
import { type Actor, can } from '@/lib/domain/actor'
import { fail, ok, type Result } from '@/lib/domain/result'
import type { ServiceRule } from '@/lib/domain/routing/service/service-rules'
import type { TerritoryStore } from '@/lib/domain/territory/measure'
import { territoryFinder } from '@/lib/domain/territory/nearest-territory'
import { DEFAULT_WORK_RULE, monthlyWorkS, visitsOwed } from '@/lib/domain/territory/work-load'

/** A part of the organisation that can be divided by itself; null is all within reach. */
export type DivisionPart = {
  readonly unitId: number | null
  readonly nameEn: string
  readonly nameZh: string
  readonly territoryIds: readonly number[]
}

export type Division = {
  readonly part: DivisionPart
  readonly parts: readonly DivisionPart[]
  readonly territories: readonly TerritoryRecord[]
  readonly retailers: readonly DividedRetailer[]
  readonly stores: readonly TerritoryStore[]
  /** Index into `territories` of each store, −1 for one in none. */
  readonly present: readonly number[]
  readonly stamp: string
  readonly rulesVersion: number
}
export type ReadDivisionFailure = { readonly code: 'forbidden' | 'no-territory' }

/** Beyond, a part of the organisation is proposed first. */
const TERRITORIES_AT_ONCE = 30

export async function readDivision(
  actor: Actor,
  unitId: number | null | undefined,
): Promise<Result<Division, ReadDivisionFailure>> {
  if (!can(actor, 'edit-parameters')) return fail({ code: 'forbidden' })
  const within = await listTerritories(actor.territoryIds)
  if (within.length === 0 || !(await findOrganization())) return fail({ code: 'no-territory' })
  const parts = await partsOf(within)
  const part = unitId === undefined ? openingPart(parts) : parts.find((one) => one.unitId === unitId)
  if (!part) return fail({ code: 'no-territory' })

  const [all, rules] = await Promise.all([
    listDividedRetailers(actor.territoryIds),
    getParameters<readonly ServiceRule[]>('service-rules'),
  ])
  const workS = monthlyWorkS(
    all.map((retailer) => visitsOwed(retailer, rules.values)),
    DEFAULT_WORK_RULE,
  )
  const territories = within.filter(({ id }) => part.territoryIds.includes(id))
  const indexOf = new Map(territories.map(({ id }, index) => [id, index]))
  const nearest = territoryFinder(
    all.flatMap(({ position, territoryId }) => (territoryId === null ? [] : [{ position, territoryId }])),
  )
  const own = all.flatMap((retailer, k) => {
    const { territoryId, position } = retailer
    const near = territoryId ?? nearest(position)
    return near !== null && indexOf.has(near) ? [{ retailer, workS: workS[k]! }] : []
  })
  const retailers = own.map(({ retailer }) => retailer)
  return ok({
    part,
    parts,
    territories,
    retailers,
    stores: own.map(({ retailer: { id, position }, workS }) => ({ id: `${id}`, position, workS })),
    present: retailers.map(({ territoryId }) => (territoryId === null ? -1 : indexOf.get(territoryId)!)),
    stamp: stampOf(retailers),
    rulesVersion: rules.version,
  })
}

/** All within reach, and each org unit with some but not all of it. */
async function partsOf(within: readonly TerritoryRecord[]): Promise<DivisionPart[]> {
  const units = await listDivisionUnits()
  const below = (id: number): number[] => [
    ...units.flatMap((unit) => (unit.id === id ? unit.territoryIds : [])),
    ...units.flatMap((unit) => (unit.parentId === id ? below(unit.id) : [])),
  ]
  const own = units.flatMap(({ id, nameEn, nameZh }) => {
    const held = new Set(below(id))
    const territoryIds = within.flatMap((territory) => (held.has(territory.id) ? [territory.id] : []))
    const isPart = territoryIds.length > 1 && territoryIds.length < within.length
    return isPart ? [{ unitId: id, nameEn, nameZh, territoryIds }] : []
  })
  return [{ unitId: null, nameEn: '', nameZh: '', territoryIds: within.map(({ id }) => id) }, ...own]
}

function openingPart(parts: readonly DivisionPart[]): DivisionPart | undefined {
  const [whole, ...rest] = parts
  if (!whole || whole.territoryIds.length <= TERRITORIES_AT_ONCE) return whole
  return rest[0] ?? whole
}
