/** A serving process as `npm start` is one, without the web: prints its address when it serves. For launcher.test.ts. */
import { openDatabase } from '@/lib/cli/database'
import { endOnSignals, endProcess } from '@/lib/cli/ending'
import { Sentence } from '@/lib/cli/sentence'

endOnSignals({ SIGINT: 0, SIGTERM: 0 })
try {
  const database = await openDatabase(String(process.argv[2]), { mode: 'serving', command: 'npm start' })
  console.log(database.url)
  await database.ended
  await endProcess(1)
} catch (error) {
  if (!(error instanceof Sentence)) throw error
  console.error(error.message)
  await endProcess(error.exitCode)
}
