// Staging as a Kafka topic (`STAGING=kafka`): one record per block, any number of processes append and consume.
// It promises that a block is acknowledged by all in-sync replicas when `append` resolves, that everything goes on by
// itself after a broker was away, and that committed records are deleted.
import { Admin, ProduceAcks, Producer, type CompressionAlgorithmValue } from '@platformatic/kafka'
import { MillraceError } from '../../errors/millrace-error.ts'
import type { Block } from '../../block/block.ts'
import type { Backlog, Staging, StagingConsumer } from '../staging.ts'
import { blockToRecord, type BlockRecord } from './block-record.ts'
import { ensureTopic, partitionCountOf, recordBytesMax } from './ensure-topic.ts'
import { consumedMark, kafkaBacklog } from './kafka-backlog.ts'
import { kafkaClientOptions, type KafkaAccess } from './kafka-client-options.ts'
import { KafkaConsumer } from './kafka-consumer.ts'
import { isKafkaError, isOtherTopic } from './kafka-error.ts'
import { RecordTrimmer } from './record-trimmer.ts'
import { recovering } from './recovering.ts'
import { StagedSizes } from './staged-sizes.ts'

export interface KafkaStagingOptions extends KafkaAccess {
  readonly topic: string
  /** How many partitions to make the topic with, if it is not there. */
  readonly partitions: number
  /** Consumer group; default `millrace-TOPIC`. Records are deleted as soon as this group has committed them. */
  readonly groupId?: string
  /** How long `append`, `backlog` and `commit` wait for Kafka to come back before they fail; default one minute. */
  readonly recoverMsMax?: number
  /** Told of every failure that is made up for: a broker that is away, a deletion to be tried again. Default: a process warning. */
  readonly onTrouble?: (trouble: MillraceError) => void
  /** For a topic that somebody else consumes: what that one reads, compressed by Kafka's own means; `consume` is not for it. */
  readonly foreign?: ForeignConsumer
}

interface ForeignConsumer {
  readonly toRecord: (block: Block) => ForeignRecord
  readonly compression: CompressionAlgorithmValue
}

export interface ForeignRecord {
  readonly key: Buffer
  readonly value: Buffer
}

export interface KafkaStaging extends Staging {
  /** Marks what is staged now; the answer tells whether all of that is committed. */
  mark(): Promise<() => Promise<boolean>>
}

/** Throws `CONFIG` when the topic cannot be used or Kafka refuses us, `STAGING_UNAVAILABLE` when it cannot be reached. */
export async function openKafkaStaging(options: KafkaStagingOptions): Promise<KafkaStaging> {
  const { topic, groupId = `millrace-${options.topic}`, onTrouble = warn, foreign } = options
  const closing = new AbortController()
  const recovery = { recoverMsMax: options.recoverMsMax ?? 60_000, onTrouble, signal: closing.signal }
  const admin = new Admin(kafkaClientOptions(options))
  const producer = new Producer({ ...kafkaClientOptions(options), acks: ProduceAcks.ALL })
  const trimmer = new RecordTrimmer(admin, topic, onTrouble)
  const sizes = new StagedSizes()
  const consumers = new Set<KafkaConsumer>()

  let partitionCount = await recovering('opening the topic', recovery, () =>
    ensureTopic(admin, topic, options.partitions),
  ).catch(async (error: unknown) => {
    await admin.close()
    throw error
  })
  /** Tries with the partitions that the topic has now, if it is another one, the next time. */
  const onTopic = async <Result>(operation: () => Promise<Result>): Promise<Result> => {
    try {
      return await operation()
    } catch (error) {
      producer.clearMetadata()
      // While it is gone, the failure that is thrown says so.
      if (isOtherTopic(error)) partitionCount = await partitionCountOf(admin, topic).catch(() => partitionCount)
      throw error
    }
  }
  let nextPartition = Math.floor(Math.random() * partitionCount)

  const send = async (block: Block): Promise<void> => {
    const record = foreign === undefined ? ownRecord(block) : foreign.toRecord(block)
    // As the client remembers it for some seconds: it breaks when it is given a partition that it does not know.
    partitionCount = (await producer.metadata({ topics: [topic] })).topics.get(topic)?.partitionsCount ?? partitionCount
    // Blocks with keys in one partition: whoever consumes it takes them in one order. The others in another one for every
    // try: the leader of the last one may be the broker that is away.
    const partition = block.header.parts === undefined ? nextPartition++ % partitionCount : 0
    const { offsets } = await producer
      // Not again with the same partition, which there may be no more: the client breaks at that.
      .send({
        messages: [{ topic, partition, ...record }],
        acks: ProduceAcks.ALL,
        repeatOnStaleMetadata: false,
        ...(foreign !== undefined && { compression: foreign.compression }),
      })
      .catch((error: unknown) => {
        const isTooLarge = isKafkaError(error, 'MESSAGE_TOO_LARGE') || isKafkaError(error, 'RECORD_LIST_TOO_LARGE')
        throw isTooLarge ? tooLarge(block, 'less: see its max.message.bytes') : error
      })
    const [sent] = offsets ?? []
    if (sent !== undefined) sizes.note(partition, sent.offset, record.value.byteLength)
  }

  return {
    kind: 'kafka',
    async append(block, onFree): Promise<void> {
      if (closing.signal.aborted) throw new MillraceError('STAGING_UNAVAILABLE', 'the Kafka staging is closed')
      let tries = 0
      await recovering('appending', recovery, () => {
        tries++
        return onTopic(() => send(block))
      })
      // A try that failed may still hold the frame in a socket that is slow to die.
      if (tries === 1) onFree?.()
    },
    backlog: (): Promise<Backlog> =>
      recovering('asking for the backlog', recovery, () =>
        onTopic(() =>
          kafkaBacklog({
            admin,
            topic,
            partitionCount,
            groupId,
            sizes,
            // Who consumes it deletes nothing.
            ...(foreign !== undefined && { onCommitted: (partition, offset) => trimmer.trim(partition, offset) }),
          }),
        ),
      ),
    async mark(): Promise<() => Promise<boolean>> {
      const asked = 'asking what is consumed'
      const isConsumed = await recovering(asked, recovery, () =>
        onTopic(() => consumedMark({ admin, topic, partitionCount, groupId })),
      )
      return () => recovering(asked, recovery, () => onTopic(isConsumed))
    },
    consume({ blocksInFlightMax }): Promise<StagingConsumer> {
      const consumer = new KafkaConsumer({
        access: options,
        topic,
        groupId,
        blocksInFlightMax,
        recovery,
        onFetched: (partition, offset, frameBytes) => sizes.note(partition, offset, frameBytes),
        onCommitted: (partition, offset) => trimmer.trim(partition, offset),
      })
      consumers.add(consumer)
      return Promise.resolve(consumer)
    },
    async close(): Promise<void> {
      if (closing.signal.aborted) return
      closing.abort()
      await Promise.all([...consumers].map((consumer) => consumer.close()))
      await trimmer.close()
      await Promise.all([admin.close(), producer.close()])
    },
  }
}

/** Throws `CONFIG` when Kafka would not take it. What Kafka compresses by itself is measured by Kafka. */
function ownRecord(block: Block): Pick<BlockRecord, 'headers' | 'value'> {
  const { headers, value, recordBytes } = blockToRecord(block)
  if (recordBytes > recordBytesMax) throw tooLarge(block, `at most ${recordBytesMax} bytes`)
  return { headers, value }
}

function tooLarge({ header, frame }: Block, rule: string): MillraceError {
  return new MillraceError(
    'CONFIG',
    `batch ${header.batch} of ${header.dataset} has ${header.rowCount} rows and ${frame.byteLength} bytes, ` +
      `the Kafka topic takes ${rule}: set BATCH_ROWS to fewer rows`,
  )
}

function warn(trouble: MillraceError): void {
  process.emitWarning(trouble.message, 'KafkaStagingWarning')
}
