import type { Page } from '@playwright/test'
import { expect, test } from './fixtures'

const stops = (page: Page) => page.getByRole('region', { name: 'Stops in order' }).getByRole('listitem')
/** A route that is over before then has no break. */
const LUNCH_ENDS = '14:00'
const mapIsDrawn = (page: Page) => expect(page.locator('[data-testid=map][data-idle=true]')).toBeVisible()

test('a customer manager finds the own route in order, and each stop on the map', async ({
  page,
  signInAs,
}) => {
  await signInAs('customer-manager')
  await page.goto('/today')
  await mapIsDrawn(page)
  const times = await stops(page).locator('time').allInnerTexts()
  expect(times.length).toBeGreaterThan(5)
  expect(times).toEqual(times.toSorted())
  await expect(stops(page).first()).toContainText(/^Start at \d\d:\d\d$/)
  await expect(stops(page).last()).toContainText(/^Back at \d\d:\d\d$/)
  const back = (await stops(page).last().textContent())!.slice(-5)
  await expect(stops(page).filter({ hasText: /^Break / })).toHaveCount(back > LUNCH_ENDS ? 1 : 0)

  const third = stops(page).locator('button[aria-pressed]').nth(2)
  await third.click()
  await expect(third).toHaveAttribute('aria-pressed', 'true')
  await mapIsDrawn(page)
})

test('on a phone in Chinese the route fits the screen and leads to the sheet', async ({ page, signInAs }) => {
  await page.setViewportSize({ width: 390, height: 844 })
  await signInAs('customer-manager', { language: 'zh-CN' })
  await page.goto('/today')
  const list = page.getByRole('region', { name: '停靠点次序' })
  await expect(list.getByText(/^\d\d:\d\d 出发$/)).toBeVisible()
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390)
  await list.getByRole('link', { name: '路线单' }).click()
  await expect(page.getByRole('heading', { name: /^拜访线路单/ })).toBeVisible()
})

test('the market manager sees the day of every territory and opens one', async ({ page, signInAs }) => {
  await signInAs('market-manager')
  await page.goto('/today')
  const first = page.getByRole('link', { name: /\d+ visits?/ }).first()
  const name = await first.locator('strong').textContent()
  expect(name).not.toBe('')
  await first.click()
  await expect(page).toHaveURL(/territory=\d+/)
  expect(await stops(page).count()).toBeGreaterThan(5)
})

test('a customer manager who asks for another territory finds nothing there', async ({
  page,
  signInAs,
  browser,
  expectConsoleError,
}) => {
  expectConsoleError(/status of 404/)
  const other = await browser.newPage()
  await signInAs('market-manager', { page: other })
  await other.goto('/today')
  const days = other.getByRole('link', { name: /\d+ visits?/ })
  await expect(days).not.toHaveCount(0)
  const links = await days.evaluateAll((all) => all.map((link) => link.getAttribute('href')))
  await other.close()
  await signInAs('customer-manager')
  await page.goto('/today')
  const own = await page.getByRole('link', { name: 'Whole week' }).getAttribute('href')
  const ownId = /territory=(\d+)/.exec(own!)![1]
  const foreign = links.find((href) => !new RegExp(`territory=${ownId}(&|$)`).test(href!))!
  await page.goto(foreign)
  await expect(page.getByRole('heading', { name: 'There is nothing at this address' })).toBeVisible()
})
