// `millrace ingest` as a process, alone and with others on the same staging stream.
import { closeSync } from 'node:fs'
import { readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { pageEvents } from '@millrace/schemas/datasets/page-events.ts'
import { afterEach, beforeEach, describe, expect, inject, onTestFinished, test, vi } from 'vitest'
import { z } from 'zod'
import type { Block } from '../block/block.ts'
import { tryExclusiveLock } from '../services/supervisor/exclusive-lock.ts'
import { openKafkaStaging } from '../staging/kafka/open-kafka-staging.ts'
import { openSpoolStaging } from '../staging/spool/open-spool-staging.ts'
import type { Staging } from '../staging/staging.ts'
import { runMillrace, startMillrace, type RunningMillrace } from '../testing/run-millrace.ts'
import { seededDatabase, type SeededDatabase } from '../testing/seeded-database.ts'
import { testClickHouse } from '../testing/test-clickhouse.ts'
import { testKafka } from '../testing/test-kafka.ts'
import { verify } from '../verify/verify.ts'

const { url } = await testClickHouse()
// Many processes start and end here, which takes its time on a busy machine.
vi.setConfig({ testTimeout: 300_000 })
const soon = { timeout: 60_000, interval: 20 }
const batchRows = 1_000
const waits = /another process drains this spool/g
const report = z.object({ rowsInserted: z.number(), rowsAlreadyIn: z.number() })

let database: SeededDatabase
let environment: Record<string, string>

beforeEach(async () => {
  database = await seededDatabase(url, 60 * batchRows, batchRows)
  const name = database.warehouse.database
  environment = { DATA_DIR: inject('dataDir'), CLICKHOUSE_DATABASE: name, KAFKA_TOPIC: name }
})
afterEach(async () => {
  await database.warehouse.command(`DROP DATABASE ${database.warehouse.database} SYNC`)
  await database.warehouse.close()
})

async function startIngest(): Promise<RunningMillrace> {
  const running = startMillrace(['ingest', '--json'], environment)
  onTestFinished(async () => {
    running.child.kill('SIGKILL')
    await running.result
  })
  await running.untilStderr(/draining/)
  return running
}

async function stage(staging: Staging, blocks: readonly Block[]): Promise<void> {
  for (const block of blocks) await staging.append(block)
}

const spoolDir = (): string => join(inject('dataDir'), 'spool', database.warehouse.database)

async function expectExact(): Promise<void> {
  await expect.poll(() => database.count(), soon).toBe(60 * batchRows)
  const { checks } = await verify(database.warehouse, pageEvents, database.run, 1, () => undefined)
  expect(checks.filter(({ isEqual }) => !isEqual)).toEqual([])
}

function lastLine({ stdout }: { readonly stdout: string }): unknown {
  return JSON.parse(stdout.trim().split('\n').at(-1) ?? '')
}

describe('on Kafka', async () => {
  const { broker } = await testKafka()

  test('several are one group: one is killed, one is stopped, a third one goes on, and every row is in once', async () => {
    environment['STAGING'] = 'kafka'
    const staging = await openKafkaStaging({ brokers: [broker], topic: database.warehouse.database, partitions: 4 })
    onTestFinished(() => staging.close())
    const { blocks } = database
    const [killed, stopped] = await Promise.all([startIngest(), startIngest()])
    await stage(staging, blocks.slice(0, 20))
    await expect.poll(() => database.count(), soon).toBeGreaterThan(0)
    killed.child.kill('SIGKILL')
    await stage(staging, blocks.slice(20, 40))
    // What the killed one held is handed on once its session has ended.
    await expect.poll(() => database.count(), soon).toBe(40 * batchRows)
    await stage(staging, blocks.slice(40, 50))
    stopped.child.kill('SIGTERM')
    const { ended, stderr, stdout } = await stopped.result
    expect(ended, stderr).toBe(130)
    expect(lastLine({ stdout })).toMatchObject({ staging: 'kafka', blocksDeadLettered: 0 })
    await stage(staging, blocks.slice(50))
    const third = await startIngest()
    await expectExact()
    await expect.poll(() => staging.backlog(), soon).toEqual({ blocks: 0, bytes: 0 })
    third.child.kill('SIGINT')
    expect(await third.result).toMatchObject({ ended: 130 })
  })
})

describe('on a spool', () => {
  beforeEach(() => {
    environment['STAGING'] = 'spool'
  })

  test('the second one waits, says so once, and takes over when the first one dies', async () => {
    const staging = await openSpoolStaging({ dir: spoolDir() })
    onTestFinished(() => staging.close())
    const first = await startIngest()
    await stage(staging, database.blocks.slice(0, 10))
    await expect.poll(() => database.count(), soon).toBe(10 * batchRows)
    const second = await startIngest()
    await stage(staging, database.blocks.slice(10, 40))
    first.child.kill('SIGKILL')
    expect((await first.result).stderr).not.toMatch(waits)
    await stage(staging, database.blocks.slice(40))
    await expectExact()
    second.child.kill('SIGTERM')
    const { ended, stderr } = await second.result
    expect(ended, stderr).toBe(130)
    expect(stderr.match(waits)).toHaveLength(1)
  })

  test('blocks of a seed that was killed are drained, and the next seed makes the rest', async () => {
    const name = `${database.warehouse.database}_seed`
    environment['CLICKHOUSE_DATABASE'] = name
    onTestFinished(() => runMillrace(['sql', `DROP DATABASE ${name} SYNC`], environment).then(() => undefined))
    const dir = join(inject('dataDir'), 'spool', name)
    await (await openSpoolStaging({ dir })).close()
    const lock = tryExclusiveLock(join(dir, 'consumer.lock'))
    const args = ['seed', '--json', '--rows', '60e3', '--batch-rows', String(batchRows)]
    // Of nothing that it stages is anything drained, for the lock is taken.
    const seed = startMillrace([...args, '--workers', '1'], { ...environment, STAGED_BYTES_MAX: '800000' })
    const stagedCount = async (): Promise<number> =>
      (await readdir(dir)).filter((file) => file.endsWith('.block')).length
    await expect.poll(stagedCount, soon).toBeGreaterThan(3)
    seed.child.kill('SIGKILL')
    await seed.result
    const staged = await stagedCount()
    if (lock !== undefined) closeSync(lock)

    const running = await startIngest()
    await expect.poll(stagedCount, soon).toBe(0)
    running.child.kill('SIGINT')
    const drained = await running.result
    expect(lastLine(drained)).toMatchObject({ rowsInserted: staged * batchRows, blocksInserted: staged })

    const { ended, stdout, stderr } = await runMillrace(args, environment)
    expect(ended, stderr).toBe(0)
    const { rowsInserted, rowsAlreadyIn } = report.parse(lastLine({ stdout }))
    expect({ rowsInserted, rowsAlreadyIn }).toEqual({
      rowsInserted: (60 - staged) * batchRows,
      rowsAlreadyIn: staged * batchRows,
    })
    expect(await runMillrace(['verify'], environment)).toMatchObject({ ended: 0 })
  })

  test('what ClickHouse refuses becomes a dead letter, and the end says so', async () => {
    const staging = await openSpoolStaging({ dir: spoolDir() })
    onTestFinished(() => staging.close())
    const [first, second] = database.blocks
    if (first === undefined || second === undefined) throw new Error('the run has two blocks')
    await stage(staging, [{ ...first, header: { ...first.header, datasetId: 'foreign' } }, second])
    const running = await startIngest()
    await running.untilStderr(/dead letter: .*belongs to foreign/)
    await expect.poll(() => database.count(), soon).toBe(batchRows)
    running.child.kill('SIGINT')
    const { ended, stdout } = await running.result
    expect(ended).toBe(1)
    expect(lastLine({ stdout })).toMatchObject({ blocksDeadLettered: 1, rowsInserted: batchRows })
  })

  test('a second Ctrl-C ends it at once, even while ClickHouse is away', async () => {
    environment = { ...environment, CLICKHOUSE_URL: 'http://127.0.0.1:1' }
    const running = startMillrace(['ingest'], environment)
    onTestFinished(() => void running.child.kill('SIGKILL'))
    await running.untilStderr(/ECONNREFUSED.*trying again for up to 120 s/)
    running.child.kill('SIGINT')
    running.child.kill('SIGINT')
    expect(await running.result).toMatchObject({ ended: 130 })
  })
})

test('without a staging stream there is nothing to drain, and it says so', async () => {
  const { ended, stderr } = await runMillrace(['ingest'], { ...environment, STAGING: 'none' })
  expect(ended).toBe(2)
  expect(stderr).toMatch(/STAGING=none leaves nothing to drain: .*auto, kafka or spool/)
})
