// The keyboard alone: every shortcut of the sheet does what the sheet says, and everything can be reached by Tab.
import { typeBreakdownRoute } from '@millrace/schemas/api/routes.ts'
import { expect, test } from 'vitest'
import { testApi } from '../api/testing/test-api.ts'
import { presets } from '../ui/state/range.ts'
import { answerOf } from './testing/answer-of.ts'
import { DashboardBrowser } from './testing/dashboard-browser.ts'
import type { DashboardPage } from './testing/dashboard-page.ts'
import { seededTable } from './testing/seeded-table.ts'
import { soon } from './testing/soon.ts'

const table = await seededTable()
const browser = new DashboardBrowser()
const tabsMax = 60

const themeOf = (page: DashboardPage) => page.page.evaluate('document.documentElement.dataset.theme')
const focused = (page: DashboardPage) => page.page.locator(':focus')
const sheetOf = (page: DashboardPage) => page.page.getByRole('dialog', { name: 'Keyboard shortcuts' })

/** By the words of the sheet: press the keys, and see. */
const shortcuts: Record<string, (page: DashboardPage) => Promise<void>> = {
  'Range: 15 minutes, 1 hour, 24 hours, 7, 30, 90 days, all': async (page) => {
    for (const [index, preset] of presets.entries()) {
      await page.page.keyboard.press(String(index + 1))
      await expect.poll(() => page.chosen(), soon).toEqual(preset === '30d' ? {} : { range: preset })
    }
    await page.page.keyboard.press('5')
  },
  'Add a filter': async (page) => {
    await page.page.keyboard.press('/')
    await page.page.keyboard.type('https://nowhere.example/')
    await page.page.keyboard.press('Enter')
    await expect.poll(() => page.chosen(), soon).toEqual({ url: 'https://nowhere.example/' })
    await page.page.keyboard.press('Escape')
  },
  'Clear all filters': async (page) => {
    await page.page.keyboard.press('f')
    await expect.poll(() => page.chosen(), soon).toEqual({})
  },
  'Split the series by event type': async (page) => {
    await page.page.keyboard.press('s')
    await expect.poll(() => page.chosen(), soon).toEqual({ split: 'event_type' })
    await page.page.keyboard.press('s')
  },
  'Pause or resume the live tail': async (page) => {
    await page.toEvents()
    await page.page.keyboard.press('p')
    await page.panel('Events').getByText('Paused', { exact: true }).waitFor()
    await page.page.keyboard.press('p')
    await page.panel('Events').getByText('Live', { exact: true }).waitFor()
  },
  'Theme: system, light, dark': async (page) => {
    for (const [choice, seen] of [
      ['light', 'light'],
      ['dark', 'dark'],
      ['system', 'light'],
    ] as const) {
      await page.page.keyboard.press('t')
      await expect.poll(() => page.page.getByRole('radio', { name: choice }).isChecked(), soon).toBe(true)
      expect(await themeOf(page)).toBe(seen)
    }
  },
  'Next, previous event in the list (or ↓ ↑)': async (page) => {
    await page.toEvents()
    const ids = await page.eventIds()
    await page.events.first().getByRole('button').focus()
    for (const [key, index] of [
      ['j', 1],
      ['ArrowDown', 2],
      ['k', 1],
      ['ArrowUp', 0],
    ] as const) {
      await page.page.keyboard.press(key)
      await expect.poll(() => focused(page).getAttribute('data-event'), soon).toBe(ids[index])
    }
  },
  'Open the event; take or drop a filter': async (page) => {
    await page.toEvents()
    const row = page.events.first().getByRole('button')
    await row.focus()
    const eventId = (await row.getAttribute('data-event')) ?? ''
    await page.page.keyboard.press('Enter')
    await page.page.getByRole('dialog', { name: 'Event', exact: true }).getByText(eventId).waitFor()
    expect(page.chosen()['event']).toBe(eventId)
    await page.page.keyboard.press('Escape')
    await expect.poll(() => focused(page).getAttribute('data-event'), soon).toBe(eventId)
    await page.row('Devices', 'mobile').focus()
    await page.page.keyboard.press('Enter')
    await expect.poll(() => page.chosen(), soon).toEqual({ device: 'mobile' })
    await page.page.keyboard.press('Enter')
    await expect.poll(() => page.chosen(), soon).toEqual({})
  },
  'Close what is open': async (page) => {
    await page.page.keyboard.press('?')
    await sheetOf(page).waitFor()
    await page.page.keyboard.press('Escape')
    await sheetOf(page).waitFor({ state: 'hidden' })
  },
  'This sheet': async (page) => {
    await page.page.keyboard.press('?')
    await sheetOf(page).waitFor()
    await page.page.keyboard.press('?')
    await sheetOf(page).waitFor({ state: 'hidden' })
  },
}

test('every shortcut of the sheet does what the sheet says', async () => {
  const api = await testApi(table.environment)
  const page = await browser.open(api.url, { colorScheme: 'light' })
  await page.untilDrawn()
  await page.page.getByRole('button', { name: 'Keyboard shortcuts' }).click()
  expect(await sheetOf(page).locator('dd').allInnerTexts()).toEqual(Object.keys(shortcuts))
  await sheetOf(page).getByRole('button', { name: 'Close' }).click()
  for (const press of Object.values(shortcuts)) await press(page)
})

test('keys that go to a text, or to the browser, are no shortcuts', async () => {
  const api = await testApi(table.environment)
  const page = await browser.open(api.url)
  await page.untilDrawn()
  await page.page.keyboard.press('Control+f')
  await page.page.keyboard.press('/')
  await page.page.keyboard.type('1st')
  expect(await page.panel('Filters').getByLabel('Value to filter by').inputValue()).toBe('1st')
  expect(page.chosen()).toEqual({})
})

test('by Tab alone: past the header, to a filter, and the filter off again', async () => {
  const api = await testApi(table.environment)
  const page = await browser.open(api.url)
  const types = await answerOf(api, typeBreakdownRoute)
  const rarest = Object.entries(types).toSorted((a, b) => a[1] - b[1])[0]?.[0] ?? ''
  await page.row('Event types', rarest).waitFor()
  await page.page.keyboard.press('Tab')
  expect(await focused(page).innerText()).toBe('Skip to the numbers')
  await page.page.keyboard.press('Enter')
  const tabTo = async (title: RegExp) => {
    for (let tabs = 0; tabs < tabsMax; tabs++) {
      await page.page.keyboard.press('Tab')
      const name = await focused(page).evaluate((element) => element.ariaLabel ?? element.getAttribute('title') ?? '')
      if (title.test(name)) return
    }
    throw new Error(`${String(title)} has no focus after ${tabsMax} presses of Tab`)
  }
  await tabTo(new RegExp(`^${rarest}: `))
  expect(await focused(page).evaluate((element) => element.matches(':focus-visible'))).toBe(true)
  await page.page.keyboard.press('Space')
  await expect.poll(() => page.chosen(), soon).toEqual({ event_type: rarest })
  await page.chart.focus()
  for (let tabs = 0; tabs < tabsMax && page.chosen()['event_type'] !== undefined; tabs++) {
    await page.page.keyboard.press('Shift+Tab')
    const name = await focused(page).getAttribute('aria-label')
    if (name?.startsWith('Remove filter') === true) await page.page.keyboard.press('Enter')
  }
  await expect.poll(() => page.chosen(), soon).toEqual({})
})
