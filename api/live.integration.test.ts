// `/live` beside `make seed` in another process: counters rise, and end at exactly what the seed reports.
import { randomUUID } from 'node:crypto'
import { join } from 'node:path'
import { startMillrace } from '@millrace/engine/testing/run-millrace.ts'
import { testClickHouse } from '@millrace/engine/testing/test-clickhouse.ts'
import { pushMessage, type CountersMessage, type PushMessage } from '@millrace/schemas/api/push/push-message.ts'
import { expect, inject, onTestFinished, test } from 'vitest'
import { z } from 'zod'
import { testApi } from './testing/test-api.ts'

const { url } = await testClickHouse()
const report = z.object({ rows: z.number(), rowsInserted: z.number(), batches: z.number() })

function watch(apiUrl: string): PushMessage[] {
  const messages: PushMessage[] = []
  const socket = new WebSocket(`${apiUrl.replace('http', 'ws')}/live`)
  socket.onmessage = ({ data }) => messages.push(pushMessage.parse(JSON.parse(String(data))))
  onTestFinished(() => socket.close())
  return messages
}

test('counters never go back and end at the report, metrics end at the table, late joiners see the same', async () => {
  const database = `test_${randomUUID().replaceAll('-', '')}`
  const environment = {
    DATA_DIR: join(inject('dataDir'), `live-${database}`),
    CLICKHOUSE_URL: url,
    CLICKHOUSE_DATABASE: database,
  }
  const api = await testApi(environment)
  const messages = watch(api.url)
  await expect.poll(() => messages.map(({ type }) => type)).toEqual(['hello', 'counters', 'metrics'])
  expect(messages[1]).toMatchObject({ state: 'idle', rowsInserted: 0, since: null })
  expect(messages[2]).toMatchObject({ total_events: 0 })

  const args = ['seed', '--rows', '600000', '--batch-rows', '20000', '--staging', 'spool', '--json']
  const seeding = startMillrace(args, environment)
  const { ended, stdout, stderr } = await seeding.result
  expect(ended, stderr).toBe(0)
  const { rows, rowsInserted } = report.parse(JSON.parse(stdout.trim().split('\n').at(-1) ?? ''))
  expect(rowsInserted).toBe(600_000)

  const counters = (): CountersMessage[] => messages.filter((message) => message.type === 'counters')
  await expect.poll(() => counters().at(-1)).toMatchObject({ state: 'idle', rowsInserted: rows, lagBlocks: 0 })
  const running = counters().filter(({ state }) => state === 'running')
  expect(running.length).toBeGreaterThan(2)
  for (const name of ['rowsGenerated', 'rowsStaged', 'rowsInserted', 'blocksInserted'] as const) {
    const seen = counters().map((message) => message[name])
    expect(seen).toEqual(seen.toSorted((a, b) => a - b))
    expect(seen.at(-1)).toBe(name === 'blocksInserted' ? 30 : rows)
  }
  expect(running.at(-1)).toMatchObject({ rowsTotal: rows })
  await expect
    .poll(() => messages.findLast(({ type }) => type === 'metrics'), { timeout: 15_000 })
    .toMatchObject({
      total_events: rows,
    })

  const late = watch(api.url)
  await expect.poll(() => late.length).toBe(3)
  expect(late[1]).toMatchObject({ type: 'counters', rowsInserted: rows, state: 'idle' })
  const { body } = await api.get('/pipeline')
  expect(body).toMatchObject({ rowsInserted: rows, pipelines: [{ kind: 'seed', state: 'done', rowsInserted: rows }] })
  expect((await api.get('/metrics')).body).toContain(`millrace_rows_inserted_total ${rows}\n`)
})
