// How near seeding comes to what the server can take: the limit L (the same frames, ready-made, inserted four at a time with
// nothing else running) and seeding through each staging, in turns on one server, as medians of ratios to the L of the
// same round.
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { datasetNamed } from '@millrace/schemas/datasets/datasets.ts'
import { readConfig, type Config } from '@millrace/engine/config/config.ts'
import { BlockProducer } from '@millrace/engine/produce/block-producer.ts'
import { parseSeedOptions } from '@millrace/engine/seed/seed-options.ts'
import { parseRowCount } from '@millrace/engine/seed/parse-row-count.ts'
import { seed } from '@millrace/engine/seed/seed.ts'
import { dropTables, ensureTables } from '@millrace/engine/warehouse/ensure-tables.ts'
import { openWarehouse } from '@millrace/engine/warehouse/open-warehouse.ts'
import type { Warehouse } from '@millrace/engine/warehouse/warehouse.ts'

const insertsInFlight = 4
const batchRows = 100_000
const roundCount = Number(process.env['ROUNDS'] ?? 5)
const rowCount = parseRowCount('ROWS', process.env['ROWS'] ?? '3e6')
const stagings = ['none', 'spool', 'kafka'] as const
const format = process.env['FORMAT'] ?? 'rowbinary'
const dataset = datasetNamed('page_events')
const anchorMs = Date.UTC(2026, 10, 24)
const ignore = (): void => undefined

const dataDir = await mkdtemp(join(tmpdir(), 'millrace-bench-'))
const config = readConfig({ ...process.env, DATA_DIR: dataDir })
const opened = await openWarehouse(config, ignore)
try {
  await compare(opened.warehouse)
} finally {
  await opened.close()
  await rm(dataDir, { recursive: true, force: true, maxRetries: 50, retryDelay: 200 })
}

async function compare(warehouse: Warehouse): Promise<void> {
  const ratios = new Map<string, number[]>(stagings.map((staging) => [staging, []]))
  await measureSeed(warehouse, 'kafka') // warm: the broker's first start is not what is measured
  for (let round = 0; round < roundCount; round++) {
    const limit = await measureLimit(warehouse)
    console.log(`round ${round + 1}: L ${thousands(limit)} rows/s`)
    for (const staging of stagings) {
      const rate = await measureSeed(warehouse, staging)
      ratios.get(staging)?.push(rate / limit)
      console.log(`  ${staging.padEnd(6)} ${thousands(rate)} rows/s = ${(rate / limit).toFixed(2)} L`)
    }
  }
  for (const [staging, values] of ratios) console.log(`${staging}: median ${median(values).toFixed(2)} L`)
}

/** Rows per second of ready-made LZ4 frames into fresh tables, rollups included. */
async function measureLimit(warehouse: Warehouse): Promise<number> {
  await dropTables(warehouse, dataset)
  await ensureTables(warehouse, dataset, config.TTL_MONTHS)
  const batchCount = Math.ceil(rowCount / batchRows)
  const run = {
    dataset: dataset.name,
    tableUuid: '00000000-0000-0000-0000-000000000000',
    schemaVersion: dataset.schemaVersion,
    seed: '1',
    anchorMs,
    days: 30,
    batchRows,
    segments: [{ firstBatch: 0, firstRow: 0, rowCount }],
  }
  const producer = new BlockProducer(dataset, run, parseFormat())
  const blocks = Array.from({ length: batchCount }, (_, batch) => producer.produce(batch))
  const startedAtMs = performance.now()
  let next = 0
  await Promise.all(
    Array.from({ length: insertsInFlight }, async () => {
      for (let block = blocks[next++]; block !== undefined; block = blocks[next++]) await warehouse.insertBlock(block)
    }),
  )
  return (rowCount / (performance.now() - startedAtMs)) * 1000
}

function parseFormat() {
  return { format: parseSeedOptions({ FORMAT: format }).format, compression: 'lz4' } as const
}

/** Rows per second from the start of the workers to the last row that is in. */
async function measureSeed(warehouse: Warehouse, staging: Config['STAGING']): Promise<number> {
  await dropTables(warehouse, dataset)
  const options = parseSeedOptions({
    ROWS: String(rowCount),
    BATCH_ROWS: String(batchRows),
    FORMAT: format,
    ANCHOR: new Date(anchorMs).toISOString(),
  })
  const observer = { notify: ignore, onStart: ignore }
  const { report } = await seed({ ...config, STAGING: staging }, options, observer, new AbortController().signal)
  return report.rowsPerSecond
}

function thousands(rate: number): string {
  return Math.round(rate).toLocaleString('en-US')
}

function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[values.length >> 1] ?? NaN
}
