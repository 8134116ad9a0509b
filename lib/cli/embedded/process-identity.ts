/**
 * Which process this is, so that a lock outlives neither its process nor the machine's boot: process numbers are
 * used again, a number together with boot and start time is not.
 */
import { execFileSync } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import os from 'node:os'

export type ProcessIdentity = { pid: number; bootId: string; startedAt: string }

export function identityOf(pid: number): ProcessIdentity | undefined {
  const startedAt = findStartTime(pid)
  return startedAt === undefined ? undefined : { pid, bootId: bootId(), startedAt }
}

export function isAlive(identity: ProcessIdentity): boolean {
  return identity.bootId === bootId() && findStartTime(identity.pid) === identity.startedAt
}

function bootId(): string {
  const file = '/proc/sys/kernel/random/boot_id'
  if (existsSync(file)) return readFileSync(file, 'utf8').trim()
  return String(Math.round((Date.now() / 1000 - os.uptime()) / 60))
}

/** undefined if no such process runs. A zombie has ended, although its number is not free yet. */
function findStartTime(pid: number): string | undefined {
  if (process.platform === 'linux') return findLinuxStartTime(pid)
  try {
    process.kill(pid, 0)
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ESRCH') return undefined
  }
  if (process.platform === 'win32') return 'unknown'
  return execFileSync('ps', ['-o', 'lstart=', '-p', String(pid)], { encoding: 'utf8' }).trim()
}

function findLinuxStartTime(pid: number): string | undefined {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8')
    const [state, ...rest] = stat.slice(stat.lastIndexOf(')') + 2).split(' ')
    return state === 'Z' || state === 'X' ? undefined : rest[18]
  } catch {
    return undefined
  }
}
