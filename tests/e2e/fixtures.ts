/**
 * What every end-to-end test has: a person to be, and a console without errors.
 *
 * Shape  `signInAs(role)` goes through the sign-in page as the demonstration's user of that role.
 *        `expectConsoleError(pattern)` names an error that the test itself brings about.
 */
import { test as base, expect, type Locator, type Page } from '@playwright/test'
import type { Role } from '@/lib/domain/actor'
import type { Locale } from '@/lib/i18n/locales'
import type { DemoUser } from './demo-server'

type SignInOptions = { language?: Locale; page?: Page }

type Fixtures = {
  user: (role: Role) => DemoUser
  signInAs: (role: Role, options?: SignInOptions) => Promise<void>
  expectConsoleError: (pattern: RegExp) => void
  quietConsole: RegExp[]
}

/** As the demonstration prints them; a server that runs already has the same. */
const USUAL_USERS: DemoUser[] = [
  { role: 'market-manager', name: 'sofia.rodriguez', password: 'shangquan-demo' },
  { role: 'customer-manager', name: 'gonzalo.correa', password: 'shangquan-demo' },
  { role: 'marketing', name: 'cecilia.bentancor', password: 'shangquan-demo' },
]

export const test = base.extend<Fixtures>({
  // biome-ignore lint/correctness/noEmptyPattern: Playwright reads what a fixture needs from this pattern
  baseURL: async ({}, use) => {
    await use(process.env.E2E_URL)
  },
  // biome-ignore lint/correctness/noEmptyPattern: this fixture uses no other, which Playwright reads from an empty pattern
  user: async ({}, use) => {
    const given = process.env.E2E_USERS
    const users = given ? (JSON.parse(given) as DemoUser[]) : USUAL_USERS
    await use((role) => {
      const found = users.find((user) => user.role === role)
      if (!found) throw new Error(`the demonstration has no ${role}`)
      return found
    })
  },
  signInAs: async ({ page, user, baseURL }, use) => {
    await use(async (role, { language = 'en', page: own = page } = {}) => {
      const { name, password } = user(role)
      await own.context().clearCookies() // whoever was signed in before
      await own.context().addCookies([{ name: 'locale', value: language, url: String(baseURL) }])
      await own.goto('/sign-in')
      await own.locator('input[name=username]').fill(name)
      await own.locator('input[name=password]').fill(password)
      await own.locator('button[type=submit]').click()
      await own.waitForURL((url) => url.pathname !== '/sign-in')
    })
  },
  expectConsoleError: async ({ quietConsole }, use) => {
    await use((pattern) => {
      quietConsole.push(pattern)
    })
  },
  quietConsole: [
    async ({ context }, use) => {
      const expected: RegExp[] = []
      const errors: string[] = []
      context.on('console', (message) => {
        if (message.type() === 'error') errors.push(`${message.text()} (${message.location().url})`)
      })
      context.on('weberror', (error) => errors.push(String(error.error().stack ?? error.error())))
      await use(expected)
      expect(errors.filter((error) => !expected.some((pattern) => pattern.test(error)))).toEqual([])
    },
    { auto: true },
  ],
})

/** A dialog takes the focus a moment after it has opened; what is typed into another field before that is lost. */
export async function expectFocusIn(dialog: Locator): Promise<void> {
  await expect(dialog.locator(':focus')).toHaveCount(1)
}

export { expect } from '@playwright/test'
