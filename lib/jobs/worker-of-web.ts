/** The worker in the web server, which leaves its work to others when the server is asked to end. */
import { startWorker } from './queue'

export async function startWorkerOfWeb(): Promise<void> {
  const worker = await startWorker()
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => void worker.stop())
}
