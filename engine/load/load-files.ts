// The job of `millrace load`: files into a table, several at a time. A file that cannot be loaded is named, the others go on.
import { stat } from 'node:fs/promises'
import type { Config } from '../config/config.ts'
import { awayNotice } from '../ingest/away-notice.ts'
import { retryWhileAway } from '../retry/retry-while-away.ts'
import { openWarehouse } from '../warehouse/open-warehouse.ts'
import type { Warehouse } from '../warehouse/warehouse.ts'
import { BadFileError } from './bad-file-error.ts'
import { defaultLimits, type CutLimits } from './cut/cut-blocks.ts'
import { findFiles } from './find-files.ts'
import type { LoadContext } from './load-context.ts'
import { LoadCounters } from './load-counters.ts'
import { loadFile } from './load-file.ts'
import type { LoadOptions } from './load-options.ts'
import { loadReport, type FileFailure, type LoadReport } from './load-report.ts'
import { openTarget } from './load-target.ts'

export interface LoadObserver {
  /** A line for people. */
  notify(message: string): void
  /** Files are about to be loaded; the counters change from now on. */
  onStart(counters: LoadCounters, fileCount: number): void
  onFailure(failure: FileFailure): void
}

export interface LoadResult {
  readonly report: LoadReport
  /** False when it was interrupted. */
  readonly isComplete: boolean
}

export async function loadFiles(
  config: Config,
  options: LoadOptions,
  observer: LoadObserver,
  signal: AbortSignal,
): Promise<LoadResult> {
  const paths = await findFiles(options.patterns)
  const opened = await openWarehouse(config, (message) => observer.notify(message))
  try {
    observer.notify(`warehouse: ${opened.description}`)
    return await loadInto(opened.warehouse, { config, options, observer, paths, signal })
  } finally {
    await opened.close()
  }
}

export interface LoadJob {
  readonly config: Pick<Config, 'RETRY_SECONDS' | 'TTL_MONTHS' | 'INSERTS_IN_FLIGHT'>
  readonly options: LoadOptions
  readonly observer: LoadObserver
  readonly paths: readonly string[]
  readonly signal: AbortSignal
  readonly limits?: CutLimits
}

export async function loadInto(warehouse: Warehouse, job: LoadJob): Promise<LoadResult> {
  const { config, options, observer, paths, signal, limits = defaultLimits } = job
  const retrySecondsMax = config.RETRY_SECONDS
  const onRetry = awayNotice({ notify: (message) => observer.notify(message), retrySecondsMax })
  const retry = { retrySecondsMax, signal, onRetry }
  const target = await retryWhileAway(retry, () => openTarget(warehouse, options, config))
  if (target.caution !== undefined) observer.notify(target.caution)
  const counters = new LoadCounters()
  for (const path of paths) counters.bytesTotal += (await stat(path)).size
  observer.onStart(counters, paths.length)
  const startedAtMs = performance.now()
  // What has been sent is waited for, whoever interrupts: the signal is for what has not.
  const isAlone = paths.length === 1
  const context = { warehouse, target, options, counters, limits, isAlone, retry, signal }
  const failures = await loadAll(context, paths, config.INSERTS_IN_FLIGHT, observer)
  const elapsedMs = performance.now() - startedAtMs
  const report = loadReport(target.name, paths.length, counters, failures, elapsedMs)
  return { report, isComplete: counters.filesDone + failures.length === paths.length }
}

async function loadAll(
  context: LoadContext,
  paths: readonly string[],
  laneCount: number,
  observer: LoadObserver,
): Promise<FileFailure[]> {
  const failures: FileFailure[] = []
  const seen = new Set<string>()
  const copies: string[] = []
  // A lane that fails must end the others too, or they would go on for nobody.
  const stop = new AbortController()
  const signal = AbortSignal.any([context.signal, stop.signal])
  const load = async (path: string): Promise<void> => {
    try {
      const end = await loadFile({ ...context, signal }, path, seen)
      if (end === 'in') context.counters.filesDone++
      if (end === 'later') copies.push(path)
    } catch (error) {
      if (!(error instanceof BadFileError)) throw error
      const failure = { file: path, ...error.place, reason: error.message }
      failures.push(failure)
      observer.onFailure(failure)
    }
  }
  const waiting = paths[Symbol.iterator]()
  const lane = async (): Promise<void> => {
    for (let next = waiting.next(); next.done !== true && !signal.aborted; next = waiting.next()) await load(next.value)
  }
  const lanes = Array.from({ length: laneCount }, () =>
    lane().catch((error: unknown) => {
      stop.abort(error)
      throw error
    }),
  )
  const ended = await Promise.allSettled(lanes)
  const failed = ended.find((each) => each.status === 'rejected')
  if (failed !== undefined) throw failed.reason
  for (const path of copies) {
    seen.clear()
    if (!signal.aborted) await load(path)
  }
  return failures
}
