// The first load on a cold cache: how much code it takes, and how soon something is seen.
import { expect, test } from 'vitest'
import { z } from 'zod'
import { testApi } from '../api/testing/test-api.ts'
import { DashboardBrowser } from './testing/dashboard-browser.ts'
import { firstPaintMs } from './testing/first-paint-ms.ts'
import { seededTable } from './testing/seeded-table.ts'

const table = await seededTable()
const browser = new DashboardBrowser()
/** Of scripts, compressed as they are served. */
const scriptBytesMax = 60_000
/** Half a second is what is promised (`dashboard-soak.long.test.ts`); a busy machine takes longer. */
const firstPaintMsMax = 2_000

const sent = z.object({ name: z.string(), encodedBodySize: z.number(), startTime: z.number() })

test('little code stands between the visitor and the first picture', async () => {
  const api = await testApi(table.environment)
  const encodings: (string | undefined)[] = []
  const page = await browser.open(api.url, {
    prepare: ({ page: opened }) => {
      opened.on('response', (response) => {
        const { pathname } = new URL(response.url())
        if (!pathname.endsWith('.js')) return
        encodings.push(response.headers()['content-encoding'])
      })
      return Promise.resolve()
    },
  })
  await page.untilDrawn()
  const resources = z
    .array(sent)
    .parse(await page.page.evaluate(`performance.getEntriesByType('resource').map((entry) => entry.toJSON())`))
  const ofScripts = resources.filter(({ name }) => name.endsWith('.js'))
  const chart = ofScripts.find(({ name }) => name.includes('series-plot'))
  expect(chart, 'the chart comes in a file of its own, on demand').toBeDefined()
  const before = ofScripts.filter(({ startTime }) => startTime < (chart?.startTime ?? 0))
  const bytes = before.reduce((sum, { encodedBodySize }) => sum + encodedBodySize, 0)
  expect(bytes).toBeGreaterThan(10_000) // it is measured at all
  expect(bytes).toBeLessThanOrEqual(scriptBytesMax)
  expect(new Set(encodings)).toEqual(new Set(['br']))
  expect(await firstPaintMs(page.page)).toBeLessThan(firstPaintMsMax)
})
