// Two things that go wrong with a staging stream when nothing is broken.
import { cp, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DeadLetters } from '@millrace/engine/drain/dead-letters.ts'
import { replayDeadLetters } from '@millrace/engine/drain/replay-dead-letters.ts'
import { drainAll } from '@millrace/engine/drain/testing/drain-all.ts'
import { openSpoolStaging } from '@millrace/engine/staging/spool/open-spool-staging.ts'
import type { Staging } from '@millrace/engine/staging/staging.ts'
import { seededDatabase, type SeededDatabase } from '@millrace/engine/testing/seeded-database.ts'
import { testClickHouse } from '@millrace/engine/testing/test-clickhouse.ts'
import { verify } from '@millrace/engine/verify/verify.ts'
import type { Warehouse } from '@millrace/engine/warehouse/warehouse.ts'
import { pageEvents } from '@millrace/schemas/datasets/page-events.ts'
import { afterEach, beforeEach, expect, test } from 'vitest'

const { url } = await testClickHouse()
const retrySecondsMax = 60
let dir: string
let deadLetters: DeadLetters
const opened: SeededDatabase[] = []

beforeEach(async () => {
  dir = await mkdtemp(join(tmpdir(), 'millrace-trap-'))
  deadLetters = new DeadLetters(join(dir, 'dead-letters'))
})
afterEach(async () => {
  for (const { warehouse } of opened.splice(0)) await warehouse.close()
  await rm(dir, { recursive: true })
})

async function open(): Promise<SeededDatabase> {
  const database = await seededDatabase(url, 3_000, 1_000)
  opened.push(database)
  return database
}

async function onSpool<Result>(use: (staging: Staging) => Promise<Result>): Promise<Result> {
  const staging = await openSpoolStaging({ dir: join(dir, 'spool') })
  try {
    return await use(staging)
  } finally {
    await staging.close()
  }
}

const drain = (warehouse: Warehouse) =>
  onSpool((staging) => drainAll({ staging, warehouse, deadLetters, retrySecondsMax }))

async function failedChecks({ warehouse, run }: SeededDatabase): Promise<string[]> {
  const { checks } = await verify(warehouse, pageEvents, run, 1, () => undefined)
  return checks.filter(({ isEqual }) => !isEqual).map(({ name }) => name)
}

// https://github.com/vectordotdev/vector/pull/25570
test('consumed files whose deletion never reached the disk are there again after a crash: not inserted twice', async () => {
  const database = await open()
  await onSpool(async (staging) => {
    for (const block of database.blocks) await staging.append(block)
  })
  await cp(join(dir, 'spool'), join(dir, 'before'), { recursive: true })
  await drain(database.warehouse)
  await cp(join(dir, 'before'), join(dir, 'spool'), { recursive: true })
  const again = await drain(database.warehouse)
  expect(again).toMatchObject({ blocksPassedOver: database.blocks.length, blocksInserted: 0, blocksDeadLettered: 0 })
  expect(await failedChecks(database)).toEqual([])
})

// https://github.com/ClickHouse/clickhouse-kafka-connect/issues/489, and 224 there: the state of two databases mixed up
test('the blocks of two databases in one stream never end in the wrong one', async () => {
  const [here, there] = [await open(), await open()]
  await onSpool(async (staging) => {
    for (const [index, block] of here.blocks.entries()) {
      await staging.append(block)
      const other = there.blocks[index]
      if (other !== undefined) await staging.append(other)
    }
  })
  const counters = await drain(here.warehouse)
  expect(counters).toMatchObject({ blocksInserted: here.blocks.length, blocksDeadLettered: there.blocks.length })
  expect(await failedChecks(here)).toEqual([])
  expect(await there.count()).toBe(0)
  const [letter] = await deadLetters.list()
  expect(letter?.reason).toMatch(
    /does another database, or another version of Millrace, use the same topic or DATA_DIR/,
  )
  const replayed = await replayDeadLetters(there.warehouse, deadLetters, retrySecondsMax)
  expect(replayed).toEqual({ taken: there.blocks.length, refused: [] })
  expect([await failedChecks(here), await failedChecks(there)]).toEqual([[], []])
})
