/**
 * The type that the rule suggests for an outline, from what the installation knows of it, with the evidence to store.
 * What came from records of other areas rather than from counting is named in `estimated`.
 */
import type { MultiPolygon, Polygon } from 'geojson'
import { getParameters } from '@/lib/db/parameter-repository'
import { listDemand, listNeighbours } from '@/lib/db/surroundings-repository'
import { countCity, findTypedArea, listAreasOver, type RecordedAreaRow } from '@/lib/db/zone-repository'
import { boxOf } from '@/lib/domain/geo/box-of'
import { insideTest } from '@/lib/domain/geo/inside-test'
import { classifyTradeArea, type Typing } from '@/lib/domain/trade-area/classify'
import { knownMix } from '@/lib/domain/trade-area/known-mix'
import type { BuiltInTradeAreaType } from '@/lib/domain/trade-area/type-code'
import type { Indicator, TypingRule } from '@/lib/domain/trade-area/typing-rule'

/** As stored in `TradeArea.typeEvidence`. */
export type TypeEvidence = Omit<Typing, 'type'> & {
  readonly proposed: BuiltInTradeAreaType
  readonly parameterVersion: number
  readonly estimated?: readonly Indicator[]
}

export type Suggestion = {
  readonly evidence: TypeEvidence
  readonly retailers: readonly InsideRetailer[]
  readonly homes: number
}

export type InsideRetailer = {
  readonly id: number
  readonly territoryId: number | null
  readonly position: readonly [number, number]
}

export async function suggestType(
  geometry: Polygon | MultiPolygon,
  before: TypeEvidence | null,
): Promise<Suggestion> {
  const box = boxOf(geometry)
  const isIn = insideTest(geometry)
  const [rule, demand, neighbours, areas, anyTyped, whole] = await Promise.all([
    getParameters<TypingRule>('typing'),
    listDemand(box),
    listNeighbours(box),
    listAreasOver(box, 'all'),
    findTypedArea(),
    countCity(),
  ])
  const homes = demand.filter(({ position }) => isIn(position)).length
  const retailers = neighbours.flatMap(({ id, territoryId, lng, lat }): InsideRetailer[] =>
    isIn([lng, lat]) ? [{ id, territoryId, position: [lng, lat] }] : [],
  )
  const recorded = [...areas, ...(anyTyped ? [anyTyped] : [])].map(recordOf)
  const ownKind = before?.evidence.ownKind?.kind ?? null
  const { mix, city, estimated } = knownMix(
    geometry,
    { homes, retailers: retailers.length },
    whole,
    recorded,
    ownKind,
  )
  const { type, ...typing } = classifyTradeArea(mix, city, rule.values)
  return {
    evidence: { ...typing, proposed: type, parameterVersion: rule.version, estimated },
    retailers,
    homes,
  }
}

function recordOf({ geometry, typeEvidence }: Pick<RecordedAreaRow, 'geometry' | 'typeEvidence'>) {
  return { geometry, indicators: evidenceOf(typeEvidence)?.evidence.indicators ?? null }
}

/** Null for what is not the rule's evidence, such as that of an import. */
export function evidenceOf(stored: unknown): TypeEvidence | null {
  const evidence = stored as TypeEvidence | null
  return evidence?.evidence?.indicators && evidence.proposed ? evidence : null
}
