// The staging stream as ClickHouse consumes it by itself (`DRAIN=clickhouse`): a Kafka topic for each dataset and format.
// It promises what any staging does, but for `consume`: ClickHouse is the only consumer.
import type { EventDataset } from '@millrace/schemas/dataset/dataset.ts'
import { datasets } from '@millrace/schemas/datasets/datasets.ts'
import { CompressionAlgorithms } from '@platformatic/kafka'
import { blockFormats, type Block, type BlockFormat } from '../../block/block.ts'
import type { AcquiredKafka } from '../../staging/choose-staging.ts'
import { openKafkaStaging, type KafkaStaging } from '../../staging/kafka/open-kafka-staging.ts'
import type { Backlog, Staging, StagingConsumer } from '../../staging/staging.ts'
import { clickHouseTopics, type TopicConfig } from './clickhouse-topics.ts'
import { blockToMessage } from './kafka-message.ts'

export interface ClickHouseStagingOptions {
  readonly config: TopicConfig
  readonly access: AcquiredKafka['access']
  /** Of the tables that runs fill, by dataset: their batches are for no other. Live events are for any of that name. */
  readonly tableUuids?: Readonly<Record<string, string>>
}

export class ClickHouseStaging implements Staging {
  readonly kind = 'kafka'
  readonly #topics: ReadonlyMap<string, KafkaStaging>

  private constructor(topics: ReadonlyMap<string, KafkaStaging>) {
    this.#topics = topics
  }

  /** Makes the topics that are not there. Throws as `openKafkaStaging` does. */
  static async open({ config, access, tableUuids = {} }: ClickHouseStagingOptions): Promise<ClickHouseStaging> {
    const opened = new Map<string, KafkaStaging>()
    try {
      for (const dataset of datasets.keys()) {
        const toRecord = (block: Block) => blockToMessage(block, tableUuids[dataset])
        const foreign = { toRecord, compression: CompressionAlgorithms.LZ4 }
        for (const [format, topic] of clickHouseTopics(config, dataset)) {
          opened.set(keyOf(dataset, format), await openKafkaStaging({ ...access, topic, foreign }))
        }
      }
    } catch (error) {
      await Promise.all([...opened.values()].map((topic) => topic.close()))
      throw error
    }
    return new ClickHouseStaging(opened)
  }

  async append(block: Block, onFree?: () => void): Promise<void> {
    await this.#topic(block.header.dataset, block.header.format).append(block, onFree)
  }

  async backlog(): Promise<Backlog> {
    return sumOf([...this.#topics.values()])
  }

  /** What is staged for one dataset. */
  async backlogOf({ name }: EventDataset): Promise<Backlog> {
    return sumOf(blockFormats.map((format) => this.#topic(name, format)))
  }

  /** Marks what is staged for one dataset now; the answer tells whether ClickHouse has all of that. */
  async mark({ name }: EventDataset): Promise<() => Promise<boolean>> {
    const marks = await Promise.all(blockFormats.map((format) => this.#topic(name, format).mark()))
    return async () => (await Promise.all(marks.map((isConsumed) => isConsumed()))).every((each) => each)
  }

  consume(): Promise<StagingConsumer> {
    throw new TypeError('what is staged for ClickHouse is consumed by ClickHouse')
  }

  async close(): Promise<void> {
    await Promise.all([...this.#topics.values()].map((topic) => topic.close()))
  }

  #topic(dataset: string, format: BlockFormat): KafkaStaging {
    const topic = this.#topics.get(keyOf(dataset, format))
    if (topic === undefined) throw new TypeError(`no topic for ${dataset} as ${format}`)
    return topic
  }
}

function keyOf(dataset: string, format: BlockFormat): string {
  return `${dataset}/${format}`
}

async function sumOf(topics: readonly Staging[]): Promise<Backlog> {
  const backlogs = await Promise.all(topics.map((topic) => topic.backlog()))
  return {
    blocks: backlogs.reduce((sum, { blocks }) => sum + blocks, 0),
    bytes: backlogs.reduce((sum, { bytes }) => sum + bytes, 0),
  }
}
