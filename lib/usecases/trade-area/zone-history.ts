/** The changes of a trade area, newest first: who, when, why, and what each altered. */
import type { MultiPolygon, Polygon } from 'geojson'
import { listTradeAreaPast, listTradeAreaTraces } from '@/lib/db/trade-area-change-repository'
import type { TradeAreaRecord } from '@/lib/db/trade-area-repository'
import { findUserNames } from '@/lib/db/user-repository'
import { diffStates, type TradeAreaDiff } from '@/lib/domain/trade-area/changes'

export type ZoneChange = {
  /** The version that the change ended; 0 for the drawing itself. */
  readonly version: number
  readonly at: string
  readonly author: string
  /** draw, edit, retag, focus, close or import */
  readonly action: string
  readonly reason: string
  readonly diff: TradeAreaDiff
  readonly focus: { readonly from: string | null; readonly to: string | null } | null
  /** The outline before, where the change moved it. */
  readonly outline: Polygon | MultiPolygon | null
}

const CHANGES_MAX = 100

export async function listZoneChanges(area: TradeAreaRecord): Promise<ZoneChange[]> {
  const [past, traces] = await Promise.all([
    listTradeAreaPast(area.id, CHANGES_MAX),
    listTradeAreaTraces(area.id, CHANGES_MAX),
  ])
  const names = await findUserNames([...past, ...traces].map(({ authorId }) => authorId))
  const nameOf = (id: string) => names.get(id) ?? id
  const changes = past.map((before, k): ZoneChange => {
    const diff = diffStates(before, past[k - 1] ?? area)
    const { details } = traces.find(({ version }) => version === before.version) ?? {}
    return {
      version: before.version,
      at: before.at.toISOString(),
      author: nameOf(before.authorId),
      action: before.action,
      reason: before.reason,
      diff,
      focus: before.action === 'focus' ? focusOf(details) : null,
      outline: diff.shape ? before.geometry : null,
    }
  })
  const drawn = traces.find(({ version }) => version === 0)
  if (!drawn) return changes
  const { at, authorId, reason } = drawn
  return [
    ...changes,
    {
      version: 0,
      at: at.toISOString(),
      author: nameOf(authorId),
      action: 'draw',
      reason,
      diff: {},
      focus: null,
      outline: null,
    },
  ]
}

function focusOf(details: Readonly<Record<string, unknown>> | undefined): ZoneChange['focus'] {
  const text = (value: unknown) => (typeof value === 'string' ? value : null)
  return { from: text(details?.focusFrom), to: text(details?.focusTo) }
}
