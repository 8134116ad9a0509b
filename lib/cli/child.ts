/**
 * A Node process of ours: closed with us in order, and tethered (tether.mjs), so that it goes when we are killed.
 *
 * Shape   in a process group of its own: Ctrl-C reaches it through us alone. It may talk over the channel.
 */
import { type ChildProcess, spawn } from 'node:child_process'
import path from 'node:path'
import { closeAtEnd } from './ending'
import { ROOT } from './project'

type Output = number | 'inherit' | 'ignore'
type Options = { env?: Record<string, string>; stdout: Output; stderr: Output; sources?: boolean }

export type Child = {
  process: ChildProcess
  /** The exit code; 1 if it was killed or never started. */
  ended: Promise<number>
  stop(): Promise<void>
}

const STOP_WITHIN_MS = 5000

/** `sources`: the program is TypeScript of this project. */
export function startNode(args: string[], { env, stdout, stderr, sources = false }: Options): Child {
  const hooks = sources ? ['alias.mjs', 'tether.mjs'] : ['tether.mjs']
  const flags = hooks.flatMap((name) => ['--import', path.join(ROOT, 'lib/cli', name)])
  const child = spawn(process.execPath, ['--disable-warning=ExperimentalWarning', ...flags, ...args], {
    cwd: ROOT,
    env: { ...process.env, ...env, SHANGQUAN_TETHER: 'yes' },
    stdio: ['ignore', stdout, stderr, 'ipc'],
    detached: process.platform !== 'win32',
  })
  const ended = new Promise<number>((resolve) => {
    child.once('error', () => resolve(1))
    child.once('exit', (code) => resolve(code ?? 1))
  })
  const stop = closeAtEnd(async () => {
    child.kill('SIGTERM')
    const late = setTimeout(() => child.kill('SIGKILL'), STOP_WITHIN_MS)
    await ended
    clearTimeout(late)
  })
  ended.then(stop)
  return { process: child, ended, stop }
}
