/** The eight built-in types of trade area (商圈类型), in the order of the brief; an organisation may add its own. */
export const TRADE_AREA_TYPES = [
  'commercial',
  'residential',
  'campus',
  'office',
  'industrial',
  'transport-hub',
  'tourism',
  'mixed',
] as const
export type BuiltInTradeAreaType = (typeof TRADE_AREA_TYPES)[number]
