// The main job: generate → stage → drain → ClickHouse, until every batch of this process's share is in.
import type { Config } from '../config/config.ts'
import { assertClickHouseDrain } from '../drain/clickhouse/assert-drain.ts'
import { finishClickHouseDrain } from '../drain/clickhouse/switch-drain.ts'
import { configError } from '../errors/millrace-error.ts'
import { awayNotice } from '../ingest/away-notice.ts'
import { retryWhileAway } from '../retry/retry-while-away.ts'
import { chooseStaging } from '../staging/choose-staging.ts'
import { openTable } from '../table/open-table.ts'
import { ensureTables } from '../warehouse/ensure-tables.ts'
import { openWarehouse } from '../warehouse/open-warehouse.ts'
import { openRun } from './open-run.ts'
import { pumpBatches } from './pump-batches.ts'
import { seedThroughClickHouse } from './seed-through-clickhouse.ts'
import type { SeedOptions } from './seed-options.ts'
import { SeedRun, type SeedObserver, type SeedResult } from './seed-run.ts'

export async function seed(
  config: Config,
  options: SeedOptions,
  observer: SeedObserver,
  signal: AbortSignal,
): Promise<SeedResult> {
  const choice = await chooseStaging(config)
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
        return await seedThroughClickHouse(parts)
      }
      await finishClickHouseDrain(choice, { config, warehouse, datasets: [dataset], notify, signal })
    }
    const openedRun = await retryWhileAway(retry, async () => {
      if ('dataset' in options.target) return openRun(warehouse, options.target.dataset, options, Date.now())
      const { dataset, before } = await openTable(warehouse, options.target.table, options.format, notify)
      return openRun(warehouse, dataset, options, Date.now(), before)
    })
    const run = new SeedRun({ config, options, observer, warehouse, choice, opened: openedRun, pump: pumpBatches })
    return await run.run(signal)
  } finally {
    await opened.close()
  }
}

/** A topic is for the tables that Millrace itself makes. */
function assertOwnTable({ target }: SeedOptions): void {
  if ('dataset' in target) return
  throw configError('DRAIN', 'clickhouse', 'with TABLE= it can only be millrace: leave one of them out')
}
