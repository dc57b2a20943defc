// The Kafka staging on a simulated Kafka: the same as `openKafkaStaging`, but for the client. What decides (recovery, the
// consumer with its assignment, progress and commits) is the real code.
import type { Block } from '../../block/block.ts'
import { blockToRecord } from '../../staging/kafka/block-record.ts'
import { KafkaConsumer } from '../../staging/kafka/kafka-consumer.ts'
import { recovering } from '../../staging/kafka/recovering.ts'
import type { Staging } from '../../staging/staging.ts'
import type { KafkaLink } from './kafka-link.ts'
import type { SimulatedKafka } from './simulated-kafka.ts'

const topic = 'simulated'
const recoverMsMax = 60_000

export function openSimulatedKafkaStaging(kafka: SimulatedKafka, link: KafkaLink): Staging {
  const closing = new AbortController()
  const recovery = { recoverMsMax, onTrouble: () => undefined, signal: closing.signal }
  const consumers = new Set<KafkaConsumer>()
  let nextPartition = 0

  const send = (block: Block): Promise<bigint> => {
    const { headers, value } = blockToRecord(block)
    const record = { headers: [...headers], value: Buffer.from(value) }
    const partition = block.header.parts === undefined ? nextPartition++ % kafka.partitions.length : 0
    return link.request('appending', () => kafka.append(partition, record))
  }

  return {
    kind: 'kafka',
    async append(block, onFree) {
      let tries = 0
      await recovering('appending', recovery, () => {
        tries++
        return send(block)
      })
      if (tries === 1) onFree?.()
    },
    backlog: () =>
      recovering('asking for the backlog', recovery, () =>
        link.request('asking', () => {
          const bytes = kafka.staged.reduce((sum, { record }) => sum + record.value.byteLength, 0)
          return { blocks: kafka.staged.length, bytes }
        }),
      ),
    consume({ blocksInFlightMax }) {
      const consumer = new KafkaConsumer(
        {
          access: { brokers: [] },
          topic,
          groupId: topic,
          blocksInFlightMax,
          recovery,
          onFetched: () => undefined,
          onCommitted: (partition, offset) => {
            // One that fails is made up for by the next.
            link.request('deleting', () => kafka.deleteBelow(partition, offset)).catch(() => undefined)
          },
        },
        link,
      )
      consumers.add(consumer)
      return Promise.resolve(consumer)
    },
    async close() {
      closing.abort()
      await Promise.all([...consumers].map((consumer) => consumer.close()))
    },
  }
}
