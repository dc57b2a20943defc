// Commands as users give them, on two embedded servers that are the shards of a cluster, from several processes at once.
import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, expect, test } from 'vitest'
import { queryClickHouse } from '../testing/query-clickhouse.ts'
import { runMillrace, startMillrace } from '../testing/run-millrace.ts'
import { openTwoShards } from '../testing/two-shards.ts'

const shards = await openTwoShards()
afterAll(() => shards.close())
const seeding = (rows: number, ...more: string[]): string[] => [
  'seed',
  '--json',
  '--rows',
  String(rows),
  '--batch-rows',
  '2000',
  ...more,
]

async function expectVerified(database: string, rows: number): Promise<void> {
  const environment = { ...shards.environment('verify'), CLICKHOUSE_DATABASE: database }
  const verified = await runMillrace(['verify'], environment)
  expect([verified.ended, verified.stdout], verified.stderr).toEqual([0, expect.stringContaining('all equal')])
  const counted = await runMillrace(['sql', `SELECT count() FROM ${database}.page_events`], environment)
  expect(Number(counted.stdout)).toBe(rows)
}

function rowsOf(database: string): Promise<number[]> {
  return Promise.all(
    shards.urls.map(async (url) =>
      Number(await queryClickHouse(url, `SELECT count() FROM ${database}.page_events_local`)),
    ),
  )
}

test('two processes, each with its share of the batches, fill both shards with the run that one would have made', async () => {
  const database = 'shares'
  const shares = await Promise.all(
    ['0/2', '1/2'].map((range, index) =>
      runMillrace(seeding(100_000, '--range', range), {
        ...shards.environment(`share-${index}`),
        CLICKHOUSE_DATABASE: database,
      }),
    ),
  )
  for (const { ended, stderr } of shares) expect(ended, stderr).toBe(0)
  expect(shares[0]?.stderr).toMatch(/ClickHouse cluster two at 127\.0\.0\.1:\d+, 127\.0\.0\.1:\d+/)
  await expectVerified(database, 100_000)
  expect(await rowsOf(database)).toEqual([50_000, 50_000])

  const again = await runMillrace(seeding(100_000), { ...shards.environment('again'), CLICKHOUSE_DATABASE: database })
  expect(again.ended, again.stderr).toBe(0)
  expect(JSON.parse(again.stdout.trim().split('\n').at(-1) ?? '')).toMatchObject({
    rowsInserted: 0,
    rowsAlreadyIn: 100_000,
  })
}, 120_000)

test('kill -9 of a shard, then of the seeding process: the same command completes the table', async () => {
  const environment = { ...shards.environment('killed'), CLICKHOUSE_DATABASE: 'killed', STAGING: 'none' }
  const first = startMillrace(seeding(400_000), environment)
  await first.untilStderr(/warehouse: /)
  await sleep(500)
  process.kill(shards.leases[1]?.endpoint.processId ?? 0, 'SIGKILL')
  await sleep(1_500)
  first.child.kill('SIGKILL')
  await first.result
  const second = await runMillrace(seeding(400_000), environment)
  expect(second.ended, second.stderr).toBe(0)
  await expectVerified('killed', 400_000)
}, 120_000)

test('drop, and another run in its place', async () => {
  const environment = { ...shards.environment('dropped'), CLICKHOUSE_DATABASE: 'dropped' }
  expect((await runMillrace(seeding(20_000), environment)).ended).toBe(0)
  const dropped = await runMillrace(['drop', '--yes'], environment)
  expect(dropped.ended, dropped.stderr).toBe(0)
  const other = await runMillrace(seeding(30_000, '--seed', '2'), environment)
  expect(other.ended, other.stderr).toBe(0)
  await expectVerified('dropped', 30_000)
}, 120_000)
