// The job of `millrace csv`: the rows of a run as files, of which those that are there already are left as they are.
import { join } from 'node:path'
import type { Config } from '../config/config.ts'
import { MillraceError } from '../errors/millrace-error.ts'
import { awayNotice } from '../ingest/away-notice.ts'
import { makeFolder } from '../machine/make-folder.ts'
import type { Machine } from '../machine/machine.ts'
import { openWarehouse } from '../warehouse/open-warehouse.ts'
import { datasetOf } from '../plan/run.ts'
import { outError } from './out-error.ts'
import { PiecePool } from './piece-pool.ts'
import { shardBatches, type Shard } from './shard-batches.ts'
import { shardFileName } from './shard-format.ts'
import { shardContent } from './shard-content.ts'
import type { ShardOptions } from './shard-options.ts'
import { openShardPlan, runOfPlan, type ShardPlan } from './shard-plan.ts'
import { openShardWriter, type ShardServer } from './shard-writers.ts'
import { ShardCounters, shardsReport, type ShardsReport } from './shards-report.ts'
import { writeShards } from './write-shards.ts'

export interface ShardsObserver {
  /** A line for people. */
  notify(message: string): void
  /** Files are about to be made; the counters change from now on. */
  onStart(plan: ShardPlan, counters: ShardCounters): void
}

export interface ShardsResult {
  readonly report: ShardsReport
  /** False when it was interrupted. */
  readonly isComplete: boolean
}

export interface ShardsSurroundings {
  readonly config: Config
  readonly machine: Machine
  readonly observer: ShardsObserver
  readonly signal: AbortSignal
}

interface MissingShards {
  readonly plan: ShardPlan
  readonly missing: readonly Shard[]
  readonly counters: ShardCounters
}

const piecesAhead = 2

export async function makeShards(options: ShardOptions, around: ShardsSurroundings): Promise<ShardsResult> {
  const { out } = options
  const { machine } = around
  try {
    await makeFolder(machine.files, out)
    const unlock = machine.tryLock(join(out, '.millrace-lock'))
    if (unlock === undefined) throw busy(out)
    try {
      return await makeMissing(options, around)
    } finally {
      unlock()
    }
  } catch (error) {
    throw outError(out, error)
  }
}

async function makeMissing(options: ShardOptions, around: ShardsSurroundings): Promise<ShardsResult> {
  const { out, workerCount: workers } = options
  const { files } = around.machine
  const content = await shardContent(options.target, around.config, (message) => around.observer.notify(message))
  const plan = await openShardPlan(files, { ...options, content }, Date.now())
  const there = new Set(await files.readdir(out))
  const counters = new ShardCounters()
  const missing: Shard[] = []
  for (const shard of shardBatches(runOfPlan(plan), plan.shards)) {
    if (there.has(shardFileName(plan.dataset, plan, shard.shard))) counters.rowsAlreadyThere += shard.rowCount
    else missing.push(shard)
  }
  const elapsedMs = missing.length === 0 ? 0 : await withServer({ plan, missing, counters }, options, around)
  const report = shardsReport(plan, counters, { out, elapsedMs, workers })
  return { report, isComplete: counters.shardsWritten === missing.length }
}

/** Parquet is made by ClickHouse, which nothing else needs. Resolves with how many milliseconds the files took. */
async function withServer(job: MissingShards, options: ShardOptions, around: ShardsSurroundings): Promise<number> {
  if (job.plan.format !== 'parquet') return fill(job, options, around, undefined)
  const { config, observer } = around
  const notify = (message: string): void => observer.notify(message)
  const opened = await openWarehouse(config, notify)
  try {
    notify(`warehouse: ${opened.description}`)
    const retrySecondsMax = config.RETRY_SECONDS
    const retry = { retrySecondsMax, onRetry: awayNotice({ notify, retrySecondsMax }) }
    return await fill(job, options, around, { warehouse: opened.warehouse, retry })
  } finally {
    await opened.close()
  }
}

async function fill(
  { plan, missing, counters }: MissingShards,
  { out, workerCount }: ShardOptions,
  { machine, observer, signal }: ShardsSurroundings,
  server: ShardServer | undefined,
): Promise<number> {
  const run = runOfPlan(plan)
  const dataset = datasetOf(run)
  const pool = new PiecePool(workerCount, run, {
    format: plan.format === 'csv' ? 'csv' : 'native',
    compression: plan.format === 'parquet' ? 'none' : plan.compression,
  })
  try {
    await pool.start()
    observer.onStart(plan, counters)
    const startedAtMs = performance.now()
    await writeShards({
      shards: missing,
      pool,
      piecesMax: workerCount + piecesAhead,
      openWriter: ({ shard }) =>
        openShardWriter(machine.files, join(out, shardFileName(plan.dataset, plan, shard)), plan, dataset, server),
      onPiece: (piece) => counters.addPiece(piece),
      onShard: (shard, writtenBytes) => counters.addShard(shard, writtenBytes),
      signal,
    })
    return performance.now() - startedAtMs
  } finally {
    await pool.close()
  }
}

function busy(out: string): MillraceError {
  return new MillraceError(
    'CONFIG',
    `another process is making files in OUT=${out}: wait for it, or choose another OUT`,
  )
}
