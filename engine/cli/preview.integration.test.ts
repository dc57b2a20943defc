// `millrace preview` and `millrace describe`, as a user gives them.
import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, inject, test } from 'vitest'
import { queryClickHouse } from '../testing/query-clickhouse.ts'
import { runMillrace, type MillraceResult } from '../testing/run-millrace.ts'
import { testClickHouse } from '../testing/test-clickhouse.ts'

const { url } = await testClickHouse()
const database = `preview_${randomUUID().replaceAll('-', '')}`
const query = (sql: string): Promise<string> => queryClickHouse(url, sql)
const millrace = (...args: string[]): Promise<MillraceResult> =>
  runMillrace(args, { DATA_DIR: inject('dataDir'), CLICKHOUSE_URL: url })
/** Where there is no server. */
const alone = (...args: string[]): Promise<MillraceResult> =>
  runMillrace(args, { DATA_DIR: inject('dataDir'), CLICKHOUSE_URL: 'http://127.0.0.1:1' })

beforeAll(async () => {
  await query(`CREATE DATABASE ${database}`)
  await query(
    `CREATE TABLE ${database}.page_events (event_type String, duration_ms UInt32) ENGINE = MergeTree ORDER BY ()`,
  )
  await query(
    `INSERT INTO ${database}.page_events SELECT if(number % 2 = 0, 'page_view', 'click'), number % 7 FROM numbers(50000)`,
  )
})
afterAll(() => query(`DROP DATABASE ${database} SYNC`))

test('rows as a table and as JSON, without a server', async () => {
  const table = await alone('preview', '--dataset', 'orders', '--rows', '3')
  expect(table.ended, table.stderr).toBe(0)
  expect(table.stdout.split('\n')).toHaveLength(5)
  expect(table.stdout).toMatch(/^order_id +placed_at +order_date/)
  const json = await alone('preview', '--rows', '2', '--json')
  const [first] = json.stdout.split('\n')
  expect(JSON.parse(first ?? '')).toMatchObject({
    user_id: expect.any(Number) as number,
    metadata: { browser: expect.any(String) as string },
  })
})

test('what a table that is there would be filled with', async () => {
  const { ended, stdout, stderr } = await millrace('preview', '--table', `${database}.page_events`, '--rows', '1')
  expect([ended, stdout], stderr).toEqual([0, expect.stringMatching(/^event_type +duration_ms\n/)])
})

test('a description, of which nothing deviates; beside another table, it does', async () => {
  const own = await alone('describe', '--rows', '20000')
  expect(own.ended, own.stderr).toBe(0)
  expect(own.stdout).toMatch(/^page_events: 20,000 rows generated, seed 1\n/)
  expect(own.stdout).toMatch(/^duration_ms {2}UInt32\n {2}intended .*log-normal.*\n {2}generated .*median 2,[34]/m)
  expect(own.stdout).not.toMatch(/DEVIATES/)
  const beside = await millrace('describe', '--rows', '20000', '--from', `${database}.page_events`, '--json')
  expect(beside.ended, beside.stderr).toBe(0)
  expect(beside.stdout).toMatch(/ {2}table +2 different · click 50 % · page_view 50 %/)
  expect(beside.stdout).toMatch(/DEVIATES {3}share of the first value \+1\d\.\d % \(!\)/)
  const { columns } = JSON.parse(beside.stdout.trim().split('\n').at(-1) ?? '') as { columns: { name: string }[] }
  expect(columns.map(({ name }) => name)).toContain('duration_ms')
})

test.each([
  [['preview', '--rows', '1e6'], /ROWS=1000000 is not valid: it is at most/],
  [['preview', '--dataset', 'orders', '--table', 'a.b'], /TABLE=a.b is not valid/],
  [['describe', '--dataset', 'none'], /DATASET=none is not valid/],
  [['describe', '--from', 'default.none'], /there is no table default.none/],
])('%j is refused', async (args, message) => {
  const { ended, stderr } = await millrace(...args)
  expect([ended, stderr]).toEqual([2, expect.stringMatching(message)])
})
