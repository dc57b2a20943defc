// Makes the staging's topic if it is not there, and checks one that is. It promises that the topic takes whole blocks, and
// that a topic made here never lets a block expire and gives space back in small steps.
import { ConfigResourceTypes, type Admin } from '@platformatic/kafka'
import { MillraceError } from '../../errors/millrace-error.ts'
import { isKafkaError } from './kafka-error.ts'

/** Largest record: blocks of the usual size are below (400,000 page events are 25 MB in RowBinary, with LZ4). */
export const recordBytesMax = 32 * 1024 * 1024
// `deleteRecords` frees whole segments only: the smaller they are, the closer disk and page cache follow the backlog.
const segmentBytes = recordBytesMax

/** Resolves to the number of partitions. Throws `CONFIG` when the topic there cannot take a block. */
export async function ensureTopic(admin: Admin, topic: string, partitions: number): Promise<number> {
  if (!(await admin.listTopics()).includes(topic)) await createTopic(admin, topic, partitions)
  else await checkTopic(admin, topic)
  return partitionCountOf(admin, topic)
}

/** Asked anew. Rejects when there is no such topic. */
export async function partitionCountOf(admin: Admin, topic: string): Promise<number> {
  const { topics } = await admin.metadata({ topics: [topic], forceUpdate: true })
  const count = topics.get(topic)?.partitionsCount
  if (count === undefined) throw new MillraceError('STAGING_UNAVAILABLE', `Kafka knows no partitions of ${topic}`)
  return count
}

async function createTopic(admin: Admin, topic: string, partitions: number): Promise<void> {
  const configs = [
    { name: 'max.message.bytes', value: String(recordBytesMax) },
    { name: 'segment.bytes', value: String(segmentBytes) },
    { name: 'file.delete.delay.ms', value: '0' },
    { name: 'retention.ms', value: '-1' },
    { name: 'retention.bytes', value: '-1' },
    { name: 'cleanup.policy', value: 'delete' },
    // The broker's clock: it would refuse what comes from a machine whose own is an hour ahead.
    { name: 'message.timestamp.type', value: 'LogAppendTime' },
  ]
  try {
    await admin.createTopics({ topics: [topic], partitions, configs })
  } catch (error) {
    // Another process was faster, and makes it the same way.
    if (!isKafkaError(error, 'TOPIC_ALREADY_EXISTS')) throw error
  }
}

async function checkTopic(admin: Admin, topic: string): Promise<void> {
  const [description] = await admin.describeConfigs({
    resources: [{ resourceType: ConfigResourceTypes.TOPIC, resourceName: topic }],
  })
  const valueOf = (name: string): string | undefined =>
    description?.configs.find((config) => config.name === name)?.value ?? undefined
  const messageBytesMax = Number(valueOf('max.message.bytes'))
  if (messageBytesMax < recordBytesMax) {
    throw new MillraceError(
      'CONFIG',
      `the Kafka topic ${topic} takes messages of at most ${messageBytesMax} bytes, a block may have ${recordBytesMax}: ` +
        `choose another KAFKA_TOPIC, or run kafka-configs.sh --alter --entity-type topics --entity-name ${topic} ` +
        `--add-config max.message.bytes=${recordBytesMax}`,
    )
  }
  if (valueOf('cleanup.policy')?.includes('compact') === true) {
    throw new MillraceError(
      'CONFIG',
      `the Kafka topic ${topic} is compacted, which would drop blocks: choose another KAFKA_TOPIC`,
    )
  }
}
