/**
 * The present division of retailers among territories (片区), with all that a screen needs to measure another: place and
 * expected work of each retailer.
 *
 * Shape   retailers as columns, in the order of their ids, because there may be 15,000.
 */
import { countOpenDrafts } from '@/lib/db/division-repository'
import type { Actor } from '@/lib/domain/actor'
import { weekOf } from '@/lib/domain/calendar/dates'
import { ok, type Result } from '@/lib/domain/result'
import { organizationToday } from '@/lib/usecases/organization-today'
import { type DivisionPart, type ReadDivisionFailure, readDivision } from './read-division'

export type DivisionView = {
  readonly unitId: number | null
  readonly parts: readonly DivisionPart[]
  readonly territories: readonly {
    readonly id: number
    readonly name: string
    readonly managerName: string | null
    /** Of coming weeks that are not published. */
    readonly drafts: number
  }[]
  readonly retailers: {
    readonly ids: readonly number[]
    readonly names: readonly string[]
    readonly lngs: readonly number[]
    readonly lats: readonly number[]
    readonly workS: readonly number[]
    /** Index into `territories`, −1 for one in none. */
    readonly territoryOf: readonly number[]
  }
  readonly stamp: string
  readonly rulesVersion: number
}

export async function viewDivision(
  actor: Actor,
  unitId: number | null | undefined,
): Promise<Result<DivisionView, ReadDivisionFailure>> {
  const read = await readDivision(actor, unitId)
  if (!read.ok) return read
  const { part, parts, territories, retailers, stores, present, stamp, rulesVersion } = read.value
  const drafts = await countOpenDrafts(
    territories.map(({ id }) => id),
    weekOf(await organizationToday()),
  )
  return ok({
    unitId: part.unitId,
    parts,
    territories: territories.map(({ id, name, managerName }) => ({
      id,
      name,
      managerName,
      drafts: drafts.get(id) ?? 0,
    })),
    retailers: {
      ids: retailers.map(({ id }) => id),
      names: retailers.map(({ name }) => name),
      lngs: retailers.map(({ position }) => position[0]),
      lats: retailers.map(({ position }) => position[1]),
      workS: stores.map(({ workS }) => workS),
      territoryOf: present,
    },
    stamp,
    rulesVersion,
  })
}
