import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, beforeEach, describe, expect, inject, test, vi } from 'vitest'
import { z } from 'zod'
import { queryClickHouse } from '../testing/query-clickhouse.ts'
import { runMillrace, startMillrace, type MillraceResult } from '../testing/run-millrace.ts'
import { testClickHouse } from '../testing/test-clickhouse.ts'
import { testKafka } from '../testing/test-kafka.ts'
import { Warehouse } from '../warehouse/warehouse.ts'

const { url } = await testClickHouse()
const reportSchema = z.object({
  rows: z.number(),
  rowsInserted: z.number(),
  rowsAlreadyIn: z.number(),
  batches: z.number(),
  staging: z.string(),
  bytes: z.object({ encoded: z.number(), compressed: z.number() }),
})
let environment: Record<string, string>

beforeEach(() => {
  const name = `cli_${randomUUID().replaceAll('-', '')}`
  environment = { DATA_DIR: inject('dataDir'), CLICKHOUSE_DATABASE: name, KAFKA_TOPIC: name, STAGING: 'none' }
})

const millrace = (...args: string[]): Promise<MillraceResult> => runMillrace(args, environment)

async function seeded(...args: string[]): Promise<z.output<typeof reportSchema>> {
  const { ended, stdout, stderr } = await millrace('seed', '--json', ...args)
  expect(ended, stderr).toBe(0)
  return reportSchema.parse(JSON.parse(stdout.trim().split('\n').at(-1) ?? ''))
}

async function expectExact(rows: number): Promise<void> {
  const { ended, stdout, stderr } = await millrace('verify')
  expect(stdout, `verify ended with ${ended}: ${stderr}`).toMatch(/\d+ checks, all equal\n$/)
  expect(ended).toBe(0)
  const counted = await millrace(
    'sql',
    `SELECT count(), uniqExact(event_id) FROM ${environment['CLICKHOUSE_DATABASE'] ?? ''}.page_events`,
  )
  expect(counted).toMatchObject({ ended: 0, stdout: `${rows}\t${rows}\n` })
}

describe('seed', () => {
  describe.each(['none', 'spool', 'kafka'])('through %s', (staging) => {
    if (staging === 'kafka') beforeAll(() => testKafka().then(() => undefined))

    test('every row once, and a second run adds nothing', async () => {
      environment['STAGING'] = staging
      const report = await seeded('--rows', '20_500', '--batch-rows', '2000')
      expect(report).toMatchObject({ rows: 20_500, rowsInserted: 20_500, rowsAlreadyIn: 0, batches: 11, staging })
      await expectExact(20_500)
      const again = await millrace('seed', '--rows', '20_500')
      expect(again).toMatchObject({ ended: 0 })
      expect(again.stderr).toContain('page_events is already complete: all 20,500 rows are in, nothing was added.')
      await expectExact(20_500)
    })

    test('two processes with half of the batches each make the same table as one', async () => {
      environment['STAGING'] = staging
      const [first, second] = await Promise.all([
        seeded('--rows', '21e3', '--batch-rows', '1000', '--range', '0/2'),
        seeded('--rows', '21e3', '--batch-rows', '1000', '--range', '1/2'),
      ])
      expect([first.rowsInserted, second.rowsInserted]).toEqual([11_000, 10_000])
      await expectExact(21_000)
    })
  })

  test('more rows are added to those that are there, fewer are refused while some are missing', async () => {
    await seeded('--rows', '2500', '--batch-rows', '1000')
    const report = await seeded('--rows', '4e3')
    expect(report).toMatchObject({ rows: 4000, rowsInserted: 1500, rowsAlreadyIn: 2500 })
    await expectExact(4000)
    await seeded('--rows', '6e3', '--range', '0/2')
    const fewer = await millrace('seed', '--rows', '5e3')
    expect(fewer.ended).toBe(2)
    expect(fewer.stderr).toContain('ROWS=5000 is less than the 6000 rows of the run that was begun')
  })

  test('a server at CLICKHOUSE_URL is used like the embedded one', async () => {
    environment['CLICKHOUSE_URL'] = url
    await seeded('--rows', '3e3', '--batch-rows', '1000', '--format', 'native')
    await expectExact(3000)
  })

  test('another dataset works the same way', async () => {
    await seeded('--dataset', 'orders', '--rows', '5e3', '--batch-rows', '1000')
    expect((await millrace('verify', '--dataset', 'orders')).stdout).toMatch(/all equal\n$/)
  })

  test('Ctrl-C ends it cleanly with the command that goes on, and that goes on', async () => {
    environment['STAGING'] = 'spool'
    const running = startMillrace(['seed', '--rows', '2e6', '--batch-rows', '10_000'], environment)
    const batchesNamed = `SELECT count() FROM ${environment['CLICKHOUSE_DATABASE'] ?? ''}.ingested_batches`
    await vi.waitFor(async () => expect(Number(await queryClickHouse(url, batchesNamed))).toBeGreaterThan(0), {
      timeout: 60_000,
    })
    running.child.kill('SIGINT')
    const { ended, stderr } = await running.result
    expect(ended, stderr).toBe(130)
    expect(stderr).toMatch(/To go on from here: make seed ROWS=2e6 BATCH_ROWS=10_000 STAGING=spool/)
    const report = await seeded()
    expect(report.rowsAlreadyIn).toBeGreaterThan(0)
    expect(report.rowsInserted + report.rowsAlreadyIn).toBe(2_000_000)
    await expectExact(2_000_000)
  })
})

describe('what is refused names the value, the rule and the way out', () => {
  test.each([
    [['--rows', 'abc'], /ROWS=abc is not valid: it is a whole number from 1 on/],
    [['--staging', 'rabbit'], /STAGING=rabbit is not valid/],
    [['--colour', 'red'], /unknown option '--colour'/],
  ])('seed %j', async (args, message) => {
    const { ended, stderr } = await millrace('seed', ...args)
    expect(ended).toBe(2)
    expect(stderr).toMatch(message)
    expect(stderr).not.toContain('    at ')
  })

  test('another seed on a table that holds a run', async () => {
    await seeded('--rows', '1000', '--seed', 'one')
    const { ended, stderr } = await millrace('seed', '--rows', '1000', '--seed', 'two')
    expect(ended).toBe(2)
    expect(stderr).toContain('SEED=two was asked for, it was begun with SEED=one')
    expect(stderr).toContain('make drop DATASET=page_events')
    expect(await millrace('drop', '--yes')).toMatchObject({ ended: 0 })
    await seeded('--rows', '1000', '--seed', 'two')
    await expectExact(1000)
  })

  test('a table with other columns', async () => {
    const database = environment['CLICKHOUSE_DATABASE'] ?? ''
    const warehouse = new Warehouse({ url: () => url, database })
    await warehouse.command(`CREATE DATABASE ${database}`)
    await warehouse.command(
      `CREATE TABLE ${database}.page_events (ts DateTime, url UInt8) ENGINE = MergeTree ORDER BY ts`,
    )
    const { ended, stderr } = await millrace('seed', '--rows', '1000')
    expect(ended).toBe(2)
    expect(stderr).toContain('missing: url String')
    expect(stderr).toContain('not expected: url UInt8')
    await warehouse.close()
  })

  test('a warehouse that is not there', async () => {
    environment = { ...environment, CLICKHOUSE_URL: 'http://127.0.0.1:1', RETRY_SECONDS: '0' }
    const { ended, stderr } = await millrace('seed', '--rows', '1000')
    expect(ended).toBe(1)
    expect(stderr).toMatch(/ECONNREFUSED/)
  })

  test('a query that ClickHouse refuses', async () => {
    const { ended, stderr, stdout } = await millrace('sql', 'SELEKT 1')
    expect({ ended, stdout }).toEqual({ ended: 1, stdout: '' })
    expect(stderr).toMatch(/Syntax error/)
    expect(stderr).not.toContain('    at ')
  })

  test('verify before anything was seeded', async () => {
    const { ended, stderr } = await millrace('verify')
    expect(ended).toBe(2)
    expect(stderr).toContain('page_events has not been seeded')
  })
})

afterAll(async () => {
  const warehouse = new Warehouse({ url: () => url, database: 'default' })
  const names = (await warehouse.text("SELECT name FROM system.databases WHERE name LIKE 'cli\\_%'")).split('\n')
  for (const name of names.filter(Boolean)) await warehouse.command(`DROP DATABASE ${name} SYNC`)
  await warehouse.close()
})
