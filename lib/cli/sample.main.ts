/**
 * Loads a city in a process of its own, so that the one that supervises stays small and awake.
 *
 * Shape   the source is the only argument, as JSON; what it says goes over the channel as SampleMessage.
 */
import pg from 'pg'
import type { Report } from '@/lib/usecases/load-city/city'
import { type LoadSummary, loadSample } from '@/lib/usecases/load-sample'

export type SampleSource = Parameters<typeof loadSample>[0]
export type SampleMessage =
  | { step: Parameters<Report>[0]; done?: number; total?: number }
  | { summary: LoadSummary }
  | { failed: string; isSentence: boolean }

/** Any fixed number: two commands that load into one database do so one after the other. */
const TURN = 7_426_826

function tell(message: SampleMessage): Promise<void> {
  return new Promise((resolve) => process.send?.(message, () => resolve()))
}

const turn = new pg.Client({ connectionString: process.env.DATABASE_URL })
try {
  await turn.connect()
  await turn.query('select pg_advisory_lock($1)', [TURN])
  const source = JSON.parse(process.argv[2] ?? '') as SampleSource
  const summary = await loadSample(source, (step, done, total) => {
    void tell({ step, ...(done === undefined ? {} : { done }), ...(total === undefined ? {} : { total }) })
  })
  await tell({ summary })
  process.exit(0)
} catch (error) {
  const isSentence = error instanceof Error && error.name === 'Sentence'
  if (!isSentence) console.error(error)
  await tell({ failed: error instanceof Error ? error.message : String(error), isSentence })
  process.exit(1)
}
