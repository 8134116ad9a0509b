'use client'

/**
 * A division being made: what is asked of a proposal, what was proposed, and what was moved by hand since.
 *
 * Shape   territories are numbered as in the view, those that are added after them; `plan.territoryOf` follows the
 *         view's retailers, −1 for one in no territory.
 */
import { useMemo, useRef, useState } from 'react'
import type { Position } from '@/lib/domain/geo/position'
import type { Changes } from '@/lib/domain/territory/divide'
import {
  compactDivision,
  effectOfMoving,
  measureTerritories,
  type TerritoriesMeasure,
  type TerritoryMeasure,
  type TerritoryStore,
} from '@/lib/domain/territory/measure'
import type { ApplyDivision } from '@/lib/usecases/divide/apply-division'
import type { DivisionView } from '@/lib/usecases/divide/view-division'

/** What becomes of a present territory: it may change, stays exactly as it is, or ends. */
export const FATES = ['free', 'kept', 'ends'] as const
export type Fate = (typeof FATES)[number]

export type Plan = {
  readonly territoryOf: readonly number[]
  readonly added: number
  readonly closing: readonly number[]
}
export type Measured = Pick<TerritoriesMeasure, 'spread' | 'meanDistanceM'> & {
  readonly of: ReadonlyMap<number, TerritoryMeasure>
}
export type Proposing =
  | { readonly state: 'idle' | 'running' }
  | { readonly state: 'failed'; readonly code: string }

export function useDivision(view: DivisionView) {
  const { territories, retailers, unitId, stamp } = view
  const count = territories.length
  const stores = useMemo(
    (): TerritoryStore[] =>
      retailers.ids.map((id, i) => ({
        id: `${id}`,
        position: [retailers.lngs[i]!, retailers.lats[i]!] as Position,
        workS: retailers.workS[i]!,
      })),
    [retailers],
  )
  const present = useMemo(
    (): Plan => ({ territoryOf: retailers.territoryOf, added: 0, closing: [] }),
    [retailers.territoryOf],
  )
  const [fates, setFates] = useState<readonly Fate[]>(() => territories.map(() => 'free'))
  /** Of those that end, the ones that end only because fewer were asked for. */
  const [tooMany, setTooMany] = useState<readonly number[]>([])
  const [added, setAdded] = useState(0)
  const [names, setNames] = useState<readonly string[]>([])
  const [kept, setKept] = useState<ReadonlySet<number>>(new Set())
  const [changes, setChanges] = useState<Changes>('some')
  const [plan, setPlan] = useState(present)
  const [proposing, setProposing] = useState<Proposing>({ state: 'idle' })
  const request = useRef<AbortController | null>(null)

  const before = useMemo(() => measured(stores, present, count), [stores, present, count])
  const after = useMemo(() => measured(stores, plan, count), [stores, plan, count])
  const changing = useMemo(
    () => plan.territoryOf.flatMap((territory, i) => (territory === present.territoryOf[i] ? [] : [i])),
    [plan, present],
  )
  const withFate = (fate: Fate) => fates.flatMap((one, k) => (one === fate ? [k] : []))
  const ending = withFate('ends')

  const propose = async () => {
    const controller = new AbortController()
    request.current = controller
    setProposing({ state: 'running' })
    try {
      const answer = await fetch('/rules/territories/divide/run', {
        method: 'POST',
        signal: controller.signal,
        headers: { 'Content-Type': 'application/json' },
        body: JSON.stringify({
          unitId,
          stamp,
          added,
          closing: ending.map((k) => territories[k]!.id),
          kept: withFate('kept').map((k) => territories[k]!.id),
          keptRetailers: [...kept].map((i) => retailers.ids[i]!),
          changes,
        }),
      })
      const body = (await answer.json()) as { territoryOf?: number[]; code?: string }
      if (answer.ok && body.territoryOf) {
        setPlan({ territoryOf: body.territoryOf, added, closing: ending })
        setProposing({ state: 'idle' })
      } else setProposing({ state: 'failed', code: body.code ?? 'failed' })
    } catch {
      setProposing(controller.signal.aborted ? { state: 'idle' } : { state: 'failed', code: 'failed' })
    }
  }

  /** Fewer than now: those with the least work end, until more are asked for again; more than now: new ones are added. */
  const setCount = (wanted: number) => {
    const chosen = fates.map((fate, k) => (tooMany.includes(k) ? 'free' : fate))
    const goOn = chosen.filter((fate) => fate !== 'ends').length
    const work = (k: number) => before.of.get(k)?.workS ?? 0
    const least = [...chosen.keys()]
      .filter((k) => chosen[k] === 'free')
      .toSorted((a, b) => work(a) - work(b))
      .slice(0, Math.max(0, goOn - wanted))
    setTooMany(least)
    setAdded(Math.max(0, wanted - goOn))
    setFates(chosen.map((fate, k) => (least.includes(k) ? 'ends' : fate)))
  }

  const move = (i: number, to: number) =>
    setPlan({ ...plan, territoryOf: plan.territoryOf.map((territory, k) => (k === i ? to : territory)) })

  return {
    view,
    stores,
    present,
    plan,
    before,
    after,
    changing,
    fates,
    added,
    names,
    kept,
    changes,
    proposing,
    /** Of territories that the next proposal is asked for. */
    wanted: count + added - ending.length,
    fewest: Math.max(1, withFate('kept').length + (withFate('free').length + tooMany.length > 0 ? 1 : 0)),
    setCount,
    setFate: (k: number, fate: Fate) => {
      setTooMany(tooMany.filter((one) => one !== k))
      setFates(fates.map((one, j) => (j === k ? fate : one)))
    },
    setName: (k: number, name: string) =>
      setNames(
        Array.from({ length: Math.max(names.length, k + 1) }, (_, j) => (j === k ? name : (names[j] ?? ''))),
      ),
    setChanges,
    keep: (i: number, isKept: boolean) =>
      setKept(isKept ? new Set([...kept, i]) : new Set([...kept].filter((one) => one !== i))),
    propose,
    cancel: () => request.current?.abort(),
    move,
    reset: () => setPlan(present),
    /** What moving a retailer to a territory does to both of them and to the whole. */
    effectOf: (i: number, to: number) => effectOf(stores, plan, count, i, to),
  }
}
export type DivisionState = ReturnType<typeof useDivision>

/** The territories of a plan that have retailers or may have some. */
function goingOn({ added, closing }: Plan, count: number): number[] {
  return Array.from({ length: count + added }, (_, k) => k).filter((k) => !closing.includes(k))
}

function measured(stores: readonly TerritoryStore[], plan: Plan, count: number): Measured {
  const ids = goingOn(plan, count)
  const { members, compact } = compactDivision(plan.territoryOf, ids)
  const { territories, spread, meanDistanceM } = measureTerritories(
    members.map((i) => stores[i]!),
    compact,
    ids.length,
  )
  return { spread, meanDistanceM, of: new Map(territories.map((measure, place) => [ids[place]!, measure])) }
}

export type MoveEffect = {
  /** The territory that the retailer leaves, if it has one, and the one it joins: seconds of work in a month. */
  readonly work: readonly { readonly territory: number; readonly before: number; readonly after: number }[]
  readonly spread: readonly [before: number, after: number]
  readonly meanDistanceM: readonly [before: number, after: number]
}

function effectOf(
  stores: readonly TerritoryStore[],
  plan: Plan,
  count: number,
  i: number,
  to: number,
): MoveEffect | undefined {
  const from = plan.territoryOf[i]!
  const ids = goingOn(plan, count)
  if (from === to || !ids.includes(to) || !ids.includes(from)) return undefined
  const { members, compact } = compactDivision(plan.territoryOf, ids)
  const { before, after } = effectOfMoving(
    [{ storeId: stores[i]!.id, to: ids.indexOf(to) }],
    members.map((k) => stores[k]!),
    compact,
    ids.length,
  )
  const workOf = (territory: number) => ({
    territory,
    before: before.territories[ids.indexOf(territory)]!.workS,
    after: after.territories[ids.indexOf(territory)]!.workS,
  })
  return {
    work: [workOf(from), workOf(to)],
    spread: [before.spread, after.spread],
    meanDistanceM: [before.meanDistanceM, after.meanDistanceM],
  }
}

/** What is sent to be applied. */
export function orderOf({ view, plan, changing, names }: DivisionState, note: string): ApplyDivision {
  const { territories, retailers, unitId, stamp } = view
  const targets = new Map<number, number[]>()
  for (const i of changing) {
    const to = plan.territoryOf[i]!
    const going = targets.get(to) ?? []
    going.push(retailers.ids[i]!)
    targets.set(to, going)
  }
  return {
    unitId,
    stamp,
    added: Array.from({ length: plan.added }, (_, k) => ({ name: (names[k] ?? '').trim() })),
    closing: plan.closing.map((k) => territories[k]!.id),
    moves: [...targets].map(([to, retailerIds]) => ({
      to: to < territories.length ? { territoryId: territories[to]!.id } : { added: to - territories.length },
      retailerIds,
    })),
    note,
  }
}
