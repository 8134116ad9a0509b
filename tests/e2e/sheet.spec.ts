import type { Page } from '@playwright/test'
import { expect, test } from './fixtures'

/** From the plan of the first territory, as a person gets there. */
async function openFromPlan(page: Page): Promise<void> {
  await page.goto('/plans')
  await page.getByRole('rowheader').first().getByRole('link').click()
  const link = page.locator('a[href^="/sheets/"]').first()
  await expect(link).toBeVisible()
  await page.goto((await link.getAttribute('href'))!.replace(/\?.*/, ''))
  await expect(page.getByRole('heading', { name: /\d/ }).first()).toBeVisible()
}

/** Of a PDF that Chromium made: each page object says so in the clear. */
function pagesOf(pdf: Buffer): number {
  return pdf.toString('latin1').match(/\/Type\s*\/Page\b(?!s)/g)?.length ?? 0
}

test('the market manager prints the route sheets of a week: every stop, a map a day, A4', async ({
  page,
  signInAs,
}) => {
  await signInAs('market-manager')
  await openFromPlan(page)
  const days = await page.getByRole('heading', { name: /^Route sheet · / }).count()
  expect(days).toBeGreaterThan(0)
  const lists = page.getByRole('table', { name: /^Route sheet / })
  await expect(lists).toHaveCount(days)
  const maps = page.getByRole('img', { name: /^Street map with the route of / })
  expect(await maps.count()).toBeGreaterThan(0)
  await expect(page.getByText('© OpenStreetMap contributors, ODbL').first()).toBeAttached()
  await expect(page.getByText('Signature of the customer manager, date')).toHaveCount(days)

  const pdf = await page.pdf({ preferCSSPageSize: true })
  expect(pdf.toString('latin1')).toMatch(/\/MediaBox\s*\[0 0 59[45][.\d]* 84[12]/)
  expect(pagesOf(pdf)).toBeGreaterThanOrEqual(2 * days)
  expect(pagesOf(pdf)).toBeLessThanOrEqual(4 * days)
})

test('one day alone, in Chinese', async ({ page, signInAs }) => {
  await signInAs('market-manager', { language: 'zh-CN' })
  await openFromPlan(page)
  await page.getByRole('navigation').getByRole('link', { name: /^周/ }).first().click()
  await expect(page).toHaveURL(/day=\d/)
  const heading = page.getByRole('heading', { name: /^拜访线路单 · 2026年/ })
  await expect(heading).toHaveCount(1)
  await expect(page.getByText('客户经理签字、日期')).toBeVisible()
  expect(pagesOf(await page.pdf({ preferCSSPageSize: true }))).toBeGreaterThanOrEqual(2)
})

test('a customer manager opens the own sheet and no other', async ({ page, signInAs, browser }) => {
  const other = await browser.newPage()
  await signInAs('market-manager', { page: other })
  await other.goto('/plans')
  const territories = other.getByRole('rowheader').getByRole('link')
  await expect(territories.first()).toBeVisible()
  await territories.last().click()
  const foreign = await other.locator('a[href^="/sheets/"]').first().getAttribute('href')
  await other.close()

  await signInAs('customer-manager')
  await page.goto('/today')
  await page.getByRole('link', { name: 'Route sheet' }).click()
  await expect(page.getByRole('heading', { name: /^Route sheet · / })).toHaveCount(1)
  await page.goto(foreign!)
  await expect(page.getByRole('heading', { name: 'There is nothing at this address' })).toBeVisible()
})
