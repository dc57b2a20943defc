// The pictures of movement: the first screen and the pipeline while a seed runs.
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { startMillrace } from '@millrace/engine/testing/run-millrace.ts'
import type { Browser } from 'playwright-core'
import { DashboardPage } from '../testing/dashboard-page.ts'

const rowCount = 12_000_000
/** Seeds go from the oldest time to the newest: by then most of the chart is filled. */
const shownCountMin = 7_000_000
/** A seed takes a quarter: so few that workers wait for the drain, and all stages are at work in the picture. */
const stagedBytesMax = 200_000_000
const runMsMax = 180_000
const lookEveryMs = 250

/** `dashboard.png` and `pipeline-running.png`. The seed is interrupted afterwards. */
export async function photographSeed(
  browser: Browser,
  url: string,
  environment: Readonly<Record<string, string>>,
  outDir: string,
): Promise<void> {
  const context = await browser.newContext({ viewport: { width: 1280, height: 1000 }, locale: 'en-US' })
  const page = new DashboardPage(await context.newPage())
  await page.page.goto(`${url}/?split=event_type`)
  await page.untilDrawn()
  const args = ['seed', '--rows', String(rowCount), '--staging', 'spool', '--workers', '1']
  const { child, result } = startMillrace(args, { ...environment, STAGED_BYTES_MAX: String(stagedBytesMax) })
  try {
    const giveUpAtMs = performance.now() + runMsMax
    while ((await page.chartTotal()) < shownCountMin) {
      if (performance.now() > giveUpAtMs) throw new Error(`not ${shownCountMin} rows in ${runMsMax / 1000} s`)
      await sleep(lookEveryMs)
    }
    await page.page.screenshot({ path: join(outDir, 'dashboard.png') })
    await page.scrollTo('Pipeline')
    await page.panel('Pipeline').locator('li.stage.moves').first().waitFor()
    await page.panel('Pipeline').screenshot({ path: join(outDir, 'pipeline-running.png') })
  } finally {
    child.kill('SIGINT')
    await result
    await context.close()
  }
}
