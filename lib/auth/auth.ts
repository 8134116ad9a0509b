/**
 * Sessions by better-auth, kept in the database. Called from server code only: no route of better-auth is mounted,
 * so signing in passes our own limit and every form passes Next's check of its origin.
 */
import { randomBytes } from 'node:crypto'
import { betterAuth } from 'better-auth'
import { prismaAdapter } from 'better-auth/adapters/prisma'
import { nextCookies } from 'better-auth/next-js'
import { username } from 'better-auth/plugins'
import { db } from '@/lib/db/client'
import { hashPassword, verifyPassword } from './password'

async function sharedSecret(): Promise<string> {
  const made = randomBytes(32).toString('base64url')
  await db.setting.createMany({ data: [{ key: 'session-secret', value: made }], skipDuplicates: true })
  return (await db.setting.findUniqueOrThrow({ where: { key: 'session-secret' } })).value
}

async function makeAuth() {
  return betterAuth({
    baseURL: process.env.SHANGQUAN_URL ?? 'http://localhost:3000',
    secret: await sharedSecret(),
    telemetry: { enabled: false },
    database: prismaAdapter(db, { provider: 'postgresql' }),
    emailAndPassword: {
      enabled: true,
      disableSignUp: true,
      password: { hash: hashPassword, verify: ({ hash, password }) => verifyPassword(hash, password) },
    },
    plugins: [
      username({
        minUsernameLength: 2,
        usernameValidator: (name) => /^[\p{L}\p{N}_.-]{2,30}$/u.test(name),
      }),
      nextCookies(),
    ],
  })
}

let made: ReturnType<typeof makeAuth> | undefined

export function getAuth(): ReturnType<typeof makeAuth> {
  made ??= makeAuth()
  return made
}
