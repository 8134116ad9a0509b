/** Finds retailers, trade areas and addresses by what a person types: accents and capitals do not matter. */
import type { Position } from '@/lib/domain/geo/position'
import { db } from './client'
import { Prisma } from './generated/client'

export type FoundRetailer = { id: number; code: string; name: string; address: string; position: Position }
export type FoundTradeArea = {
  id: number
  code: string
  name: string
  typeCode: string | null
  position: Position
}
export type FoundAddress = { street: string; number: string; position: Position }

type Row<T> = Omit<T, 'position'> & { lng: number; lat: number }

export async function searchRetailers(
  text: string,
  territoryIds: readonly number[] | 'all',
  limit: number,
): Promise<FoundRetailer[]> {
  const { starts, contains } = patterns(text)
  const reach =
    territoryIds === 'all' ? Prisma.empty : Prisma.sql`and "territoryId" = any(${[...territoryIds]})`
  const rows = await db.$queryRaw<Row<FoundRetailer>[]>`
    select id, code, name, address, lng, lat from "Retailer"
    where "closedAt" is null ${reach}
      and (${folded('name')} like ${contains} or lower(code) like ${starts} or ${folded('address')} like ${contains})
    order by (lower(code) like ${starts}) desc, (${folded('name')} like ${starts}) desc,
      (${folded('name')} like ${contains}) desc, name, id
    limit ${limit}`
  return rows.map(withPosition)
}

export async function searchTradeAreas(
  text: string,
  territoryIds: readonly number[] | 'all',
  limit: number,
): Promise<FoundTradeArea[]> {
  const { starts, contains } = patterns(text)
  const reach =
    territoryIds === 'all'
      ? Prisma.empty
      : Prisma.sql`and exists (select 1 from "Retailer" r
          where r."tradeAreaId" = "TradeArea".id and r."territoryId" = any(${[...territoryIds]}))`
  const rows = await db.$queryRaw<Row<FoundTradeArea>[]>`
    select id, code, name, "typeCode", (west + east) / 2 as lng, (south + north) / 2 as lat from "TradeArea"
    where "closedAt" is null ${reach}
      and (${folded('name')} like ${contains} or lower(code) like ${starts})
    order by (${folded('name')} like ${starts}) desc, "areaM2" desc, id
    limit ${limit}`
  return rows.map(withPosition)
}

/** `street` with a number finds doors, one that is mapped twice once; without one it finds each street once. */
export async function searchAddresses(
  street: string,
  number: string,
  limit: number,
): Promise<FoundAddress[]> {
  const { starts, contains } = patterns(street)
  const rows = number
    ? await db.$queryRaw<Row<FoundAddress>[]>`
        select street, number, lng, lat from (
          select *, row_number() over (
            partition by street, number, round(lng::numeric, 3), round(lat::numeric, 3) order by id
          ) as nth
          from "DemandCell"
          where ${folded('street')} like ${contains} and number like ${`${escapedLike(number)}%`}
        ) address
        where nth = 1
        order by (number = ${number}) desc, (${folded('street')} like ${starts}) desc, street, length(number), number, id
        limit ${limit}`
    : await db.$queryRaw<Row<FoundAddress>[]>`
        select street, '' as number, lng, lat from (
          select street, lng, lat, row_number() over (partition by street order by id) as nth from "DemandCell"
          where ${folded('street')} like ${contains}
        ) address
        where nth = 1 order by (${folded('street')} like ${starts}) desc, street limit ${limit}`
  return rows.map(withPosition)
}

function withPosition<T extends { lng: number; lat: number }>({ lng, lat, ...rest }: T) {
  return { ...rest, position: [lng, lat] as const }
}

/** What `like` compares with, after `folded`. */
export function patterns(text: string) {
  const fold = escapedLike(
    text
      .normalize('NFD')
      .replace(/\p{Diacritic}/gu, '')
      .toLowerCase(),
  )
  return { starts: `${fold}%`, contains: `%${fold}%` }
}

function escapedLike(text: string): string {
  return text.replace(/[\\%_]/g, '\\$&')
}

function folded(column: 'name' | 'address' | 'street') {
  return Prisma.raw(foldedSql(`"${column}"`))
}

/** A column without its accents and capitals. */
export function foldedSql(column: string): string {
  return `translate(lower(${column}), 'áàâãäéèêëíìîïóòôõöúùûüñç', 'aaaaaeeeeiiiiooooouuuunc')`
}
