// What `millrace seed` is asked for, checked: every refusal names the value, the rule and the fix.
import type { EventDataset } from '@millrace/schemas/dataset/dataset.ts'
import { blockFormats, type BlockFormat } from '../block/block.ts'
import { parseDataset } from '../config/parse-dataset.ts'
import { isDatasetPath } from '../dataset-file/read/dataset-path.ts'
import { configError } from '../errors/millrace-error.ts'
import { parseRowCount } from './parse-row-count.ts'

/** As they are typed; names are those of the make variables. */
export interface RawSeedOptions {
  readonly ROWS?: string
  readonly SEED?: string
  readonly BATCH_ROWS?: string
  readonly WORKERS?: string
  readonly FORMAT?: string
  readonly DATASET?: string
  readonly TABLE?: string
  readonly RANGE?: string
  readonly DAYS?: string
  readonly ANCHOR?: string
}

/** What is undefined was not given: a run that was begun before decides it, else the default does. */
export interface SeedOptions {
  readonly rowCount: number | undefined
  readonly seed: string | undefined
  readonly batchRows: number | undefined
  readonly days: number | undefined
  readonly anchorMs: number | undefined
  readonly workerCount: number | undefined
  readonly format: BlockFormat
  readonly target: SeedTarget
  readonly range: Range
}

/** A dataset of ours, the path of a dataset file, or a table that is there already. */
type SeedTarget = { readonly dataset: EventDataset } | { readonly path: string } | { readonly table: string }

/** This process makes the batches whose number leaves the remainder `index` when divided by `count`. */
export interface Range {
  readonly index: number
  readonly count: number
}

/** Inserts must be one block on the server, which cuts at 1,048,449 rows. */
const batchRowsMax = 1_000_000
const workersMax = 256
const daysMax = 3650

export function parseSeedOptions(raw: RawSeedOptions): SeedOptions {
  const { SEED: seed, FORMAT: format = 'native' } = raw
  return {
    target: parseTarget(raw.DATASET, raw.TABLE),
    format: parseFormat(format),
    seed,
    rowCount: raw.ROWS === undefined ? undefined : parseRowCount('ROWS', raw.ROWS),
    batchRows: wholeNumber('BATCH_ROWS', raw.BATCH_ROWS, 1, batchRowsMax),
    workerCount: wholeNumber('WORKERS', raw.WORKERS, 1, workersMax),
    days: wholeNumber('DAYS', raw.DAYS, 1, daysMax),
    anchorMs: raw.ANCHOR === undefined ? undefined : parseAnchor(raw.ANCHOR),
    range: parseRange(raw.RANGE ?? '0/1'),
  }
}

function parseTarget(dataset: string | undefined, table: string | undefined): SeedTarget {
  if (table === undefined) return parseTargetDataset(dataset ?? 'page_events')
  if (dataset !== undefined) throw configError('TABLE', table, 'give either DATASET or TABLE')
  return { table }
}

function parseTargetDataset(dataset: string): SeedTarget {
  return isDatasetPath(dataset) ? { path: dataset } : { dataset: parseDataset(dataset) }
}

function parseFormat(text: string): BlockFormat {
  const format = blockFormats.find((candidate) => candidate === text)
  if (format === undefined) throw configError('FORMAT', text, `it may be ${blockFormats.join(' or ')}`)
  return format
}

function wholeNumber(name: string, text: string | undefined, min: number, max: number): number | undefined {
  if (text === undefined) return undefined
  const value = parseRowCount(name, text)
  if (value < min || value > max) throw configError(name, text, `it may be a whole number from ${min} to ${max}`)
  return value
}

function parseRange(text: string): Range {
  const match = /^(\d+)\/(\d+)$/.exec(text)
  const [index, count] = [Number(match?.[1]), Number(match?.[2])]
  if (match === null || index >= count) {
    throw configError('RANGE', text, 'it is i/n with 0 ≤ i < n: RANGE=0/2 on one machine and RANGE=1/2 on the other')
  }
  return { index, count }
}

function parseAnchor(text: string): number {
  const ms = Date.parse(text)
  if (Number.isNaN(ms)) throw configError('ANCHOR', text, 'it is an ISO 8601 time, such as 2026-11-24T00:00:00Z')
  return ms
}
