// Makes the tables by which ClickHouse consumes a dataset's topics, makes them anew when they were made from something else
// (other brokers, another password, a table that was made anew), and takes them away.
import { scryptSync } from 'node:crypto'
import type { EventDataset } from '@millrace/schemas/dataset/dataset.ts'
import {
  dropKafkaDdl,
  kafkaDdl,
  kafkaErrorsDdl,
  kafkaMessagesTable,
  type KafkaDdlOptions,
} from '@millrace/schemas/ddl/kafka-ddl.ts'
import { z } from 'zod'
import type { BlockFormat } from '../../block/block.ts'
import { liveStreamId } from '../../intake/live-stream.ts'
import { batchesTable } from '../../ledger/ledger-ddl.ts'
import { tableUuid } from '../../ledger/run-registry.ts'
import type { AcquiredKafka } from '../../staging/choose-staging.ts'
import type { Warehouse } from '../../warehouse/warehouse.ts'
import { clickHouseTopics, type TopicConfig } from './clickhouse-topics.ts'

export interface KafkaTablesOptions {
  readonly config: TopicConfig
  readonly access: AcquiredKafka['access']
}

const formatNames = { native: 'Native', rowbinary: 'RowBinary' } as const satisfies Record<BlockFormat, string>
const consumersMax = 4
/** How soon ClickHouse looks again when there was nothing: live events wait for that. */
const lookAgainMs = 100

/** The dataset's table and the topics must be there. Resolves to whether anything had to be made. */
export async function ensureKafkaTables(
  warehouse: Warehouse,
  dataset: EventDataset,
  { config, access }: KafkaTablesOptions,
): Promise<boolean> {
  const { database } = warehouse
  const options: KafkaDdlOptions = {
    database,
    ledgerTable: batchesTable,
    tableUuid: await tableUuid(warehouse, dataset.name),
    liveStreamId: liveStreamId(database, dataset),
    topics: [...clickHouseTopics(config, dataset.name)].map(([format, topic]) => ({
      topic,
      format: formatNames[format],
    })),
    settings: kafkaSettings(access, await consumerCount(warehouse, access.partitions)),
  }
  const statements = (comment: string): string[] => kafkaDdl(dataset, options, comment)
  const madeFrom = fingerprint(statements(''))
  if (await areThere(warehouse, dataset, statements('').length, madeFrom)) return false
  await dropKafkaTables(warehouse, dataset)
  for (const statement of [kafkaErrorsDdl(database), ...statements(madeFrom)]) await warehouse.command(statement)
  return true
}

/** What they hold is none: messages stay in Kafka, and what was consumed is committed there. */
export async function dropKafkaTables(warehouse: Warehouse, dataset: EventDataset): Promise<void> {
  for (const statement of dropKafkaDdl(dataset, warehouse.database)) await warehouse.command(statement)
}

/** Whether ClickHouse may be consuming the dataset's topics. */
export async function hasKafkaTables(warehouse: Warehouse, dataset: EventDataset): Promise<boolean> {
  return (await tablesOf(warehouse, dataset)).length > 0
}

async function areThere(
  warehouse: Warehouse,
  dataset: EventDataset,
  count: number,
  madeFrom: string,
): Promise<boolean> {
  const tables = await tablesOf(warehouse, dataset)
  return tables.length === count && tables.some(({ comment }) => comment === madeFrom)
}

const tableRow = z.object({ name: z.string(), comment: z.string() })

async function tablesOf(warehouse: Warehouse, dataset: EventDataset): Promise<z.output<typeof tableRow>[]> {
  return warehouse.query(
    `SELECT name, comment FROM system.tables WHERE database = {database:String}
     AND (name = {messages:String} OR startsWith(name, {messages:String} || '_'))`,
    tableRow,
    { database: warehouse.database, messages: kafkaMessagesTable(dataset) },
  )
}

/** A server makes no more consumers of a table than it has cores. */
async function consumerCount(warehouse: Warehouse, partitions: number): Promise<number> {
  const [row] = await warehouse.query(
    "SELECT toUInt32(getSetting('max_threads')) AS cores",
    z.object({ cores: z.number() }),
  )
  return Math.max(1, Math.min(row?.cores ?? 1, partitions, consumersMax))
}

function kafkaSettings(access: AcquiredKafka['access'], consumers: number): KafkaDdlOptions['settings'] {
  const { brokers, sasl, tls = false } = access
  const protocol = `${sasl === undefined ? '' : 'sasl_'}${tls ? 'ssl' : 'plaintext'}`
  return {
    kafka_broker_list: brokers.join(','),
    kafka_num_consumers: consumers,
    kafka_flush_interval_ms: 500,
    kafka_poll_timeout_ms: lookAgainMs,
    kafka_consumer_reschedule_ms: lookAgainMs,
    // As older servers do not know these, they are left out where they are not needed.
    ...(protocol !== 'plaintext' && { kafka_security_protocol: protocol }),
    ...(sasl !== undefined && {
      kafka_sasl_mechanism: sasl.mechanism,
      kafka_sasl_username: sasl.username,
      kafka_sasl_password: sasl.password,
    }),
  }
}

/** Slow to compute: it stands where many may read, and a password is in what it is made of. */
function fingerprint(statements: readonly string[]): string {
  return `Millrace makes this anew when its settings change: ${scryptSync(statements.join(), 'millrace', 16).toString('hex')}`
}
