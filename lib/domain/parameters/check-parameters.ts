/**
 * Is a set of parameters one that the product can work with? Every fault by field, with what would be right.
 *
 * Shape   `missing`, `whole`, `range` and `choice` are of one field; `order` says that a field must lie above another.
 */
import { SERVICE_CLASSES } from '@/lib/domain/retailer/classification'
import { RING_CLASSES } from '@/lib/domain/trade-area/ring-class'
import {
  type FieldValues,
  PARAMETER_FIELDS,
  type ParameterField,
  type ParameterKind,
} from './parameter-fields'

export type ParameterFault = {
  readonly path: string
  readonly code: 'missing' | 'whole' | 'range' | 'choice' | 'order'
  readonly params: Readonly<Record<string, string | number>>
}

export function checkParameters(kind: ParameterKind, fields: FieldValues): ParameterFault[] {
  const faults = PARAMETER_FIELDS[kind].flatMap((field) => faultOf(field, fields[field.path]) ?? [])
  if (faults.length > 0) return faults
  return ordersOf(kind).flatMap(({ lesser, greater, mayEqual }): ParameterFault[] => {
    const [low, high] = [Number(fields[lesser]), Number(fields[greater])]
    const isFine = mayEqual ? low <= high : low < high
    return isFine ? [] : [{ path: greater, code: 'order', params: { other: lesser, value: low } }]
  })
}

function faultOf(field: ParameterField, value: unknown): ParameterFault | undefined {
  const { path } = field
  if (value === undefined || value === '') return { path, code: 'missing', params: {} }
  if (field.type === 'choice') {
    return field.choices.includes(String(value)) ? undefined : { path, code: 'choice', params: {} }
  }
  if (typeof value !== 'number' || !Number.isFinite(value)) return { path, code: 'missing', params: {} }
  if (field.type === 'whole' && !Number.isInteger(value)) return { path, code: 'whole', params: {} }
  const { from, to } = field
  return value < from || value > to ? { path, code: 'range', params: { from, to } } : undefined
}

type Order = { readonly lesser: string; readonly greater: string; readonly mayEqual: boolean }

/** Rings lie around each other; a class of less service is not seen more often than one of more. */
function ordersOf(kind: ParameterKind): Order[] {
  const below = (lesser: string, greater: string, mayEqual = false): Order => ({ lesser, greater, mayEqual })
  switch (kind) {
    case 'rings':
      return RING_CLASSES.flatMap((name) => [
        below(`${name}.core`, `${name}.secondary`),
        below(`${name}.secondary`, `${name}.fringe`),
      ])
    case 'service-rules':
      return SERVICE_CLASSES.slice(1).map((name, k) =>
        below(`${SERVICE_CLASSES[k]}.intervalDays`, `${name}.intervalDays`, true),
      )
    case 'allocation':
      return [below('factorMin', 'factorMax'), below('priceLow', 'priceHigh'), below('isrLow', 'isrHigh')]
    case 'review':
      return [below('proposalMin', 'proposalMax'), below('clearWithCause', 'clearOfNoise', true)]
    default:
      return []
  }
}
