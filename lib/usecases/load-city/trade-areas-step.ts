/**
 * Trade areas: generated with their city; or the user's own and, where these hold less than half of the shops of the
 * extract or there are none, areas derived from the city. Typed by the rule where no one has said; then filled.
 */
import type { MultiPolygon, Polygon } from 'geojson'
import { db, pool } from '@/lib/db/client'
import type { Prisma } from '@/lib/db/generated/client'
import { getParameters } from '@/lib/db/parameter-repository'
import { shapeColumns } from '@/lib/db/shape-columns'
import type { AreaKind } from '@/lib/domain/city/areas'
import { builtUpArea } from '@/lib/domain/geo/built-up'
import { insideTest } from '@/lib/domain/geo/inside-test'
import { isInside, type Position } from '@/lib/domain/geo/position'
import { classifyTradeArea } from '@/lib/domain/trade-area/classify'
import { DEFAULT_DERIVATION_RULE, deriveTradeAreas } from '@/lib/domain/trade-area/derive'
import type { TypingRule } from '@/lib/domain/trade-area/typing-rule'
import { mixCounter } from '@/lib/domain/trade-area/zone-mix'
import { assignTradeAreas } from '@/lib/usecases/assign-trade-areas'
import type { City, GeneratedParts } from './city'
import { importOwnAreas, type LeftOut } from './retailers-step'

export async function loadTradeAreas(city: City): Promise<LeftOut[]> {
  await db.tradeArea.deleteMany()
  if (city.generated) {
    await storeGenerated(city.generated)
    await assignTradeAreas()
    return []
  }
  const imported = await importOwnAreas(city)
  const retailers = (await listPositions()).filter((position) => isInside(position, city.bbox))
  const homes = city.extract.addresses.map(({ position }) => position)
  const isDivided = imported !== undefined && (await holdsMost(retailers))
  const ownKinds = isDivided ? new Map<string, AreaKind | null>() : await derive(city, retailers, homes)
  const ground = builtUpArea([...retailers, ...homes], DEFAULT_DERIVATION_RULE.builtUp)
  await typeAll(city, homes, ground, ownKinds)
  await assignTradeAreas()
  return imported ? [imported] : []
}

async function storeGenerated({ tradeAreas }: GeneratedParts): Promise<void> {
  await db.tradeArea.createMany({
    data: tradeAreas.map(({ geometry, ...area }) => ({
      ...area,
      ...shapeColumns(geometry),
      typeSource: 'generated',
      source: 'generated',
    })),
  })
}

async function listPositions(): Promise<Position[]> {
  const { rows } = await pool().query<{ lng: number; lat: number }>(
    'select lng, lat from "Retailer" order by id',
  )
  return rows.map(({ lng, lat }) => [lng, lat])
}

/** Areas of the user's own may be parks, where no shop is. */
async function holdsMost(retailers: readonly Position[]): Promise<boolean> {
  const areas = await db.tradeArea.findMany({ select: { geometry: true } })
  const tests = areas.map(({ geometry }) => insideTest(geometry as unknown as Polygon | MultiPolygon))
  const held = retailers.filter((position) => tests.some((isIn) => isIn(position)))
  return 2 * held.length >= retailers.length
}

/** Stores the derived areas, but for those that the user has by the same name; returns what each is by itself, by code. */
async function derive(
  { extract, language }: City,
  retailers: readonly Position[],
  homes: readonly Position[],
): Promise<Map<string, AreaKind | null>> {
  const { places, areas, basemap } = extract
  const land = basemap.flatMap(({ layer, geometry }) =>
    layer === 'land' && geometry.type === 'Polygon' ? [geometry] : [],
  )
  const own = await db.tradeArea.findMany({ select: { code: true, name: true } })
  const ownNames = new Set(own.map(({ name }) => name))
  const ownCodes = new Set(own.map(({ code }) => code))
  const derived = deriveTradeAreas({ retailers, homes, places, areas, land, language }).tradeAreas
  const tradeAreas = derived
    .filter(({ name }) => !ownNames.has(name))
    .map((area) => (ownCodes.has(area.code) ? { ...area, code: `${area.code}-${area.origin}` } : area))
  await db.tradeArea.createMany({
    data: tradeAreas.map(({ code, name, geometry, origin }) => ({
      code,
      name,
      ...shapeColumns(geometry),
      source: origin === 'facility' ? 'osm' : 'derived',
    })),
  })
  return new Map(tradeAreas.map(({ code, ownKind }) => [code, ownKind]))
}

async function typeAll(
  { extract }: City,
  homes: readonly Position[],
  ground: Polygon | MultiPolygon,
  ownKinds: ReadonlyMap<string, AreaKind | null>,
): Promise<void> {
  const rule = await getParameters<TypingRule>('typing')
  const count = mixCounter({ facilities: extract.facilities, areas: extract.areas, homes })
  const whole = count(ground, null)
  const untyped = await db.tradeArea.findMany({
    where: { typeCode: null },
    select: { id: true, code: true, geometry: true },
    orderBy: { id: 'asc' },
  })
  for (const { id, code, geometry } of untyped) {
    const mix = count(geometry as unknown as Polygon | MultiPolygon, ownKinds.get(code) ?? null)
    const { type, ...evidence } = classifyTradeArea(mix, whole, rule.values)
    await db.tradeArea.update({
      where: { id },
      data: {
        typeCode: type,
        typeSource: 'rule',
        typeEvidence: {
          ...evidence,
          proposed: type,
          parameterVersion: rule.version,
        } as unknown as Prisma.InputJsonValue,
      },
    })
  }
}
