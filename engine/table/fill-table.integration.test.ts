// `millrace seed --table` on tables that are there already, as a user gives it.
import { randomUUID } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'
import { afterEach, beforeEach, expect, inject, test } from 'vitest'
import { queryClickHouse } from '../testing/query-clickhouse.ts'
import { runMillrace, startMillrace, type MillraceResult } from '../testing/run-millrace.ts'
import { testClickHouse } from '../testing/test-clickhouse.ts'

const { url } = await testClickHouse()
const remembers = 'SETTINGS non_replicated_deduplication_window = 10000'
let database: string

beforeEach(async () => {
  database = `fill_${randomUUID().replaceAll('-', '')}`
  await query(`CREATE DATABASE ${database}`)
})
afterEach(() => query(`DROP DATABASE ${database} SYNC`))

function query(sql: string): Promise<string> {
  return queryClickHouse(url, sql)
}

const environment = { DATA_DIR: inject('dataDir'), CLICKHOUSE_URL: url, STAGING: 'none' }
const millrace = (...args: string[]): Promise<MillraceResult> => runMillrace(args, environment)
const table = (name = 't'): string => `${database}.${name}`
const seeding = (rows: number, ...more: string[]): string[] => [
  'seed',
  '--table',
  table(),
  '--rows',
  String(rows),
  '--batch-rows',
  '5000',
  ...more,
]

async function expectVerified(): Promise<void> {
  const verified = await millrace('verify', '--table', table())
  expect([verified.ended, verified.stdout], verified.stderr).toEqual([0, expect.stringContaining('all equal')])
}

const everyKind = `id UInt64, at DateTime64(3), day Date, seen Nullable(DateTime), email String, country LowCardinality(String),
  code FixedString(2), balance Decimal(12, 2), score Float32, is_open Bool, tier Enum8('free' = 1, 'pro' = 2), tags Array(String),
  attrs Map(String, UInt8), pos Tuple(lat Float64, lon Float64), n Nested(a UInt8, b String), u UUID, ip4 IPv4, ip6 IPv6,
  big Int256, noted LowCardinality(Nullable(String)), twice UInt64 ALIAS id * 2, month Date MATERIALIZED toStartOfMonth(at),
  more JSON DEFAULT '{"a":1}'`

test('a table of many kinds that holds rows already: filled, verified, made longer, and emptied', async () => {
  await query(`CREATE TABLE ${table()} (${everyKind}) ENGINE = MergeTree PARTITION BY month ORDER BY id ${remembers}`)
  await query(`INSERT INTO ${table()} (id, email, balance) SELECT number, 'before', -1 FROM numbers(7)`)
  const filled = await millrace(...seeding(20_000, '--seed', 'a'))
  expect(filled.ended, filled.stderr).toBe(0)
  expect(filled.stderr).toMatch(/t \(7 rows now, which stay\) is filled with:/)
  expect(filled.stderr).toMatch(/email +String +20,000 of internet.email/)
  expect(filled.stderr).toMatch(/month +MATERIALIZED: the server's/)
  expect(filled.stderr).toMatch(/more +its DEFAULT: values of type JSON cannot be made/)
  await expectVerified()
  expect(
    await query(`SELECT count(), uniqExact(id), countIf(length(\`n.a\`) != length(\`n.b\`)) FROM ${table()}`),
  ).toBe('20007\t20000\t0')
  expect(await query(`SELECT DISTINCT toString(more) FROM ${table()} WHERE email != 'before'`)).toBe('{"a":1}')

  const again = await millrace(...seeding(20_000))
  expect([again.ended, again.stderr]).toEqual([0, expect.stringMatching(/already complete/)])
  const longer = await millrace(...seeding(30_000))
  expect(longer.ended, longer.stderr).toBe(0)
  await expectVerified()

  const rowBinary = await millrace(...seeding(40_000, '--format', 'rowbinary'))
  expect([rowBinary.ended, rowBinary.stderr]).toEqual([2, expect.stringMatching(/FORMAT=rowbinary .*without more/)])

  const emptied = await millrace('drop', '--table', table(), '--yes')
  expect(emptied.ended, emptied.stderr).toBe(0)
  expect(await query(`SELECT count() FROM ${table()}`)).toBe('0')
  const anew = await millrace(...seeding(10_000, '--seed', 'b'))
  expect(anew.ended, anew.stderr).toBe(0)
  await expectVerified()
}, 120_000)

test('kill -9 in the middle: the same command goes on, through the spool as well', async () => {
  await query(
    `CREATE TABLE ${table()} (id UInt64, at DateTime, url String) ENGINE = MergeTree ORDER BY id ${remembers}`,
  )
  const first = startMillrace(seeding(300_000, '--staging', 'spool'), environment)
  await first.untilStderr(/is filled with/)
  await sleep(1_500)
  first.child.kill('SIGKILL')
  await first.result
  const second = await millrace(...seeding(300_000, '--staging', 'spool'))
  expect(second.ended, second.stderr).toBe(0)
  await expectVerified()
}, 120_000)

test('a change of the table is noticed by verify', async () => {
  await query(
    `CREATE TABLE ${table()} (id UInt64, at DateTime, url String) ENGINE = MergeTree ORDER BY id ${remembers}`,
  )
  expect((await millrace(...seeding(10_000))).ended).toBe(0)
  await query(`ALTER TABLE ${table()} UPDATE url = reverse(url) WHERE id = 77 SETTINGS mutations_sync = 1`)
  const verified = await millrace('verify', '--table', table())
  expect([verified.ended, verified.stdout]).toEqual([1, expect.stringMatching(/FAIL {2}checksums of url/)])
  expect(verified.stderr).toContain(`make drop TABLE=${table()}`)
}, 60_000)

test('columns that are others than when the run was begun', async () => {
  await query(`CREATE TABLE ${table()} (id UInt64, a UInt8) ENGINE = MergeTree ORDER BY id ${remembers}`)
  expect((await millrace(...seeding(1_000))).ended).toBe(0)
  await query(`ALTER TABLE ${table()} ADD COLUMN b String, DROP COLUMN a`)
  const refused = await millrace(...seeding(2_000))
  expect([refused.ended, refused.stderr]).toEqual([2, expect.stringMatching(/gone: a UInt8\n {2}new: b String/)])
}, 60_000)

test.each([
  ['', /there is no table fill_\w+\.t/],
  ['(a UInt8) ENGINE = Memory', /of engine Memory: only those of the MergeTree family/],
  ['(a UInt8) ENGINE = MergeTree ORDER BY a', /MODIFY SETTING non_replicated_deduplication_window = 10000/],
  [`(a UInt8, b JSON) ENGINE = MergeTree ORDER BY a ${remembers}`, /b: values of type JSON cannot be made/],
])('%j cannot be filled', async (definition, message) => {
  if (definition !== '') await query(`CREATE TABLE ${table()} ${definition}`)
  const refused = await millrace(...seeding(1_000))
  expect([refused.ended, refused.stderr]).toEqual([2, expect.stringMatching(message)])
})

test('a table that no run has filled is neither verified nor emptied', async () => {
  await query(`CREATE TABLE ${table()} (a UInt8) ENGINE = MergeTree ORDER BY a ${remembers}`)
  for (const command of [
    ['verify', '--table', table()],
    ['drop', '--table', table(), '--yes'],
  ]) {
    const { ended, stderr } = await millrace(...command)
    expect([ended, stderr]).toEqual([2, expect.stringMatching(/no run has filled that table/)])
  }
})
