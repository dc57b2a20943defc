import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { crc32 } from 'node:zlib'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { pageEvents } from '@millrace/schemas/datasets/page-events.ts'
import type { Block } from '../block/block.ts'
import { batchesIn, LedgerWriter } from '../ledger/ledger.ts'
import { MillraceError } from '../errors/millrace-error.ts'
import { addSegment, tableUuid } from '../ledger/run-registry.ts'
import { datasetId } from '../plan/run.ts'
import { PipelineCounters } from '../progress/pipeline-counters.ts'
import { openDirectStaging } from '../staging/direct/open-direct-staging.ts'
import { openSpoolStaging } from '../staging/spool/open-spool-staging.ts'
import { seededDatabase, type SeededDatabase } from '../testing/seeded-database.ts'
import { testClickHouse } from '../testing/test-clickhouse.ts'
import { verify } from '../verify/verify.ts'
import { dropTables, ensureTables } from '../warehouse/ensure-tables.ts'
import { Warehouse } from '../warehouse/warehouse.ts'
import { DeadLetters } from './dead-letters.ts'
import { Drain } from './drain.ts'
import { replayDeadLetters } from './replay-dead-letters.ts'
import { drainAll } from './testing/drain-all.ts'

const { url } = await testClickHouse()
const retrySecondsMax = 20
let database: SeededDatabase
let deadLetters: DeadLetters

beforeEach(async () => {
  database = await seededDatabase(url, 4_500, 1_000)
  deadLetters = new DeadLetters(await mkdtemp(join(tmpdir(), 'millrace-dead-')))
})

afterEach(async () => {
  await database.warehouse.close()
  await rm(deadLetters.dir, { recursive: true })
})

/** Stages the blocks, drains until all are handled, and returns the counters. */
async function drained(blocks: readonly Block[], warehouse = database.warehouse): Promise<PipelineCounters> {
  const staging = await openSpoolStaging({ dir: join(deadLetters.dir, 'spool') })
  try {
    for (const block of blocks) await staging.append(block)
    return await drainAll({ staging, warehouse, deadLetters, retrySecondsMax })
  } finally {
    await staging.close()
  }
}

async function failedChecks(): Promise<string[]> {
  const { checks } = await verify(database.warehouse, pageEvents, database.run, 1, () => undefined)
  return checks.filter(({ isEqual }) => !isEqual).map(({ name }) => name)
}

function damaged(block: Block): Block {
  const frame = Uint8Array.from(block.frame)
  frame[frame.length >> 1] = (frame[frame.length >> 1] ?? 0) ^ 0xff
  return { header: block.header, frame }
}

test('a block that is staged three times is in once, in the table and in every rollup', async () => {
  const { blocks } = database
  await drained([...blocks, ...blocks.toReversed(), ...blocks])
  expect(await failedChecks()).toEqual([])
  expect((await batchesIn(database.warehouse, datasetId(database.run))).size).toBe(blocks.length)
})

/** As if so many inserts had come since that the warehouse knows no token any more. */
async function forgetTokens(): Promise<void> {
  for (const table of ['page_events', 'page_events_by_minute', 'page_events_by_hour', 'page_events_actors_by_day']) {
    await database.warehouse.command(
      `ALTER TABLE ${database.warehouse.database}.${table} MODIFY SETTING non_replicated_deduplication_window = 0`,
    )
  }
}

test('a block whose batch is in is passed over, even if the warehouse does not know its token any more', async () => {
  await drained(database.blocks)
  await forgetTokens()
  const counters = await drained(database.blocks)
  expect(counters.blocksPassedOver).toBe(database.blocks.length)
  expect(await failedChecks()).toEqual([])
})

describe('dead letters', () => {
  test('a letter whose batch has come in meanwhile leaves the list, and is not inserted again', async () => {
    for (const block of database.blocks) await deadLetters.add(block, 'refused')
    await drained(database.blocks)
    await forgetTokens()
    const { taken } = await replayDeadLetters(database.warehouse, deadLetters, retrySecondsMax)
    expect([taken, await deadLetters.list()]).toEqual([database.blocks.length, []])
    expect(await failedChecks()).toEqual([])
  })

  test('a damaged block is kept with the reason, and the others go on', async () => {
    const [first, second, ...others] = database.blocks
    if (first === undefined || second === undefined) throw new Error('the run has at least two blocks')
    const cut = Uint8Array.from(first.frame.subarray(0, 100))
    const cutShort = { header: { ...first.header, crc32: crc32(cut) }, frame: cut }
    const counters = await drained([cutShort, damaged(second), ...others])
    expect(counters.blocksDeadLettered).toBe(2)
    expect(await database.count()).toBe(2_500)
    const reasons = (await deadLetters.list()).map(({ reason }) => reason).sort()
    expect(reasons[0]).toBe('batch 0 of page_events has 1000 rows, but ClickHouse found only 0 in it')
    expect(reasons[1]).toMatch(/batch 1 of page_events: CRC-32 is \d+, the header says \d+/)
  })

  test('what was refused is taken once the reason is gone, exactly', async () => {
    const table = `${database.warehouse.database}.page_events`
    await database.warehouse.command(`ALTER TABLE ${table} ADD CONSTRAINT only_phones CHECK device != 'tv'`)
    expect((await drained(database.blocks)).blocksDeadLettered).toBeGreaterThan(0)
    const refusedAgain = await replayDeadLetters(database.warehouse, deadLetters, retrySecondsMax)
    expect(refusedAgain.taken).toBe(0)
    expect(refusedAgain.refused[0]?.reason).toMatch(/only_phones/)
    await database.warehouse.command(`ALTER TABLE ${table} DROP CONSTRAINT only_phones`)
    const { taken, refused } = await replayDeadLetters(database.warehouse, deadLetters, retrySecondsMax)
    expect({ taken, refused: refused.length }).toEqual({ taken: refusedAgain.refused.length, refused: 0 })
    expect(await deadLetters.list()).toEqual([])
    expect(await failedChecks()).toEqual([])
  })
})

/** Refuses each block so many times, as a server does that did not get all of it. */
class RefusingWarehouse extends Warehouse {
  readonly #refusals = new Map<number, number>()
  readonly #times: number

  constructor(times: number) {
    super({ url: () => url, database: database.warehouse.database })
    this.#times = times
  }

  override async insertBlock(block: Block): Promise<void> {
    const { batch } = block.header
    const refusedBefore = this.#refusals.get(batch) ?? 0
    this.#refusals.set(batch, refusedBefore + 1)
    if (refusedBefore < this.#times) throw new MillraceError('WAREHOUSE_REJECTED', 'Cannot read all data')
    await super.insertBlock(block)
  }
}

test.each([
  [2, 0],
  [3, 5],
])(
  'blocks that are refused %d times become %d dead letters: twice may be the fault of the way',
  async (times, letters) => {
    const refusing = new RefusingWarehouse(times)
    const counters = await drained(database.blocks, refusing)
    await refusing.close()
    expect(counters.blocksDeadLettered).toBe(letters)
    expect((await deadLetters.list()).length).toBe(letters)
    if (letters === 0) expect(await failedChecks()).toEqual([])
  },
)

test('a warehouse that is away is waited for', async () => {
  let asked = 0
  const comesBack = new Warehouse({
    url: () => (++asked < 8 ? 'http://127.0.0.1:1' : url),
    database: database.warehouse.database,
  })
  const counters = await drained(database.blocks, comesBack)
  await comesBack.close()
  expect(counters.insertRetries).toBeGreaterThan(0)
  expect(await failedChecks()).toEqual([])
})

test('a warehouse that stays away ends the drain, and no block is lost or dead-lettered', async () => {
  const away = new Warehouse({ url: () => 'http://127.0.0.1:1', database: database.warehouse.database })
  const staging = openDirectStaging({ blocksMax: 10 })
  const counters = new PipelineCounters()
  const drain = new Drain({
    consumer: await staging.consume({ blocksInFlightMax: 8 }),
    warehouse: away,
    ledger: new LedgerWriter(away, { retrySecondsMax: 0 }),
    deadLetters,
    counters,
    retry: { retrySecondsMax: 0 },
    insertsInFlightMax: 4,
  })
  for (const block of database.blocks) await staging.append(block)
  await expect(drain.run()).rejects.toMatchObject({ code: 'WAREHOUSE_UNAVAILABLE' })
  expect((await staging.backlog()).blocks).toBe(database.blocks.length)
  expect(counters.blocksDeadLettered).toBe(0)
  await staging.close()
})

test('blocks of a run whose table was dropped are passed over', async () => {
  const { warehouse, run, blocks } = database
  const [segment] = run.segments
  if (segment === undefined) throw new Error('the run has a segment')
  await dropTables(warehouse, pageEvents)
  await ensureTables(warehouse, pageEvents, 0)
  await addSegment(warehouse, { ...run, tableUuid: await tableUuid(warehouse, 'page_events'), segments: [] }, segment)
  const counters = await drained(blocks)
  expect(counters.blocksPassedOver).toBe(blocks.length)
  expect(await database.count()).toBe(0)
})

test('blocks of another database are kept as dead letters', async () => {
  const foreign = database.blocks.map((block) => ({ ...block, header: { ...block.header, datasetId: 'foreign' } }))
  await drained([...foreign, ...database.blocks])
  expect((await deadLetters.list())[0]?.reason).toMatch(/belongs to foreign, which this database does not know/)
  expect(await failedChecks()).toEqual([])
})

test('a header that names another dataset, or another batch, is kept as a dead letter, even after blocks of its run', async () => {
  const [first, ...others] = database.blocks
  if (first === undefined) throw new Error('the run has blocks')
  const wrong = [{ dataset: 'orders' }, { batch: 1 }].map((changed) => ({
    ...first,
    header: { ...first.header, ...changed },
  }))
  await drained(others)
  await drained([...others, ...wrong])
  const reasons = (await deadLetters.list()).map(({ reason }) => reason).sort()
  expect(reasons).toEqual([
    expect.stringMatching(/^batch 0 of orders belongs to \w+, which this database does not know/),
    expect.stringMatching(/^damaged header: it says batch 1 of page_events, and its token is of another/),
  ])
  await drained([first])
  expect(await failedChecks()).toEqual([])
})

describe('verify', () => {
  beforeEach(() => drained(database.blocks))

  test('names the checks that a missing row breaks', async () => {
    const table = `${database.warehouse.database}.page_events`
    await database.warehouse.command(
      `DELETE FROM ${table} WHERE event_id = (SELECT min(event_id) FROM ${table}) SETTINGS lightweight_deletes_sync = 2`,
    )
    const failed = await failedChecks()
    expect(failed).toContain('rows')
    expect(failed).toContain('fingerprint of event_id')
    expect(failed).toContain('page_events_by_minute: buckets that differ from the rows')
  })

  test('names the checks that a block inserted under another token breaks', async () => {
    const [block] = database.blocks
    if (block === undefined) throw new Error('the run has blocks')
    await database.warehouse.insertBlock({ ...block, header: { ...block.header, token: 'another' } })
    const failed = await failedChecks()
    expect(failed).toContain('rows')
    expect(failed).toContain('sum of duration_ms')
    expect(failed).not.toContain('distinct user_id')
  })

  test('notices a value that was changed where the rows are still as many', async () => {
    const table = `${database.warehouse.database}.page_events`
    await database.warehouse.command(
      `ALTER TABLE ${table} UPDATE duration_ms = duration_ms + 1 WHERE event_id = (SELECT min(event_id) FROM ${table}) SETTINGS mutations_sync = 2`,
    )
    expect(await failedChecks()).toEqual(['sum of duration_ms'])
  })
})
