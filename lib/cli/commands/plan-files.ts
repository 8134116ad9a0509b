/** Reads what the commands `plan` and `check-plan` are given, and resolves travel along a road extract. */
import { existsSync } from 'node:fs'
import { readFile, stat, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { Sentence } from '@/lib/cli/sentence'
import { toRoadWays } from '@/lib/domain/city/roads'
import { fail, ok, type Result } from '@/lib/domain/result'
import { type ProblemError, type ProblemFailure, parseProblem } from '@/lib/domain/routing/parse-problem'
import type { PlanProblem } from '@/lib/domain/routing/problem'
import { createTravelTable, placesOf } from '@/lib/domain/routing/travel-table'
import { buildRoadGraph } from '@/lib/domain/travel/road-graph'
import { travelMatrix } from '@/lib/domain/travel/travel-matrix'
import { readOsmPbf } from '@/lib/roads/osm-pbf'

/** More places than this would need more memory for their matrix than a process should take. */
const ROAD_PLACES_MAX = 8000

/** UTF-8 with or without a byte order mark. */
export async function readJson(file: string, what: string): Promise<Result<unknown, ProblemFailure>> {
  const bytes = await readBytes(file, file, what)
  if (!bytes.ok) return bytes
  let text: string
  try {
    text = new TextDecoder('utf-8', { fatal: true }).decode(bytes.value)
  } catch {
    return fail(invalid(what, 'encoding', `${file} is not UTF-8`))
  }
  try {
    return ok(JSON.parse(text) as unknown)
  } catch (error) {
    return fail(invalid(what, 'json', `${file} is no JSON: ${messageOf(error)}`))
  }
}

/** A device may have no end. */
async function readBytes(
  file: string,
  name: string,
  what: string,
): Promise<Result<Uint8Array, ProblemFailure>> {
  try {
    const found = await stat(file)
    if (found.isFile() || found.isFIFO()) return ok(await readFile(file))
    return fail(invalid(what, 'file', `${name} is no file`))
  } catch (error) {
    return fail(invalid(what, 'file', `${name} cannot be read: ${messageOf(error)}`))
  }
}

export async function readProblem(file: string): Promise<Result<PlanProblem, ProblemFailure>> {
  const json = await readJson(file, 'problem')
  if (!json.ok) return json
  const parsed = parseProblem(json.value)
  if (!parsed.ok || !('roads' in parsed.value.travel)) return parsed
  return alongRoads(parsed.value, parsed.value.travel.roads, path.dirname(file))
}

async function alongRoads(
  problem: PlanProblem,
  extract: string,
  folder: string,
): Promise<Result<PlanProblem, ProblemFailure>> {
  const beside = path.resolve(folder, extract)
  const file = existsSync(beside) ? beside : path.resolve(extract)
  const places = placesOf(problem)
  if (places.length > ROAD_PLACES_MAX) {
    const message = `${places.length} places along roads are more than ${ROAD_PLACES_MAX}; plan fewer managers at a time`
    return fail(invalid('travel.roads', 'too-many', message))
  }
  const bytes = await readBytes(file, extract, 'travel.roads')
  if (!bytes.ok) return bytes
  const read = readOsmPbf(bytes.value)
  if (!read.ok) return fail(invalid('travel.roads', read.error.code, `${extract} is no road extract`))
  const graph = buildRoadGraph(toRoadWays(read.value.features))
  const matrix = travelMatrix(
    graph,
    'car',
    places.map(({ position }) => position),
  )
  const table = createTravelTable(
    places.map(({ name }) => name),
    matrix.source === 'roads' ? `roads ${extract}` : `${matrix.source} ${extract}`,
  )
  table.seconds.set(matrix.seconds)
  table.meters.set(matrix.meters)
  return ok({ ...problem, travel: table })
}

export function errorsJson(errors: readonly ProblemError[]): string {
  return `${JSON.stringify({ errors })}\n`
}

/**
 * Resolves once all of the text is out, as a command that ends at once may lose what a pipe has not taken. Whoever closes
 * the pipe early wants no more. A full disk is told in a sentence.
 */
export async function print(text: string): Promise<void> {
  try {
    await new Promise<void>((resolve, reject) => {
      process.stdout.once('error', () => {}) // what the callback gets too; unheard it would end the process
      process.stdout.write(text, (error) => {
        if (error && (error as NodeJS.ErrnoException).code !== 'EPIPE') reject(error)
        else resolve()
      })
    })
  } catch (error) {
    throw notWritten(error)
  }
}

export async function writeText(file: string, text: string): Promise<void> {
  try {
    await writeFile(file, text)
  } catch (error) {
    throw notWritten(error)
  }
}

function notWritten(error: unknown): Sentence {
  return new Sentence(`The result could not be written: ${messageOf(error)}.`)
}

export function invalid(at: string, code: string, message: string): ProblemFailure {
  return { code: 'problem-invalid', errors: [{ path: at, code, message }] }
}

export function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error)
}
