/** Loads a city into the database of `DATABASE_URL`, or finds it loaded, with its progress on the console. */
import path from 'node:path'
import type { LoadSummary } from '@/lib/usecases/load-sample'
import { startNode } from './child'
import { begin, end, type Running } from './progress'
import { ROOT } from './project'
import type { SampleMessage, SampleSource } from './sample.main'
import { Sentence } from './sentence'

export async function loadCity(source: SampleSource): Promise<LoadSummary> {
  const loader = startNode([path.join(ROOT, 'lib/cli/sample.main.ts'), JSON.stringify(source)], {
    stdout: 'ignore',
    stderr: 'inherit',
    sources: true,
  })
  let current: Running | undefined
  let summary: LoadSummary | undefined
  let failed: Extract<SampleMessage, { failed: string }> | undefined
  loader.process.on('message', (message: SampleMessage) => {
    if ('summary' in message) summary = message.summary
    else if ('failed' in message) failed = message
    else current = follow(current, message)
  })
  const code = await loader.ended
  if (current) end(current, { failed: !summary })
  if (summary) return summary
  if (failed?.isSentence) throw new Sentence(failed.failed)
  throw new Sentence(`The city could not be loaded: ${failed?.failed ?? `the loader ended with ${code}`}`)
}

type Progress = Extract<SampleMessage, { step: string }>

function follow(current: Running | undefined, { step, done, total }: Progress): Running {
  const name = step.replaceAll('-', ' ')
  if (current?.name !== name && current) end(current)
  const running = current?.name === name ? current : begin(name)
  if (done !== undefined) running.note = total ? `${Math.floor((100 * done) / total)} %` : String(done)
  return running
}
