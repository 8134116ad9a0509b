/**
 * For `node --import`: ends this process when the one that started it is gone, however that came about. The channel
 * between the two closes with either end; SIGTERM lets the process close what it has open, and half a minute later
 * it is ended anyway.
 *
 * Shape  asked for by SHANGQUAN_TETHER, which goes no further: what this process forks has this file among its
 *        flags too, and a channel that is not ours.
 */
import { isMainThread } from 'node:worker_threads'

if (isMainThread && process.channel && process.env.SHANGQUAN_TETHER) {
  delete process.env.SHANGQUAN_TETHER
  process.once('disconnect', () => {
    setTimeout(() => process.kill(process.pid, 'SIGKILL'), 30_000).unref()
    process.kill(process.pid, 'SIGTERM')
  })
  process.channel.unref()
}
