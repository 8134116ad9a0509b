/**
 * Bench `report`: writes down what `all` has left in `--in DIR`, as Markdown to `--out FILE` or standard output.
 *
 * `--known FILE` is the README of the shared benchmarks with their best known values; solutions (`.sol`) below its folder
 * stand where they are lower.
 */
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { costOfSolution, readKnownValues, withSolutions } from './known-values'
import type { BenchOptions } from './main'
import { reportText } from './report-text'
import { RUNS, type RunMeta, readResults } from './runs'

const KNOWN = '../shared/benchmarks/README.md'

export async function bench({ in: folder, known = KNOWN, out }: BenchOptions): Promise<void> {
  if (folder === undefined) throw new Error('bench report needs --in')
  if (!existsSync(known)) throw new Error(`${known} is missing: --known names the table of best known values`)
  const text = reportText({
    known: withSolutions(readKnownValues(readFileSync(known, 'utf8')), costsBelow(path.dirname(known))),
    results: new Map(readEach(folder, 'jsonl', readResults)),
    metas: new Map(readEach(folder, 'meta.json', (json) => JSON.parse(json) as RunMeta)),
  })
  if (out === undefined) process.stdout.write(text)
  else writeFileSync(out, text)
}

function readEach<T>(folder: string, extension: string, read: (text: string) => T): [string, T][] {
  return RUNS.flatMap(({ name }): [string, T][] => {
    const file = path.join(folder, `${name}.${extension}`)
    return existsSync(file) ? [[name, read(readFileSync(file, 'utf8'))]] : []
  })
}

function costsBelow(folder: string): Map<string, number> {
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((file) =>
    file.endsWith('.sol'),
  )
  return new Map(
    files.flatMap((file) => {
      const cost = costOfSolution(readFileSync(path.join(folder, file), 'utf8'))
      return cost === undefined ? [] : [[path.parse(file).name, cost]]
    }),
  )
}
