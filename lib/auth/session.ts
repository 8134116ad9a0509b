/** Who is calling, for pages, actions and routes of the web. */
import { headers } from 'next/headers'
import { redirect } from 'next/navigation'
import { cache } from 'react'
import type { Actor } from '@/lib/domain/actor'
import { findActorOfUser } from './actor'
import { getAuth } from './auth'
import { findActorOfToken } from './token'

/** The signed-in person, or the holder of a bearer token, or undefined. Read once a request. */
export const findActor = cache(async (): Promise<Actor | undefined> => {
  const sent = await headers()
  const bearer = sent.get('authorization')?.match(/^Bearer (\S+)$/)?.[1]
  if (bearer) return findActorOfToken(bearer)
  const auth = await getAuth()
  const session = await auth.api.getSession({ headers: sent })
  return session ? findActorOfUser(session.user.id) : undefined
})

/** For pages and actions: sends anyone unknown to the sign-in page. */
export async function requireActor(): Promise<Actor> {
  const actor = await findActor()
  if (!actor) redirect('/sign-in')
  return actor
}
