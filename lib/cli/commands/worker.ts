/** `npm run worker`: one more process for the queue, on any machine that reaches the database. */
import { closeAtEnd, endOnSignals } from '@/lib/cli/ending'
import { say } from '@/lib/cli/progress'
import { Sentence } from '@/lib/cli/sentence'
import { checkServerVersion } from '@/lib/cli/server-version'

export async function run(): Promise<number> {
  const url = process.env.DATABASE_URL
  if (!url) {
    throw new Sentence(
      'A worker serves the queue of a database: set DATABASE_URL to it (the web server already runs one worker).',
    )
  }
  endOnSignals({ SIGINT: 0, SIGTERM: 0 })
  await checkServerVersion(url)
  const { startWorker } = await import('@/lib/jobs/queue')
  const worker = await startWorker()
  closeAtEnd(() => worker.stop())
  say('Working; Ctrl-C stops it.')
  return new Promise(() => {})
}
