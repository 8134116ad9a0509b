/**
 * Orders through the import: the codes of the file are looked up once each, lines of what is not known or not within
 * reach are refused, and the others are stored or counted.
 *
 * Errors  rejects with the signal's reason when the caller gives up; nothing is stored then.
 */
import { findStoredCodes } from '@/lib/db/import-repository'
import { countOrderLines, countOrders, type OrderCounts, storeOrders } from '@/lib/db/order-repository'
import { listTerritories } from '@/lib/db/territory-repository'
import { type Actor, can } from '@/lib/domain/actor'
import { monthOf } from '@/lib/domain/calendar/dates'
import { monthNumber, monthOfNumber } from '@/lib/domain/calendar/month-number'
import { excerpt } from '@/lib/domain/import/cell-text'
import type { ImportFault, OrdersCheck } from '@/lib/domain/import/import-check'
import { type ImportDecision, isStorable, outcomeOf } from '@/lib/domain/import/import-decision'
import { type ImportReport, reportOf } from '@/lib/domain/import/import-report'
import { limitsOf } from '@/lib/domain/import/limits'
import { keepLines, monthsOf, type OrderLines } from '@/lib/domain/import/order-lines'
import { readUpload } from '@/lib/files/read-upload'
import { traceOf, type Upload, withFaults } from './check-import'
import { organizationToday } from './organization-today'

type OrdersUpload = Upload<'orders'>
type CheckedOrders = {
  readonly check: OrdersCheck
  /** By place in the codes of the check; 0 for those of which no line is left. */
  readonly retailerIds: readonly number[]
  readonly productIds: readonly number[]
}

/** May the actor import at all, asks `importFile`. */
export async function importOrders(
  actor: Actor,
  order: OrdersUpload & ImportDecision & { readonly decision: 'dry-run' | 'commit' },
  signal?: AbortSignal,
): Promise<ImportReport> {
  const checked = await checkOrders(actor, order, signal)
  const { check } = checked
  const decided = { ...check, outcome: outcomeOf(check, order) }
  if (!isStorable(check, order)) return reportOf(decided)
  const orders = { ...checked, lines: check.lines }
  const counts =
    order.decision === 'dry-run'
      ? await countOrders(orders, signal)
      : await storeOrders(orders, traceOf(actor, order, check), signal)
  return reportOf(decided, await withMonths(actor, check.lines, counts, order.decision === 'commit'))
}

/** What would become of the lines that can be stored. */
export async function rehearseOrders(
  actor: Actor,
  upload: OrdersUpload,
  signal?: AbortSignal,
): Promise<ImportReport> {
  const checked = await checkOrders(actor, upload, signal)
  const { check } = checked
  if (check.lines.length === 0) return reportOf(check)
  const counts = await countOrders({ ...checked, lines: check.lines }, signal)
  return reportOf(check, await withMonths(actor, check.lines, counts, false))
}

async function checkOrders(
  actor: Actor,
  { kind, fileName, bytes, options }: OrdersUpload,
  signal: AbortSignal | undefined,
): Promise<CheckedOrders> {
  const thisMonth = monthNumber(monthOf(await organizationToday()))
  const check = await readUpload(bytes, fileName, kind, { ...options, thisMonth }, signal)
  const { retailerCodes, productCodes } = check.lines
  const [retailers, products, territories] = await Promise.all([
    findStoredCodes('retailers', retailerCodes),
    findStoredCodes('products', productCodes),
    listTerritories('all'),
  ])
  const nameById = new Map(territories.map(({ id, name }) => [id, name]))
  const retailerFaults = retailerCodes.map((code): CodeFault | undefined => {
    const known = retailers.get(code)
    if (!known) return { code: 'RETAILER_UNKNOWN', value: excerpt(code) }
    const { territoryId } = known
    if (territoryId === null || can(actor, 'import', territoryId)) return undefined
    return { code: 'FORBIDDEN_TERRITORY', value: nameById.get(territoryId) ?? '' }
  })
  const productFaults = productCodes.map((code): CodeFault | undefined =>
    products.has(code) ? undefined : { code: 'PRODUCT_UNKNOWN', value: excerpt(code) },
  )
  return {
    check: withoutFaulty(check, retailerFaults, productFaults),
    retailerIds: retailerCodes.map((code) => retailers.get(code)?.id ?? 0),
    productIds: productCodes.map((code) => products.get(code)?.id ?? 0),
  }
}

type CodeFault = Pick<ImportFault, 'code' | 'value'>

/** Every line of a code that cannot be taken is a fault of its row; as many as are listed are made. */
function withoutFaulty(
  check: OrdersCheck,
  retailerFaults: readonly (CodeFault | undefined)[],
  productFaults: readonly (CodeFault | undefined)[],
): OrdersCheck {
  if (![...retailerFaults, ...productFaults].some((fault) => fault !== undefined)) return check
  const { lines } = check
  const { listed } = limitsOf('orders')
  const faults: ImportFault[] = []
  let total = 0
  const note = (k: number, field: 'retailer' | 'product', fault: CodeFault) => {
    total++
    const column = check.mapping[field]?.[0] ?? field
    if (faults.length < listed) faults.push({ row: lines.row[k]!, column, ...fault })
  }
  const isFaulty = new Uint8Array(lines.length)
  for (let k = 0; k < lines.length; k++) {
    const retailer = retailerFaults[lines.retailer[k]!]
    const product = productFaults[lines.product[k]!]
    if (retailer) note(k, 'retailer', retailer)
    if (product) note(k, 'product', product)
    if (retailer || product) isFaulty[k] = 1
  }
  if (total === 0) return check
  const kept = keepLines(lines, (k) => isFaulty[k] === 0)
  return { ...withFaults(check, faults, total), lines: kept }
}

async function withMonths(actor: Actor, lines: OrderLines, counts: OrderCounts, isStored: boolean) {
  const months = monthsOf(lines)
  const there = await countOrderLines(months, actor.territoryIds)
  const mentioned = isStored ? lines.length : lines.length - counts.created
  return { ...counts, monthsTouched: months.map(monthOfNumber), unmentioned: Math.max(0, there - mentioned) }
}
