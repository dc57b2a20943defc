// The Kafka topics that ClickHouse consumes by itself: beside the one of Millrace's drain, one for each dataset and format,
// because a Kafka table has the columns of one and reads one.
import { createHash } from 'node:crypto'
import { MillraceError } from '../../errors/millrace-error.ts'
import { blockFormats, type BlockFormat } from '../../block/block.ts'
import type { Config } from '../../config/config.ts'

export type TopicConfig = Pick<Config, 'KAFKA_TOPIC' | 'KAFKA_BROKERS' | 'DATA_DIR' | 'CLICKHOUSE_DATABASE'>

const topicLengthMax = 249

/** Throws `CONFIG` when Kafka takes no name of that length. */
export function clickHouseTopics(config: TopicConfig, dataset: string): ReadonlyMap<BlockFormat, string> {
  return new Map(blockFormats.map((format) => [format, topicOf(config, dataset, format)]))
}

function topicOf(config: TopicConfig, dataset: string, format: BlockFormat): string {
  const { KAFKA_TOPIC: prefix, CLICKHOUSE_DATABASE: database } = config
  // A local broker is found by its port, and another folder's may have that one day: ClickHouse must find no topic there.
  const folder = config.KAFKA_BROKERS === undefined ? [shortHash(config.DATA_DIR)] : []
  const topic = [prefix, 'clickhouse', ...folder, database, dataset, format].join('-')
  if (topic.length <= topicLengthMax) return topic
  throw new MillraceError(
    'CONFIG',
    `the Kafka topic ${topic} would have ${topic.length} characters, and may have ${topicLengthMax}: choose a shorter KAFKA_TOPIC`,
  )
}

function shortHash(text: string): string {
  return createHash('sha256').update(text).digest('hex').slice(0, 8)
}
