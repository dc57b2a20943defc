// What is different for live events: nobody can make them again, and only the ledger says how many there should be.
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pageEvents } from '@millrace/schemas/datasets/page-events.ts'
import { expect, onTestFinished, test } from 'vitest'
import type { Block } from '../block/block.ts'
import { EventEncoder } from '../intake/event-encoder.ts'
import { liveBlock } from '../intake/live-block.ts'
import { liveRows } from '../ledger/live-rows.ts'
import { openDirectStaging } from '../staging/direct/open-direct-staging.ts'
import type { StagingConsumer } from '../staging/staging.ts'
import { seededDatabase } from '../testing/seeded-database.ts'
import { testClickHouse } from '../testing/test-clickhouse.ts'
import { DeadLetters } from './dead-letters.ts'
import { drainAll } from './testing/drain-all.ts'

const { url } = await testClickHouse()

const minutesMs = 60_000

function blockOfOneEvent(database: string): Block {
  const line = Buffer.from(JSON.stringify({ event_type: 'click', user_id: 7 }))
  const { rows, ...event } = new EventEncoder(pageEvents, { ttlMonths: 0 }).encode(line, 'lines', Date.now())
  return liveBlock(database, pageEvents, [{ ...event, encodedBytes: rows.byteLength, content: { rows } }])
}

test('a block leaves staging only when the ledger names it: a drain that dies in between cannot leave an event unproved', async () => {
  const { warehouse } = await seededDatabase(url, 1_000, 1_000)
  const dir = await mkdtemp(join(tmpdir(), 'millrace-live-'))
  onTestFinished(async () => {
    await warehouse.close()
    await rm(dir, { recursive: true })
  })
  const staging = openDirectStaging({ blocksMax: 4 })
  for (let block = 0; block < 3; block++) await staging.append(blockOfOneEvent(warehouse.database))
  const namedAtCommits: number[] = []
  const watched = (consumer: StagingConsumer): StagingConsumer => ({
    isFromOutside: consumer.isFromOutside,
    [Symbol.asyncIterator]: () => consumer[Symbol.asyncIterator](),
    async commit(staged) {
      namedAtCommits.push((await liveRows(warehouse, pageEvents)).rowCount)
      await consumer.commit(staged)
    },
    close: () => consumer.close(),
  })
  await drainAll({
    staging: { ...staging, consume: async (options) => watched(await staging.consume(options)) },
    warehouse,
    deadLetters: new DeadLetters(dir),
    retrySecondsMax: 20,
  })
  expect(namedAtCommits.length).toBe(3)
  // At the n-th commit at least n are named, whichever are committed together.
  for (const [index, named] of namedAtCommits.entries()) expect(named).toBeGreaterThan(index)
})

test('a block that comes again when its token is long forgotten is passed over: the ledger names it', async () => {
  const database = await seededDatabase(url, 1_000, 1_000)
  const { warehouse } = database
  const dir = await mkdtemp(join(tmpdir(), 'millrace-live-'))
  onTestFinished(async () => {
    await warehouse.close()
    await rm(dir, { recursive: true })
  })
  const { header, frame } = blockOfOneEvent(warehouse.database)
  const old = { header: { ...header, madeMs: Date.now() - 2 * minutesMs }, frame }
  const drainOld = async (): Promise<number> => {
    const staging = openDirectStaging({ blocksMax: 4 })
    await staging.append(old)
    const deadLetters = new DeadLetters(dir)
    const { blocksPassedOver } = await drainAll({ staging, warehouse, deadLetters, retrySecondsMax: 20 })
    return blocksPassedOver
  }
  expect([await drainOld(), await database.count()]).toEqual([0, 1])
  for (const table of ['page_events', 'page_events_by_minute']) {
    await warehouse.command(
      `ALTER TABLE ${warehouse.database}.${table} MODIFY SETTING non_replicated_deduplication_window = 0`,
    )
  }
  expect([await drainOld(), await database.count()]).toEqual([1, 1])

  // It is the ledger that knows.
  await warehouse.command(`TRUNCATE TABLE ${warehouse.database}.ingested_batches`)
  expect([await drainOld(), await database.count()]).toEqual([0, 2])
})
