/**
 * What every npm script calls: sets up what is missing, then runs the command on Node 24.
 *
 * The command is tethered to this process, and this one to npm: whoever of them is killed, all end.
 */
import { spawn } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { constants } from 'node:os'
import { join } from 'node:path'
import { environment, giveUp, ROOT, setUp } from './setup.mjs'

const MAINS = { bench: 'tests/bench/main.ts', pictures: 'tests/pictures/main.ts' }
const OWN = ['demo', 'dev', 'build', 'start', 'worker', 'db:migrate', 'db:new']
const LOOK_MS = 500

const startedAt = Date.now()
const [name = '', ...args] = process.argv.slice(2)
const main = MAINS[name] ?? 'lib/cli/main.ts'
if (!MAINS[name] && !OWN.includes(name) && name !== 'shangquan') giveUp(`There is no command ${name}.`)

const node = await setUp()
const file = (path) => join(ROOT, path)
const flags = [
  '--disable-warning=ExperimentalWarning',
  ...['--import', file('lib/cli/alias.mjs'), '--import', file('lib/cli/tether.mjs')],
]
const child = spawn(node, [...flags, file(main), ...(OWN.includes(name) ? [name] : []), ...args], {
  stdio: ['inherit', 'inherit', 'inherit', 'ipc'],
  env: { ...environment(node), SHANGQUAN_TETHER: 'yes', SHANGQUAN_STARTED_AT: String(startedAt) },
})
child.on('error', (error) => giveUp(`Node 24 (${node}) cannot be started: ${error.message}`))
child.on('exit', (code, signal) => process.exit(code ?? 128 + (constants.signals[signal] ?? 0)))
for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => child.kill(signal))

/** npm passes its signals on, but nothing is left to do so when it is killed outright. */
if (process.env.npm_lifecycle_event) {
  const ancestors = listAncestors()
  setInterval(() => {
    if (listAncestors() !== ancestors) child.kill('SIGTERM')
  }, LOOK_MS).unref()
}

/** The parent and, as npm may have put a shell between, the parent's parent where it can be read. */
function listAncestors() {
  const parent = process.ppid
  try {
    const stat = readFileSync(`/proc/${parent}/stat`, 'utf8')
    return `${parent} ${stat.slice(stat.lastIndexOf(')') + 2).split(' ')[1]}`
  } catch {
    return `${parent}`
  }
}
