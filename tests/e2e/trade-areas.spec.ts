import type { Page } from '@playwright/test'
import { expect, expectFocusIn, test } from './fixtures'

/** A corner of Cordón with shops in it, clear of the facility areas there. */
const OUTLINE = '-56.1850, -34.9020\n-56.1790, -34.9020\n-56.1790, -34.9075\n-56.1850, -34.9075'
const BOW_TIE = '-56.1850, -34.9020\n-56.1790, -34.9075\n-56.1790, -34.9020\n-56.1850, -34.9075'

const historyOf = (page: Page) => page.getByRole('list', { name: 'History' }).locator('> li')

async function openArea(page: Page, name: string): Promise<void> {
  await page.goto('/trade-areas')
  await page.getByRole('textbox', { name: 'Name or code' }).fill(name)
  await page.getByRole('row').getByRole('link', { name, exact: true }).click()
  await expect(page.getByRole('heading', { name, level: 1 })).toBeVisible()
}

async function retag(page: Page, type: string | RegExp, reason: string): Promise<void> {
  await page.getByRole('button', { name: 'Change type' }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByRole('radio', { name: type }).check()
  await dialog.getByLabel('Reason').fill(reason)
  await dialog.getByRole('button', { name: /^(Change the type|Take the suggestion)$/ }).click()
  await expect(dialog).toBeHidden()
}

test('the market manager retags a zone with a reason, sees it in history and list, and takes the suggestion again', async ({
  page,
  signInAs,
}) => {
  test.slow()
  await signInAs('market-manager')
  await openArea(page, 'Aguada')
  await retag(page, 'Office', 'The ministry moved in')
  await expect(page.getByText('set by Sofía Rodríguez: The ministry moved in')).toBeVisible()
  await expect(page.getByTestId('suggestion')).toContainText('The rule suggests: Mixed')
  const change = historyOf(page).first()
  await expect(change).toContainText('Type: Mixed → Office')
  await expect(change).toContainText('Sofía Rodríguez')
  await expect(change).toContainText('Reason: The ministry moved in')

  await page.goto('/trade-areas?types=office')
  await expect(page.getByRole('row', { name: /^Aguada/ })).toContainText('by hand')

  await openArea(page, 'Aguada')
  await retag(page, /^As the rule suggests/, 'It moved out again')
  await expect(page.getByTestId('suggestion')).toBeHidden()
  await expect(historyOf(page).first()).toContainText('Type: Office → Mixed')
})

test('an outline that crosses itself is refused at the field; a sound one becomes an area with its shops', async ({
  page,
  signInAs,
}) => {
  test.slow()
  await signInAs('market-manager')
  await page.goto('/trade-areas')
  await page.getByRole('link', { name: 'Draw a trade area' }).click()
  const name = `Feria ${Date.now()}`
  await page.getByText('As text', { exact: true }).click()
  const text = page.getByRole('textbox', { name: 'Outline' })
  await text.fill(BOW_TIE)
  await page.getByRole('button', { name: 'Put it on the map' }).click()
  await expect(page.getByText(/crosses or touches itself at -56\.18/)).toBeVisible()

  await text.fill(OUTLINE)
  await page.getByRole('button', { name: 'Put it on the map' }).click()
  await expect(page.getByTestId('shops-inside')).not.toHaveText('–')
  await expect(page.getByRole('group', { name: 'It overlaps' })).toContainText('Cordón')
  await page.getByRole('textbox', { name: 'Name' }).fill(name)
  await page.getByRole('textbox', { name: 'Reason' }).fill('A market opened')
  const create = page.getByRole('button', { name: 'Draw the area' })
  await expect(create).toBeDisabled()
  await page.getByLabel(/The overlap is meant/).check()
  await create.click()

  await expect(page.getByRole('heading', { name, level: 1 })).toBeVisible()
  await expect(historyOf(page)).toHaveCount(1)
  await expect(historyOf(page)).toContainText('Reason: A market opened')
  await expect(page.getByRole('list', { name: 'Shops by format' }).getByRole('listitem')).not.toHaveCount(0)

  await page.getByRole('button', { name: 'More' }).last().click()
  await page.getByRole('menuitem', { name: 'Close the trade area…' }).click()
  const dialog = page.getByRole('dialog')
  await expectFocusIn(dialog)
  await dialog.getByLabel('Reason').fill('Only a trial')
  await dialog.getByRole('button', { name: 'Close it' }).click()
  await expect(page).toHaveURL(/\/trade-areas$/)
  await page.getByRole('textbox', { name: 'Name or code' }).fill(name)
  await expect(page.getByText('No trade area is called that or of that type')).toBeVisible()
})

test('drawing on the map tells the size and the shops inside', async ({ page, signInAs }) => {
  test.slow()
  await signInAs('market-manager')
  await page.goto('/trade-areas/new')
  await expect(page.locator('[data-testid=map][data-idle=true]')).toBeVisible()
  const box = (await page.getByTestId('map').boundingBox())!
  const at = (x: number, y: number) => [box.x + box.width * x, box.y + box.height * y] as const
  const corners = [at(0.4, 0.45), at(0.6, 0.45), at(0.6, 0.65), at(0.4, 0.65)]
  // the drawing tool is loaded after the map: clicks before that are lost
  await expect(async () => {
    for (const corner of corners) await page.mouse.click(...corner)
    await page.mouse.click(...corners.at(-1)!)
    await expect(page.getByText('Drag a corner to move it', { exact: false })).toBeVisible({ timeout: 5_000 })
  }).toPass()
  await expect(page.getByTestId('shops-inside')).not.toHaveText('–')
  await page.getByRole('button', { name: 'Undo' }).click()
  await expect(page.getByTestId('shops-inside')).toHaveText('–')
})

test('a zone shows this week’s visits beside the month’s suggested allocation, with its reasons', async ({
  page,
  signInAs,
}) => {
  test.slow()
  await signInAs('market-manager')
  await openArea(page, 'Cordón')
  const zone = page.getByRole('region', { name: 'This week and this month' })
  await expect(zone.getByRole('heading', { name: /^\d+ visits in the zone$/ })).toBeVisible()
  await expect(zone.getByText('planned').or(zone.getByText('done')).first()).toBeVisible()
  const share = zone.getByRole('group').first()
  await share.locator('summary').click()
  await expect(share.getByText(/Together the factor is \d/)).toBeVisible()
  await expect(share.getByText(/shops? of the \d+ here get/)).toBeVisible()
  await expect(share.getByRole('link', { name: /^Allocation of / })).toHaveAttribute(
    'href',
    /\/allocations\?product=/,
  )
  await expect(zone.getByRole('link', { name: 'Verónica Sosa' }).first()).toHaveAttribute(
    'href',
    /\/plans\?territory=/,
  )
})

test('a focus set for a zone is shown there and ends with a reason', async ({ page, signInAs }) => {
  await signInAs('market-manager')
  await openArea(page, 'Palermo')
  const openFocus = async (item: RegExp) => {
    await page.getByRole('button', { name: 'More' }).last().click()
    await page.getByRole('menuitem', { name: item }).click()
  }
  await openFocus(/focus…$/)
  const dialog = page.getByRole('dialog')
  await expectFocusIn(dialog)
  await dialog.getByRole('textbox', { name: /^Focus/ }).fill('Count the stock')
  await dialog.getByRole('textbox', { name: /^Reason/ }).fill('Stock-out reported')
  await dialog.getByRole('button', { name: 'Set the focus' }).click()
  await expect(page.getByText('Focus of this month’s work: Count the stock')).toBeVisible()

  await openFocus(/^Change the focus…$/)
  await expectFocusIn(dialog)
  await dialog.getByRole('textbox', { name: /^Focus/ }).fill('')
  await dialog.getByRole('textbox', { name: /^Reason/ }).fill('Done')
  await dialog.getByRole('button', { name: 'End the focus' }).click()
  await expect(historyOf(page).first()).toContainText('Focus ended: Count the stock')
})

test('a customer manager looks at areas with own shops, in Chinese too, and cannot change them', async ({
  page,
  signInAs,
  baseURL,
}) => {
  await signInAs('customer-manager')
  await page.goto('/trade-areas')
  await expect(page.getByText(/that hold your shops; only those are counted/)).toBeVisible()
  await expect(page.getByRole('link', { name: 'Draw a trade area' })).toBeHidden()
  await page.getByRole('rowheader').first().getByRole('link').click()
  await expect(page.getByRole('heading', { name: 'Type and its evidence' })).toBeVisible()
  for (const name of ['Change type', 'Edit outline']) {
    await expect(page.getByRole('button', { name })).toBeHidden()
  }
  await page.goto('/trade-areas/new')
  await expect(
    page.getByRole('heading', { name: 'Drawing is for market managers and marketing' }),
  ).toBeVisible()

  await page.context().addCookies([{ name: 'locale', value: 'zh-CN', url: String(baseURL) }])
  await page.goto('/trade-areas')
  await page.getByRole('rowheader').first().getByRole('link').click()
  await expect(page.getByRole('heading', { name: '商圈六要素' })).toBeVisible()
})
