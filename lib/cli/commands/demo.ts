/**
 * `npm run demo`: the sample city, or one of the user's own, loaded and planned, then served.
 *
 * Exit    0 when it was stopped, or with `--once` when the work is done; 1 when it cannot be; 3 when another process
 *         serves the data folder.
 */
import { statSync } from 'node:fs'
import path from 'node:path'
import { parseArgs } from 'node:util'
import { ensureBuild } from '@/lib/cli/build'
import { migrateAloud, openDatabase, refuseIfServed } from '@/lib/cli/database'
import { refuseIfFull } from '@/lib/cli/disk'
import { serverAccount } from '@/lib/cli/embedded/account'
import { reachableHome } from '@/lib/cli/embedded/places'
import { endOnSignals } from '@/lib/cli/ending'
import { leftOutLines } from '@/lib/cli/left-out'
import { say, secondsSinceStart } from '@/lib/cli/progress'
import { dataFolder, SAMPLES } from '@/lib/cli/project'
import { loadCity } from '@/lib/cli/sample'
import type { SampleSource } from '@/lib/cli/sample.main'
import { Sentence } from '@/lib/cli/sentence'
import { addressOf, parsePort, refuseIfTaken, serveOn, startWeb } from '@/lib/cli/serve'
import { DATUMS, type Datum } from '@/lib/domain/import/import-check'
import { importWords } from '@/lib/i18n/import-messages'
import type { LoadSummary } from '@/lib/usecases/load-sample'

const USAGE = `npm run demo [-- --once] [--sample ${SAMPLES.join('|')} | --from FOLDER [--datum ${DATUMS.join('|')}]] [--port N]`

export async function run(argv: string[]): Promise<number> {
  endOnSignals()
  const { once, source, folder, port } = readOrder(argv)
  if (!once) refuseIfServed(folder)
  if (!once) await refuseIfTaken(port, 'demo')
  if (!process.env.DATABASE_URL) refuseIfFull(reachableHome(folder, serverAccount()))

  const { database, summary, server } = await prepare(source, folder, once)
  tellLeftOut(summary)
  if (once) {
    const { demoUsers: _people, leftOut: _facts, ...figures } = summary
    console.log(JSON.stringify({ ...figures, seconds: secondsSinceStart() }))
    await database.close()
    return 0
  }
  const web = await startWeb(server, port, database, { log: true })
  endOnSignals({ SIGINT: 0, SIGTERM: 0 })
  console.log(invitation(summary, addressOf(port), database.folder))
  return serveOn(web, database)
}

type Order = { once: boolean; source: SampleSource; folder: string; port: number }

function readOrder(argv: string[]): Order {
  const { sample, from, once, port, datum: said } = parseOrExplain(argv)
  const datum = readDatum(said, from)
  if (from !== undefined) {
    if (sample !== undefined) throw new Sentence(`Give a sample or a folder, not both.\n${USAGE}`)
    const given = path.resolve(process.env.INIT_CWD ?? '.', from)
    if (!statSync(given, { throwIfNoEntry: false })?.isDirectory()) {
      throw new Sentence(`There is no folder ${given}.`)
    }
    return {
      once,
      port: parsePort(port),
      source: { folder: given, ...(datum && { datum }) },
      folder: dataFolder(nameOfOwn(given)),
    }
  }
  const known = SAMPLES.find((name) => name === (sample ?? SAMPLES[0]))
  if (!known) {
    throw new Sentence(`There is no sample ${sample}: use ${SAMPLES.join(' or ')}, or --from FOLDER.`)
  }
  return { once, port: parsePort(port), source: { sample: known }, folder: dataFolder(known) }
}

function parseOrExplain(args: string[]) {
  const options = {
    once: { type: 'boolean', default: false },
    sample: { type: 'string' },
    from: { type: 'string' },
    datum: { type: 'string' },
    port: { type: 'string' },
  } as const
  try {
    return parseArgs({ args, options }).values
  } catch (error) {
    throw new Sentence(`${error instanceof Error ? error.message : error}\n${USAGE}`)
  }
}

function readDatum(said: string | undefined, from: string | undefined): Datum | undefined {
  if (said === undefined) return undefined
  if (from === undefined) throw new Sentence(`--datum goes with --from FOLDER.\n${USAGE}`)
  const datum = DATUMS.find((known) => known === said)
  if (!datum) throw new Sentence(`The datum ${said} is not known: use ${DATUMS.join(', ')}.`)
  return datum
}

/** Never the name of a sample. */
function nameOfOwn(folder: string): string {
  return `own-${path.basename(folder).replace(/[^\p{L}\p{N}_.-]+/gu, '-')}`
}

/** The web is built while the city is loaded: the one needs processors, the other mostly one and the disk. */
async function prepare(source: SampleSource, folder: string, once: boolean) {
  const open = async () => {
    const database = await openDatabase(folder, {
      mode: once ? 'command' : 'serving',
      command: 'npm run demo',
    })
    if (once && !database.folder) await migrateAloud(database.url)
    return { database, summary: await loadCity(source) }
  }
  const [opened, server] = await Promise.all([open(), ensureBuild()])
  return { ...opened, server }
}

/** Of a city of the user's own: how much of each file could be stored, and why the rest could not. */
function tellLeftOut({ leftOut }: LoadSummary): void {
  const words = importWords('en')
  for (const line of leftOut.flatMap((file) => leftOutLines(file, words))) say(`  ${line}`)
}

function invitation({ demoUsers }: LoadSummary, address: string, folder: string | undefined): string {
  const widths = (['role', 'name'] as const).map((key) =>
    Math.max(...demoUsers.map((user) => user[key].length)),
  )
  const people = demoUsers.map(
    ({ role, name, password }) =>
      `  ${role.padEnd(widths[0] ?? 0)}  ${name.padEnd(widths[1] ?? 0)}  ${password}`,
  )
  return [
    '',
    `Shangquan is ready: ${address}`,
    '',
    ...people,
    '',
    `Data: ${folder ?? 'the database of DATABASE_URL'}`,
    'Ctrl-C stops it.',
  ].join('\n')
}
