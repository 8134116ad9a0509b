import { beforeEach, expect, test } from 'vitest'
import { getRunResult } from '@/lib/db/allocation-run-repository'
import { db } from '@/lib/db/client'
import { runAllocation } from '@/lib/usecases/run-allocation'
import { type AllocationCycle, anAllocationCycle, MONTH } from './allocation-cycle'
import { emptyDatabase } from './builders'

let cycle: AllocationCycle
beforeEach(async () => {
  await emptyDatabase()
  cycle = await anAllocationCycle()
})

async function aForecast(units: readonly [number, number], lastMonth = 202610) {
  const run = await db.forecastRun.create({
    data: { lastMonth, horizon: 3, months: 36, seriesCount: 2, seconds: 1 },
  })
  await db.forecastCell.createMany({
    data: units.map((figure, k) => ({
      runId: run.id,
      productId: cycle.productId,
      tradeAreaId: cycle.areaIds[k]!,
      month: MONTH,
      lead: 2,
      base: figure,
      units: figure,
      low80: figure,
      high80: figure,
      low95: figure,
      high95: figure,
    })),
  })
}

async function aProposal(params: { change: number; productId?: number }, state = 'approved') {
  const review = await db.review.create({
    data: {
      tradeAreaId: cycle.areaIds[0]!,
      month: 202610,
      state: 'published',
      dueOn: new Date('2026-11-10'),
      profile: {},
      parameters: {},
    },
  })
  await db.reviewProposal.create({
    data: {
      reviewId: review.id,
      position: 0,
      kind: 'allocation',
      code: 'raise',
      params,
      state,
      forMonth: MONTH,
    },
  })
  return review.id
}

async function allocate() {
  const run = await runAllocation(cycle.marketing, { productId: cycle.productId, month: MONTH })
  if (!run.ok) throw new Error(run.error.code)
  const lines = await db.allocationLine.findMany({
    where: { runId: run.value.runId },
    orderBy: { retailerId: 'asc' },
  })
  return { ...(await getRunResult(run.value.runId)).result, lines }
}

test('without a forecast a shop counts by its mean need, and the run says that there was none', async () => {
  const { lines, forecastFrom } = await allocate()
  expect(forecastFrom).toBeNull()
  expect(lines.map(({ demandUnits }) => demandUnits)).toEqual(Array(10).fill(10))
})

test('with one, the shops of a trade area share its forecast by their need, to the last unit', async () => {
  await aForecast([42.4, 77.6])
  const { lines, forecastFrom } = await allocate()
  expect(forecastFrom).toBe(202610)
  const first = lines.slice(0, 5).map(({ demandUnits }) => demandUnits)
  expect(first).toEqual([9, 9, 8, 8, 8])
  expect(lines.slice(5).reduce((sum, { demandUnits }) => sum + demandUnits, 0)).toBe(78)
})

test('the newest forecast from before the month counts', async () => {
  await aForecast([100, 100], 202609)
  await aForecast([50, 50], 202611)
  const { lines, forecastFrom } = await allocate()
  expect(forecastFrom).toBe(202611)
  expect(lines[0]!.demandUnits).toBe(10)
})

test('a trade area whose approved review asks for more stands for itself, with the review as a term', async () => {
  const before = await allocate()
  const reviewId = await aProposal({ change: 0.06 })
  const { zones, lines } = await allocate()
  const own = zones.find(({ reviews }) => reviews)
  expect(own?.key).toContain(`:${cycle.areaIds[0]}:`)
  expect(own?.reviews).toEqual([{ reviewId, month: '2026-10', tradeAreaId: cycle.areaIds[0], change: 0.06 }])
  expect(own?.terms.find(({ term }) => term === 'review')?.value).toBeCloseTo(0.06)
  expect(lines.slice(0, 5).every(({ zoneKey }) => zoneKey === own?.key)).toBe(true)
  const same = before.zones.find(({ key }) => own?.key.startsWith(`${key}:`))
  expect(own!.rawFactor).toBeCloseTo(same!.rawFactor + 0.06, 6)
})

test.each([
  ['was not approved', { change: 0.06 }, 'proposed'],
  ['is about another product', { change: 0.06, productId: 999_999 }, 'approved'],
] as const)('a proposal that %s changes nothing', async (_, params, state) => {
  await aProposal(params, state)
  const { zones } = await allocate()
  expect(zones.every(({ reviews, terms }) => !reviews && terms.every(({ term }) => term !== 'review'))).toBe(
    true,
  )
})
