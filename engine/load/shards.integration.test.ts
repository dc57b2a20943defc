// Files into a table whose rows lie on the two shards of a cluster.
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { queryClickHouse } from '../testing/query-clickhouse.ts'
import { runMillrace } from '../testing/run-millrace.ts'
import { openTwoShards } from '../testing/two-shards.ts'

const shards = await openTwoShards()
const folder = await mkdtemp(join(tmpdir(), 'millrace-load-shards-'))
afterAll(async () => {
  await shards.close()
  await rm(folder, { recursive: true })
})

test('each piece goes to one of them, and a rerun adds nothing', async () => {
  const environment = { ...shards.environment('load'), CLICKHOUSE_DATABASE: 'loaded' }
  const csv = ['csv', '--out', folder, '--rows', '20000', '--batch-rows', '1000', '--shards', '10']
  expect(await runMillrace(csv, environment)).toMatchObject({ ended: 0 })
  for (const words of [/20,000 rows into loaded.page_events/, /nothing was added/]) {
    const loaded = await runMillrace(['load', '--files', join(folder, '*.csv')], environment)
    expect(loaded.ended, loaded.stderr).toBe(0)
    expect(loaded.stderr).toMatch(words)
    const counts = await Promise.all(
      shards.urls.map(async (url) =>
        Number(await queryClickHouse(url, 'SELECT count() FROM loaded.page_events_local')),
      ),
    )
    expect(counts.reduce((sum, count) => sum + count)).toBe(20_000)
    expect(Math.min(...counts)).toBeGreaterThan(0)
  }
})
