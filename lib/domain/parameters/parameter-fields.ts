/**
 * What can be edited of each parameter set, as flat fields with their bounds: one description for the form, for its
 * validation and for telling two versions apart.
 *
 * Units   each field has its own; `share` is 0 … 1, `none` is a plain number.
 * Shape   a field's path is that of its value, joined by dots; of a service rule it begins with the class. Fields of one
 *         group belong together on the screen; those of a matrix read `row.column`.
 */
import { SERVICE_CLASSES } from '@/lib/domain/retailer/classification'
import { WEIGHTS } from '@/lib/domain/routing/problem'
import type { ServiceRule } from '@/lib/domain/routing/service/service-rules'
import { RING_CLASSES, type RingParameters } from '@/lib/domain/trade-area/ring-class'
import { RINGS } from '@/lib/domain/trade-area/rings'
import { TRADE_AREA_TYPES } from '@/lib/domain/trade-area/type-code'
import { DEFAULT_TYPING_RULE, INDICATORS } from '@/lib/domain/trade-area/typing-rule'

export const PARAMETER_KINDS = [
  'rings',
  'service-rules',
  'planning',
  'typing',
  'allocation',
  'review',
  'targets',
] as const
export type ParameterKind = (typeof PARAMETER_KINDS)[number]

export type NumberField = {
  readonly path: string
  readonly group: string
  readonly type: 'whole' | 'decimal'
  readonly unit: 'm' | 'days' | 'minutes' | 'share' | 'months' | 'm2' | 'none'
  readonly from: number
  readonly to: number
}
export type ChoiceField = {
  readonly path: string
  readonly group: string
  readonly type: 'choice'
  readonly choices: readonly string[]
}
export type ParameterField = NumberField | ChoiceField

export type FieldValue = number | string
export type FieldValues = Readonly<Record<string, FieldValue>>

const number = (
  path: string,
  group: string,
  type: NumberField['type'],
  unit: NumberField['unit'],
  from: number,
  to: number,
): NumberField => ({ path, group, type, unit, from, to })

export const CHANNELS = ['onsite', 'phone', 'alternate'] as const
const LEADING_TYPES = TRADE_AREA_TYPES.filter((type) => type !== 'mixed')
const AREA_KINDS = Object.keys(DEFAULT_TYPING_RULE.ownKind)

export const PARAMETER_FIELDS: Readonly<Record<ParameterKind, readonly ParameterField[]>> = {
  rings: RING_CLASSES.flatMap((ringClass) =>
    RINGS.map((ring) => number(`${ringClass}.${ring}`, 'radii', 'whole', 'm', 50, 20_000)),
  ),
  'service-rules': SERVICE_CLASSES.flatMap((serviceClass) => [
    number(`${serviceClass}.intervalDays`, 'rules', 'whole', 'days', 1, 365),
    number(`${serviceClass}.minutes`, 'rules', 'whole', 'minutes', 1, 240),
    { path: `${serviceClass}.channel`, group: 'rules', type: 'choice', choices: CHANNELS },
  ]),
  planning: [
    number('horizonDays', 'search', 'whole', 'days', 5, 60),
    number('iterations', 'search', 'whole', 'none', 100, 1_000_000),
    number('seed', 'search', 'whole', 'none', 0, 2_147_483_647),
    ...WEIGHTS.map((weight) => number(`weights.${weight}`, 'weights', 'decimal', 'none', 0, 100_000)),
    ...['urgency', 'tier', 'signal', 'focus'].map((term) =>
      number(`priority.${term}`, 'priority', 'decimal', 'none', 0, 100),
    ),
  ],
  typing: [
    number('shareMin', 'decision', 'decimal', 'share', 0, 1),
    number('leadMin', 'decision', 'decimal', 'share', 0, 1),
    number('ratioMax', 'decision', 'decimal', 'none', 1, 100),
    number('priorCount', 'decision', 'decimal', 'none', 0, 1_000),
    number('priorM2', 'decision', 'whole', 'm2', 0, 100_000_000),
    number('ownKindPoints', 'decision', 'decimal', 'none', 0, 1_000),
    ...INDICATORS.map((indicator) => number(`weights.${indicator}`, 'weights', 'decimal', 'none', 0, 20)),
    ...AREA_KINDS.map(
      (kind): ChoiceField => ({
        path: `ownKind.${kind}`,
        group: 'ownKind',
        type: 'choice',
        choices: LEADING_TYPES,
      }),
    ),
  ],
  allocation: [
    number('fillWeight', 'terms', 'decimal', 'none', 0, 10),
    number('isrWeight', 'terms', 'decimal', 'none', 0, 10),
    number('priceWeight', 'terms', 'decimal', 'none', 0, 10),
    number('factorMin', 'bounds', 'decimal', 'none', 0, 1),
    number('factorMax', 'bounds', 'decimal', 'none', 1, 5),
    number('priceLow', 'state', 'decimal', 'none', 0.5, 1),
    number('priceHigh', 'state', 'decimal', 'none', 1, 2),
    number('isrLow', 'state', 'decimal', 'none', 0, 1),
    number('isrHigh', 'state', 'decimal', 'none', 1, 10),
  ],
  review: [
    number('demandChangeMin', 'demand', 'decimal', 'share', 0.01, 2),
    number('clearOfNoise', 'demand', 'decimal', 'none', 1, 20),
    number('clearWithCause', 'demand', 'decimal', 'none', 1, 20),
    number('unitsMin', 'demand', 'whole', 'none', 0, 1_000_000),
    number('noiseOfOneUnit', 'demand', 'decimal', 'none', 0, 20),
    number('usualMonths', 'demand', 'whole', 'months', 3, 12),
    number('fillFallMin', 'market', 'decimal', 'share', 0.01, 1),
    number('lostUnitsMin', 'market', 'whole', 'none', 1, 1_000_000),
    number('priceChangeMin', 'market', 'decimal', 'share', 0.005, 1),
    number('stockChangeMin', 'market', 'decimal', 'share', 0.05, 5),
    number('panelRowsMin', 'market', 'whole', 'none', 1, 1_000),
    number('coverageMin', 'document', 'decimal', 'share', 0, 1),
    number('quotientLinesMin', 'document', 'whole', 'none', 1, 10_000),
    number('proposalMin', 'document', 'decimal', 'share', 0.01, 0.5),
    number('proposalMax', 'document', 'decimal', 'share', 0.01, 0.5),
    number('dueDays', 'document', 'whole', 'days', 1, 60),
  ],
  targets: [
    number('forecastAccuracySku', 'sales', 'decimal', 'share', 0, 1),
    number('forecastAccuracyTotal', 'sales', 'decimal', 'share', 0, 1),
    number('fillRate', 'sales', 'decimal', 'share', 0, 1),
    number('salesGrowth', 'sales', 'decimal', 'share', -0.5, 2),
    number('keyBrandIndex', 'sales', 'decimal', 'none', 0.5, 2),
    number('coverage', 'visits', 'decimal', 'share', 0, 1),
    number('adherence', 'visits', 'decimal', 'share', 0, 1),
  ],
}

/** The stored values of a version as fields. */
export function toFields(kind: ParameterKind, values: unknown): FieldValues {
  if (kind === 'rings') return flatten((values as RingParameters).radiiM)
  if (kind === 'service-rules') {
    const rules = values as readonly ServiceRule[]
    return flatten(Object.fromEntries(rules.map(({ serviceClass, ...rule }) => [serviceClass, rule])))
  }
  return flatten(values as Tree)
}

/** The way back; the fields are those of the kind, all of them. */
export function fromFields(kind: ParameterKind, fields: FieldValues): unknown {
  const tree = unflatten(fields)
  if (kind === 'rings') return { radiiM: tree }
  if (kind === 'service-rules') {
    return SERVICE_CLASSES.map((serviceClass) => ({ serviceClass, ...(tree[serviceClass] as Tree) }))
  }
  return tree
}

export type FieldChange = {
  readonly path: string
  readonly before: FieldValue | null
  readonly after: FieldValue | null
}

/** What differs, in the order of the fields; a field that one of the two lacks is null there. */
export function changesBetween(kind: ParameterKind, before: FieldValues, after: FieldValues): FieldChange[] {
  return PARAMETER_FIELDS[kind].flatMap(({ path }) => {
    const [was, is] = [before[path] ?? null, after[path] ?? null]
    return was === is ? [] : [{ path, before: was, after: is }]
  })
}

type Tree = { readonly [key: string]: Tree | FieldValue }

function flatten(tree: Tree, prefix = ''): Record<string, FieldValue> {
  return Object.fromEntries(
    Object.entries(tree).flatMap(([key, value]) =>
      typeof value === 'object'
        ? Object.entries(flatten(value, `${prefix}${key}.`))
        : [[`${prefix}${key}`, value] as const],
    ),
  )
}

function unflatten(fields: FieldValues): { [key: string]: Tree | FieldValue } {
  const root: { [key: string]: Tree | FieldValue } = {}
  for (const [path, value] of Object.entries(fields)) {
    const [first = '', ...rest] = path.split('.')
    if (rest.length === 0) root[first] = value
    else root[first] = { ...(root[first] as Tree), [rest.join('.')]: value }
  }
  return root
}
