/** Each name is a file `messages/<locale>/<name>.json` in every language. A new screen adds its line here. */
export const NAMESPACES = ['common', 'map', 'retailer', 'trade-area', 'sign-in', 'import'] as const
export type Namespace = (typeof NAMESPACES)[number]
