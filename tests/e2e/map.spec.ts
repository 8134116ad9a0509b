import type { Page } from '@playwright/test'
import { expect, test } from './fixtures'

const map = (page: Page) => page.getByTestId('map')
const legend = (page: Page) => page.getByRole('region', { name: 'Legend and filter' })
const shop = (page: Page) => page.getByRole('complementary', { name: 'Selected shop' })
const tradeArea = (page: Page) => page.getByRole('complementary', { name: 'Selected trade area' })
const table = (page: Page) => page.getByRole('region', { name: 'Shops in view' })
const firstRow = (page: Page) => table(page).getByRole('row').nth(1)

/** The legend says it at once; the map is done when nothing moves or loads. */
async function openMap(page: Page, address = '/map'): Promise<void> {
  await page.goto(address)
  await rests(page)
}

async function rests(page: Page): Promise<void> {
  await expect(map(page)).toHaveAttribute('data-idle', 'true', { timeout: 120_000 })
}

async function openTable(page: Page): Promise<void> {
  await page.getByRole('button', { name: /^Shops in view/ }).click()
  await expect(firstRow(page)).toBeVisible()
}

async function shopsShown(page: Page): Promise<number> {
  const text = await legend(page).getByRole('status').textContent()
  return Number(text!.match(/^([\d,]+) of/)![1]!.replace(',', ''))
}

/** What the street map and the shops were drawn from: addresses of the tiles that came. */
function tilesFetched(page: Page): string[] {
  const addresses: string[] = []
  page.on('response', (response) => {
    if (response.url().includes('/api/tiles/') && response.ok()) addresses.push(response.url())
  })
  return addresses
}

test.beforeEach(() => {
  test.slow() // maps are drawn without a graphics card
})

test('the market manager sees shops and trade areas on the street map, and filters them by the legend', async ({
  page,
  signInAs,
}) => {
  await signInAs('market-manager')
  const tiles = tilesFetched(page)
  await openMap(page)
  for (const set of ['basemap', 'retailers', 'trade-areas']) {
    await expect.poll(() => tiles.some((address) => address.includes(`/tiles/${set}/`))).toBe(true)
  }
  await expect(page.getByText('© OpenStreetMap contributors')).toBeVisible()

  const all = await shopsShown(page)
  const residential = legend(page).getByRole('checkbox', { name: /^Residential/ })
  await residential.uncheck()
  await expect.poll(() => shopsShown(page)).toBeLessThan(all)
  await expect.poll(() => tiles.some((address) => /types=(?!.*residential)/.test(address))).toBe(true)
  await expect(page).toHaveURL(/hide=type:residential/)

  await legend(page).getByRole('radiogroup').getByText('Due', { exact: true }).click()
  await legend(page).getByRole('button', { name: 'Only Overdue' }).click()
  await openTable(page)
  const states = table(page).getByRole('row').getByRole('cell').first()
  await expect(states).toHaveText('Overdue')
  await expect(table(page).getByText('Not due', { exact: true })).toHaveCount(0)

  await legend(page).getByRole('button', { name: 'Show all' }).click()
  await expect.poll(() => shopsShown(page)).toBe(all)
})

test('a shop is found by its name, an address by its street and number, and a shop by its code', async ({
  page,
  signInAs,
}) => {
  await signInAs('market-manager')
  await openMap(page)
  await page.keyboard.press('Control+k')
  await page.getByRole('combobox', { name: 'Search' }).fill('Ta-Ta')
  await page.getByRole('option', { name: /Ta-Ta/ }).first().click()
  await expect(shop(page).getByRole('heading', { level: 2 })).toContainText('Ta-Ta')
  const code = (await shop(page)
    .getByText(/^MON-\d+/)
    .textContent())!.split(' ')[0]!
  await rests(page)

  await page.keyboard.press('Control+k')
  await page.getByRole('combobox', { name: 'Search' }).fill('Colonia 1921')
  await page
    .getByRole('option', { name: /Colonia 1921/ })
    .last()
    .click()
  await expect(page).toHaveURL(/[?&]at=-56\./)
  await expect(shop(page)).toBeHidden()
  await rests(page)

  await page.keyboard.press('Control+k')
  await page.getByRole('combobox', { name: 'Search' }).fill(code)
  await expect(page.getByRole('option', { name: new RegExp(code) })).toBeVisible()
  await page.keyboard.press('Enter')
  await expect(shop(page).getByText(code)).toBeVisible()
})

test('a shop chosen in the table tells what its rings hold, of the disc and of the band, and a link shows another person the same', async ({
  page,
  signInAs,
  browser,
}) => {
  await signInAs('market-manager')
  await openMap(page)
  await openTable(page)
  const name = (await firstRow(page).getByRole('button').textContent())!
  await firstRow(page).getByRole('button').focus()
  await page.keyboard.press('Enter')
  await expect(shop(page).getByRole('heading', { level: 2, name })).toBeVisible()

  const rings = shop(page).getByRole('region', { name: 'Rings' })
  const contents = rings.getByRole('table').first()
  const addresses = async () =>
    (await contents.locator('tbody tr td:last-child').allTextContents()).map((text) =>
      Number(text.replace(/,/g, '')),
    )
  const [core = 0, secondary = 0, fringe = 0] = await addresses()
  expect(core <= secondary && secondary <= fringe).toBe(true)
  await rings.getByText('Band only').click()
  await expect(rings.getByText(/only what lies between/)).toBeVisible()
  expect(await addresses()).toEqual([core, secondary - core, fringe - secondary])
  await expect(rings.getByText(/Fixed radius of the class “.+”, parameters version \d+/)).toBeVisible()
  await rests(page)

  const other = await browser.newPage()
  await signInAs('marketing', { page: other })
  await openMap(other, page.url())
  await expect(shop(other).getByRole('heading', { level: 2, name })).toBeVisible()
  await expect(shop(other).getByText(/only what lies between/)).toBeVisible()
  await expect(table(other).getByRole('row', { selected: true })).toContainText(name)
  await other.close()

  await shop(page).getByRole('button', { name: 'Close' }).click()
  await expect(shop(page)).toBeHidden()
})

test('from a shop to its trade area, which says why it has its type and who is in it', async ({
  page,
  signInAs,
}) => {
  await signInAs('market-manager')
  await openMap(page, '/map?table=true&hide=type:none')
  await expect(firstRow(page)).toBeVisible()
  await firstRow(page).getByRole('button').click()
  await shop(page).locator('dd').getByRole('button').last().click()
  await expect(tradeArea(page).getByRole('heading', { level: 2 })).toBeVisible()
  await expect(tradeArea(page).getByRole('heading', { name: 'Why this type' })).toBeVisible()
  await expect(tradeArea(page).getByRole('list', { name: 'Shops by format' })).toBeVisible()
  await expect(tradeArea(page).getByRole('link', { name: 'Open trade area' })).toHaveAttribute(
    'href',
    /^\/trade-areas\/\d+$/,
  )
})

test('a click on the map selects the shop that is there, and Escape lets it go', async ({
  page,
  signInAs,
}) => {
  await signInAs('market-manager')
  await openMap(page)
  await page.keyboard.press('Control+k')
  await page.getByRole('combobox', { name: 'Search' }).fill('Ta-Ta')
  await page.getByRole('option', { name: /Ta-Ta/ }).first().click()
  // the search looks at the shop from zoom 16; the panel and the rings move the map only after that
  let onShop = ''
  await page.waitForURL((url) => {
    onShop = url.searchParams.get('v') ?? ''
    return onShop.endsWith(',16')
  })

  await openMap(page, `/map?v=${onShop}`)
  await expect(shop(page)).toBeHidden()
  const box = (await map(page).boundingBox())!
  await page.mouse.click(box.x + box.width / 2, box.y + box.height / 2)
  await expect(shop(page).getByRole('heading', { level: 2 })).toContainText('Ta-Ta')
  await page.keyboard.press('Escape')
  await expect(shop(page)).toBeHidden()
})

test('tiles that cannot be fetched are named, and fetched again when asked for', async ({
  page,
  signInAs,
  expectConsoleError,
}) => {
  expectConsoleError(/api\/tiles\/retailers/)
  await signInAs('market-manager')
  await page.route('**/api/tiles/retailers/**', (route) => route.abort())
  await page.goto('/map')
  const alert = page.getByRole('alert').filter({ hasText: 'Part of the map could not be loaded.' })
  await expect(alert).toBeVisible({ timeout: 60_000 })
  await page.unroute('**/api/tiles/retailers/**')
  const again = page.waitForResponse((response) => response.url().includes('/api/tiles/retailers/'))
  await alert.getByRole('button', { name: 'Try again' }).click()
  expect((await again).ok()).toBe(true)
  await expect(alert).toBeHidden()
})

test('a customer manager finds the own territory only: on the map, in the table, by search and by link', {
  tag: '@slow',
}, async ({ page, signInAs, browser }) => {
  const other = await browser.newPage()
  await signInAs('market-manager', { page: other })
  await openMap(other)
  const all = await shopsShown(other)

  await signInAs('customer-manager')
  await openMap(page)
  const own = await shopsShown(page)
  expect(own).toBeLessThan(all / 3)
  await openTable(page)
  const rows = table(page).getByRole('row')
  const territories = new Set(await rows.locator('td:last-child').allTextContents())
  expect(territories.size).toBe(1)
  const [territory] = territories

  await openTable(other)
  const foreign = table(other).getByRole('row').filter({ hasNotText: territory! }).nth(1)
  const code = (await foreign.getByRole('cell').nth(2).textContent())!
  await foreign.getByRole('button').click()
  await expect(shop(other).getByText(code)).toBeVisible()
  const selected = new URL(other.url()).searchParams.get('sel')
  await other.close()

  await page.keyboard.press('Control+k')
  await page.getByRole('combobox', { name: 'Search' }).fill(code)
  await expect(page.getByText(`Nothing is called “${code}” here.`)).toBeVisible()
  await page.keyboard.press('Escape')

  await page.goto(`/map?sel=${selected}`)
  await expect(shop(page).getByRole('heading', { name: 'There is nothing at this address' })).toBeVisible()
})
