/**
 * What a figure is asked of: a part of the organisation, of the map, or both, within a person's reach.
 *
 * Shape   `bind` takes a value and gives its placeholder; `columns` name a row's territory and trade area. Conditions
 *         on a trade area's type or on an org unit leave out rows without one.
 */
import { idsOf, type Reach } from './reach'

export type FigureScope = {
  readonly reach: Reach
  /** With all units below it. */
  readonly orgUnitId?: number | undefined
  readonly territoryId?: number | undefined
  readonly tradeAreaId?: number | undefined
  readonly typeCode?: string | undefined
}

export function scopeSql(
  { reach, orgUnitId, territoryId, tradeAreaId, typeCode }: FigureScope,
  columns: { readonly territory: string; readonly tradeArea: string },
  bind: (value: unknown) => string,
): string {
  const { territory, tradeArea } = columns
  const ids = idsOf(reach)
  const conditions = [
    ids && `${territory} = any(${bind(ids)}::int[])`,
    territoryId !== undefined && `${territory} = ${bind(territoryId)}::int`,
    tradeAreaId !== undefined && `${tradeArea} = ${bind(tradeAreaId)}::int`,
    typeCode !== undefined &&
      `${tradeArea} in (select id from "TradeArea" where "typeCode" = ${bind(typeCode)})`,
    orgUnitId !== undefined &&
      `${territory} in (
         with recursive unit as (
           select ${bind(orgUnitId)}::int as id
           union all select below.id from "OrgUnit" below join unit on below."parentId" = unit.id
         ) select territory.id from "Territory" territory join unit on unit.id = territory."orgUnitId")`,
  ].filter((condition) => typeof condition === 'string')
  return conditions.length === 0 ? 'true' : conditions.join(' and ')
}
