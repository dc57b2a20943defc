// The list of events while rows come in: it follows them, stands still while it is paused or read, and catches up.
import { testClickHouse } from '@millrace/engine/testing/test-clickhouse.ts'
import { eventsPageRoute } from '@millrace/schemas/api/routes.ts'
import { expect, test } from 'vitest'
import { testApi } from '../api/testing/test-api.ts'
import { answerOf } from './testing/answer-of.ts'
import { DashboardBrowser } from './testing/dashboard-browser.ts'
import { emptyTable } from './testing/empty-table.ts'
import { runningSeed } from './testing/running-seed.ts'
import { soon } from './testing/soon.ts'

const { url } = await testClickHouse()
const browser = new DashboardBrowser()

test('follows the rows that are seeded, waits while it is paused or read, and ends at the newest', async () => {
  const empty = emptyTable(url)
  const api = await testApi(empty)
  const page = await browser.open(api.url)
  const seed = runningSeed(empty)
  await page.toEvents()
  const panel = page.panel('Events')
  const newest = async (): Promise<string | undefined> => (await page.eventIds())[0]
  const first = await newest()
  await expect.poll(newest, soon).not.toBe(first)
  await panel.getByText('Live', { exact: true }).waitFor()

  await panel.getByRole('button', { name: 'Pause' }).click()
  await panel.getByText('Paused', { exact: true }).waitFor()
  const paused = await page.eventIds()
  const pill = panel.getByRole('button', { name: /^↑ [\d,]+ new$/ })
  await pill.waitFor()
  expect(await page.eventIds()).toEqual(paused)
  await pill.click()
  await expect.poll(newest, soon).not.toBe(paused[0])
  await panel.getByText('Live', { exact: true }).waitFor()

  const list = panel.getByRole('list')
  // The list's own way to its top may still be going on: a reader would scroll again, too.
  const isRead = async (): Promise<boolean> => {
    await list.evaluate((element) => element.scrollTo({ top: 400 }))
    return (await panel.getByText('Waiting', { exact: true }).isVisible()) && (await pill.isVisible())
  }
  await expect.poll(isRead, soon).toBe(true)
  await list.evaluate((element) => element.scrollTo({ top: 0 }))
  await panel.getByText('Live', { exact: true }).waitFor()

  await seed.end()
  const { events } = await answerOf(api, eventsPageRoute, { order: 'desc', limit: '10' })
  const ids = events.map(({ event_id }) => event_id)
  await expect.poll(async () => (await page.eventIds()).slice(0, ids.length), soon).toEqual(ids)
})
