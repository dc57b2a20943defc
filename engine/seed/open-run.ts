// Decides which run a command works on: goes on with the one that fills the table, makes it longer, or begins one.
// It promises never to mix two runs in a table: what was asked for and does not fit the run is refused, with the way out.
import type { DatasetDefinition } from '@millrace/schemas/dataset/dataset.ts'
import { daysOfTimes } from '@millrace/schemas/dataset/days-of-times.ts'
import { MillraceError } from '../errors/millrace-error.ts'
import { assertShards } from '../ledger/assert-shards.ts'
import { batchesIn } from '../ledger/ledger.ts'
import { addSegment, loadRun, tableUuid } from '../ledger/run-registry.ts'
import { assertOwnVersion } from '../plan/assert-own-version.ts'
import {
  datasetId,
  defaultDays,
  nextSegment,
  runBatchCount,
  runRowCount,
  type FilledTable,
  type Run,
} from '../plan/run.ts'
import type { WarehousePort } from '../warehouse/warehouse-port.ts'
import { defaultBatchRows } from './default-batch-rows.ts'
import type { SeedOptions } from './seed-options.ts'

export interface OpenedRun {
  readonly run: Run
  /** Batches that the ledger names, with their rows. */
  readonly batchesIn: ReadonlyMap<number, number>
}

const defaultRowCount = 1_000_000
const defaultSeed = '1'

/** What a run is to be of. */
export interface RunTarget {
  readonly dataset: DatasetDefinition
  /** Of a table that is not one of ours. */
  readonly filled?: FilledTable
  /** As it is given to make. */
  readonly name: string
}

export async function openRun(
  warehouse: WarehousePort,
  target: RunTarget,
  options: SeedOptions,
  nowMs: number,
): Promise<OpenedRun> {
  const { dataset, filled } = target
  let run = await loadRun(warehouse, dataset.name)
  if (run === undefined) {
    const begun: Run = {
      dataset: dataset.name,
      tableUuid: await tableUuid(warehouse, dataset.name),
      schemaVersion: dataset.schemaVersion,
      seed: options.seed ?? defaultSeed,
      anchorMs: options.anchorMs ?? dataset.times?.toMs ?? nowMs,
      days: options.days ?? daysOfTimes(dataset.times) ?? defaultDays,
      batchRows: options.batchRows ?? defaultBatchRows(dataset),
      shardCount: warehouse.shardCount,
      ...(filled !== undefined && { filled }),
      segments: [],
    }
    run = await addSegment(warehouse, begun, nextSegment(begun, options.rowCount ?? defaultRowCount))
  }
  assertOwnVersion(run)
  assertFits(run, target, options)
  assertShards(run, warehouse)
  const inBefore = await batchesIn(warehouse, datasetId(run))
  const asked = options.rowCount ?? runRowCount(run)
  if (asked < runRowCount(run) && inBefore.size < runBatchCount(run)) throw fewerRows(run, inBefore, asked, target)
  while (runRowCount(run) < asked) run = await addSegment(warehouse, run, nextSegment(run, asked))
  return { run, batchesIn: inBefore }
}

function assertFits(run: Run, { name }: RunTarget, options: SeedOptions): void {
  const differences = [
    difference('SEED', options.seed, run.seed),
    difference('BATCH_ROWS', options.batchRows, run.batchRows),
    difference('DAYS', options.days, run.days),
    difference('ANCHOR', options.anchorMs, run.anchorMs, (ms) => new Date(ms).toISOString()),
  ].filter((line) => line !== undefined)
  if (differences.length === 0) return
  throw new MillraceError(
    'CONFIG',
    [
      `table ${run.dataset} holds another run:`,
      ...differences,
      `To go on with that run, leave these out. To start over: make drop ${name}`,
    ].join('\n'),
  )
}

function difference<Value extends string | number>(
  name: string,
  asked: Value | undefined,
  begun: Value,
  show: (value: Value) => string = String,
): string | undefined {
  if (asked === undefined || asked === begun) return undefined
  return `  ${name}=${show(asked)} was asked for, it was begun with ${name}=${show(begun)}`
}

function fewerRows(run: Run, inBefore: ReadonlyMap<number, number>, asked: number, { name }: RunTarget): MillraceError {
  const rowsIn = [...inBefore.values()].reduce((total, rows) => total + rows, 0)
  return new MillraceError(
    'CONFIG',
    `ROWS=${asked} is less than the ${runRowCount(run)} rows of the run that was begun (${rowsIn} are in). ` +
      `Go on with ROWS=${runRowCount(run)}, or start over: make drop ${name}`,
  )
}
