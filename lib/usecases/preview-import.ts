/**
 * What an upload would do, before anything is stored: the check, the counts, and its first places as they would lie on
 * the map under each datum, so that a person chooses the datum by looking.
 *
 * Units   positions in WGS 84, rounded to a decimetre; shifts in metres.
 * Shape   as long as no datum is chosen the rows are checked as if they were WGS 84, and `needsDatum` says so.
 */
import type { FeatureCollection, MultiPolygon, Point, Polygon, Position as Vertex } from 'geojson'
import { z } from 'zod'
import { findOrganization } from '@/lib/db/organization-repository'
import { type Actor, can } from '@/lib/domain/actor'
import { distanceM, type Position } from '@/lib/domain/geo/position'
import {
  DATUMS,
  type Datum,
  IMPORT_KINDS,
  type ImportCheck,
  isPlaced,
  type RetailerDraft,
  refuseFile,
  type TradeAreaDraft,
} from '@/lib/domain/import/import-check'
import { type ImportReport, reportOf } from '@/lib/domain/import/import-report'
import { fromWgs84, toWgs84 } from '@/lib/files/datum'
import { checkImport } from './check-import'
import { countStored, importFile, listLacking } from './import-file'
import { rehearseOrders } from './import-orders'

/** What a person says about a file; the screen sends it along with the file each time, nothing is kept in between. */
export const UploadChoices = z.object({
  kind: z.enum(IMPORT_KINDS),
  fileName: z.string().min(1).max(255),
  datum: z.enum(DATUMS).optional(),
  encoding: z.string().max(20).optional(),
  mapping: z
    .record(
      z.string().max(40),
      z.union([z.string().max(400), z.array(z.string().max(400)).min(1).max(12), z.null()]),
    )
    .optional(),
  validOnly: z.boolean().default(false),
  yes: z.boolean().default(false),
})
export type UploadChoices = z.infer<typeof UploadChoices>

export type PlacesOnMap = FeatureCollection<Point | Polygon | MultiPolygon, { row: number; name: string }>

export type ImportPreviewView = {
  readonly report: ImportReport
  readonly needsDatum: boolean
  /** By datum, or by `column` where each row says its own. */
  readonly places: Partial<Record<Datum | 'column', PlacesOnMap>>
  /** How far the first place moves if its datum is another one than WGS 84. */
  readonly shiftM: Partial<Record<Datum, number>>
}

export async function previewImport(
  actor: Actor,
  choices: UploadChoices,
  bytes: Uint8Array,
  signal?: AbortSignal,
): Promise<ImportPreviewView> {
  if (!can(actor, 'import')) {
    const refused = refuseFile({ row: null, column: null, code: 'FORBIDDEN', params: {} })
    return { ...UNPLACED, report: reportOf(refused) }
  }
  const { kind, fileName, datum = 'wgs84' } = choices
  const options = await optionsOf(choices, datum)
  if (kind === 'orders') {
    return { ...UNPLACED, report: await rehearseOrders(actor, { kind, fileName, bytes, options }, signal) }
  }
  const { check } = await checkImport(actor, { kind, fileName, bytes, options }, signal)
  const [counts, lacking] = await Promise.all([
    countStored(kind, check),
    check.rows.length > 0 ? listLacking(actor, kind, check) : [],
  ])
  return {
    ...UNPLACED,
    report: reportOf(check, { ...counts, lacking }),
    ...(isPlaced(kind) && {
      needsDatum: choices.datum === undefined && check.datum !== 'column',
      ...placesOf(check as ImportCheck<Draft>),
    }),
  }
}

const UNPLACED = { needsDatum: false, places: {}, shiftM: {} }

/** Stores the file as the person left it after looking at the preview. */
export async function storeImport(
  actor: Actor,
  choices: UploadChoices,
  bytes: Uint8Array,
  signal?: AbortSignal,
): Promise<ImportReport> {
  const { kind, fileName, datum, validOnly, yes } = choices
  const options = await optionsOf(choices, datum)
  return importFile(actor, { kind, fileName, bytes, options, decision: 'commit', validOnly, yes }, signal)
}

/** The screen knows where the organisation works; a place far from there is asked about. */
async function optionsOf({ encoding, mapping }: UploadChoices, datum: Datum | undefined) {
  const organization = await findOrganization()
  return {
    ...(datum && { datum }),
    ...(encoding && { encoding }),
    ...(mapping && { mapping }),
    ...(organization && { region: organization.bbox }),
  }
}

const POINTS_MAX = 500
const AREAS_MAX = 200
const VERTICES_MAX = 6_000

function placesOf(check: ImportCheck<Draft>): Pick<ImportPreviewView, 'places' | 'shiftM'> {
  const shown = pick(check.rows)
  const { datum } = check
  if (datum === null) return { places: {}, shiftM: {} }
  if (datum === 'column') return { places: { column: collect(shown, round) }, shiftM: {} }

  const places: Partial<Record<Datum, PlacesOnMap>> = {}
  const shiftM: Partial<Record<Datum, number>> = {}
  const first = shown[0] && firstPosition(shown[0])
  for (const other of DATUMS) {
    const move = (position: Position) => toWgs84(fromWgs84(position, datum), other)
    places[other] = collect(shown, (position) => round(move(position)))
    if (first) shiftM[other] = Math.round(distanceM(fromWgs84(first, datum), move(first)))
  }
  return { places, shiftM }
}

type Draft = RetailerDraft | TradeAreaDraft

/** Evenly over the file, as many as a map and a browser like. */
function pick(rows: readonly Draft[]): Draft[] {
  const isArea = rows[0] !== undefined && 'geometry' in rows[0]
  const most = isArea ? AREAS_MAX : POINTS_MAX
  const step = Math.max(1, Math.ceil(rows.length / most))
  let vertices = 0
  return rows.filter((row, k) => {
    if (k % step !== 0) return false
    vertices +=
      'geometry' in row ? row.geometry.coordinates.flat(row.geometry.type === 'Polygon' ? 1 : 2).length : 1
    return k === 0 || vertices <= VERTICES_MAX
  })
}

function collect(rows: readonly Draft[], move: (position: Position) => Vertex): PlacesOnMap {
  return {
    type: 'FeatureCollection',
    features: rows.map((draft) => ({
      type: 'Feature',
      properties: { row: draft.row, name: draft.name },
      geometry:
        'geometry' in draft
          ? moveArea(draft.geometry, move)
          : { type: 'Point', coordinates: move([draft.lng, draft.lat]) },
    })),
  }
}

function moveArea(
  geometry: Polygon | MultiPolygon,
  move: (position: Position) => Vertex,
): Polygon | MultiPolygon {
  const rings = (part: Vertex[][]) => part.map((ring) => ring.map(([lng = 0, lat = 0]) => move([lng, lat])))
  if (geometry.type === 'Polygon') return { type: 'Polygon', coordinates: rings(geometry.coordinates) }
  return { type: 'MultiPolygon', coordinates: geometry.coordinates.map(rings) }
}

function firstPosition(draft: Draft): Position {
  if (!('geometry' in draft)) return [draft.lng, draft.lat]
  const [lng = 0, lat = 0] = draft.geometry.coordinates.flat(
    draft.geometry.type === 'Polygon' ? 1 : 2,
  )[0] as number[]
  return [lng, lat]
}

function round([lng, lat]: Position): Vertex {
  return [Math.round(lng * 1e6) / 1e6, Math.round(lat * 1e6) / 1e6]
}
