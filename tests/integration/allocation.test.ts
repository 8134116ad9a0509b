import { afterAll, afterEach, beforeEach, expect, test } from 'vitest'
import { closeDatabase, db } from '@/lib/db/client'
import { changeSupply } from '@/lib/usecases/change-supply'
import { exportAllocationShares, listAllocationShares } from '@/lib/usecases/list-allocation-shares'
import { publishAllocation } from '@/lib/usecases/publish-allocation'
import { runAllocation } from '@/lib/usecases/run-allocation'
import { setZoneUnits } from '@/lib/usecases/set-zone-units'
import { viewAllocation, type WholeAllocation } from '@/lib/usecases/view-allocation'
import { viewAllocationOverview } from '@/lib/usecases/view-allocation-overview'
import { viewRetailerShares } from '@/lib/usecases/view-retailer-shares'
import { viewTradeAreaShares } from '@/lib/usecases/view-trade-area-shares'
import { type AllocationCycle, anAllocationCycle, MONTH } from './allocation-cycle'
import { emptyDatabase } from './builders'

let at: AllocationCycle

beforeEach(async () => {
  process.env.SHANGQUAN_NOW = '2026-11-27T12:00:00Z'
  await emptyDatabase()
  at = await anAllocationCycle()
})
afterEach(() => {
  delete process.env.SHANGQUAN_NOW
})
afterAll(async () => {
  await emptyDatabase()
  await closeDatabase()
})

const order = () => ({ productId: at.productId, month: MONTH })

async function run(basedOn?: number | null): Promise<number> {
  const made = await runAllocation(at.marketing, { ...order(), ...(basedOn !== undefined && { basedOn }) })
  if (!made.ok) throw new Error(made.error.code)
  return made.value.runId
}

async function studio(actor = at.marketing): Promise<WholeAllocation> {
  const view = await viewAllocation(actor, { month: '2026-12', product: 'P03' })
  if (!view.ok || view.value.scope !== 'whole') throw new Error('not the whole')
  return view.value
}

test('a run shares the supply to the unit, and each zone says how it came to its part', async () => {
  await run(null)
  const { run: made, supplyUnits } = await studio()
  expect(supplyUnits).toBe(60)
  expect(made).toMatchObject({ state: 'draft', allocatedUnits: 60, unallocated: [], author: 'Carla' })
  expect(made!.zones.map(({ key }) => key)).toEqual(['office:urban', 'residential:urban'])
  const [office, residential] = made!.zones
  // 60 % of the need was met in one zone, 90 % in the other; the mean is 75 %, and a = 0.5
  expect(office!.terms[0]).toMatchObject({ term: 'fill', value: 0.5 * (0.75 - 0.6) })
  expect(office!.over.suggested).toBeCloseTo(0.075)
  expect(residential!.over.suggested).toBeCloseTo(-0.075)
  expect(office!.units + residential!.units).toBe(60)
  expect(office!.notation).toMatch(/^\(\d+×\d+.*\)$/)
  expect(made!.areas).toEqual([
    { id: at.areaIds[0], zoneKey: 'residential:urban' },
    { id: at.areaIds[1], zoneKey: 'office:urban' },
  ])
})

test('a supply is changed in whole packs, with a reason, by who saw what it was', async () => {
  await emptyDatabase()
  at = await anAllocationCycle({ supplyUnits: 63, packUnits: 5 })
  await run()
  expect((await studio()).run).toMatchObject({
    allocatedUnits: 60,
    unallocated: [{ code: 'pack-remainder', units: 3 }],
    exact: { below: 60, above: 65 },
  })
  const change = (from: number, to: number) =>
    changeSupply(at.marketing, { ...order(), from, to, reason: 'The factory sent more' })
  expect(await change(63, 72)).toEqual({
    ok: false,
    error: { code: 'not-whole-packs', packUnits: 5, below: 70, above: 75 },
  })
  expect(await change(60, 70)).toEqual({ ok: false, error: { code: 'supply-changed' } })
  expect(await change(63, 70)).toMatchObject({ ok: true })
  const [entry] = await db.auditEntry.findMany({ where: { action: 'change-supply' } })
  expect(entry).toMatchObject({ authorId: 'carla', reason: 'The factory sent more' })
  expect(entry!.details).toMatchObject({ from: 63, to: 70 })
})

test('a run for a supply that has changed since cannot be published; the next one can', async () => {
  const first = await run()
  await changeSupply(at.marketing, { ...order(), from: 60, to: 48, reason: 'Less came' })
  expect(await publishAllocation(at.marketing, { runId: first })).toEqual({
    ok: false,
    error: { code: 'supply-changed' },
  })
  const second = await run(first)
  expect(await publishAllocation(at.marketing, { runId: second })).toMatchObject({ ok: true })
  expect((await studio()).run).toMatchObject({
    state: 'published',
    publishedBy: 'Carla',
    previous: { id: first, zonesChanged: 2 },
  })
})

test('a zone set by hand keeps its units, the other shares the rest, and who and why stay with the run', async () => {
  const first = await run()
  const set = (units: number | null, basedOn: number) =>
    setZoneUnits(at.marketing, {
      ...order(),
      basedOn,
      zoneKey: 'office:urban',
      units,
      reason: 'New offices opened',
    })
  const second = await set(40, first)
  if (!second.ok) throw new Error(second.error.code)
  const { run: made } = await studio()
  const [office, residential] = made!.zones
  expect([office!.units, residential!.units, made!.allocatedUnits]).toEqual([40, 20, 60])
  expect(office!.override).toMatchObject({ units: 40, author: 'Carla', reason: 'New offices opened' })
  expect(office!.adjustment.code).toBe('set-by-hand')
  expect(await db.auditEntry.count({ where: { action: 'set-zone-units' } })).toBe(1)

  // it stays through the next computation, until it is taken back
  const third = await run(second.value.runId)
  expect((await studio()).run!.zones[0]!.units).toBe(40)
  expect(await set(null, third)).toMatchObject({ ok: true })
  expect((await studio()).run!.zones[0]!.override).toBeNull()
})

test('an amount that cannot be is refused with its bound, and nothing is stored', async () => {
  const first = await run()
  const set = (units: number) =>
    setZoneUnits(at.marketing, { ...order(), basedOn: first, zoneKey: 'office:urban', units, reason: 'x' })
  expect(await set(51)).toMatchObject({
    error: { code: 'override', fault: { code: 'above-demand', units: 50 } },
  })
  expect(await db.allocationRun.count()).toBe(1)
})

test('two people at once: the second is told that there is a newer run', async () => {
  const first = await run()
  const both = await Promise.all(
    [30, 40].map((units) =>
      setZoneUnits(at.marketing, { ...order(), basedOn: first, zoneKey: 'office:urban', units, reason: 'x' }),
    ),
  )
  expect(both.filter(({ ok }) => ok)).toHaveLength(1)
  expect(both.find(({ ok }) => !ok)).toMatchObject({ error: { code: 'run-changed' } })
  expect(await db.allocationRun.count()).toBe(2)
})

test('what is published stays as it is: it is published once, and later runs are drafts beside it', async () => {
  const first = await run()
  await publishAllocation(at.marketing, { runId: first })
  const lines = await db.allocationLine.findMany({ where: { runId: first }, orderBy: { retailerId: 'asc' } })
  expect(await publishAllocation(at.marketing, { runId: first })).toEqual({
    ok: false,
    error: { code: 'already-published' },
  })
  const second = await run(first)
  expect((await studio(at.marketManager)).run!.id).toBe(first)
  expect((await studio()).run).toMatchObject({ id: second, state: 'draft' })
  await publishAllocation(at.marketing, { runId: second })
  expect((await studio()).runs.map(({ state }) => state)).toEqual(['published', 'superseded'])
  expect(await publishAllocation(at.marketing, { runId: first })).toMatchObject({ ok: false })
  expect(
    await db.allocationLine.findMany({ where: { runId: first }, orderBy: { retailerId: 'asc' } }),
  ).toEqual(lines)
})

test('a customer manager sees own shops of what is published, no zones, no totals, and changes nothing', async () => {
  const first = await run()
  const own = { month: '2026-12', product: 'P03' }
  expect(await viewAllocation(at.customerManager, own)).toMatchObject({ value: { scope: 'own', run: null } })
  expect(await listAllocationShares(at.customerManager, { runId: first, page: 1 })).toMatchObject({
    ok: false,
  })

  await publishAllocation(at.marketing, { runId: first })
  const view = await viewAllocation(at.customerManager, own)
  if (!view.ok || view.value.scope !== 'own') throw new Error('not the own part')
  expect(view.value.run!.shares.retailers).toBe(5)
  expect(view.value.run!.zoneKeys).toEqual(['residential:urban'])
  expect(Object.keys(view.value)).not.toContain('supplyUnits')
  const shares = await listAllocationShares(at.customerManager, { runId: first, page: 1 })
  if (!shares.ok) throw new Error(shares.error.code)
  expect(shares.value.rows.map(({ retailerId }) => retailerId)).toEqual(at.retailerIds.slice(0, 5))
  const file = await exportAllocationShares(at.customerManager, { runId: first, page: 1 })
  expect(file.ok && file.value.rows).toHaveLength(5)
  const overview = await viewAllocationOverview(at.customerManager)
  expect(overview).toMatchObject({
    scope: 'own',
    products: [{ supplyUnits: null, newest: null, published: null }],
  })

  const refused = [
    await runAllocation(at.customerManager, order()),
    await publishAllocation(at.customerManager, { runId: first }),
    await changeSupply(at.customerManager, { ...order(), from: 60, to: 61, reason: 'x' }),
    await setZoneUnits(at.customerManager, {
      ...order(),
      basedOn: first,
      zoneKey: 'office:urban',
      units: 1,
      reason: 'x',
    }),
    await runAllocation(at.marketManager, order()),
    await publishAllocation(at.marketManager, { runId: first }),
  ]
  for (const one of refused) expect(one).toEqual({ ok: false, error: { code: 'forbidden' } })
})

test('the shares of one shop and of one trade area, for who may see them', async () => {
  await publishAllocation(at.marketing, { runId: await run() })
  const [first] = at.retailerIds
  const last = at.retailerIds.at(-1)!
  const own = await viewRetailerShares(at.customerManager, { retailerId: first! })
  if (!own.ok) throw new Error(own.error.code)
  expect(own.value).toMatchObject([{ month: MONTH, tier: 30, zoneKey: 'residential:urban' }])
  expect(await viewRetailerShares(at.customerManager, { retailerId: last })).toMatchObject({ ok: false })

  const area = await viewTradeAreaShares(at.customerManager, { tradeAreaId: at.areaIds[0]! })
  if (!area.ok) throw new Error(area.error.code)
  expect(area.value).toMatchObject([{ retailers: 5, zone: { key: 'residential:urban', demandUnits: 50 } }])
  expect(await viewTradeAreaShares(at.customerManager, { tradeAreaId: at.areaIds[1]! })).toMatchObject({
    ok: false,
  })
})

test('a month without supply says so, and names the months that have one', async () => {
  expect(await viewAllocationOverview(at.marketing, '2026-11')).toMatchObject({
    products: [],
    scarceProducts: 1,
    months: ['2026-11', '2026-12'],
  })
  expect(await viewAllocation(at.marketing, { month: '2026-11', product: 'P03' })).toMatchObject({
    ok: false,
  })
})
