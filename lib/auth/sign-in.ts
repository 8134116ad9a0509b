/**
 * Signing in by user name and password, limited by user name: ten failures in ten minutes close the name
 * until the ten minutes are over. Addresses are no use as a key, since any caller can claim one.
 */
import { APIError } from 'better-auth/api'
import { headers } from 'next/headers'
import { db } from '@/lib/db/client'
import { fail, ok, type Result } from '@/lib/domain/result'
import { getAuth } from './auth'

const FAILURES_MAX = 10
const WINDOW_MS = 10 * 60_000

export type SignInFailure =
  | { code: 'wrong-name-or-password' }
  | { code: 'too-many-attempts'; minutes: number }

export async function signIn(
  given: { username: string; password: string },
  now: Date,
): Promise<Result<void, SignInFailure>> {
  const name = given.username.trim().toLowerCase()
  const attempts = await db.signInAttempt.findUnique({ where: { username: name } })
  const opensAt = attempts ? attempts.since.getTime() + WINDOW_MS : 0
  if (attempts && attempts.failures >= FAILURES_MAX && opensAt > now.getTime()) {
    return fail({ code: 'too-many-attempts', minutes: Math.ceil((opensAt - now.getTime()) / 60_000) })
  }

  const auth = await getAuth()
  try {
    await auth.api.signInUsername({
      body: { username: name, password: given.password },
      headers: await headers(),
    })
  } catch (error) {
    if (!(error instanceof APIError)) throw error
    await countFailure(name, opensAt > now.getTime(), now)
    return fail({ code: 'wrong-name-or-password' })
  }
  await db.signInAttempt.deleteMany({ where: { username: name } })
  return ok(undefined)
}

export async function signOut(): Promise<void> {
  const auth = await getAuth()
  await auth.api.signOut({ headers: await headers() })
}

async function countFailure(username: string, inWindow: boolean, now: Date): Promise<void> {
  await db.signInAttempt.upsert({
    where: { username },
    create: { username, failures: 1, since: now },
    update: inWindow ? { failures: { increment: 1 } } : { failures: 1, since: now },
  })
}
