import type { Page } from '@playwright/test'
import { expect, test } from './fixtures'

const saveBar = (page: Page) => page.getByRole('form', { name: 'Save the change' })
const versions = (page: Page) => page.getByRole('region', { name: 'Versions' }).getByRole('listitem')

/** The number in "Version 3 in force". */
async function versionInForce(page: Page): Promise<number> {
  const text = await page.getByText(/^Version \d+ in force$/).textContent()
  return Number(text!.replace(/\D/g, ''))
}

async function saveAs(page: Page, version: number, reason: string): Promise<void> {
  await saveBar(page).getByLabel('Reason').fill(reason)
  await saveBar(page)
    .getByRole('button', { name: `Save as version ${version}` })
    .click()
  await expect(page.getByText(`Version ${version} in force`)).toBeVisible()
  await expect(saveBar(page)).toBeHidden()
}

test('the market manager widens the core ring of a class with a reason, sees the version, and puts it back', async ({
  page,
  signInAs,
}) => {
  test.slow()
  await signInAs('market-manager')
  await page.goto('/rules/rings')
  const core = page.getByLabel('Core, Urban convenience')
  const secondary = page.getByLabel('Secondary, Urban convenience')
  const before = await core.inputValue()
  const version = await versionInForce(page)

  await core.fill(String(Number(await secondary.inputValue()) + 1))
  await expect(page.getByText(/^Must be more than Core, Urban convenience/)).toBeVisible()
  await saveBar(page).getByLabel('Reason').fill('too wide')
  await saveBar(page)
    .getByRole('button', { name: /^Save as/ })
    .click()
  await expect(saveBar(page).getByText('Correct the marked fields first.')).toBeVisible()

  const wider = String(Number(before) + 50)
  await core.fill(wider)
  await expect(saveBar(page).getByText(`Core, Urban convenience: ${before} m → ${wider} m`)).toBeVisible()
  await expect(saveBar(page).getByText(/^The rings of [\d,]+ shops get other radii/)).toBeVisible()
  await expect(page.locator('[data-testid=map][data-idle=true]')).toBeVisible()
  await saveAs(page, version + 1, 'Counted at the door: half the customers come from further away')
  const made = versions(page)
    .filter({ hasText: `Version ${version + 1}` })
    .first()
  await expect(made).toContainText('Counted at the door')
  await expect(made).toContainText('Sofía Rodríguez')
  await expect(made).toContainText(/made [\d,]+ rings/)
  await expect(made).toContainText(`${before} m → ${wider} m`)

  await page.getByRole('button', { name: `Version ${version}: Use these values` }).click()
  await expect(core).toHaveValue(before)
  await saveAs(page, version + 2, 'Back to the agreed radius')
  await page.reload()
  await expect(core).toHaveValue(before)
})

test('another interval shows at once what it asks of every territory, and a reason is needed to save it', async ({
  page,
  signInAs,
}) => {
  await signInAs('market-manager')
  await page.goto('/rules')
  const interval = page.getByLabel('Interval, class A')
  const longer = await page.getByLabel('Interval, class B').inputValue()
  const total = page.getByRole('row', { name: /^All territories/ })
  const load = total.getByRole('button', { name: 'Load of All territories: How this number comes about' })
  const before = await load.textContent()

  await interval.fill(longer)
  await expect(load).not.toHaveText(before!)
  await expect(total).toContainText(`before ${before}`)
  await page
    .getByRole('button', { name: /^Load of (?!All)/ })
    .first()
    .hover()
  await expect(page.getByText('visits × (time in the shop + travel)').first()).toBeVisible()
  await expect(page.getByText('Travel to one visit').first()).toBeVisible()

  await saveBar(page)
    .getByRole('button', { name: /^Save as/ })
    .click()
  await expect(saveBar(page).getByText('At least three letters')).toBeVisible()
  await saveBar(page).getByRole('button', { name: 'Discard' }).click()
  await expect(load).toHaveText(before!)
  await expect(saveBar(page)).toBeHidden()
})

test('the way of moving of a territory is changed with a reason and changed back', async ({
  page,
  signInAs,
}) => {
  await signInAs('market-manager')
  await page.goto('/rules/territories')
  const row = page.getByRole('row').last()
  const mode = (await row.getByRole('cell').first().textContent())!
  const other = mode === 'Motorcycle' ? 'Car' : 'Motorcycle'
  const change = async (to: string, reason: string) => {
    await row.getByRole('button', { name: /^Change how/ }).click()
    const dialog = page.getByRole('dialog')
    await dialog.getByText(to, { exact: true }).click()
    await dialog.getByLabel('Reason').fill(reason)
    await dialog.getByRole('button', { name: 'Save' }).click()
    await expect(dialog).toBeHidden()
    await expect(row.getByRole('cell').first()).toHaveText(to)
  }
  await change(other, 'The van is in repair')
  await change(mode, 'The van is back')
})

test('a calendar shows its make-up workdays before it is chosen, and a faulty file says where', async ({
  page,
  signInAs,
}) => {
  await signInAs('market-manager')
  await page.goto('/rules/calendar')
  await page.getByRole('radio', { name: 'China' }).click()
  await expect(page.getByRole('heading', { name: 'The next 20 working days' })).toBeVisible()
  await expect(page.getByRole('row', { name: /^2025 \d+ [1-9]/ })).toBeVisible()
  await expect(saveBar(page)).toContainText('China')

  // the file is chosen before the answer to the choice of its source comes
  const fileIsChosen = Promise.withResolvers<void>()
  await page.route('**/rules/calendar', async (route) => {
    await fileIsChosen.promise
    await route.continue()
  })
  await page.getByRole('radio', { name: 'Calendar file' }).click()
  await page.locator('input[type=file]').setInputFiles({
    name: 'days.csv',
    mimeType: 'text/csv',
    buffer: Buffer.from('date,kind,name\n2027-13-01,holiday,Nowhere\n'),
  })
  await expect(page.getByText('days.csv')).toBeVisible()
  fileIsChosen.resolve()
  await expect(page.getByText('Line 2: “2027-13-01” is not a date')).toBeVisible()
  await expect(saveBar(page)).toBeHidden()
})

test('a customer manager reads the rules and changes none', async ({ page, signInAs }) => {
  await signInAs('customer-manager')
  await page.goto('/rules/rings')
  await expect(page.getByText('You may read these rules.')).toBeVisible()
  await expect(page.getByLabel('Core, Urban convenience')).not.toBeEditable()
  await expect(page.getByRole('button', { name: /Use these values$/ })).toHaveCount(0)
  await expect(page.getByRole('button', { name: '500, 1,000 and 2,000 m for every shop' })).toHaveCount(0)

  await page.getByRole('link', { name: 'Territories' }).click()
  await expect(page.getByRole('rowheader')).toHaveCount(1)
  await expect(page.getByRole('button', { name: /^Change how/ })).toHaveCount(0)
})
