// The main job: generate → stage → drain → ClickHouse, until every batch of this process's share is in.
import type { Config } from '../config/config.ts'
import { awayNotice } from '../ingest/away-notice.ts'
import { retryWhileAway } from '../retry/retry-while-away.ts'
import { chooseStaging } from '../staging/choose-staging.ts'
import { openTable } from '../table/open-table.ts'
import { ensureTables } from '../warehouse/ensure-tables.ts'
import { openWarehouse } from '../warehouse/open-warehouse.ts'
import { openRun } from './open-run.ts'
import type { SeedOptions } from './seed-options.ts'
import { SeedRun, type SeedObserver, type SeedResult } from './seed-run.ts'

export async function seed(
  config: Config,
  options: SeedOptions,
  observer: SeedObserver,
  signal: AbortSignal,
): Promise<SeedResult> {
  const choice = await chooseStaging(config)
  const notify = (message: string): void => observer.notify(message)
  notify(`staging: ${choice.description}`)
  const opened = await openWarehouse(config, notify)
  try {
    notify(`warehouse: ${opened.description}`)
    const retrySecondsMax = config.RETRY_SECONDS
    const onRetry = awayNotice({ notify, retrySecondsMax })
    const openedRun = await retryWhileAway({ retrySecondsMax, signal, onRetry }, async () => {
      const { warehouse } = opened
      if ('dataset' in options.target) {
        await ensureTables(warehouse, options.target.dataset, config.TTL_MONTHS)
        return openRun(warehouse, options.target.dataset, options, Date.now())
      }
      const { dataset, before } = await openTable(warehouse, options.target.table, options.format, notify)
      return openRun(warehouse, dataset, options, Date.now(), before)
    })
    return await new SeedRun({ config, options, observer, warehouse: opened.warehouse, choice, opened: openedRun }).run(
      signal,
    )
  } finally {
    await opened.close()
  }
}
