/**
 * For `node --import`: ends this process when the one that started it is gone, however that came about. The channel
 * between the two closes with either end; SIGTERM lets the process close what it has open, and half a minute later
 * it is ended anyway.
 */
import { isMainThread } from 'node:worker_threads'

if (isMainThread && process.channel) {
  process.once('disconnect', () => {
    setTimeout(() => process.kill(process.pid, 'SIGKILL'), 30_000).unref()
    process.kill(process.pid, 'SIGTERM')
  })
  process.channel.unref()
}
