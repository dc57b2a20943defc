// The main job: generate → stage → drain → ClickHouse, until every batch of this process's share is in.
import { setFlagsFromString } from 'node:v8'
import type { Config } from '../config/config.ts'
import { assertClickHouseDrain } from '../drain/clickhouse/assert-drain.ts'
import { finishClickHouseDrain } from '../drain/clickhouse/switch-drain.ts'
import { loadDatasetFile } from '../dataset-file/load-dataset-file.ts'
import { openFileTable } from '../dataset-file/table/open-file-table.ts'
import { configError } from '../errors/millrace-error.ts'
import { awayNotice } from '../ingest/away-notice.ts'
import { retryWhileAway } from '../retry/retry-while-away.ts'
import { chooseStaging } from '../staging/choose-staging.ts'
import type { FilledTable } from '../plan/run.ts'
import { openTable } from '../table/open-table.ts'
import { ensureTables } from '../warehouse/ensure-tables.ts'
import { openWarehouse } from '../warehouse/open-warehouse.ts'
import type { Warehouse } from '../warehouse/warehouse.ts'
import { openRun, type RunTarget } from './open-run.ts'
import { pumpBatches } from './pump-batches.ts'
import type { SeedOptions } from './seed-options.ts'
import { SeedRun, type SeedObserver, type SeedResult } from './seed-run.ts'

export async function seed(
  config: Config,
  options: SeedOptions,
  observer: SeedObserver,
  signal: AbortSignal,
): Promise<SeedResult> {
  const openTarget = await targetOpener(options)
  const choice = await chooseStaging(config)
  if (choice.kind === 'kafka') collectGarbageAtOnce()
  const acquireKafka = config.DRAIN === 'clickhouse' ? assertClickHouseDrain(config, choice) : undefined
  if (acquireKafka !== undefined) assertOwnTable(options)
  const notify = (message: string): void => observer.notify(message)
  notify(`staging: ${choice.description}`)
  const opened = await openWarehouse(config, notify)
  try {
    notify(`warehouse: ${opened.description}`)
    const { warehouse } = opened
    const retrySecondsMax = config.RETRY_SECONDS
    const retry = { retrySecondsMax, signal, onRetry: awayNotice({ notify, retrySecondsMax }) }
    if ('dataset' in options.target) {
      const { dataset } = options.target
      await retryWhileAway(retry, () => ensureTables(warehouse, dataset, config.TTL_MONTHS))
      if (acquireKafka !== undefined) {
        const parts = { config, options, dataset, observer, warehouse, choice, acquireKafka, retry, signal }
        const { seedThroughClickHouse } = await import('./seed-through-clickhouse.ts')
        return await seedThroughClickHouse(parts)
      }
      await finishClickHouseDrain(choice, { config, warehouse, datasets: [dataset], notify, signal })
    }
    const openedRun = await retryWhileAway(retry, async () =>
      openRun(warehouse, await openTarget(warehouse, notify), options, Date.now()),
    )
    const run = new SeedRun({ config, options, observer, warehouse, choice, opened: openedRun, pump: pumpBatches })
    return await run.run(signal)
  } finally {
    await opened.close()
  }
}

/**
 * The Kafka client leaves three times what it moves to garbage collection, which in small steps takes a tenth of the CPU time
 * that this process has. At once it stops for some tens of milliseconds, which nobody waits for while tables are filled.
 */
function collectGarbageAtOnce(): void {
  setFlagsFromString('--no-incremental-marking')
}

type OpenTarget = (warehouse: Warehouse, notify: (message: string) => void) => Promise<RunTarget>

/** A file is read, and all that is wrong in it said, before anything is started. */
async function targetOpener({ target, format }: SeedOptions): Promise<OpenTarget> {
  if ('dataset' in target) {
    const opened = { dataset: target.dataset, name: `DATASET=${target.dataset.name}` }
    return () => Promise.resolve(opened)
  }
  const ofFilled = (filled: FilledTable, name: string): RunTarget => ({ dataset: filled.dataset, filled, name })
  if ('table' in target) {
    const { table } = target
    return async (warehouse, notify) => ofFilled(await openTable(warehouse, table, format, notify), `TABLE=${table}`)
  }
  const { path } = target
  const file = await loadDatasetFile(path)
  return async (warehouse, notify) => ofFilled(await openFileTable(warehouse, file, format, notify), `DATASET=${path}`)
}

/** A topic is for the tables that Millrace itself makes. */
function assertOwnTable({ target }: SeedOptions): void {
  if ('dataset' in target) return
  const given = 'table' in target ? 'TABLE=' : 'a dataset file'
  throw configError('DRAIN', 'clickhouse', `with ${given} it can only be millrace: leave one of them out`)
}
