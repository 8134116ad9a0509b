/**
 * Stores what an import has checked: one statement a kind inside one transaction, keyed by the outside code,
 * so that a second import of the same file updates the same records.
 */
import type { PoolClient } from 'pg'
import { quadbinOf } from '@/lib/domain/geo/quadbin'
import type { RetailerDraft, TradeAreaDraft } from '@/lib/domain/import/import-check'
import { pool } from './client'

export type StoredCounts = { created: number; updated: number }

export type ImportTrace = {
  kind: string
  fileName: string
  encoding: string | null
  datum: string
  mapping: unknown
  refused: number
  authorId: string
}

const RETAILERS = `
  insert into "Retailer" (code, name, lng, lat, quadbin, "ownerName", phone, address, "visitsPerWeek", tier, format,
    "marketType", "licenseNo", "openWindows", "territoryId", "closedWeekdays", source, "updatedAt")
  select code, name, lng, lat, quadbin, coalesce(owner, ''), coalesce(phone, ''), coalesce(address, ''),
    "visitsPerWeek", tier, coalesce(format, 'other'), coalesce("marketType", 'urban')::"MarketType",
    coalesce("licenseNo", ''), coalesce("openWindows", '[]'), "territoryId", '{}', 'import', now()
  from jsonb_to_recordset($1::jsonb) as draft(code text, name text, lng float8, lat float8, quadbin int8, owner text,
    phone text, address text, "visitsPerWeek" int, tier int, format text, "marketType" text, "licenseNo" text,
    "openWindows" jsonb, "territoryId" int)
  on conflict (code) do update set name = excluded.name, lng = excluded.lng, lat = excluded.lat,
    quadbin = excluded.quadbin,
    "ownerName" = coalesce(nullif(excluded."ownerName", ''), "Retailer"."ownerName"),
    phone = coalesce(nullif(excluded.phone, ''), "Retailer".phone),
    address = coalesce(nullif(excluded.address, ''), "Retailer".address),
    "visitsPerWeek" = coalesce(excluded."visitsPerWeek", "Retailer"."visitsPerWeek"),
    tier = coalesce(excluded.tier, "Retailer".tier),
    format = case when $2 then excluded.format else "Retailer".format end,
    "marketType" = case when $3 then excluded."marketType" else "Retailer"."marketType" end,
    "licenseNo" = coalesce(nullif(excluded."licenseNo", ''), "Retailer"."licenseNo"),
    "territoryId" = coalesce(excluded."territoryId", "Retailer"."territoryId"),
    version = "Retailer".version + 1, "updatedAt" = now()
  returning id, (xmax = 0) as created`

const TRADE_AREAS = `
  insert into "TradeArea" (code, name, "typeCode", "typeSource", geometry, west, south, east, north, "areaM2", source,
    "updatedAt")
  select code, name, "typeCode", 'import', geometry, west, south, east, north, "areaM2", 'import', now()
  from jsonb_to_recordset($1::jsonb) as draft(code text, name text, "typeCode" text, geometry jsonb, west float8,
    south float8, east float8, north float8, "areaM2" float8)
  on conflict (code) do update set name = excluded.name, geometry = excluded.geometry,
    "typeCode" = coalesce(excluded."typeCode", "TradeArea"."typeCode"), west = excluded.west, south = excluded.south,
    east = excluded.east, north = excluded.north, "areaM2" = excluded."areaM2", version = "TradeArea".version + 1,
    "updatedAt" = now()
  returning id, (xmax = 0) as created`

export function storeRetailers(
  drafts: readonly RetailerDraft[],
  territoryIds: ReadonlyMap<string, number>,
  trace: ImportTrace,
): Promise<StoredCounts> {
  const rows = drafts.map(({ territory, ...draft }) => ({
    ...draft,
    quadbin: quadbinOf([draft.lng, draft.lat]).toString(),
    territoryId: territory === undefined ? null : territoryIds.get(territory),
  }))
  const has = (field: 'format' | 'marketType') => drafts.some((draft) => draft[field] !== undefined)
  return inTransaction(trace, 'retailers', (client) =>
    client.query(RETAILERS, [JSON.stringify(rows), has('format'), has('marketType')]),
  )
}

export function storeTradeAreas(
  drafts: readonly TradeAreaDraft[],
  trace: ImportTrace,
): Promise<StoredCounts> {
  const rows = drafts.map(({ bbox: [west, south, east, north], ...draft }) => ({
    ...draft,
    west,
    south,
    east,
    north,
  }))
  return inTransaction(trace, 'trade-areas', (client) => client.query(TRADE_AREAS, [JSON.stringify(rows)]))
}

/** Codes and names that are stored, in the order of the codes. */
export async function listStored(
  kind: 'retailers' | 'trade-areas',
): Promise<{ code: string; name: string }[]> {
  const table = kind === 'retailers' ? 'Retailer' : 'TradeArea'
  const { rows } = await pool().query<{ code: string; name: string }>(
    `select code, name from "${table}" where "closedAt" is null order by code`,
  )
  return rows
}

async function inTransaction(
  trace: ImportTrace,
  version: string,
  store: (client: PoolClient) => Promise<{ rows: { id: number; created: boolean }[] }>,
): Promise<StoredCounts> {
  const client = await pool().connect()
  try {
    await client.query('begin')
    const { rows } = await store(client)
    const created = rows.filter((row) => row.created).length
    const counts = { created, updated: rows.length - created }
    if (trace.kind === 'retailers') {
      await client.query(
        `insert into "RetailerHistory" ("retailerId", "authorId", action, reason, changes)
         select unnest($1::int[]), $2, 'import', $3, '{}'`,
        [rows.map(({ id }) => id), trace.authorId, trace.fileName],
      )
    }
    await client.query(
      `insert into "ImportBatch" (kind, "fileName", encoding, datum, mapping, stored, created, updated, refused, "authorId")
       values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)`,
      [
        trace.kind,
        trace.fileName,
        trace.encoding,
        trace.datum,
        JSON.stringify(trace.mapping),
        rows.length,
        counts.created,
        counts.updated,
        trace.refused,
        trace.authorId,
      ],
    )
    await client.query(
      `insert into "DataVersion" (name, version) values ($1, 1)
       on conflict (name) do update set version = "DataVersion".version + 1`,
      [version],
    )
    await client.query('commit')
    return counts
  } catch (error) {
    await client.query('rollback')
    throw error
  } finally {
    client.release()
  }
}
