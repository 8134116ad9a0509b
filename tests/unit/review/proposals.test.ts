import { describe, expect, test } from 'vitest'
import type { MarketState } from '@/lib/domain/allocation/zone-suggestion'
import type { Finding, FindingCode } from '@/lib/domain/review/finding'
import type { ReviewProfile } from '@/lib/domain/review/profile'
import { proposalsFor } from '@/lib/domain/review/proposals'
import { DEFAULT_REVIEW_PARAMETERS } from '@/lib/domain/review/review-parameters'

function found(code: FindingCode, params: Finding['params']): Finding {
  return { code, params, evidence: { tables: [], chart: null } }
}
const GOLD = { productId: 7, name: { nameEn: 'Gold', nameZh: '金' } }

function proposed(
  findings: readonly Finding[],
  state: MarketState | null,
  shortages: Parameters<typeof proposalsFor>[1] = [],
) {
  const profile = {
    market: { state },
    shops: {
      classes: [
        { serviceClass: 'B', count: 4 },
        { serviceClass: 'C', count: 9 },
      ],
    },
  } as unknown as ReviewProfile
  const intervals = { A: 7, B: 14, C: 28 }
  return proposalsFor(findings, shortages, { profile, intervals, parameters: DEFAULT_REVIEW_PARAMETERS })
}
const kinds = (ideas: ReturnType<typeof proposed>) => ideas.map(({ kind, code }) => `${kind} ${code}`)

describe('by the market-state grid', () => {
  const up = found('demand-up', { change: 0.3, priceClassCode: '3' })
  test('more need raises a tight market, and leaves a loose one as it is', () => {
    expect(kinds(proposed([up], 'tight'))).toContain('allocation raise')
    expect(kinds(proposed([up], 'loose'))).not.toContain('allocation raise')
  })
  test('a fall of prices lowers a loose market, and asks for a check where the signs disagree', () => {
    const fall = found('price-fall', { change: -0.08, priceClassCode: '1' })
    expect(kinds(proposed([fall], 'loose'))).toEqual(['allocation lower', 'objective check-price'])
    expect(kinds(proposed([fall], 'check-data'))).toEqual(['objective check-price'])
  })
})

test('half of what was measured is proposed, in whole percents, between the least and the most', () => {
  const change = (of: number) =>
    proposed([found('demand-up', { change: of })], 'tight').find(({ kind }) => kind === 'allocation')!.params
  expect(change(0.13)).toEqual({ change: 0.07 })
  expect(change(0.9)).toEqual({ change: 0.1 })
  expect(change(0.01)).toEqual({ change: 0.02 })
})

describe('what did not come', () => {
  const out = found('stock-out', { fillRate: 0.15, usualFillRate: 0.87 })
  test('goods that are not scarce are made good with those that are: all of them', () => {
    const ideas = proposed([out], null, [{ ...GOLD, scarce: false }])
    expect(ideas.find(({ kind }) => kind === 'allocation')!.params).toEqual({ change: 0.09 })
    expect(kinds(ideas)).toEqual(['allocation raise', 'objective explain-shortage', 'service shorten'])
  })
  test('a scarce product is raised itself', () => {
    const [raise] = proposed([out], 'balanced', [{ ...GOLD, scarce: true }])
    expect(raise!.params).toEqual({ change: 0.1, productId: 7, product: GOLD.name })
  })
})

test('a festival that passes asks to sell what is left; a school that stays is served', () => {
  const event = { change: 0.3, event: 'Fiesta', priceClassCode: null }
  expect(kinds(proposed([found('event-effect', { ...event, lasting: 'no' })], 'tight'))).toEqual([
    'objective sell-down-stock',
  ])
  expect(kinds(proposed([found('event-effect', { ...event, lasting: 'yes' })], 'tight'))).toEqual([
    'allocation raise',
    'objective serve-new-demand',
    'campaign use-event',
    'service shorten',
  ])
})

test('changes for all scarce products become one, and none where they cancel out', () => {
  const high = found('stock-high', { change: 0.8 })
  const fall = found('price-fall', { change: -0.08 })
  const changes = (findings: readonly Finding[]) =>
    proposed(findings, 'loose').filter(({ kind }) => kind === 'allocation')
  expect(changes([fall, high]).map(({ params }) => params)).toEqual([{ change: -0.08 }])
  const up = found('demand-up', { change: 0.08 })
  expect(proposed([fall, up], 'balanced').filter(({ kind }) => kind === 'allocation')).toEqual([])
})

test('visits come nearer for the most common of the seldom seen classes, once', () => {
  const ideas = proposed(
    [found('demand-down', { change: -0.3 }), found('new-competition', { change: -0.3 })],
    null,
  )
  expect(ideas.filter(({ kind }) => kind === 'service').map(({ params }) => params)).toEqual([
    { serviceClass: 'C', from: 28, to: 14 },
  ])
})
