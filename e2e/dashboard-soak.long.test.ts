// The page over a long time while rows come in: it stays small, takes little of a core, and is soon there when it is opened.
// SOAK_SECONDS shortens the ten minutes.
import { setTimeout as sleep } from 'node:timers/promises'
import { runMillrace } from '@millrace/engine/testing/run-millrace.ts'
import { testClickHouse } from '@millrace/engine/testing/test-clickhouse.ts'
import { expect, test } from 'vitest'
import { testApi } from '../api/testing/test-api.ts'
import { DashboardBrowser } from './testing/dashboard-browser.ts'
import { emptyTable } from './testing/empty-table.ts'
import { firstPaintMs } from './testing/first-paint-ms.ts'
import { liveTraffic } from './testing/live-traffic.ts'
import { pageCost } from './testing/page-cost.ts'
import { seededTable } from './testing/seeded-table.ts'
import { soon } from './testing/soon.ts'

const { url } = await testClickHouse()
const table = await seededTable()
const browser = new DashboardBrowser()
const soakSeconds = Number(process.env['SOAK_SECONDS'] ?? 600)
/** By then everything is loaded, and what is kept of the last two minutes is full. */
const settledShare = 0.2
const heapGrowthBytesMax = 1_000_000
const nodeGrowthMax = 500
const coreShareMax = 0.15
const firstPaintMsMax = 500
const loads = 5

test('the first picture is there within half a second of a cold start', async () => {
  const api = await testApi(table.environment)
  const paints: number[] = []
  for (let load = 0; load < loads; load++) {
    const { page } = await browser.open(api.url) // each with a cache of its own
    paints.push(Math.round(await firstPaintMs(page)))
    await page.context().close()
  }
  console.log(`first contentful paint in ms: ${paints.join(', ')}`)
  expect(paints.toSorted((a, b) => a - b)[Math.floor(loads / 2)]).toBeLessThan(firstPaintMsMax)
})

test(`${soakSeconds} seconds at four updates a second: no growth, and little of a core`, async () => {
  const environment = emptyTable(url)
  const args = ['seed', '--rows', '300000', '--staging', 'none']
  expect((await runMillrace(args, environment)).ended).toBe(0)
  const api = await testApi(environment)
  const traffic = await liveTraffic(environment)
  const page = await browser.open(api.url)
  await page.untilDrawn()
  await page.toEvents()
  await page.scrollTo('Overview')
  const costNow = await pageCost(page.page)
  await sleep(soakSeconds * settledShare * 1000)
  const [settled, settledAtMs, eventsThen] = [await costNow(), performance.now(), await page.count('Events')]
  await sleep(soakSeconds * (1 - settledShare) * 1000)
  const end = await costNow()
  const seconds = (performance.now() - settledAtMs) / 1000
  await traffic.end()
  // It has followed all the while.
  await expect.poll(() => page.count('Events'), soon).toBeGreaterThan(eventsThen + seconds * 1000)
  const coreShare = (end.cpuSeconds - settled.cpuSeconds) / seconds
  const busyShare = (end.busySeconds - settled.busySeconds) / seconds
  const heapGrowthBytes = end.heapBytes - settled.heapBytes
  const figures = [
    `CPU ${(100 * coreShare).toFixed(1)} % of a core, main thread busy ${(100 * busyShare).toFixed(1)} %`,
    `heap ${settled.heapBytes} → ${end.heapBytes} bytes, nodes ${settled.nodeCount} → ${end.nodeCount}`,
  ].join('; ')
  console.log(figures)
  expect(heapGrowthBytes, figures).toBeLessThan(heapGrowthBytesMax)
  expect(end.nodeCount - settled.nodeCount, figures).toBeLessThan(nodeGrowthMax)
  expect(coreShare, figures).toBeLessThan(coreShareMax)
})
