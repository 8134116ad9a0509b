'use server'

import { redirect } from 'next/navigation'
import { z } from 'zod'
import { type SignInFailure, signIn } from '@/lib/auth/sign-in'
import { now } from '@/lib/usecases/clock'
import { safePath } from './safe-path'

const SignIn = z.object({
  username: z.string().trim().min(1).max(60),
  password: z.string().min(1).max(200),
})

export type SignInState =
  | { status: 'idle' }
  | { status: 'incomplete'; username: string }
  | { status: 'refused'; username: string; failure: SignInFailure }

export async function signInAction(_previous: SignInState, form: FormData): Promise<SignInState> {
  const given = SignIn.safeParse(Object.fromEntries(form))
  const username = String(form.get('username') ?? '')
  if (!given.success) return { status: 'incomplete', username }

  const outcome = await signIn(given.data, now())
  if (!outcome.ok) return { status: 'refused', username, failure: outcome.error }

  redirect(safePath(form.get('next')))
}
