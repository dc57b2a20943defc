import { randomUUID } from 'node:crypto'
import { once } from 'node:events'
import { setTimeout as delay } from 'node:timers/promises'
import { buffer, text } from 'node:stream/consumers'
import { afterAll, describe, expect, test } from 'vitest'
import { z } from 'zod'
import { failureOf } from '../testing/failure-of.ts'
import { queryClickHouse } from '../testing/query-clickhouse.ts'
import { testClickHouse } from '../testing/test-clickhouse.ts'
import { defaultReadLimits, type ReadLimits } from './read-limits.ts'
import { Warehouse } from './warehouse.ts'

const { url } = await testClickHouse()
const warehouse = new Warehouse({ url: () => url, database: 'nowhere' })
const reader = warehouse.reader(defaultReadLimits)
const opened = [reader]
const anyRow = z.record(z.string(), z.unknown())
const endless = 'SELECT number, toString(number) AS text FROM system.numbers'

function limited(limits: Partial<ReadLimits>) {
  const made = warehouse.reader({ ...defaultReadLimits, ...limits })
  opened.push(made)
  return made
}

afterAll(async () => {
  for (const each of opened) await each.close()
  await warehouse.close()
})

/** A query marked so that the server can be asked whether it still runs. */
function marked(sql: string) {
  const mark = randomUUID()
  const ask = (what: string): Promise<string> =>
    queryClickHouse(
      url,
      `SELECT ${what} FROM system.processes WHERE query LIKE '%${mark}%' AND query NOT LIKE '%processes%'`,
    )
  const until = async (what: string, expected: string): Promise<void> => {
    await expect.poll(() => ask(what), { timeout: 20_000 }).toBe(expected)
  }
  return { sql: `${sql} /* ${mark} */`, ask, until }
}

describe('what is read', () => {
  test('rows are checked, large numbers and times are JSON as the API gives it out', async () => {
    const row = z.strictObject({ n: z.number(), at: z.string(), text: z.string() })
    const sql = `SELECT toUInt64(1) AS n, toDateTime64({at:String}, 3, 'UTC') AS at, {text:String} AS text`
    const text = "it's \\ a / \t tab, a \n line, ␀ \0 and 🙂"
    expect(await reader.query(sql, row, { at: '2026-11-24 12:00:00.007', text })).toEqual([
      { n: 1, at: '2026-11-24T12:00:00.007Z', text },
    ])
    await expect(reader.query('SELECT 1 AS n', z.object({ n: z.string() }))).rejects.toThrow(z.ZodError)
  })

  test('bytes that are no text are still JSON', async () => {
    const stream = await reader.lineStream("SELECT unhex('ff41') AS broken", {})
    const bytes = await buffer(stream)
    expect(new TextDecoder('utf-8', { fatal: true }).decode(bytes)).toBe('{"broken":"\ufffdA"}\n')
  })

  test('a database or a table that is not there is empty', async () => {
    for (const name of ['nowhere.events', 'default.no_such_table']) {
      expect(await reader.query(`SELECT * FROM ${name}`, anyRow)).toEqual([])
      expect(await reader.lines(`SELECT * FROM ${name}`, {})).toBe('')
      expect(await text(await reader.lineStream(`SELECT * FROM ${name}`, {}))).toBe('')
    }
  })

  test('nothing can be changed', async () => {
    const table = `default.kept_${randomUUID().replaceAll('-', '')}`
    await queryClickHouse(url, `CREATE TABLE ${table} (n UInt8) ENGINE = Memory`)
    for (const sql of [
      `CREATE TABLE ${table}_2 (n UInt8) ENGINE = Memory`,
      `INSERT INTO ${table} SELECT 1 AS n`,
      `DROP TABLE ${table}`,
      'SELECT 1 SETTINGS max_threads = 1',
    ]) {
      await expect(reader.lines(sql, {})).rejects.toThrow(/readonly mode/)
    }
    expect(await reader.query(`SELECT count() AS n FROM ${table}`, anyRow)).toEqual([{ n: 0 }])
    await queryClickHouse(url, `DROP TABLE ${table}`)
  })
})

describe('what cannot be read', () => {
  test('a server that is away is said to be', async () => {
    const away = new Warehouse({ url: () => 'http://127.0.0.1:1', database: 'nowhere' }).reader(defaultReadLimits)
    expect(await failureOf(away.query('SELECT 1 AS n', anyRow))).toMatchObject({ code: 'WAREHOUSE_UNAVAILABLE' })
    expect(await failureOf(away.lineStream('SELECT 1 AS n', {}))).toMatchObject({ code: 'WAREHOUSE_UNAVAILABLE' })
    await away.close()
  })

  test.each([
    ['time', { executionSecondsMax: 1 }, 'SELECT sum(sin(number)) AS n FROM system.numbers'],
    ['memory', { memoryBytesMax: 50_000_000 }, 'SELECT length(groupArray(number)) AS n FROM numbers(100000000)'],
    ['rows read', { readRowsMax: 1000 }, 'SELECT count() AS n FROM numbers(1000000) WHERE number % 3 = 1'],
    ['rows answered', { resultRowsMax: 1000 }, 'SELECT number FROM numbers(1000000)'],
  ])('a read that meets its limit of %s is told apart', async (_, limits, sql) => {
    expect(await failureOf(limited(limits).query(sql, anyRow))).toMatchObject({ code: 'QUERY_LIMIT', canRetry: false })
  })

  test('a stream that meets its limit ends with that, after whole lines', async () => {
    const sql = 'SELECT number FROM system.numbers WHERE sipHash64(number) % 100 = 0'
    const stream = await limited({ streamSecondsMax: 1 }).lineStream(sql, {})
    let passed = ''
    stream.on('data', (chunk: Buffer) => (passed += chunk.toString()))
    expect(await failureOf(once(stream, 'end'))).toMatchObject({ code: 'QUERY_LIMIT' })
    expect(passed).toMatch(/^{"number":\d+}\n({"number":\d+}\n)+$/)
  })
})

describe('a reader that leaves', () => {
  test('stops a query that is taken whole', async () => {
    const { sql, until } = marked('SELECT sum(sin(number)) AS n FROM system.numbers')
    const controller = new AbortController()
    const patient = limited({ executionSecondsMax: 60 }) // far longer than this test waits
    const reading = patient.query(sql, anyRow, {}, controller.signal)
    await until('count()', '1')
    controller.abort(new Error('the client has left'))
    await expect(reading).rejects.toThrow('the client has left')
    await until('count()', '0')
    await expect(patient.query(sql, anyRow, {}, controller.signal)).rejects.toThrow('the client has left')
  })

  test.each(['destroyed', 'aborted'])('stops a stream that is %s', async (how) => {
    const { sql, until } = marked(endless)
    const controller = new AbortController()
    const stream = await reader.lineStream(sql, {}, controller.signal)
    const closed = new Promise((resolve) => stream.once('close', resolve))
    const failures: unknown[] = []
    stream.on('error', (error) => failures.push(error))
    await once(stream, 'readable')
    await until('count()', '1')
    if (how === 'destroyed') stream.destroy()
    else controller.abort()
    await closed
    await until('count()', '0')
    expect(failures).toMatchObject(how === 'destroyed' ? [] : [{ name: 'AbortError' }])
  })

  test('a reader that does not read holds the server up, and little in memory', async () => {
    const { sql, ask } = marked(endless)
    const stream = await reader.lineStream(sql, {})
    let rows = ''
    await expect
      .poll(
        async () => {
          const before = rows
          rows = await ask('read_rows')
          await delay(200)
          return rows !== '' && rows === before
        },
        { timeout: 20_000 },
      )
      .toBe(true)
    expect(stream.readableLength).toBeLessThan(1_000_000)
    stream.destroy()
  })
})
