/**
 * Applies a division of retailers among territories (片区), proposed or made by hand: all moves in one transaction, each in
 * the retailer's history with author and reason. Published weeks stay as they are; plans made from then on follow it, and
 * a draft that holds shops of others must be planned again before it is published.
 *
 * A territory that ends is closed, never deleted: its plans, visits and history stay. One that is added works as the
 * one that most of its retailers come from, starts its routes where its work is nearest, and has no manager yet.
 *
 * Errors  `changed-meanwhile` if the retailers are not those that the person saw: nothing is changed then.
 */
import { z } from 'zod'
import { recordAudit } from '@/lib/db/audit-repository'
import { changeDivision } from '@/lib/db/division-repository'
import { listTerritories } from '@/lib/db/territory-repository'
import type { Actor } from '@/lib/domain/actor'
import { fail, ok, type Result } from '@/lib/domain/result'
import { findDepot } from '@/lib/domain/territory/depot'
import { compactDivision, measureTerritories } from '@/lib/domain/territory/measure'
import { now } from '@/lib/usecases/clock'
import { reasonOfChange } from '@/lib/usecases/save-rules'
import { ADDED_MAX } from './propose-division'
import { type Division, type ReadDivisionFailure, readDivision } from './read-division'

const id = z.int().positive()
export const NAME_MAX = 60

export const ApplyDivision = z.object({
  unitId: id.nullable(),
  stamp: z.string().max(80),
  added: z.array(z.object({ name: z.string().trim().min(1).max(NAME_MAX) })).max(ADDED_MAX),
  closing: z.array(id).max(1_000),
  /** Retailers by the territory they go to: one of the part, or the k-th of those added. */
  moves: z.array(
    z.object({
      to: z.union([z.object({ territoryId: id }), z.object({ added: z.int().min(0).max(ADDED_MAX) })]),
      retailerIds: z.array(id).min(1).max(100_000),
    }),
  ),
  note: reasonOfChange,
})
export type ApplyDivision = z.infer<typeof ApplyDivision>
export type ApplyDivisionFailure =
  | ReadDivisionFailure
  | {
      readonly code:
        | 'changed-meanwhile'
        | 'nothing-changed'
        | 'no-retailer'
        | 'name-taken'
        | 'closing-keeps-retailers'
        | 'added-without-retailers'
    }

export async function applyDivision(
  actor: Actor,
  order: ApplyDivision,
): Promise<Result<{ moved: number }, ApplyDivisionFailure>> {
  const read = await readDivision(actor, order.unitId)
  if (!read.ok) return read
  const division = read.value
  if (division.stamp !== order.stamp) return fail({ code: 'changed-meanwhile' })
  const settled = settle(division, order)
  if (!settled.ok) return settled
  const { after, moves } = settled.value
  if (moves.length === 0 && order.closing.length === 0) return fail({ code: 'nothing-changed' })
  const names = order.added.map(({ name }) => name)
  const taken = new Set((await listTerritories('all')).map(({ name }) => name))
  if (names.some((name, k) => taken.has(name) || names.indexOf(name) !== k))
    return fail({ code: 'name-taken' })

  const { territories, retailers, stores, present } = division
  const addedIds = await changeDivision({
    stamp: order.stamp,
    retailerIds: retailers.map((retailer) => retailer.id),
    moves,
    added: names.map((name, k) => {
      const members = after.flatMap((territory, i) => (territory === territories.length + k ? [i] : []))
      return {
        name,
        like: territories[mostFrequent(members.map((i) => present[i]!))]!.id,
        depot: findDepot(members.map((i) => stores[i]!))!.position,
      }
    }),
    closing: order.closing,
    authorId: actor.userId,
    reason: order.note,
    at: now(),
  })
  if (!addedIds) return fail({ code: 'changed-meanwhile' })
  await recordAudit({
    authorId: actor.userId,
    action: 'divide-territories',
    subject: 'org-unit',
    subjectId: order.unitId === null ? 'all' : String(order.unitId),
    reason: order.note,
    details: {
      moved: moves.length,
      added: names.map((name, k) => ({ id: addedIds[k]!, name })),
      closing: order.closing,
      before: figuresOf(division, present),
      after: figuresOf(division, after),
    },
  })
  return ok({ moved: moves.length })
}

/** The territory of every store after the moves, and those of the moves that change something. */
function settle(
  { territories, retailers, present }: Division,
  { moves, added, closing }: ApplyDivision,
): Result<
  { after: number[]; moves: { retailerId: number; to: ApplyDivision['moves'][number]['to'] }[] },
  ApplyDivisionFailure
> {
  const indexOf = new Map(territories.map((territory, index) => [territory.id, index]))
  const placeOf = new Map(retailers.map((retailer, i) => [retailer.id, i]))
  const ending = new Set(closing)
  const isUnknown = moves.some(({ to }) =>
    'added' in to ? to.added >= added.length : !indexOf.has(to.territoryId) || ending.has(to.territoryId),
  )
  if (isUnknown || closing.some((one) => !indexOf.has(one))) return fail({ code: 'no-territory' })
  const after = [...present]
  const targets = new Map<number, ApplyDivision['moves'][number]['to']>()
  for (const { to, retailerIds } of moves) {
    for (const retailerId of retailerIds) {
      const i = placeOf.get(retailerId)
      if (i === undefined) return fail({ code: 'no-retailer' })
      after[i] = 'added' in to ? territories.length + to.added : indexOf.get(to.territoryId)!
      targets.set(retailerId, to)
    }
  }
  if (after.some((territory) => territory >= 0 && ending.has(territories[territory]?.id ?? 0))) {
    return fail({ code: 'closing-keeps-retailers' })
  }
  if (added.some((_, k) => !after.includes(territories.length + k)))
    return fail({ code: 'added-without-retailers' })
  const changing = [...targets].filter(([retailerId]) => {
    const i = placeOf.get(retailerId)!
    return after[i] !== present[i]
  })
  return ok({ after, moves: changing.map(([retailerId, to]) => ({ retailerId, to })) })
}

/** Of those that have a territory; −1 stands for none. */
function mostFrequent(territories: readonly number[]): number {
  const counts = new Map<number, number>()
  for (const territory of territories)
    if (territory >= 0) counts.set(territory, (counts.get(territory) ?? 0) + 1)
  return [...counts].reduce((most, one) => (one[1] > most[1] ? one : most), [0, 0] as [number, number])[0]
}

/** As the audit keeps them. */
function figuresOf({ stores }: Division, territoryOf: readonly number[]) {
  const ids = [...new Set(territoryOf)].filter((territory) => territory >= 0)
  const { members, compact } = compactDivision(territoryOf, ids)
  const { spread, meanDistanceM } = measureTerritories(
    members.map((i) => stores[i]!),
    compact,
    ids.length,
  )
  return { territories: ids.length, spread, meanDistanceM: Math.round(meanDistanceM) }
}
