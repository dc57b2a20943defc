// How the page looks to whom: themes, motion, a phone, and what axe says of all of it.
import { expect, test } from 'vitest'
import { testApi } from '../api/testing/test-api.ts'
import { DashboardBrowser } from './testing/dashboard-browser.ts'
import type { DashboardPage } from './testing/dashboard-page.ts'
import { emptyTable } from './testing/empty-table.ts'
import { runningSeed } from './testing/running-seed.ts'
import { seededTable } from './testing/seeded-table.ts'
import { seriousOf } from './testing/serious-of.ts'
import { soon } from './testing/soon.ts'

const table = await seededTable()
const browser = new DashboardBrowser()
const phone = { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true }
const fingerPxMin = 24

const groundOf = async (page: DashboardPage): Promise<string> =>
  String(await page.page.evaluate('getComputedStyle(document.documentElement).backgroundColor'))
const schemeOf = async (page: DashboardPage): Promise<string> =>
  String(await page.page.evaluate('getComputedStyle(document.documentElement).colorScheme'))

test('the theme is the system’s until one is chosen, which is remembered', async () => {
  const api = await testApi(table.environment)
  const page = await browser.open(api.url, { colorScheme: 'light' })
  await page.untilDrawn()
  const light = { ground: await groundOf(page), picture: await page.picture() }
  await page.page.emulateMedia({ colorScheme: 'dark' })
  await expect.poll(() => groundOf(page), soon).not.toBe(light.ground)
  await expect.poll(() => page.picture(), soon).not.toBe(light.picture)
  await page.page.getByTitle('Theme: light').click()
  await expect.poll(() => groundOf(page), soon).toBe(light.ground)
  await page.page.reload()
  await page.untilDrawn()
  expect(await schemeOf(page)).toBe('light')
  await page.page.getByTitle('Theme: system').click()
  await expect.poll(() => schemeOf(page), soon).toBe('dark')
})

test('with reduced motion nothing moves by itself, and numbers are there at once', async () => {
  const environment = emptyTable(table.environment['CLICKHOUSE_URL'] ?? '')
  const api = await testApi(environment)
  // What is seen and what is said differ only while the number runs.
  const watch = `const look = () => {
    const texts = [...document.querySelectorAll('dl dd.number')[0]?.children ?? []].map(({ textContent }) => textContent)
    if (texts.length === 2 && /\\d/.test(texts[0]) && texts[0] !== texts[1]) window.hasRun = true
    requestAnimationFrame(look)
  }
  look()`
  const page = await browser.open(api.url, { reducedMotion: 'reduce', before: watch })
  const seed = runningSeed(environment)
  await expect.poll(() => page.count('Rows per second now'), soon).toBeGreaterThan(0)
  const first = await page.count('Events')
  await expect.poll(() => page.count('Events'), soon).toBeGreaterThan(first)
  const running = `document.getAnimations().filter(({ playState, effect }) =>
    playState === 'running' && effect.getComputedTiming().activeDuration > 50).length`
  expect(await page.page.evaluate(running)).toBe(0)
  expect(await page.page.evaluate('window.hasRun === true')).toBe(false)
  await seed.end()
})

test('on a phone nothing is cut off at the side, and fingers find what they press', async () => {
  const api = await testApi(table.environment)
  const page = await browser.open(`${api.url}/?device=mobile&split=event_type`, phone)
  await page.untilDrawn()
  await page.toEvents()
  expect(await page.page.evaluate('document.documentElement.scrollWidth')).toBe(phone.viewport.width)
  const small = await page.page
    .locator('button:visible, select:visible, a:visible:not(.skip)')
    .evaluateAll(
      (targets, least) =>
        targets.filter((target) => target.getBoundingClientRect().height < least).map(({ outerHTML }) => outerHTML),
      fingerPxMin,
    )
  expect(small).toEqual([])
  await page.events.first().getByRole('button').tap()
  const details = page.page.getByRole('dialog', { name: 'Event', exact: true })
  await details.waitFor()
  expect((await details.boundingBox())?.width).toBe(phone.viewport.width)
  await details.getByRole('button', { name: 'Close' }).tap()
  await page.row('Devices', 'mobile').tap()
  await expect.poll(() => page.chosen(), soon).toEqual({ split: 'event_type' })
})

test.each([
  ['light', {}],
  ['dark', {}],
  ['dark', phone],
] as const)('%s: axe finds nothing serious, also with details and the sheet open', async (colorScheme, device) => {
  const api = await testApi(table.environment)
  const page = await browser.open(`${api.url}/?device=mobile&split=event_type`, {
    colorScheme,
    bypassCSP: true,
    ...device,
  })
  await page.untilDrawn()
  await page.toEvents()
  expect(await seriousOf(page)).toEqual([])
  await page.events.first().getByRole('button').click()
  await page.page.getByRole('dialog', { name: 'Event', exact: true }).getByText('Metadata').waitFor()
  expect(await seriousOf(page)).toEqual([])
  await page.page.keyboard.press('Escape')
  await page.page.keyboard.press('?')
  await page.page.getByRole('dialog', { name: 'Keyboard shortcuts' }).waitFor()
  expect(await seriousOf(page)).toEqual([])
})
