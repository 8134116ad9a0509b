/** The account that runs the server: postgres refuses root, so root hands it to an unprivileged one. */
import { spawnSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { Sentence } from '@/lib/cli/sentence'

export type Account = { uid: number; gid: number }

/** undefined where the server may run as the caller. */
export function serverAccount(): Account | undefined {
  if (process.getuid?.() !== 0) return undefined
  const lines = readFileSync('/etc/passwd', 'utf8').split('\n')
  const nobody = lines.map((line) => line.split(':')).find(([name]) => name === 'nobody')
  const [uid, gid] = [Number(nobody?.[2]), Number(nobody?.[3])]
  if (!(uid > 0 && gid >= 0)) {
    throw new Sentence(
      'PostgreSQL does not run as root and there is no account "nobody" to give it to: start as another user.',
    )
  }
  return { uid, gid }
}

/** Whether the account gets through every folder on the way, as below a home of mode 700 it does not. */
export function canReach(account: Account, place: string): boolean {
  const test = spawnSync('/bin/sh', ['-c', 'test -r "$1" && test -x "$1"', 'sh', place], {
    ...account,
    cwd: '/',
  })
  return test.status === 0
}
