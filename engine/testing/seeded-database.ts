// A database of its own for a test, on the run's shared ClickHouse, with a dataset's tables and a run begun in it.
import { randomUUID } from 'node:crypto'
import { datasetNamed } from '@millrace/schemas/datasets/datasets.ts'
import type { Block } from '../block/block.ts'
import { addSegment, tableUuid } from '../ledger/run-registry.ts'
import { nextSegment, type Run } from '../plan/run.ts'
import { BlockProducer } from '../produce/block-producer.ts'
import { ensureTables } from '../warehouse/ensure-tables.ts'
import { Warehouse } from '../warehouse/warehouse.ts'

export interface SeededDatabase {
  readonly warehouse: Warehouse
  readonly run: Run
  /** Every block of the run; nothing is inserted yet. */
  readonly blocks: readonly Block[]
  count(): Promise<number>
}

export async function seededDatabase(url: string, rowCount: number, batchRows: number): Promise<SeededDatabase> {
  const dataset = datasetNamed('page_events')
  const warehouse = new Warehouse({ url: () => url, database: `test_${randomUUID().replaceAll('-', '')}` })
  await ensureTables(warehouse, dataset, 0)
  const begun: Run = {
    dataset: dataset.name,
    tableUuid: await tableUuid(warehouse, dataset.name),
    schemaVersion: dataset.schemaVersion,
    seed: '1',
    anchorMs: Date.UTC(2026, 10, 24),
    days: 30,
    batchRows,
    shardCount: 1,
    segments: [],
  }
  const run = await addSegment(warehouse, begun, nextSegment(begun, rowCount))
  const producer = new BlockProducer(dataset, run, { format: 'rowbinary', encoding: 'lz4' })
  const blocks = Array.from({ length: Math.ceil(rowCount / batchRows) }, (_, batch) => producer.produce(batch))
  const count = async (): Promise<number> =>
    Number(await warehouse.text(`SELECT count() FROM ${warehouse.database}.page_events`))
  return { warehouse, run, blocks, count }
}
