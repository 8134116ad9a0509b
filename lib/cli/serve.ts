/**
 * The web server: Next's standalone server as our child, on loopback, until it or the database ends.
 *
 * Errors  Sentence when the port is taken, the server does not answer, or something ends that should run on.
 */
import { mkdirSync, openSync } from 'node:fs'
import { createServer } from 'node:net'
import path from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { parseArgs } from 'node:util'
import { type Child, startNode } from './child'
import type { Database } from './database'
import { step } from './progress'
import { ROOT } from './project'
import { Sentence } from './sentence'

const PORT = 3000
const READY_WITHIN_MS = 30_000
const LOOK_MS = 50

/** `[--port N]`, which is all that a serving command is told. */
export function readPort(args: string[], command: string): number {
  try {
    return parsePort(parseArgs({ args, options: { port: { type: 'string' } } }).values.port)
  } catch (error) {
    if (error instanceof Sentence) throw error
    throw new Sentence(`${error instanceof Error ? error.message : error}\nnpm run ${command} [-- --port N]`)
  }
}

export function parsePort(text: string | undefined): number {
  const port = text === undefined ? PORT : Number(text)
  if (Number.isInteger(port) && port >= 1 && port <= 65_535) return port
  throw new Sentence(`${text} is no port: give a number from 1 to 65535.`)
}

/** On both loopback addresses, for a browser may try either. */
export async function refuseIfTaken(port: number, command: string): Promise<void> {
  for (const address of ['127.0.0.1', '::1']) {
    const code = await tryListen(port, address)
    if (code === 'EADDRINUSE') {
      throw new Sentence(
        `Port ${port} is taken by another program: stop that, or choose another port, such as \`npm run ${command} -- --port ${port + 1}\`.`,
      )
    }
    if (code === 'EACCES') throw new Sentence(`Port ${port} is not open to this user: choose one above 1023.`)
  }
}

export function addressOf(port: number): string {
  return process.env.SHANGQUAN_URL ?? `http://localhost:${port}`
}

/** Starts the main file of a build; resolves when it answers. `log`: its words go to a file in the data folder instead of the console. */
export async function startWeb(
  server: string,
  port: number,
  database: Database,
  { log }: { log: boolean },
): Promise<Child> {
  const stdout = log ? openLog(database.folder ?? path.join(ROOT, '.setup')) : 'inherit'
  const web = startNode([server], {
    env: {
      NODE_ENV: 'production',
      HOSTNAME: '127.0.0.1',
      PORT: String(port),
      SHANGQUAN_URL: addressOf(port),
    },
    stdout,
    stderr: 'inherit',
  })
  await step('web server', () => becomesReady(web, port))
  return web
}

/** Serves until asked to stop; that is done by the signals' handlers, so this only ever throws. */
export async function serveOn(web: Child, database: Database): Promise<never> {
  const what = await Promise.race([
    web.ended.then((code) => `The web server ended unexpectedly (${code}).`),
    database.ended.then(
      () => `The database in ${database.folder} ended unexpectedly (see its postgres.log).`,
    ),
  ])
  throw new Sentence(what)
}

function openLog(folder: string): number {
  mkdirSync(folder, { recursive: true })
  return openSync(path.join(folder, 'web.log'), 'w')
}

async function becomesReady(web: Child, port: number): Promise<void> {
  const until = Date.now() + READY_WITHIN_MS
  let isOver = false
  web.ended.then(() => {
    isOver = true
  })
  while (!isOver && Date.now() < until) {
    const answer = await fetch(`http://127.0.0.1:${port}/api/health`).catch(() => undefined)
    if (answer?.ok) return
    await wait(LOOK_MS)
  }
  throw new Sentence(isOver ? 'The web server did not start.' : 'The web server started but does not answer.')
}

function tryListen(port: number, address: string): Promise<string | undefined> {
  return new Promise((resolve) => {
    const probe = createServer()
    probe.once('error', (error: NodeJS.ErrnoException) => resolve(error.code))
    probe.listen(port, address, () => probe.close(() => resolve(undefined)))
  })
}
