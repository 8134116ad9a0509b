import type { Page } from '@playwright/test'
import { expect, expectFocusIn, test } from './fixtures'

const PRODUCT = '/allocations?month=2026-12&product=P03'
/** A run reads three months of orders and writes a share for each shop. */
const COMPUTED = { timeout: 60_000 }

const figure = (page: Page, name: string) =>
  page.getByRole('button', { name: `${name}: How this number comes about` })

async function readNumber(page: Page, name: string): Promise<number> {
  return Number((await figure(page, name).textContent())!.replaceAll(',', ''))
}

async function changeSupply(page: Page, units: number, reason: string): Promise<void> {
  await page.getByRole('button', { name: 'Change the supply' }).click()
  const dialog = page.getByRole('dialog')
  await expectFocusIn(dialog)
  await dialog.getByLabel('Supply in cartons').fill(String(units))
  await dialog.getByLabel('Reason').fill(reason)
  await dialog.getByRole('button', { name: 'Change the supply' }).click()
  await expect(dialog).toBeHidden(COMPUTED)
  await expect(figure(page, 'Supply')).toHaveText(units.toLocaleString('en'))
}

async function compute(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Compute', exact: true }).click()
  await expect(page.getByText(/^Computed: /).last()).toBeVisible(COMPUTED)
}

async function publish(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Publish', exact: true }).click()
  const dialog = page.getByRole('dialog')
  await expect(dialog.getByText(/shops get [\d,]+ cartons/)).toBeVisible()
  await dialog.getByRole('button', { name: 'Publish the allocation' }).click()
  await expect(page.getByRole('button', { name: 'Publish', exact: true })).toBeHidden(COMPUTED)
}

test('the marketing department changes a supply, computes, reads why a zone gets what it gets, and publishes', async ({
  page,
  signInAs,
}) => {
  test.slow()
  await signInAs('marketing')
  await page.goto('/allocations?month=2026-12')
  await page.getByRole('rowheader', { name: 'Far Sail Gold' }).getByRole('link').click()
  await expect(page.getByRole('heading', { name: 'Far Sail Gold' })).toBeVisible(COMPUTED)

  const before = await readNumber(page, 'Supply')
  await changeSupply(page, before + 60, 'The factory sent more')
  await expect(page.getByText(/^The supply is now .*; this run shared/)).toBeVisible(COMPUTED)
  await compute(page)
  await expect(figure(page, 'Allocated')).toHaveText((before + 60).toLocaleString('en'), COMPUTED)
  await expect(page.getByText('Adds up exactly')).toBeVisible()
  await expect(page.getByText(/^Against run \d+ of .* changed/)).toBeVisible()

  await page.getByRole('button', { name: 'Commercial, urban' }).click()
  const zone = page.getByRole('region', { name: 'Commercial, urban' })
  await expect(zone.getByText(/^Orders were met to/)).toBeVisible()
  await expect(zone.getByText(/^Shops hold .* months of sales/)).toBeVisible()
  await expect(zone.getByText(/^Shops ask .* times the guide price/)).toBeVisible()
  await expect(zone.getByText(/against need alone/)).toBeVisible()

  await zone.getByRole('button', { name: 'Tiers' }).click()
  await expect(page.getByText(/exactly: rest 0/)).toBeVisible()
  await expect(page.getByRole('row')).toHaveCount(32)
  await publish(page)
  await expect(page.getByText('Published', { exact: true }).first()).toBeVisible()

  // as it was, for whoever comes next
  await changeSupply(page, before, 'Back to what it was')
  await compute(page)
  await publish(page)
})

test('a zone is set by hand with a reason, the total stays, and the rules can decide again', async ({
  page,
  signInAs,
}) => {
  test.slow()
  await signInAs('marketing')
  await page.goto(`${PRODUCT}&zone=commercial:urban`)
  const allocated = await readNumber(page, 'Allocated')
  const zone = page.getByRole('region', { name: 'Commercial, urban' })
  await zone.getByRole('button', { name: /^(Set by hand|Change) …$/ }).click()
  const dialog = page.getByRole('dialog')
  const units = dialog.getByLabel('Cartons for the zone')
  const given = Number((await units.inputValue()).replaceAll(',', ''))
  await units.fill('999999')
  await expect(dialog.getByText(/the shops of the zone need no more/)).toBeVisible()
  await units.fill(String(given - 20))
  await dialog.getByLabel('Reason').fill('Fair moved away')
  await dialog.getByRole('button', { name: 'Set and compute' }).click()

  await expect(zone.getByText(/set the zone to .* by hand: Fair moved away/)).toBeVisible(COMPUTED)
  await expect(figure(page, 'Allocated')).toHaveText(allocated.toLocaleString('en'))
  await zone.getByRole('button', { name: 'Change …' }).click()
  await expectFocusIn(dialog)
  await dialog.getByLabel('Reason').fill('Fair is back')
  await dialog.getByRole('button', { name: 'Let the rules decide' }).click()
  await expect(zone.getByText(/by hand: /)).toBeHidden(COMPUTED)
})

test('a click on the map chooses the zone, and the shops of a zone can be read with their reasons', async ({
  page,
  signInAs,
}) => {
  test.slow()
  await signInAs('market-manager')
  await page.goto(PRODUCT)
  const map = page.locator('[data-testid=map][data-idle=true]')
  await expect(map).toBeVisible({ timeout: 60_000 })
  await expect(page.getByRole('button', { name: 'Compute', exact: true })).toBeHidden()
  const { x, y, width, height } = (await map.boundingBox())!
  const expanded = page.locator('button[aria-expanded=true]')
  for (const part of [0.5, 0.45, 0.4, 0.55]) {
    if (await expanded.count()) break
    await page.mouse.click(x + width / 2, y + height * part)
    await expanded.waitFor({ timeout: 2000 }).catch(() => undefined)
  }
  await expect(expanded).toHaveCount(1)

  await page.getByRole('tab', { name: 'Shops' }).click()
  await expect(page.getByRole('table').getByText(/need/).first()).toBeVisible()
  const download = page.waitForEvent('download')
  await page.getByRole('link', { name: 'Download as CSV' }).click()
  expect((await download).suggestedFilename()).toBe('allocation-P03-2026-12.csv')
})

test('a customer manager sees the units of own shops with the reasons, and no more', async ({
  page,
  signInAs,
}) => {
  await signInAs('customer-manager')
  await page.goto('/allocations?month=2026-12')
  await expect(page.getByRole('columnheader', { name: 'Shops that get some' })).toBeVisible()
  await expect(page.getByRole('columnheader', { name: 'Supply' })).toBeHidden()
  await page.getByRole('rowheader', { name: 'Far Sail Gold' }).getByRole('link').click()
  await expect(page.getByRole('heading', { name: 'Far Sail Gold, December 2026' })).toBeVisible()

  const rows = page.getByRole('table').getByRole('row')
  await expect(rows).not.toHaveCount(0)
  const territories = await page
    .getByRole('cell')
    .evaluateAll((cells) => cells.filter((_, k) => k % 5 === 0).map((cell) => cell.textContent))
  expect(new Set(territories).size).toBe(1)
  await expect(page.getByRole('button', { name: 'Compute' })).toBeHidden()
  await expect(page.getByRole('tab')).toHaveCount(0)
})

test('a month without a scarce product says what is missing and shows where there is one', async ({
  page,
  signInAs,
}) => {
  await signInAs('marketing')
  await page.goto('/allocations?month=2027-05')
  await expect(
    page.getByRole('heading', { name: 'No scarce product has a supply in May 2027' }),
  ).toBeVisible()
  await page.getByRole('link', { name: 'Show December 2026' }).click()
  await expect(page.getByRole('rowheader', { name: 'Far Sail Gold' })).toBeVisible()
})
