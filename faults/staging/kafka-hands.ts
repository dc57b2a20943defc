// Another client's way to the broker, for what an operator does to topics and groups behind Millrace's back.
import { ConfigResourceTypes, Kafka, logLevel, type Admin, type Producer } from 'kafkajs'
import { afterAll, beforeAll } from 'vitest'
import type { TestPipeline } from '../pipeline/test-pipeline.ts'
import { until } from '../pipeline/until.ts'

export interface KafkaHands {
  readonly admin: Admin
  readonly producer: Producer
  readonly hasTopic: (topic: string) => Promise<boolean>
  readonly untilTopic: (topic: string) => Promise<void>
  /** All settings of a topic: those that are not named are as they are by default. */
  readonly setTopic: (topic: string, settings: Readonly<Record<string, string>>) => Promise<void>
  /** Records that no drain has committed yet. */
  readonly lagOf: (topic: string) => Promise<number>
}

/** Call it at the top of a test file; it connects before the first test. */
export function kafkaHands({ kafka: lease }: TestPipeline): KafkaHands {
  const broker = lease?.endpoint.broker ?? ''
  const kafka = new Kafka({ brokers: [broker], logLevel: logLevel.NOTHING, retry: { retries: 20 } })
  const admin = kafka.admin()
  const producer = kafka.producer({ allowAutoTopicCreation: false })
  beforeAll(() => Promise.all([admin.connect(), producer.connect()]))
  afterAll(() => Promise.all([admin.disconnect(), producer.disconnect()]))
  const hasTopic = async (topic: string): Promise<boolean> => (await admin.listTopics()).includes(topic)
  /** A topic that has just been made has none for a moment. */
  const hasLeaders = (topic: string): Promise<boolean> =>
    admin.fetchTopicOffsets(topic).then(
      () => true,
      () => false,
    )
  return {
    admin,
    producer,
    hasTopic,
    untilTopic: (topic) =>
      until(`the topic ${topic}`, async () => (await hasTopic(topic)) && (await hasLeaders(topic))),
    async setTopic(topic, settings) {
      const configEntries = Object.entries(settings).map(([name, value]) => ({ name, value }))
      const resources = [{ type: ConfigResourceTypes.TOPIC, name: topic, configEntries }]
      await admin.alterConfigs({ validateOnly: false, resources })
    },
    async lagOf(topic) {
      const ends = await admin.fetchTopicOffsets(topic)
      const [committed] = await admin.fetchOffsets({ groupId: groupOf(topic), topics: [topic] })
      return ends.reduce((lag, { partition, low, high }) => {
        const offset = Number(committed?.partitions.find((each) => each.partition === partition)?.offset ?? -1)
        return lag + Number(high) - Math.max(offset, Number(low))
      }, 0)
    },
  }
}

/** The consumer group of a topic's drains. */
export function groupOf(topic: string): string {
  return `millrace-${topic}`
}
