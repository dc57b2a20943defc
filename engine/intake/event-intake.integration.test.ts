// Live events from a request's body through staging and drain into ClickHouse.
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pageEvents } from '@millrace/schemas/datasets/page-events.ts'
import { afterEach, beforeEach, expect, test } from 'vitest'
import type { Block } from '../block/block.ts'
import { DeadLetters } from '../drain/dead-letters.ts'
import { drainAll } from '../drain/testing/drain-all.ts'
import { MillraceError } from '../errors/millrace-error.ts'
import type { PipelineCounters } from '../progress/pipeline-counters.ts'
import type { Run } from '../plan/run.ts'
import { openSpoolStaging } from '../staging/spool/open-spool-staging.ts'
import type { Staging } from '../staging/staging.ts'
import { seededDatabase, type SeededDatabase } from '../testing/seeded-database.ts'
import { testClickHouse } from '../testing/test-clickhouse.ts'
import { verify } from '../verify/verify.ts'
import { EventIntake } from './event-intake.ts'

const { url } = await testClickHouse()
const retrySecondsMax = 20
let database: SeededDatabase
let dir: string
let staging: Staging
const intakes: EventIntake[] = []

beforeEach(async () => {
  database = await seededDatabase(url, 1, 1)
  dir = await mkdtemp(join(tmpdir(), 'millrace-intake-'))
  staging = await openSpoolStaging({ dir: join(dir, 'spool') })
})
afterEach(async () => {
  await Promise.all(intakes.splice(0).map((intake) => intake.close()))
  await staging.close()
  await database.warehouse.close()
  await rm(dir, { recursive: true })
})

/** As after a restart: it knows nothing of requests that came before. */
function newIntake(overrides: { readonly staging?: Staging; readonly stagedBytesMax?: number } = {}): EventIntake {
  const intake = new EventIntake({
    dataset: pageEvents,
    database: database.warehouse.database,
    staging,
    stagedBytesMax: 2 ** 30,
    ttlMonths: 13,
    workerCount: 1,
    ...overrides,
  })
  intakes.push(intake)
  return intake
}

const drained = (): Promise<PipelineCounters> =>
  drainAll({
    staging,
    warehouse: database.warehouse,
    deadLetters: new DeadLetters(join(dir, 'dead')),
    retrySecondsMax,
  })

async function* body(...chunks: readonly string[]): AsyncGenerator<Uint8Array> {
  for (const chunk of chunks) yield await Promise.resolve(Buffer.from(chunk))
}

const lines = (from: number, count: number): string =>
  Array.from({ length: count }, (_, index) =>
    JSON.stringify({ event_type: 'click', user_id: from + index, url: `https://shop.example/${from + index}` }),
  ).join('\n')
const usersIn = async (): Promise<string> =>
  (
    await database.warehouse.text(
      `SELECT count(), uniqExact(user_id), min(user_id), max(user_id) FROM ${database.warehouse.database}.page_events`,
    )
  ).trim()

test('every value arrives as it was sent', async () => {
  const event = {
    event_id: '0190a5c2-7d2e-7cc3-98c4-dc0c0c07398f',
    ts: new Date(Math.floor(Date.now() / 1000) * 1000 + 123).toISOString(),
    event_type: 'purchase',
    user_id: '18446744073709551615',
    session_id: '61f0c404-5cb3-11e7-907b-a6006ad3dba0',
    url: 'https://shop.example/ä/日本?q=%20',
    referrer: 'r'.repeat(300),
    country: 'DE',
    device: 'tv',
    duration_ms: 4_294_967_295,
    metadata: { browser: 'Firefox', '': '', ключ: '值' },
  }
  const answer = await newIntake().take(body(JSON.stringify(event)))
  expect(answer).toEqual({ accepted: 1, rejected: [], rejectedTotal: 0 })
  await drained()
  const text = await database.warehouse.text(
    `SELECT * FROM ${database.warehouse.database}.page_events FORMAT JSONEachRow
     SETTINGS date_time_output_format = 'iso', output_format_json_quote_64bit_integers = 1`,
  )
  expect(JSON.parse(text)).toEqual(event)
})

test('a long body is taken in pieces, its report whole and in order', async () => {
  const count = 20_000
  const text = lines(0, count).split('\n')
  for (const line of [10, 9_999, 19_998]) text[line] = 'x'
  const answer = await newIntake().take(body(...text.map((line) => `${line}\n`)))
  expect(answer.accepted).toBe(count - 3)
  expect(answer.rejected.map(({ line }) => line)).toEqual([11, 10_000, 19_999])
  const counters = await drained()
  expect(await usersIn()).toBe(`${count - 3}\t${count - 3}\t0\t${count - 1}`)
  expect(counters.blocksInserted).toBeLessThan(5)
})

test('a request that is repeated under its key is in once, whoever takes it and whenever', async () => {
  const text = lines(0, 10_000)
  const first = newIntake()
  const [one, same] = await Promise.all([first.take(body(text), { key: 'a' }), first.take(body(text), { key: 'a' })])
  expect(same).toEqual(one)
  expect(await newIntake().take(body(text), { key: 'a' })).toEqual(one) // before the first is drained
  await drained()
  expect(await newIntake().take(body(text), { key: 'a' })).toEqual(one) // after
  await Promise.all([
    newIntake().take(body(lines(10_000, 5)), { key: 'b' }),
    newIntake().take(body(lines(10_000, 5)), { key: 'b' }),
  ])
  await newIntake().take(body(lines(20_000, 5)))
  await newIntake().take(body(lines(20_000, 5))) // without a key: two requests
  await drained()
  expect(await usersIn()).toBe('10015\t10010\t0\t20004')
})

test('many small requests share blocks, and of those one that is repeated is left out', async () => {
  const intake = newIntake()
  const take = (by: EventIntake, from: number): Promise<unknown> =>
    by.take(body(lines(from, 1)), { key: `key ${from}` })
  await Promise.all(Array.from({ length: 50 }, (_, from) => take(intake, from)))
  const again = newIntake()
  await Promise.all(Array.from({ length: 60 }, (_, from) => take(again, from)))
  expect((await drained()).blocksInserted).toBe(2)
  expect(await usersIn()).toBe('60\t60\t0\t59')
})

test('a block that is staged twice is in once', async () => {
  const twice: Staging = {
    ...staging,
    append: async (block: Block) => {
      await staging.append(block)
      await staging.append(block)
    },
  }
  await newIntake({ staging: twice }).take(body(lines(0, 10)), { key: 'a' })
  await newIntake({ staging: twice }).take(body(lines(10, 10)))
  await drained()
  expect(await usersIn()).toBe('20\t20\t0\t19')
})

test('verify proves seeded rows against the generator and live events against the ledger', async () => {
  const failed = async (run: Run | undefined): Promise<string[]> => {
    const { checks } = await verify(database.warehouse, pageEvents, run, 1, () => undefined)
    expect(checks.length).toBeGreaterThan(2)
    return checks.filter(({ isEqual }) => !isEqual).map(({ name }) => name)
  }
  const { warehouse, run, blocks } = database
  const now = newIntake()
  await now.take(body(lines(0, 100)))
  await drained()
  expect(await failed(undefined)).toEqual([])
  for (const block of blocks) await staging.append(block)
  await drained()
  expect(await failed(run)).toEqual([])
  expect((await verify(warehouse, pageEvents, run, 1, () => undefined)).note).toBeUndefined()
  await warehouse.command(
    `DELETE FROM ${warehouse.database}.page_events WHERE user_id = 99 SETTINGS lightweight_deletes_sync = 2`,
  )
  expect(await failed(run)).toContain('rows')
  // An event from before the run's end: columns cannot be told apart any more, and that is said.
  await now.take(body(JSON.stringify({ event_type: 'click', user_id: 1, ts: run.anchorMs - 1 })))
  await drained()
  expect((await verify(warehouse, pageEvents, run, 1, () => undefined)).note).toContain('share the same time')
})

test('what cannot be staged fails, and says what was taken before', async () => {
  let appended = 0
  const breaking: Staging = {
    ...staging,
    append: (block: Block) =>
      ++appended > 1 ? Promise.reject(new MillraceError('STAGING_UNAVAILABLE', 'it is gone')) : staging.append(block),
  }
  const taking = newIntake({ staging: breaking }).take(body(...lines(0, 400_000).split(/(?<=0000"}\n)/)))
  await expect(taking).rejects.toMatchObject({ message: 'it is gone', cause: { code: 'STAGING_UNAVAILABLE' } })
  const taken = await taking.catch((error: unknown) => error)
  await drained()
  expect(taken).toMatchObject({ taken: { accepted: await database.count() } })
})

test('when as much is staged as may be, nothing is taken', async () => {
  await newIntake().take(body(lines(0, 1)))
  await expect(newIntake({ stagedBytesMax: 1 }).take(body(lines(0, 1)))).rejects.toMatchObject({
    cause: { code: 'STAGING_FULL' },
    taken: { accepted: 0 },
  })
})
