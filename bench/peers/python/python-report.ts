// What `make seed-python` says at the end: for people, and as JSON with the names that the report of `make seed` has.
import { exitCodes } from '@millrace/engine/cli/exit-code.ts'
import { formatCount, formatDuration, formatRate } from '@millrace/engine/progress/format-progress.ts'
import { pageEvents } from '@millrace/schemas/datasets/page-events.ts'
import type { WorkReport } from '../program/work-report.ts'
import type { ProgramEnd } from './run-program.ts'

/** Decides every value: the same run twice is added once. */
export interface PythonRun {
  readonly rows: number
  readonly seed: string
  readonly batchRows: number
  readonly days: number
  /** When its times end, ISO 8601. */
  readonly anchor: string
}

interface PythonReport {
  readonly dataset: string
  readonly seed: string
  readonly anchor: string
  readonly rows: number
  /** Acknowledged by ClickHouse; those it had already are acknowledged and not added again. */
  readonly rowsInserted: number
  readonly batches: number
  readonly seconds: number
  readonly rowsPerSecond: number
  readonly peakRssBytes: number
}

export function pythonReport({ rows, seed, batchRows, anchor }: PythonRun, work: WorkReport): PythonReport {
  return {
    dataset: pageEvents.name,
    seed,
    anchor,
    rows,
    rowsInserted: work.rows,
    batches: Math.ceil(work.rows / batchRows),
    seconds: work.seconds,
    rowsPerSecond: Math.round(work.rows / work.seconds),
    peakRssBytes: work.peakRssBytes,
  }
}

export function summary(run: PythonRun, { exitCode, report }: ProgramEnd): string {
  const counted = `${formatCount(report?.rows ?? 0)} rows`
  if (exitCode === exitCodes.done && report !== undefined) {
    return `done: ${counted} inserted in ${formatDuration(report.seconds)} (${formatRate(report.rows / report.seconds)})`
  }
  const begun = exitCode === exitCodes.interrupted ? `interrupted: ${counted} are in. ` : ''
  return `${begun}The same run again, whose batches are added only where they are missing: ${command(run)}`
}

function command({ rows, seed, batchRows, days, anchor }: PythonRun): string {
  return `make seed-python ROWS=${rows} SEED='${seed.replaceAll("'", String.raw`'\''`)}' BATCH_ROWS=${batchRows} DAYS=${days} ANCHOR=${anchor}`
}
