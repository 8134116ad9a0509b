/**
 * Checks a list of products (品规): what orders refer to.
 *
 * Units   prices in fen for one unit.
 * Shape   see ImportCheck. A key brand is a property of the brand: its products must agree.
 */
import { excerpt } from './cell-text'
import { findPriceClass, findYesOrNo } from './choices'
import { findDuplicates } from './duplicate-codes'
import { type CheckContext, type Frame, openFrame } from './frame'
import type { ImportCheck, ProductDraft } from './import-check'
import type { ImportTable, TableRow } from './import-table'
import { RowReader } from './row-reader'

const PACK_UNITS_MAX = 10_000
const PRICE_YUAN_MAX = 1_000_000

type Draft = ProductDraft & { readonly raw: string }

export function checkProducts(table: ImportTable, context: CheckContext): ImportCheck<ProductDraft> {
  const opened = openFrame(table, 'products', context, {
    required: ['code', 'name', 'brand', 'priceClass', 'price'],
    except: [],
  })
  if ('refused' in opened) return opened.refused
  const { frame } = opened
  const drafts = table.rows.flatMap((row) => readRow(frame, row) ?? [])
  refuseRepeated(frame, drafts)
  refuseDisagreeing(frame, drafts)
  return frame.conclude<ProductDraft>(
    drafts.map(({ raw: _, ...draft }) => draft),
    [],
  )
}

function readRow(frame: Frame, row: TableRow): Draft | undefined {
  if (!frame.hasAllCells(row)) return undefined
  const { limits } = frame.context
  const reader = new RowReader(frame, row)
  const code = reader.required('code', limits.code)
  if (code) reader.refuseScientific('code', code.text)
  const name = reader.required('name', limits.name)?.text
  const nameEn = reader.text('nameEn', limits.name)
  const brand = reader.required('brand', limits.name)?.text
  const priceClass = reader.required('priceClass', limits.name) && reader.choice('priceClass', findPriceClass)
  const priceFen = readPrice(reader)
  const packUnits = reader.wholeNumber('packUnits', 1, PACK_UNITS_MAX)
  const scarce = readYesOrNo(reader, 'scarce')
  const keyBrand = readYesOrNo(reader, 'keyBrand')
  for (const [field, text] of [['code', code?.text] as const, ['name', name] as const]) {
    frame.warnInvisible(row.row, reader.header(field), text)
  }
  if (!code || !name || !brand || !priceClass || priceFen === undefined || frame.errors.hasRow(row.row)) {
    return undefined
  }
  return {
    row: row.row,
    code: code.text,
    raw: code.raw,
    name,
    ...(nameEn ? { nameEn } : {}),
    brand,
    priceClass,
    priceFen,
    ...(packUnits === undefined ? {} : { packUnits }),
    ...(scarce === undefined ? {} : { scarce }),
    ...(keyBrand === undefined ? {} : { keyBrand }),
  }
}

/** Read from the digits, so that no fen is lost to a binary fraction. */
function readPrice(reader: RowReader): number | undefined {
  const text = reader.required('price', 40)?.text
  if (text === undefined) return undefined
  const [, yuan, fen = ''] = /^(\d{1,8})(?:\.(\d{0,2})0*)?$/.exec(text) ?? []
  const priceFen = yuan === undefined ? 0 : Number(yuan) * 100 + Number(fen.padEnd(2, '0'))
  if (priceFen > 0 && priceFen <= PRICE_YUAN_MAX * 100) return priceFen
  reader.fault('price', 'PRICE', text)
  return undefined
}

function readYesOrNo(reader: RowReader, field: 'scarce' | 'keyBrand'): boolean | undefined {
  const text = reader.text(field)
  if (!text) return undefined
  const answer = findYesOrNo(text)
  if (answer === undefined) reader.fault(field, 'YES_OR_NO', text)
  return answer === undefined ? undefined : answer === 'yes'
}

function refuseRepeated(frame: Frame, drafts: readonly Draft[]): void {
  const column = frame.columns.mapping.code?.[0] ?? 'product_code'
  const { exact, lookalike } = findDuplicates(drafts)
  for (const group of [...exact, ...lookalike]) {
    for (const { row, code } of group) {
      const others = group.flatMap((other) => (other.row === row ? [] : [other.row])).slice(0, 5)
      const params = { others: others.join(', ') }
      frame.errors.add({ row, column, code: 'DUPLICATE', value: excerpt(code), params })
    }
  }
}

function refuseDisagreeing(frame: Frame, drafts: readonly Draft[]): void {
  const firstOf = new Map<string, Draft>()
  for (const draft of drafts) {
    if (draft.keyBrand === undefined) continue
    const first = firstOf.get(draft.brand)
    if (!first) firstOf.set(draft.brand, draft)
    else if (first.keyBrand !== draft.keyBrand) {
      frame.errors.add({
        row: draft.row,
        column: frame.columns.mapping.keyBrand?.[0] ?? 'key_brand',
        code: 'KEY_BRAND_DIFFERS',
        value: excerpt(draft.brand),
        params: { other: first.row },
      })
    }
  }
}
