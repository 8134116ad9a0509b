import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  boundsOf,
  countLegend,
  DIMENSIONS,
  DUE_STATES,
  filterOf,
  only,
  TIER_KEYS,
  tierKeyOf,
  toggle,
} from '@/app/(workspace)/map/legend-filter'

const TYPES = ['commercial', 'residential', 'none']
const row = (
  typeCode: string | null,
  tier: number | null,
  due: (typeof DUE_STATES)[number],
  count: number,
) => ({
  typeCode,
  tier,
  due,
  count,
})

const rows = fc.array(
  fc
    .tuple(
      fc.constantFrom('commercial', 'residential', null),
      fc.option(fc.integer({ min: 1, max: 30 })),
      fc.constantFrom(...DUE_STATES),
      fc.integer({ min: 1, max: 500 }),
    )
    .map(([type, tier, due, count]) => row(type, tier, due, count)),
  { maxLength: 40 },
)
const items = [
  ...TYPES.map((key) => `type:${key}`),
  ...TIER_KEYS.map((key) => `tier:${key}`),
  ...DUE_STATES.map((key) => `due:${key}`),
]
const hidden = fc.subarray(items)

describe('what the tiles let through', () => {
  test('while nothing is hidden, no list is asked for', () => {
    expect(filterOf([], TYPES)).toEqual({ types: undefined, tiers: undefined, due: undefined })
  })

  test('a hidden line leaves the others of its dimension', () => {
    expect(filterOf(['type:commercial', 'due:none'], TYPES)).toEqual({
      types: ['residential', 'none'],
      tiers: undefined,
      due: ['overdue', 'due', 'not-due'],
    })
  })

  test('what the address names but the legend does not know changes nothing', () => {
    expect(filterOf(['type:nonsense', 'colour:red', ''], TYPES).types).toBeUndefined()
  })
})

describe('lines of the legend', () => {
  test('toggling twice changes nothing', () => {
    fc.assert(
      fc.property(hidden, fc.constantFrom(...TYPES), (hide, key) => {
        const twice = toggle(toggle(hide, 'type', key), 'type', key)
        expect(new Set(twice)).toEqual(new Set(hide))
      }),
    )
  })

  test('“only” hides the rest of its dimension, and once more shows all of it', () => {
    const alone = only(['due:none'], 'type', 'residential', TYPES)
    expect(new Set(alone)).toEqual(new Set(['due:none', 'type:commercial', 'type:none']))
    expect(only(alone, 'type', 'residential', TYPES)).toEqual(['due:none'])
  })
})

describe('counts', () => {
  test('a hidden line says what showing it would bring, and the other dimensions count what is left', () => {
    const tally = [
      row('commercial', 3, 'overdue', 10),
      row('commercial', 20, 'due', 5),
      row('residential', 3, 'due', 7),
      row(null, null, 'none', 2),
    ]
    const { of, shown, total } = countLegend(tally, ['type:commercial'])
    expect([shown, total]).toEqual([9, 24])
    expect(of.type.get('commercial')).toBe(15)
    expect(of.due.get('overdue')).toBeUndefined()
    expect(of.due.get('due')).toBe(7)
    expect(of.tier.get('0-0')).toBe(2)
  })

  test('the lines shown of any dimension sum to the shops shown', () => {
    fc.assert(
      fc.property(rows, hidden, (tally, hide) => {
        const { of, shown } = countLegend(tally, hide)
        for (const dimension of DIMENSIONS) {
          const sum = [...of[dimension]]
            .filter(([key]) => !hide.includes(`${dimension}:${key}`))
            .reduce((total, [, count]) => total + count, 0)
          expect(sum).toBe(shown)
        }
      }),
    )
  })

  test('every tier from 1 to 30 belongs to the one band whose bounds hold it', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 30 }), (tier) => {
        const [from, to] = boundsOf(tierKeyOf(tier))
        expect(from <= tier && tier <= to).toBe(true)
      }),
    )
    expect(boundsOf(tierKeyOf(null))).toEqual([0, 0])
  })
})
