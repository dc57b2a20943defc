// What the files of a folder are: kept in the folder itself when the first is asked for, so that a rerun makes the others of
// the same run. It promises never to mix two runs in a folder: what was asked for and differs is refused, with the way out.
import { join } from 'node:path'
import type { DatasetFile } from '@millrace/schemas/dataset-file/dataset-file.ts'
import type { DatasetDefinition } from '@millrace/schemas/dataset/dataset.ts'
import { daysOfTimes } from '@millrace/schemas/dataset/days-of-times.ts'
import { z } from 'zod'
import { changesOfFile } from '../dataset-file/table/assert-same-file.ts'
import { systemErrorCode } from '../errors/error-message.ts'
import { MillraceError } from '../errors/millrace-error.ts'
import type { Machine } from '../machine/machine.ts'
import { writeFileWhole } from '../machine/write-file-whole.ts'
import { defaultDays, type Run } from '../plan/run.ts'
import { defaultBatchRows } from '../seed/default-batch-rows.ts'
import { shardCompressions, shardFormats } from './shard-format.ts'
import type { ShardContent } from './shard-content.ts'
import type { ShardOptions } from './shard-options.ts'

/** What is asked for now, and of what. */
export interface ShardPlanOptions extends Omit<ShardOptions, 'target' | 'workerCount'> {
  readonly content: ShardContent
}

const planFileName = 'millrace-shards.json'

const planSchema = z.strictObject({
  dataset: z.string(),
  schemaVersion: z.number(),
  seed: z.string(),
  anchor: z.iso.datetime(),
  days: z.number(),
  rows: z.number(),
  batchRows: z.number(),
  shards: z.number(),
  format: z.enum(shardFormats),
  compression: z.enum(shardCompressions),
  /** Whether the files start with the names of the columns: CSV. */
  header: z.boolean(),
  /** Of a dataset file, as `newPlan` has written it: what makes the rows, and what the file said. */
  made: z.object({ dataset: z.custom<DatasetDefinition>(), file: z.custom<DatasetFile>() }).optional(),
})

export type ShardPlan = z.output<typeof planSchema>

const defaults = { rows: 1_000_000, seed: '1', shards: 4 } as const

/** Reads the plan of the folder, or makes one of what was asked for. Throws `CONFIG` when they differ. */
export async function openShardPlan(
  files: Machine['files'],
  options: ShardPlanOptions,
  nowMs: number,
): Promise<ShardPlan> {
  const path = join(options.out, planFileName)
  const begun = await readPlan(files, path)
  if (begun !== undefined) {
    assertSame(begun, options)
    return begun
  }
  const plan = newPlan(options, await options.content.define(), nowMs)
  const bytes = Buffer.from(`${JSON.stringify(plan, undefined, 2)}\n`)
  await writeFileWhole(files, { path, temporary: `${path}.partial`, flags: 'w' }, [bytes])
  return plan
}

/** The run that makes the rows: the same that fills a table which was seeded with the same values. */
export function runOfPlan(plan: ShardPlan): Run {
  return {
    dataset: plan.dataset,
    tableUuid: '', // decides no byte
    schemaVersion: plan.schemaVersion,
    seed: plan.seed,
    anchorMs: Date.parse(plan.anchor),
    days: plan.days,
    batchRows: plan.batchRows,
    shardCount: 1,
    ...(plan.made !== undefined && { filled: { ...plan.made, before: { rowCount: 0, totals: {} } } }),
    segments: [{ firstBatch: 0, firstRow: 0, rowCount: plan.rows }],
  }
}

function newPlan(options: ShardPlanOptions, dataset: DatasetDefinition, nowMs: number): ShardPlan {
  const format = options.format ?? 'csv'
  const { loaded } = options.content
  return {
    dataset: dataset.name,
    schemaVersion: dataset.schemaVersion,
    seed: options.seed ?? defaults.seed,
    anchor: new Date(options.anchorMs ?? dataset.times?.toMs ?? nowMs).toISOString(),
    days: options.days ?? daysOfTimes(dataset.times) ?? defaultDays,
    rows: options.rowCount ?? defaults.rows,
    batchRows: options.batchRows ?? defaultBatchRows(dataset),
    shards: options.shards ?? defaults.shards,
    format,
    compression: options.compression ?? 'none',
    header: format === 'csv' && (options.hasHeader ?? true),
    ...(loaded !== undefined && { made: { dataset, file: loaded.file } }),
  }
}

async function readPlan(files: Machine['files'], path: string): Promise<ShardPlan | undefined> {
  let text: string
  try {
    text = Buffer.from(await files.readFile(path)).toString()
  } catch (error) {
    if (systemErrorCode(error) === 'ENOENT') return undefined
    throw error
  }
  try {
    return planSchema.parse(JSON.parse(text))
  } catch (error) {
    throw new MillraceError('CONFIG', `${path} cannot be read: choose another OUT, or remove that folder`, {
      cause: error,
    })
  }
}

function assertSame(begun: ShardPlan, options: ShardPlanOptions): void {
  const asked: readonly (readonly [name: string, asked: string | number | undefined, begun: string | number])[] = [
    ['DATASET', options.content.name, begun.dataset],
    ['schema version', options.content.schemaVersion, begun.schemaVersion],
    ['ROWS', options.rowCount, begun.rows],
    ['SEED', options.seed, begun.seed],
    ['BATCH_ROWS', options.batchRows, begun.batchRows],
    ['DAYS', options.days, begun.days],
    ['ANCHOR', options.anchorMs === undefined ? undefined : new Date(options.anchorMs).toISOString(), begun.anchor],
    ['SHARDS', options.shards, begun.shards],
    ['FORMAT', options.format, begun.format],
    ['COMPRESSION', options.compression, begun.compression],
    ['HEADER', options.hasHeader === undefined ? undefined : Number(options.hasHeader), Number(begun.header)],
  ]
  const { loaded } = options.content
  const differences = asked
    .filter(([, value, kept]) => value !== undefined && value !== kept)
    .map(([name, value, kept]) => `  ${name}=${value} was asked for, they were begun with ${name}=${kept}`)
  if (loaded !== undefined && begun.made !== undefined) {
    const changes = changesOfFile(begun.made.file, loaded.file)
    differences.push(...changes.map((change) => `  ${loaded.read.path} has changed: ${change}`))
  } else if (loaded !== undefined || begun.made !== undefined) {
    differences.push(
      `  ${begun.dataset} was ${begun.made === undefined ? 'a dataset of ours' : 'that of a dataset file'}`,
    )
  }
  if (differences.length === 0) return
  throw new MillraceError(
    'CONFIG',
    [
      `OUT=${options.out} holds the files of another run:`,
      ...differences,
      'To make what is missing of that one, leave these out. Else choose another OUT, or remove the folder.',
    ].join('\n'),
  )
}
