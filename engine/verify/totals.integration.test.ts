// What is added up from the generator is what the server adds up, for columns of every kind.
import { randomUUID } from 'node:crypto'
import { expect, test } from 'vitest'
import {
  date,
  date32,
  dateTime,
  dateTime64,
  decimal,
  enum16,
  float32,
  int64,
  int256,
  ipv4,
  nullable,
  uint64,
  uuid,
} from '@millrace/schemas/column/types.ts'
import type { ColumnType } from '@millrace/schemas/column/column-type.ts'
import type { ColumnValue } from '@millrace/schemas/column/column-value.ts'
import type { ColumnDefinition, EventDataset } from '@millrace/schemas/dataset/dataset.ts'
import { qualifiedName } from '@millrace/schemas/ddl/identifier.ts'
import { manyKinds } from '../encode/batch/testing/many-kinds.ts'
import type { Run } from '../plan/run.ts'
import { BlockProducer } from '../produce/block-producer.ts'
import { testClickHouse } from '../testing/test-clickhouse.ts'
import { ensureTables } from '../warehouse/ensure-tables.ts'
import { Warehouse } from '../warehouse/warehouse.ts'
import { BatchTotals } from './batch-totals.ts'
import { serverTotals } from './server-totals.ts'

const { url } = await testClickHouse()
const rowCount = 20_000

function chosen(name: string, type: ColumnType, values: readonly ColumnValue[]): ColumnDefinition {
  return { name, type, source: { from: 'pool', values, weights: { shape: 'even' } }, comment: '' }
}

const moreColumns: readonly ColumnDefinition[] = [
  chosen('p_decimal', decimal(12, 2), ['-12.34', '9999999.99', 5]),
  chosen('p_wide', decimal(60, 5), ['-12345678901234567890123456789.5', '1']),
  chosen('p_date', date, ['2024-02-29', '2149-06-06']),
  chosen('p_date32', date32, ['1900-01-01', '2299-12-31']),
  chosen('p_time', dateTime('UTC'), ['2024-02-29 01:02:03', '2106-02-07 06:28:15']),
  chosen('p_time64', nullable(dateTime64(6, 'UTC')), ['1900-01-01 00:00:00.000001', null]),
  chosen('p_large', int64, [Number.MAX_SAFE_INTEGER, -(2n ** 63n), -5]),
  chosen('p_largest', uint64, [2n ** 64n - 1n, 0]),
  chosen('p_huge', int256, [-(2n ** 200n), 2n ** 200n]),
  chosen('p_ip', ipv4, ['255.255.255.255', '10.0.0.1']),
  chosen('p_uuid', uuid, ['01234567-89ab-cdef-0123-456789abcdef', 'ffffffff-ffff-4fff-bfff-ffffffffffff']),
  chosen('p_float', float32, [-1.5, Infinity, 0.1]),
  chosen('p_enum', enum16({ low: -300, high: 300 }), ['low', 'high']),
  chosen('p_counted', nullable(uint64), [null, 2 ** 40, 1]),
  {
    name: 'p_maybe',
    type: nullable(uuid),
    source: { from: 'nullable', nullShare: 0.3, of: { from: 'uuid-v7' } },
    comment: '',
  },
]

test('every column of every kind has a total, and both sides come to the same', async () => {
  const dataset: EventDataset = { ...manyKinds, columns: [...manyKinds.columns, ...moreColumns] }
  const warehouse = new Warehouse({ url: () => url, database: `totals_${randomUUID().replaceAll('-', '')}` })
  try {
    await ensureTables(warehouse, dataset, 0)
    const run: Run = {
      dataset: dataset.name,
      tableUuid: '',
      schemaVersion: dataset.schemaVersion,
      seed: 'totals',
      anchorMs: Date.UTC(2026, 10, 24),
      days: 20,
      batchRows: rowCount,
      shardCount: 1,
      segments: [{ firstBatch: 0, firstRow: 0, rowCount }],
    }
    await warehouse.insertBlock(new BlockProducer(dataset, run, { format: 'native', encoding: 'lz4' }).produce(0))
    const expected = new BatchTotals(dataset, run).add(0, 1)
    const found = await serverTotals(warehouse, dataset, qualifiedName(warehouse.database, dataset.name))
    expect(found.rows).toBe(expected.rows)
    expect([...expected.columns.keys()]).toEqual(dataset.columns.map(({ name }) => name))
    expect(Object.fromEntries(found.columns)).toEqual(Object.fromEntries(expected.columns))
  } finally {
    await warehouse.command(`DROP DATABASE IF EXISTS ${warehouse.database} SYNC`)
    await warehouse.close()
  }
})
