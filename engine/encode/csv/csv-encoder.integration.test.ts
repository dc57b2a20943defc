// Whole batches through the real server: the table that a batch makes as CSV is the one that it makes as RowBinary.
import { randomUUID } from 'node:crypto'
import { datasets } from '@millrace/schemas/datasets/datasets.ts'
import { tableDdl } from '@millrace/schemas/ddl/table-ddl.ts'
import { expect, test } from 'vitest'
import { BatchGenerator } from '../../generate/batch-generator.ts'
import type { Run } from '../../plan/run.ts'
import { queryClickHouse } from '../../testing/query-clickhouse.ts'
import { testClickHouse } from '../../testing/test-clickhouse.ts'
import { RowBinaryEncoder } from '../batch/row-binary-encoder.ts'
import { manyKinds } from '../batch/testing/many-kinds.ts'
import { CsvEncoder, csvHeader } from './csv-encoder.ts'

const { url } = await testClickHouse()
const rowCount = 20_000

test.each([...datasets.values(), manyKinds])('$name as CSV', async (dataset) => {
  const run: Run = {
    dataset: dataset.name,
    tableUuid: '',
    schemaVersion: dataset.schemaVersion,
    seed: 'csv',
    anchorMs: Date.UTC(2026, 10, 24),
    days: 20,
    batchRows: rowCount,
    shardCount: 1,
    segments: [{ firstBatch: 0, firstRow: 0, rowCount: rowCount * 2 }],
  }
  const generator = new BatchGenerator(dataset, run)
  const rowBinary = new RowBinaryEncoder(dataset, generator.columns)
  const csv = new CsvEncoder(dataset, generator.columns)
  const database = `csv_${randomUUID().replaceAll('-', '')}`
  await queryClickHouse(url, `CREATE DATABASE ${database}`)
  await queryClickHouse(url, tableDdl({ ...dataset, name: 'as_csv' }, { database, ttlMonths: 0 }))
  await queryClickHouse(url, tableDdl({ ...dataset, name: 'as_rowbinary' }, { database, ttlMonths: 0 }))
  for (const batch of [0, 1]) {
    generator.generate(batch)
    await insert(`${database}.as_csv FORMAT CSVWithNames`, csvHeader(dataset), csv.encode(rowCount))
    await insert(`${database}.as_rowbinary FORMAT RowBinary`, new Uint8Array(), rowBinary.encode(rowCount))
  }
  const row = `formatRow('RowBinary', ${dataset.columns.map(({ name }) => name).join(', ')})`
  const differing = `SELECT row FROM (
      SELECT ${row} AS row, 1 AS side FROM ${database}.as_csv
      UNION ALL SELECT ${row} AS row, -1 AS side FROM ${database}.as_rowbinary
    ) GROUP BY row HAVING sum(side) != 0`
  expect(await queryClickHouse(url, `SELECT count() FROM (${differing})`)).toBe('0')
  expect(await queryClickHouse(url, `SELECT count() FROM ${database}.as_csv`)).toBe(String(rowCount * 2))
  await queryClickHouse(url, `DROP DATABASE ${database} SYNC`)
})

async function insert(into: string, ...parts: readonly Uint8Array[]): Promise<void> {
  const parameters = new URLSearchParams({
    query: `INSERT INTO ${into}`,
    precise_float_parsing: '1',
    input_format_csv_deserialize_separate_columns_into_tuple: '0',
  })
  const response = await fetch(`${url}/?${parameters.toString()}`, { method: 'POST', body: Buffer.concat(parts) })
  expect(await response.text()).toBe('')
}
