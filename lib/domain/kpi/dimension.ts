/** What the figures of the cockpit can be cut by: where, whose, and of what. */
export const DIMENSIONS = ['org', 'territory', 'area', 'type', 'brand', 'class', 'product'] as const
export type Dimension = (typeof DIMENSIONS)[number]
