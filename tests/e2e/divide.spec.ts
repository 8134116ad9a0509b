import { expect, test } from './fixtures'

test('the market manager divides the shops anew with one manager more, moves a shop by hand, applies it, and takes it back', {
  tag: '@slow',
}, async ({ page, signInAs }) => {
  test.slow()
  await signInAs('market-manager')
  await page.goto('/rules/territories')
  await page.getByRole('link', { name: 'Divide shops anew' }).click()
  const count = page.getByLabel('Number of territories')
  const before = Number(await count.inputValue())
  const territories = page.getByRole('table').getByRole('row')
  await expect(territories).toHaveCount(before + 1)
  const apply = page.getByRole('form', { name: 'Apply the division' })
  await expect(apply).toBeHidden()

  await count.fill(`${before + 1}`)
  await page.getByRole('radiogroup', { name: 'Shops that change their manager' }).getByText('Few').click()
  await page.getByRole('button', { name: 'Propose' }).click()
  await expect(territories).toHaveCount(before + 2)
  await expect(apply).toContainText(/\d+ shops change their manager/)
  await expect(apply).toContainText('Published weeks stay as they are')

  await page.getByRole('combobox', { name: 'Shop', exact: true }).fill('a')
  const found = page.getByRole('listbox').getByRole('option').first()
  const shop = (await found.textContent())!
  await found.click()
  await page.getByRole('combobox', { name: 'Move to' }).click()
  await page.getByRole('listbox').getByRole('option', { name: 'New territory 1' }).click()
  const effect = page.getByLabel('What the move changes')
  await expect(effect).toContainText(/New territory 1\+[\d.]+ h/)
  await expect(effect).toContainText(/Spread of the work/)
  await page.getByRole('button', { name: 'Move', exact: true }).click()
  await expect(page.getByRole('region', { name: 'One shop' })).toContainText('at present:')

  await page.getByLabel('Name of New territory 1').fill('Prado Norte')
  await apply.getByRole('button', { name: /^Move \d+ shops$/ }).click()
  await expect(apply.getByText('At least three letters')).toBeVisible()
  await apply.getByLabel('Reason').fill('A ninth manager starts in January')
  await apply.getByRole('button', { name: /^Move \d+ shops$/ }).click()
  await expect(page.getByText(/^\d+ shops have a new territory\.$/)).toBeVisible()
  await expect(page.getByRole('rowheader', { name: /^Prado Norte/ })).toBeVisible()
  await expect(count).toHaveValue(`${before + 1}`)

  await page.goto(`/retailers?q=${encodeURIComponent(shop)}`)
  await page.getByRole('link', { name: shop }).first().click()
  await expect(page.getByText('A ninth manager starts in January')).toBeVisible()
  await expect(page.getByText('Prado Norte').first()).toBeVisible()

  await page.goto('/rules/territories/divide')
  await page.getByLabel('Prado Norte in a proposal').selectOption('ends')
  await page.getByRole('radiogroup', { name: 'Shops that change their manager' }).getByText('Few').click()
  await page.getByRole('button', { name: 'Propose' }).click()
  await expect(apply).toContainText(/\d+ shops change their manager/)
  await apply.getByLabel('Reason').fill('The ninth manager does not come')
  await apply.getByRole('button', { name: /^Move \d+ shops$/ }).click()
  await expect(territories).toHaveCount(before + 1)
})

test('a customer manager is told that territories are divided by others', async ({ page, signInAs }) => {
  await signInAs('customer-manager')
  await page.goto('/rules/territories')
  await expect(page.getByRole('link', { name: 'Divide shops anew' })).toBeHidden()
  await page.goto('/rules/territories/divide')
  await expect(page.getByText('You may read these rules.')).toBeVisible()
  await expect(page.getByRole('button', { name: 'Propose' })).toBeHidden()
})
