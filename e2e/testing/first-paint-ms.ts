// When the browser first painted something of the page's content, since the page was asked for.
import type { Page } from 'playwright-core'
import { z } from 'zod'

/** Of a page that has painted already, or will. */
export async function firstPaintMs(page: Page): Promise<number> {
  const seen = await page.evaluate(`new Promise((resolve) => {
    new PerformanceObserver((list) => {
      const paint = list.getEntriesByName('first-contentful-paint')[0]
      if (paint !== undefined) resolve(paint.startTime)
    }).observe({ type: 'paint', buffered: true })
  })`)
  return z.number().parse(seen)
}
