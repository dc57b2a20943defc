// Fills a table and inserts ready-made blocks of it, in turns.
import { setImmediate } from 'node:timers/promises'
import type { Block } from '@millrace/engine/block/block.ts'
import { loadRun } from '@millrace/engine/ledger/run-registry.ts'
import { datasetOf, runBatchCount, type Run } from '@millrace/engine/plan/run.ts'
import { BlockProducer } from '@millrace/engine/produce/block-producer.ts'
import type { FrameOptions } from '@millrace/engine/produce/frame-maker.ts'
import type { StagingKind } from '@millrace/engine/staging/staging.ts'
import { forgetFilled } from '@millrace/engine/table/forget-filled.ts'
import { qualifiedName } from '@millrace/schemas/ddl/identifier.ts'
import type { Arena } from '../end-to-end/contender.ts'
import { runSeed } from '../end-to-end/run-seed.ts'
import { frameBytesMax, insertRows } from '../limits/ready-frames.ts'
import { spreadOf } from '../measure/spread.ts'

export interface TableTarget {
  readonly table: string
  /** `DATASET` or `TABLE`, as it is typed. */
  readonly typed: Readonly<Record<string, string>>
}

export interface TableRun {
  readonly table: string
  readonly columnCount: number
  /** Medians. */
  readonly seededPerSecond: number
  readonly limitPerSecond: number
}

interface TableOptions {
  readonly arena: Arena
  readonly rows: number
  readonly rounds: number
  readonly staging: StagingKind
  readonly workers?: number
}

const insertsInFlight = 4
const encodings = ['lz4', 'none'] as const

/** Leaves the table filled, for those that refer to it. */
export async function measureTable({ table, typed }: TableTarget, options: TableOptions): Promise<TableRun> {
  const { arena, rows, rounds, staging, workers } = options
  const { warehouse } = arena
  const seeded: number[] = []
  const limit: number[] = []
  const seedOnce = async (): Promise<Run> => {
    const { seconds } = await runSeed(
      arena,
      { staging, rows, target: typed, ...(workers !== undefined && { workers }) },
      new AbortController().signal,
    )
    seeded.push(rows / seconds)
    const run = await loadRun(warehouse, table)
    if (run === undefined) throw new Error(`${table} was seeded, and its run is not there`)
    return run
  }
  let run = await seedOnce()
  for (let round = 0; round < rounds; round++) {
    const ofRound: number[] = []
    for (const encoding of encodings) {
      await warehouse.command(`TRUNCATE TABLE ${qualifiedName(warehouse.database, table)} SYNC`)
      // Of another seed, so of tokens that the table does not know.
      const ready = { ...run, seed: `ready ${round} ${encoding}` }
      ofRound.push(await readyRowsPerSecond(arena, ready, rows, { format: 'native', encoding }))
    }
    limit.push(Math.max(...ofRound))
    await forgetFilled(warehouse, table)
    run = await seedOnce()
  }
  return {
    table,
    columnCount: datasetOf(run).columns.length,
    seededPerSecond: spreadOf(seeded).median,
    limitPerSecond: spreadOf(limit).median,
  }
}

async function readyRowsPerSecond(
  { warehouse }: Arena,
  run: Run,
  rows: number,
  produce: FrameOptions,
): Promise<number> {
  const producer = new BlockProducer(datasetOf(run), run, produce)
  const blocks: Block[] = []
  let bytes = 0
  for (let batch = 0; batch < runBatchCount(run) && bytes < frameBytesMax; batch++) {
    const block = producer.produce(batch)
    blocks.push(block)
    bytes += block.frame.byteLength
    await setImmediate() // the LZ4 addon's memory is freed from the event loop only
  }
  const startedAtMs = performance.now()
  const inserted = await insertRows(warehouse, blocks, rows, insertsInFlight)
  return (inserted / (performance.now() - startedAtMs)) * 1000
}
