'use server'

import { cookies } from 'next/headers'
import { redirect } from 'next/navigation'
import { findActor } from '@/lib/auth/session'
import { signOut } from '@/lib/auth/sign-in'
import { isLocale, LOCALE_COOKIE } from '@/lib/i18n/locales'
import { type FindPlacesResult, findPlaces } from '@/lib/usecases/find-places'

const YEAR_S = 365 * 24 * 3600

export async function chooseLocaleAction(locale: string): Promise<void> {
  if (!isLocale(locale)) return
  const jar = await cookies()
  jar.set(LOCALE_COOKIE, locale, { maxAge: YEAR_S, sameSite: 'lax', path: '/' })
}

export async function signOutAction(): Promise<void> {
  if (await findActor()) await signOut()
  redirect('/sign-in')
}

export async function findPlacesAction(text: string): Promise<FindPlacesResult> {
  const actor = await findActor()
  return actor ? findPlaces(actor, { text: String(text).slice(0, 80) }) : []
}
