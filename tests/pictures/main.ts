/**
 * `npm run pictures`: the screenshots of README.md, taken in a real browser from the demonstration of the end-to-end
 * tests, or from the server that E2E_URL names.
 */
import { mkdirSync } from 'node:fs'
import path from 'node:path'
import { chromium, type Page } from '@playwright/test'
import playwright from '@/playwright.config'
import startDemo, { type DemoUser } from '@/tests/e2e/demo-server'

const FOLDER = path.resolve('docs/pictures')
const VIEWPORT = { width: 1440, height: 900 }

type Picture = { name: string; role: string; locale: 'en' | 'zh-CN'; open: (page: Page) => Promise<void> }

const PICTURES: readonly Picture[] = [
  {
    name: 'map',
    role: 'market-manager',
    locale: 'en',
    async open(page) {
      await page.goto('/map')
      await settled(page)
      await page.keyboard.press('Control+k')
      await page.getByRole('combobox', { name: /search/i }).fill('La Esquina')
      await page.getByRole('option').first().click()
      await page.waitForURL(/sel=r/)
      await page.getByRole('heading', { name: 'La Esquina' }).waitFor()
    },
  },
  {
    name: 'plan',
    role: 'market-manager',
    locale: 'en',
    async open(page) {
      await page.goto('/plans')
      await page.getByRole('rowheader').first().getByRole('link').click()
      await page.locator('[data-stop]').first().waitFor()
    },
  },
  {
    name: 'allocation-zh',
    role: 'marketing',
    locale: 'zh-CN',
    async open(page) {
      await page.goto('/allocations')
      await page.locator('main a[href*="product="]').first().click()
      await page.waitForURL(/product=/)
    },
  },
]

mkdirSync(FOLDER, { recursive: true })
const stop = await startDemo()
const browser = await chromium.launch(playwright.use?.launchOptions)
const users: DemoUser[] = process.env.E2E_USERS ? JSON.parse(process.env.E2E_USERS) : []
try {
  for (const picture of PICTURES) await take(picture)
} finally {
  await browser.close()
  await stop?.()
}

async function take({ name, role, locale, open }: Picture): Promise<void> {
  const baseURL = String(process.env.E2E_URL)
  const context = await browser.newContext({ viewport: VIEWPORT, baseURL })
  await context.addCookies([{ name: 'locale', value: locale, url: baseURL }])
  const page = await context.newPage()
  await signIn(page, role)
  await open(page)
  await settled(page)
  await page.screenshot({ path: path.join(FOLDER, `${name}.jpg`), type: 'jpeg', quality: 82 })
  await context.close()
  console.error(`docs/pictures/${name}.jpg`)
}

async function signIn(page: Page, role: string): Promise<void> {
  const user = users.find((one) => one.role === role)
  if (!user) throw new Error(`the demonstration has no ${role}`)
  await page.goto('/sign-in')
  await page.locator('input[name=username]').fill(user.name)
  await page.locator('input[name=password]').fill(user.password)
  await page.locator('button[type=submit]').click()
  await page.waitForURL((url) => url.pathname !== '/sign-in')
}

/** Nothing is being fetched any more, and the map has drawn all it has. */
async function settled(page: Page): Promise<void> {
  await page.waitForLoadState('networkidle')
  await page.locator('[data-testid=map][data-idle=true]').first().waitFor()
}
