/** What next-intl asks for on every request: the language (cookie, else the browser's), its words, the clock. */
import { cookies, headers } from 'next/headers'
import { getRequestConfig } from 'next-intl/server'
import { isLocale, LOCALE_COOKIE, type Locale, preferredLocale } from './locales'
import { NAMESPACES } from './namespaces'

export default getRequestConfig(async () => {
  const locale = await requestedLocale()
  return { locale, messages: await loadMessages(locale), timeZone: 'UTC' }
})

async function requestedLocale(): Promise<Locale> {
  const chosen = (await cookies()).get(LOCALE_COOKIE)?.value
  return isLocale(chosen) ? chosen : preferredLocale((await headers()).get('accept-language'))
}

async function loadMessages(locale: Locale) {
  const files = await Promise.all(
    NAMESPACES.map(
      async (name) => [name, (await import(`./messages/${locale}/${name}.json`)).default] as const,
    ),
  )
  return Object.fromEntries(files)
}
