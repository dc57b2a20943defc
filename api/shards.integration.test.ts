// The API over two embedded servers that are the shards of a cluster: it reads from both, and what it takes ends on both.
import { startMillrace, runMillrace } from '@millrace/engine/testing/run-millrace.ts'
import { openTwoShards } from '@millrace/engine/testing/two-shards.ts'
import { datasets } from '@millrace/schemas/api/answers/datasets.ts'
import { eventsPage } from '@millrace/schemas/api/answers/events-page.ts'
import { afterAll, expect, test } from 'vitest'
import { testApi } from './testing/test-api.ts'

const shards = await openTwoShards()
afterAll(() => shards.close())
const rowCount = 20_000
const environment = { ...shards.environment('api'), API_RATE_LIMIT: '0' }
const seeded = await runMillrace(['seed', '--rows', String(rowCount), '--batch-rows', '1000'], environment)

test('every route reads all rows of both shards', async () => {
  expect(seeded.ended, seeded.stderr).toBe(0)
  const api = await testApi(environment)
  const read = async (path: string): Promise<unknown> => (await fetch(`${api.url}${path}`)).json()
  expect(await read('/metrics/overview')).toMatchObject({ total_events: rowCount })
  const byType = (await read('/metrics/type-breakdown')) as Record<string, number>
  expect(Object.values(byType).reduce((sum, count) => sum + count, 0)).toBe(rowCount)
  const ids = new Set<string>()
  let cursor: string | null = ''
  while (cursor !== null) {
    const after: string = cursor === '' ? '' : `&cursor=${encodeURIComponent(cursor)}`
    const page = eventsPage.parse(await read(`/metrics/events?limit=3000${after}`))
    for (const event of page.events) ids.add(event.event_id)
    cursor = page.next_cursor
  }
  expect(ids.size).toBe(rowCount)
  expect(await read('/readyz')).toMatchObject({ status: 'ready' })
})

test('datasets are listed with the rows of both shards, and counted over them', async () => {
  const orders = await runMillrace(
    ['seed', '--dataset', 'orders', '--rows', '5000', '--batch-rows', '1000'],
    environment,
  )
  expect(orders.ended, orders.stderr).toBe(0)
  const api = await testApi(environment)
  const { body } = await api.get('/metrics/datasets')
  expect(datasets.parse(body).map(({ name, rows, events }) => [name, rows, events])).toEqual([
    ['page_events', rowCount, true],
    ['orders', 5000, true],
  ])
  expect((await api.get('/metrics/overview?dataset=orders')).body).toMatchObject({ total_events: 5000 })
})

test('events that it takes are drained to the shards, each once', async () => {
  const api = await testApi(environment)
  const drain = startMillrace(['ingest'], environment)
  try {
    const sent = Array.from({ length: 40 }, async (_, request) => {
      const headers = { 'Content-Type': 'application/x-ndjson', 'Idempotency-Key': `request-${request % 20}` }
      const body = `{"event_type":"click","user_id":${request % 20}}\n`
      const answer = await fetch(`${api.url}/events`, { method: 'POST', headers, body })
      expect(answer.status).toBe(202)
    })
    await Promise.all(sent)
    const isIn = async (): Promise<number> => {
      const counted = await runMillrace(['sql', 'SELECT count() FROM analytics.page_events'], environment)
      return Number(counted.stdout)
    }
    await expect.poll(isIn, { timeout: 60_000, interval: 500 }).toBe(rowCount + 20)
  } finally {
    drain.child.kill('SIGINT')
    await drain.result
  }
  const verified = await runMillrace(['verify'], environment)
  expect(verified.ended, verified.stdout).toBe(0)
}, 120_000)
