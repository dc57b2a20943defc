// The tables by which ClickHouse itself consumes a dataset's Kafka topics (`DRAIN=clickhouse`).
//
// A Kafka table for each format reads messages; a view feeds what it reads into one table that keeps nothing, and views on
// that one write the rows, the ledger and what could not be read. Consuming begins with the feeds, and those come last: no
// message is read before everything that has to be made of it is there.
import { typeName } from '../column/type-name.ts'
import type { DatasetDefinition } from '../dataset/dataset.ts'
import { quoteName, quoteString } from '../column/quote-string.ts'
import { columnsDdl, type DdlColumn } from './column-ddl.ts'
import { qualifiedName } from './identifier.ts'

export const kafkaErrorsTable = 'kafka_errors'

export interface KafkaDdlOptions {
  readonly database: string
  /** Where the names of batches that are in are kept. */
  readonly ledgerTable: string
  /** The dataset's table as it stands: batches that were made for another are passed over. */
  readonly tableUuid: string
  /** The stream of live events, which belongs to any table of that name. */
  readonly liveStreamId: string
  readonly topics: readonly KafkaTopic[]
  /** Of every Kafka table: brokers, security, consumers. */
  readonly settings: Readonly<Record<string, string | number>>
}

interface KafkaTopic {
  readonly topic: string
  readonly format: 'Native' | 'RowBinary'
}

/** What every message is keyed by: `v1/table's UUID or -/run or live stream/batch/earliest milliseconds or -`. */
const keyPattern = String.raw`^v1/([0-9a-f-]{36}|-)/[0-9a-z-]{1,64}/[0-9]{1,15}/(-?[0-9]{1,15}|-)$`

const messageColumns: readonly DdlColumn[] = [
  { name: '_kafka_topic', type: 'LowCardinality(String)' },
  { name: '_kafka_partition', type: 'UInt64' },
  { name: '_kafka_offset', type: 'UInt64' },
  { name: '_kafka_key', type: 'LowCardinality(String)' },
  { name: '_kafka_error', type: 'String' },
  { name: '_kafka_raw', type: 'String' },
]

const errorsTtlMonths = 1

export function kafkaErrorsDdl(database: string): string {
  const columns = [
    { name: 'dataset', type: 'LowCardinality(String)' },
    { name: 'topic', type: 'LowCardinality(String)' },
    { name: 'partition', type: 'UInt64' },
    { name: 'offset', type: 'UInt64' },
    { name: 'key', type: 'String', comment: 'Which batch it was, if it is of Millrace' },
    { name: 'error', type: 'String' },
    { name: 'raw', type: 'String', comment: 'The message, if it could not be read' },
    { name: 'found_at', type: "DateTime64(3, 'UTC') DEFAULT now64(3)" },
  ]
  return [
    `CREATE TABLE IF NOT EXISTS ${qualifiedName(database, kafkaErrorsTable)}`,
    columnsDdl(columns),
    // A message that comes again is the same one.
    'ENGINE = ReplacingMergeTree ORDER BY (topic, partition, offset)',
    `TTL toDateTime(found_at) + INTERVAL ${errorsTtlMonths} MONTH`,
    `COMMENT 'Messages that ClickHouse could not take from Kafka'`,
  ].join('\n')
}

/** The table that says with its comment what all of them were made from. */
export function kafkaMessagesTable({ name }: DatasetDefinition): string {
  return `${name}_kafka`
}

/** In the order in which they must be made; `comment` is put on the table that is made first. */
export function kafkaDdl(dataset: DatasetDefinition, options: KafkaDdlOptions, comment: string): string[] {
  const { database, topics } = options
  const columns = dataset.columns.map(({ name, type }) => ({ name, type: typeName(type) }))
  const messages = `CREATE TABLE IF NOT EXISTS ${qualifiedName(database, kafkaMessagesTable(dataset))}
${columnsDdl([...columns, ...messageColumns])}
ENGINE = Null COMMENT ${quoteString(comment)}`
  return [
    messages,
    errorsView(dataset, options),
    ledgerView(dataset, options),
    rowsView(dataset, options),
    ...topics.map((topic) => kafkaTable(dataset, options, topic)),
    ...topics.map((topic) => feedView(dataset, options, topic)),
  ]
}

/** Statements that drop all of them, those that consume first. */
export function dropKafkaDdl(dataset: DatasetDefinition, database: string): string[] {
  const name = (suffix: string): string => qualifiedName(database, kafkaMessagesTable(dataset) + suffix)
  const formats = ['native', 'rowbinary']
  return [
    ...formats.map((format) => `DROP VIEW IF EXISTS ${name(`_${format}_feed`)} SYNC`),
    ...formats.map((format) => `DROP TABLE IF EXISTS ${name(`_${format}`)} SYNC`),
    ...['_rows', '_ledger', '_errors'].map((view) => `DROP VIEW IF EXISTS ${name(view)} SYNC`),
    `DROP TABLE IF EXISTS ${name('')} SYNC`,
  ]
}

function viewDdl(dataset: DatasetDefinition, { database }: KafkaDdlOptions, suffix: string, target: string): string {
  const view = qualifiedName(database, kafkaMessagesTable(dataset) + suffix)
  return `CREATE MATERIALIZED VIEW IF NOT EXISTS ${view} TO ${qualifiedName(database, target)} AS`
}

function messagesOf(dataset: DatasetDefinition, { database }: KafkaDdlOptions): string {
  return `FROM ${qualifiedName(database, kafkaMessagesTable(dataset))}`
}

const keyPart = (part: number): string => `splitByChar('/', _kafka_key)[${part}]`
const isReadable = `_kafka_error = '' AND match(_kafka_key, ${quoteString(keyPattern)})`
const isLive = (liveStreamId: string): string => `${keyPart(3)} = ${quoteString(liveStreamId)}`

function isOwn({ tableUuid, liveStreamId }: KafkaDdlOptions): string {
  return `${isReadable} AND (${keyPart(2)} = ${quoteString(tableUuid)} OR ${isLive(liveStreamId)})`
}

function rowsView(dataset: DatasetDefinition, options: KafkaDdlOptions): string {
  return `${viewDdl(dataset, options, '_rows', dataset.name)}
SELECT ${columnNames(dataset)} ${messagesOf(dataset, options)} WHERE ${isOwn(options)}`
}

function ledgerView(dataset: DatasetDefinition, options: KafkaDdlOptions): string {
  return `${viewDdl(dataset, options, '_ledger', options.ledgerTable)}
SELECT ${quoteString(dataset.name)} AS dataset, ${keyPart(3)} AS dataset_id, toUInt64(${keyPart(4)}) AS batch,
  toUInt32(count()) AS row_count, toInt64OrNull(${keyPart(5)}) AS earliest_ms
${messagesOf(dataset, options)} WHERE ${isOwn(options)} GROUP BY _kafka_partition, _kafka_offset, _kafka_key`
}

/** Batches of a table that is gone are of no use to anyone; whatever else is not ours is shown. */
function errorsView(dataset: DatasetDefinition, options: KafkaDdlOptions): string {
  return `${viewDdl(dataset, options, '_errors', kafkaErrorsTable)}
SELECT ${quoteString(dataset.name)} AS dataset, _kafka_topic AS topic, _kafka_partition AS partition, _kafka_offset AS offset,
  any(_kafka_key) AS key, any(_kafka_raw) AS raw,
  if(any(_kafka_error) = '', 'its key says that it is not of this version of Millrace, or of another database', any(_kafka_error)) AS error
${messagesOf(dataset, options)}
WHERE NOT (${isReadable} AND (${keyPart(2)} != '-' OR ${isLive(options.liveStreamId)}))
GROUP BY topic, partition, offset`
}

function kafkaTable(dataset: DatasetDefinition, options: KafkaDdlOptions, { topic, format }: KafkaTopic): string {
  const columns = dataset.columns.map(({ name, type }) => ({ name, type: typeName(type) }))
  const settings = {
    ...options.settings,
    kafka_topic_list: topic,
    kafka_group_name: `millrace-${topic}`,
    kafka_format: format,
    // What is broken is shown, and the others go on.
    kafka_handle_error_mode: 'stream',
    // One message is one insert: so one that comes again is the same insert again, which the table knows.
    kafka_max_block_size: 1,
    kafka_poll_max_batch_size: 1,
    kafka_thread_per_consumer: 1,
  }
  const lines = Object.entries(settings).map(
    ([name, value]) => `${name} = ${typeof value === 'number' ? value : quoteString(value)}`,
  )
  return `CREATE TABLE IF NOT EXISTS ${queueName(dataset, options, format)}
${columnsDdl(columns)}
ENGINE = Kafka SETTINGS ${lines.join(', ')}`
}

function feedView(dataset: DatasetDefinition, options: KafkaDdlOptions, { format }: KafkaTopic): string {
  return `${viewDdl(dataset, options, `_${format.toLowerCase()}_feed`, kafkaMessagesTable(dataset))}
SELECT ${columnNames(dataset)}, _topic AS _kafka_topic, _partition AS _kafka_partition, _offset AS _kafka_offset,
  toLowCardinality(_key) AS _kafka_key, _error AS _kafka_error, _raw_message AS _kafka_raw
FROM ${queueName(dataset, options, format)}`
}

function queueName(dataset: DatasetDefinition, { database }: KafkaDdlOptions, format: string): string {
  return qualifiedName(database, `${kafkaMessagesTable(dataset)}_${format.toLowerCase()}`)
}

function columnNames({ columns }: DatasetDefinition): string {
  return columns.map(({ name }) => quoteName(name)).join(', ')
}
