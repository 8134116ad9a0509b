import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { DEFAULT_ALLOCATION_PARAMETERS } from '@/lib/domain/allocation/zone-suggestion'
import { DEFAULT_TARGETS } from '@/lib/domain/kpi/targets'
import { checkParameters } from '@/lib/domain/parameters/check-parameters'
import {
  changesBetween,
  type FieldValue,
  type FieldValues,
  fromFields,
  PARAMETER_FIELDS,
  PARAMETER_KINDS,
  type ParameterField,
  type ParameterKind,
  toFields,
} from '@/lib/domain/parameters/parameter-fields'
import { DEFAULT_REVIEW_PARAMETERS } from '@/lib/domain/review/review-parameters'
import { DEFAULT_PLANNING_PARAMETERS } from '@/lib/domain/routing/service/planning-parameters'
import { DEFAULT_SERVICE_RULES } from '@/lib/domain/routing/service/service-rules'
import {
  BRIEF_RING_PARAMETERS,
  DEFAULT_RING_PARAMETERS,
  RING_CLASSES,
} from '@/lib/domain/trade-area/ring-class'
import { areRingRadii, type RingRadiiM } from '@/lib/domain/trade-area/rings'
import { DEFAULT_TYPING_RULE } from '@/lib/domain/trade-area/typing-rule'

const DEFAULTS: Readonly<Record<ParameterKind, unknown>> = {
  rings: DEFAULT_RING_PARAMETERS,
  'service-rules': DEFAULT_SERVICE_RULES,
  planning: DEFAULT_PLANNING_PARAMETERS,
  typing: DEFAULT_TYPING_RULE,
  allocation: DEFAULT_ALLOCATION_PARAMETERS,
  review: DEFAULT_REVIEW_PARAMETERS,
  targets: DEFAULT_TARGETS,
}

function anyValueOf(field: ParameterField): fc.Arbitrary<FieldValue> {
  if (field.type === 'choice') return fc.constantFrom(...field.choices)
  const { from: min, to: max } = field
  return field.type === 'whole'
    ? fc.integer({ min, max })
    : fc.double({ min, max, noNaN: true }).map((value) => value + 0) // no −0: JSON does not know it
}

const fieldsOf = (kind: ParameterKind): fc.Arbitrary<FieldValues> =>
  fc.record(Object.fromEntries(PARAMETER_FIELDS[kind].map((field) => [field.path, anyValueOf(field)])))

describe.each(PARAMETER_KINDS)('%s', (kind) => {
  test('every stored value has its field, and what the product comes with is without a fault', () => {
    const fields = toFields(kind, DEFAULTS[kind])
    expect(Object.keys(fields).sort()).toEqual(PARAMETER_FIELDS[kind].map(({ path }) => path).sort())
    expect(checkParameters(kind, fields)).toEqual([])
    expect(fromFields(kind, fields)).toEqual(DEFAULTS[kind])
  })

  test('fields become values and the same fields again, also through JSON', () => {
    fc.assert(
      fc.property(fieldsOf(kind), (fields) => {
        const stored: unknown = JSON.parse(JSON.stringify(fromFields(kind, fields)))
        expect(toFields(kind, stored)).toEqual(fields)
      }),
    )
  })

  test('changes are exactly the fields that differ, and a set differs from itself in none', () => {
    fc.assert(
      fc.property(fieldsOf(kind), fieldsOf(kind), (before, after) => {
        expect(changesBetween(kind, before, before)).toEqual([])
        const changes = changesBetween(kind, before, after)
        const applied = { ...before, ...Object.fromEntries(changes.map(({ path, after: to }) => [path, to])) }
        expect(applied).toEqual(after)
        for (const change of changes) expect(change.before).not.toBe(change.after)
      }),
    )
  })

  test('within their bounds, fields have no fault but of their order; outside, each is named', () => {
    fc.assert(
      fc.property(fieldsOf(kind), fc.nat(), (fields, pick) => {
        for (const { code } of checkParameters(kind, fields)) expect(code).toBe('order')
        const field = PARAMETER_FIELDS[kind][pick % PARAMETER_FIELDS[kind].length]!
        const wrong = field.type === 'choice' ? 'nonsense' : field.to + 1
        expect(checkParameters(kind, { ...fields, [field.path]: wrong })).toEqual([
          expect.objectContaining({ path: field.path, code: field.type === 'choice' ? 'choice' : 'range' }),
        ])
        const { [field.path]: _, ...rest } = fields
        expect(checkParameters(kind, rest)).toEqual([{ path: field.path, code: 'missing', params: {} }])
      }),
    )
  })
})

test('radii without a fault are radii that rings can be drawn with, and the other way round', () => {
  fc.assert(
    fc.property(fieldsOf('rings'), (fields) => {
      const { radiiM } = fromFields('rings', fields) as { radiiM: Record<string, RingRadiiM> }
      const areAll = RING_CLASSES.every((ringClass) => areRingRadii(radiiM[ringClass]!))
      expect(checkParameters('rings', fields).length === 0).toBe(areAll)
    }),
  )
})

test('the secondary ring of 400 m around a core of 450 m is refused, with the core it must exceed', () => {
  const fields = {
    ...toFields('rings', BRIEF_RING_PARAMETERS),
    'township.core': 450,
    'township.secondary': 400,
  }
  expect(checkParameters('rings', fields)).toEqual([
    { path: 'township.secondary', code: 'order', params: { other: 'township.core', value: 450 } },
  ])
})

test('half a metre, a word and an empty field are refused for what they are', () => {
  const fields = toFields('rings', DEFAULT_RING_PARAMETERS)
  const codes = (core: FieldValue) =>
    checkParameters('rings', { ...fields, 'village.core': core }).map(({ code }) => code)
  expect([codes(300.5), codes('wide'), codes(''), codes(Number.NaN), codes(20)]).toEqual([
    ['whole'],
    ['missing'],
    ['missing'],
    ['missing'],
    ['range'],
  ])
})

test('B may be seen as often as A, but not more often', () => {
  const fields = toFields('service-rules', DEFAULT_SERVICE_RULES)
  expect(checkParameters('service-rules', { ...fields, 'B.intervalDays': 7 })).toEqual([])
  expect(checkParameters('service-rules', { ...fields, 'B.intervalDays': 6 })).toEqual([
    { path: 'B.intervalDays', code: 'order', params: { other: 'A.intervalDays', value: 7 } },
  ])
})
