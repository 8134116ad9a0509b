/**
 * Stores what an import has checked: one statement a kind inside one transaction, keyed by the outside code,
 * so that a second import of the same file updates the same records.
 *
 * Errors  rejects with the signal's reason, and nothing is stored, when the caller gives up before the end.
 */
import type { Position } from '@/lib/domain/geo/position'
import { quadbinOf } from '@/lib/domain/geo/quadbin'
import type {
  ImportKind,
  ProductDraft,
  RetailerDraft,
  TradeAreaDraft,
} from '@/lib/domain/import/import-check'
import { pool } from './client'
import type { PoolClient } from './copy'
import { inTransaction } from './transaction'

export type StoredCounts = { created: number; updated: number }
export type StoredRows = StoredCounts & { ids: number[] }

export type ImportTrace = {
  kind: ImportKind
  fileName: string
  encoding: string | null
  /** Empty for what has no place. */
  datum: string
  mapping: unknown
  refused: number
  authorId: string
}

/** Rows that exist keep what the list leaves empty; what changed of them is written into their history. */
const RETAILERS = `
  with draft as (
    select * from jsonb_to_recordset($1::jsonb) as draft(code text, name text, lng float8, lat float8, quadbin int8,
      owner text, phone text, address text, "visitsPerWeek" int, tier int, format text, "marketType" text,
      "licenseNo" text, "openWindows" jsonb, "territoryId" int)
  ), stored as (
    insert into "Retailer" (code, name, lng, lat, quadbin, "ownerName", phone, address, "visitsPerWeek", tier, format,
      "marketType", "licenseNo", "openWindows", "territoryId", "closedWeekdays", source, "updatedAt")
    select code, draft.name, draft.lng, draft.lat, draft.quadbin, coalesce(draft.owner, ''), coalesce(draft.phone, ''),
      coalesce(draft.address, ''), draft."visitsPerWeek", draft.tier, coalesce(draft.format, known.format, 'other'),
      coalesce(draft."marketType"::"MarketType", known."marketType", 'urban'), coalesce(draft."licenseNo", ''),
      coalesce(draft."openWindows", known."openWindows", '[]'), draft."territoryId", '{}', 'import', now()
    from draft left join "Retailer" known using (code)
    on conflict (code) do update set name = excluded.name, lng = excluded.lng, lat = excluded.lat,
      quadbin = excluded.quadbin,
      "ownerName" = coalesce(nullif(excluded."ownerName", ''), "Retailer"."ownerName"),
      phone = coalesce(nullif(excluded.phone, ''), "Retailer".phone),
      address = coalesce(nullif(excluded.address, ''), "Retailer".address),
      "visitsPerWeek" = coalesce(excluded."visitsPerWeek", "Retailer"."visitsPerWeek"),
      tier = coalesce(excluded.tier, "Retailer".tier),
      format = excluded.format, "marketType" = excluded."marketType", "openWindows" = excluded."openWindows",
      "licenseNo" = coalesce(nullif(excluded."licenseNo", ''), "Retailer"."licenseNo"),
      "territoryId" = coalesce(excluded."territoryId", "Retailer"."territoryId"),
      version = "Retailer".version + 1, "updatedAt" = now()
    returning *, (xmax = 0) as created
  ), history as (
    insert into "RetailerHistory" ("retailerId", "authorId", action, reason, changes)
    select stored.id, $2, 'import', $3, coalesce(jsonb_object_agg(field, jsonb_build_array(was, is_now))
      filter (where not stored.created and was is distinct from is_now), '{}')
    from stored left join "Retailer" before on before.id = stored.id
    cross join lateral (values
      ('name', to_jsonb(before.name), to_jsonb(stored.name)),
      ('lng', to_jsonb(before.lng), to_jsonb(stored.lng)),
      ('lat', to_jsonb(before.lat), to_jsonb(stored.lat)),
      ('address', to_jsonb(before.address), to_jsonb(stored.address)),
      ('ownerName', to_jsonb(before."ownerName"), to_jsonb(stored."ownerName")),
      ('phone', to_jsonb(before.phone), to_jsonb(stored.phone)),
      ('licenseNo', to_jsonb(before."licenseNo"), to_jsonb(stored."licenseNo")),
      ('format', to_jsonb(before.format), to_jsonb(stored.format)),
      ('marketType', to_jsonb(before."marketType"), to_jsonb(stored."marketType")),
      ('tier', to_jsonb(before.tier), to_jsonb(stored.tier)),
      ('visitsPerWeek', to_jsonb(before."visitsPerWeek"), to_jsonb(stored."visitsPerWeek")),
      ('openWindows', before."openWindows", stored."openWindows"),
      ('territoryId', to_jsonb(before."territoryId"), to_jsonb(stored."territoryId"))
    ) as change(field, was, is_now)
    group by stored.id
  )
  select id, created from stored`

/** The earlier state of an area that the list redraws stays in its history, as after a change by hand. */
const TRADE_AREAS = `
  with draft as (
    select * from jsonb_to_recordset($1::jsonb) as draft(code text, name text, "typeCode" text, geometry jsonb,
      west float8, south float8, east float8, north float8, "areaM2" float8)
  ), history as (
    insert into "TradeAreaVersion" ("tradeAreaId", version, name, "typeCode", geometry, "authorId", action, reason)
    select id, version, known.name, known."typeCode", known.geometry, $2, 'import', $3
    from "TradeArea" known join draft using (code)
  ), stored as (
    insert into "TradeArea" (code, name, "typeCode", "typeSource", geometry, west, south, east, north, "areaM2",
      source, "updatedAt")
    select code, name, "typeCode", 'import', geometry, west, south, east, north, "areaM2", 'import', now() from draft
    on conflict (code) do update set name = excluded.name, geometry = excluded.geometry,
      "typeCode" = coalesce(excluded."typeCode", "TradeArea"."typeCode"),
      "typeSource" = case when excluded."typeCode" is null then "TradeArea"."typeSource" else 'import' end,
      west = excluded.west, south = excluded.south, east = excluded.east, north = excluded.north,
      "areaM2" = excluded."areaM2", version = "TradeArea".version + 1, "updatedAt" = now()
    returning id, (xmax = 0) as created
  )
  select id, created from stored`

/**
 * Brands go by their name in either language. What the list leaves empty stays; a price class that is missing is made.
 */
const PRODUCTS = `
  with draft as (
    select * from jsonb_to_recordset($1::jsonb) as draft(code text, name text, "nameEn" text, brand text,
      "priceClass" text, "priceFen" int, "packUnits" int, scarce bool, "keyBrand" bool)
  ), class as (
    insert into "PriceClass" (code, "nameEn", "nameZh", position)
    select distinct "priceClass", 'Class ' || "priceClass",
      (array['一类', '二类', '三类', '四类', '五类'])["priceClass"::int], "priceClass"::int - 1 from draft
    on conflict (code) do nothing
  ), named as (
    select brand as name, bool_or("keyBrand") as key from draft group by brand
  ), known as (
    select distinct on (named.name) named.name, named.key, brand.id
    from named join "Brand" brand on named.name in (brand."nameZh", brand."nameEn") order by named.name, brand.id
  ), flagged as (
    update "Brand" brand set key = known.key from known where brand.id = known.id and brand.key <> known.key
  ), fresh as (
    insert into "Brand" ("nameEn", "nameZh", key)
    select name, name, coalesce(key, false) from named where name not in (select name from known)
    returning id, "nameZh" as name
  ), brand as (
    select id, name from known union all select id, name from fresh
  ), stored as (
    insert into "Product" (code, "nameEn", "nameZh", "brandId", "priceClassCode", "priceFen", "packUnits", scarce)
    select draft.code, coalesce(draft."nameEn", before."nameEn", draft.name), draft.name, brand.id,
      draft."priceClass", draft."priceFen", coalesce(draft."packUnits", before."packUnits", 1),
      coalesce(draft.scarce, before.scarce, false)
    from draft join brand on brand.name = draft.brand left join "Product" before on before.code = draft.code
    on conflict (code) do update set "nameEn" = excluded."nameEn", "nameZh" = excluded."nameZh",
      "brandId" = excluded."brandId", "priceClassCode" = excluded."priceClassCode", "priceFen" = excluded."priceFen",
      "packUnits" = excluded."packUnits", scarce = excluded.scarce
    returning id, (xmax = 0) as created
  )
  select id, created from stored`

/** A row to store with the territory it belongs to; null leaves a known retailer where it is. */
export type PlacedRetailer = { readonly draft: RetailerDraft; readonly territoryId: number | null }

export function storeRetailers(
  rows: readonly PlacedRetailer[],
  trace: ImportTrace,
  signal?: AbortSignal,
): Promise<StoredRows> {
  const values = rows.map(({ draft, territoryId }) => ({
    ...draft,
    quadbin: quadbinOf([draft.lng, draft.lat]).toString(),
    territoryId,
  }))
  return storeRows(trace, RETAILERS, [JSON.stringify(values), trace.authorId, trace.fileName], signal)
}

export function storeTradeAreas(
  drafts: readonly TradeAreaDraft[],
  trace: ImportTrace,
  signal?: AbortSignal,
): Promise<StoredRows> {
  const values = drafts.map(({ bbox: [west, south, east, north], ...draft }) => ({
    ...draft,
    west,
    south,
    east,
    north,
  }))
  return storeRows(trace, TRADE_AREAS, [JSON.stringify(values), trace.authorId, trace.fileName], signal)
}

export function storeProducts(
  drafts: readonly ProductDraft[],
  trace: ImportTrace,
  signal?: AbortSignal,
): Promise<StoredRows> {
  return storeRows(trace, PRODUCTS, [JSON.stringify(drafts)], signal)
}

/** Kinds whose records have a code of their own. */
export type CodedKind = Exclude<ImportKind, 'orders'>

const OPEN: Readonly<Record<CodedKind, string>> = {
  retailers: 'select code, name, "territoryId" from "Retailer" where "closedAt" is null order by code',
  'trade-areas':
    'select code, name, null::int as "territoryId" from "TradeArea" where "closedAt" is null order by code',
  products: 'select code, "nameZh" as name, null::int as "territoryId" from "Product" order by code',
}
const WITH_CODES: Readonly<Record<CodedKind, string>> = {
  retailers: 'select id, code, "territoryId" from "Retailer" where code = any($1)',
  'trade-areas': 'select id, code, null::int as "territoryId" from "TradeArea" where code = any($1)',
  products: 'select id, code, null::int as "territoryId" from "Product" where code = any($1)',
}

/** What is stored and open, in the order of the codes; only retailers belong to a territory. */
export async function listStored(
  kind: CodedKind,
): Promise<{ code: string; name: string; territoryId: number | null }[]> {
  const { rows } = await pool().query<{ code: string; name: string; territoryId: number | null }>(OPEN[kind])
  return rows
}

/** Of the given codes those that are stored, closed ones included, with the territory they belong to. */
export async function findStoredCodes(
  kind: CodedKind,
  codes: readonly string[],
): Promise<Map<string, { id: number; territoryId: number | null }>> {
  const { rows } = await pool().query<{ id: number; code: string; territoryId: number | null }>(
    WITH_CODES[kind],
    [codes],
  )
  return new Map(rows.map(({ code, id, territoryId }) => [code, { id, territoryId }]))
}

/** Where the open retailers of each territory stand: what tells a new one's territory. */
export async function listTerritoryPlaces(): Promise<{ position: Position; territoryId: number }[]> {
  const { rows } = await pool().query<{ lng: number; lat: number; territoryId: number }>(
    `select lng, lat, "territoryId" from "Retailer" where "territoryId" is not null and "closedAt" is null order by id`,
  )
  return rows.map(({ lng, lat, territoryId }) => ({ position: [lng, lat], territoryId }))
}

export type ImportBatchRecord = {
  id: number
  kind: ImportKind
  fileName: string
  encoding: string | null
  datum: string
  created: number
  updated: number
  refused: number
  author: string | null
  at: Date
}

/** The latest imports, newest first; a person's name where the author is one. */
export async function listImportBatches(limit: number): Promise<ImportBatchRecord[]> {
  const { rows } = await pool().query<ImportBatchRecord>(
    `select batch.id, kind, "fileName", encoding, datum, created, updated, refused, author.name as author, at
     from "ImportBatch" batch left join "User" author on author.id = batch."authorId" order by at desc, batch.id desc
     limit $1`,
    [limit],
  )
  return rows
}

/** The entry in the history, and the new version of the data, in the transaction that stores them. */
export async function recordImport(
  client: PoolClient,
  trace: ImportTrace,
  { created, updated, unchanged = 0 }: StoredCounts & { unchanged?: number },
): Promise<void> {
  const { kind, fileName, encoding, datum, mapping, refused, authorId } = trace
  await client.query(
    `insert into "ImportBatch" (kind, "fileName", encoding, datum, mapping, stored, created, updated, refused, "authorId")
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)`,
    [
      ...[kind, fileName, encoding, datum, JSON.stringify(mapping)],
      ...[created + updated + unchanged, created, updated, refused, authorId],
    ],
  )
  await client.query(
    `insert into "DataVersion" (name, version) values ($1, 1)
     on conflict (name) do update set version = "DataVersion".version + 1`,
    [kind],
  )
}

function storeRows(
  trace: ImportTrace,
  statement: string,
  values: readonly string[],
  signal: AbortSignal | undefined,
): Promise<StoredRows> {
  return inTransaction(async (client) => {
    const { rows } = await client.query<{ id: number; created: boolean }>(statement, [...values])
    const created = rows.filter((row) => row.created).length
    const counts = { created, updated: rows.length - created }
    await recordImport(client, trace, counts)
    signal?.throwIfAborted()
    return { ...counts, ids: rows.map(({ id }) => id) }
  })
}
