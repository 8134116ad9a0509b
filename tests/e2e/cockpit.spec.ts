import { readFile } from 'node:fs/promises'
import type { Page } from '@playwright/test'
import { expect, test } from './fixtures'

const MONTH = '/cockpit?month=2026-10'
/** The development server compiles a page when it is first asked for. */
const SHOWN = { timeout: 60_000 }

const dial = (page: Page, name: string) => page.getByRole('region', { name, exact: true })
const ranking = (page: Page) => page.getByRole('region', { name: 'What costs it' })

test('a market manager sees what costs the fill rate, goes to the zone and on to the order lines', async ({
  page,
  signInAs,
}) => {
  test.slow()
  await signInAs('market-manager')
  await page.goto(MONTH)
  await expect(dial(page, 'Order fill rate')).toContainText(/\d+(\.\d)?%/, SHOWN)
  for (const name of ['Forecast accuracy', 'Sales growth', 'Key-brand growth', 'Visit coverage']) {
    await expect(dial(page, name)).toBeVisible()
  }

  const first = ranking(page).getByRole('row').nth(1).getByRole('button')
  const zone = (await first.textContent())!
  // a page that is still waking up takes no click yet
  await expect(async () => {
    if (!/zone=/.test(page.url())) await first.click()
    await expect(page).toHaveURL(/zone=\d+/, { timeout: 5_000 })
  }).toPass(SHOWN)
  const panel = page.getByRole('region', { name: zone, exact: true })
  await expect(panel.getByRole('link', { name: 'Open the review of this zone' })).toHaveAttribute(
    'href',
    /^\/reviews\?month=2026-10&area=\d+$/,
    SHOWN,
  )

  await panel.getByRole('listitem').first().getByRole('link').click()
  await expect(page.getByRole('columnheader', { name: 'Not delivered' })).toBeVisible(SHOWN)
  const lost = await page.getByRole('row').locator('td:last-child').allTextContents()
  const units = lost.map((text) => Number(text.replaceAll(',', '')))
  expect(units.length).toBeGreaterThan(0)
  expect(units).toEqual(units.toSorted((a, b) => b - a))
})

test('each figure says how it comes about: formula, what went in, target and date of the data', async ({
  page,
  signInAs,
}) => {
  await signInAs('market-manager')
  await page.goto(MONTH)
  const value = page.getByRole('button', { name: 'Order fill rate: How this number comes about' })
  await expect(async () => {
    await page.mouse.move(0, 0)
    await value.hover()
    await expect(page.getByText('need, in units. Need is what shops')).toBeVisible({ timeout: 3_000 })
  }).toPass(SHOWN)
  await expect(page.getByText(/^Target \(version \d+\): 95%$/)).toBeVisible()
  await expect(page.getByText(/^Orders as stored, last brought in on/).first()).toBeVisible()
})

test('choosing a brand narrows every figure, and the address keeps it', async ({ page, signInAs }) => {
  test.slow()
  await signInAs('marketing')
  await page.goto(`${MONTH}&by=brand`)
  await expect(ranking(page).getByRole('row')).toHaveCount(10, SHOWN) // eight brands, the head and the whole
  await ranking(page).getByRole('button', { name: 'Far Sail' }).click()
  await expect(page).toHaveURL(/brand=\d+/)
  await expect(ranking(page).getByRole('combobox')).toHaveValue('Product', SHOWN)
  await page.reload()
  await expect(ranking(page).getByRole('button', { name: 'Far Sail Gold' })).toBeVisible(SHOWN)
})

test('a customer manager sees the own territory only', async ({ page, signInAs }) => {
  test.slow()
  await signInAs('customer-manager')
  await page.goto(`${MONTH}&by=territory`)
  await expect(ranking(page).getByRole('row')).toHaveCount(3, SHOWN)

  const ids = [1, 2]
  const answers = await Promise.all(ids.map((id) => page.request.get(`/cockpit/export?territory=${id}`)))
  const foreign = ids.find((_, k) => answers[k]?.status() === 403)
  expect(foreign, 'one of two territories at least is somebody else’s').toBeDefined()
  await page.goto(`${MONTH}&territory=${foreign}`)
  await expect(page.getByRole('heading', { name: 'There is nothing at this address' })).toBeVisible(SHOWN)
})

test('the month is taken along as a spreadsheet, and stands on paper', async ({ page, signInAs }) => {
  test.slow()
  await signInAs('marketing')
  await page.goto(MONTH)
  await page.getByRole('button', { name: 'Download' }).click(SHOWN)
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('menuitem', { name: 'Spreadsheet (XLSX)' }).click(),
  ])
  expect((await readFile(await download.path())).subarray(0, 2).toString()).toBe('PK')

  await page.getByRole('link', { name: 'Print' }).click()
  await expect(page.getByRole('heading', { name: 'Cockpit · October 2026' })).toBeVisible(SHOWN)
  await expect(page.getByRole('row', { name: /^Order fill rate/ })).toBeVisible()
})

test('a month without orders is said to have none, with the way to the newest', async ({
  page,
  signInAs,
}) => {
  await signInAs('marketing')
  await page.goto('/cockpit?month=2019-05')
  await expect(page.getByRole('heading', { name: 'No orders of this month' })).toBeVisible(SHOWN)
  await page.getByRole('link', { name: 'Show the newest month' }).click()
  await expect(dial(page, 'Order fill rate')).toBeVisible(SHOWN)
})

test('a target is changed with a reason, and the cockpit measures by it', async ({ page, signInAs }) => {
  test.slow()
  await signInAs('marketing')
  const setTarget = async (percent: string, reason: string) => {
    await page.goto('/rules/targets')
    await page
      .getByRole('row', { name: /^Order fill rate/ })
      .getByRole('textbox')
      .fill(percent, SHOWN)
    await page.getByLabel('Reason').fill(reason)
    await page.getByRole('button', { name: /^Save as version/ }).click()
    await expect(page.getByText(/^Saved as version/)).toBeVisible()
  }
  await setTarget('90', 'Agreed for the end of the year')
  await page.goto(MONTH)
  await expect(dial(page, 'Order fill rate')).toContainText('90%', SHOWN)
  await setTarget('95', 'Back to what was agreed before')
})
