/**
 * Territories (片区) formed by the product itself within each region: as many as asked for, or one for every 180
 * retailers, even in work and compact. The work hangs on tiers and classes, so those of the demonstration are drawn here first.
 */
import { db, pool } from '@/lib/db/client'
import type { Prisma } from '@/lib/db/generated/client'
import { generateShops, type ShopFact } from '@/lib/domain/demonstration/shops'
import type { BusinessFormat, MarketType, ServiceClass } from '@/lib/domain/retailer/classification'
import { DEFAULT_SERVICE_RULES, findRule } from '@/lib/domain/routing/service/service-rules'
import { findDepot } from '@/lib/domain/territory/depot'
import { formByRegion } from '@/lib/domain/territory/form-by-region'
import { outlinesOf } from '@/lib/domain/territory/outlines'
import { DEFAULT_WORK_RULE, monthlyWorkS } from '@/lib/domain/territory/work-load'
import type { TravelMode } from '@/lib/domain/travel/road-way'
import type { City } from './city'

export const SEED = 20_260_101
const RETAILERS_A_TERRITORY = 180
const DAYS_A_MONTH = 365.25 / 12
const LUNCH = { breakFrom: 12 * 3600, breakTo: 14 * 3600, breakSeconds: 3600 }

export async function listShopFacts(): Promise<(ShopFact & { id: number })[]> {
  const { rows } = await pool().query<{
    id: number
    format: BusinessFormat
    lng: number
    lat: number
    tradeAreaId: number | null
    tradeArea: string | null
    tradeAreaType: string | null
    marketType: MarketType | null
    territory: number | null
  }>(
    `select r.id, r.format, r.lng, r.lat, area.id as "tradeAreaId", area.name as "tradeArea",
       area."typeCode" as "tradeAreaType", case when r.source = 'generated' then r."marketType" end as "marketType",
       territory.rank as territory
     from "Retailer" r left join "TradeArea" area on area.id = r."tradeAreaId"
     left join (select id, (row_number() over (order by code) - 1)::int as rank from "Territory") territory
       on territory.id = r."territoryId"
     order by r.id`,
  )
  return rows.map(({ lng, lat, territory, marketType, ...row }, index) => ({
    ...row,
    ...(marketType && { marketType }),
    index,
    position: [lng, lat],
    territoryIndex: territory ?? 0,
  }))
}

export async function loadTerritories(city: City): Promise<void> {
  const { extract, regions } = city
  const facts = await listShopFacts()
  const classes = generateShops(SEED, facts, city.language).map(({ serviceClass }) => serviceClass)
  const workS = monthlyWorkS(
    facts.map(({ position }, k) => ({ position, ...visitsOf(classes[k] as ServiceClass) })),
    DEFAULT_WORK_RULE,
  )
  const stores = facts.map(({ id, position }, k) => ({ id: `${id}`, position, workS: workS[k] as number }))
  const count = city.territories || Math.max(1, Math.round(facts.length / RETAILERS_A_TERRITORY))
  const { territoryOf, territories } = formByRegion({
    stores,
    regionOf: facts.map(({ position }) => city.regionOf(position)),
    departments: regions.map(({ departments }) => departments.length),
    count,
    seed: SEED,
  })

  const land = extract.basemap.flatMap(({ layer, geometry }) =>
    layer === 'land' && geometry.type === 'Polygon' ? [geometry] : [],
  )
  const positions = facts.map(({ position }) => position)
  const outlines = outlinesOf(positions, territoryOf, count, land)
  const names = namesOf(facts, territoryOf, count)
  const modes = modesOf(territories.map(({ meanDistanceM }) => meanDistanceM))
  const units = await db.orgUnit.findMany({ where: { level: 'market' }, select: { id: true, code: true } })
  const unitIds = new Map(units.map(({ id, code }) => [code, id]))
  const digits = Math.max(2, `${count}`.length) // so that codes sort as numbers do
  await db.territory.deleteMany()
  const rows = await db.territory.createManyAndReturn({
    data: territories.map(({ region, department }, k) => {
      const depot = findDepot(stores.filter((_, store) => territoryOf[store] === k))
      const [lng, lat] = depot?.position ?? extractCenter(extract.bbox)
      return {
        orgUnitId: unitIds.get(regions[region]!.departments[department]!.code)!,
        code: `T${String(k + 1).padStart(digits, '0')}`,
        name: names[k] as string,
        startLng: lng,
        startLat: lat,
        endLng: lng,
        endLat: lat,
        travelMode: modes[k] as TravelMode,
        ...LUNCH,
        ...(outlines[k] && { outline: outlines[k] as unknown as Prisma.InputJsonValue }),
      }
    }),
    select: { id: true, code: true },
  })
  const ids = rows.toSorted((a, b) => a.code.localeCompare(b.code, 'en')).map(({ id }) => id)
  await pool().query(
    `update "Retailer" r set "territoryId" = formed.territory
     from unnest($1::int[], $2::int[]) as formed(id, territory) where r.id = formed.id`,
    [facts.map(({ id }) => id), territoryOf.map((k) => ids[k])],
  )
}

function visitsOf(serviceClass: ServiceClass) {
  const rule = findRule(DEFAULT_SERVICE_RULES, serviceClass)
  return rule
    ? { visitsPerMonth: DAYS_A_MONTH / rule.intervalDays, serviceS: rule.minutes * 60 }
    : { visitsPerMonth: 0, serviceS: 0 }
}

/** Each is called after the trade area that most of its retailers lie in, as long as the name is free. */
function namesOf(
  facts: readonly { tradeArea: string | null }[],
  territoryOf: readonly number[],
  count: number,
): string[] {
  const taken = new Set<string>()
  return Array.from({ length: count }, (_, k) => {
    const members = new Map<string, number>()
    facts.forEach(({ tradeArea }, i) => {
      if (territoryOf[i] === k && tradeArea !== null)
        members.set(tradeArea, (members.get(tradeArea) ?? 0) + 1)
    })
    const ranked = [...members].toSorted((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1))
    const name = ranked.map(([area]) => area).find((area) => !taken.has(area)) ?? `T${k + 1}`
    taken.add(name)
    return name
  })
}

/** The tightest on foot, the next two by motorcycle, the others by car. */
function modesOf(meanDistancesM: readonly number[]): TravelMode[] {
  const byDistance = meanDistancesM
    .map((_, k) => k)
    .toSorted((a, b) => meanDistancesM[a]! - meanDistancesM[b]!)
  return meanDistancesM.map((_, k) => {
    const rank = byDistance.indexOf(k)
    if (meanDistancesM.length < 4 || rank > 2) return 'car'
    return rank === 0 ? 'foot' : 'motorcycle'
  })
}

function extractCenter([west, south, east, north]: City['bbox']): [number, number] {
  return [(west + east) / 2, (south + north) / 2]
}
