/** `npm run dev`: Next's own server, which follows the sources as they change, on the data folder's database. */
import path from 'node:path'
import { startNode } from '@/lib/cli/child'
import { openDatabase, refuseIfServed } from '@/lib/cli/database'
import { endOnSignals } from '@/lib/cli/ending'
import { dataFolder, ROOT } from '@/lib/cli/project'
import { addressOf, readPort, refuseIfTaken, serveOn } from '@/lib/cli/serve'

export async function run(argv: string[]): Promise<number> {
  endOnSignals({ SIGINT: 0, SIGTERM: 0 })
  const port = readPort(argv, 'dev')
  const folder = dataFolder()
  refuseIfServed(folder)
  await refuseIfTaken(port, 'dev')
  const database = await openDatabase(folder, { mode: 'serving', command: 'npm run dev' })
  const next = path.join(ROOT, 'node_modules/next/dist/bin/next')
  const web = startNode([next, 'dev', '--port', String(port), '--hostname', '127.0.0.1'], {
    env: { NODE_ENV: 'development', NEXT_TELEMETRY_DISABLED: '1', SHANGQUAN_URL: addressOf(port) },
    stdout: 'inherit',
    stderr: 'inherit',
  })
  return serveOn(web, database)
}
