/**
 * Bench `web`: what a browser fetches and waits for at the first view of each page, with an empty cache, from the built
 * web of the demonstration (of the server at E2E_URL, if that is set).
 *
 * Shape   one line a page. `seconds` from the request to where the page is of use: the map has drawn its shops, any
 *         other page has its heading; the median of three. `jsKb` is the script as it came over the wire, in kB of
 *         1,000 bytes, without MapLibre's worker; `budgetKb` is what it may be.
 */
import { type Browser, type BrowserContext, chromium, type Page, type Request } from '@playwright/test'
import { findChromium } from '@/lib/cli/chromium.mjs'
import startDemo, { type DemoUser } from '@/tests/e2e/demo-server'

type Target = { name: string; address: string; budgetKb: number; isMap?: boolean }
type Options = { only?: string[]; json: boolean }

const MAP_KB = 650
const ELSEWHERE_KB = 320
const TARGETS: readonly Target[] = [
  { name: 'map', address: '/map', budgetKb: MAP_KB, isMap: true },
  { name: 'plans', address: '/plans', budgetKb: ELSEWHERE_KB },
  { name: 'today', address: '/today', budgetKb: ELSEWHERE_KB },
  { name: 'retailers', address: '/retailers', budgetKb: ELSEWHERE_KB },
  { name: 'trade-areas', address: '/trade-areas', budgetKb: ELSEWHERE_KB },
  { name: 'allocations', address: '/allocations', budgetKb: ELSEWHERE_KB },
  { name: 'rules', address: '/rules', budgetKb: ELSEWHERE_KB },
  { name: 'import', address: '/import', budgetKb: ELSEWHERE_KB },
]
const VIEWS = 3
const GRAPHICS = ['--use-angle=swiftshader', '--enable-unsafe-swiftshader', '--ignore-gpu-blocklist']
const USUAL_USER: DemoUser = { role: 'market-manager', name: 'sofia.rodriguez', password: 'shangquan-demo' }

export async function bench({ only, json }: Options): Promise<void> {
  const stop = await startDemo()
  const executablePath = findChromium()
  const browser = await chromium.launch({
    ...(executablePath && { executablePath }),
    args: ['--no-sandbox', ...GRAPHICS],
  })
  try {
    const signedIn = await signIn(browser)
    for (const target of TARGETS) {
      if (!only || only.includes(target.name)) report(target, await measure(browser, signedIn, target), json)
    }
  } finally {
    await browser.close()
    await stop?.()
  }
}

type SignedIn = Awaited<ReturnType<BrowserContext['storageState']>>
type View = { seconds: number; jsBytes: number }

async function signIn(browser: Browser): Promise<SignedIn> {
  const users = process.env.E2E_USERS ? (JSON.parse(process.env.E2E_USERS) as DemoUser[]) : [USUAL_USER]
  const user = users.find(({ role }) => role === USUAL_USER.role) ?? USUAL_USER
  const context = await browser.newContext()
  const page = await context.newPage()
  await page.goto(`${process.env.E2E_URL}/sign-in`)
  await page.locator('input[name=username]').fill(user.name)
  await page.locator('input[name=password]').fill(user.password)
  await page.locator('button[type=submit]').click()
  await page.waitForURL((url) => url.pathname !== '/sign-in')
  const state = await context.storageState()
  await context.close()
  return state
}

async function measure(browser: Browser, storageState: SignedIn, target: Target): Promise<View> {
  const views: View[] = []
  for (let k = 0; k < VIEWS; k++) {
    const context = await browser.newContext({ storageState, viewport: { width: 1440, height: 900 } })
    views.push(await view(await context.newPage(), target))
    await context.close()
  }
  return views.toSorted((a, b) => a.seconds - b.seconds)[Math.floor(VIEWS / 2)]!
}

async function view(page: Page, { address, isMap }: Target): Promise<View> {
  const scripts: Request[] = []
  let hasShops = false
  page.on('requestfinished', (request) => {
    if (request.url().includes('/api/tiles/retailers/')) hasShops = true
    const isScript = request.resourceType() === 'script' && !request.url().includes('worker')
    if (isScript) scripts.push(request)
  })
  const startedMs = performance.now()
  await page.goto(`${process.env.E2E_URL}${address}`, { waitUntil: 'commit' })
  if (isMap) {
    while (!hasShops) await page.waitForEvent('requestfinished')
    await page.locator('[data-testid=map][data-idle=true]').waitFor()
  } else await page.locator('main :is(h1, h2)').first().waitFor()
  const seconds = (performance.now() - startedMs) / 1000
  await page.waitForLoadState('networkidle')
  const sizes = await Promise.all([...scripts].map((script) => script.sizes()))
  return { seconds, jsBytes: sizes.reduce((sum, { responseBodySize }) => sum + responseBodySize, 0) }
}

function report({ name, budgetKb }: Target, { seconds, jsBytes }: View, json: boolean): void {
  const jsKb = Math.round(jsBytes / 1000)
  if (json)
    console.log(JSON.stringify({ instance: name, seconds, jsKb, budgetKb, withinBudget: jsKb <= budgetKb }))
  else console.log(`${name.padEnd(12)} ${seconds.toFixed(2)} s  ${jsKb} kB of script, budget ${budgetKb} kB`)
}
