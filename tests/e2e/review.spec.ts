import type { Page } from '@playwright/test'
import { expect, test } from './fixtures'

const MONTH = '2026-10'
/** Drafting reads a city's history; on a busy machine that takes its time. */
const DRAFTING = { timeout: 60_000 }

test.slow()

/** Drafts that nobody has touched are made anew; the others stay, so this may be done at the start of every test. */
async function draft(page: Page): Promise<void> {
  await page.goto(`/reviews?month=${MONTH}`)
  await page.getByRole('button', { name: 'Draft reviews of October 2026' }).first().click()
  await expect(page.getByText(/\d+ reviews? drafted/)).toBeVisible(DRAFTING)
}

function quietRows(page: Page) {
  return page.getByRole('listitem').filter({ hasText: 'Nothing beyond the usual' })
}

test('a market manager drafts the month, sees what was found first, and the rows behind a sentence', async ({
  page,
  signInAs,
}) => {
  await signInAs('market-manager')
  await draft(page)
  await page.getByLabel('With findings only').check()
  await expect(quietRows(page)).toHaveCount(0)
  await page.getByRole('listitem').filter({ hasText: 'Nueva escuela técnica' }).getByRole('link').click()

  const what = page.getByRole('region', { name: 'What happened' })
  await expect(what.getByRole('heading', { name: 'Effect of an event' })).toBeVisible()
  await expect(what).toContainText(/need rose by \d+% against the city/)
  await what.getByText('Evidence').click()
  await expect(what.getByRole('table', { name: 'By price class' }).getByRole('row')).toHaveCount(6)
  await expect(what.getByRole('img', { name: /month by month/ })).toBeVisible()

  const proposals = page.getByRole('region', { name: /What is proposed for/ })
  await expect(proposals).toContainText('Raise the allocation of all scarce products here')
  await page.getByRole('link', { name: 'Print' }).click()
  await expect(page.getByRole('article')).toContainText('Raise the allocation of all scarce products here')
})

test('a customer manager closes a quiet month in two clicks and drafts none', async ({
  page,
  signInAs,
  browser,
  baseURL,
}) => {
  const desk = await browser.newPage({ ...(baseURL && { baseURL }) })
  await signInAs('market-manager', { page: desk })
  await draft(desk)
  await desk.close()

  await signInAs('customer-manager')
  await page.goto(`/reviews?month=${MONTH}&state=draft`)
  await expect(quietRows(page).first()).toBeVisible()
  await expect(page.getByRole('button', { name: /Draft reviews/ })).toHaveCount(0)

  const row = quietRows(page).last()
  const name = (await row.getByRole('link').textContent()) ?? ''
  await row.getByRole('button', { name: 'Close' }).click()
  const dialog = page.getByRole('dialog')
  await expect(dialog.getByLabel('Nothing changed')).toBeChecked()
  await dialog.getByRole('button', { name: 'Close', exact: true }).last().click()
  await expect(page.getByText(`Closed: ${name}`)).toBeVisible()
  await expect(page.getByRole('link', { name, exact: true })).toHaveCount(0)
})

test('a review goes from hand to hand: submitted, returned with a word, approved by another, published', {
  tag: '@slow',
}, async ({ page, signInAs, browser, baseURL }) => {
  const desk = await browser.newPage({ ...(baseURL && { baseURL }) })
  const [dialog, deskDialog] = [page.getByRole('dialog'), desk.getByRole('dialog')]
  await signInAs('market-manager', { page: desk })
  await draft(desk)

  await signInAs('customer-manager')
  await page.goto(`/reviews?month=${MONTH}&state=draft`)
  await quietRows(page).first().getByRole('link').click()
  await expect(page.getByText('Next: the customer manager edits and submits, or closes')).toBeVisible()
  const address = page.url()
  await expect(page.getByRole('button', { name: 'Approve' })).toHaveCount(0)

  await page.getByRole('button', { name: 'Add a proposal' }).click()
  await dialog.getByRole('button', { name: 'Save' }).click()
  await expect(dialog.getByText('Give the reason')).toBeVisible()
  await dialog.getByLabel('Reason').fill('two shops asked for it')
  await dialog.getByRole('button', { name: 'Save' }).click()
  await expect(dialog).toHaveCount(0)
  await expect(page.getByText('Explain the shortage and what is coming')).toBeVisible()
  await page.getByRole('button', { name: 'Submit' }).click()
  await dialog.getByRole('button', { name: 'Submit' }).click()
  await expect(page.getByText('Next: the market manager returns or approves')).toBeVisible()

  await desk.goto(address)
  await desk.getByRole('button', { name: 'Return' }).click()
  await deskDialog.getByRole('button', { name: 'Return' }).click()
  await expect(deskDialog.getByText('Write a word for those who read it')).toBeVisible()
  await deskDialog.getByLabel('Comment').fill('Which shops?')
  await deskDialog.getByRole('button', { name: 'Return' }).click()
  await expect(desk.getByText('Next: the customer manager answers and submits again')).toBeVisible()

  await page.goto(address)
  await expect(page.getByRole('region', { name: 'Who did what' })).toContainText('Which shops?')
  await page.getByRole('button', { name: 'Write' }).click()
  await page
    .getByRole('textbox', { name: 'In the words of the customer manager' })
    .fill('The two at the corner.')
  await page.getByRole('button', { name: 'Save' }).click()
  await expect(page.getByRole('paragraph').filter({ hasText: 'The two at the corner.' })).toBeVisible()
  await page.getByRole('button', { name: 'Submit' }).click()
  await dialog.getByRole('button', { name: 'Submit' }).click()
  await expect(page.getByText('Next: the market manager returns or approves')).toBeVisible()

  await desk.goto(address)
  await desk.getByRole('button', { name: 'Approve' }).click()
  await deskDialog.getByRole('button', { name: 'Approve' }).click()
  await expect(desk.getByText('Next: the market manager publishes')).toBeVisible()
  await desk.getByRole('button', { name: 'Publish' }).click()
  await deskDialog.getByRole('button', { name: 'Publish' }).click()
  await expect(desk.getByText('Next: the next review says what came of it')).toBeVisible()
  await expect(desk.getByRole('button', { name: 'Add a proposal' })).toHaveCount(0)
  await desk.close()
})
