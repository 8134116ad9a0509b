/**
 * How a retailer is classified: market type, business format (业态) and service class.
 *
 * Source  National classification of tobacco retailers (中烟销网〔2008〕52号): two market types, seven formats.
 */
export const MARKET_TYPES = ['urban', 'rural'] as const
export type MarketType = (typeof MARKET_TYPES)[number]

/** 商场、超市、便利店、烟酒店、食杂店、娱乐服务、其他 */
export const BUSINESS_FORMATS = [
  'mall',
  'supermarket',
  'convenience',
  'tobacco-alcohol',
  'grocery',
  'entertainment',
  'other',
] as const
export type BusinessFormat = (typeof BUSINESS_FORMATS)[number]

/** Tiers (档位) run from 1, the smallest, to 30. */
export const TIERS_MAX = 30

/** Service classes order how often a retailer is owed a visit; A is owed most. */
export const SERVICE_CLASSES = ['A', 'B', 'C'] as const
export type ServiceClass = (typeof SERVICE_CLASSES)[number]

/** Nobody is visited more than once a day. */
export const VISITS_A_WEEK_MAX = 7
