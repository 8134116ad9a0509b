/** The commands behind `npm run -s shangquan -- …` and the two of the schema. Only what a command prints is printed. */
import { withDatabase } from './database'
import { endProcess } from './ending'
import { writeMigration } from './new-migration'
import { say } from './progress'
import { Sentence } from './sentence'

const COMMANDS: Readonly<Record<string, (args: string[]) => Promise<number>>> = {
  plan: async (args) => (await import('./commands/plan')).run(args),
  'check-plan': async (args) => (await import('./commands/check-plan')).run(args),
  import: (args) => withDatabase(async () => (await import('./commands/import')).run(args), 'import'),
  'db:migrate': () => withDatabase(async () => 0, 'db:migrate'),
  'db:new': ([name = '']) => withDatabase((databaseUrl) => newMigration(databaseUrl, name), 'db:new'),
}

async function newMigration(databaseUrl: string, name: string): Promise<number> {
  const file = await writeMigration({ databaseUrl, name, now: new Date() })
  say(file ? `Written: ${file}` : 'The schema has not changed.')
  return 0
}

const [name = '', ...args] = process.argv.slice(2)
const command = COMMANDS[name]
try {
  if (!command) throw new Sentence(`shangquan ${Object.keys(COMMANDS).slice(0, 3).join(' | ')}`)
  await endProcess(await command(args))
} catch (error) {
  if (!(error instanceof Sentence)) throw error
  say(error.message)
  await endProcess(error.exitCode)
}
