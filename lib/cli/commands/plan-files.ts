/** Reads what the commands `plan` and `check-plan` are given, and resolves travel along a road extract. */
import { existsSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import path from 'node:path'
import { toRoadWays } from '@/lib/domain/city/roads'
import { fail, ok, type Result } from '@/lib/domain/result'
import { type ProblemError, type ProblemFailure, parseProblem } from '@/lib/domain/routing/parse-problem'
import type { PlanProblem } from '@/lib/domain/routing/problem'
import { createTravelTable, placesOf } from '@/lib/domain/routing/travel-table'
import { buildRoadGraph } from '@/lib/domain/travel/road-graph'
import { travelMatrix } from '@/lib/domain/travel/travel-matrix'
import { readOsmPbf } from '@/lib/roads/osm-pbf'

type Failure = { readonly code: 'problem-invalid'; readonly errors: readonly ProblemError[] }

const refuse = (at: string, code: string, message: string) =>
  fail({ code: 'problem-invalid' as const, errors: [{ path: at, code, message }] })

export async function readJson(file: string, what: string): Promise<Result<unknown, Failure>> {
  let text: string
  try {
    text = await readFile(file, 'utf8')
  } catch (error) {
    return refuse(what, 'file', `${file} cannot be read: ${messageOf(error)}`)
  }
  try {
    return ok(JSON.parse(text) as unknown)
  } catch (error) {
    return refuse(what, 'json', `${file} is no JSON: ${messageOf(error)}`)
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
  let bytes: Uint8Array
  try {
    bytes = await readFile(file)
  } catch (error) {
    return refuse('travel.roads', 'file', `${extract} cannot be read: ${messageOf(error)}`)
  }
  const read = readOsmPbf(bytes)
  if (!read.ok) return refuse('travel.roads', read.error.code, `${extract} is no road extract`)
  const graph = buildRoadGraph(toRoadWays(read.value.features))
  const places = placesOf(problem)
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

/** Resolves once all of the text is out, as a command that ends at once may lose what a pipe has not taken. */
export function print(text: string): Promise<void> {
  return new Promise((resolve) => process.stdout.write(text, () => resolve()))
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error)
}
