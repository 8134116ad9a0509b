import { readFile } from 'node:fs/promises'
import type { Page } from '@playwright/test'
import { expect, test } from './fixtures'

const rows = (page: Page) => page.getByRole('table', { name: 'Retailers' }).locator('tbody tr')
/** Its entries, without what each lists of its own. */
const history = (page: Page) => page.getByRole('list', { name: 'History' }).locator('> li')

/** Where the first shop of the list stands: a place that surely is in the person's own territory. */
async function placeOfFirstShop(page: Page): Promise<{ lng: number; lat: number }> {
  await page.goto('/retailers')
  await rows(page).first().getByRole('link').click()
  await expect(page.getByRole('heading', { name: 'History' })).toBeVisible()
  const text = await page.locator('dt:text-is("Position") + dd').textContent()
  const [lng = 0, lat = 0] = String(text).split(',').map(Number.parseFloat)
  return { lng, lat }
}

test('a customer manager adds a shop, moves it, closes it with a reason, and reads its history', async ({
  page,
  signInAs,
}) => {
  test.slow()
  await signInAs('customer-manager')
  const { lng, lat } = await placeOfFirstShop(page)
  const name = `Kiosco ${Date.now()}`

  await page.goto('/retailers')
  await page.getByRole('link', { name: 'Add a shop' }).click()
  await expect(page.getByRole('heading', { name: 'Add a shop' })).toBeVisible()
  await page.getByLabel('Longitude').fill(String(lng + 0.00003))
  await page.getByLabel('Latitude').fill(String(lat))
  await expect(page.getByText('State the datum: the numbers alone do not tell it.')).toBeVisible()
  await page.getByRole('combobox', { name: 'Datum' }).click()
  await page.getByRole('option', { name: 'WGS 84' }).click()
  await expect(page.getByText('Nearest shops belong to')).toBeVisible()

  await page.getByLabel('Reason').fill('New licence')
  await page.getByRole('button', { name: 'Add the shop' }).click()
  await expect(page.getByText('Name is empty.')).toBeVisible()
  await page.getByLabel('Code', { exact: false }).first().fill(`E2E-${Date.now()}`)
  await page.getByLabel('Name', { exact: false }).first().fill(name)
  await page.getByRole('button', { name: 'Add the shop' }).click()
  await expect(page.getByRole('heading', { name, level: 1 })).toBeVisible()
  await expect(history(page).first()).toContainText('Added: New licence')

  await page.getByRole('button', { name: 'Move', exact: true }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByRole('button', { name: /^Pin of/ }).focus()
  for (let step = 0; step < 3; step++) await page.keyboard.press('ArrowRight')
  await expect(dialog.getByText('Moves', { exact: true })).toBeVisible()
  await dialog.getByText('Pin was in the wrong place').click()
  await dialog.getByRole('button', { name: 'Move the shop' }).click()
  await expect(dialog).toBeHidden()
  await expect(history(page).first()).toContainText('Moved: Pin was in the wrong place')
  await expect(history(page).first()).toContainText(/Moved by \d+ m/)

  await page.getByRole('button', { name: 'Close shop' }).click()
  await expect(dialog.getByText('No visit is planned from today on.')).toBeVisible()
  await expect(dialog.getByRole('button', { name: 'Close the shop' })).toBeDisabled()
  await dialog.getByText('Gave up business').click()
  await dialog.getByRole('button', { name: 'Close the shop' }).click()
  await expect(page.getByText(/^Closed since/)).toBeVisible()
  await expect(history(page).first()).toContainText('Closed: Gave up business')
  await expect(history(page).first()).toContainText('Gonzalo Correa')
  await expect(history(page)).toHaveCount(3)

  await page.goto(`/retailers?q=${encodeURIComponent(name)}`)
  await expect(page.getByText('No shop passes this filter')).toBeVisible()
  await page.getByText('Closed shops').click()
  await expect(rows(page)).toHaveCount(1)
})

test('a customer manager cannot open a shop of another territory, and finds none in the list', async ({
  page,
  browser,
  baseURL,
  signInAs,
  expectConsoleError,
}) => {
  expectConsoleError(/404/)
  await signInAs('customer-manager')
  await page.goto('/retailers')
  await expect(rows(page)).not.toHaveCount(0)
  const own = new Set(await page.locator('td[data-column=territory]').allTextContents())
  expect(own.size).toBe(1)

  const manager = await browser.newPage({ ...(baseURL && { baseURL }) })
  await signInAs('market-manager', { page: manager })
  await manager.goto('/retailers?sort=-territory')
  await expect(rows(manager)).not.toHaveCount(0)
  const territory = manager.locator('td[data-column=territory]').first()
  if (own.has(String(await territory.textContent()))) await manager.goto('/retailers?sort=territory')
  await expect(territory).not.toHaveText([...own][0]!)
  const foreign = await rows(manager).first().getByRole('link').getAttribute('href')
  await manager.close()

  await page.goto(foreign!)
  await expect(page.getByRole('heading', { name: 'There is nothing at this address' })).toBeVisible()
})

test('the market manager filters and sorts the list, finds it again by its address, and takes it as a file', async ({
  page,
  signInAs,
}) => {
  await signInAs('market-manager')
  await page.goto('/retailers')
  await page.getByRole('searchbox', { name: 'Name, code, address or licence' }).fill('market')
  await page.getByText('Overdue', { exact: true }).first().click()
  await page.getByRole('button', { name: 'Tier' }).click()
  await page.getByRole('button', { name: 'Tier' }).click()
  await expect(page).toHaveURL(/q=market/)
  await expect(page).toHaveURL(/due=overdue/)
  await expect(page).toHaveURL(/sort=-tier/)
  await expect(page.getByRole('columnheader', { name: 'Tier' })).toHaveAttribute('aria-sort', 'descending')
  await page.reload()
  await expect(rows(page)).not.toHaveCount(0)
  for (const due of await page.locator('td[data-column=due]').allInnerTexts()) expect(due).toBe('Overdue')
  const tiers = (await page.locator('td[data-column=tier]').allInnerTexts()).map(Number)
  expect(tiers).toEqual(tiers.toSorted((a, b) => b - a))

  const started = page.waitForEvent('download')
  await page.getByRole('link', { name: 'Download CSV' }).click()
  const file = await started
  expect(file.suggestedFilename()).toMatch(/^retailers-\d{4}-\d\d-\d\d\.csv$/)
  const lines = (await readFile(await file.path(), 'utf8')).trim().split('\r\n')
  expect(lines).toHaveLength((await rows(page).count()) + 1)
  for (const line of lines.slice(1)) expect(line).toContain('WGS 84')
})
