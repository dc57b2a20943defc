// ClickHouse has answered success to inserts that it did not make: https://github.com/ClickHouse/ClickHouse/issues/80735
// Nobody can tell from such an answer. So it is `verify` that tells, and says how the table is made right.
import { randomUUID } from 'node:crypto'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { runMillrace } from '@millrace/engine/testing/run-millrace.ts'
import { testClickHouse } from '@millrace/engine/testing/test-clickhouse.ts'
import { expect, onTestFinished, test } from 'vitest'
import { AnsweringProxy } from '../clickhouse/answering-proxy.ts'

const { url } = await testClickHouse()
const success = {
  name: 'success of an insert that was not made',
  status: 200,
  headers: { 'X-ClickHouse-Query-Id': '1', 'X-ClickHouse-Summary': '{"written_rows":"1000"}' },
  body: '',
}

test('verify finds what is missing, and what it says to do makes the table right', async () => {
  const dataDir = await mkdtemp(join(tmpdir(), 'millrace-untrue-'))
  const proxy = await AnsweringProxy.open(() => url)
  const database = `test_${randomUUID().replaceAll('-', '')}`
  const millrace = (...args: string[]) =>
    runMillrace(args, { DATA_DIR: dataDir, STAGING: 'none', CLICKHOUSE_URL: proxy.url, CLICKHOUSE_DATABASE: database })
  onTestFinished(async () => {
    await millrace('sql', `DROP DATABASE IF EXISTS ${database} SYNC`)
    await proxy.close()
    await rm(dataDir, { recursive: true })
  })
  const seed = ['seed', '--rows', '4000', '--batch-rows', '1000', '--workers', '1']
  let blocks = 0
  proxy.interfere(({ query }) =>
    /INSERT INTO .*page_events/.test(query) && ++blocks === 2 ? { answer: success, isDone: false } : undefined,
  )
  expect((await millrace(...seed)).ended).toBe(0)
  const verified = await millrace('verify')
  expect(verified).toMatchObject({
    ended: 1,
    stdout: expect.stringContaining('FAIL  rows: expected 4000, found 3000') as string,
    stderr: expect.stringContaining('make drop DATASET=page_events, then the same make seed') as string,
  })
  expect((await millrace(...seed)).stderr).toContain('already complete')
  await millrace('drop', '--yes')
  expect((await millrace(...seed)).ended).toBe(0)
  expect((await millrace('verify')).ended).toBe(0)
})
