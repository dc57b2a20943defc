// Pictures of each panel and of the whole page, with what opens above it, in every theme and on every device.
import { join } from 'node:path'
import type { Browser } from 'playwright-core'
import { DashboardPage } from '../testing/dashboard-page.ts'

const devices = {
  desktop: { viewport: { width: 1280, height: 900 } },
  phone: { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true, deviceScaleFactor: 2 },
} as const
const panels = [
  'Overview',
  'Filters',
  'Events over time',
  'Top URLs',
  'Referrers',
  'Event types',
  'Countries',
  'Devices',
  'Pipeline',
  'Events',
]
/** Some of what can be chosen, so that it is in the pictures. */
const chosen = '?split=event_type&device=mobile'

/** Files are named `<device>-<theme>-<what>.png`. */
export async function photographPage(browser: Browser, url: string, outDir: string): Promise<void> {
  for (const [device, options] of Object.entries(devices)) {
    for (const colorScheme of ['light', 'dark'] as const) {
      const context = await browser.newContext({ ...options, colorScheme, locale: 'en-US', reducedMotion: 'reduce' })
      const page = new DashboardPage(await context.newPage())
      const save = (what: string) => join(outDir, `${device}-${colorScheme}-${what}.png`)
      await page.page.goto(`${url}/${chosen}`)
      await page.untilDrawn()
      await page.toEvents()
      await page.page.evaluate('window.scrollTo(0, 0)')
      await page.page.screenshot({ path: save('first-screen') })
      await page.page.screenshot({ path: save('page'), fullPage: true })
      for (const title of panels) {
        await page.panel(title).screenshot({ path: save(title.toLowerCase().replaceAll(' ', '-')) })
      }
      await page.events.first().getByRole('button').click()
      await page.page.getByRole('dialog', { name: 'Event', exact: true }).getByText('Metadata').waitFor()
      await page.page.screenshot({ path: save('event-details') })
      await page.page.keyboard.press('Escape')
      await page.page.keyboard.press('?')
      await page.page.getByRole('dialog', { name: 'Keyboard shortcuts' }).waitFor()
      await page.page.screenshot({ path: save('shortcuts') })
      await context.close()
    }
  }
}
