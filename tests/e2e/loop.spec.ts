import type { Page } from '@playwright/test'
import { expect, test } from './fixtures'

/** Where the demonstration has planted that two products did not come (lib/domain/demonstration/stories.ts). */
const ZONE = 'Conciliación'
const PRODUCT = '/allocations?month=2026-12&product=P04'
const LONG = { timeout: 60_000 }

const region = (page: Page, name: string | RegExp) => page.getByRole('region', { name, exact: true })

async function step(page: Page, name: 'Submit' | 'Approve' | 'Publish'): Promise<void> {
  await page.getByRole('button', { name, exact: true }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByRole('button', { name, exact: true }).click()
  await expect(dialog).toBeHidden()
}

async function coverageOf(page: Page): Promise<number> {
  const text = await region(page, 'Stops in order')
    .getByText(/: \d+ of \d+ shops visited$/)
    .textContent()
  return Number(/(\d+) of \d+ shops/.exec(text!)![1])
}

test('a month is closed into the next one: what cost the fill rate is found, decided, allocated, planned and visited', async ({
  page,
  signInAs,
}) => {
  test.setTimeout(180_000)

  // the cockpit: fill rate is down, and which zone costs it
  await signInAs('market-manager')
  await page.goto('/cockpit?month=2026-10')
  const fillRate = region(page, 'Order fill rate')
  await expect(fillRate).toContainText(/below the target/, LONG)
  await expect(fillRate).toContainText(/−\d+(\.\d+)? pp on last month/)
  await expect(page.locator('[data-testid=map][data-idle=true]')).toBeVisible(LONG)
  await page.getByRole('button', { name: /^Show all/ }).click()
  await region(page, 'What costs it').getByRole('button', { name: ZONE }).click()
  const zone = region(page, ZONE)
  await expect(zone).toBeVisible(LONG)

  // its review names the planted cause and proposes what to do
  await zone.getByRole('link', { name: 'Open the review of this zone' }).click()
  await page.getByRole('link', { name: ZONE, exact: true }).click(LONG)
  const what = region(page, 'What happened')
  await expect(what.getByRole('heading', { name: 'Stock-out' })).toBeVisible(LONG)
  await expect(what).toContainText(/did not come: \d+% of the need was delivered, \d+% in the city/)
  const review = new URL(page.url()).pathname
  await expect(region(page, /What is proposed for/)).toContainText('Raise the allocation of')

  // from hand to hand
  await signInAs('customer-manager')
  await page.goto(review)
  await step(page, 'Submit')
  await signInAs('market-manager')
  await page.goto(review)
  await step(page, 'Approve')
  await expect(page.getByText('Next: the market manager publishes')).toBeVisible()
  await step(page, 'Publish')
  await expect(page.getByText('Next: the next review says what came of it')).toBeVisible()

  // the next allocation has the zone for itself, with the review as a term that leads back
  await signInAs('marketing')
  await page.goto(PRODUCT)
  await page.getByRole('button', { name: 'Compute', exact: true }).click(LONG)
  await expect(page.getByText(/^Computed: /).last()).toBeVisible(LONG)
  const own = new RegExp(`^${ZONE} \\(`)
  await page.getByRole('button', { name: own }).click()
  const why = page.getByRole('region', { name: own })
  await expect(why.getByText(/^The approved review of October 2026 asks for \+\d/)).toBeVisible()
  await expect(why.getByRole('link', { name: 'Open the review' }).first()).toHaveAttribute('href', review)

  // next week's plan carries the objective
  await signInAs('customer-manager')
  await page.goto('/plans')
  await page.getByRole('button', { name: 'Next week' }).click()
  await expect(page.getByText('Week 49, 2026')).toBeVisible(LONG)
  const plan = page
    .getByRole('button', { name: 'Plan the week' })
    .or(page.getByRole('button', { name: 'Plan again' }))
  await plan.first().click()
  const again = page.getByRole('dialog').getByRole('button', { name: 'Plan again' })
  if (await again.isVisible()) await again.click()
  await expect(page.getByText('The week is planned.').last()).toBeVisible(LONG)
  const stop = page.locator('[data-stop]').filter({ hasText: 'Objective' }).first()
  await stop.hover()
  await stop.getByRole('button', { name: /what to do$/ }).click()
  await expect(page.getByRole('menuitem').and(page.locator(`[href="${review}"]`))).toBeVisible()

  // a visit is recorded, and coverage moves
  await page.goto('/today')
  const before = await coverageOf(page)
  const unrecorded = region(page, 'Stops in order')
    .getByRole('listitem')
    .filter({ hasText: /(2[3-9]|[3-9]\d) days since the last visit/ })
    .filter({ has: page.getByRole('button', { name: /^Record the/ }) })
    .last()
  await unrecorded.getByRole('button', { name: /^Record the/ }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByText('Done', { exact: true }).click()
  await dialog.getByRole('button', { name: 'Save' }).click()
  await expect(dialog).toBeHidden()
  await expect.poll(() => coverageOf(page)).toBe(before + 1)
})
