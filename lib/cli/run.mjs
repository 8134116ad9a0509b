/** `npm run shangquan | db:migrate | db:new`: sets up what is missing, then runs the command on Node 24. */
import { spawnSync } from 'node:child_process'
import { join } from 'node:path'
import { environment, giveUp, ROOT, setUp } from './setup.mjs'

const MAINS = { shangquan: 'lib/cli/main.ts', 'db:migrate': 'lib/cli/main.ts', 'db:new': 'lib/cli/main.ts' }
const [name = '', ...args] = process.argv.slice(2)
const main = MAINS[name] ?? giveUp(`There is no command ${name}.`)

const node = setUp()
const given = name === 'shangquan' ? args : [name, ...args]
const flags = ['--disable-warning=ExperimentalWarning', '--import', join(ROOT, 'lib/cli/alias.mjs')]
const { status } = spawnSync(node, [...flags, join(ROOT, main), ...given], {
  stdio: 'inherit',
  env: environment(node),
})
process.exit(status ?? 1)
