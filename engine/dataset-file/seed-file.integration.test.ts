// Dataset files from end to end, as a user gives them: the table is made, filled, gone on with, verified and dropped.
import { randomUUID } from 'node:crypto'
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { afterEach, beforeEach, expect, inject, test } from 'vitest'
import { queryClickHouse } from '../testing/query-clickhouse.ts'
import { runMillrace, startMillrace, type MillraceResult } from '../testing/run-millrace.ts'
import { testClickHouse } from '../testing/test-clickhouse.ts'

const { url } = await testClickHouse()
let database: string
let folder: string

beforeEach(async () => {
  database = `file_${randomUUID().replaceAll('-', '')}`
  folder = await mkdtemp(join(tmpdir(), 'millrace-seed-file-'))
})
afterEach(async () => {
  await queryClickHouse(url, `DROP DATABASE IF EXISTS ${database} SYNC`)
  await rm(folder, { recursive: true })
})

const query = (sql: string): Promise<string> => queryClickHouse(url, sql)
const environment = (): Record<string, string> => ({
  DATA_DIR: inject('dataDir'),
  CLICKHOUSE_URL: url,
  CLICKHOUSE_DATABASE: database,
  STAGING: 'none',
})
const millrace = (...args: string[]): Promise<MillraceResult> => runMillrace(args, environment())

async function written(name: string, text: string): Promise<string> {
  await writeFile(join(folder, name), text)
  return join(folder, name)
}

const seeding = (path: string, rows: number, ...more: string[]): string[] => [
  'seed',
  '--dataset',
  path,
  '--rows',
  String(rows),
  '--batch-rows',
  '5000',
  ...more,
]

async function seeded(path: string, rows: number, ...more: string[]): Promise<string> {
  const { ended, stderr } = await millrace(...seeding(path, rows, ...more))
  expect(ended, stderr).toBe(0)
  return stderr
}

async function refused(...args: string[]): Promise<string> {
  const { ended, stderr } = await millrace(...args)
  expect(ended, stderr).toBe(2)
  return stderr
}

async function expectVerified(path: string): Promise<void> {
  const verified = await millrace('verify', '--dataset', path)
  expect([verified.ended, verified.stdout], verified.stderr).toEqual([0, expect.stringContaining('all equal')])
}

const customers = `name: customers
columns:
  id: { type: UInt64, from: sequence, first: 100 }
  country: { type: LowCardinality(String), from: choice, values: { DE: 5, FR: 3, US: 2 } }
`
const orders = `name: orders
comment: What customers have bought
columns:
  order_id: { type: UInt64, from: group }
  line: { type: UInt8, from: position }
  at: { type: "DateTime64(3, 'UTC')", from: time, codec: 'Delta, ZSTD' }
  customer_id: { type: UInt64, from: key, of: customers.id, zipf: 1 }
  price: { type: 'Decimal(9, 2)', from: uniform, min: 1, max: 99.99, comment: Of one }
  quantity: { type: UInt8, from: uniform, min: 1, max: 5 }
  total: { type: 'Decimal(12, 2)', from: formula, formula: price * quantity }
  share: { type: Float64, from: formula, formula: 1 / rows(customers) }
  label: { type: String, from: template, template: 'No {n:06}' }
  n: { type: UInt32, hidden: true, from: uniform, min: 1, max: 999 }
  note: { type: LowCardinality(Nullable(String)), nulls: 0.25, from: faker, method: color.human, count: 50 }
groups: [1, 3]
times: { from: 2024-03-01, to: 2024-03-11 }
table: { orderBy: [order_id, line], partitionBy: toYYYYMM(at) }
`

test('a file whose table is made: seeded, gone on with, made longer, verified, dropped', async () => {
  await seeded(await written('customers.yaml', customers), 1_000)
  const path = await written('orders.yaml', orders)
  expect(await seeded(path, 20_000)).toMatch(/orders \(empty now\) is filled with:/)
  await expectVerified(path)
  expect(
    await query(`SELECT count(), uniqExact(order_id), countIf(total != price * quantity), countIf(share != 0.001),
    min(customer_id) >= 100, max(customer_id) < 1100, countIf(NOT match(label, '^No [0-9]{6}$')),
    toString(min(at)) >= '2024-03-01', toString(max(at)) < '2024-03-11', abs(countIf(note IS NULL) / count() - 0.25) < 0.02
    FROM ${database}.orders`),
  ).toBe('20000\t10000\t0\t0\t1\t1\t0\t1\t1\t1')
  expect(await query(`SHOW CREATE TABLE ${database}.orders FORMAT TSVRaw`)).toMatch(
    /`at` DateTime64\(3, 'UTC'\) CODEC\(Delta\(8\), ZSTD\(1\)\)[^]*`price` Decimal\(9, 2\) COMMENT 'Of one'[^]*PARTITION BY toYYYYMM\(at\)\nORDER BY \(order_id, line\)[^]*COMMENT 'What customers have bought'/,
  )

  expect(await seeded(path, 20_000)).toMatch(/already complete/)
  // More customers since: the run goes on with those that there were.
  await seeded(join(folder, 'customers.yaml'), 2_000)
  await seeded(path, 30_000)
  await expectVerified(path)
  expect(await query(`SELECT max(customer_id) < 1100 FROM ${database}.orders`)).toBe('1')

  const dropped = await millrace('drop', '--dataset', path, '--yes')
  expect([dropped.ended, dropped.stderr]).toEqual([
    0,
    expect.stringMatching(/orders is gone, and its run is forgotten/),
  ])
  expect(await query(`EXISTS ${database}.orders`)).toBe('0')
}, 60_000)

test('killed in the middle, it goes on', async () => {
  const path = await written('customers.yaml', customers)
  const killed = startMillrace(seeding(path, 600_000, '--staging', 'spool'), environment())
  await killed.untilStderr(/is filled with/)
  await sleep(1_000)
  killed.child.kill('SIGKILL')
  await killed.result
  await seeded(path, 600_000, '--staging', 'spool')
  await expectVerified(path)
  expect(await query(`SELECT count(), uniqExact(id), min(id) FROM ${database}.customers`)).toBe('600000\t600000\t100')
}, 60_000)

test('a file that has changed since, or refers to what is not there', async () => {
  const path = await written('orders.yaml', orders)
  expect(await refused(...seeding(path, 1_000))).toMatch(
    /orders.yaml:7:47: columns.customer_id.of: "customers.id" is not valid: customers has no rows in this database/,
  )
  expect(await query(`EXISTS ${database}.orders`)).toBe('0')
  await seeded(await written('customers.yaml', customers), 10)
  await seeded(path, 1_000)
  await written(
    'orders.yaml',
    orders.replace('max: 5 }', 'max: 6 }').replace('[1, 3]', '[3]').replace('Of one', 'Each'),
  )
  const said = await refused(...seeding(path, 1_000))
  expect(said).toMatch(/has changed since[^]* {2}columns.quantity is not what it was\n {2}groups is not what it was\n/)
  expect(said).not.toMatch(/price/)
  // What is in is proved by what was seeded.
  await expectVerified(path)
}, 60_000)

test('a table that is there: filled if its columns are the same, left alone by drop', async () => {
  const path = await written('customers.yaml', customers)
  const remembers = 'SETTINGS non_replicated_deduplication_window = 10000'
  await query(`CREATE DATABASE ${database}`)
  await query(`CREATE TABLE ${database}.customers (country String, id UInt32, more UInt8, at DateTime DEFAULT now())
    ENGINE = MergeTree ORDER BY id ${remembers}`)
  expect(await refused(...seeding(path, 1_000))).toMatch(
    /customers is there with other columns[^]* {2}id is UInt64 in the file, and UInt32 in the table\n {2}country is LowCardinality\(String\) in the file, and String in the table\n {2}more UInt8 is not in the file, and has no DEFAULT\n/,
  )
  await query(`DROP TABLE ${database}.customers SYNC`)
  await query(`CREATE TABLE ${database}.customers (country LowCardinality(String), id UInt64, twice UInt64 MATERIALIZED id * 2,
    at DateTime DEFAULT now()) ENGINE = MergeTree ORDER BY id ${remembers}`)
  await query(`INSERT INTO ${database}.customers (id) VALUES (7)`)
  expect(await refused(...seeding(path, 1_000, '--format', 'rowbinary'))).toMatch(/come without at: use FORMAT=native/)
  expect(await seeded(path, 1_000)).toMatch(/twice +MATERIALIZED: the server's/)
  await expectVerified(path)
  expect((await millrace('drop', '--dataset', path, '--yes')).stderr).toMatch(/customers is empty/)
  expect(await query(`SELECT count() FROM ${database}.customers`)).toBe('0')
}, 60_000)

test('DAYS and ANCHOR go before the times of the file', async () => {
  const path = await written(
    't.yaml',
    'name: t\ncolumns: { at: { type: DateTime, from: time } }\ntimes: { from: 2024-03-01, to: 2024-03-11 }',
  )
  await seeded(path, 1_000, '--days', '2', '--anchor', '2023-01-03T00:00:00Z')
  expect(await query(`SELECT toDate(min(at)), toDate(max(at)) FROM ${database}.t`)).toBe('2023-01-01\t2023-01-02')
  await expectVerified(path)
}, 60_000)

test('files of it have the rows that are seeded, and are not mixed with those of a file that has changed', async () => {
  const path = await written('customers.yaml', customers)
  await seeded(path, 7_000)
  const referring = await written(
    'visits.yaml',
    'name: visits\ncolumns: { id: { type: UInt32, from: sequence }, customer_id: { type: UInt64, from: key, of: customers.id } }',
  )
  const visits = [
    '--rows',
    '7000',
    '--batch-rows',
    '5000',
    '--shards',
    '1',
    '--header',
    '0',
    '--out',
    join(folder, 'out'),
  ]
  const anchor = ['--anchor', '2024-05-01T00:00:00Z']
  expect((await millrace('csv', '--dataset', referring, ...visits, ...anchor)).ended).toBe(0)
  await seeded(referring, 7_000, ...anchor)
  const inFile = await readFile(join(folder, 'out', 'visits-0000-of-0001.csv'), 'utf8')
  expect(inFile.trimEnd()).toBe(await query(`SELECT id, customer_id FROM ${database}.visits ORDER BY id FORMAT CSV`))

  await written('visits.yaml', 'name: visits\ncolumns: { id: { type: UInt32, from: sequence } }')
  const said = await refused('csv', '--dataset', referring, ...visits)
  expect(said).toMatch(/visits.yaml has changed: columns.customer_id is gone/)
}, 60_000)

test('what was filled in another way is told apart', async () => {
  const path = await written('customers.yaml', customers.replace('name: customers', 'name: orders'))
  expect(await refused('verify', '--dataset', path)).toMatch(
    /nothing to verify in .*orders: no run has filled that table/,
  )
  await seeded(path, 100)
  expect(await refused('verify', '--dataset', 'orders')).toMatch(/not filled by our dataset of the name/)
  expect(await refused('seed', '--table', `${database}.orders`, '--rows', '100')).toMatch(
    /a dataset file fills that table/,
  )
}, 60_000)

test('a file that is wrong is refused before anything is started', async () => {
  const path = await written('bad.yaml', 'name: t\ncolumns: { a: { type: Uint8, from: any }, b: 5 }')
  expect(await refused(...seeding(path, 100))).toBe(
    `${path}:2:23: columns.a.type: "Uint8" is not valid: there is no type Uint8: did you mean UInt8?\n` +
      `${path}:2:46: columns.b: 5 is not valid: it must be keys with values\n`,
  )
})

test.each([
  ['{ type: LowCardinality(UInt16), from: choice, values: [1, 2] }', 'allow_suspicious_low_cardinality_types'],
  ["{ type: UInt16, from: sequence, codec: 'Nonsense(7)' }", 'Nonsense'],
])(
  'a table that ClickHouse refuses is said to be refused: %s',
  async (column, words) => {
    const path = await written('refused.yaml', `name: refused\ncolumns: { a: ${column} }`)
    const said = await refused(...seeding(path, 100))
    expect(said).toContain('refused.yaml: ClickHouse refuses its table: ')
    expect(said).toContain(words)
  },
  60_000,
)
