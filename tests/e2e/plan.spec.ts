import type { Locator, Page } from '@playwright/test'
import { expect, test } from './fixtures'

const dayList = (page: Page, name: string) => page.getByRole('list', { name: new RegExp(`^${name}`) })
const stopsOf = (list: Locator) => list.locator('[data-stop]')
const stopNamed = (list: Locator, name: string) =>
  stopsOf(list).filter({ has: list.page().getByRole('button', { name: `Drag ${name} to another place` }) })

/** Opens the first territory's next week and plans it, so that nobody's present week is touched. */
async function planNextWeek(page: Page): Promise<void> {
  await page.goto('/plans')
  await page.getByRole('rowheader').first().getByRole('link').click()
  await expect(dayList(page, 'Mon')).toBeVisible()
  await page.getByRole('button', { name: 'Next week' }).click()
  await expect(page.getByText('Week 49, 2026')).toBeVisible()
  await planAgain(page)
}

async function planAgain(page: Page, freedom = 'A little'): Promise<void> {
  const first = page.getByRole('button', { name: 'Plan the week' })
  const again = page.getByRole('button', { name: 'Plan again' }).first()
  await expect(first.or(again)).toBeEnabled()
  if (await again.isVisible()) {
    await again.click()
    const dialog = page.getByRole('dialog')
    await dialog.getByRole('radio', { name: freedom }).check()
    await dialog.getByRole('button', { name: 'Plan again' }).click()
  } else await first.click()
  await expect(page.getByText('The week is planned.').last()).toBeVisible({ timeout: 45_000 })
  await expect(page.getByRole('status').filter({ hasText: 'Stop' })).toBeHidden({ timeout: 45_000 })
}

async function publish(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Publish', exact: true }).click()
  await page.getByRole('dialog').getByRole('button', { name: 'Publish the week' }).click()
  await expect(page.getByRole('button', { name: 'Publish', exact: true })).toBeHidden()
}

async function firstStopName(list: Locator): Promise<string> {
  const label = await list
    .getByRole('button', { name: /^Drag / })
    .first()
    .getAttribute('aria-label')
  return label!.replace(/^Drag | to another place$/g, '')
}

async function chooseInMenu(stop: Locator, item: string): Promise<void> {
  await stop.hover()
  await stop.getByRole('button', { name: /what to do$/ }).click()
  await stop.page().getByRole('menuitem', { name: item }).click()
}

test('the market manager sees this week’s routes of every territory and of one', async ({
  page,
  signInAs,
}) => {
  await signInAs('market-manager')
  await page.goto('/plans')
  await expect(page.getByRole('heading', { name: 'Week plan of all territories' })).toBeVisible()
  await expect(page.getByRole('rowheader')).not.toHaveCount(0)

  await page.getByRole('rowheader').first().getByRole('link').click()
  for (const day of ['Mon', 'Tue', 'Wed', 'Thu', 'Fri']) {
    await expect(stopsOf(dayList(page, day))).not.toHaveCount(0)
  }
  await page.getByRole('button', { name: 'Driving: How this number comes about' }).hover()
  await expect(page.getByText('Travel times: road network').first()).toBeVisible()
})

test('a visit moved and locked changes the times, stays with all others when only what must moves, and is published', async ({
  page,
  signInAs,
}) => {
  test.slow()
  await signInAs('market-manager')
  await planNextWeek(page)
  const monday = dayList(page, 'Mon')
  const name = await firstStopName(monday)
  await chooseInMenu(stopNamed(monday, name), 'Move to…')

  const dialog = page.getByRole('dialog')
  await dialog.getByRole('radio').first().click()
  await dialog.getByLabel('Lock it there').check()
  await dialog.getByLabel('Reason').fill('Asked for by the owner')
  const place = dialog.getByRole('button', { name: /^Place on / })
  const day = (await place.textContent())!.replace('Place on ', '').slice(0, 3)
  const timesBefore = await dayList(page, day).locator('time').allInnerTexts()
  await place.click()

  const moved = stopNamed(dayList(page, day), name)
  const lock = moved.getByRole('img', {
    name: 'Locked to this day by Sofía Rodríguez: Asked for by the owner',
  })
  await expect(lock).toBeVisible()
  await expect(stopNamed(monday, name)).toHaveCount(0)
  expect(await dayList(page, day).locator('time').allInnerTexts()).not.toEqual(timesBefore)

  await planAgain(page, 'Only what must')
  await expect(lock).toBeVisible()
  await expect(page.getByText(/^Planned again: every one of the \d+ visits stays on its day/)).toBeVisible()
  await page.getByRole('button', { name: 'Take back' }).click()
  await page.getByRole('dialog').getByRole('button', { name: 'Take back' }).click()
  await expect(page.getByText('The plan from before stands again.')).toBeVisible()
  await expect(lock).toBeVisible()
  await publish(page)
  await expect(lock).toBeVisible()

  await chooseInMenu(moved, 'Take the lock off')
  await expect(lock).toBeHidden()
  await publish(page)
})

test('dragging a visit shows what the drop would change, and undo takes it back', async ({
  page,
  signInAs,
}) => {
  test.slow()
  await signInAs('market-manager')
  await planNextWeek(page)
  const monday = dayList(page, 'Mon')
  const wednesday = dayList(page, 'Wed')
  const name = await firstStopName(monday)
  const handle = monday.getByRole('button', { name: `Drag ${name} to another place` })
  const from = (await handle.boundingBox())!
  const to = (await stopsOf(wednesday).first().boundingBox())!
  await page.mouse.move(from.x + 10, from.y + 14)
  await page.mouse.down()
  await page.mouse.move(to.x + 60, to.y + 2, { steps: 12 })
  await expect(page.getByText(/^\d\d:\d\d · (no change|[+−])/)).toBeVisible()
  await page.mouse.move(to.x + 61, to.y + 3)
  await page.mouse.up()

  await expect(stopNamed(wednesday, name)).toBeVisible()
  await expect(stopNamed(monday, name)).toHaveCount(0)
  await page.getByRole('button', { name: 'Undo', exact: true }).click()
  await expect(stopNamed(monday, name)).toBeVisible()
  await expect(stopNamed(wednesday, name)).toHaveCount(0)
})

test('a customer manager plans the own territory, may not publish, and finds no other', async ({
  page,
  signInAs,
  browser,
}) => {
  test.slow()
  const other = await browser.newPage()
  await signInAs('market-manager', { page: other })
  await other.goto('/plans')
  await expect(other.getByRole('rowheader').first()).toBeVisible()
  const territories = await other
    .getByRole('rowheader')
    .getByRole('link')
    .evaluateAll((links) =>
      links.map((link) => ({ name: link.textContent, href: link.getAttribute('href') })),
    )
  await other.close()

  await signInAs('customer-manager')
  await page.goto('/plans')
  const own = await page.getByRole('heading', { level: 1 }).textContent()
  await page.getByRole('button', { name: 'Next week' }).click()
  await expect(page.getByText('Week 49, 2026')).toBeVisible()
  await planAgain(page)
  await expect(stopsOf(dayList(page, 'Mon'))).not.toHaveCount(0)
  await expect(page.getByRole('button', { name: 'Publish', exact: true })).toBeHidden()

  const foreign = territories.find(({ name }) => name !== own)!
  await page.goto(foreign.href!)
  await expect(page.getByRole('heading', { name: 'There is nothing at this address' })).toBeVisible()
})
