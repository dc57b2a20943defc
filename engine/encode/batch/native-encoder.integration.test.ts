import { randomUUID } from 'node:crypto'
import type { EventDataset } from '@millrace/schemas/dataset/dataset.ts'
import { datasetNamed, datasets } from '@millrace/schemas/datasets/datasets.ts'
import { describe, expect, test } from 'vitest'
import type { Block, BlockFormat } from '../../block/block.ts'
import type { Run } from '../../plan/run.ts'
import { BlockProducer } from '../../produce/block-producer.ts'
import { testClickHouse } from '../../testing/test-clickhouse.ts'
import { ensureTables } from '../../warehouse/ensure-tables.ts'
import { Warehouse } from '../../warehouse/warehouse.ts'
import { manyKinds } from './testing/many-kinds.ts'

const { url } = await testClickHouse()
/** Enough for every pool to travel as a dictionary. */
const rowCount = 20_000
const fewRows = 500

describe('Native, by the batch, through the real server', () => {
  const both = [...datasets.values(), manyKinds].flatMap((dataset) =>
    [rowCount, fewRows].map((rows) => ({ name: dataset.name, dataset, rows })),
  )
  test.each(both)('a batch of $rows rows of $name makes the same table as its RowBinary', async ({ dataset, rows }) => {
    const [native, rowBinary] = await Promise.all([emptyDatabase(dataset), emptyDatabase(dataset)])
    await native.insertBlock(blockOf(dataset, 'native', rows))
    await rowBinary.insertBlock(blockOf(dataset, 'rowbinary', rows))

    expect(await fingerprint(native, dataset)).toEqual(await fingerprint(rowBinary, dataset))
    expect((await fingerprint(native, dataset)).rows).toBe(String(rows))
    const row = rowOf(dataset)
    const differing = `SELECT count() FROM (
        SELECT row FROM (
          SELECT ${row} AS row, 1 AS side FROM ${native.database}.${dataset.name}
          UNION ALL SELECT ${row} AS row, -1 AS side FROM ${rowBinary.database}.${dataset.name}
        ) GROUP BY row HAVING sum(side) != 0)`
    expect((await native.text(differing)).trim()).toBe('0')
    await Promise.all([dropDatabase(native), dropDatabase(rowBinary)])
  })

  test('a repeated insert changes nothing, in whichever format', async () => {
    const dataset = datasetNamed('page_events')
    const warehouse = await emptyDatabase(dataset)
    for (const format of ['native', 'native', 'rowbinary', 'native'] as const) {
      await warehouse.insertBlock(blockOf(dataset, format))
    }
    const counts = [
      'count() FROM page_events',
      'sum(rows) FROM page_events_by_minute',
      'sum(rows) FROM page_events_by_hour',
    ]
    for (const count of counts) {
      const counted = await warehouse.text(`SELECT ${count.replace('FROM ', `FROM ${warehouse.database}.`)}`)
      expect(`${counted.trim()} ${count}`).toBe(`${rowCount} ${count}`)
    }
    await dropDatabase(warehouse)
  })

  test('a large batch within a month makes one part', async () => {
    const dataset = datasetNamed('orders')
    const warehouse = await emptyDatabase(dataset)
    await warehouse.insertBlock(blockOf(dataset, 'native', 250_000))
    const parts = await warehouse.text(
      `SELECT rows, level FROM system.parts WHERE database = '${warehouse.database}' AND table = 'orders'`,
    )
    expect(parts.trim()).toBe('250000\t0')
    await dropDatabase(warehouse)
  })
})

async function emptyDatabase(dataset: EventDataset): Promise<Warehouse> {
  const warehouse = new Warehouse({ url: () => url, database: `native_${randomUUID().replaceAll('-', '')}` })
  await ensureTables(warehouse, dataset, 0)
  return warehouse
}

async function dropDatabase(warehouse: Warehouse): Promise<void> {
  await warehouse.command(`DROP DATABASE ${warehouse.database} SYNC`)
  await warehouse.close()
}

function blockOf(dataset: EventDataset, format: BlockFormat, rows = rowCount): Block {
  const run: Run = {
    dataset: dataset.name,
    tableUuid: '',
    schemaVersion: dataset.schemaVersion,
    seed: 'native',
    anchorMs: Date.UTC(2026, 10, 24),
    days: 20,
    batchRows: rows,
    shardCount: 1,
    segments: [{ firstBatch: 0, firstRow: 0, rowCount: rows }],
  }
  return new BlockProducer(dataset, run, { format, encoding: 'lz4' }).produce(0)
}

/** SQL of a whole row as bytes, whatever its columns are; NULLs, NaNs and all. */
function rowOf(dataset: EventDataset): string {
  return `formatRow('RowBinary', ${dataset.columns.map(({ name }) => name).join(', ')})`
}

async function fingerprint(warehouse: Warehouse, dataset: EventDataset) {
  const hash = `cityHash64(${rowOf(dataset)})`
  const text = await warehouse.text(
    `SELECT count(), sum(${hash}), groupBitXor(${hash}) FROM ${warehouse.database}.${dataset.name}`,
  )
  const [rows, sum, xor] = text.trim().split('\t')
  return { rows, sum, xor }
}
