import { expect, test } from './fixtures'

test('the line that the demonstration prints lets a market manager in, and out again', async ({
  page,
  user,
}) => {
  const { name, password } = user('market-manager')
  await page.goto('/')
  await expect(page).toHaveURL(/\/sign-in/)
  await page.getByLabel('User name').fill(name)
  await page.getByLabel('Password', { exact: true }).fill(password)
  await page.getByRole('button', { name: 'Sign in' }).click()
  await expect(page).toHaveURL(/\/map/)

  await page.getByRole('button', { name: /^Signed in as/ }).click()
  await expect(page.getByText('Market manager')).toBeVisible()
  await page.getByRole('menuitem', { name: 'Sign out' }).click()
  await expect(page).toHaveURL(/\/sign-in/)
  await page.goto('/map')
  await expect(page).toHaveURL(/\/sign-in/)
})

test('a wrong password is refused and says so, without telling which of the two was wrong', async ({
  page,
  user,
}) => {
  await page.goto('/sign-in')
  await page.getByLabel('User name').fill(user('marketing').name)
  await page.getByLabel('Password', { exact: true }).fill('guessed')
  await page.getByRole('button', { name: 'Sign in' }).click()
  await expect(page.getByRole('alert').filter({ hasText: 'do not belong together' })).toBeVisible()
  await expect(page.getByLabel('User name')).toHaveValue(user('marketing').name)
  await expect(page).toHaveURL(/\/sign-in/)
})

test('a person chooses Chinese, and the next page is Chinese too', async ({ page, signInAs }) => {
  await signInAs('marketing')
  await expect(page.locator('html')).toHaveAttribute('lang', 'en')
  await page.getByRole('button', { name: 'Language' }).click()
  await page.getByRole('menuitem', { name: '简体中文' }).click()
  await expect(page.locator('html')).toHaveAttribute('lang', 'zh-CN')
  await expect(page.getByRole('button', { name: '语言' })).toBeVisible()
  await page.reload()
  await expect(page.getByRole('navigation').getByRole('link', { name: '地图' })).toBeVisible()
})
