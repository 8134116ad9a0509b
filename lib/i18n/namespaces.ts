/** Each name is a file `messages/<locale>/<name>.json` in every language. A new screen adds its line here. */
export const NAMESPACES = [
  'common',
  'sign-in',
  'today',
  'map',
  'plan',
  'sheet',
  'trade-area',
  'allocation',
  'review',
  'forecast',
  'cockpit',
  'retailer',
  'import',
  'rules',
] as const
export type Namespace = (typeof NAMESPACES)[number]
