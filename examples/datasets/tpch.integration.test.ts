// The eight tables of TPC-H from their dataset files: filled in the order of their references, every foreign key there, each verified.
import { randomUUID } from 'node:crypto'
import { join } from 'node:path'
import { afterAll, expect, inject, test } from 'vitest'
import { queryClickHouse } from '@millrace/engine/testing/query-clickhouse.ts'
import { runMillrace } from '@millrace/engine/testing/run-millrace.ts'
import { testClickHouse } from '@millrace/engine/testing/test-clickhouse.ts'

const { url } = await testClickHouse()
const database = `tpch_${randomUUID().replaceAll('-', '')}`
const environment = {
  DATA_DIR: inject('dataDir'),
  CLICKHOUSE_URL: url,
  CLICKHOUSE_DATABASE: database,
  STAGING: 'none',
}
const file = (table: string): string => join(import.meta.dirname, 'tpch', `${table}.yaml`)
const query = (sql: string): Promise<string> => queryClickHouse(url, sql)

afterAll(() => query(`DROP DATABASE IF EXISTS ${database} SYNC`))

// As many rows for each other as TPC-H has (clause 4.2.5), at a hundredth of its scale 1.
const rowCounts = {
  region: 5,
  nation: 25,
  supplier: 100,
  part: 2_000,
  partsupp: 8_000,
  customer: 1_500,
  orders: 15_000,
  lineitem: 60_000,
}

const references = [
  ['nation', ['n_regionkey'], 'region', ['r_regionkey']],
  ['supplier', ['s_nationkey'], 'nation', ['n_nationkey']],
  ['customer', ['c_nationkey'], 'nation', ['n_nationkey']],
  ['partsupp', ['ps_partkey'], 'part', ['p_partkey']],
  ['partsupp', ['ps_suppkey'], 'supplier', ['s_suppkey']],
  ['orders', ['o_custkey'], 'customer', ['c_custkey']],
  ['lineitem', ['l_orderkey'], 'orders', ['o_orderkey']],
  ['lineitem', ['l_partkey', 'l_suppkey'], 'partsupp', ['ps_partkey', 'ps_suppkey']],
] as const

test('a table whose references have no rows yet says which to seed first', async () => {
  const result = await runMillrace(['seed', '--dataset', file('orders')], environment)
  expect([result.ended, result.stderr]).toEqual([2, expect.stringContaining('seed customer first')])
})

test('all tables are filled and verified, and every foreign key is there', async () => {
  for (const [table, rows] of Object.entries(rowCounts)) {
    const seeded = await runMillrace(['seed', '--dataset', file(table), '--rows', String(rows)], environment)
    expect([table, seeded.ended], seeded.stderr).toEqual([table, 0])
  }
  for (const [table, columns, other, keys] of references) {
    const missing = await query(
      `SELECT count() FROM ${database}.${table} WHERE (${columns.join()}) NOT IN (SELECT ${keys.join()} FROM ${database}.${other})`,
    )
    expect([table, columns, missing.trim()]).toEqual([table, columns, '0'])
  }
  const related = await query(
    `SELECT countIf(l_extendedprice != l_quantity * p_retailprice), countIf(l_shipdate <= o_orderdate)
     FROM ${database}.lineitem JOIN ${database}.orders ON l_orderkey = o_orderkey JOIN ${database}.part ON l_partkey = p_partkey`,
  )
  expect(related.trim()).toBe('0\t0')
  for (const table of Object.keys(rowCounts)) {
    const verified = await runMillrace(['verify', '--dataset', file(table)], environment)
    expect([table, verified.ended], verified.stdout).toEqual([table, 0])
  }
}, 180_000)
