// Waits until ClickHouse has everything that is staged for it now.
import { setTimeout as sleep } from 'node:timers/promises'
import type { EventDataset } from '@millrace/schemas/dataset/dataset.ts'
import type { ClickHouseStaging } from './clickhouse-staging.ts'

export const lookEveryMs = 250

export interface UntilConsumedOptions {
  readonly dataset: EventDataset
  readonly staging: ClickHouseStaging
  readonly signal: AbortSignal
  /** Called now and then while it waits. */
  readonly onWait?: () => Promise<void>
}

/** Resolves when that is so, or `signal` aborts. */
export async function untilConsumed(options: UntilConsumedOptions): Promise<void> {
  const { dataset, staging, signal, onWait } = options
  const isConsumed = await staging.mark(dataset)
  while (!signal.aborted && !(await isConsumed())) {
    await onWait?.()
    await sleep(lookEveryMs)
  }
}
