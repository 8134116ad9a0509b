/** `npm start`: serves the web with one worker, on the database of `DATABASE_URL` or of the data folder. */
import { ensureBuild } from '@/lib/cli/build'
import { openDatabase, refuseIfServed } from '@/lib/cli/database'
import { endOnSignals } from '@/lib/cli/ending'
import { dataFolder } from '@/lib/cli/project'
import { addressOf, readPort, refuseIfTaken, serveOn, startWeb } from '@/lib/cli/serve'

export async function run(argv: string[]): Promise<number> {
  endOnSignals({ SIGINT: 0, SIGTERM: 0 })
  const port = readPort(argv, 'start')
  const folder = dataFolder()
  refuseIfServed(folder)
  await refuseIfTaken(port, 'start')
  const opening = openDatabase(folder, { mode: 'serving', command: 'npm start' })
  const [database, server] = await Promise.all([opening, ensureBuild()])
  const web = await startWeb(server, port, database, { log: false })
  console.log(`Shangquan is ready: ${addressOf(port)}`)
  return serveOn(web, database)
}
