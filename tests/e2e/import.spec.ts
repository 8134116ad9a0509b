import { readFile } from 'node:fs/promises'
import type { Page } from '@playwright/test'
import { expect, test } from './fixtures'

/** In Belvedere, among shops, whose territory they join; always these three, so that no run adds to another. */
const SHOPS = [1, 2, 3].map((k) => ({
  code: `E2E-IMP-${k}`,
  name: `测试零售户${k}`,
  lng: (-56.2247 + k * 0.0005).toFixed(6),
  lat: '-34.846100',
}))
/** Off the shore, where no area and no shop is. */
const OFF_SHORE = [-56.44, -34.98] as const
const FAULTY = 'E2E-IMP-4,测试零售户4,不详,-34.98'

const bytes = (text: string) => Buffer.from(text, 'utf8')

/** Node writes no GBK: the table is the decoder's, read backwards. */
function gbk(text: string): Buffer {
  const decoder = new TextDecoder('gbk')
  const codes = new Map<string, number[]>()
  for (let lead = 0x81; lead <= 0xfe; lead++) {
    for (let trail = 0x40; trail <= 0xfe; trail++)
      codes.set(decoder.decode(Uint8Array.of(lead, trail)), [lead, trail])
  }
  return Buffer.from([...text].flatMap((letter) => codes.get(letter) ?? [letter.charCodeAt(0)]))
}

/** As often as it takes for the page to be listening. */
async function give(page: Page, name: string, buffer: Buffer): Promise<void> {
  const choice = page.getByRole('button', { name: 'Choose a file' })
  await expect(async () => {
    await expect(choice).toBeVisible({ timeout: 5_000 })
    await page
      .locator('input[type=file]')
      .setInputFiles({ name, mimeType: 'application/octet-stream', buffer })
    await expect(choice).toBeHidden({ timeout: 2_000 })
  }).toPass()
}

async function bring(page: Page, name: string, buffer: Buffer): Promise<void> {
  await give(page, name, buffer)
  await expect(page.getByRole('status')).toBeHidden()
}

async function choose(page: Page, field: string, option: string): Promise<void> {
  await page.getByRole('combobox', { name: field, exact: true }).click()
  await page.getByRole('option', { name: option, exact: true }).click()
}

const faults = (page: Page) => page.getByRole('table', { name: /fault/ })

test('the market manager imports a list in GBK, corrects a column, chooses the datum and stores the faultless rows', async ({
  page,
  signInAs,
}) => {
  await signInAs('market-manager')
  await page.goto('/import')
  const rows = SHOPS.map(({ code, name, lng, lat }) => `${code},${name},${lng},${lat}`)
  await bring(page, 'shops-gbk.csv', gbk(['客户编码,门头,经度,纬度', ...rows, FAULTY].join('\r\n')))

  await expect(page.getByRole('heading', { name: /^Encoding: GBK/ })).toBeVisible()
  await expect(page.getByRole('heading', { name: 'The file cannot be read' })).toBeVisible()
  await choose(page, 'Name', '门头')
  await expect(page.getByRole('cell', { name: '测试零售户1', exact: false }).first()).toBeVisible()

  const fault = faults(page).getByRole('row').filter({ hasText: '不详' })
  await expect(fault.getByRole('cell').nth(0)).toHaveText('5')
  await expect(fault.getByRole('cell').nth(1)).toHaveText('经度')
  await expect(fault).toContainText('经度 is not a plain decimal number: 不详')
  const download = page.waitForEvent('download')
  await page.getByRole('button', { name: 'Download the faults (CSV)' }).click()
  expect(await readFile(await (await download).path(), 'utf8')).toContain('5,经度,不详')

  await expect(page.getByText('Choose the datum first.')).toBeVisible()
  const store = page.getByRole('button', { name: 'Store 3 rows' })
  await expect(store).toBeDisabled()
  await page.getByRole('radio', { name: 'WGS 84' }).click()
  await expect(page.getByText('3 of 3 shown, in WGS 84')).toBeVisible()
  await page.getByLabel('Store the 3 faultless rows although others are refused').check()
  await store.click()
  await expect(page.getByRole('heading', { name: '3 rows are stored' })).toBeVisible()
  await expect(page.getByText('1 refused')).toBeVisible()
})

test('the same list a second time updates its shops, which the search finds once each', async ({
  page,
  signInAs,
}) => {
  await signInAs('market-manager')
  for (const round of [1, 2]) {
    await page.goto('/import')
    const rows = SHOPS.map(({ code, name, lng, lat }) => [code, `${name}-${round}`, lng, lat].join(','))
    await bring(page, 'shops.csv', bytes(['outlet_code,name,lng,lat', ...rows].join('\n')))
    await expect(page.getByRole('heading', { name: /^Encoding: UTF-8/ })).toBeVisible()
    await page.getByRole('radio', { name: 'WGS 84' }).click()
    await page.getByRole('button', { name: 'Store 3 rows' }).click()
    await expect(page.getByRole('heading', { name: '3 rows are stored' })).toBeVisible()
  }
  await expect(page.getByText('0 new · 3 updated')).toBeVisible()
  const latest = page.getByRole('region', { name: 'Imports so far' }).getByRole('row').nth(1)
  await expect(latest).toContainText('shops.csv')
  await expect(latest).toContainText('Sofía Rodríguez')

  await page.keyboard.press('Control+k')
  await page.getByRole('combobox', { name: /search/i }).fill('E2E-IMP-2')
  const found = page.getByRole('option')
  await expect(found).toHaveCount(1)
  await expect(found).toContainText('测试零售户2-2')
})

test('the datum is chosen by looking: in China another one moves the shops, and nothing is preset', async ({
  page,
  signInAs,
}) => {
  await signInAs('market-manager')
  await page.goto('/import')
  const rows = [1, 2, 3].map((k) => `C${k},店${k},${112.93 + k * 0.01},28.22`)
  await bring(page, 'changsha.csv', bytes(['outlet_code,name,lng,lat', ...rows].join('\n')))
  for (const datum of ['WGS 84', 'GCJ-02', 'BD-09']) {
    await expect(page.getByRole('radio', { name: datum })).not.toBeChecked()
  }
  await expect(page.getByText(/Chinese apps · moves \d{3} m/)).toBeVisible()
  const map = page.getByRole('region', { name: 'On the map' }).locator('[data-testid=map][data-idle=true]')
  await expect(map).toBeVisible()
  await page.getByRole('radio', { name: 'WGS 84' }).click()
  await expect(page.getByText('3 of 3 shown, in WGS 84')).toBeVisible()
  await expect(map).toBeVisible()
  const before = await map.screenshot()
  await page.getByRole('radio', { name: 'GCJ-02' }).click()
  await expect(page.getByText('3 of 3 shown, in GCJ-02')).toBeVisible()
  await expect.poll(async () => (await map.screenshot()).equals(before)).toBe(false)
  await expect(page.getByText('Confirm what is asked above first.')).toBeVisible()
})

test('trade areas come in as GeoJSON, with their type', async ({ page, signInAs }) => {
  await signInAs('market-manager')
  await page.goto('/import?kind=trade-areas')
  const [west, south] = OFF_SHORE
  const ring = [
    [west, south],
    [west + 0.004, south],
    [west + 0.004, south + 0.003],
    [west, south + 0.003],
    [west, south],
  ]
  const geojson = {
    type: 'FeatureCollection',
    features: [
      {
        type: 'Feature',
        id: 'E2E-AREA-1',
        properties: { name: 'E2E harbor area', type: '工业区' },
        geometry: { type: 'Polygon', coordinates: [ring] },
      },
    ],
  }
  await bring(page, 'areas.geojson', bytes(JSON.stringify(geojson)))
  await page.getByRole('radio', { name: 'WGS 84' }).click()
  await page.getByRole('button', { name: 'Store 1 row' }).click()
  await expect(page.getByRole('heading', { name: '1 row is stored' })).toBeVisible()
  await page.keyboard.press('Control+k')
  await page.getByRole('combobox', { name: /search/i }).fill('E2E harbor')
  await expect(page.getByRole('option')).toHaveCount(1)
})

test('a file on its way can be stopped, and nothing is stored', async ({ page, signInAs }) => {
  await signInAs('market-manager')
  await page.goto('/import')
  await page.route('**/import/files?step=preview', () => {})
  await give(page, 'long.csv', bytes('outlet_code,name,lng,lat\nL1,Long,-56.2,-34.9'))
  await page.getByRole('button', { name: 'Cancel' }).click()
  await expect(page.getByText('Cancelled. Nothing was stored.')).toBeVisible()
})

test('a customer manager has no import, on the screen and behind it', async ({ page, signInAs, baseURL }) => {
  await signInAs('customer-manager')
  await page.goto('/import')
  await expect(page.getByRole('heading', { name: 'You may not import' })).toBeVisible()
  await expect(page.getByRole('navigation').getByRole('link', { name: 'Import' })).toHaveCount(0)

  const answer = await page.request.post('/import/files?step=store', {
    headers: { origin: String(baseURL) },
    multipart: {
      file: {
        name: 'x.csv',
        mimeType: 'text/csv',
        buffer: bytes('outlet_code,name,lng,lat\nX,X,-56.2,-34.9'),
      },
      choices: JSON.stringify({ kind: 'retailers', fileName: 'x.csv', datum: 'wgs84' }),
    },
  })
  expect(await answer.json()).toMatchObject({ stored: 0, errors: [{ code: 'FORBIDDEN' }] })
})
