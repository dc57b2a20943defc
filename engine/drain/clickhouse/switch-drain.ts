// From one drain to the other: what was staged for the one goes in before anything is staged for the other, so that no batch
// is made again that is on its way already, and nothing is left behind.
import { setTimeout as sleep } from 'node:timers/promises'
import type { EventDataset } from '@millrace/schemas/dataset/dataset.ts'
import type { Config } from '../../config/config.ts'
import { MillraceError } from '../../errors/millrace-error.ts'
import { drainUntil } from '../../ingest/drain-until.ts'
import { retryWhileAway, type RetryOptions } from '../../retry/retry-while-away.ts'
import { PipelineCounters } from '../../progress/pipeline-counters.ts'
import type { AcquiredKafka, StagingChoice } from '../../staging/choose-staging.ts'
import type { Warehouse } from '../../warehouse/warehouse.ts'
import type { ClickHouseStaging } from './clickhouse-staging.ts'
import { ClickHouseWatch } from './clickhouse-watch.ts'
import { dropKafkaTables, ensureKafkaTables, hasKafkaTables } from './kafka-tables.ts'
import { lookEveryMs, untilConsumed } from './until-consumed.ts'

export interface SwitchOptions {
  readonly config: Config
  readonly warehouse: Warehouse
  readonly datasets: readonly EventDataset[]
  readonly notify: (message: string) => void
  readonly signal: AbortSignal
}

/** To `DRAIN=clickhouse`: drains the topic of Millrace's own drain until it is empty once. */
export async function finishMillraceDrain(access: AcquiredKafka['access'], options: SwitchOptions): Promise<void> {
  const { config, warehouse, notify, signal } = options
  const { openKafkaStaging } = await import('../../staging/kafka/open-kafka-staging.ts')
  const staging = await openKafkaStaging({ ...access, topic: config.KAFKA_TOPIC })
  try {
    const { blocks } = await staging.backlog()
    if (blocks === 0) return
    notify(`${blocks} blocks that were staged for Millrace's own drain go in first`)
    const isEmpty = new AbortController()
    const stop = AbortSignal.any([signal, isEmpty.signal])
    const counters = new PipelineCounters()
    const drained = drainUntil(stop, { config, warehouse, staging, counters, notify }).finally(() => isEmpty.abort())
    while (!stop.aborted && (await staging.backlog()).blocks > 0) await sleep(lookEveryMs)
    isEmpty.abort()
    await drained
    if (counters.blocksDeadLettered > 0) notify(`${counters.blocksDeadLettered} of them are dead letters now`)
  } finally {
    await staging.close()
  }
}

/** To `DRAIN=millrace`: has ClickHouse consume what was staged for it, then takes its Kafka tables away. */
export async function finishClickHouseDrain(choice: StagingChoice, options: SwitchOptions): Promise<void> {
  const left: EventDataset[] = []
  const retry = retryOf(options)
  for (const dataset of options.datasets) {
    if (await retryWhileAway(retry, () => hasKafkaTables(options.warehouse, dataset))) left.push(dataset)
  }
  if (left.length === 0) return
  if (choice.acquireKafka === undefined) {
    throw new MillraceError(
      'CONFIG',
      `ClickHouse still consumes ${left.map(({ name }) => name).join(', ')} from Kafka (DRAIN=clickhouse was set before), and there may be more to come: ` +
        'run the same command once with STAGING=kafka, which lets it come to its end',
    )
  }
  const kafka = await choice.acquireKafka(options.notify)
  try {
    const { ClickHouseStaging } = await import('./clickhouse-staging.ts')
    const staging = await ClickHouseStaging.open({ config: options.config, access: kafka.access })
    try {
      for (const dataset of left) await finishDataset(dataset, staging, kafka, options)
    } finally {
      await staging.close()
    }
  } finally {
    await kafka.release()
  }
}

async function finishDataset(
  dataset: EventDataset,
  staging: ClickHouseStaging,
  { access }: AcquiredKafka,
  options: SwitchOptions,
): Promise<void> {
  const { config, warehouse, notify, signal } = options
  const retry = retryOf(options)
  // As they stand, they may look for a broker that is elsewhere now.
  await retryWhileAway(retry, () => ensureKafkaTables(warehouse, dataset, { config, access }))
  const { blocks } = await staging.backlogOf(dataset)
  if (blocks > 0) {
    notify(`${blocks} blocks of ${dataset.name} that were staged for ClickHouse's Kafka engine go in first`)
    const counters = new PipelineCounters()
    const watch = await ClickHouseWatch.start({
      config,
      access,
      warehouse,
      datasets: [dataset],
      counters,
      notify,
      retry,
    })
    await untilConsumed({ dataset, staging, signal, onWait: () => watch.look() })
  }
  if (!signal.aborted) await dropKafkaTables(warehouse, dataset)
}

function retryOf({ config, signal }: SwitchOptions): RetryOptions {
  return { retrySecondsMax: config.RETRY_SECONDS, signal }
}
