/** Tokens for REST: 256 random bits, shown once, kept as SHA-256. Their last use is known to the minute. */
import { createHash, randomBytes } from 'node:crypto'
import { db } from '@/lib/db/client'
import type { Actor } from '@/lib/domain/actor'
import { findActorOfUser } from './actor'

const USE_KNOWN_TO_MS = 60_000

export async function createToken(userId: string): Promise<string> {
  const token = `sq_${randomBytes(32).toString('base64url')}`
  await db.apiToken.create({ data: { userId, tokenHash: digest(token) } })
  return token
}

export async function findActorOfToken(token: string): Promise<Actor | undefined> {
  const held = await db.apiToken.findUnique({ where: { tokenHash: digest(token) } })
  if (!held || held.revokedAt) return undefined
  const at = new Date()
  if (!held.lastUsedAt || at.getTime() - held.lastUsedAt.getTime() > USE_KNOWN_TO_MS) {
    await db.apiToken.update({ where: { id: held.id }, data: { lastUsedAt: at } })
  }
  return findActorOfUser(held.userId)
}

function digest(token: string): string {
  return createHash('sha256').update(token).digest('hex')
}
