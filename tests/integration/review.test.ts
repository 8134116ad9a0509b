import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { closeDatabase, db } from '@/lib/db/client'
import { listAllocationTerms } from '@/lib/db/review-terms-repository'
import type { Actor } from '@/lib/domain/actor'
import { DEFAULT_ALLOCATION_PARAMETERS } from '@/lib/domain/allocation/zone-suggestion'
import { addMonths } from '@/lib/domain/calendar/dates'
import { monthNumber } from '@/lib/domain/calendar/month-number'
import { DEFAULT_SERVICE_RULES } from '@/lib/domain/routing/service/service-rules'
import { addEvent } from '@/lib/usecases/review/add-area-event'
import { approveReview } from '@/lib/usecases/review/approve-review'
import { closeReview } from '@/lib/usecases/review/close-review'
import { draftReviews } from '@/lib/usecases/review/draft-reviews'
import { editReview } from '@/lib/usecases/review/edit-review'
import { publishReview } from '@/lib/usecases/review/publish-review'
import { reopenReview } from '@/lib/usecases/review/reopen-review'
import { returnReview } from '@/lib/usecases/review/return-review'
import { submitReview } from '@/lib/usecases/review/submit-review'
import { viewReview } from '@/lib/usecases/review/view-review'
import { viewReviewQueue } from '@/lib/usecases/review/view-review-queue'
import { anOrganization, emptyDatabase } from './builders'

const MONTH = '2026-10'
const AREAS = 4
const SHOPS = 6
const MONTHS = 14
const NEED = 20
/** Where a product did not come in the last month. */
const SHORT_AREA = 0

let territoryIds: number[]
let areaIds: number[]
let productId: number

const sofia = (): Actor => ({ userId: 'sofia', name: 'Sofía', role: 'market-manager', territoryIds })
const ana = (): Actor => ({
  userId: 'ana',
  name: 'Ana',
  role: 'customer-manager',
  territoryIds: territoryIds.slice(0, 1),
})
const marketing = (): Actor => ({ userId: 'carla', name: 'Carla', role: 'marketing', territoryIds: 'all' })

beforeAll(() => {
  process.env.SHANGQUAN_NOW = '2026-11-23T12:00:00Z'
})
afterAll(async () => {
  delete process.env.SHANGQUAN_NOW
  await emptyDatabase()
  await closeDatabase()
})
beforeEach(async () => {
  await emptyDatabase()
  await aCity()
})

/** Two territories of two trade areas each; every shop needs 20 of each product a month, and gets them. */
async function aCity() {
  const { orgUnitId } = await anOrganization({
    allocation: DEFAULT_ALLOCATION_PARAMETERS,
    'service-rules': DEFAULT_SERVICE_RULES.map((rule) => ({ ...rule })),
  })
  await db.user.createMany({
    data: [
      { id: 'ana', name: 'Ana', email: 'ana@x.invalid', role: 'customer_manager' },
      { id: 'sofia', name: 'Sofía', email: 'sofia@x.invalid', role: 'market_manager' },
    ],
  })
  const place = { startLng: -56.2, startLat: -34.9, endLng: -56.2, endLat: -34.9, orgUnitId }
  const territories = await db.territory.createManyAndReturn({
    data: [
      { ...place, code: 'T1', name: 'First', managerId: 'ana' },
      { ...place, code: 'T2', name: 'Second' },
    ],
  })
  territoryIds = territories.map(({ id }) => id)
  const areas = await db.tradeArea.createManyAndReturn({
    data: Array.from({ length: AREAS }, (_, k) => {
      const [west, east] = [-56.2 + 0.01 * k, -56.19 + 0.01 * k]
      const ring = [
        [west, -34.9],
        [east, -34.9],
        [east, -34.89],
        [west, -34.89],
        [west, -34.9],
      ]
      return {
        code: `A${k}`,
        name: `Area ${k}`,
        geometry: { type: 'Polygon', coordinates: [ring] },
        ...{ west, south: -34.9, east, north: -34.89, areaM2: 1_000_000 },
      }
    }),
  })
  areaIds = areas.map(({ id }) => id).toSorted((a, b) => a - b)
  const shops = await db.retailer.createManyAndReturn({
    data: Array.from({ length: AREAS * SHOPS }, (_, k) => {
      const area = Math.floor(k / SHOPS)
      return {
        code: `S${k}`,
        name: `Shop ${k}`,
        lng: -56.195 + 0.01 * area,
        lat: -34.895,
        quadbin: 0n,
        format: 'convenience',
        tier: 10,
        territoryId: territoryIds[area < 2 ? 0 : 1]!,
        tradeAreaId: areaIds[area]!,
      }
    }),
  })
  const brand = await db.brand.create({ data: { nameEn: 'Far Sail', nameZh: '远帆' } })
  await db.priceClass.create({ data: { code: '1', nameEn: 'Class 1', nameZh: '一类', position: 0 } })
  const products = await db.product.createManyAndReturn({
    data: ['Gold', 'Blue'].map((name) => ({
      code: name,
      nameEn: name,
      nameZh: name,
      brandId: brand.id,
      priceClassCode: '1',
      priceFen: 10_000,
    })),
  })
  productId = products[0]!.id
  await db.order.createMany({
    data: shops.flatMap(({ id, tradeAreaId }) =>
      products.flatMap((product) =>
        Array.from({ length: MONTHS }, (_, k) => {
          const isShort = k === 0 && tradeAreaId === areaIds[SHORT_AREA] && product.id === productId
          return {
            retailerId: id,
            productId: product.id,
            month: monthNumber(addMonths(MONTH, -k)),
            need: NEED,
            ordered: NEED,
            delivered: isShort ? 2 : NEED,
          }
        }),
      ),
    ),
  })
}

async function drafted(): Promise<{ short: number; quiet: number }> {
  const result = await draftReviews(sofia(), { month: MONTH })
  expect(result).toEqual({ ok: true, value: { drafted: AREAS, kept: 0, withNews: 1 } })
  const rows = (await viewReviewQueue(sofia(), { month: MONTH }))!.rows
  const idOf = (area: number) => rows.find((row) => row.area.id === areaIds[area])!.id
  return { short: idOf(SHORT_AREA), quiet: idOf(1) }
}
async function documentOf(id: number, actor = sofia()) {
  const view = await viewReview(actor, { id })
  if (!view.ok) throw new Error(view.error.code)
  return view.value
}

test('a month is drafted in one go: the area that was left short has its finding, the others have none', async () => {
  const { short, quiet } = await drafted()
  const { review, actions } = await documentOf(short, ana())
  expect(review.findings.map(({ code }) => code)).toEqual(['stock-out'])
  expect(review.findings[0]!.params).toMatchObject({
    shops: SHOPS,
    lostUnits: SHOPS * (NEED - 2),
    fillRate: 2 / NEED,
    product: { nameEn: 'Gold' },
  })
  expect(review.profile.trade.fillRate.now).toBeCloseTo((2 + NEED) / (2 * NEED), 9)
  expect(review.findings[0]!.evidence.tables.map(({ title, rows }) => [title, rows.length])).toEqual([
    ['by-product', 1],
    ['by-shop', SHOPS],
  ])
  expect(review.proposals.map(({ kind, code }) => `${kind} ${code}`)).toEqual([
    'allocation raise',
    'objective explain-shortage',
    'service shorten',
  ])
  expect(review.proposals.every(({ forMonth }) => forMonth === '2026-12')).toBe(true)
  expect(actions).toEqual(['edit', 'submit', 'close', 'comment'])
  expect((await documentOf(quiet)).review.findings).toEqual([])
})

test('from draft to published: returned once, approved by another, with its objectives and the term of the next allocation', async () => {
  const { short } = await drafted()
  const raise = (await documentOf(short)).review.proposals.find(({ code }) => code === 'raise')!
  const nearer = (await documentOf(short)).review.proposals.find(({ kind }) => kind === 'service')!

  const adjusted = await editReview(ana(), {
    id: short,
    version: 1,
    change: { what: 'adjust', proposalId: raise.id, value: 0.08, reason: 'two shops sell on' },
  })
  expect(adjusted).toMatchObject({ ok: true, value: { version: 2 } })
  expect(await submitReview(ana(), { id: short, version: 2, comment: '' })).toMatchObject({ ok: true })
  expect(await returnReview(sofia(), { id: short, version: 3, comment: '' })).toEqual({
    ok: false,
    error: { code: 'comment-needed' },
  })
  expect(await returnReview(sofia(), { id: short, version: 3, comment: 'which shops?' })).toMatchObject({
    ok: true,
  })
  await editReview(ana(), { id: short, version: 4, change: { what: 'summary', summary: 'All six.' } })
  await submitReview(ana(), { id: short, version: 5, comment: '' })
  const approved = await approveReview(sofia(), {
    id: short,
    version: 6,
    comment: 'good',
    rejected: [{ proposalId: nearer.id, reason: 'no time in December' }],
  })
  expect(approved).toMatchObject({ ok: true, value: { followed: { objectives: 1 } } })
  expect(await publishReview(sofia(), { id: short, version: 7, comment: '' })).toMatchObject({ ok: true })

  const { review, events } = await documentOf(short)
  expect(review.state).toBe('published')
  expect(review.proposals.map(({ kind, state }) => [kind, state])).toEqual([
    ['allocation', 'approved'],
    ['objective', 'approved'],
    ['service', 'rejected'],
  ])
  expect(events.map(({ action, author }) => [action, author])).toEqual([
    ['draft', 'Sofía'],
    ['edit', 'Ana'],
    ['submit', 'Ana'],
    ['return', 'Sofía'],
    ['edit', 'Ana'],
    ['submit', 'Ana'],
    ['approve', 'Sofía'],
    ['publish', 'Sofía'],
  ])
  expect(await listAllocationTerms(202612, { productId, brandId: 0, priceClass: '1' })).toEqual([
    { reviewId: short, month: MONTH, tradeAreaId: areaIds[SHORT_AREA], change: 0.08 },
  ])
  const [objective] = await db.visitObjective.findMany()
  expect(objective).toMatchObject({
    code: 'explain-shortage',
    tradeAreaId: areaIds[SHORT_AREA],
    params: { productId, product: { nameEn: 'Gold' } },
    startsOn: new Date('2026-11-30'),
    endsOn: new Date('2026-12-31'),
  })
  const edit = { what: 'summary', summary: 'later' } as const
  expect(await editReview(ana(), { id: short, version: 8, change: edit })).toEqual({
    ok: false,
    error: { code: 'wrong-state' },
  })
})

test('a draft closes in one click where nothing changed, with a reason where something did, and can be reopened', async () => {
  const { short, quiet } = await drafted()
  const close = { version: 1, reason: 'nothing-changed', comment: '' } as const
  expect(await closeReview(ana(), { id: quiet, ...close })).toMatchObject({ ok: true })
  expect(await closeReview(ana(), { id: short, ...close })).toEqual({
    ok: false,
    error: { code: 'comment-needed' },
  })
  expect(await closeReview(ana(), { id: short, ...close, reason: 'data-fault' })).toMatchObject({ ok: true })
  expect(await reopenReview(ana(), { id: short, version: 2, comment: 'it was no fault' })).toMatchObject({
    ok: true,
  })
  expect((await documentOf(short)).review.state).toBe('draft')
})

test('drafting again replaces untouched drafts only', async () => {
  const { short, quiet } = await drafted()
  await editReview(ana(), { id: short, version: 1, change: { what: 'summary', summary: 'mine' } })
  await closeReview(ana(), { id: quiet, version: 1, reason: 'nothing-changed', comment: '' })
  const again = await draftReviews(sofia(), { month: MONTH })
  expect(again).toEqual({ ok: true, value: { drafted: AREAS - 2, kept: 2, withNews: 1 } })
  expect((await documentOf(short)).review.summary).toBe('mine')
  expect(await db.review.count()).toBe(AREAS)
})

test('a customer manager works on own reviews only and drafts none; nobody approves an own submission; marketing looks on', async () => {
  const { short, quiet } = await drafted()
  const others = await db.review.findFirstOrThrow({ where: { tradeAreaId: areaIds[2]! } })
  expect(await viewReview(ana(), { id: others.id })).toEqual({ ok: false, error: { code: 'not-found' } })
  expect((await viewReviewQueue(ana(), { month: MONTH }))!.rows.map(({ id }) => id)).toEqual([short, quiet])
  expect(await draftReviews(ana(), { month: MONTH })).toEqual({ ok: false, error: { code: 'forbidden' } })
  await submitReview(ana(), { id: short, version: 1, comment: '' })
  const approve = { id: short, version: 2, comment: '', rejected: [] }
  expect(await approveReview(ana(), approve)).toEqual({ ok: false, error: { code: 'forbidden' } })
  expect(await approveReview(marketing(), approve)).toEqual({ ok: false, error: { code: 'forbidden' } })
  await submitReview(sofia(), { id: others.id, version: 1, comment: '' })
  expect(await approveReview(sofia(), { ...approve, id: others.id })).toEqual({
    ok: false,
    error: { code: 'own-submission' },
  })
})

test('of two people with the same version in hand the second is told', async () => {
  const { short } = await drafted()
  const edit = (summary: string) =>
    editReview(ana(), { id: short, version: 1, change: { what: 'summary', summary } })
  const results = await Promise.all([edit('one'), edit('two')])
  expect(results.filter(({ ok }) => ok)).toHaveLength(1)
  expect(results.find(({ ok }) => !ok)).toMatchObject({ error: { code: 'changed-meanwhile' } })
  expect(await db.reviewEvent.count({ where: { reviewId: short, action: 'edit' } })).toBe(1)
})

test('an event of the area is on record with its author, and explains the next draft', async () => {
  const area = areaIds[1]!
  const event = {
    tradeAreaId: area,
    kind: 'project',
    name: 'New school',
    startsOn: '2026-10-05',
    endsOn: null,
    note: '',
  } as const
  expect(await addEvent(marketing(), event)).toEqual({ ok: false, error: { code: 'forbidden' } })
  expect(await addEvent(ana(), event)).toMatchObject({ ok: true })
  await db.order.updateMany({
    where: { month: 202610, retailer: { tradeAreaId: area } },
    data: { need: 30, ordered: 30, delivered: 30 },
  })
  await draftReviews(sofia(), { month: MONTH, tradeAreaIds: [area] })
  const [row] = (await viewReviewQueue(ana(), { month: MONTH }))!.rows
  expect(row!.top).toMatchObject({
    code: 'event-effect',
    params: { event: 'New school', lasting: 'yes', units: SHOPS * 60 },
  })
})

test('the next review says what came of the last', async () => {
  const { short } = await drafted()
  await submitReview(ana(), { id: short, version: 1, comment: '' })
  await approveReview(sofia(), { id: short, version: 2, comment: '', rejected: [] })
  const shops = await db.retailer.findMany({ select: { id: true } })
  const products = await db.product.findMany({ select: { id: true } })
  await db.order.createMany({
    data: shops.flatMap(({ id }) =>
      products.map((product) => ({
        retailerId: id,
        productId: product.id,
        month: 202611,
        need: NEED,
        ordered: NEED,
        delivered: NEED,
      })),
    ),
  })
  process.env.SHANGQUAN_NOW = '2026-12-02T12:00:00Z'
  try {
    await draftReviews(sofia(), { month: '2026-11' })
    const rows = (await viewReviewQueue(sofia(), { month: '2026-11' }))!.rows
    const { review, before } = await documentOf(rows.find((row) => row.area.id === areaIds[SHORT_AREA])!.id)
    expect(before).toBe(short)
    const raise = review.profile.outcomes.find(({ code }) => code === 'raise')!
    expect(raise).toMatchObject({ measure: 'fill-rate', before: 0.55, now: 1, cityNow: 1, isPending: true })
  } finally {
    process.env.SHANGQUAN_NOW = '2026-11-23T12:00:00Z'
  }
})

test('a month that is not over is not drafted, nor one without orders', async () => {
  expect(await draftReviews(sofia(), { month: '2026-11' })).toEqual({
    ok: false,
    error: { code: 'month-open' },
  })
  expect(await draftReviews(sofia(), { month: '2020-01' })).toEqual({
    ok: false,
    error: { code: 'no-orders' },
  })
})
