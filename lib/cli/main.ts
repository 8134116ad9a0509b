/** The commands behind the npm scripts. A fault that the person at the console can mend is one sentence. */
import { migrateAloud, withDatabase } from './database'
import { endProcess, isEnding } from './ending'
import { say } from './progress'
import { Sentence } from './sentence'

type Command = (args: string[]) => Promise<number>

/** `npm run -s shangquan -- …`, which print their results and nothing else. */
const SHANGQUAN: Readonly<Record<string, Command>> = {
  plan: async (args) => (await import('./commands/plan')).run(args),
  'check-plan': async (args) => (await import('./commands/check-plan')).run(args),
  import: (args) => withDatabase(async () => (await import('./commands/import')).run(args), 'import'),
  backup: (args) => withDatabase(async (url) => (await import('./commands/backup')).run(args, url), 'backup'),
  restore: (args) =>
    withDatabase(async (url) => (await import('./commands/restore')).run(args, url), 'restore'),
  token: (args) => withDatabase(async () => (await import('./commands/token')).run(args), 'token'),
}

/** Scripts of their own. */
const SCRIPTS: Readonly<Record<string, Command>> = {
  demo: async (args) => (await import('./commands/demo')).run(args),
  dev: async (args) => (await import('./commands/dev')).run(args),
  build: async () => (await import('./build')).ensureBuild().then(() => 0),
  start: async (args) => (await import('./commands/start')).run(args),
  worker: async () => (await import('./commands/worker')).run(),
  'db:migrate': () => withDatabase((databaseUrl) => migrateAloud(databaseUrl).then(() => 0), 'db:migrate'),
  'db:new': ([name = '']) => withDatabase((databaseUrl) => newMigration(databaseUrl, name), 'db:new'),
}

async function newMigration(databaseUrl: string, name: string): Promise<number> {
  const { writeMigration } = await import('./new-migration')
  const file = await writeMigration({ databaseUrl, name, now: new Date() })
  say(file ? `Written: ${file}` : 'The schema has not changed.')
  return 0
}

const [name = '', ...args] = process.argv.slice(2)
const command = SHANGQUAN[name] ?? SCRIPTS[name]
try {
  if (!command) throw new Sentence(`shangquan ${Object.keys(SHANGQUAN).join(' | ')}`)
  await endProcess(await command(args))
} catch (error) {
  if (isEnding()) await endProcess(1)
  if (!(error instanceof Sentence)) throw error
  say(error.message)
  await endProcess(error.exitCode)
}
