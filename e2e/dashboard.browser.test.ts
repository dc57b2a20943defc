// The dashboard in a real Chromium, over the real API and a seeded ClickHouse.
import { readFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { randomUUID } from 'node:crypto'
import { join } from 'node:path'
import { readConfig } from '@millrace/engine/config/config.ts'
import { freePort } from '@millrace/engine/services/process/free-port.ts'
import { runMillrace, startMillrace } from '@millrace/engine/testing/run-millrace.ts'
import { testClickHouse } from '@millrace/engine/testing/test-clickhouse.ts'
import { topRoute, typeBreakdownRoute } from '@millrace/schemas/api/routes.ts'
import type { Page } from 'playwright-core'
import { beforeAll, expect, inject, test } from 'vitest'
import { openLog } from '../api/observe/open-log.ts'
import { startApi } from '../api/start-api.ts'
import { testApi } from '../api/testing/test-api.ts'
import { DashboardBrowser } from './testing/dashboard-page.ts'

const rowCount = 200_000
const { url } = await testClickHouse()
const browser = new DashboardBrowser()
const seeded = environment()
const soon = { timeout: 20_000 }

function environment(): Record<string, string> {
  const database = `test_${randomUUID().replaceAll('-', '')}`
  return {
    DATA_DIR: join(inject('dataDir'), `dashboard-${database}`),
    CLICKHOUSE_URL: url,
    CLICKHOUSE_DATABASE: database,
  }
}

beforeAll(async () => {
  const { ended, stderr } = await runMillrace(['seed', '--rows', String(rowCount), '--staging', 'none'], seeded)
  expect(ended, stderr).toBe(0)
})

const figure = (page: Page, name: string) =>
  page
    .locator('dl > *', { has: page.getByText(name, { exact: true }) })
    .locator('dd')
    .first()
const digits = async (page: Page, name: string): Promise<number> =>
  Number((await figure(page, name).locator('.sr-only').innerText()).replaceAll(/\D/g, ''))
const breakdown = (page: Page, title: string) => page.getByRole('region', { name: title })

test('shows what is in the table', async () => {
  const api = await testApi(seeded)
  const page = await browser.open(api.url)
  await expect.poll(() => digits(page, 'Events'), soon).toBe(rowCount)
  const { body } = await api.get('/metrics/type-breakdown')
  const counts = Object.entries(typeBreakdownRoute.answer.schema.parse(body))
  const [type = ''] = counts.toSorted((a, b) => b[1] - a[1])[0] ?? []
  await expect.poll(() => breakdown(page, 'Event types').getByRole('button').first().innerText(), soon).toContain(type)
  expect(await page.title()).toContain('Millrace')
  await expect.poll(() => page.locator('canvas').count(), soon).toBeGreaterThan(0)
})

test('a value that is clicked filters everything else, is in the address, and survives reload and back', async () => {
  const api = await testApi(seeded)
  const page = await browser.open(api.url)
  const mobile = breakdown(page, 'Devices').getByRole('button', { name: /mobile/ })
  await mobile.click()
  await expect.poll(() => page.url()).toContain('device=mobile')
  await expect.poll(() => mobile.getAttribute('aria-pressed')).toBe('true')
  const { body } = await api.get('/metrics/top?by=country&device=mobile&limit=1')
  const [first] = topRoute.answer.schema.parse(body)
  const topCountry = () => breakdown(page, 'Countries').getByRole('button').first().getAttribute('title')
  const counted = async () => Number((await topCountry())?.split(':').at(-1)?.replaceAll(/\D/g, ''))
  await expect.poll(counted, soon).toBe(first?.count)
  await page.reload()
  await expect.poll(() => mobile.getAttribute('aria-pressed'), soon).toBe('true')
  await page.goBack()
  await expect.poll(() => page.url()).not.toContain('device=')
})

test('numbers rise while rows come in, and end at the table', async () => {
  const empty = environment()
  const api = await testApi(empty)
  const page = await browser.open(api.url)
  await page.getByText('make seed ROWS=1e6').waitFor()
  const args = ['seed', '--rows', '400000', '--batch-rows', '20000', '--staging', 'spool', '--workers', '1']
  const { result } = startMillrace(args, empty)
  await expect.poll(() => digits(page, 'Events'), soon).toBeGreaterThan(0)
  expect((await result).ended).toBe(0)
  await expect.poll(() => digits(page, 'Events'), { timeout: 30_000 }).toBe(400_000)
})

test('an API that goes leaves what is known, says so, and is found again', async () => {
  const port = String(await freePort())
  const config = readConfig({ ...seeded, API_PORT: port, API_RATE_LIMIT: '0', LOG_LEVEL: 'silent' })
  const log = openLog(config.LOG_LEVEL, false, {})
  const first = await startApi(config, log)
  const page = await browser.open(first.url, {}, [/Failed to load resource|WebSocket connection|ERR_/])
  await expect.poll(() => digits(page, 'Events'), soon).toBe(rowCount)
  await page.locator('canvas').first().waitFor() // all of its code has come
  await first.close()
  await page.getByText('The API is away.', { exact: true }).waitFor()
  expect(await digits(page, 'Events')).toBe(rowCount)
  const second = await startApi(config, log)
  await page.getByRole('button', { name: 'Try now' }).click()
  await page.getByText('The API is away.', { exact: true }).waitFor({ state: 'hidden' })
  await page.close()
  await second.close()
})

test.each(['light', 'dark'] as const)('%s: nothing that axe finds serious', async (colorScheme) => {
  const api = await testApi(seeded)
  // The page's own policy would keep a foreign script out.
  const page = await browser.open(api.url, { colorScheme, bypassCSP: true })
  await expect.poll(() => digits(page, 'Events'), soon).toBe(rowCount)
  await page.evaluate('window.scrollTo(0, document.body.scrollHeight)')
  await page.getByRole('listitem').first().waitFor()
  await page.addScriptTag({
    content: await readFile(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8'),
  })
  const serious = await page.evaluate(
    `axe.run().then(({ violations }) => violations.filter(({ impact }) => impact === 'serious' || impact === 'critical'))`,
  )
  expect(serious).toEqual([])
})

test('on a phone nothing is cut off at the side', async () => {
  const api = await testApi(seeded)
  const page = await browser.open(api.url, { viewport: { width: 390, height: 844 }, hasTouch: true })
  await expect.poll(() => digits(page, 'Events'), soon).toBe(rowCount)
  await page.evaluate('window.scrollTo(0, document.body.scrollHeight)')
  await page.getByRole('listitem').first().waitFor()
  expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(390)
})

test('keys choose, and say what they choose', async () => {
  const api = await testApi(seeded)
  const page = await browser.open(api.url)
  await expect.poll(() => digits(page, 'Events'), soon).toBe(rowCount)
  await page.keyboard.press('?')
  await page.getByRole('dialog').waitFor()
  await page.keyboard.press('Escape')
  await page.keyboard.press('3')
  await expect.poll(() => page.url()).toContain('24h')
})
