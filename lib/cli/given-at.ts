/**
 * When the command was given: npm's start where the system tells it (Linux), else the launcher's.
 *
 * Units   milliseconds since 1970.
 */
import { readFileSync } from 'node:fs'

/** More than this ahead of the present process is the installation of packages, which is no part of a command. */
const AHEAD_MAX_MS = 3000
const TICKS_PER_S = 100

export function givenAtMs(): number {
  const launched = Number(process.env.SHANGQUAN_STARTED_AT) || performance.timeOrigin
  return Math.max(Math.min(npmStartedAtMs() ?? launched, launched), performance.timeOrigin - AHEAD_MAX_MS)
}

/** npm is the launcher's parent, or its parent's where a shell stands between. */
function npmStartedAtMs(): number | undefined {
  try {
    let pid = process.ppid
    for (let up = 0; up < 3; up++) {
      const stat = readFileSync(`/proc/${pid}/stat`, 'utf8')
      const nameEnd = stat.lastIndexOf(')')
      const fields = stat.slice(nameEnd + 2).split(' ')
      if (stat.slice(stat.indexOf('(') + 1, nameEnd).startsWith('npm')) {
        const upS = Number(readFileSync('/proc/uptime', 'utf8').split(' ')[0])
        return Date.now() - 1000 * (upS - Number(fields[19]) / TICKS_PER_S)
      }
      pid = Number(fields[1])
    }
  } catch {
    // no /proc on this system
  }
  return undefined
}
