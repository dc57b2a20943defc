// Looks at what ClickHouse does with what is staged for it: messages that it cannot take are counted and told of, so is what
// keeps its consumers from going on, and tables that somebody took away are made again.
import type { EventDataset } from '@millrace/schemas/dataset/dataset.ts'
import { kafkaMessagesTable } from '@millrace/schemas/ddl/kafka-ddl.ts'
import { z } from 'zod'
import type { PipelineCounters } from '../../progress/pipeline-counters.ts'
import { retryWhileAway, type RetryOptions } from '../../retry/retry-while-away.ts'
import type { Warehouse } from '../../warehouse/warehouse.ts'
import { brokenMessages, brokenPosition, type BrokenMessage } from './broken-messages.ts'
import { ensureKafkaTables, type KafkaTablesOptions } from './kafka-tables.ts'
import { parseMessageKey, type MessageKey } from './kafka-message.ts'

export interface ClickHouseWatchOptions extends KafkaTablesOptions {
  readonly warehouse: Warehouse
  readonly datasets: readonly EventDataset[]
  readonly counters: PipelineCounters
  readonly notify: (message: string) => void
  /** While ClickHouse is away. */
  readonly retry: RetryOptions
  /** A message that could not be taken, when its key says which batch it is. */
  readonly onBroken?: (key: MessageKey) => void
}

const lookAtConsumersEveryMs = 5_000

export class ClickHouseWatch {
  readonly #options: ClickHouseWatchOptions
  readonly #startedAtMs: number
  readonly #broken = new Set<string>()
  readonly #troubles = new Set<string>()
  #consumersAtMs = performance.now()

  /** `startedAtMs`: by the server's clock; what is older is not told again. */
  constructor(options: ClickHouseWatchOptions, startedAtMs: number) {
    this.#options = options
    this.#startedAtMs = startedAtMs
  }

  static async start(options: ClickHouseWatchOptions): Promise<ClickHouseWatch> {
    const [row] = await retryWhileAway(options.retry, () =>
      options.warehouse.query('SELECT toUnixTimestamp64Milli(now64(3)) AS nowMs', z.object({ nowMs: z.number() })),
    )
    return new ClickHouseWatch(options, row?.nowMs ?? 0)
  }

  get startedAtMs(): number {
    return this.#startedAtMs
  }

  /** Throws `WAREHOUSE_UNAVAILABLE` when ClickHouse is away for too long. */
  look(): Promise<void> {
    return retryWhileAway(this.#options.retry, () => this.#look())
  }

  async #look(): Promise<void> {
    const names = new Set(this.#options.datasets.map(({ name }) => name))
    for (const broken of await brokenMessages(this.#options.warehouse, this.#startedAtMs)) {
      if (names.has(broken.dataset)) this.#found(broken)
    }
    if (performance.now() - this.#consumersAtMs < lookAtConsumersEveryMs) return
    await this.#lookAtConsumers()
    this.#consumersAtMs = performance.now()
  }

  #found(broken: BrokenMessage): void {
    const position = brokenPosition(broken)
    if (this.#broken.has(position)) return
    this.#broken.add(position)
    this.#options.counters.blocksDeadLettered++
    this.#options.notify(`dead letter: message ${position} of ${broken.dataset}: ${broken.error}`)
    const key = parseMessageKey(broken.key)
    if (key !== undefined) this.#options.onBroken?.(key)
  }

  async #lookAtConsumers(): Promise<void> {
    const { warehouse, datasets, notify } = this.#options
    for (const dataset of datasets) {
      const wasMade = await ensureKafkaTables(warehouse, dataset, this.#options)
      if (wasMade) notify(`the Kafka tables of ${dataset.name} were gone or had other settings, and are made again`)
      for (const trouble of await this.#troublesOf(dataset)) {
        if (this.#troubles.has(trouble)) continue
        this.#troubles.add(trouble)
        notify(`ClickHouse's consumer of ${dataset.name}: ${trouble}`)
      }
    }
  }

  async #troublesOf(dataset: EventDataset): Promise<string[]> {
    const { warehouse } = this.#options
    const rows = await warehouse.query(
      `SELECT DISTINCT text FROM system.kafka_consumers ARRAY JOIN exceptions.time AS time, exceptions.text AS text
       WHERE database = {database:String} AND startsWith(table, {messages:String})
         AND time >= fromUnixTimestamp64Milli({startedAtMs:Int64}) ORDER BY text LIMIT 20`,
      z.object({ text: z.string() }),
      { database: warehouse.database, messages: kafkaMessagesTable(dataset), startedAtMs: this.#startedAtMs },
    )
    return rows.map(({ text }) => text)
  }
}
