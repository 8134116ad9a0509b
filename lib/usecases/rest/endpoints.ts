/** Every address of the REST interface. */
import { ALLOCATION_ENDPOINTS } from './allocations'
import type { Endpoint } from './endpoint'
import { KPI_ENDPOINTS } from './kpis'
import { PLAN_ENDPOINTS } from './plans'
import { RETAILER_ENDPOINTS } from './retailers'
import { REVIEW_ENDPOINTS } from './reviews'
import { RING_ENDPOINTS } from './rings'
import { TRADE_AREA_ENDPOINTS } from './trade-areas'
import { VISIT_ENDPOINTS } from './visits'

export const ENDPOINTS: readonly Endpoint[] = [
  ...RETAILER_ENDPOINTS,
  ...TRADE_AREA_ENDPOINTS,
  ...RING_ENDPOINTS,
  ...PLAN_ENDPOINTS,
  ...VISIT_ENDPOINTS,
  ...ALLOCATION_ENDPOINTS,
  ...KPI_ENDPOINTS,
  ...REVIEW_ENDPOINTS,
]

export type FoundEndpoints = {
  readonly params: Readonly<Record<string, string>>
  /** One for each method that the path knows. */
  readonly endpoints: readonly Endpoint[]
}

/** `path` is below /api/v1 and begins with a slash; none if there is no such path. */
export function findEndpoints(path: string): FoundEndpoints | undefined {
  const parts = path.split('/')
  const matching = ENDPOINTS.filter((endpoint) => {
    const pattern = endpoint.path.split('/')
    return (
      pattern.length === parts.length &&
      pattern.every((part, k) => (part.startsWith('{') ? parts[k] !== '' : part === parts[k]))
    )
  })
  const [first] = matching
  if (!first) return undefined
  const params = first.path.split('/').flatMap((part, k) => {
    const name = /^\{(.*)\}$/.exec(part)?.[1]
    return name === undefined ? [] : [[name, parts[k] ?? '']]
  })
  return { params: Object.fromEntries(params), endpoints: matching }
}
