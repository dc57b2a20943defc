// Millrace's pipeline with kafkajs in place of our Kafka client: the same workers, the same blocks, the same broker, the
// same number of inserts at once. What it leaves out (ledger, dead letters, retries, deleting records) is to its advantage.
import { randomUUID } from 'node:crypto'
import { assertBlockIntact } from '@millrace/engine/block/block.ts'
import { Turnstile } from '@millrace/engine/concurrency/turnstile.ts'
import type { ProducerPool } from '@millrace/engine/produce/producer-pool.ts'
import { recordBytesMax } from '@millrace/engine/staging/kafka/ensure-topic.ts'
import type { Warehouse } from '@millrace/engine/warehouse/warehouse.ts'
import { Kafka, logLevel, type Consumer, type EachBatchPayload, type Producer } from 'kafkajs'
import { blockToMessage, messageToBlock } from './block-message.ts'

/** The first lookup of a new topic may come before every broker knows it. */
const metadataRetries = 10

export interface KafkajsPipelineOptions {
  readonly brokers: string[]
  readonly partitions: number
  readonly insertsInFlight: number
  readonly warehouse: Warehouse
}

export class KafkajsPipeline {
  readonly #options: KafkajsPipelineOptions
  readonly #topic = `bench-kafkajs-${randomUUID()}`
  readonly #kafka: Kafka
  readonly #producer: Producer
  readonly #consumer: Consumer
  readonly #inserting: Turnstile
  readonly #allIn = Promise.withResolvers<undefined>()
  #rowsLeft = Infinity

  constructor(options: KafkajsPipelineOptions) {
    this.#options = options
    this.#inserting = new Turnstile(options.insertsInFlight)
    this.#kafka = new Kafka({
      clientId: 'millrace-bench',
      brokers: options.brokers,
      logLevel: logLevel.NOTHING,
      retry: { retries: metadataRetries },
    })
    this.#producer = this.#kafka.producer({ allowAutoTopicCreation: false })
    this.#consumer = this.#kafka.consumer({
      groupId: this.#topic,
      allowAutoTopicCreation: false,
      // Several blocks to a fetch, and an answer as soon as there is one.
      maxBytesPerPartition: recordBytesMax,
      maxBytes: options.partitions * recordBytesMax,
      maxWaitTimeInMs: 50,
      sessionTimeout: 60_000,
    })
    this.#consumer.on('consumer.crash', ({ payload }) => this.#allIn.reject(payload.error))
  }

  /** Makes the topic and joins the group, none of which is measured. */
  async open(): Promise<void> {
    const admin = this.#kafka.admin()
    await admin.connect()
    const configEntries = [{ name: 'max.message.bytes', value: String(recordBytesMax) }]
    await admin.createTopics({
      waitForLeaders: true,
      topics: [{ topic: this.#topic, numPartitions: this.#options.partitions, configEntries }],
    })
    await admin.disconnect()
    await this.#producer.connect()
    await this.#consumer.connect()
    await this.#consumer.subscribe({ topic: this.#topic, fromBeginning: true })
    const joined = new Promise((resolve) => this.#consumer.on('consumer.group_join', resolve))
    await this.#consumer.run({
      autoCommit: false,
      partitionsConsumedConcurrently: this.#options.partitions,
      eachBatch: (payload) => this.#insertAll(payload),
    })
    await joined
  }

  /** Resolves when the rows of all batches are in. */
  async pump(pool: ProducerPool, batchCount: number, rows: number, laneCount: number): Promise<void> {
    this.#rowsLeft = rows
    let next = 0
    const lanes = Array.from({ length: laneCount }, async () => {
      for (let batch = next++; batch < batchCount; batch = next++) {
        const block = await pool.produce(batch)
        const message = { ...blockToMessage(block), partition: batch % this.#options.partitions }
        await this.#producer.send({ topic: this.#topic, acks: -1, messages: [message] })
        pool.reuse(block)
      }
    })
    await Promise.all([this.#allIn.promise, ...lanes])
  }

  async close(): Promise<void> {
    await Promise.all([this.#consumer.disconnect(), this.#producer.disconnect()])
    const admin = this.#kafka.admin()
    await admin.connect()
    await admin.deleteTopics({ topics: [this.#topic] })
    await admin.disconnect()
  }

  async #insertAll(payload: EachBatchPayload): Promise<void> {
    const { batch } = payload
    await Promise.all(batch.messages.map((message) => this.#insert(message)))
    const { topic, partition } = batch
    await this.#consumer.commitOffsets([{ topic, partition, offset: String(BigInt(batch.lastOffset()) + 1n) }])
    await payload.heartbeat()
  }

  async #insert(message: EachBatchPayload['batch']['messages'][number]): Promise<void> {
    const block = messageToBlock(message)
    await this.#inserting.enter()
    try {
      assertBlockIntact(block)
      await this.#options.warehouse.insertBlock(block)
      this.#rowsLeft -= block.header.rowCount
      if (this.#rowsLeft === 0) this.#allIn.resolve(undefined)
    } catch (error) {
      this.#allIn.reject(error) // kafkajs would try the whole batch again and again
      throw error
    } finally {
      this.#inserting.leave()
    }
  }
}
